"""What the minutes of a meeting say, read from the book: the meeting, its agenda and its decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.gate import GateDecision
from smartplanner.queries import Reader
from smartplanner.queries.agenda import agenda_items, agenda_of
from smartplanner.queries.proceedings import extensions_decided, reviews_decided
from smartplanner.queries.units import every_district, join_units, short_unit_names
from smartplanner.reports.papers.meetings.minutes import DecidedItem, HeardItem, MinutesFigures
from smartplanner.reports.prose.numbers import deadline
from smartplanner.reports.request import Request

_CLOSING_SIGNS = "。；;，, \n"
_LAST = 9_999


def gather_minutes(reader: Reader, _journal: Journal, request: Request) -> MinutesFigures:
    """Return what the minutes of the meeting asked for say; a Problem when the meeting is not in the book."""
    meeting = meeting_asked_for(reader, request)
    units, districts = short_unit_names(reader), every_district(reader)
    items = agenda_items(reader, meeting.id)
    decisions = in_order(reader, "decision", meeting.id)
    leads: dict[str, str | None] = (
        {str(id): lead for id, lead in reader.columns("task", ["id", "lead"])} if items else {}
    )
    year = (meeting.held_on or request.as_of).year
    return MinutesFigures(
        office=request.office,
        title=meeting.title,
        number=request.document_number or meeting.number or "",
        held_on=meeting.held_on,
        as_of=request.as_of,
        place=meeting.place or "",
        chair=meeting.chair or "",
        heard=tuple(
            HeardItem(item.title, units.get(leads.get(item.task or "") or "", ""), closed(item.remark))
            for item in _gone_through(reader, meeting, items, as_of=request.as_of)
        )
        or _written_agenda(meeting.agenda),
        decided=(
            *(_decided(row, units, districts, year=year) for row in decisions),
            *(_extended(title, row, year=year) for title, row in extensions_decided(reader, meeting, items)),
            *(_reviewed(title, row) for title, row in reviews_decided(reader, meeting, items)),
        ),
        present=join_units(meeting.present, units, districts),
        attending=join_units(meeting.attending, units, districts),
        absent=join_units(meeting.absent, units, districts),
    )


_WHO_DOES_IT = ("牵头", "负责", "主办", "承办", "责任单位", "会同")
"""Words by which a decision says itself whose it is; saying it again in the register's names would be odd."""


def meeting_asked_for(reader: Reader, request: Request) -> Any:
    """Return the meeting of a request; a Problem when none is named or it is gone."""
    found = reader.row("meeting", request.meeting) if request.meeting else None
    if found is None:
        raise Problem(
            code="no_meeting",
            message=_("This report is about one meeting, and none is named."),
            remedy=_("Choose the meeting."),
        )
    return found


def in_order(reader: Reader, entity: str, meeting: str) -> list[Any]:
    """Return the agenda items or decisions of a meeting in their order."""
    rows = [row for row in reader.rows(entity) if row.meeting == meeting]
    return sorted(rows, key=lambda row: _LAST if row.order is None else row.order)


def closed(text: str | None) -> str:
    """Return words without their closing sign, for they go on in a sentence."""
    return (text or "").strip().rstrip(_CLOSING_SIGNS)


def duties(row: Any, units: Mapping[str, str], districts: frozenset[str], *, year: int) -> str:
    """Return who leads, who helps and until when, as far as the words of the decision do not say it themselves."""
    support = "、".join(join_units(row.support, units, districts))
    due = deadline(row.due, year=year) or (row.due_text or "")
    parts = []
    if row.lead and not any(word in row.text for word in _WHO_DOES_IT):
        parts.append(f"由{units.get(row.lead, '')}牵头" + (f"，{support}配合" if support else ""))
    if due and not any(words in row.text for words in (due, row.due_text or due)):
        parts.append(f"于{due}完成" if due.endswith("前") else f"于{due}前完成")
    return "，".join(parts)


def _decided(row: Any, units: Mapping[str, str], districts: frozenset[str], *, year: int) -> DecidedItem:
    return DecidedItem(closed(row.text), duties(row, units, districts, year=year))


def _gone_through(reader: Reader, meeting: Any, items: Sequence[Any], *, as_of: date) -> list[Any]:
    """Return the items that were talked about; all of a meeting that came from a ledger, where nobody said."""
    if meeting.ended is None:
        return list(items)
    handled = {line.item for line in agenda_of(reader, meeting.id, as_of=as_of) if line.handled}
    return [item for item in items if item.id in handled]


def _extended(title: str, row: Any, *, year: int) -> DecidedItem:
    answer = closed(row.answer)
    if row.state == "refused":
        return DecidedItem(f"不同意“{title}”延期" + (f"：{answer}" if answer else ""))
    until = deadline(row.new_due, year=year)
    return DecidedItem(f"同意“{title}”延期" + (f"至{until}" if until else "") + (f"，{answer}" if answer else ""))


def _reviewed(title: str, row: Any) -> DecidedItem:
    conditions = closed(row.conditions)
    result = translate(GateDecision.of(row.decision).label)
    return DecidedItem(f"“{title}”评审结论为{result}" + (f"：{conditions}" if conditions else ""))


def _written_agenda(agenda: str | None) -> tuple[HeardItem, ...]:
    """Return the agenda as it was written, a line an item, where no items were entered."""
    return tuple(
        HeardItem(closed(line).lstrip("0123456789.、 ")) for line in (agenda or "").splitlines() if line.strip()
    )

"""What a meeting has come to so far: decisions with their matters, what was said, extensions and reviews decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.model.gate import GateDecision
from smartplanner.queries.agenda import agenda_items
from smartplanner.queries.agenda_lines import day_words
from smartplanner.queries.reader import Reader
from smartplanner.queries.units import short_unit_names


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: its words, who leads, who co-operates, until when, and the title of the matter made of it."""

    text: str
    title: str
    lead: str
    support: tuple[str, ...]
    due: date | None
    due_text: str
    task: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """What was said on, or decided of, one item: its title and the words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """The outcome of one meeting: what its minutes will say."""

    title: str = ""
    held_on: date | None = None
    chair: str = ""
    ended: bool = False
    items: int = 0
    decisions: tuple[Decided, ...] = ()
    notes: tuple[Remark, ...] = ()
    extensions: tuple[Remark, ...] = ()
    reviews: tuple[Remark, ...] = ()


def proceedings(reader: Reader, meeting: str) -> Proceedings:
    """Return the outcome of a meeting; an empty one if it is gone."""
    row = reader.row("meeting", meeting)
    if row is None:
        return Proceedings()
    items = agenda_items(reader, meeting)
    return Proceedings(
        title=row.title,
        held_on=row.held_on,
        chair=row.chair or "",
        ended=bool(row.ended),
        items=len(items),
        decisions=_decisions(reader, meeting),
        notes=tuple(Remark(item.title, item.remark) for item in items if item.remark),
        extensions=tuple(
            Remark(title, _say_extension(asked)) for title, asked in extensions_decided(reader, row, items)
        ),
        reviews=tuple(Remark(title, _say_review(gate)) for title, gate in reviews_decided(reader, row, items)),
    )


def extensions_decided(reader: Reader, meeting: Any, items: Sequence[Any]) -> list[tuple[str, Any]]:
    """Return the extensions on the agenda that were granted or refused on the day of the meeting, each with its title.

    What the office had decided before, or decides later, is no outcome of this meeting.
    """
    titles = {item.extension: item.title for item in items if item.extension}
    return [
        (titles[row.id], row)
        for row in reader.rows("extension", list(titles))
        if row.state in ("granted", "refused") and row.decided_on == meeting.held_on
    ]


def reviews_decided(reader: Reader, meeting: Any, items: Sequence[Any]) -> list[tuple[str, Any]]:
    """Return the reviews on the agenda that were held in the meeting and have their decision, each with its title."""
    titles = {item.gate: item.title for item in items if item.gate}
    rows = reader.rows("gate", list(titles))
    return [(titles[row.id], row) for row in rows if row.decision and row.meeting in (None, meeting.id)]


def _decisions(reader: Reader, meeting: str) -> tuple[Decided, ...]:
    units = short_unit_names(reader)
    rows = reader.rows_naming("decision", "meeting", [meeting])
    rows.sort(key=lambda row: (row.order if row.order is not None else 10_000, row.id))
    return tuple(
        Decided(
            text=row.text,
            title=(reader.name("task", row.task) if row.task else "") or row.text,
            lead=units.get(row.lead or "", ""),
            support=tuple(units[unit] for unit in row.support if unit in units),
            due=row.due,
            due_text=row.due_text or "",
            task=row.task,
        )
        for row in rows
    )


def _say_extension(row: Any) -> str:
    if row.state == "refused":
        return _("extension refused")
    return _("extension to {day} granted", day=day_words(row.new_due) if row.new_due else _("no date"))


def _say_review(row: Any) -> str:
    return "：".join(filter(None, (_(GateDecision.of(row.decision).label), row.conditions)))

"""Two moments of a book compared: what was added, removed and changed between them, and nothing that cancels out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.commands.history.words import field_words, known_names, listed, record_name
from smartplanner.commands.office import Office
from smartplanner.fields.date_words import FIRST_YEAR, LAST_YEAR
from smartplanner.model import entities
from smartplanner.model import entity as described_entity
from smartplanner.queries.history.moments import between, last_number, number_before, number_through

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SORTS = {ADDED: N_("added"), CHANGED: N_("changed"), REMOVED: N_("removed")}
"""What can have become of a record, in the order in which it is told."""
_NAMED = 5
"""Records that the text names for each entity and sort."""


class Difference(NamedTuple):
    """What became of one record between two moments; its sort is one of ``SORTS``."""

    sort: str
    change: Change
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment of a book: after which step, and what it was asked for as (a day or a step), in words."""

    number: int
    words: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs at *until* from *since*, the entities in their usual order."""

    since: Moment
    until: Moment
    differences: tuple[Difference, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many records were added, changed and removed, by entity."""
        found: dict[str, dict[str, int]] = {}
        for one in self.differences:
            counts = found.setdefault(one.change.entity, dict.fromkeys(SORTS, 0))
            counts[one.sort] += 1
        return found

    def narrowed(self, *, entity: str = "", sort: str = "", text: str = "") -> Comparison:
        """Return the comparison of just this entity, sort, and of records whose title holds *text*."""
        sought = text.strip().casefold()
        kept = [
            one
            for one in self.differences
            if (not entity or one.change.entity == entity)
            and (not sort or one.sort == sort)
            and (not sought or sought in one.title.casefold())
        ]
        return replace(self, differences=tuple(kept))


def since_moment(office: Office, asked: str) -> Moment:
    """Return the moment before a day began ("2026-11-01"), or after a step ("#12", "12" or its id)."""
    day = _day(asked)
    if day is not None:
        return Moment(number=number_before(office.journal, day), words=_say_day(day), day=day)
    return _at_step(office, asked)


def until_moment(office: Office, asked: str = "") -> Moment:
    """Return the moment when a day ended, or after a step; the present where nothing is asked for."""
    if not asked:
        return Moment(number=last_number(office.journal), words=_("now"))
    day = _day(asked)
    if day is not None:
        return Moment(number=number_through(office.journal, day), words=_say_day(day), day=day)
    return _at_step(office, asked)


def compare(office: Office, since: Moment, until: Moment) -> Comparison:
    """Return the net of what was done between two moments; a Problem if the first lies after the second."""
    days_turned = since.day is not None and until.day is not None and since.day > until.day
    if since.number > until.number or days_turned:
        message = _("The first moment lies after the second one.")
        raise Problem(code="wrong_order", message=message, remedy=_("Ask for them the other way round."))
    names = known_names(office)
    rank = {name: place for place, name in enumerate(entities())}
    order = {sort: place for place, sort in enumerate(SORTS)}
    found = [
        Difference(_sort_of(change), change, record_name(change, names))
        for change in between(office.journal, since.number, until.number)
    ]
    found.sort(key=lambda one: (rank[one.change.entity], order[one.sort]))
    return Comparison(since=since, until=until, differences=tuple(found))


def say_comparison(comparison: Comparison) -> str:
    """Return the comparison as a few sentences for a paper: how many of what, the first of them by name."""
    counts = comparison.counts()
    head = _("From {since} to {until}:", since=comparison.since.words, until=comparison.until.words)
    if not counts:
        return head + _("nothing has changed.")
    lines = [head]
    for entity, by_sort in counts.items():
        parts = []
        for sort, label in SORTS.items():
            if by_sort[sort]:
                named = [one.title for one in comparison.differences if (one.change.entity, one.sort) == (entity, sort)]
                words = {"sort": _(label), "count": by_sort[sort], "names": listed(named, most=_NAMED)}
                parts.append(_("{sort} {count} ({names})", **words))
        lines.append(_("{entity}: {parts}.", entity=_(described_entity(entity).label), parts="；".join(parts)))
    return "\n".join(lines)


def export_comparison(office: Office, comparison: Comparison, path: Path) -> int:
    """Write the comparison to a workbook, one line for each field; returns the lines.  A Problem if it cannot be."""
    from smartplanner.excel.writing.writer import (  # openpyxl takes its time; the window does not wait
        SheetColumn,
        write_rows,
    )

    names = known_names(office)
    columns = [
        SheetColumn(_("Kind of record"), 14),
        SheetColumn(_("Record"), 44),
        SheetColumn(_("What became of it"), 10),
        SheetColumn(_("Field"), 16),
        SheetColumn(_("Before"), 40),
        SheetColumn(_("After"), 40),
    ]
    rows: list[tuple[str, ...]] = []
    for one in comparison.differences:
        about = (_(described_entity(one.change.entity).label), one.title, _(SORTS[one.sort]))
        if one.sort != CHANGED:
            rows.append((*about, "", "", ""))
            continue
        rows += [(*about, words.label, words.before, words.after) for words in field_words(one.change, names)]
    return write_rows(path, _("What changed"), columns, rows, caption=say_span(comparison))


def say_span(comparison: Comparison) -> str:
    """Return from when to when is compared."""
    return _("From {since} to {until}", since=comparison.since.words, until=comparison.until.words)


def _sort_of(change: Change) -> str:
    if change.before is None:
        return ADDED
    return REMOVED if change.after is None else CHANGED


def _day(asked: str) -> date | None:
    """Return the day that was asked for; None where it is a step.  A Problem for a day without a calendar."""
    try:
        day = date.fromisoformat(asked) if "-" in asked and len(asked) == len("2026-11-01") else None
    except ValueError:
        day = None
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _("The day lies outside the years {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR)
        raise Problem(code="no_day", message=message)
    return day


def _at_step(office: Office, asked: str) -> Moment:
    step = office.journal.step(asked.removeprefix("#"))
    at = f"{_say_day(clock.local_day(step.at))} {clock.local(step.at)[-5:]}"
    return Moment(number=step.number, words=_("step {number} ({at})", number=step.number, at=at))


def _say_day(day: date) -> str:
    return _("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)

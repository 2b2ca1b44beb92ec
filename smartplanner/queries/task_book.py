"""The lines of all matters of an open book, read once and kept up with its commits.

The list, the overview, the board and the red list ask for the same fifty thousand lines; a commit touches a few of
them.  Lines for two days are kept (a briefing compares); other days are lit anew without reading the matters again.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from smartplanner.changes import Change
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.past import recent_reds
from smartplanner.queries.reader import Reader
from smartplanner.queries.reporting import owed_by_leads
from smartplanner.queries.task_lines import STORED, Sight, TaskLine, make_lines, relit, roll_up
from smartplanner.rules.light_table import Rules

_DAYS = 2
_LIGHTING = frozenset({"light_rule", "progress_report", "task_event", "extension", "party"})
"""Entities beside the matter itself on which lights can depend."""


class TaskBook:
    """The lines by day.  Any thread may ask; one computes at a time, and a commit never waits for it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._computing = threading.RLock()
        self._noting = threading.Lock()
        self._days: dict[date, dict[str, TaskLine]] = {}
        self._sights: dict[date, Sight] = {}
        self._touched: set[str] = set()
        self._changed: dict[str, set[str | None]] = {}
        self._former: dict[str, set[str]] = {}

    def lines(self, as_of: date) -> list[TaskLine]:
        """Return every matter as of a day."""
        with self._computing:
            return list(self._kept(as_of).values())

    def lines_of(self, ids: Iterable[str], as_of: date) -> list[TaskLine]:
        """Return the lines of these matters; those that are gone are left out."""
        wanted = list(ids)
        # Nobody waits for all lines to get a few: then just these and what lies below them are read.
        if self._computing.acquire(blocking=False):
            try:
                if as_of in self._days:
                    kept = self._kept(as_of)
                    return [kept[id] for id in wanted if id in kept]
            finally:
                self._computing.release()
        return self._read_few(wanted, as_of)

    def under(self, rules: Rules, as_of: date) -> dict[str, TaskLine]:
        """Return all lines of a day by id as they would be under another table."""
        sight = self._sight(as_of, rules)
        with self._computing:
            lines = {id: relit(line, sight) for id, line in self._kept(as_of).items()}
        roll_up(lines, sight)
        return lines

    def with_matters_above(self, ids: Iterable[str]) -> set[str]:
        """Return *ids* and all above them, now or before they were moved elsewhere or removed."""
        found: set[str] = set()
        fresh = set(ids)
        while fresh:
            found |= fresh
            above = {parent for _id, parent in self._reader.raw_columns("task", ("id", "parent"), fresh) if parent}
            for id in fresh:
                above |= self._former.get(id, set())
            fresh = above - found
        return found

    def follow(self, changes: Sequence[Change]) -> None:
        """Note which matters are to be read anew, and whether the lights of all are."""
        with self._noting:
            for change in changes:
                if change.entity == "task":
                    self._touched.add(change.id)
                    former = (change.before or {}).get("parent")
                    if former:
                        self._former.setdefault(change.id, set()).add(former)
                elif change.entity in _LIGHTING:
                    self._changed.setdefault(change.entity, set()).add(_matter_of(change))

    def _kept(self, as_of: date) -> dict[str, TaskLine]:
        """Return the lines of a day, brought up to the last commit.  The lock is held."""
        with self._noting:
            touched, changed = self._touched, self._changed
            self._touched, self._changed = set(), {}
        try:
            self._bring_up_to_date(touched, changed)
            if as_of not in self._days:
                self._add_day(as_of)
        except BaseException:
            self._days.clear()
            self._sights.clear()  # what was noted is used up, so nothing that was kept can be trusted
            raise
        return self._days[as_of]

    def _bring_up_to_date(self, touched: set[str], changed: dict[str, set[str | None]]) -> None:
        said: set[str | None] = set().union(*(changed[name] for name in changed.keys() & self.sources()))
        if not self._days or not (touched or said):
            return
        stale = touched | {id for id in said if id is not None}
        records = self._reader.raw_columns("task", STORED, stale)
        for day, lines in self._days.items():
            if None in said:
                self._sights[day] = self._sight(day)
            else:
                self._sights[day].renew(stale, self._sight(day, among=stale))
            sight = self._sights[day]
            for id in stale:
                lines.pop(id, None)
            lines |= {line.id: line for line in make_lines(records, sight)}
            if None in said:
                for id, line in lines.items():
                    lines[id] = relit(line, sight)
            roll_up(lines, sight)

    def _add_day(self, as_of: date) -> None:
        sight = self._sight(as_of)
        known = next(iter(self._days.values()), None)
        if known is None:
            lines = {line.id: line for line in make_lines(self._reader.raw_columns("task", STORED), sight)}
        else:
            lines = {id: relit(line, sight) for id, line in known.items()}
        roll_up(lines, sight)
        while len(self._days) >= _DAYS:
            oldest = next(iter(self._days))
            del self._days[oldest], self._sights[oldest]
        self._days[as_of], self._sights[as_of] = lines, sight

    def sources(self) -> set[str]:
        """Return the entities beside the matter itself on which the lights of this book depend."""
        rules = light_rules(self._reader)
        if rules.needs_past:
            return set(_LIGHTING)
        return set(_LIGHTING - {"extension"}) if rules.needs_reports else {"light_rule"}

    def _sight(self, as_of: date, rules: Rules | None = None, *, among: Collection[str] | None = None) -> Sight:
        table = rules or light_rules(self._reader)
        missed = owed_by_leads(self._reader, among, as_of=as_of) if table.needs_reports else {}
        return Sight(as_of, table, missed, recent_reds(self._reader, table, as_of=as_of, among=among))

    def _read_few(self, ids: Sequence[str], as_of: date) -> list[TaskLine]:
        records = self._reader.raw_columns("task", STORED, ids)
        below = list(records)
        place = STORED.index("id")
        met = {record[place] for record in records}
        while below:
            below = self._reader.raw_columns("task", STORED, [record[place] for record in below], by="parent")
            below = [record for record in below if record[place] not in met]
            met |= {record[place] for record in below}
            records += below
        sight = self._sight(as_of, among=met)
        lines = {line.id: line for line in make_lines(records, sight)}
        roll_up(lines, sight)
        return [lines[id] for id in ids if id in lines]


def _matter_of(change: Change) -> str | None:
    """Return the matter that a report, event or extension is about; None where the change does not say."""
    if change.entity == "light_rule":
        return None
    told = (change.after or {}).get("task") or (change.before or {}).get("task")
    return str(told) if told else None

"""Plans, pilots and contracts as rows on a time axis: who holds what from when to when, and what holds what.

Rows come parents first, each child after its parent, so that a view only has to leave out what is folded.
Nothing here knows about pictures; another source of rows (payments, for one) fits the same view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from smartplanner.base.i18n import _
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.reader import Reader
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.light_table import Rules
from smartplanner.rules.lights import Signal, task_signal
from smartplanner.rules.schedule import Times

SUMMARY, BAR, POINT = "summary", "bar", "point"
LOOSE = "loose"
"""The id of the row above milestones that belong to no plan, pilot or contract."""
HOLDERS = ("plan", "pilot", "contract")
_WORST_FIRST = ("red", "yellow", "grey", "green", "blue")


class Scope(NamedTuple):
    """What is shown: everything planned, or all of one entity, or (with an ``id``) one row of it.

    ``entity`` is empty, plan, pilot, contract or district.
    """

    entity: str = ""
    id: str = ""


EVERYTHING = Scope()


class GanttRow(NamedTuple):
    """One line of a Gantt chart; days are inclusive.

    ``shape`` is summary, bar or point; ``planned_…`` are the days of the version compared with; ``slack`` is in
    workdays; ``because`` names the row that gave a summary its light; ``movable`` says that its days may be set.
    """

    id: str
    entity: str
    title: str
    level: int = 0
    parent: str | None = None
    shape: str = BAR
    lead: str = ""
    start: date | None = None
    due: date | None = None
    planned_start: date | None = None
    planned_due: date | None = None
    done_on: date | None = None
    progress: float | None = None
    signal: Signal | None = None
    because: str = ""
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    slack: int | None = None
    critical: bool = False
    movable: bool = False


class GanttLink(NamedTuple):
    """One row holds another: ids of both, a value of ``DependencyKind``, workdays of lag, its row if it has one."""

    before: str
    after: str
    kind: str = "finish_start"
    lag: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Gantt:
    """The rows and links to show; ``first`` and ``last`` are the outermost days, None where no row has any."""

    rows: tuple[GanttRow, ...] = ()
    links: tuple[GanttLink, ...] = ()
    first: date | None = None
    last: date | None = None


def gantt(
    reader: Reader,
    *,
    as_of: date,
    scope: Scope = EVERYTHING,
    compare: str = "approved",
    times: Mapping[str, Times] | None = None,
) -> Gantt:
    """Return the rows of *scope* as of a day, with the newest plan version of the kind *compare* (empty: none).

    *times* are those of a schedule by milestone; without them slack and critical rows are unknown.
    """
    held = _held(reader, compare)
    milestones = reader.rows("milestone")
    units = short_unit_names(reader)
    makers = _Rows(as_of=as_of, rules=light_rules(reader), units=units, held=held, times=times or {})
    makers.take_milestones(milestones)
    payments: dict[str, list[Any]] = defaultdict(list)
    for payment in reader.rows("payment") if scope.entity == "contract" else ():
        payments[payment.contract].append(payment)
    for entity in HOLDERS:
        for row in _holders(reader, entity, scope):
            makers.add_holder(entity, row, reader, payments.get(row.id, ()))
    if scope == EVERYTHING:
        makers.add_loose()
    shown = {row.id for row in makers.rows}
    links = [link for link in _links(reader, milestones) if link.before in shown and link.after in shown]
    return make_gantt(makers.rows, links)


def make_gantt(rows: Sequence[GanttRow], links: Iterable[GanttLink] = ()) -> Gantt:
    """Return *rows* and *links* with their outermost days."""
    days = [
        day
        for row in rows
        for day in (row.start, row.due, row.planned_start, row.planned_due, row.done_on)
        if day is not None
    ]
    return Gantt(tuple(rows), tuple(links), min(days, default=None), max(days, default=None))


def versions(reader: Reader) -> list[str]:
    """Return the kinds of plan versions that the book holds, in the order of their first appearance."""
    return list(dict.fromkeys(str(baseline.kind) for baseline in reader.rows("baseline")))


def _held(reader: Reader, kind: str) -> dict[str, tuple[date | None, date | None]]:
    """Return begin and due of each row in the newest version of *kind* of its plan."""
    newest: dict[str, Any] = {}
    for baseline in reader.rows("baseline"):
        if baseline.kind == kind and (
            baseline.plan not in newest or newest[baseline.plan].taken_on <= baseline.taken_on
        ):
            newest[baseline.plan] = baseline
    if not newest:
        return {}
    wanted = {baseline.id for baseline in newest.values()}
    fields = ["baseline", "what", "of", "start", "due"]
    return {
        of: (_day(start), _day(due))
        for baseline, what, of, start, due in reader.raw_columns("baseline_item", fields)
        if baseline in wanted and what in ("plan", "milestone")
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _holders(reader: Reader, entity: str, scope: Scope) -> list[Any]:
    """Return the plans, pilots or contracts of *scope*; contracts only where they are asked for."""
    if scope.entity == "district":
        if entity == "contract":
            return []
        return [row for row in reader.rows(entity) if row.district == scope.id]
    if scope.entity != entity and (scope.entity or entity == "contract"):
        return []
    rows = reader.rows(entity, [scope.id]) if scope.id else reader.rows(entity)
    order = {id: place for place, (id,) in enumerate(sorted(reader.columns("district", ["id"])))}
    ranks = {id: rank for id, rank in reader.columns("district", ["id", "order"]) if rank is not None}
    return sorted(rows, key=lambda row: (ranks.get(row.district, 10_000), order.get(row.district, 0)))


def _links(reader: Reader, milestones: Iterable[Any]) -> list[GanttLink]:
    fields = ["before", "after", "kind", "lag", "id"]
    links = [
        GanttLink(before, after, kind or "finish_start", lag or 0, id)
        for before, after, kind, lag, id in reader.raw_columns("dependency", fields)
    ]
    known = {(link.before, link.after) for link in links}
    plain = (GanttLink(before, row.id) for row in milestones for before in row.after)
    return links + [link for link in plain if (link.before, link.after) not in known]


class _Rows:
    """Makes the rows, holders with all below them."""

    def __init__(
        self,
        *,
        as_of: date,
        rules: Rules,
        units: Mapping[str, str],
        held: Mapping[str, tuple[date | None, date | None]],
        times: Mapping[str, Times],
    ) -> None:
        self.rows: list[GanttRow] = []
        self._as_of, self._rules, self._units, self._held, self._times = as_of, rules, units, held, times
        self._below: dict[str | None, list[Any]] = defaultdict(list)

    def take_milestones(self, milestones: Iterable[Any]) -> None:
        """Sort milestones below the row that each belongs to."""
        known = {row.id: row for row in milestones}
        for row in known.values():
            parent = row.parent if row.parent in known and not _round(known, row) else None
            self._below[parent or row.plan or row.pilot or row.contract].append(row)
        first: dict[str, date] = {}
        for row in known.values():
            self._begin(row, first)
        for rows in self._below.values():
            rows.sort(key=lambda row: (first[row.id], row.due or date.max, row.title))

    def _begin(self, row: Any, first: dict[str, date]) -> date:
        """Return the first day of a milestone or of anything below it, and note it in *first*."""
        if row.id not in first:
            below = [self._begin(child, first) for child in self._below.get(row.id, ())]
            first[row.id] = min([row.start or row.due or date.max, *below])
        return first[row.id]

    def add_holder(self, entity: str, row: Any, reader: Reader, payments: Iterable[Any] = ()) -> None:
        """Add a plan, pilot or contract with what is below it."""
        start = row.period_start if entity == "plan" else row.start
        due = row.period_end if entity == "plan" else row.end
        title = row.name if entity == "pilot" else row.title
        district = reader.name("district", row.district) if row.district else ""
        points = [_payment(payment, self) for payment in payments]
        self._add_group(GanttRow(row.id, entity, title, shape=SUMMARY, lead=district, start=start, due=due), points)

    def add_loose(self) -> None:
        """Add the milestones that belong to nothing, under a heading."""
        if self._below[None]:
            self._add_group(GanttRow(LOOSE, "", _("Without a plan or pilot"), shape=SUMMARY), [])

    def light(self, start: date | None, due: date | None, done_on: date | None, progress: float | None) -> Signal:
        """Return the light of something with these days."""
        if self._is_done(done_on):
            state = "done"
        else:
            waiting = not progress and (start or due or self._as_of) > self._as_of
            state = "not_started" if waiting else "in_progress"
        return task_signal(state, progress, start, due, as_of=self._as_of, rules=self._rules)

    def _is_done(self, done_on: date | None) -> bool:
        return done_on is not None and done_on <= self._as_of

    def _add_group(self, row: GanttRow, points: Sequence[GanttRow]) -> None:
        place = len(self.rows)
        self.rows.append(row)
        for milestone in self._below[None if row.id == LOOSE else row.id]:
            self._add_milestone(milestone, row.id, 1)
        self.rows += points
        self.rows[place] = self._summed(row, self.rows[place + 1 :])

    def _add_milestone(self, milestone: Any, parent: str, level: int) -> None:
        times = self._times.get(milestone.id)
        below = self._below[milestone.id]
        start = milestone.start
        if start is None and milestone.duration and milestone.due:
            start = times.early_start if times else milestone.due - timedelta(milestone.duration - 1)
        row = GanttRow(
            id=milestone.id,
            entity="milestone",
            title=milestone.title,
            level=level,
            parent=parent,
            shape=SUMMARY if below else BAR if start and start != milestone.due else POINT,
            lead=self._units.get(milestone.lead, ""),
            start=start,
            due=milestone.due,
            done_on=milestone.done_on,
            progress=100.0 if self._is_done(milestone.done_on) else milestone.progress,
            signal=self.light(start, milestone.due, milestone.done_on, milestone.progress),
            movable=not below and bool(milestone.due or start),
        )
        if times is not None:
            row = row._replace(
                early_start=times.early_start,
                early_finish=times.early_finish,
                late_start=times.late_start,
                late_finish=times.late_finish,
                slack=times.slack,
                critical=times.critical,
            )
        place = len(self.rows)
        self.rows.append(self._with_held(row))
        for child in below:
            self._add_milestone(child, milestone.id, level + 1)
        if below:
            self.rows[place] = self._summed(self.rows[place], self.rows[place + 1 :])

    def _with_held(self, row: GanttRow) -> GanttRow:
        start, due = self._held.get(row.id, (None, None))
        return row._replace(planned_start=start, planned_due=due)

    def _summed(self, row: GanttRow, below: Sequence[GanttRow]) -> GanttRow:
        """Return a summary row with the outermost days, the worst light and the mean progress of what is below it."""
        starts = [day for one in below if (day := one.start or one.due)]
        dues = [one.due for one in below if one.due]
        lit = [one for one in below if one.signal is not None and one.shape != SUMMARY]
        worst = min(lit, key=lambda one: _WORST_FIRST.index(one.signal.light if one.signal else "grey"), default=None)
        progress = [one.progress or 0.0 for one in lit]
        return self._with_held(row)._replace(
            start=row.start or min(starts, default=None),
            due=row.due or max(dues, default=None),
            signal=worst.signal if worst else row.signal,
            because=worst.title if worst else "",
            progress=sum(progress) / len(progress) if progress else row.progress,
            critical=any(one.critical for one in below),
        )


def _payment(payment: Any, rows: _Rows) -> GanttRow:
    """Return a payment as a point of time."""
    return GanttRow(
        id=payment.id,
        entity="payment",
        title=_("Payment: {title}", title=payment.title),
        level=1,
        parent=payment.contract,
        shape=POINT,
        due=payment.due,
        done_on=payment.paid_on,
        progress=100.0 if payment.paid_on else None,
        signal=rows.light(None, payment.due, payment.paid_on, None),
        movable=payment.due is not None,
    )


def _round(known: Mapping[str, Any], row: Any) -> bool:
    """Whether going up from *row* leads round in a circle."""
    seen = {row.id}
    above = row.parent
    while above in known:
        if above in seen:
            return True
        seen.add(above)
        above = known[above].parent
    return False

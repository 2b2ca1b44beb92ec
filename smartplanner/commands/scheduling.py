"""Moving milestones with all that follows them, and linking them.

A slip is proposed first: what would move, why, and in which plans.  Applying it is one step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, update
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.queries.city_calendar import unknown_years
from smartplanner.queries.schedule import PlanData, owner_names, read_plan_data
from smartplanner.rules.schedule import Activity, Link, Moved, Schedule, make_schedule
from smartplanner.rules.schedule import problems as say
from smartplanner.rules.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipProposal:
    """What moving one milestone would do; nothing is written yet.

    ``moves`` has the milestone itself first where it moves at all; ``plans`` are the names of the plans, pilots and
    contracts that are hit with how many milestones each; ``problems`` what the plan would have against it that it
    has not now; ``notes`` what was asked for and cannot be had.
    """

    milestone: str
    title: str
    moves: tuple[Moved, ...]
    titles: Mapping[str, str]
    changes: tuple[Change, ...]
    plans: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    calendar: Calendar

    def sentences(self) -> list[str]:
        """Return the moves in words, one line each, in the language in use."""
        return [self._sentence(move) for move in self.moves]

    def _sentence(self, move: Moved) -> str:
        shift = self.calendar.between(move.finish_before, move.finish)
        words = _shift_words(shift, move)
        values = {"title": self.titles[move.id], "old": _days(move.start_before, move.finish_before)}
        values |= {"new": _days(move.start, move.finish), "shift": words}
        if move.because:
            because = self.titles[move.because]
            return _("“{title}”: {old} → {new} ({shift}), because of “{because}”", **values, because=because)
        return _("“{title}”: {old} → {new} ({shift})", **values)


def propose_slip(
    office: Office,
    milestone: str,
    *,
    start: date | None = None,
    due: date | None = None,
    duration: int | None = None,
) -> SlipProposal:
    """Say what moves when a milestone (by id) starts, is due or takes as long as given; nothing is written.

    Work keeps its duration when only the start is given, and its start when only the due day is.  Raises a Problem
    when it is done already, has parts (these have the dates), or when nothing or an impossible span is asked for.
    """
    data = read_plan_data(office.reader)
    schedule = _schedule(data)
    _check_slip(schedule, milestone, start=start, due=due, duration=duration)
    moves = schedule.slip(milestone, new_start=start, new_finish=due, duration=duration)
    rows = {row.id: row for row in office.reader.rows("milestone", [move.id for move in moves])}
    changes = _changes(moves, rows, (milestone, duration), schedule=schedule)
    after = _schedule(_with_changes(data, changes))
    if any(move.id == milestone and after.days(milestone) != (move.start, move.finish) for move in moves):
        # The fields that the row has so far do not say these days: write both.
        changes = _changes(moves, rows, (milestone, duration), schedule=schedule, in_full=True)
        after = _schedule(_with_changes(data, changes))
    concerned = {milestone, *(move.id for move in moves), *(move.because for move in moves if move.because)}
    titles = {id: schedule.activities[id].title for id in concerned}
    return SlipProposal(
        milestone=milestone,
        title=titles[milestone],
        moves=moves,
        titles=titles,
        changes=changes,
        plans=_plans(office, schedule, moves),
        problems=(
            *_new_problems(schedule, after),
            *_beyond_plans(office, schedule, moves),
        ),
        notes=(
            *_notes(schedule, moves, milestone, asked=(start, due)),
            *_followers_stay(schedule, moves, milestone, data.links),
            *_unknown_years(data.calendar, moves),
        ),
        calendar=data.calendar,
    )


def apply_slip(office: Office, proposal: SlipProposal) -> Step | None:
    """Write a proposal as one step; None if it moves nothing.  A Problem if a row changed since it was made."""
    if not proposal.changes:
        return None
    move = next((move for move in proposal.moves if move.id == proposal.milestone), proposal.moves[0])
    values = {"title": proposal.title, "day": move.finish.isoformat(), "count": str(len(proposal.changes) - 1)}
    message = N_("Move “{title}” to {day}") if len(proposal.changes) == 1 else _MOVE_WITH_OTHERS
    return office.journal.commit(Label(message, values), proposal.changes)


_MOVE_WITH_OTHERS = N_("Move “{title}” to {day} and {count} that follow")


def find_milestone(office: Office, words: str) -> str:
    """Return the id of the milestone with this id or title; a Problem if there is none, or several."""
    names = office.reader.names("milestone")
    if words in names:
        return words
    found = [id for id, name in names.items() if name == words]
    if len(found) == 1:
        return found[0]
    if not found:
        message = _("There is no milestone “{name}”.", name=words)
        raise Problem(code="no_milestone", message=message, remedy=_("The verb “list BOOK milestone” lists them."))
    message = _("{count} milestones are called “{name}”.", count=len(found), name=words)
    raise Problem(code="several_milestones", message=message, remedy=_("Give the id: {ids}.", ids="、".join(found)))


def _schedule(data: PlanData) -> Schedule:
    return make_schedule(data.activities, data.links, data.calendar, begin=data.begins)


def _check_slip(schedule: Schedule, id: str, *, start: date | None, due: date | None, duration: int | None) -> None:
    if id not in schedule:
        raise Problem(code="row_gone", message=_("The record has been removed meanwhile."))
    activity = schedule.activities[id]
    if start is None and due is None and duration is None:
        raise Problem(code="nothing_asked", message=_("Give a new start, due day or duration."))
    if activity.done_on is not None:
        message = _("“{title}” was done on {day}; it does not move.", title=activity.title, day=activity.done_on)
        raise Problem(code="done_already", message=message)
    if schedule.parts(id):
        message = _("“{title}” spans its parts; its dates are theirs.", title=activity.title)
        raise Problem(code="spans_its_parts", message=message, remedy=_("Move the part that is late."))
    if start is not None and due is not None and due < start:
        message = _("The due day {due} is before the start {start}.", due=due, start=start)
        raise Problem(code="finish_before_start", message=message)
    if None not in (start, due, duration):
        message = _("Start, due day and duration cannot all be given: two of them say the third.")
        raise Problem(code="too_much_asked", message=message, remedy=_("Leave one of them out."))
    if duration is not None and not 0 <= duration <= 10_000:
        message = _("A duration lies between 0 and 10,000 workdays.")
        raise Problem(code="not_valid", message=message, field="duration", value=str(duration))


def _changes(
    moves: Sequence[Moved],
    rows: Mapping[str, Any],
    asked: tuple[str, int | None],
    *,
    schedule: Schedule,
    in_full: bool = False,
) -> tuple[Change, ...]:
    """Return what writes *moves*; *asked* is the milestone that was to move, with the duration that it shall have.

    *in_full* writes both its days, whichever of them it had so far.
    """
    milestone, duration = asked
    changes = []
    for move in moves:
        row = rows[move.id]
        values = _values(row, move, schedule, is_asked=move.id == milestone)
        if move.id == milestone and duration is not None:
            values |= _lasting(row, move, duration, schedule.calendar)
        if move.id == milestone and in_full:
            values |= {"start": move.start, "due": move.finish}
        before = {name: getattr(row, name) for name in values}
        after = with_cleared_words("milestone", before, values, row)
        before = {name: getattr(row, name) for name in after}
        if change := update("milestone", row.id, before, after):
            changes.append(change)
    return tuple(changes)


def _values(row: Any, move: Moved, schedule: Schedule, *, is_asked: bool) -> dict[str, Any]:
    """Return the fields that say the new dates; what stands nowhere in the row (a computed date) stays unwritten."""
    values: dict[str, Any] = {}
    if schedule.parts(move.id):  # its own dates are words about its parts: they follow only as far as they agreed
        if row.start == move.start_before:
            values["start"] = move.start
        if row.due == move.finish_before:
            values["due"] = move.finish
        return values
    is_point = move.start == move.finish and not schedule.workdays(move.id)
    if row.start is not None:
        values["start"] = move.start
    if row.due is not None:
        values["due"] = move.finish
    if len(values) == 2 and is_point and row.duration != 0:
        values["duration"] = 0  # on a free day it took no time by itself; on a workday it has to be said
    if is_asked:
        if not values:
            values["due" if is_point else "start"] = move.finish if is_point else move.start
        workdays = schedule.calendar.workdays_through(move.finish) - schedule.calendar.workdays_before(move.start)
        if row.duration is not None and not is_point:
            values["duration"] = workdays
        if row.constraint == "fixed" and row.constraint_on is not None:
            values["constraint_on"] = move.finish if is_point else move.start
    return values


def _lasting(row: Any, move: Moved, duration: int, known: Calendar) -> dict[str, Any]:
    """Return the fields that make a row last as long as asked; nothing (0) makes a milestone of it."""
    if duration == 0:
        return {"duration": 0, "start": move.finish if row.start is not None else None, "due": move.finish}
    workdays = known.workdays_through(move.finish) - known.workdays_before(move.start)
    was_point = row.start is None and not row.duration
    return {"duration": workdays, "due": move.finish} | ({"start": move.start} if was_point else {})


def _with_changes(data: PlanData, changes: Iterable[Change]) -> PlanData:
    changed = {change.id: change.after or {} for change in changes}
    names = {"start": "start", "due": "finish", "duration": "duration", "constraint_on": "constraint_on"}
    activities: list[Activity] = []
    for activity in data.activities:
        after = changed.get(activity.id)
        if after:
            activity = activity._replace(**{names[name]: value for name, value in after.items() if name in names})
        activities.append(activity)
    return data._replace(activities=activities)


def _new_problems(before: Schedule, after: Schedule) -> tuple[Problem, ...]:
    known = {problem.message for problem in before.problems}
    return tuple(problem for problem in after.problems if problem.message not in known)


def _beyond_plans(office: Office, schedule: Schedule, moves: Sequence[Moved]) -> Iterator[Problem]:
    """Yield a warning for each plan of which something comes to end after it and did not before: the last of it."""
    ends = {row.id: row.period_end for row in office.reader.rows("plan")}
    last: dict[str, Moved] = {}
    for move in moves:
        owner = schedule.activities[move.id].owner or ""
        end = ends.get(owner)
        if end is not None and move.finish_before <= end < move.finish:
            last[owner] = max(move, last.get(owner, move), key=lambda one: one.finish)
    for owner, move in last.items():
        yield say.after_end(schedule.activities[move.id].title, finish=move.finish, end=ends[owner])


def _plans(office: Office, schedule: Schedule, moves: Sequence[Moved]) -> tuple[tuple[str, int], ...]:
    counts = Counter(owner for move in moves if (owner := schedule.activities[move.id].owner))
    names = owner_names(office.reader, counts)
    return tuple((names[owner], count) for owner, count in counts.most_common())


def _notes(
    schedule: Schedule, moves: Sequence[Moved], milestone: str, *, asked: tuple[date | None, date | None]
) -> tuple[str, ...]:
    """Say when the milestone comes to stand on another day than was asked for, and what holds it there."""
    move = next((move for move in moves if move.id == milestone), None)
    first, last = (move.start, move.finish) if move else schedule.days(milestone) or (None, None)
    start, due = asked
    wanted, got = (due, last) if due is not None else (start, first)
    if wanted is None or got is None or got <= wanted:
        return ()
    title = schedule.activities[milestone].title
    values = {"title": title, "wanted": wanted.isoformat(), "got": got.isoformat()}
    if move is not None and move.because:
        because = schedule.activities[move.because].title
        return (_("“{title}” cannot be on {wanted}: “{because}” holds it until {got}.", **values, because=because),)
    chain = schedule.chain(milestone)
    if move is None and len(chain) > 1:
        because = schedule.activities[chain[-2]].title
        return (_("“{title}” cannot be on {wanted}: “{because}” holds it until {got}.", **values, because=because),)
    return (_("“{title}” cannot be on {wanted}: its own constraint holds it until {got}.", **values),)


def _followers_stay(
    schedule: Schedule, moves: Sequence[Moved], milestone: str, links: Sequence[Link]
) -> tuple[str, ...]:
    """Say of a move to an earlier day that what follows keeps the dates that were written for it."""
    move = next((move for move in moves if move.id == milestone), None)
    if move is None or move.finish >= move.finish_before:
        return ()
    moved = {one.id for one in moves}
    staying = {link.after for link in links if link.before == milestone and link.after in schedule} - moved
    staying = {id for id in staying if schedule.activities[id].done_on is None}
    if not staying:
        return ()
    return (
        _("What follows keeps its written dates ({count}); move it too if it shall begin earlier.", count=len(staying)),
    )


def _unknown_years(known: Calendar, moves: Sequence[Moved]) -> tuple[str, ...]:
    """Say for which years the holidays are not announced yet: their dates will still shift a little."""
    note = unknown_years(known, [day for move in moves for day in (move.start, move.finish)])
    return (note,) if note else ()


def _days(first: date, last: date) -> str:
    return last.isoformat() if first == last else f"{first.isoformat()}—{last.isoformat()}"


def _shift_words(workdays: int, move: Moved) -> str:
    if workdays > 0:
        return _("{count} workday(s) later", count=workdays)
    if workdays < 0:
        return _("{count} workday(s) earlier", count=-workdays)
    return _("the end stays") if move.start != move.start_before else _("within days off")

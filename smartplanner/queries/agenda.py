"""The agenda of a meeting: what is due to be talked about, the worst first; and the agenda of an opened meeting.

Both answer with the same lines (``agenda_lines``).  Nothing here knows how a line is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from smartplanner.base.problems import shorten
from smartplanner.model.agenda_item import AgendaKind
from smartplanner.queries.agenda_lines import AgendaLine, fill_in
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, red_list, task_lines
from smartplanner.rules.lights import ENDED, FINISHED

LIMIT = 20
"""Red and yellow matters on one agenda: what twenty minutes have room for."""
GATES_WITHIN = 30
"""Days ahead in which a review counts as due."""
KINDS: tuple[str, ...] = tuple(str(kind) for kind in AgendaKind)
"""The kinds of items in the order in which a meeting takes them."""
USUAL_KINDS = frozenset(KINDS) - {"yellow"}
_SETTLED = FINISHED | ENDED | {"archived"}


def propose_agenda(
    reader: Reader,
    *,
    as_of: date,
    group: str | None = None,
    kinds: Iterable[str] = USUAL_KINDS,
    limit: int = LIMIT,
) -> list[AgendaLine]:
    """Return what a meeting of *group* (None: of all) should go through.

    Reds come first, the worst of them first, then matters at risk, extensions that wait for a decision, reviews
    that are due, and what the group's last meeting decided and is not done.  A matter stands there once: a red
    one carries its extension along.  *limit* holds for red and yellow matters together.
    """
    wanted = frozenset(kinds)
    matters = {line.id: line for line in matters_of(reader, group, as_of=as_of)}
    waiting = {row.task: row.id for row in _asked_first(reader, matters)}
    made = list(islice(_late(matters.values(), waiting, wanted), max(0, limit)))
    if "extension" in wanted:
        met = {line.task for line in made}
        made += [
            AgendaLine(kind="extension", title=matters[task].title, task=task, extension=extension)
            for task, extension in waiting.items()
            if task not in met
        ]
    if "gate" in wanted:
        made += _reviews(reader, matters.values(), as_of=as_of, group=group)
    if "other" in wanted:
        made += _left_over(reader, {line.task for line in made if line.task}, as_of=as_of, group=group)
    return fill_in(reader, made, as_of=as_of)


def agenda_of(reader: Reader, meeting: str, *, as_of: date) -> list[AgendaLine]:
    """Return the items of an opened meeting in their order, with what was said and decided on each."""
    decided: dict[str, list[str]] = {}
    for row in sorted(reader.rows_naming("decision", "meeting", [meeting]), key=_place):
        if row.agenda_item:
            decided.setdefault(row.agenda_item, []).append(row.text)
    settled = _settled_by(reader, meeting)
    return fill_in(
        reader,
        [
            AgendaLine(
                kind=str(row.kind),
                title=row.title,
                item=row.id,
                task=row.task,
                extension=row.extension,
                gate=row.gate,
                said=row.remark or "",
                decided=tuple(decided.get(row.id, ())),
                handled=bool(
                    row.passed or row.remark or row.id in decided or row.extension in settled or row.gate in settled
                ),
            )
            for row in agenda_items(reader, meeting)
        ],
        as_of=as_of,
    )


def agenda_items(reader: Reader, meeting: str) -> list[Any]:
    """Return the stored items of a meeting in their order."""
    items = reader.rows_naming("agenda_item", "meeting", [meeting])
    return sorted(items, key=_place)


def _place(row: Any) -> tuple[int, str]:
    return (row.order if row.order is not None else 10_000, row.id)


def meetings_under_way(reader: Reader) -> list[Any]:
    """Return the meetings that were opened here and not closed yet, the latest first.

    Of a meeting that came from a ledger nobody said whether it has ended; it counts as held.
    """
    found = [row for row in reader.rows("meeting") if row.ended is False]
    return sorted(found, key=lambda row: (row.held_on or date.min, row.id), reverse=True)


def last_meeting(reader: Reader, *, group: str | None, before: date) -> Any | None:
    """Return the latest meeting of *group* (None: of any) up to that day that is not still under way."""
    running = {row.id for row in meetings_under_way(reader)}
    held = [
        row
        for row in reader.rows("meeting")
        if row.held_on and row.held_on <= before and row.id not in running and (group is None or row.group == group)
    ]
    return max(held, key=lambda row: (row.held_on, row.id), default=None)


def matters_of(reader: Reader, group: str | None, *, as_of: date) -> list[TaskLine]:
    """Return the matters of a group (None: all): those that name it, and those of no group in its field of work."""
    lines = task_lines(reader, as_of=as_of)
    if group is None:
        return lines
    row = reader.row("group", group)
    field = row.field if row is not None else None
    return [line for line in lines if line.group == group or (field and not line.group and line.category == field)]


def _asked_first(reader: Reader, matters: Mapping[str, TaskLine]) -> list[Any]:
    """Return the extensions that wait for a decision, those that have waited longest first; not of what is done."""
    waiting = [
        row
        for row in reader.rows("extension")
        if row.state == "requested" and row.task in matters and matters[row.task].state not in _SETTLED
    ]
    return sorted(waiting, key=lambda row: (row.requested_on or date.min, row.new_due or date.max, row.id))


def _late(lines: Iterable[TaskLine], waiting: dict[str, str], wanted: Collection[str]) -> Iterator[AgendaLine]:
    for line in red_list(lines):
        kind = line.signal.light
        taken_later = kind == "yellow" and line.id in waiting and "extension" in wanted
        if kind in wanted and not taken_later:
            yield AgendaLine(kind=kind, title=line.title, task=line.id, extension=waiting.get(line.id))


def _reviews(reader: Reader, lines: Iterable[TaskLine], *, as_of: date, group: str | None) -> list[AgendaLine]:
    """Return the reviews of plans and pilots that are late or due soon, the latest first."""
    until = as_of + timedelta(GATES_WITHIN)
    ours = None if group is None else _plans_and_pilots(reader, lines, group)
    due = [
        (row.due or row.held_on, row)
        for row in reader.rows("gate")
        if row.decision is None and (row.due or row.held_on) and (row.due or row.held_on) <= until
    ]
    made = []
    for _day, row in sorted(due, key=lambda pair: (pair[0], pair[1].id)):
        about = row.pilot or row.plan
        if ours is not None and about not in ours:
            continue
        name = reader.name("pilot", row.pilot) if row.pilot else reader.name("plan", row.plan or "")
        title = f"{name}：{row.gate}" if name else row.gate
        made.append(AgendaLine(kind="gate", title=title, gate=row.id))
    return made


def _plans_and_pilots(reader: Reader, lines: Iterable[TaskLine], group: str) -> set[str]:
    """Return the plans and pilots that concern a group: its matters belong to them, or its units lead them."""
    found: set[str] = set()
    for belongs in reader.raw_columns("task", ("plan", "pilot"), [line.id for line in lines]):
        found.update(id for id in belongs if id)
    row = reader.row("group", group)
    units = {row.lead, *row.members} if row is not None else set()
    return found | {pilot.id for pilot in reader.rows("pilot") if pilot.lead and pilot.lead in units}


def _left_over(reader: Reader, met: Collection[str], *, as_of: date, group: str | None) -> list[AgendaLine]:
    """Return what the last meeting decided and is not done, without the matters that were *met* already."""
    meeting = last_meeting(reader, group=group, before=as_of)
    if meeting is None:
        return []
    decided = reader.rows_naming("decision", "meeting", [meeting.id])
    states = {row.id: row.state for row in reader.rows("task", [row.task for row in decided if row.task])}
    return [
        AgendaLine(kind="other", title=_title(reader, row), task=row.task, decision=row.id)
        for row in sorted(decided, key=_place)
        if row.task not in met and states.get(row.task) not in _SETTLED
    ]


def _title(reader: Reader, decision: Any) -> str:
    return (reader.name("task", decision.task) if decision.task else "") or shorten(decision.text, 120)


def _settled_by(reader: Reader, meeting: str) -> Collection[str]:
    """Return the ids of the extensions and reviews on a meeting's agenda that have their decision."""
    items: Sequence[Any] = agenda_items(reader, meeting)
    extensions = reader.rows("extension", [row.extension for row in items if row.extension])
    gates = reader.rows("gate", [row.gate for row in items if row.gate])
    return {row.id for row in extensions if row.state != "requested"} | {row.id for row in gates if row.decision}

"""The steps of a book for a timeline: which of them are wanted, in pages, each with its kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select

from smartplanner.base.i18n import N_, _
from smartplanner.changes import Step
from smartplanner.journal import Journal
from smartplanner.journal.journal import step_of
from smartplanner.store.tables import table

KINDS = {
    "import": N_("import"),
    "act": N_("act"),
    "meeting": N_("meeting"),
    "edit": N_("by hand"),
    "undo": N_("undo"),
    "redo": N_("redo"),
    "rollback": N_("rollback"),
    "create": N_("new book"),
    "merge": N_("merge"),
    "upgrade": N_("upgrade"),
}
"""The kinds of steps with their names: the origin, and of what a person did whether it was an act or of a meeting."""
_MEETING = ("meeting", "agenda_item", "decision")
_ACT = ("task_event",)
_LOOKED_AT = 100
"""Changes of a step that tell its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a timeline is narrowed to; an empty part asks for nothing.  ``text`` is sought in names and values."""

    person: str = ""
    kind: str = ""
    entity: str = ""
    text: str = ""
    record: str = ""


class Mark(NamedTuple):
    """A step before it is read: its number and its moment (UTC, as in the journal)."""

    number: int
    at: str


class TimelineStep(NamedTuple):
    """One step with its kind (of ``KINDS``)."""

    step: Step
    kind: str


def marks(journal: Journal, wanted: Wanted | None = None) -> list[Mark]:
    """Return the marks of the *wanted* steps, newest first: light enough for all of a long history at once."""
    steps = table("journal_step")
    query = select(steps.c.number, steps.c.at).order_by(steps.c.number.desc())
    for condition in _conditions(journal, wanted or Wanted()):
        query = query.where(condition)
    with journal.book.read() as connection:
        return [Mark(number, at) for number, at in connection.execute(query)]


def read_steps(journal: Journal, numbers: Sequence[int]) -> list[TimelineStep]:
    """Return the steps of these *numbers* (a page of them) with their kinds, newest first."""
    steps, rows = table("journal_step"), table("journal_change")
    query = select(steps).where(steps.c.number.in_(numbers)).order_by(steps.c.number.desc())
    about = select(rows.c.step, rows.c.entity).where(rows.c.step.in_(numbers), rows.c.position < _LOOKED_AT)
    with journal.book.read() as connection:
        found = [step_of(dict(row)) for row in connection.execute(query).mappings()]
        named: dict[int, set[str]] = {}
        for number, name in connection.execute(about.distinct()):
            named.setdefault(number, set()).add(name)
    return [TimelineStep(step, kind_of(step.origin, named.get(step.number, ()))) for step in found]


def kind_of(origin: str, entities: Iterable[str]) -> str:
    """Return the kind of a step from its *origin* and the *entities* that it touched."""
    if origin != "user":
        return origin if origin in KINDS else "edit"
    touched = set(entities)
    if touched.intersection(_MEETING):
        return "meeting"
    return "act" if touched.intersection(_ACT) else "edit"


def persons(journal: Journal) -> list[str]:
    """Return who made steps, by name."""
    steps = table("journal_step")
    with journal.book.read() as connection:
        return sorted(connection.execute(select(steps.c.person).distinct()).scalars())


def touched_entities(journal: Journal) -> set[str]:
    """Return the entities that the history speaks of."""
    rows = table("journal_change")
    with journal.book.read() as connection:
        return set(connection.execute(select(rows.c.entity).distinct()).scalars())


def _conditions(journal: Journal, wanted: Wanted) -> list[ColumnElement[bool]]:
    steps, rows = table("journal_step"), table("journal_change")
    conditions: list[ColumnElement[bool]] = []
    if wanted.person:
        conditions.append(steps.c.person == wanted.person)
    if wanted.kind:
        conditions += _of_kind(wanted.kind)
    if wanted.entity:
        conditions.append(steps.c.number.in_(select(rows.c.step).where(rows.c.entity == wanted.entity)))
    if wanted.record:
        conditions.append(steps.c.number.in_(select(rows.c.step).where(rows.c.row == wanted.record)))
    if wanted.text.strip():
        conditions.append(_with_text(journal, wanted.text.strip()))
    return conditions


def _of_kind(kind: str) -> list[ColumnElement[bool]]:
    steps = table("journal_step")
    if kind not in ("act", "meeting", "edit"):
        return [steps.c.origin == kind]
    of_meeting, of_act = steps.c.number.in_(_naming(_MEETING)), steps.c.number.in_(_naming(_ACT))
    by_hand = steps.c.origin == "user"
    if kind == "meeting":
        return [by_hand, of_meeting]
    return [by_hand, ~of_meeting, of_act if kind == "act" else ~of_act]


def _naming(names: Sequence[str]) -> Select[Any]:
    rows = table("journal_change")
    return select(rows.c.step).where(rows.c.entity.in_(names), rows.c.position < _LOOKED_AT)


def _with_text(journal: Journal, text: str) -> ColumnElement[bool]:
    """Return the condition that *text* stands in a step's name, its file, or in a value that it changed."""
    steps, rows = table("journal_step"), table("journal_change")
    # Values stand in the journal as JSON, where a quotation mark has a sign before it.
    inside = json.dumps(text, ensure_ascii=False)[1:-1]
    with journal.book.read() as connection:
        messages = connection.execute(select(steps.c.label).distinct()).scalars().all()
    spoken = [message for message in messages if text.casefold() in _(message).casefold()]
    changed = rows.c.before.contains(inside, autoescape=True) | rows.c.after.contains(inside, autoescape=True)
    return or_(
        steps.c.label.in_(spoken),
        steps.c.label_values.cast(rows.c.before.type).contains(inside, autoescape=True),
        steps.c.source_file.contains(text, autoescape=True),
        steps.c.number.in_(select(rows.c.step).where(changed)),
    )

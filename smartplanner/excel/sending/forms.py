"""Which entities are collected from units, by which field a row is a unit's, and which columns the unit fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.excel.headers.heads import normal
from smartplanner.fields.description import Entity, Field
from smartplanner.model import entities
from smartplanner.model.task import TaskState
from smartplanner.rules.lights import ENDED, FINISHED

KEY_HEAD = N_("Record key (do not change)")
"""Stands over the hidden keys of the rows."""


def is_key_head(head: str) -> bool:
    """Return whether *head* stands over the hidden keys."""
    return normal(head) in {normal(_(KEY_HEAD)), normal(KEY_HEAD)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a fill-in workbook of one entity looks like.

    ``unit`` is the field with the unit that fills in, ``supporting`` the one with those that co-operate (empty:
    there is none); ``shown`` are the locked columns, ``own`` those that the unit fills in; ``choices`` limits
    what it may choose; rows whose state is among ``ended`` are not asked about.
    """

    entity: str
    unit: str
    supporting: str = ""
    shown: tuple[str, ...]
    own: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()

    @property
    def described(self) -> Entity:
        """The description of the entity."""
        return entities()[self.entity]

    @property
    def title(self) -> str:
        """The locked column by which people know a row."""
        return "title" if "title" in self.shown else self.shown[0]

    def own_fields(self) -> tuple[Field, ...]:
        """Return the descriptions of the unit's own columns."""
        return tuple(self.described[name] for name in self.own)


_FORMS = (
    Form(
        entity="task",
        unit="lead",
        supporting="support",
        shown=("code", "title", "district", "lead", "support", "due"),
        own=("state", "progress", "progress_text", "problems", "next_steps", "done_on"),
        # To close, return or end a matter is the office's to decide.
        choices={
            "state": tuple(
                str(state)
                for state in (TaskState.NOT_STARTED, TaskState.IN_PROGRESS, TaskState.EXTENSION, TaskState.DONE)
            )
        },
        ended=FINISHED | ENDED,
    ),
    Form(
        entity="progress_report",
        unit="organisation",
        shown=("task", "period"),
        own=("progress", "text", "problems", "next_steps", "reported_on"),
    ),
)


def form_of(entity: str) -> Form:
    """Return how *entity* is collected; a Problem if it is not."""
    for form in _FORMS:
        if form.entity == entity:
            return form
    names = "、".join(_(form.described.plural) for form in _FORMS)
    described = entities().get(entity)
    label = _(described.plural) if described else entity
    message = _("“{entity}” cannot be collected from units; possible are: {names}.", entity=label, names=names)
    raise Problem(code="not_collected", message=message)


def collected_entities() -> tuple[str, ...]:
    """Return the names of the entities that are collected from units."""
    return tuple(form.entity for form in _FORMS)

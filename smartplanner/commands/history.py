"""History in words: what a step was called, what a change did to which field of which record."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.changes import Change, Step
from smartplanner.commands.office import Office
from smartplanner.fields.description import Kind
from smartplanner.fields.values import show
from smartplanner.journal.journal import say
from smartplanner.model import entity as described_entity

_LONGEST = 60
"""Characters of a value in a line of history."""


def step_name(office: Office, step: Step) -> str:
    """Return what a step is called; of an undo or redo, what it took back or did again."""
    name = say(step.label)
    if step.origin == "undo":
        return _("Undo: {name}", name=name)
    if step.origin == "redo":
        return _("Redo: {name}", name=name)
    return name


def change_title(office: Office, change: Change) -> str:
    """Return what the changed record is called, now or as the change knew it."""
    described = described_entity(change.entity)
    name = office.reader.name(change.entity, change.id)
    values = {**(change.before or {}), **(change.after or {})}
    title = name or show(described[described.title], values.get(described.title), office.reader.name) or change.id[:8]
    return _("{entity} “{title}”", entity=_(described.label), title=title)


def describe_change(office: Office, change: Change) -> list[str]:
    """Return a change in words: "made", "removed", or one line for each field, from what to what."""
    if change.before is None:
        return [_("Record made")]
    if change.after is None:
        return [_("Record removed")]
    described = described_entity(change.entity)
    lines = []
    for field in described.fields:
        if field.name not in change.after:
            continue
        old = _shorten(show(field, change.before.get(field.name), office.reader.name))
        new = _shorten(show(field, change.after[field.name], office.reader.name))
        unit = _(field.note.unit) if field.kind is Kind.MONEY else ""
        empty = _("(empty)")
        lines.append(
            _(
                "{field}: {old} → {new}",
                field=_(field.note.label),
                old=old + unit * bool(old) or empty,
                new=new + unit * bool(new) or empty,
            )
        )
    return lines


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

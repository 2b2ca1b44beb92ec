"""History in words: what a step was called, what a change did to which field of which record."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from smartplanner.base.i18n import _
from smartplanner.changes import Change, Step
from smartplanner.commands.office import Office
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import show
from smartplanner.journal.journal import say
from smartplanner.model import entities
from smartplanner.model import entity as described_entity
from smartplanner.queries.beside import BESIDE
from smartplanner.queries.history.names import KnownNames

Names = Callable[[str, str], str]
_LONGEST = 60
"""Characters of a value in a line of history."""
_WRITTEN_BY_THE_PROGRAM = {
    ("attachment", "sha256"),
    ("issue", "options"),
    ("issue", "edits"),
    ("issue", "document"),
    ("issue", "figures"),
    ("saved_view", "content"),
}
"""Fields whose text is nothing to read for a person: checksums and JSON."""


class FieldWords(NamedTuple):
    """One field of a change in words: what it is called, before and after as a person reads them (empty: nothing)."""

    name: str
    label: str
    before: str
    after: str
    long: bool
    """Whether it is prose, of which the differing parts are worth marking."""


def step_name(office: Office, step: Step) -> str:
    """Return what a step is called; of an undo or redo, what it took back or did again."""
    name = say(step.label)
    if step.origin == "undo":
        return _("Undo: {name}", name=name)
    if step.origin == "redo":
        return _("Redo: {name}", name=name)
    return name


def known_names(office: Office) -> KnownNames:
    """Return what names records, also those that are gone; make one for a list and let it go with it."""
    return KnownNames(office.journal, office.reader)


def change_title(office: Office, change: Change) -> str:
    """Return what the changed record is called, with its kind, now or as the change knew it."""
    title = record_name(change, known_names(office))
    return _("{entity} “{title}”", entity=_(described_entity(change.entity).label), title=title)


def record_name(change: Change, names: KnownNames) -> str:
    """Return what the changed record is called, now or as the change knew it."""
    described, values = described_entity(change.entity), _values(change)
    if values.get(described.title) and any(of == described.title for _kind, of in BESIDE.get(change.entity, ())):
        return _words_in(change, described[described.title], values, names)  # a link is called as its other end
    if not names.is_gone(change.entity, change.id):
        title = names(change.entity, change.id)
        return with_owner(change.entity, title, values, names) if _owner_fields(change.entity) else title
    title = show(described[described.title], values.get(described.title), names) or names(change.entity, change.id)
    return with_owner(change.entity, title, values, names)


def with_owner(entity: str, title: str, values: Mapping[str, Any], names: Names) -> str:
    """Return *title* with what the record is part of, where *values* tell it: "2026年6月" alone says little."""
    for field in _owner_fields(entity):
        if values.get(field.name):
            return _("{title} ({owner})", title=title, owner=names(field.target, values[field.name]))
    return title


@functools.cache
def _owner_fields(entity: str) -> tuple[Field, ...]:
    """Return the fields that say what a record is part of, but one that is its name already."""
    described = described_entity(entity)
    return tuple(field for field in described.fields if field.note.part_of and field.name != described.title)


def describe_change(office: Office, change: Change) -> list[str]:
    """Return a change in words: "made", "removed", or one line for each field, from what to what."""
    if change.before is None:
        return [_("Record made")]
    if change.after is None:
        return [_("Record removed")]
    return [say_field(words) for words in field_words(change, known_names(office))]


def say_field(words: FieldWords) -> str:
    """Return one field of a change as a line, its values cut to what a line holds."""
    empty = _("(empty)")
    return _(
        "{field}: {old} → {new}",
        field=words.label,
        old=_shorten(words.before) or empty,
        new=_shorten(words.after) or empty,
    )


def field_words(change: Change, names: Names) -> list[FieldWords]:
    """Return the fields of a change in words, in the order of the form; of a made or removed row those filled."""
    before, after = change.before or {}, change.after or {}
    return [
        FieldWords(
            field.name,
            _(field.note.label),
            _words_in(change, field, before, names),
            _words_in(change, field, after, names),
            field.kind is Kind.LONG_TEXT,
        )
        for field in described_entity(change.entity).fields
        if field.name in before or field.name in after
    ]


def _words_in(change: Change, field: Field, values: Mapping[str, Any], names: Names) -> str:
    """Return the value of *field* in one version of a row: a record that it names by two texts by what it is called."""
    value = values.get(field.name)
    if value and (change.entity, field.name) in _WRITTEN_BY_THE_PROGRAM:
        return _("(kept by the program, {count} characters)", count=len(str(value)))
    whole = {**_values(change), **values}
    for kind, of in BESIDE.get(change.entity, ()):
        if value and field.name in (kind, of) and whole.get(kind) in entities():
            named = str(whole[kind])
            return _(entities()[named].label) if field.name == kind else names(named, str(value))
    return value_words(field, value, names)


def value_words(field: Field, value: Any, names: Names) -> str:
    """Return one value as a person reads it, money with its unit; empty where there is none."""
    shown = show(field, value, names)
    return shown + _(field.note.unit) if shown and field.kind is Kind.MONEY and field.note.unit else shown


def listed(names: Iterable[str], *, most: int = 5) -> str:
    """Return some names in a row, the rest counted."""
    known = list(names)
    shown = "、".join(known[:most])
    return shown if len(known) <= most else _("{names} and {count} more", names=shown, count=len(known) - most)


def _values(change: Change) -> dict[str, Any]:
    return {**(change.before or {}), **(change.after or {})}


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

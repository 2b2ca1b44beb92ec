"""The bin: removed records with what went with them, and their way back in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smartplanner.base.i18n import N_, _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, untold, within
from smartplanner.changes import Label, Step
from smartplanner.commands.history.ordering import Fields, Key, in_order, references
from smartplanner.commands.history.words import known_names, listed, with_owner
from smartplanner.commands.office import Office
from smartplanner.fields.description import Kind
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.queries.history.bin import TAKEN_BACK, Gone, count_removals, gone_records, with_parts
from smartplanner.queries.history.moments import removals

_LARGE = 1_000
"""Removed records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """One record in the bin: what it was called, and what went with it as (entity, how many)."""

    gone: Gone
    title: str
    parts: tuple[tuple[str, int], ...]
    taken_back: bool
    """Whether it went because its making was taken back, and not because somebody removed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A record that one of those to bring back names, and that is gone itself."""

    key: Key
    name: str
    needed_by: str
    field: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What bringing records back would make: their rows by key, and what these name that is gone."""

    chosen: tuple[Key, ...]
    made: dict[Key, Fields]
    missing: tuple[Missing, ...]


def binned(office: Office) -> list[Binned]:
    """Return what is in the bin, the last removed first; parts are counted with the record that they went with."""
    names = known_names(office)
    found = {gone.key: gone for gone in gone_records(office.journal, office.reader)}
    parts: dict[Key, dict[str, int]] = {}
    for gone in found.values():
        top = gone
        while top.owner is not None:
            top = found[top.owner]
        if top is not gone:
            counts = parts.setdefault(top.key, {})
            counts[gone.entity] = counts.get(gone.entity, 0) + 1
    entries = []
    for gone in found.values():
        if gone.owner is None:
            described = described_entity(gone.entity)
            title = show(described[described.title], gone.values.get(described.title), names) or gone.id[:8]
            title = with_owner(gone.entity, title, gone.values, names)
            went = tuple(parts.get(gone.key, {}).items())
            entries.append(Binned(gone=gone, title=title, parts=went, taken_back=gone.origin in TAKEN_BACK))
    return entries


def is_large(office: Office) -> bool:
    """Whether there is so much in the bin that looking into it takes long."""
    return count_removals(office.journal) >= _LARGE


@without_scans()
def plan_return(office: Office, keys: Iterable[Key], *, with_missing: bool = False, tell: Tell = untold) -> Return:
    """Return what bringing back the records *keys* with their parts would make.

    With *with_missing* what they name and what is gone comes back as well, as far as it lies in the bin.  Raises a
    Problem when one of *keys* does not lie in the bin.  *tell* hears how far it is.
    """
    tell(0.0)
    chosen = tuple(dict.fromkeys(keys))
    gone = {one.key: one for one in gone_records(office.journal, office.reader)}
    if strangers := [key for key in chosen if key not in gone]:
        message = _("The record “{id}” is not in the bin.", id=strangers[0][1])
        raise Problem(code="not_in_bin", message=message, remedy=_("The verb “bin” lists what is there."))
    made: dict[Key, Fields] = {}
    waiting, missing = list(chosen), list[Missing]()
    while waiting:
        removed: dict[int, list[str]] = {}
        for key in with_parts(gone, waiting):
            if key not in made:
                removed.setdefault(gone[key].number, []).append(key[1])
        found = removals(office.journal, removed, tell=within(tell, 0.4, 0.8))
        made |= {key: removal.before or {} for key, removal in found.items() if key in gone}
        missing = _missing(office, made)
        waiting = list({one.key: None for one in missing if one.key in gone}) if with_missing else []
    return Return(chosen=chosen, made=made, missing=tuple(missing))


def bring_back(office: Office, planned: Return, *, leave_empty: bool = False, tell: Tell = untold) -> Step:
    """Bring back what was *planned* in one step.

    What names a record that is gone raises a Problem that lists all of them, unless *leave_empty* lets the fields
    that may be empty be so.  Nothing is written then, nor where *tell*, which hears how far it is, raises.
    """
    tell(0.0)
    standing = [one for one in planned.missing if one.required or not leave_empty]
    if standing:
        raise _lacking(standing)
    made = _emptied(planned.made, {one.key for one in planned.missing})
    changes = in_order(made=made, changed={}, removed={})
    step = office.journal.take_back(_label(office, planned), changes, tell=within(tell, 0.2, 1.0))
    assert step is not None
    return step


def _missing(office: Office, made: dict[Key, Fields]) -> list[Missing]:
    names = known_names(office)
    found = []
    for (name, id), values in made.items():
        for field, key in references(name, values):
            if key in made or not names.is_gone(*key):
                continue
            described = described_entity(name)
            found.append(
                Missing(
                    key=key,
                    name=_("{entity} “{title}”", entity=_(described_entity(key[0]).label), title=names(*key)),
                    needed_by=_("{entity} “{title}”", entity=_(described.label), title=names(name, id)),
                    field=_(described[field].note.label),
                    required=described[field].required,
                )
            )
    return found


def _lacking(missing: Sequence[Missing]) -> Problem:
    details = tuple(
        Problem(
            code="names_gone",
            message=_("{record} names {other} in “{field}”.", record=one.needed_by, other=one.name, field=one.field),
            value=one.key[1],
        )
        for one in missing
    )
    others = listed(dict.fromkeys(one.name for one in missing))
    return Problem(
        code="names_gone",
        message=_("What is to come back names records that are gone as well: {others}.", others=others),
        remedy=_("Bring these back with it, or let the fields be empty where they may; nothing was written."),
        details=details,
    )


def _emptied(made: dict[Key, Fields], gone: set[Key]) -> dict[Key, Fields]:
    left: dict[Key, Fields] = {}
    for key, values in made.items():
        kept = dict(values)
        for field, named in references(key[0], values):
            if named in gone:
                many = described_entity(key[0])[field].kind is Kind.MANY
                kept[field] = tuple(one for one in kept[field] if one != named[1]) if many else None
        left[key] = kept
    return left


def _label(office: Office, planned: Return) -> Label:
    entity, id = planned.chosen[0]
    if len(planned.chosen) > 1:
        return Label(N_("Bring back {count} records from the bin"), {"count": str(len(planned.chosen))})
    title = known_names(office)(entity, id)
    words = {"entity": _(described_entity(entity).label), "title": title}
    return Label(N_("Bring back {entity} “{title}” from the bin"), words)

"""Changing rows by hand: set fields, add, remove.  Each call is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.memory import let_go
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, told, untold, within
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.contract_warnings import contract_doubts
from smartplanner.commands.office import Office
from smartplanner.commands.party_rows import with_party_rows
from smartplanner.fields.description import Entity, Kind
from smartplanner.fields.values import show, validate
from smartplanner.model import entity as described_entity
from smartplanner.queries.beside import beside_rows
from smartplanner.rules.consistency import contradictions
from smartplanner.rules.family import earlier_than_parts, later_than_parent, ring
from smartplanner.rules.life import OPEN, USUAL_STATE


def set_fields(
    office: Office,
    entity: str,
    ids: Sequence[str],
    values: Mapping[str, Any],
    *,
    accepted: Collection[Problem] | None = None,
) -> Step | None:
    """Set *values* on the rows *ids* in one step; None if nothing differs.

    Raises a Problem when a value is not allowed or a row is gone; then nothing is written.  A form that asks the person
    hands in the doubts (``rules.consistency``) that were *accepted* so far, at first none: it is told of the sums of a
    contract as well.
    """
    described = described_entity(entity)
    _refuse(validate(described, values))
    rows = office.reader.rows(entity, ids)
    if len(rows) < len(set(ids)):
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    changes = []
    parts = office.reader.rows_naming("task", "parent", ids) if entity == "task" and "due" in values else []
    for row in rows:
        before = {name: getattr(row, name) for name in values}
        after = with_cleared_words(entity, before, values, row)
        before = {name: getattr(row, name) for name in after}
        if change := update(entity, row.id, before, after):
            found = _contradictions(office, described, row, change, together=ids)
            if parts:
                own = [part for part in parts if part.parent == row.id and part.id not in ids]
                found += _parts_due_later(row, values["due"], own)
            _refuse(found, accepted or ())
            changes.append(change)
    if not changes:
        return None
    if accepted is not None:
        _refuse(contract_doubts(office.reader, changes), accepted)
    label = _label(office, entity, changes, rows)
    return office.journal.commit(label, with_party_rows(office, changes) if entity == "task" else changes)


def with_cleared_words(entity: str, before: Mapping[str, Any], values: Mapping[str, Any], row: Any) -> dict[str, Any]:
    """Return *values* plus the emptied words of the fields that a person set anew.

    The words of a ledger ("9月底前") speak for the value that was read from them; when a person sets another
    value they would contradict it.  History keeps them.
    """
    after = dict(values)
    described = described_entity(entity)
    for name, value in values.items():
        if before[name] == value:
            continue
        words = described[name].note.words
        if words and words not in values and getattr(row, words) is not None:
            after[words] = None
        precision = f"{name}_precision"
        if precision in described.by_name and precision not in values:
            after[precision] = "day" if value else None
    return after


def add_row(
    office: Office, entity: str, values: Mapping[str, Any], *, accepted: Collection[Problem] | None = None
) -> tuple[str, Step]:
    """Make a row of *entity*; returns its id and the step.

    Raises a Problem when a value is not allowed; *accepted* as for ``set_fields``.
    """
    described = described_entity(entity)
    full = {field.name: field.default for field in described.fields} | dict(values)
    key = new_id()
    change = insert(entity, key, full)
    doubts = contract_doubts(office.reader, [change]) if accepted is not None else []
    _refuse([*validate(described, full), *contradictions(described, full), *doubts], accepted or ())
    title = show(described[described.title], full.get(described.title), office.reader.name)
    label = Label(N_("Add {entity} “{title}”"), {"entity": _(described.label), "title": title})
    step = office.journal.commit(label, [change])
    assert step is not None
    return key, step


def remove_rows(office: Office, entity: str, ids: Sequence[str], *, tell: Tell = untold) -> Step | None:
    """Remove rows with all that is part of them or stands beside them in one step; a Problem if others name them.

    *tell* hears how far it is; where it raises, nothing is removed.
    """
    tell(0.0)
    described = described_entity(entity)
    rows = office.reader.rows(entity, ids)
    if not rows:
        return None
    removal = _Removal(office, entity, rows)
    for row in told(rows, within(tell, 0.3, 0.5)):
        removal.take(entity, row)
    removal.take_beside()
    if len(rows) == 1:
        label = Label(
            N_("Remove {entity} “{title}”"),
            {"entity": _(described.label), "title": office.reader.name(entity, rows[0].id)},
        )
    else:
        label = Label(N_("Remove {count} × {entity}"), {"entity": _(described.label), "count": str(len(rows))})
    step = office.journal.commit(label, removal.changes, tell=within(tell, 0.5, 1.0))
    removal.forget()
    let_go(rows)
    return step


Referring = Mapping[tuple[str, str], Sequence[str]]
"""The ids of the rows that name a row, by their entity and the field."""


class _Removal:
    """Gathers the changes that remove rows, each after those that name it."""

    def __init__(self, office: Office, entity: str, rows: Sequence[Any]) -> None:
        self.changes: list[Change] = []
        self._office = office
        self._chosen = {(entity, row.id) for row in rows}
        self._met: set[tuple[str, str]] = set()
        self._open: dict[tuple[str, str], Any] = {}
        self._rows: dict[tuple[str, str], Any] = {}
        self._referring: dict[tuple[str, str], Referring] = {}
        self._look_ahead(entity, rows)

    def take(self, entity: str, row: Any) -> None:
        """Add the removal of *row*, before it that of what names it and goes too."""
        if (entity, row.id) in self._met:
            return
        self._met.add((entity, row.id))
        self._open[entity, row.id] = row
        referring = self._referring[entity, row.id]
        staying = {key: self._staying(*key, ids) for key, ids in referring.items()}
        if any(staying.values()):
            raise _still_named(self._office, entity, row, {key: ids for key, ids in staying.items() if ids})
        for (other, field), ids in referring.items():
            for one in [self._rows[other, id] for id in ids]:
                if (other, one.id) in self._open:
                    self._untie(other, one.id, field)
                else:
                    self.take(other, one)
        self.changes.append(delete(entity, self._open.pop((entity, row.id))))

    def _look_ahead(self, entity: str, rows: Sequence[Any]) -> None:
        """Read what names the rows and goes with them, and what names that: all of one entity in one piece."""
        waiting = {entity: {row.id: row for row in rows}}
        while waiting:
            following: dict[str, dict[str, None]] = {}
            for name, found in waiting.items():
                self._rows |= {(name, id): row for id, row in found.items()}
                referring = self._office.reader.all_referring(name, list(found))
                for id in found:
                    self._referring[name, id] = referring.get(id, {})
                for (other, field), ids in ((key, ids) for by in referring.values() for key, ids in by.items()):
                    if described_entity(other)[field].note.part_of:
                        following.setdefault(other, {}).update(dict.fromkeys(ids))
            waiting = {}
            for name, named in following.items():
                if new := [id for id in named if (name, id) not in self._rows]:
                    waiting[name] = {row.id: row for row in self._office.reader.rows(name, new)}

    def take_beside(self) -> None:
        """Add, before all others, the removal of memos, attachments and links of what goes."""
        beside = beside_rows(self._office.reader, self._met)
        self.changes[:0] = [delete(name, row) for name, row in beside if (name, row.id) not in self._met]

    def forget(self) -> None:
        """Let go of all that was gathered, without holding up the window where it is much."""
        let_go(self.changes, self._referring, self._rows)

    def _staying(self, entity: str, field: str, ids: Sequence[str]) -> list[str]:
        """Return those of the rows *ids* that name the row by *field* and neither belong to it nor go as well."""
        if described_entity(entity)[field].note.part_of:
            return []
        return [id for id in ids if (entity, id) not in self._chosen]

    def _untie(self, entity: str, id: str, field: str) -> None:
        """Empty the reference of a row whose turn comes later: two tasks may name each other as parent."""
        row = self._open[entity, id]
        if change := update(entity, id, {field: getattr(row, field)}, {field: None}):
            self.changes.append(change)
            self._open[entity, id] = replace(row, **{field: None})


def _still_named(office: Office, entity: str, row: Any, staying: Mapping[tuple[str, str], Sequence[str]]) -> Problem:
    """Return the refusal that names as what the row is still used, how often, and by which records."""
    uses = []
    for (other, field), ids in staying.items():
        described = described_entity(other)
        names = "、".join(office.reader.name(other, id) for id in ids[:3])
        uses.append(
            _(
                "{count} × {entity} as “{field}” ({names})",
                count=len(ids),
                entity=_(described.label),
                field=_(described[field].note.label),
                names=names + ("…" if len(ids) > 3 else ""),
            )
        )
    remedy = _("Change those records first; nothing was removed.")
    if entity == "organisation":
        remedy = _("Hand its matters over to another unit first; nothing was removed.")
    title = office.reader.name(entity, row.id)
    message = _("“{title}” is still used by {uses}.", title=title, uses="；".join(uses))
    return Problem(code="still_used", message=message, remedy=remedy)


def _label(office: Office, entity: str, changes: Sequence[Change], rows: Sequence[Any]) -> Label:
    described = described_entity(entity)
    names = sorted({name for change in changes for name in change.fields})
    hidden = {described[name].note.words for name in names} | {f"{name}_precision" for name in names}
    labels = "、".join(
        _(field.note.label) for field in described.fields if field.name in names and field.name not in hidden
    )
    if len(changes) == 1:
        title = office.reader.name(entity, changes[0].id)
        return Label(N_("Change {fields} of “{title}”"), {"fields": labels, "title": title})
    values = {"fields": labels, "count": str(len(changes)), "entity": _(described.label)}
    return Label(N_("Change {fields} of {count} × {entity}"), values)


def _contradictions(
    office: Office, described: Entity, row: Any, change: Change, *, together: Sequence[str]
) -> list[Problem]:
    """Return what the row would say against itself; what it said already before is not held against a change.

    The rows *together* get the same values in this step.
    """
    after = change.after or {}
    whole = {field.name: getattr(row, field.name) for field in described.fields}
    found = set(contradictions(described, whole | dict(after))) - set(contradictions(described, whole))
    for field in described.fields:
        above = after.get(field.name)
        if field.kind is Kind.REFERENCE and field.target == described.name and above:
            found |= _ring(office, described, field.name, row.id, above)
    moves_with_parent = "due" in after and whole["parent"] in together
    if described.name == "task" and after.keys() & {"due", "parent"} and not moves_with_parent:
        found |= _later_than_parent(office, whole | dict(after))
    return list(found)


def _later_than_parent(office: Office, values: Mapping[str, Any]) -> set[Problem]:
    """Return a Problem if a matter is due after the one that it is part of; a reason can only be said elsewhere."""
    above = office.reader.row("task", values["parent"]) if values["parent"] else None
    problem = later_than_parent(values["due"], above.due, above.title) if above is not None else None
    return {problem} if problem is not None else set()


def _parts_due_later(row: Any, due: date | None, parts: Sequence[Any]) -> list[Problem]:
    """Return a Problem if open *parts* of a matter are due after its new deadline; a later deadline is never worse."""
    if due is None or (row.due is not None and due >= row.due):
        return []
    problem = earlier_than_parts(due, row.title, [(part.title, part.due) for part in parts if _is_open(part)])
    return [problem] if problem is not None else []


def _is_open(row: Any) -> bool:
    return (row.state or USUAL_STATE) in OPEN


def _ring(office: Office, described: Entity, field: str, id: str, above: str) -> set[Problem]:
    """Return a Problem if going up from *above* leads back to the row *id*."""
    members = [id]
    while above and above not in members[1:]:
        members.append(above)
        if above == id:
            names = [office.reader.name(described.name, member) for member in members]
            return {ring(_(described[field].note.label), names).at(field=field)}
        row = office.reader.row(described.name, above)
        above = getattr(row, field) if row is not None else ""
    return set()


def _refuse(problems: Sequence[Problem], accepted: Collection[Problem] = ()) -> None:
    errors = [problem for problem in problems if problem.level == "error" and problem not in accepted]
    if len(errors) == 1:
        raise errors[0]
    if errors:
        message = "\n".join(problem.message for problem in errors)
        raise Problem(code="not_valid", message=message, details=tuple(errors))

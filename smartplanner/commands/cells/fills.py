"""What filling a selection writes: a cell down or to the right, a series on, one text into all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.cells.preview import Key, Text
from smartplanner.commands.cells.reading import Picked
from smartplanner.commands.cells.series import go_on
from smartplanner.commands.cells.shown import cell_text
from smartplanner.commands.office import Office
from smartplanner.fields.description import Field, Kind
from smartplanner.model import entity as described_entity


def fill_down(office: Office, entity: str, ids: Sequence[str], fields: Sequence[str]) -> dict[Key, Text]:
    """Return what copying the first of the rows *ids* into the others writes, field by field."""
    described = described_entity(entity)
    first = office.reader.row(entity, ids[0])
    if first is None:
        return {}
    texts = {name: _copied(office, described[name], first) for name in fields}
    return {(id, name): text for id in ids[1:] for name, text in texts.items()}


def fill_right(office: Office, entity: str, ids: Sequence[str], fields: Sequence[str]) -> dict[Key, Text]:
    """Return what copying the first of the *fields* into the others writes, row by row, as text."""
    described = described_entity(entity)
    rows = office.reader.rows(entity, ids)
    first = described[fields[0]]
    return {(row.id, name): _text_or_value(office, first, described[name], row) for row in rows for name in fields[1:]}


def fill_series(office: Office, entity: str, ids: Sequence[str], fields: Sequence[str]) -> dict[Key, Text]:
    """Return what going on with the series at the head of each column writes.

    The series are the first cells that are filled; where all are, the first two say the step.  Raises a Problem where
    a column begins with an empty cell.
    """
    described = described_entity(entity)
    rows = {row.id: row for row in office.reader.rows(entity, ids)}
    ordered = [rows[id] for id in ids if id in rows]
    cells: dict[Key, Text] = {}
    for name in fields:
        values = [getattr(row, name) for row in ordered]
        filled = next((place for place, value in enumerate(values) if value in (None, "", ())), len(values))
        if not filled:
            label = _(described[name].note.label)
            message = _("The first cell of “{label}” is empty; no series begins there.", label=label)
            raise Problem(code="no_series", message=message, remedy=_("Fill in the first value, or the first two."))
        known = values[:filled] if filled < len(values) else values[:2]
        further = go_on(described[name], known, len(values) - len(known))
        for row, value in zip(ordered[len(known) :], further, strict=False):
            cells[row.id, name] = Picked(value)
    return cells


def same_text(keys: Iterable[Key], text: Text) -> dict[Key, Text]:
    """Return what writing one text into all these cells writes; an empty text empties them."""
    return dict.fromkeys(keys, text)


def _copied(office: Office, field: Field, row: object) -> Text:
    """Return the cell of *field* as it is: its very record where it names one, else its text with its words."""
    if field.target:
        return Picked(getattr(row, field.name))
    return cell_text(field, row, office.reader.name)


def _text_or_value(office: Office, source: Field, target: Field, row: object) -> Text:
    same = source.target and (source.target, source.kind) == (target.target, target.kind)
    if same and source.kind in (Kind.REFERENCE, Kind.MANY):
        return Picked(getattr(row, source.name))
    return cell_text(source, row, office.reader.name)

"""A record on one or two sheets: its fields in two columns, then what belongs to it, and the memos about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import show
from smartplanner.model import entities
from smartplanner.reports.printed.listing import Line, LineKind, PrintedColumn, PrintedList, SheetTexts

_LABEL, _VALUE = 74.0, 178.0
"""Points of a column of labels and of one of values."""
_SHORT = 40
"""Characters of a value that has only half of the width."""
_MOST = 60
"""Entries of one kind that a sheet lists; it says how many there are."""
_MEMO = "memo"


def record_sheet(office: Office, entity: str, id: str, *, as_of: date) -> PrintedList:
    """Return the sheet of a record; a Problem where it has been removed meanwhile."""
    described, row = entities()[entity], office.reader.row(entity, id)
    if row is None:
        raise Problem(code="row_gone", message=_("The record has been removed meanwhile."))
    lines = [*_fields(office, described, row)]
    for other in entities().values():
        lines += _parts(office, other, entity, id)
    lines += _memos(office, entity, id)
    texts = SheetTexts(
        title=office.reader.name(entity, id), as_of=as_of, office=city().office, notes=(_(described.label),)
    )
    columns = [PrintedColumn("", width) for width in (_LABEL, _VALUE, _LABEL, _VALUE)]
    return PrintedList(texts=texts, columns=columns, lines=lines)


def _fields(office: Office, described: Entity, row: Any) -> Iterator[Line]:
    """Give the filled fields by their groups, two beside each other, long ones alone."""
    waiting: list[str] = []
    group = None
    for field in described.fields:
        said = show(field, getattr(row, field.name), office.reader.name)
        if not said or field.name == described.title:
            continue
        if field.note.group and field.note.group != group:
            group = field.note.group
            yield from _pair(waiting)
            yield Line([""] * 4, LineKind.GROUP, _(group))
        if field.kind is Kind.LONG_TEXT or len(said) > _SHORT or "\n" in said:
            yield from _pair(waiting)
            yield Line([_label(field), said, "", ""], LineKind.TEXT)
        else:
            waiting += [_label(field), said]
            if len(waiting) == 4:
                yield from _pair(waiting)
    yield from _pair(waiting)


def _pair(waiting: list[str]) -> Iterator[Line]:
    if waiting:
        yield Line([*waiting, "", ""][:4])
        waiting.clear()


def _label(field: Field) -> str:
    label = field.note.label
    unit = field.note.unit
    return _("{label} ({unit})", label=_(label), unit=_(unit)) if unit else _(label)


def _parts(office: Office, described: Entity, entity: str, id: str) -> Iterator[Line]:
    """Give the rows that are part of the record, by what their lists show."""
    owner = next((one for one in described.fields if one.note.part_of and one.target == entity), None)
    if owner is None or owner.kind is not Kind.REFERENCE:
        return
    rows = office.reader.rows_naming(described.name, owner.name, [id])
    if not rows:
        return
    label = described.plural
    yield Line([""] * 4, LineKind.GROUP, _("{title} ({count})", title=_(label), count=len(rows)))
    shown = [one for one in described.fields if one.note.column is not None and one is not owner]
    for number, row in enumerate(rows[:_MOST], start=1):
        said = [(one, show(one, getattr(row, one.name), office.reader.name)) for one in shown]
        yield Line(
            [str(number), "；".join(f"{_label(one)}：{text}" for one, text in said if text), "", ""], LineKind.TEXT
        )


def _memos(office: Office, entity: str, id: str) -> Iterator[Line]:
    rows = [row for row in office.reader.rows_naming(_MEMO, "of", [id]) if row.entity == entity]
    if rows:
        label = entities()[_MEMO].plural
        yield Line([""] * 4, LineKind.GROUP, _("{title} ({count})", title=_(label), count=len(rows)))
    for row in rows:
        day = row.written_on.isoformat() if row.written_on else ""
        yield Line([" ".join(filter(None, (day, row.written_by))), row.text, "", ""], LineKind.TEXT)

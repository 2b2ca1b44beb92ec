"""The signs of memos and attachments in a list: beside the name of a row, and as a column to filter and group by."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from smartplanner.base.i18n import _
from smartplanner.queries.marks import MARKING, Mark, Marks
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.session import Session
from smartplanner.ui.signs import ATTACHMENTS, BOTH, MEMOS, kind_of, say_mark
from smartplanner.ui.table import Column

if TYPE_CHECKING:
    from smartplanner.ui.grid.model import GridModel

NAME = "beside"
"""The name of the column."""
MANY = 2_000
"""Memos and attachments from which on they are read off the window's thread."""


def marks_column(session: Session, entity: str) -> Column:
    """Return the column that says whether a record has memos or attachments; hidden until it is chosen."""
    mark = marks_by_id(session, entity)

    def text(row: Any) -> str:
        return kind_of(mark(row.id))

    def tip(row: Any) -> str:
        found = mark(row.id)
        return say_mark(found) if found is not None else ""

    return Column(NAME, _("Memos and attachments"), 14, text, raw=text, tip=tip, spare=True)


def marks_by_id(session: Session, entity: str) -> Callable[[str], Mark | None]:
    """Return what gives the mark of a record of *entity* by its id."""
    marks = session.office.reader.companion(Marks)
    return lambda id: marks.mark(entity, id)


class GridMarks(QObject):
    """Shows the signs of a list's rows, and keeps them up with the book; the model owns it."""

    def __init__(self, session: Session, model: GridModel, entity: str) -> None:
        super().__init__(model)
        self._model, self._entity = model, entity
        mark_of = marks_by_id(session, entity)
        reader = session.office.reader
        self._marks = reader.companion(Marks)
        session.changed.connect(self._follow)
        if sum(map(reader.count, MARKING)) > MANY:
            session.in_background(self._marks.load, lambda _none: model.show_marks(mark_of), asker=self)
        else:
            model.show_marks(mark_of)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if rows.keys() & set(MARKING) and (ids := self._marks.touched.get(self._entity)):
            self._model.renew_marks(ids)


def only(model: GridModel, *, memos: bool, attachments: bool) -> None:
    """Show only the rows with memos, with attachments, with both; or take that filter back."""
    if not memos and not attachments:
        model.set_filter(NAME, None)
        return
    values = {_(BOTH)}
    if not attachments:
        values.add(_(MEMOS))
    if not memos:
        values.add(_(ATTACHMENTS))
    model.set_filter(NAME, ColumnFilter(NAME, frozenset(values)))


def wanted(model: GridModel) -> tuple[bool, bool]:
    """Return whether only rows with memos, and only rows with attachments, are shown."""
    values = chosen.values if (chosen := model.filter_of(NAME)) is not None else None
    if values is None:
        return False, False
    return _(ATTACHMENTS) not in values, _(MEMOS) not in values

"""A list as a workbook: as it stands on the screen, or all records with every field; asked where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.ledgers import export
from smartplanner.excel.writing.writer import SheetColumn, head_of, write_rows
from smartplanner.fields.dates import format_date
from smartplanner.fields.description import Kind
from smartplanner.model import entities
from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.list_page import ListPage
from smartplanner.ui.session import Session

Tell = Callable[[float], object]
"""Told the part of the work that is done; may raise to stop it."""
_TOLD_EVERY = 200
"""Rows between two reports."""
_NUMBERS = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)


class Write(Protocol):
    """Writes a workbook and returns how many rows; stopped, it leaves no file."""

    def __call__(self, path: Path, tell: Tell = ...) -> int:
        """Write to *path*."""


class _Shown(NamedTuple):
    """What of a list is in view, read from it at once: the list may change while it is written."""

    title: str
    caption: str
    columns: Sequence[SheetColumn]
    cells: Sequence[Callable[[Any], Any]]
    rows: Sequence[Any]


def writer_of(session: Session, entity: str, *, page: QWidget | None, window: QWidget) -> Write | None:
    """Return what writes the list of *entity*; None where the person thought better of it.

    *page* is the page in view: where it is that list, narrowed or set up by a person, it is asked which is meant.
    """
    if not isinstance(page, ListPage) or page.entity != entity or not page.differs_from_usual():
        return _all(session, entity)
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Export to Excel"))
    shown, total = page.model.shown_count(), page.model.total()
    box.setText(_("What is to be written?"))
    box.setInformativeText(
        _(
            "As listed: the {shown} record(s) that are shown, with the columns and in the order of the screen. "
            "All: every field of the {total} record(s), which an import takes back.",
            shown=shown,
            total=total,
        )
    )
    as_listed = box.addButton(_("Only what is listed"), QMessageBox.ButtonRole.AcceptRole)
    everything = box.addButton(_("All records, all fields"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(as_listed)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is as_listed:
        return as_shown(page)
    return _all(session, entity) if clicked is everything else None


def as_shown(page: ListPage) -> Write:
    """Return what writes the rows of a list that its filters leave, in its order, with the columns in view."""
    model, described = page.model, entities()[page.entity]
    facets = [model.facets[model.column_of(column.name)] for column in page.table.shown_columns()]
    shown = _Shown(
        title=_(described.plural),
        caption="；".join(page.said_filters()),
        columns=[
            SheetColumn(
                head_of(described, facet.field) if facet.field is not None else facet.column.title,
                max(10, facet.column.width),
                facet.field.kind if facet.field is not None else Kind.TEXT,
            )
            for facet in facets
        ],
        cells=[_cell_of(facet) for facet in facets],
        rows=model.shown_rows(),
    )

    def rows(tell: Tell) -> Iterator[list[Any]]:
        for number, row in enumerate(shown.rows):
            if number % _TOLD_EVERY == 0:
                tell(number / len(shown.rows))
            yield [cell(row) for cell in shown.cells]

    return lambda path, tell=_silent: write_rows(path, shown.title, shown.columns, rows(tell), caption=shown.caption)


def _silent(_part: float) -> None:
    """Nobody asks how far it is."""


def _cell_of(facet: Facet) -> Callable[[Any], Any]:
    """Return what gives the cells of a column: numbers and exact days as such, everything else as it reads."""
    value, text = facet.value, facet.column.text
    if value is None or facet.field is None:
        return text
    if facet.field.kind in _NUMBERS:
        return value

    def day(row: Any) -> Any:
        found = value(row)
        words = text(row)
        return found if isinstance(found, date) and words in (found.isoformat(), format_date(found)) else words

    return day


def _all(session: Session, entity: str) -> Write:
    office = session.office
    return lambda path, tell=_silent: export(office, entity, path, progress=tell)

"""A list of figures: a virtual table whose rows are copied with Ctrl+C and opened with Enter or a double click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.money import format_amount
from smartplanner.rules.lights import Light
from smartplanner.ui.page_keys import HERE, add_key
from smartplanner.ui.stretching import stretch as stretch_column
from smartplanner.ui.table import LIGHT_ORDER, Column, Table, TableModel
from smartplanner.ui.theme import SPACE


class Listing(QWidget):
    """A table over any rows, with a sentence in its place while there are none.

    *identity* gives a row's id; *opened* is called with the row that a person wants to see.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        identity: Callable[[Any], str],
        *,
        nothing: str,
        opened: Callable[[Any], object] | None = None,
        stretch: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = TableModel(columns, identity, self)
        self.table = Table(self.model, self)
        self.empty = plain_label(nothing, "muted")
        self.empty.setWordWrap(True)
        self.empty.setMargin(SPACE * 2)
        if stretch is not None:
            stretch_column(self.table.horizontalHeader(), stretch)
        if opened is not None:
            self.table.opened.connect(lambda id: opened(self.model.row_of(id)))
        add_key(self.table, QKeySequence.StandardKey.Copy, self.copy, where=HERE, text=_("Copy"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.table, 1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; what was chosen stays chosen where it is still there."""
        chosen = self.table.selected_ids()[:1]
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if chosen:
            self.table.select(chosen[0])

    def chosen(self) -> list[Any]:
        """Return the chosen rows, top to bottom."""
        return [self.model.row_of(id) for id in self.table.selected_ids()]

    def copy(self) -> None:
        """Put the chosen rows, or all where none is chosen, on the clipboard as Excel takes them."""
        rows = self.chosen() or self.model.shown_rows()
        lines = [[column.title for column in self.model.columns]]
        lines += [[column.text(row) for column in self.model.columns] for row in rows]
        from smartplanner.excel.clipboard import block_text  # openpyxl takes its time; no page waits for it

        QGuiApplication.clipboard().setText(block_text(lines))


class Tabs(QTabWidget):
    """Tabs that do not ask for more height where a text wraps: their tables scroll by themselves."""

    def hasHeightForWidth(self) -> bool:
        """Return that the height does not depend on the width."""
        return False


def plain_label(text: str, look: str = "") -> QLabel:
    """Return a label that shows *text* as it is; *look* names its style."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(look)
    return label


def line_label(text: str = "", look: str = "") -> QLabel:
    """Return a label of one line that takes the room there is and no more; whole texts stand in its tooltip."""
    label = plain_label(text, look)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def light_column(light: Callable[[Any], str], reason: Callable[[Any], str] | None = None) -> Column:
    """Return the column of a light, with the *reason* as its tooltip."""
    return Column(
        "light",
        _("Light"),
        6,
        lambda row: _(Light.of(light(row)).label),
        key=lambda row: LIGHT_ORDER[light(row)],
        light=light,
        tip=reason,
    )


def amount_column(name: str, title: str, amount: Callable[[Any], int | None], width: int = 12) -> Column:
    """Return the column of an amount in 分, shown in 万元 with two decimals and thousands parted."""
    return Column(name, title, width, lambda row: wan(amount(row)), key=amount, right=True)


def wan(fen: int | None) -> str:
    """Return 分 as a number of 万元 for a column; empty for None."""
    return "" if fen is None else format_amount(fen)

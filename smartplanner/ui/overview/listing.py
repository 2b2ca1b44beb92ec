"""A plain list of what a number counts, where no page has a filter for it: what changed, what is one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.overview.panel import plain
from smartplanner.ui.overview.rows import Row, RowList
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class RowsDialog(QDialog):
    """The lines under a heading; each opens its record."""

    def __init__(self, session: Session, title: str, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within_screen(self, 760, 520)
        self.list = RowList(title, most=0)
        self.list.show_rows(rows)
        self.list.opened.connect(lambda entity, id: session.asked.emit(entity, id) if entity else None)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.addWidget(plain(_("{title}: {count}", title=title, count=len(rows)), "subheading"))
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)


def show_list(session: Session, title: str, rows: Sequence[Row], parent: QWidget) -> None:
    """Show the lines until the person closes them."""
    dialog = RowsDialog(session, title, rows, parent)
    dialog.exec()
    dialog.deleteLater()

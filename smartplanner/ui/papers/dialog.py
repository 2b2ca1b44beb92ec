"""One paper about what is on the screen, opened from a form: looked at, mended and written as on the page of papers."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.reporting import report_titles
from smartplanner.ui.papers.pane import PaperPane
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class PaperDialog(QDialog):
    """The paper *name*; *options* are what it is about, ids by option as ``commands.reporting.Options`` names them."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, name: str, **options: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(report_titles().get(name, _("Papers")))
        self.pane = PaperPane(session)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setProperty("autoDefault", False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.pane, 1)
        layout.addWidget(buttons)
        resize_within_screen(self, 1180, 720)
        self.pane.show_report(name, options)

    def done(self, result: int) -> None:
        """Close, and let the pages go."""
        self.pane.view.clear()
        super().done(result)

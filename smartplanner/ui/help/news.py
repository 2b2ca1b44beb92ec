"""What is new: from the menu, and once after an update."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from smartplanner import __version__
from smartplanner.base.i18n import _
from smartplanner.base.settings import load_settings, remember, remembered
from smartplanner.ui.help.topics import changes
from smartplanner.ui.help.window import Page
from smartplanner.ui.sizes import resize_within_screen

KEY = "news_of"
"""Under which the version is remembered whose news were shown."""


class NewsDialog(QDialog):
    """The list of changes, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is new"))
        self.page = Page()
        self.page.setAccessibleName(_("What is new"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page)
        column.addWidget(buttons)
        resize_within_screen(self, 720, 520)
        self.page.show_text(changes().text)


def show_news(window: QWidget) -> None:
    """Show what is new, and remember that it was shown."""
    remember(KEY, __version__)
    dialog = NewsDialog(window)
    dialog.exec()
    dialog.deleteLater()


def is_news() -> bool:
    """Whether this version has news to show.  Who has just begun with the program has nothing to compare them with."""
    before = remembered(KEY)
    if before is None and not load_settings().recent:
        remember(KEY, __version__)
        return False
    return bool(before != __version__)

"""Folders: a field with its button to choose one, the question for one, and the look into one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from smartplanner.base.i18n import _


class FolderField(QWidget):
    """A folder that is typed or chosen."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(str(folder))
        self.line.setAccessibleName(_("Folder"))
        self.choosing = QPushButton(_("Choose…"))
        self.choosing.setAutoDefault(False)
        self.choosing.clicked.connect(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.choosing)

    def path(self) -> Path:
        """Return the folder."""
        return Path(self.line.text())

    def choose(self) -> None:
        """Ask for a folder."""
        folder = ask_folder(self, self.path())
        if folder is not None:
            self.line.setText(str(folder))

    def open(self) -> None:
        """Show the folder in the system's own window."""
        open_folder(self.path())


def ask_folder(window: QWidget, start: Path | str, *, title: str = "") -> Path | None:
    """Ask for a folder, beginning at *start*; None if the person gives it up."""
    chosen = QFileDialog.getExistingDirectory(window, title or _("Folder"), str(start))
    return Path(chosen) if chosen else None


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

"""A field for a folder with its button to choose one."""

from __future__ import annotations

from pathlib import Path

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
        folder = QFileDialog.getExistingDirectory(self, _("Folder"), self.line.text())
        if folder:
            self.line.setText(folder)

"""What differs between the office's own wording and the supplied one, line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.office import Office
from smartplanner.commands.wording import Template, differences
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import ERROR_TINT, GOOD_TINT, SPACE


class DifferencesDialog(QDialog):
    """The lines that differ; accepted when a person says that the changes of the supplied one were looked at."""

    def __init__(self, office: Office, template: Template, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Compared with the supplied template: {title}", title=template.title))
        self.lines = QListWidget()
        self.lines.setAccessibleName(_("Lines that differ"))
        self.lines.setWordWrap(True)
        found = differences(office, template.name, text)
        for line in found:
            self._add(line)
        head = QLabel(_("Lines with + are in our own template, lines with - in the supplied one."))
        if not found:
            head.setText(_("The two say the same."))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if template.outdated:
            looked = buttons.addButton(_("Looked through"), QDialogButtonBox.ButtonRole.AcceptRole)
            looked.clicked.connect(self.accept)
            head.setText(head.text() + _("The supplied template has changed since the copy was made."))
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(head)
        layout.addWidget(self.lines, 1)
        layout.addWidget(buttons)
        resize_within_screen(self, 860, 560)

    def _add(self, line: str) -> None:
        text = "…" if line.startswith("@@") else line
        item = QListWidgetItem(text, self.lines)
        tint: QColor | None = {"+": GOOD_TINT, "-": ERROR_TINT}.get(line[:1])
        if tint is not None:
            item.setBackground(QBrush(tint))

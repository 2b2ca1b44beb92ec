"""Asking for a light beside the computed one, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QPlainTextEdit, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.commands.lights import set_light
from smartplanner.queries.tasks import task_lines_of
from smartplanner.rules.lights import Light, say_reason
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen


class LightDialog(QDialog):
    """The computed light with its reason, the light to show instead, and why."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Set the light by hand"))
        self._session, self._id = session, id
        line = task_lines_of(session.office.reader, [id], as_of=session.as_of)[0]
        self.light = QComboBox()
        self.light.addItem(_("as computed"), "")
        for light in Light:
            self.light.addItem(_(light.label), str(light))
        self.light.setCurrentIndex(max(0, self.light.findData(line.set_light or "")))
        self.reason = QPlainTextEdit(line.set_light_reason or "")
        self.reason.setTabChangesFocus(True)
        computed = QLabel(f"{_(Light.of(line.computed.light).label)}  {say_reason(line.computed)}")
        title = QLabel(line.title)
        for label in (title, computed):
            label.setWordWrap(True)
            label.setTextFormat(title.textFormat().PlainText)
        form = QFormLayout(self)
        form.addRow(_("Title of the matter"), title)
        form.addRow(_("Computed light"), computed)
        form.addRow(_("Light to show"), self.light)
        form.addRow(_("Why this light"), self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        resize_within_screen(self, 520, 320)

    def accept(self) -> None:
        """Set the light; the dialog stays while something is missing."""
        office, light = self._session.office, str(self.light.currentData()) or None
        done = self._session.perform(
            lambda: (set_light(office, self._id, light, reason=self.reason.toPlainText(), on=clock.today()),),
            window=self,
        )
        if done is not None:
            super().accept()


def ask_light(session: Session, id: str, parent: QWidget | None = None) -> None:
    """Ask for the light of a matter; it is set when a person accepts."""
    dialog = LightDialog(session, id, parent)
    dialog.exec()
    dialog.deleteLater()

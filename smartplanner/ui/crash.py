"""Bugs: one dialog that says so, with a report that can be copied and kept; nothing is swallowed.

An error of the window and one of work in the background come here alike.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from smartplanner.base.faults import keep_report, report_name, report_text, write_report
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.session import show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

RESTART = 75
"""What the program's loop ends with when it is to start again on the same book and page."""


def report_bugs() -> None:
    """Show every uncaught error of the window's thread in the one report dialog."""
    sys.excepthook = _show


def _show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.exit(1)
        return
    if isinstance(QApplication.activeModalWidget(), FaultDialog):
        return  # one report is enough: a fault in painting comes back with every paint
    if isinstance(error, Problem):
        show_problem(error, QApplication.activeWindow())
        return
    report = report_text(error)
    dialog = FaultDialog(report, keep_report(report))
    dialog.exec()
    again = dialog.wants_restart
    dialog.deleteLater()
    if again:
        restart()


def restart() -> None:
    """Start the window again on the same book and page; what stands unsaved in forms is offered there again."""
    from smartplanner.ui.session_end import keep_forms

    keep_forms()
    QApplication.exit(RESTART)


class FaultDialog(QDialog):
    """The report of one fault, *kept* in a file already where that could be written."""

    def __init__(self, report: str, kept: Path | None) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("The program has a fault"))
        resize_within_screen(self, 720, 460)
        self.report = report
        self.wants_restart = False
        heading = _label(_("Something went wrong in the program; you are not to blame for it."), "subheading")
        body = _label(
            _(
                "What was saved stays saved. You can go on; if the window behaves strangely, restart it: it comes back "
                "to the same book and page, and unsaved forms are offered again. Please send the report below to those "
                "who look after the program. It holds no content of your book."
            )
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Report of the fault"))
        self.note = _label(_("The report is kept in {file}", file=kept) if kept else "", "muted")
        buttons = QDialogButtonBox()
        self.copying, self.saving = QPushButton(_("Copy the report")), QPushButton(_("Save the report…"))
        self.restarting, self.going_on = QPushButton(_("Restart the window")), QPushButton(_("Go on"))
        for button in (self.copying, self.saving, self.restarting):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.going_on, QDialogButtonBox.ButtonRole.RejectRole)
        self.going_on.setDefault(True)
        self.copying.clicked.connect(self.copy)
        self.saving.clicked.connect(self.save)
        self.restarting.clicked.connect(self._restart)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (heading, body, self.text, self.note, buttons):
            layout.addWidget(widget)
        self.going_on.setFocus()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QApplication.clipboard().setText(self.report)
        self.note.setText(_("The report is on the clipboard."))

    def save(self) -> None:
        """Ask for a file and write the report to it."""
        name, _filter = QFileDialog.getSaveFileName(self, _("Save the report"), report_name(), _("Text (*.txt)"))
        if not name:
            return
        try:
            write_report(self.report, Path(name))
        except OSError:
            self.note.setText(_("The report could not be written there; choose another folder, or copy it."))
        else:
            self.note.setText(_("The report is kept in {file}", file=name))

    def _restart(self) -> None:
        self.wants_restart = True
        self.accept()


def _label(text: str, name: str = "") -> QLabel:
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

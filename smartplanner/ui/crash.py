"""Bugs: one dialog with a report that can be copied; nothing is swallowed."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from smartplanner.base.faults import keep_report, report_text
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.session import show_problem


def report_bugs() -> None:
    """Show every uncaught error of the window's thread in the one report dialog."""
    sys.excepthook = _show


def _show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.exit(1)
        return
    if isinstance(QApplication.activeModalWidget(), _Report):
        return  # one report is enough: a fault in painting comes back with every paint
    if isinstance(error, Problem):
        show_problem(error, QApplication.activeWindow())
        return
    report = report_text(error)
    keep_report(report)
    dialog = _Report(report)
    dialog.exec()
    dialog.deleteLater()


class _Report(QDialog):
    """The report of one fault, to be copied."""

    def __init__(self, report: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("The program has a fault"))
        self.resize(720, 420)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        label = QLabel(
            _("Something went wrong that you are not to blame for. What is saved stays saved. Please send this report:")
        )
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copying = buttons.addButton(_("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copying.clicked.connect(lambda: QApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label, text, buttons):
            layout.addWidget(widget)

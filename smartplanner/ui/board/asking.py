"""What the board asks for in a small window: why a card is moved, with what evidence; how much a column may hold."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.board import MOST
from smartplanner.queries.board import Column
from smartplanner.ui.theme import SPACE

ASKED = {"reason_needed": "reason", "evidence_needed": "evidence"}
"""Problems that end when something is said, with the name of what is asked for."""


class WordsDialog(QDialog):
    """Asks for a sentence about the matter *title*, for the *problem* that its lack is; empty it cannot be accepted."""

    def __init__(self, problem: Problem, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Why") if ASKED[problem.code] == "reason" else _("Evidence"))
        question = QLabel(f"{title}\n{problem.sentence()}")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.windowTitle())
        self.words.setFixedHeight(90)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.accept_button.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.words.textChanged.connect(lambda: self.accept_button.setEnabled(bool(self.said)))
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(question)
        layout.addWidget(self.words)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
        self.words.setFocus()

    @property
    def said(self) -> str:
        """What was typed."""
        return self.words.toPlainText().strip()


def ask_for_words(problem: Problem, title: str, parent: QWidget) -> str | None:
    """Ask for what *problem* lacks for the matter called *title*; None if the person would rather not."""
    dialog = WordsDialog(problem, title, parent)
    try:
        return dialog.said if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


class LimitDialog(QDialog):
    """Asks how many open matters a column may hold."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Limit of the column"))
        question = QLabel(
            _("“{column}” holds {open} open matters now. How many at most?", column=column.title, open=column.open)
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        self.number = QLineEdit(str(column.limit or max(1, column.open)))
        self.number.setValidator(QIntValidator(1, MOST, self))
        self.number.setAccessibleName(self.windowTitle())
        self.number.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        accepting = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.number.textChanged.connect(lambda: accepting.setEnabled(self.number.hasAcceptableInput()))
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (question, self.number, buttons):
            layout.addWidget(widget)


def ask_for_limit(column: Column, parent: QWidget) -> int | None:
    """Ask how many open matters a column may hold; None if the person would rather not."""
    dialog = LimitDialog(column, parent)
    try:
        return int(dialog.number.text()) if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()

"""The place where pages stand: the pages, or in their stead what is being done or what is wrong and what to do."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from smartplanner.base.problems import Problem
from smartplanner.ui.preview.view import PageView
from smartplanner.ui.theme import SPACE


class PagePlace(QStackedWidget):
    """Shows a ``PageView``, or one message.  Old pages stay in view while new ones are made."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.head, self.text = QLabel(), QLabel()
        self.head.setObjectName("subheading")
        self.text.setObjectName("muted")
        message = QWidget()
        column = QVBoxLayout(message)
        column.setSpacing(SPACE)
        column.addStretch(1)
        for label in (self.head, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(2)
        self.addWidget(view)
        self.addWidget(message)
        view.opened.connect(lambda: self.setCurrentIndex(0))
        view.failed.connect(self.complain)

    @property
    def message(self) -> str:
        """What stands in the place of the pages; empty while the pages do."""
        return "\n".join(filter(None, (self.head.text(), self.text.text()))) if self.currentIndex() else ""

    def wait(self, text: str) -> None:
        """Say what is being done, unless there are pages to look at meanwhile."""
        if self._view.pages is None:
            self.say("", text)

    def complain(self, problem: Problem) -> None:
        """Say what is wrong and what to do."""
        details = "\n".join(detail.sentence() for detail in problem.details)
        self.say(replace(problem, remedy="").sentence(), "\n".join(filter(None, (problem.remedy, details))))

    def say(self, head: str, text: str) -> None:
        """Show a message in the place of the pages."""
        self.head.setText(head)
        self.text.setText(text)
        self.setCurrentIndex(1)

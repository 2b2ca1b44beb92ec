"""Under the deadline of a matter: what the office's table would give, and a warning of a day that nobody works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.reference import calendar
from smartplanner.queries.city_calendar import unknown_years
from smartplanner.rules.deadlines import Deadline, deadline, free_day
from smartplanner.ui.editors import Editor
from smartplanner.ui.session import Session


class DeadlineRemark(QLabel):
    """The sentence about the deadline that stands there; its ``button``, put beside the editor, proposes another."""

    def __init__(self, session: Session, editors: dict[str, Editor], edited: Callable[[], None]) -> None:
        super().__init__()
        self._session, self._editors, self._edited = session, editors, edited
        self.button = QToolButton()
        self.button.setText(_("Compute by the deadline table"))
        self.button.setEnabled(session.office.writable)
        self.button.clicked.connect(lambda _on=False: self.propose())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("muted")
        self.setWordWrap(True)
        self.hide()
        editors["due"].edited.connect(self.check)

    def propose(self) -> None:
        """Put the day that the table gives into the form; the person still saves it."""
        found = self._proposed()
        if found is None:
            self._say(_("No row of the deadline table fits. The table is under “Basic data”."))
            return
        self._editors["due"].set_value(found.due)
        if found.cycle and "cycle" in self._editors:
            self._editors["cycle"].set_value(found.cycle)
        self._edited()
        text = _("{days} workdays from the start", days=found.workdays)
        if not found.known:
            note = unknown_years(calendar(self._session.office.reader), [found.due])
            text = _("{text}; {note}", text=text, note=note)
        self._say(text)

    def check(self) -> None:
        """Warn of a deadline on a day that nobody works."""
        due, known = self._read("due"), calendar(self._session.office.reader)
        problem = free_day(due, known) if due else None
        self._say(problem.sentence() if problem else unknown_years(known, [due]))

    def _say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))

    def _proposed(self) -> Deadline | None:
        reader = self._session.office.reader
        document = reader.row("document", self._read("document") or "")
        start = self._read("start") or self._session.as_of
        kind = document.kind if document is not None else None
        return deadline(reader.rows("deadline_rule"), kind, self._read("priority"), start, calendar(reader))

    def _read(self, name: str) -> Any:
        """Return what stands in the editor *name*; None where it cannot be read: the editor says so itself."""
        try:
            return self._editors[name].value()
        except (Problem, KeyError):
            return None

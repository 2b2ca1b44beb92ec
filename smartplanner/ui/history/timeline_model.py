"""The steps of a book under the days on which they were made: marks of all, the rest read where it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office
from smartplanner.queries.history.steps import KINDS, Mark, TimelineStep, read_steps
from smartplanner.ui.history.times import clock_time, day_title, local_time, span_of
from smartplanner.ui.session import literally

Index = QModelIndex | QPersistentModelIndex
STEP = Qt.ItemDataRole.UserRole + 1
"""The ``TimelineStep`` of a row; None above the steps of a day."""
_PAGE = 100
"""Steps read at once."""


class DayLine(NamedTuple):
    """The line above the steps of a day."""

    title: str
    steps: int


class TimelineModel(QAbstractListModel):
    """The lines of the timeline, newest first."""

    def __init__(self, office: Office, today: Callable[[], date]) -> None:
        super().__init__()
        self._office = office
        self._today = today
        self._lines: list[int | DayLine] = []
        self._numbers: list[int] = []
        self._places: dict[int, int] = {}
        self._read: dict[int, TimelineStep] = {}

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show the steps of these *marks*, newest first."""
        self.beginResetModel()
        self._numbers = [mark.number for mark in marks]
        self._places = {}
        self._read.clear()
        self._lines = _with_days(marks, self._today())
        self.endResetModel()

    @property
    def steps_shown(self) -> int:
        """How many steps there are, without the lines of the days."""
        return len(self._numbers)

    def row_of(self, number: int) -> int | None:
        """Return the row of the step *number*; None if it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line == number), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are, days and steps."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def step(self, row: int) -> TimelineStep | None:
        """Return the step of a row; None for the line of a day."""
        number = self._lines[row]
        if isinstance(number, DayLine):
            return None
        if number not in self._read:
            self._read_around(number)
        return self._read.get(number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that steps can be chosen, and days cannot."""
        if isinstance(self._lines[index.row()], DayLine):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line as text, as a step, or as its tip."""
        line = self._lines[index.row()]
        if isinstance(line, DayLine):
            title = _("{day} ({count} step(s))", day=line.title, count=line.steps)
            return title if role == Qt.ItemDataRole.DisplayRole else None
        shown = self.step(index.row())
        if shown is None:
            return None
        if role == STEP:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(shown)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            step = shown.step
            words = (clock_time(step.at), _(KINDS[shown.kind]), self.label(shown), step.person, self.count(shown))
            return "，".join(words)
        if role == Qt.ItemDataRole.ToolTipRole:
            about = f"{shown.step.number}  {local_time(shown.step.at)}  {shown.step.person}"
            return literally("\n".join([about, self.label(shown), shown.step.source_file or ""]).strip())
        return None

    def label(self, shown: TimelineStep) -> str:
        """Return what a step is called."""
        return " ".join(step_name(self._office, shown.step).split())

    def count(self, shown: TimelineStep) -> str:
        """Return how many changes a step has, in words."""
        return _("{count} change(s)", count=shown.step.size)

    def _read_around(self, number: int) -> None:
        if not self._places:
            self._places = {one: place for place, one in enumerate(self._numbers)}
        start = self._places[number] // _PAGE * _PAGE
        for found in read_steps(self._office.journal, self._numbers[start : start + _PAGE]):
            self._read[found.step.number] = found


def _with_days(marks: Sequence[Mark], today: date) -> list[int | DayLine]:
    """Return the numbers of *marks* with the line of each day before its steps.

    The day is looked up once for a run of steps: moments are texts that sort as they follow one another.
    """
    lines: list[int | DayLine] = []
    first, after, place, count, day = "", "", 0, 0, today
    for mark in marks:
        if not first <= mark.at < after:
            if count:
                lines[place] = DayLine(day_title(day, today), count)
            day = clock.local_day(mark.at)
            first, after = span_of(day)
            place, count = len(lines), 0
            lines.append(DayLine("", 0))
        lines.append(mark.number)
        count += 1
    if count:
        lines[place] = DayLine(day_title(day, today), count)
    return lines

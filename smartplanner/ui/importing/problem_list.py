"""The problems of all files in one list: what happens, where, the value as given, why and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPersistentModelIndex, Signal
from PySide6.QtWidgets import QTableView, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.ui.importing.lists import ListModel, Shown, make_list
from smartplanner.ui.importing.marks import LEVELS, icon
from smartplanner.ui.importing.work import FileWork

_ORDER = [Level.ERROR, Level.WARNING, Level.NOTE]


@dataclass(frozen=True, slots=True)
class Remark:
    """One problem and the file that it is about."""

    work: FileWork
    problem: Problem


@dataclass(frozen=True, slots=True)
class ShownText:
    """The text of one cell, as a table widget's item gives it."""

    words: str

    def text(self) -> str:
        """Return the text."""
        return self.words


class ProblemList(QTableView):
    """The list.  ``picked`` tells which remark is looked at, ``opened`` which one's cell is wanted."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: ListModel[Remark] = ListModel(_columns(), self)
        make_list(self.rows, stretched=4, table=self)
        self.selectionModel().currentRowChanged.connect(lambda index, _old: self._tell(index.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))

    def show_remarks(self, remarks: list[Remark]) -> None:
        """Show *remarks*, what needs a person first."""
        current = self.current()
        self.rows.set_rows(sorted(remarks, key=lambda remark: _ORDER.index(remark.problem.level)))
        if current is not None:
            self.select(current)

    def current(self) -> Remark | None:
        """Return the remark that is looked at."""
        place = QPersistentModelIndex(self.currentIndex()).row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def select(self, remark: Remark) -> None:
        """Go to the same remark, if it is still there."""
        for place, each in enumerate(self.rows.rows):
            if each.work is remark.work and each.problem == remark.problem:
                self.setCurrentIndex(self.rows.index(place, 0))
                return

    def rowCount(self) -> int:
        """Return how many remarks are shown."""
        return len(self.rows.rows)

    def item(self, row: int, column: int) -> ShownText:
        """Return the text of a cell."""
        return ShownText(str(self.rows.data(self.rows.index(row, column))))

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self.rows.rows):
            self.picked.emit(self.rows.rows[place])


def _columns() -> list[Shown[Remark]]:
    return [
        Shown(
            _("What happens"),
            140,
            lambda remark: _(LEVELS[remark.problem.level].word),
            icon=lambda remark: icon(LEVELS[remark.problem.level]),
        ),
        Shown(_("File"), 150, lambda remark: remark.work.path.name),
        Shown(_("Place"), 110, lambda remark: _place(remark.problem)),
        Shown(_("Value as given"), 130, lambda remark: remark.problem.value[:120]),
        Shown(
            _("Why, and what to do"),
            300,
            lambda remark: f"{remark.problem.message} {remark.problem.remedy}".strip(),
            tip=lambda remark: remark.problem.sentence(),
        ),
    ]


def _place(problem: Problem) -> str:
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet

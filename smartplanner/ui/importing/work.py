"""The files of one import at work: what each was read as, what a person chose, and the reading in the background.

One file is read at a time.  A choice makes its file wait a moment and then be read again; an answer that a newer
choice has overtaken is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from smartplanner.base.problems import Level, Problem
from smartplanner.base.stopping import Stopped
from smartplanner.changes import Change
from smartplanner.commands.ledgers import propose_ledger
from smartplanner.commands.profiles import NewOperator, NewUnit, Review, fingerprint, remembered, sender_of
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.choices import NO_CHOICES, Choices, TableChoice
from smartplanner.excel.proposal import Proposal, SheetReading
from smartplanner.ui.session import Session

PATIENCE = 250
"""Milliseconds after the last choice before a file is read again."""

_STILL_DRAWN = ("no_header", "no_rows")
"""Refusals of a workbook that can be read, but holds nothing that was recognised: a person may show where."""


@dataclass(eq=False)
class FileWork:
    """One file: its reading so far (None: not yet), its sheets to be drawn, and what a person chose about it."""

    path: Path
    proposal: Proposal | None = None
    views: tuple[SheetView, ...] = ()
    choices: Choices = NO_CHOICES
    units: dict[str, NewUnit] = field(default_factory=dict)
    """Units to be made, by the words that they were made for."""
    operators: dict[str, NewOperator] = field(default_factory=dict)
    """Operators to be made, by their words."""
    sender: str = ""
    layout: str = ""
    from_profile: bool = False
    touched: bool = False
    left_out: bool = False
    taken: bool = False
    asked: int = 0
    """Counts the choices, so that an overtaken reading is known."""
    changes: dict[str, Change] = field(default_factory=dict)
    """The proposed changes by the row's id."""

    @property
    def usable(self) -> bool:
        """Whether there is something in it to take in."""
        proposal = self.proposal
        return proposal is not None and proposal.refused is None and bool(proposal.changes) and self.open

    @property
    def open(self) -> bool:
        """Whether the file still waits for the person's word."""
        return not self.left_out and not self.taken

    def sheet(self, table: str) -> SheetReading | None:
        """Return the reading of a table by its name."""
        sheets = self.proposal.sheets if self.proposal is not None else ()
        return next((sheet for sheet in sheets if table_name(sheet) == table), None)

    def view(self, sheet: str) -> SheetView | None:
        """Return the sheet to be drawn."""
        return next((view for view in self.views if view.name == sheet), None)

    def table_choice(self, table: str) -> TableChoice:
        """Return what was chosen about a table so far."""
        return self.choices.tables.get(table, TableChoice())

    def choose_table(self, table: str, choice: TableChoice) -> None:
        """Take over a choice about a table."""
        tables = {name: each for name, each in self.choices.tables.items() if name != table}
        if choice != TableChoice():
            tables[table] = choice
        self.choose(tables=tables)

    def choose(self, **values: Any) -> None:
        """Take over choices; they count at the next reading."""
        self.choices = replace(self.choices, **values)
        self.touched = True
        self.asked += 1

    def review(self) -> Review:
        """Return what is added to the changes when the file is taken in."""
        named = {words: id for (entity, words), id in self.choices.names.items() if entity == "organisation"}
        meant = {words: id for (entity, words), id in self.choices.names.items() if entity == "operator"}
        operators = [each for words, each in self.operators.items() if meant.get(words) == each.id]
        used = {*named.values(), *(each.unit for each in operators)}
        units = [unit for unit in self.units.values() if unit.id in used]
        choices = self.choices if self.touched or self.from_profile else NO_CHOICES
        return Review(
            units=units,
            operators=operators,
            aliases=named,
            choices=choices,
            sender=self.sender,
            layout=self.layout,
        )

    def errors(self) -> int:
        """Return how many places need a person."""
        if self.proposal is None:
            return 0
        if self.proposal.refused is not None:
            return 1
        return sum(1 for problem in self.proposal.problems if problem.level is Level.ERROR)


def table_name(sheet: SheetReading) -> str:
    """Return the name under which choices speak about a table."""
    return sheet.table or sheet.sheet


@dataclass(frozen=True, slots=True)
class _Answer:
    proposal: Proposal
    views: tuple[SheetView, ...] | None
    asked: int
    changes: dict[str, Change] = field(default_factory=dict)


class Reading(QObject):
    """Reads the files one after the other, and again after a choice.

    ``read`` tells that a file's reading is new, ``moved`` how far the present one is (rows done, of how many),
    ``rested`` that nothing is left to read.
    """

    read = Signal(object)
    moved = Signal(int, int)
    rested = Signal()

    def __init__(self, session: Session, works: Sequence[FileWork], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: list[FileWork] = list(works)
        self.present: FileWork | None = None
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.go_on)

    @property
    def busy(self) -> bool:
        """Whether a file is being read or waits for it."""
        return self.present is not None or bool(self._waiting)

    @property
    def stopped(self) -> bool:
        """Whether the person stopped the reading."""
        return self._stopped

    def again(self, work: FileWork) -> None:
        """Read *work* again, soon."""
        if work not in self._waiting:
            self._waiting.append(work)
        self._stopped = False
        self._timer.start()

    def go_on(self) -> None:
        """Read the next file, unless one is being read."""
        if self.present is not None or self._stopped:
            return
        if not self._waiting:
            self.rested.emit()
            return
        work = self.present = self._waiting.pop(0)
        asked = work.asked
        self._session.in_background(self._job(work), self._take, lambda error: self._failed(error, asked), asker=self)

    def stop(self) -> None:
        """Stop; the file under way and those that wait stay unread until ``resume``."""
        self._stopped = True
        self._timer.stop()
        self._session.office.worker.cancel()

    def resume(self) -> None:
        """Go on where the person stopped."""
        self._stopped = False
        self.go_on()

    def _job(self, work: FileWork) -> Callable[[], _Answer]:
        office, as_of, path = self._session.office, self._session.as_of, work.path
        choices, asked, first = work.choices, work.asked, work.proposal is None and not work.views

        def advance(done: int, total: int) -> None:
            if self._stopped:
                raise Stopped
            self.moved.emit(done, total)

        def read() -> _Answer:
            proposal = propose_ledger(office, path, as_of=as_of, choices=choices, progress=advance)
            changes = {change.id: change for change in proposal.changes}
            return _Answer(proposal, _views(office.worker, path, proposal) if first else None, asked, changes)

        return read

    def _take(self, answer: _Answer) -> None:
        work, self.present = self.present, None
        assert work is not None
        if self._stopped:
            self._waiting.insert(0, work)
            return
        if answer.views is not None:
            work.views = answer.views
        if answer.asked == work.asked and not self._follows_profile(work, answer.proposal):
            work.proposal = answer.proposal
            work.changes = answer.changes
            self.read.emit(work)
        elif work not in self._waiting:
            self._waiting.insert(0, work)
        self.go_on()

    def _follows_profile(self, work: FileWork, proposal: Proposal) -> bool:
        """Look for a profile after the first reading; with one, the file is read again as it says."""
        if work.layout or work.choices != NO_CHOICES:
            return False
        work.sender = sender_of(work.path.name, (view.reporter for view in work.views))
        work.layout = fingerprint(proposal)
        found = remembered(self._session.office, proposal, work.sender)
        if found is None or found == NO_CHOICES:
            return False
        work.choices, work.from_profile = found, True
        work.asked += 1
        return True

    def _failed(self, error: BaseException, asked: int) -> None:
        work = self.present
        assert work is not None
        if isinstance(error, Stopped):
            self.present = None
            self._waiting.insert(0, work)
            return
        if not isinstance(error, Problem):
            self.present = None
            self._timer.start()  # the other files are read nevertheless
            raise error
        self._take(_Answer(Proposal(file=work.path.name, refused=error), None, asked))


def _views(worker: Worker, path: Path, proposal: Proposal) -> tuple[SheetView, ...]:
    """Return the sheets to be drawn; none of a file that no reader should open again."""
    if proposal.refused is not None and proposal.refused.code not in _STILL_DRAWN:
        return ()
    return worker.view(path)


def all_problems(works: Iterable[FileWork]) -> list[tuple[FileWork, Problem]]:
    """Return the problems of all files, each with its file."""
    found = []
    for work in works:
        if work.proposal is None:
            continue
        if work.proposal.refused is not None:
            found.append((work, work.proposal.refused))
        found += [(work, problem) for problem in work.proposal.problems]
    return found


def first_table(work: FileWork) -> str:
    """Return the table of a file to be looked at first: one that needs a person, else one that is read."""
    sheets = work.proposal.sheets if work.proposal is not None else ()
    if not sheets:
        return work.views[0].name if work.views else ""
    asking = [sheet for sheet in sheets if any(problem.level is Level.ERROR for problem in sheet.problems)]
    read = [sheet for sheet in sheets if not sheet.skipped]
    return table_name((asking or read or list(sheets))[0])

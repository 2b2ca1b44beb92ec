"""The page of the board: reads the matters, shows them grouped and filtered, and carries out the moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.moving import move_task
from smartplanner.queries.board import NAMING, Cards, read_names
from smartplanner.queries.initials import load_readings
from smartplanner.queries.tasks import task_lines, task_lines_of
from smartplanner.ui.board.bar import BoardBar
from smartplanner.ui.board.canvas import BoardCanvas
from smartplanner.ui.board.notice import Notice
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE


class BoardPage(QWidget):
    """All matters as of the session's day, as cards.

    ``importing`` asks the shell for the import of ledgers; cards are opened through ``session.asked``.  The
    cards are read when the page is first looked at, and after that only those that a commit touched.
    """

    importing = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.bar = BoardBar(self)
        self.canvas = BoardCanvas(session.as_of, self)
        self.notice = Notice(self)
        self.empty = _Empty(self)
        self._cards: Cards | None = None
        self._touched: set[str] = set()
        self._names_touched = False
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the book."""
        super().showEvent(event)
        if self._cards is None:
            self.load()
        else:
            self._catch_up()

    def load(self) -> None:
        """Read all matters anew."""
        reader, as_of = self.session.office.reader, self.session.as_of
        self._cards = Cards(task_lines(reader, as_of=as_of), read_names(reader))
        self._touched, self._names_touched = set(), False
        self.canvas.set_names(self._cards.names, as_of)
        self.apply()
        self.session.in_background(load_readings, self._note_readings)

    def _note_readings(self, _nothing: None) -> None:
        """Nothing to show: letters are simply found faster from now on."""

    def show_light(self, light: str) -> None:
        """Show the cards of one light only (an empty text: all)."""
        self.bar.search.clear()
        self.bar.show_lights(frozenset({light} if light else ()))

    def apply(self) -> None:
        """Group and filter the cards as the bar says."""
        if self._cards is None:
            return
        board = self._cards.board(self.bar.field, query=self.bar.query, lights=self.bar.lights)
        self.canvas.set_board(board)
        self.bar.tell(board)
        self.canvas.setVisible(board.shown > 0)
        self.empty.setVisible(board.shown == 0)
        self.empty.explain(total=board.total)

    def move_card(self, id: str, target: str | None) -> None:
        """Move a card to another column, or say why that may not be."""
        office, as_of = self.session.office, self.session.as_of
        try:
            step = move_task(office, id, field=self.bar.field, target=target, as_of=as_of)
        except Problem as problem:
            self.notice.refuse(problem.sentence())
            return
        self.canvas.select(id)
        if step:
            self.notice.tell(_("{step}. It can be undone.", step=_(step.label.message, **step.label.values)))

    def _lay_out(self) -> None:
        heading = QLabel(_("Board"))
        heading.setObjectName("heading")
        top = QHBoxLayout()
        top.setSpacing(SPACE * 2)
        top.addWidget(heading)
        top.addWidget(self.bar, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.empty, 1)
        top.setContentsMargins(SPACE, 0, SPACE, 0)
        self.empty.hide()

    def _connect(self) -> None:
        self.bar.changed.connect(self.notice.hide)
        self.bar.changed.connect(self.apply)
        self.canvas.opened.connect(lambda id: self.session.asked.emit("task", id))
        self.canvas.dropped.connect(self.move_card)
        self.empty.importing.connect(self.importing)
        self.empty.clearing.connect(self.bar.clear)
        self.session.changed.connect(self._follow)
        finding = QAction(self)
        finding.setShortcut(QKeySequence.StandardKey.Find)
        finding.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        finding.triggered.connect(self.bar.search.setFocus)
        self.addAction(finding)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if self._cards is None:
            return
        self._touched |= rows.get("task", set())
        self._names_touched = self._names_touched or bool(NAMING & rows.keys())
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._cards is None or not (self._touched or self._names_touched):
            return
        reader, as_of = self.session.office.reader, self.session.as_of
        touched, self._touched = self._touched, set()
        self._cards.replace(touched, task_lines_of(reader, touched, as_of=as_of))
        if self._names_touched:
            self._names_touched = False
            self._cards.rename(read_names(reader))
            self.canvas.set_names(self._cards.names, as_of)
        self.apply()


class _Empty(QWidget):
    """What stands in the place of a board without cards: what to do now."""

    importing = Signal()
    clearing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button = QPushButton(_("Import ledgers"))
        self.clear_button = QPushButton(_("Show all cards"))
        self.import_button.clicked.connect(self.importing)
        self.clear_button.clicked.connect(self.clearing)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE * 2)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        for button in (self.import_button, self.clear_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def explain(self, *, total: int) -> None:
        """Say why there is nothing, of *total* cards."""
        self.import_button.setVisible(total == 0)
        self.clear_button.setVisible(total > 0)
        self.sentence.setText(
            _("No card fits what you are looking for.")
            if total
            else _("There are no tasks in this book yet. Import a ledger, and they appear here as cards.")
        )

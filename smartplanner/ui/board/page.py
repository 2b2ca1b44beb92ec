"""The page of the board: reads the matters, shows them grouped and filtered, and carries out the moves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.board import Place, move_card, set_limit
from smartplanner.queries.board import EMPTY_BOARD, Board, Cards, read_cards
from smartplanner.queries.board_filters import Wish
from smartplanner.queries.board_marks import MARKING, read_limits, refresh_marks
from smartplanner.queries.board_names import NAMING, read_names
from smartplanner.queries.initials import load_readings
from smartplanner.queries.marks import MARKING as BESIDE_MARKING
from smartplanner.queries.marks import Marks as BesideMarks
from smartplanner.queries.tasks import light_sources, task_lines, task_lines_of, with_matters_above
from smartplanner.ui.attaching import choose_files
from smartplanner.ui.board.asking import ASKED, ask_for_limit, ask_for_words
from smartplanner.ui.board.bar import BoardBar
from smartplanner.ui.board.canvas import BoardCanvas
from smartplanner.ui.board.details import DETAILING, read_details
from smartplanner.ui.board.empty import Empty
from smartplanner.ui.board.memory import BoardView, recall, remember
from smartplanner.ui.board.menus import card_menu, column_menu
from smartplanner.ui.board.notice import Notice
from smartplanner.ui.grid.ordering import FEW
from smartplanner.ui.latest import Latest
from smartplanner.ui.page_keys import WITHIN, add_key
from smartplanner.ui.session import Session
from smartplanner.ui.slices import Slices
from smartplanner.ui.theme import SPACE

FOLLOWED = NAMING | MARKING | DETAILING | {"board_limit", "light_rule", *BESIDE_MARKING}
"""Entities of which a change is seen on the board."""
MANY = 1_000
"""Matters from which on they are read off the window's thread."""


Asked = tuple[str, str, str, Wish]
"""What the bar asks for: columns, lanes, words, and which cards besides."""


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
        self.empty = Empty(self)
        self._cards: Cards | None = None
        self._board: Board = EMPTY_BOARD
        self._touched: dict[str, set[str]] = {}
        self._latest = Latest(session, self)
        self._reading = False
        self._preparing: Slices[None] | None = None
        self._beside = session.office.reader.companion(BesideMarks)
        self.canvas.show_marks(lambda id: self._beside.mark("task", id))
        view = recall(session.office.path)
        self.bar.recall(view)
        self.canvas.set_view(view)
        self._lay_out()
        self._connect()

    @property
    def board(self) -> Board:
        """The cards in their columns, as the bar asks for them."""
        return self._board

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the book."""
        super().showEvent(event)
        if self._reading:
            return
        if self._cards is None:
            self.load()
        else:
            self._catch_up()

    def load(self) -> None:
        """Read all matters anew; those of a large book off the window's thread."""
        reader, as_of, bar = self.session.office.reader, self.session.as_of, self.bar
        self._touched = {}
        asked = self._asked()

        def work() -> tuple[Cards, Board]:
            self._beside.load()
            cards = read_cards(reader, as_of=as_of)
            return cards, _made(cards, asked)

        def take(read: tuple[Cards, Board]) -> None:
            self._take(*read, asked)

        beside = reader.count("task") > MANY
        if beside:
            self._reading = True
            bar.setEnabled(self._cards is not None)
            self.empty.setVisible(self._cards is None)
            self.canvas.setVisible(self._cards is not None)
            self.empty.say_reading()
        self._latest.read(work, take, beside=beside)

    def _take(self, cards: Cards, board: Board, asked: Asked) -> None:
        self._cards, self._reading = cards, False
        self.bar.setEnabled(True)
        self.canvas.details.forget()
        self.canvas.set_names(cards.names, self.session.as_of)
        self.bar.name(cards.names)
        if asked == self._asked():
            self._show(board)
        else:
            self.apply()
        self._prepare_search(cards)
        if self.isVisible():
            self._catch_up()

    def _drop(self) -> None:
        """Take nothing of what is still being read."""
        self._latest.forget()

    def _asked(self) -> Asked:
        bar = self.bar
        return bar.field, bar.lane_field, bar.query, bar.wish

    def _prepare_search(self, cards: Cards) -> None:
        """Have words, and letters as well, be found without a wait; bit by bit, while nobody types."""
        if self._preparing is not None and isValid(self._preparing):
            self._preparing.stop()
        self._preparing = Slices(cards.preparing(), lambda _none: None, parent=self)
        self.session.in_background(load_readings, lambda _none: None, asker=self)

    def show_light(self, light: str) -> None:
        """Show the cards of one light only (an empty text: all)."""
        self.bar.clear()
        if light:
            self.bar.show_lights(frozenset({light}))

    def apply(self) -> None:
        """Group and filter the cards as the bar says."""
        if self._cards is None:
            return
        self._show(_made(self._cards, self._asked()))

    def _show(self, board: Board) -> None:
        self._board = board
        self.canvas.set_board(board)
        self.bar.tell(board)
        self.canvas.setVisible(board.shown > 0)
        self.empty.setVisible(board.shown == 0)
        self.empty.explain(total=board.total)

    # -- moving

    def move_card(self, id: str, column: Place | None, lane: Place | None) -> None:
        """Move a card to another column, lane or both, asking why where that is needed, or say why it may not be."""
        said = {"reason": "", "evidence": ""}
        while True:
            try:
                office, as_of = self.session.office, self.session.as_of
                step = move_card(office, id, column=column, lane=lane, as_of=as_of, **said)
            except Problem as problem:
                asked = ASKED.get(problem.code, "")
                if not asked or said[asked]:
                    self.notice.refuse(problem.sentence())
                    return
                words = ask_for_words(problem, office.reader.name("task", id), self)
                if words is None:
                    return
                said[asked] = words
            else:
                self._tell(id, step, column)
                return

    def _tell(self, id: str, step: Step | None, place: Place | None) -> None:
        self.canvas.select(id)
        if step is None:
            return
        sentence = _("{step}. It can be undone.", step=_(step.label.message, **step.label.values))
        column = self._board.column_of(place.value) if place else None
        if column is None or not column.exceeded:
            self.notice.tell(sentence)
            return
        full = _(
            "“{column}” now holds {open} open matters, {limit} at most are wanted.",
            column=column.title,
            open=column.open,
            limit=column.limit,
        )
        self.notice.warn(f"{sentence}\n{full}")

    # -- columns

    def show_menu(self, key: str | None, where: QPoint) -> None:
        """Show the menu of a column."""
        _pop_up(self.column_menu(key), where)

    def show_card_menu(self, id: str, where: QPoint) -> None:
        """Show the menu of a card."""
        _pop_up(self.card_menu(id), where)

    def column_menu(self, key: str | None) -> QMenu:
        """Return the menu of a column; a KeyError if it is not on the board."""
        column = self._board.column_of(key)
        if column is None:
            raise KeyError(key)
        return column_menu(
            self,
            self._board,
            column,
            limit=(lambda: self.limit(key)) if self.session.office.writable else None,
            free=lambda: self.limit(key, remove=True),
            fold=lambda: self._fold(self.canvas.view.with_column(self._board.field, key, folded=True)),
        )

    def card_menu(self, id: str) -> QMenu:
        """Return the menu of a card; a StopIteration if it is not on the board."""
        column, line = next((column, card) for column in self._board.columns for card in column.cards if card.id == id)
        writable = self.session.office.writable
        return card_menu(
            self,
            self._board,
            line,
            column.key,
            open=lambda: self.session.asked.emit("task", id),
            move=lambda place: self.move_card(id, place, None),
            attach=(lambda: choose_files(self.session, "task", id, window=self)) if writable else None,
        )

    def limit(self, key: str | None, *, remove: bool = False) -> None:
        """Ask how many open matters a column may hold, or let it hold any number; one step."""
        column = self._board.column_of(key)
        if column is None or key is None:
            return
        number = None if remove else ask_for_limit(column, self)
        if number is None and not remove:
            return
        field, title = self._board.field, column.title
        step = self.session.perform(
            lambda: set_limit(self.session.office, field, key, title=title, limit=number), window=self
        )
        if step:
            self.notice.tell(_("{step}. It can be undone.", step=_(step.label.message, **step.label.values)))

    def _fold(self, view: BoardView) -> None:
        self.canvas.set_view(view)
        remember(self.session.office.path, view)

    def _fold_lanes(self, folded: bool) -> None:
        keys = {lane.key for lane in self._board.lanes}
        self._fold(self.canvas.view.with_lanes(self._board.lane_field, keys, folded=folded))

    def _choose(self) -> None:
        """Show what the bar says now, and remember it for the next time."""
        self.notice.hide()
        bar, view = self.bar, self.canvas.view
        chosen = replace(view, grouping=bar.field, lane_field=bar.lane_field, group=bar.wish.group)
        if chosen != view:
            self._fold(chosen)
        self.apply()

    # -- putting it together

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.empty, 1)
        self.bar.setContentsMargins(SPACE, 0, SPACE, 0)
        self.empty.hide()

    def _connect(self) -> None:
        bar, canvas = self.bar, self.canvas
        bar.changed.connect(self._choose)
        bar.resized.connect(lambda compact: self._fold(replace(canvas.view, compact=compact)))
        bar.folded.connect(self._fold_lanes)
        bar.restored.connect(lambda: self._fold(replace(canvas.view, columns={})))
        canvas.opened.connect(lambda id: self.session.asked.emit("task", id))
        canvas.dropped.connect(self.move_card)
        canvas.folding.connect(self._fold)
        canvas.menu.connect(self.show_menu)
        canvas.card_menu.connect(self.show_card_menu)
        canvas.looking.connect(bar.search.setFocus)
        canvas.wanted.connect(self._read_details)
        bar.search.returnPressed.connect(canvas.setFocus)
        self.empty.importing.connect(self.importing)
        self.empty.clearing.connect(bar.clear)
        self.session.changed.connect(self._follow)
        self.session.closing.connect(self._drop)
        add_key(self, QKeySequence.StandardKey.Find, bar.search.setFocus, where=WITHIN)

    def _read_details(self, ids: list[str]) -> None:
        if self.isVisible():
            reader, as_of = self.session.office.reader, self.session.as_of
            self.canvas.take_details(read_details(reader, ids, as_of=as_of))

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if self._cards is None and not self._reading:
            return
        for entity in FOLLOWED & rows.keys():
            self._touched.setdefault(entity, set()).update(rows[entity])
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._cards is None or self._reading or not self._touched:
            return
        reader, as_of = self.session.office.reader, self.session.as_of
        many = len(self._touched.get("task", ())) > FEW
        if len(self._cards) > MANY and (many or self._touched.keys() & light_sources(reader)):
            self.load()
            return
        rows, self._touched = self._touched, {}
        if rows.keys() & light_sources(reader):
            self._cards.replace_all(task_lines(reader, as_of=as_of))
            self.canvas.details.forget()
        elif rows.get("task"):
            tasks = with_matters_above(reader, rows["task"])
            self._cards.replace(tasks, task_lines_of(reader, tasks, as_of=as_of))
        if rows.keys() & (MARKING | {"task"}):
            self._cards.marks = refresh_marks(reader, self._cards.marks, rows, as_of=as_of)
        if "board_limit" in rows:
            self._cards.limits = read_limits(reader)
        if rows.keys() & NAMING:
            self._cards.rename(read_names(reader))
            self.canvas.set_names(self._cards.names, as_of)
            self.bar.name(self._cards.names)
        if rows.keys() & (DETAILING - {"task"}):
            self.canvas.details.forget()  # only those in sight are read again
        else:
            self.canvas.details.forget_these(rows.get("task", ()))
        self.apply()


def _made(cards: Cards, asked: Asked) -> Board:
    field, lanes, query, wish = asked
    return cards.board(field, lanes=lanes, query=query, wish=wish)


def _pop_up(menu: QMenu, where: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)

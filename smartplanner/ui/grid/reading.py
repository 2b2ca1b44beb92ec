"""The rows of a large list, read off the window's thread: the page is there at once and fills when they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from smartplanner.base.problems import Problem
from smartplanner.ui.grid.empty_columns import EmptyColumns, Filled
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.ordering import OrderedRows
from smartplanner.ui.session import Session, show_problem


class ReadRows(NamedTuple):
    """The rows of a list, and how many of them fill each column that may be put away (None: not counted)."""

    rows: Sequence[Any]
    filled: Filled | None


class Reading:
    """Reads for *page*: first the rows, with which *set_up* sets the list up, then their order, which *take* shows.

    What was read before the book changed again is read anew; what comes after the page or the book was closed is
    dropped.
    """

    def __init__(
        self,
        session: Session,
        page: QWidget,
        model: GridModel,
        empty_columns: EmptyColumns,
        *,
        read: Callable[[], Sequence[Any]],
        set_up: Callable[[ReadRows], None],
        take: Callable[[OrderedRows], None],
    ) -> None:
        self._session, self._page, self._model, self._empty = session, page, model, empty_columns
        self._read, self._set_up, self._take = read, set_up, take
        self._turn = 0
        self._again = False
        self.under_way = False
        """Whether rows are on their way."""
        session.closing.connect(self.drop)

    def start(self) -> None:
        """Read all rows; while that is under way, read them once more after it."""
        if self.under_way:
            self._again = True
            return
        self.under_way, self._again = True, False
        self._turn += 1
        turn, columns = self._turn, self._empty.countable()

        def work() -> ReadRows:
            rows = self._read()
            return ReadRows(rows, self._empty.count(rows, columns))

        self._session.in_background(work, lambda read: self._order(turn, read), self._fail, asker=self._page)

    def drop(self) -> None:
        """Take nothing of what is under way."""
        self._turn += 1
        self.under_way = self._again = False

    def _order(self, turn: int, read: ReadRows) -> None:
        if not self._is_wanted(turn):
            return
        self._set_up(read)
        wanted = self._model.sorting()
        self._session.in_background(
            lambda: self._model.in_order(read.rows, wanted),
            lambda made: self._finish(turn, made),
            self._fail,
            asker=self._page,
        )

    def _finish(self, turn: int, made: OrderedRows) -> None:
        if self._is_wanted(turn):
            self.under_way = False
            self._take(made)

    def _is_wanted(self, turn: int) -> bool:
        if turn != self._turn:
            return False
        if self._again:
            self.under_way = False
            self.start()
            return False
        return True

    def _fail(self, error: BaseException) -> None:
        self.under_way = False
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self._page)

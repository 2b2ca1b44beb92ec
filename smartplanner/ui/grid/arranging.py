"""The rows behind a grid: filtered in their heads, sorted by several columns, gathered under folding headers.

What a column's cells mean stands in its ``Facet``.  Changing one row costs no new keys for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from smartplanner.fields.description import Entity
from smartplanner.ui.grid.columns import Facet, Ranks, facet_of
from smartplanner.ui.grid.filters import Test, Value, count_values
from smartplanner.ui.grid.grouping import Group, Groups
from smartplanner.ui.grid.head_filters import HeadFilters
from smartplanner.ui.grid.ordering import MANY, Keys, OrderedRows, put_in_order
from smartplanner.ui.grid.renewing import all_stay
from smartplanner.ui.grid.row_order import RowOrder
from smartplanner.ui.grid.searching import SearchModel
from smartplanner.ui.grid.state import ColumnFilter, SortKey
from smartplanner.ui.table import Column

Beside = Callable[[Callable[[], Any], Callable[[Any], None]], None]
"""Does the first off the window's thread and hands what it gives to the second."""


class ArrangedModel(SearchModel):
    """Which rows a grid shows, and where.  ``rearranging`` tells that they are about to change their places.

    *entity* names the fields behind the columns, *as_of* is the day that "this week" is meant by, *ranks* gives the
    office's own order of units and districts.
    """

    rearranging = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        identity: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        entity: Entity | None = None,
        as_of: date = date.max,
        ranks: Ranks | None = None,
    ) -> None:
        super().__init__(columns, identity, parent)
        self.facets: list[Facet] = [facet_of(column, entity, ranks) for column in columns]
        self.in_background: Beside | None = None
        self._facet_by_name = {facet.column.name: facet for facet in self.facets}
        self._row_order = RowOrder(self._facet_by_name)
        self._head_filters = HeadFilters(self._facet_by_name, as_of=as_of)
        self._groups = Groups(self._facet_by_name)
        self._passing: list[str] = []
        self._version = 0

    def id_at(self, place: int) -> str:
        """Return the id of the row shown at *place*; empty for the header of a group."""
        key = self._shown[place]
        return "" if key in self._groups.by_key else key

    def ids_at(self, places: range) -> list[str]:
        """Return the ids of the rows shown at *places*, the headers of groups left out."""
        headers, keys = self._groups.by_key, self._shown[places.start : places.stop]
        return [key for key in keys if key not in headers] if headers else keys

    def group_at(self, place: int) -> Group | None:
        """Return the header shown at *place*; None for a row."""
        return self._groups.by_key.get(self._shown[place])

    def summed_columns(self) -> list[int]:
        """Return the columns that have a sum, those left out that nobody has chosen."""
        return [number for number, facet in enumerate(self.facets) if facet.summed and number not in self._asleep]

    # -- rows

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows instead of the present ones."""
        self._row_order.keys = {}
        self._version += 1
        self._head_filters.judge_anew()
        super().set_rows(rows)

    def in_order(self, rows: Iterable[Any], wanted: Sequence[SortKey]) -> OrderedRows:
        """Return *rows* sorted by *wanted*, for ``set_ordered``; it may run off the window's thread."""
        keys: Keys = {}
        by_id = {self._identity(row): row for row in rows}
        order = put_in_order(by_id, wanted, facets=self._facet_by_name, keys=keys, slices=True)
        searched = self.texts_of(by_id) if self._words else None
        return OrderedRows(by_id, order, tuple(wanted), keys, searched)

    def set_ordered(self, made: OrderedRows) -> None:
        """Show these rows instead of the present ones, in their order if it is still the one that is wanted."""
        self.beginResetModel()
        self._version += 1
        self._head_filters.judge_anew()
        self._rows, self._row_order.keys = made.rows, made.keys
        self._texts.clear()
        self._take_texts(made.searched)
        self._unprepared = list(made.rows)
        self._row_order.take(made.order if made.sorted_by == self.sorting() else None)
        self._arrange()
        self.endResetModel()
        self.counted.emit(self.shown_count())

    def refresh(self, ids: Iterable[str], rows: Iterable[Any]) -> None:
        """Take over the present state of the rows *ids*; what stays in its place costs only its paint.

        A row whose sorted cell was changed keeps its place until the list is sorted, filtered or read anew.
        """
        wanted, fresh = set(ids), list(rows)
        self._version += 1
        if not self._stay(wanted, fresh):
            self.rearranging.emit()
            self._row_order.hold(len(wanted))
            super().refresh(wanted, fresh)
            self.arranged.emit()
            return
        self._rows.update({self._identity(row): row for row in fresh})
        for key in wanted:
            self._forget(key)
            if (place := self.place_of(key)) >= 0:
                self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def shown_rows(self) -> list[Any]:
        """Return the rows that the filters leave, in their order, folded away or not."""
        return [self._rows[key] for key in self._passing]

    def shown_count(self) -> int:
        """Return the number of rows that the filters leave, folded away or not."""
        return len(self._passing)

    # -- filters

    def filter(self, text: str, accepts: Callable[[Any], bool] | None = None) -> None:
        """Show the rows whose cells contain all words of *text*, or begin so in pinyin, and that *accepts* takes."""
        self._row_order.settle()
        super().filter(text, accepts)
        self.arranged.emit()

    def filters(self) -> list[ColumnFilter]:
        """Return the filters of the headers."""
        return self._head_filters.all()

    def filter_of(self, name: str) -> ColumnFilter | None:
        """Return the filter of one column."""
        return self._head_filters.of(name)

    def set_filters(self, wanted: Iterable[ColumnFilter]) -> None:
        """Filter by these columns instead; a Problem (a word that cannot be read) leaves all as it is."""
        self._head_filters.set(wanted)
        self.beginResetModel()
        self._row_order.settle()
        self._arrange()
        self.endResetModel()
        self.counted.emit(self.shown_count())
        self.arranged.emit()

    def check_filter(self, wanted: ColumnFilter) -> None:
        """Raise a Problem if what was typed for a filter cannot be read."""
        self._head_filters.check(wanted)

    def set_filter(self, name: str, wanted: ColumnFilter | None) -> None:
        """Filter by one column, or not any more."""
        self.set_filters(self._head_filters.with_one(name, wanted))

    def values_of(self, column: int) -> list[Value]:
        """Return the distinct values of a column with counts, among the rows that all other filters leave."""
        return count_values(self._rows_beside_filter(column), self.facets[column])

    def count_values(self, column: int, take: Callable[[list[Value]], None]) -> None:
        """Hand ``values_of`` to *take*: at once, or, where very many are to be put in order, once they are counted."""
        rows, facet = self._rows_beside_filter(column), self.facets[column]
        if self.in_background is None or len(set(map(facet.raw, rows))) <= MANY:
            take(count_values(rows, facet))
        else:
            self.in_background(lambda: count_values(rows, facet), take)

    def _rows_beside_filter(self, column: int) -> list[Any]:
        """Return the rows that the filters of all other columns leave."""
        others = self._head_filters.tests(without=self.columns[column].name)
        return [self._rows[key] for key in self._filtered(list(self._rows), others)]

    # -- order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; -1 brings back the usual order."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by([SortKey(self.columns[column].name, descending)] if column >= 0 else [])

    def sort_by(self, wanted: Iterable[SortKey]) -> None:
        """Sort by several columns, the first one first; empty cells come last in either direction.

        A large list whose keys are not known yet is sorted off the window's thread, where ``in_background`` is given.
        """
        self._row_order.sort_by(wanted)
        self._version += 1
        if self.in_background is None or len(self._rows) <= MANY or self._row_order.has_keys():
            self._show_order(None)
            return
        sort_keys = self.sorting()
        version, rows = self._version, list(self._rows.values())

        def take(made: OrderedRows) -> None:
            if version == self._version:
                self._row_order.keys |= made.keys
                self._show_order(made.order)
            elif sort_keys is self.sorting():  # rows were changed since, but no other order was asked for
                self.sort_by(sort_keys)

        self.in_background(lambda: self.in_order(rows, sort_keys), take)

    def _show_order(self, order: list[str] | None) -> None:
        self._row_order.take(order)
        self._move_rows(self._arrange_same)

    def _move_rows(self, arrange: Callable[[], None]) -> None:
        """Let the rows change their places, and what Qt holds on to follow them."""
        self.rearranging.emit()
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_indexes()
        arrange()
        self._move_indexes(kept)
        self.layoutChanged.emit()
        self.arranged.emit()

    def sorting(self) -> tuple[SortKey, ...]:
        """Return the columns that the rows are sorted by."""
        return self._row_order.sorted_by

    # -- groups

    def group_by(self, names: Iterable[str]) -> None:
        """Gather the rows under headers by these columns (two at most); none shows them plain."""
        self.beginResetModel()
        self._row_order.settle()
        self._groups.group_by(names)
        self._arrange()
        self.endResetModel()
        self.arranged.emit()

    def grouping(self) -> tuple[str, ...]:
        """Return the columns that the rows are grouped by."""
        return self._groups.names

    def fold(self, keys: Iterable[str], *, away: bool) -> None:
        """Fold the headers *keys*, or open them again."""
        self._groups.fold(keys, away=away)
        self._move_rows(self._arrange)

    def folded(self, key: str) -> bool:
        """Whether the header *key* is folded."""
        return self._groups.is_folded(key)

    def group_keys(self) -> list[str]:
        """Return the keys of the headers, in their order."""
        return list(self._groups.by_key)

    # -- inside

    def _stay(self, ids: set[str], fresh: Sequence[Any]) -> bool:
        if self._groups.names or self._words or len(fresh) != len(ids) or not ids <= self._rows.keys():
            return False
        pairs = [(self._rows[self._identity(row)], row) for row in fresh]
        sorted_by = [self._facet_by_name[one.column] for one in self.sorting()]
        tests = [test for test in (self._accepts, *self._head_filters.tests()) if test is not None]
        # A column that nobody has chosen is left alone: to look at it would read it of the whole book.
        summed = [self.facets[number] for number in self.summed_columns()]
        return all_stay(pairs, sorted_by=sorted_by, facets=summed, tests=tests)

    def _arrange(self) -> None:
        self._passing = self._filtered(self._ordered_keys(), self._head_filters.tests())
        self._shown = self._groups.arrange(self._passing, self._rows.__getitem__)

    def _arrange_same(self) -> None:
        """Put the rows that the filters leave in another order, without asking the filters again."""
        order, passing = self._ordered_keys(), set(self._passing)
        self._passing = order if len(passing) == len(order) else [key for key in order if key in passing]
        self._shown = self._groups.arrange(self._passing, self._rows.__getitem__)

    def _filtered(self, keys: list[str], tests: Sequence[Test]) -> list[str]:
        rows = self._rows
        for test in (*([self._accepts] if self._accepts is not None else []), *tests):
            keys = [key for key in keys if test(rows[key])]
        return self._holding_words(keys) if self._words else keys

    def _order_anew(self) -> None:
        self._row_order.forget()

    def _ordered_keys(self) -> list[str]:
        return self._row_order.of(self._rows)

    def _forget(self, key: str) -> None:
        super()._forget(key)
        self._row_order.forget_row(key)

"""The rows behind a grid: filtered by headers, sorted by several columns, gathered under folding headers.

What a column's cells mean stands in its ``Facet``.  Changing one row costs no new keys for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.fields.description import Entity, Field
from smartplanner.ui.grid.columns import Facet, Ranks, facet_of
from smartplanner.ui.grid.filters import Test, Value, count_values, test_of
from smartplanner.ui.grid.grouping import Group, gather
from smartplanner.ui.grid.holding import held_order
from smartplanner.ui.grid.marking import NAME
from smartplanner.ui.grid.ordering import MANY, Keys, OrderedRows, put_in_order
from smartplanner.ui.grid.renewing import all_stay
from smartplanner.ui.grid.showing import MARKED, ShowingModel
from smartplanner.ui.grid.state import ColourRule, ColumnFilter, SortKey
from smartplanner.ui.grid.sums import say_total, total
from smartplanner.ui.table import LIGHT_ROLE, Column

Index = QModelIndex | QPersistentModelIndex
GROUP_ROLE = LIGHT_ROLE + 1
"""Gives the ``Group`` of a header line; None for a row."""
TINT_ROLE = LIGHT_ROLE + 2
"""Gives the name of the light whose tint lies below a cell; empty for none."""
PRESSING = ("red", "yellow")
"""The lights whose rows are tinted: a list in which every row has a colour says nothing."""
LATE_ROLE = LIGHT_ROLE + 3
"""Tells whether a cell holds a day that has gone by."""


class Editing(Protocol):
    """What decides which cells may be changed."""

    def editable(self, row_id: str, field: Field) -> bool:
        """Whether a person may change this cell in the list."""


class GridModel(ShowingModel):
    """The rows of a grid.  ``arranged`` tells that sorting, grouping or filters are others than before,
    ``rearranging`` that the rows are about to change their places.

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
        super().__init__(columns, identity, parent, title=entity.title if entity is not None else "")
        self.facets: list[Facet] = [facet_of(column, entity, ranks) for column in columns]
        self.as_of = as_of
        self.editing: Editing | None = None
        self.light_column = next((n for n, column in enumerate(columns) if column.light is not None), -1)
        self._places = {column.name: number for number, column in enumerate(columns)}
        self.in_background: Callable[[Callable[[], OrderedRows], Callable[[OrderedRows], None]], None] | None = None
        self._keys: Keys = {}
        self._version = 0
        self._held: tuple[list[str] | None, int] | None = None
        self._unsettled = False
        self._sort_keys: tuple[SortKey, ...] = ()
        self._filters: dict[str, ColumnFilter] = {}
        self._tests: dict[str, Test] = {}
        self._grouped: tuple[str, ...] = ()
        self._folded: set[str] = set()
        self._groups: dict[str, Group] = {}
        self._passing: list[str] = []
        self._sums: dict[tuple[str, int], str] = {}
        self._rules: tuple[ColourRule, ...] = ()
        self._rule_tests: list[tuple[int, Test, str]] = []
        self._tinted = False

    # -- cells

    def column_of(self, name: str) -> int:
        """Return the place of the column *name*; -1 if there is none."""
        return self._places.get(name, -1)

    def field_at(self, column: int) -> Field | None:
        """Return the field that a column shows as it is stored; None for what is computed."""
        return self.facets[column].field

    def id_at(self, place: int) -> str:
        """Return the id of the row shown at *place*; empty for the header of a group."""
        key = self._shown[place]
        return "" if key in self._groups else key

    def group_at(self, place: int) -> Group | None:
        """Return the header shown at *place*; None for a row."""
        return self._groups.get(self._shown[place])

    def text_at(self, place: int, column: int) -> str:
        """Return the text of a cell; empty on the header of a group."""
        key = self._shown[place]
        return "" if key in self._groups else self._text(key, column)

    def fills(self, place: int, column: int) -> bool:
        """Whether a cell shows anything; the header of a group does not count."""
        return bool(self.text_at(place, column))

    def editable(self, row_id: str, field: Field) -> bool:
        """Whether a person may change the cell of *field* in the row."""
        return self.editing is not None and self.editing.editable(row_id, field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        id, field = self.id_at(index.row()), self.field_at(index.column())
        if not id:
            return Qt.ItemFlag.ItemIsEnabled
        return plain | Qt.ItemFlag.ItemIsEditable if field is not None and self.editable(id, field) else plain

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows, or a header's sum."""
        key = self._shown[index.row()]
        group = self._groups.get(key) if self._groups else None
        if role == GROUP_ROLE:
            return group
        if group is not None:
            return self._group_data(group, index.column(), role)
        if role == TINT_ROLE:
            return self._tint(self._rows[key], index.column())
        if role == LATE_ROLE:
            late = self.columns[index.column()].late
            return late is not None and late(self._rows[key])
        if role in MARKED and index.column() == self.name_column and (found := self._mark_data(key, role)):
            return found
        return super().data(index, role)

    def say_group(self, group: Group) -> str:
        """Return the text of a header: what its rows share, how many they are, and how many of them are red."""
        title = group.title or _("(empty)")
        light = self.columns[self.light_column].light if self.light_column >= 0 else None
        red = sum(1 for id in group.ids if light(self._rows[id]) == "red") if light is not None else 0
        if not red:
            return _("{title} ({count})", title=title, count=len(group.ids))
        return _("{title} ({count}, red {red})", title=title, count=len(group.ids), red=red)

    def summed_columns(self) -> list[int]:
        """Return the columns that have a sum, those left out that nobody has chosen."""
        return [number for number, facet in enumerate(self.facets) if facet.summed and number not in self._asleep]

    def totals(self) -> dict[int, str]:
        """Return the sums of the columns that have one, over all rows that the filters leave."""
        rows = self.shown_rows()
        found = {
            number: say_total(self.facets[number], total(self.facets[number], rows)) for number in self.summed_columns()
        }
        return {number: said for number, said in found.items() if said}

    def renew_marks(self, ids: Iterable[str]) -> None:
        """Show the marks of these rows anew: what is filtered, sorted or grouped by them as well."""
        known = [key for key in ids if key in self._rows]
        for key in known:
            self._forget(key)
        if not known:
            return
        if NAME in self._filters:
            self.set_filters(self.filters())
        elif NAME in self._grouped:
            self.group_by(self._grouped)
        elif any(one.column == NAME for one in self._sort_keys):
            self.sort_by(self._sort_keys)
        else:
            self.draw_anew()

    # -- rows

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows instead of the present ones."""
        self._keys = {}
        self._version += 1
        self._forget_verdicts()
        super().set_rows(rows)

    def in_order(self, rows: Iterable[Any], wanted: Sequence[SortKey]) -> OrderedRows:
        """Return *rows* sorted by *wanted*, for ``set_ordered``; it may run off the window's thread."""
        keys: Keys = {}
        with without_scans():
            by_id = {self._identity(row): row for row in rows}
            order = self._put_in_order(by_id, wanted, keys, slices=True)
            searched = self.texts_of(by_id) if self._words else None
        return OrderedRows(by_id, order, tuple(wanted), keys, searched)

    def set_ordered(self, made: OrderedRows) -> None:
        """Show these rows instead of the present ones, in their order if it is still the one that is wanted."""
        self.beginResetModel()
        self._version += 1
        self._forget_verdicts()
        self._rows, self._keys = made.rows, made.keys
        self._texts.clear()
        self._take_texts(made.searched)
        self._unprepared = list(made.rows)
        self._ordered, self._unsettled = made.order if made.sorted_by == self._sort_keys else None, False
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
            self._held = (self._ordered, len(wanted))
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

    def all_rows(self) -> list[Any]:
        """Return all rows, before any filter."""
        return list(self._rows.values())

    # -- filters

    def filter(self, text: str, accepts: Callable[[Any], bool] | None = None) -> None:
        """Show the rows whose cells contain all words of *text*, or begin so in pinyin, and that *accepts* takes."""
        self._settle()
        super().filter(text, accepts)
        self.arranged.emit()

    def filters(self) -> list[ColumnFilter]:
        """Return the filters of the headers."""
        return list(self._filters.values())

    def filter_of(self, name: str) -> ColumnFilter | None:
        """Return the filter of one column."""
        return self._filters.get(name)

    def set_filters(self, wanted: Iterable[ColumnFilter]) -> None:
        """Filter by these columns instead; a Problem (a word that cannot be read) leaves all as it is."""
        known = {one.column: one for one in wanted if one.column in self._places}
        tests = {name: test_of(one, self.facets[self._places[name]], as_of=self.as_of) for name, one in known.items()}
        self.beginResetModel()
        self._settle()
        self._filters, self._tests = known, tests
        self._arrange()
        self.endResetModel()
        self.counted.emit(self.shown_count())
        self.arranged.emit()

    def check_filter(self, wanted: ColumnFilter) -> None:
        """Raise a Problem if what was typed for a filter cannot be read."""
        place = self._places.get(wanted.column)
        if place is not None:
            test_of(wanted, self.facets[place], as_of=self.as_of)

    def set_filter(self, name: str, wanted: ColumnFilter | None) -> None:
        """Filter by one column, or not any more."""
        others = {column: one for column, one in self._filters.items() if column != name}
        self.set_filters([*others.values(), *([] if wanted is None else [replace(wanted, column=name)])])

    def values_of(self, column: int) -> list[Value]:
        """Return the distinct values of a column with counts, among the rows that all other filters leave."""
        others = [test for name, test in self._tests.items() if name != self.columns[column].name]
        rows = [self._rows[key] for key in self._filtered(list(self._rows), others)]
        return count_values(rows, self.facets[column])

    # -- order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; -1 brings back the usual order."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by([SortKey(self.columns[column].name, descending)] if column >= 0 else [])

    def sort_by(self, wanted: Iterable[SortKey]) -> None:
        """Sort by several columns, the first one first; empty cells come last in either direction.

        A large list whose keys are not known yet is sorted off the window's thread, where ``in_background`` is given.
        """
        known = [one for one in wanted if one.column in self._places]
        self._sort_keys = sort_keys = tuple(known)  # a tuple of its own: it tells this order from a later one
        self._version += 1
        unknown = any(self._places[one.column] not in self._keys for one in self._sort_keys)
        if self.in_background is None or len(self._rows) <= MANY or not unknown:
            self._show_order(None)
            return
        version, rows = self._version, list(self._rows.values())

        def take(made: OrderedRows) -> None:
            if version == self._version:
                self._keys |= made.keys
                self._show_order(made.order)
            elif sort_keys is self._sort_keys:  # rows were changed since, but no other order was asked for
                self.sort_by(sort_keys)

        self.in_background(lambda: self.in_order(rows, sort_keys), take)

    def _show_order(self, order: list[str] | None) -> None:
        self.rearranging.emit()
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_indexes()
        self._ordered, self._unsettled = order, False
        self._arrange_same()
        self._move_indexes(kept)
        self.layoutChanged.emit()
        self.arranged.emit()

    def sorting(self) -> tuple[SortKey, ...]:
        """Return the columns that the rows are sorted by."""
        return self._sort_keys

    # -- groups

    def group_by(self, names: Iterable[str]) -> None:
        """Gather the rows under headers by these columns (two at most); none shows them plain."""
        self.beginResetModel()
        self._settle()
        self._grouped = tuple(name for name in names if name in self._places)[:2]
        self._folded.clear()
        self._arrange()
        self.endResetModel()
        self.arranged.emit()

    def grouping(self) -> tuple[str, ...]:
        """Return the columns that the rows are grouped by."""
        return self._grouped

    def fold(self, keys: Iterable[str], *, away: bool) -> None:
        """Fold the headers *keys*, or open them again."""
        self.rearranging.emit()
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_indexes()
        self._folded = self._folded | set(keys) if away else self._folded - set(keys)
        self._arrange()
        self._move_indexes(kept)
        self.layoutChanged.emit()
        self.arranged.emit()

    def folded(self, key: str) -> bool:
        """Whether the header *key* is folded."""
        return key in self._folded

    def group_keys(self) -> list[str]:
        """Return the keys of the headers, in their order."""
        return list(self._groups)

    # -- colours

    def colour_by(self, rules: Iterable[ColourRule], *, tinted: bool) -> None:
        """Tint cells by these rules; *tinted* lays the tint of its light below each red or yellow row.

        A rule whose words cannot be read is a Problem.
        """
        known = tuple(rule for rule in rules if rule.column in self._places)
        tests = []
        for rule in known:
            place = self._places[rule.column]
            wanted = ColumnFilter(rule.column, None, rule.condition, rule.first, rule.second)
            tests.append((place, test_of(wanted, self.facets[place], as_of=self.as_of), rule.tint))
        self._rules, self._rule_tests, self._tinted = known, tests, tinted
        self.arranged.emit()

    def rules(self) -> tuple[ColourRule, ...]:
        """Return the rules that tint cells."""
        return self._rules

    def tinted(self) -> bool:
        """Whether rows carry the tint of their light."""
        return self._tinted

    # -- inside

    def _tint(self, row: Any, column: int) -> str:
        for place, test, tint in self._rule_tests:
            if place == column and test(row):
                return tint
        if self._tinted and self.light_column >= 0:
            light = self.columns[self.light_column].light
            assert light is not None
            shown = light(row)
            return shown if shown in PRESSING else ""
        return ""

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and self.facets[column].summed:
            return self._sum_of(group, column)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.say_group(group)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sum_of(self, group: Group, column: int) -> str:
        said = self._sums.get((group.key, column))
        if said is None:
            facet = self.facets[column]
            said = say_total(facet, total(facet, (self._rows[id] for id in group.ids)))
            self._sums[group.key, column] = said
        return said

    def _stay(self, ids: set[str], fresh: Sequence[Any]) -> bool:
        if self._grouped or self._words or len(fresh) != len(ids) or not ids <= self._rows.keys():
            return False
        pairs = [(self._rows[self._identity(row)], row) for row in fresh]
        sorted_by = [self.facets[self._places[one.column]] for one in self._sort_keys]
        tests = [test for test in (self._accepts, *self._tests.values()) if test is not None]
        # A column that nobody has chosen is left alone: to look at it would read it of the whole book.
        summed = [self.facets[number] for number in self.summed_columns()]
        return all_stay(pairs, sorted_by=sorted_by, facets=summed, tests=tests)

    def _arrange(self) -> None:
        self._sums.clear()
        self._passing = self._filtered(self._ordered_keys(), list(self._tests.values()))
        self._gather()

    def _arrange_same(self) -> None:
        """Put the rows that the filters leave in another order, without asking the filters again."""
        order, passing = self._ordered_keys(), set(self._passing)
        self._passing = order if len(passing) == len(order) else [key for key in order if key in passing]
        self._gather()

    def _gather(self) -> None:
        self._shown, self._groups = self._passing, {}
        if self._grouped:
            self._sums.clear()
            facets = [self.facets[self._places[name]] for name in self._grouped]
            self._shown, self._groups = gather(self._passing, self._rows.__getitem__, facets, self._folded)

    def _filtered(self, keys: list[str], tests: Sequence[Test]) -> list[str]:
        rows = self._rows
        for test in (*([self._accepts] if self._accepts is not None else []), *tests):
            keys = [key for key in keys if test(rows[key])]
        return self._holding_words(keys) if self._words else keys

    def _ordered_keys(self) -> list[str]:
        if self._ordered is None:
            before, changed = self._held or (None, 0)
            self._ordered = held_order(before, self._rows.keys(), changed=changed, sort=self._sort_all)
            self._unsettled, self._held = before is not None, None
        return self._ordered

    def _sort_all(self) -> list[str]:
        return self._put_in_order(self._rows, self._sort_keys, self._keys)

    def _settle(self) -> None:
        """Let the rows that kept their places after a change go where they belong at the next arranging."""
        if self._unsettled:
            self._ordered = None

    def _put_in_order(
        self, rows: dict[str, Any], wanted: Sequence[SortKey], keys: Keys, *, slices: bool = False
    ) -> list[str]:
        facets, places = self.facets, self._places
        return put_in_order(
            rows, wanted, places=places, key_at=lambda place: facets[place].key, keys=keys, slices=slices
        )

    def _forget(self, key: str) -> None:
        super()._forget(key)
        for known in self._keys.values():
            known.pop(key, None)

    def _forget_verdicts(self) -> None:
        """Judge anew: a verdict follows from an id, and what it names may be called otherwise now."""
        self._tests = {
            name: test_of(one, self.facets[self._places[name]], as_of=self.as_of) for name, one in self._filters.items()
        }

"""The board as data: columns of cards in their order, with the counts that its headers and filters show.

Nothing here knows how a card looks or where it stands on the screen.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from smartplanner.queries.board_columns import can_hold_open, headings, is_open, value_getter
from smartplanner.queries.board_filters import Wish, beside_tests, count_beside, count_quick, quick_tests
from smartplanner.queries.board_marks import NO_MARKS, Marks, read_limits, read_marks
from smartplanner.queries.board_names import BoardNames, read_names
from smartplanner.queries.initials import Initials, Match, matcher
from smartplanner.queries.marks import Mark
from smartplanner.queries.marks import Marks as BesideMarks
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.rules.lights import Light

_WORST_FIRST = {light.value: number for number, light in enumerate(Light)}
ALL = Wish()
_LIGHT = attrgetter("signal.light")
_AT_ONCE = 500
"""Cards made ready to be searched between two looks at the clock."""
_FEW = 50
"""Cards that are put in their places one by one; with more of them all are put in order anew."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane across the columns: its value (None: those without one), its title, and the cards shown by light."""

    key: str | None
    title: str
    shown: int
    lights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its value (None: those without one), its title, the cards to show, the worst first.

    With lanes the cards stand lane after lane, and ``ends`` says after how many cards each lane ends; without,
    its only number is that of all cards.  ``total`` counts the cards that the column has without any filter,
    ``open`` those of them that are still to be done, ``limit`` how many of these it should hold at most (None:
    any number), ``lights`` the cards shown by their light.
    """

    key: str | None
    title: str
    cards: tuple[TaskLine, ...]
    total: int
    lights: Mapping[str, int]
    ends: tuple[int, ...] = ()
    open: int = 0
    limit: int | None = None

    @property
    def exceeded(self) -> bool:
        """Whether it holds more open matters than it should."""
        return self.limit is not None and self.open > self.limit

    def cell(self, lane: int) -> tuple[TaskLine, ...]:
        """Return the cards of one lane."""
        return self.cards[self.ends[lane - 1] if lane else 0 : self.ends[lane]]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board.

    ``lanes`` is empty where ``lane_field`` is.  ``lights`` counts what the words, the group and the quick filters
    leave, before the choice of lights; ``quick`` what each quick filter would leave of the cards shown.  ``marks``
    tells of each card who has not signed or reported.
    """

    field: str
    columns: tuple[Column, ...]
    shown: int
    total: int
    lights: Mapping[str, int]
    quick: Mapping[str, int]
    lane_field: str = ""
    lanes: tuple[Lane, ...] = ()
    marks: Marks = NO_MARKS

    def column_of(self, key: str | None) -> Column | None:
        """Return the column of a value."""
        return next((column for column in self.columns if column.key == key), None)


EMPTY_BOARD = Board("state", (), 0, 0, {}, {})


class _Totals(NamedTuple):
    """How many matters have each value of a field: all of them, and those still to be done."""

    all: Counter[str | None]
    open: Counter[str | None]


class Cards:
    """The matters of a board in the order of their cards as of a day, the search in them, their marks and limits."""

    def __init__(self, lines: Iterable[TaskLine], names: BoardNames, *, as_of: date) -> None:
        self.names = names
        self.marks: Marks = NO_MARKS
        self.marked: Callable[[], Mapping[str, Mark]] = dict
        self.limits: Mapping[tuple[str, str], int] = {}
        self._as_of = as_of
        self._lines = in_card_order(lines)
        self._initials = Initials()
        self._texts: dict[str, tuple[TaskLine, str]] = {}
        self._new_texts: list[str] = []
        self._totals: dict[str, _Totals] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def replace(self, ids: Iterable[str], lines: Iterable[TaskLine]) -> None:
        """Put *lines* in the place of those with *ids*; ids without a line are gone."""
        self._totals.clear()
        gone, fresh = set(ids), list(lines)
        self._lines = [line for line in self._lines if line.id not in gone]
        if len(fresh) > _FEW:
            self._lines = in_card_order([*self._lines, *fresh])
            return
        for line in fresh:
            insort(self._lines, line, key=_place)

    def replace_all(self, lines: Iterable[TaskLine]) -> None:
        """Put *lines* in the place of all: the light of each may be another."""
        self._totals.clear()
        self._lines = in_card_order(lines)

    def rename(self, names: BoardNames) -> None:
        """Use other names from now on."""
        self.names = names
        self._texts.clear()

    def preparing(self) -> Generator[float, None, None]:
        """Make the cards ready to be searched, a few at a time; tells the part done.  Else the first search does it."""
        lines = list(self._lines)
        for begin in range(0, len(lines), _AT_ONCE):
            yield begin / len(lines)
            for line in lines[begin : begin + _AT_ONCE]:
                self._text(line)

    def board(self, field: str, *, lanes: str = "", query: str = "", wish: Wish = ALL) -> Board:
        """Return the board grouped by *field*, with lanes of another field (none: an empty name, or *field* itself).

        It has the cards that are found by *query* and that *wish* lets through.
        """
        match = self._on_lines(matcher(query, self._initials, self._take_new_texts))
        marked = self.marked()
        tests = quick_tests(self.marks, self._as_of) | beside_tests(marked)
        found = _found(self._lines, match, wish.group)
        for name in wish.quick:
            found = list(filter(tests[name], found))
        shown = [line for line in found if line.signal.light in wish.lights] if wish.lights else found
        lane_field = "" if lanes == field else lanes
        made, columns = self._columns(field, lane_field, shown)
        return Board(
            field=field,
            columns=tuple(columns),
            shown=len(shown),
            total=len(self._lines),
            lights=_lights(found) if wish.lights else _added(column.lights for column in columns),
            quick=count_quick(shown, self.marks, self._as_of) | count_beside(shown, marked),
            lane_field=lane_field,
            lanes=made,
            marks=self.marks,
        )

    def _columns(self, field: str, lane_field: str, shown: Sequence[TaskLine]) -> tuple[tuple[Lane, ...], list[Column]]:
        value, as_of = value_getter(field, self._as_of), self._as_of
        cells: dict[str | None, list[TaskLine]] = {}
        for line in shown:
            cells.setdefault(value(line), []).append(line)
        totals, still = self._count(field, value)
        lanes = self._lanes(lane_field, shown) if lane_field else ()
        places = {lane.key: number for number, lane in enumerate(lanes)}
        lane_of = value_getter(lane_field, as_of) if lane_field else None
        columns = []
        for key, title in headings(field, self.names, totals, as_of=as_of):
            cards = cells.get(key, [])
            ends: tuple[int, ...] = (len(cards),)
            if lane_of:
                cards = sorted(cards, key=lambda line: places[lane_of(line)])
                ends = tuple(_ends(Counter(map(lane_of, cards)), lanes))
            limit = self.limits.get((field, key)) if key is not None and can_hold_open(field, key) else None
            columns.append(Column(key, title, tuple(cards), totals[key], _lights(cards), ends, still[key], limit))
        return lanes, columns

    def _count(self, field: str, value: Callable[[TaskLine], str | None]) -> _Totals:
        """Return how many matters each column has in all, and how many of them are open."""
        if field not in self._totals:
            opened = Counter(map(value, filter(is_open, self._lines)))
            self._totals[field] = _Totals(Counter(map(value, self._lines)), opened)
        return self._totals[field]

    def _lanes(self, field: str, shown: Sequence[TaskLine]) -> tuple[Lane, ...]:
        """Return the lanes that have a card to show: a city has more units than lanes are worth their headers."""
        value = value_getter(field, self._as_of)
        held: dict[str | None, list[TaskLine]] = {}
        for line in shown:
            held.setdefault(value(line), []).append(line)
        counts = {key: len(lines) for key, lines in held.items()}
        return tuple(
            Lane(key, title, counts[key], _lights(held[key]))
            for key, title in headings(field, self.names, counts, as_of=self._as_of)
            if key in counts
        )

    def _on_lines(self, match: Match | None) -> Callable[[TaskLine], bool] | None:
        if match is None:
            return None
        text = self._text
        return lambda line: match(text(line))

    def _text(self, line: TaskLine) -> str:
        known = self._texts.get(line.id)
        if known is None or known[0] is not line:
            known = self._texts[line.id] = line, search_text(line, self.names)
            self._new_texts.append(known[1])
        return known[1]

    def _take_new_texts(self) -> list[str]:
        for line in self._lines:
            self._text(line)
        texts, self._new_texts = self._new_texts, []
        return texts


def read_cards(reader: Reader, *, as_of: date) -> Cards:
    """Return all matters of a book with all that a board of them shows, as of a day."""
    made = Cards(task_lines(reader, as_of=as_of), read_names(reader), as_of=as_of)
    made.marks = read_marks(reader, as_of=as_of)
    beside = reader.companion(BesideMarks)
    made.marked = lambda: beside.of_entity("task")
    made.limits = read_limits(reader)
    return made


def in_card_order(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Return *lines* as they stand in a column: the worst light first, then the earliest deadline, then the code."""
    # A stack for each light and day: to sort very many in one piece would hold every other thread meanwhile.
    stacks: dict[tuple[int, date], list[TaskLine]] = {}
    for line in lines:
        stacks.setdefault((_WORST_FIRST[line.signal.light], line.due or date.max), []).append(line)
    return [line for stack in sorted(stacks) for line in sorted(stacks[stack], key=_place)]


def _place(line: TaskLine) -> tuple[int, date, str, str, str]:
    return _WORST_FIRST[line.signal.light], line.due or date.max, line.code or "", line.title, line.id


def search_text(line: TaskLine, names: BoardNames) -> str:
    """Return all that a card is found by, in small letters: title, code, and what its units are called."""
    units = (names.spellings.get(id, "") for id in (line.lead, *line.support) if id)
    return "\n".join((line.title, line.code or "", *units)).casefold()


def _found(
    lines: Sequence[TaskLine], match: Callable[[TaskLine], bool] | None, group: str | None
) -> Sequence[TaskLine]:
    if group is not None:
        lines = [line for line in lines if line.group == group]
    return lines if match is None else list(filter(match, lines))


def _lights(lines: Iterable[TaskLine]) -> Mapping[str, int]:
    return dict(Counter(map(_LIGHT, lines)))


def _added(parts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(total)


def _ends(counts: Mapping[str | None, int], lanes: Iterable[Lane]) -> Iterator[int]:
    end = 0
    for lane in lanes:
        end += counts.get(lane.key, 0)
        yield end

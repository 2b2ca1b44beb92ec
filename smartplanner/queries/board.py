"""The board as data: columns of cards in their order, with the counts that its headers and filters show.

Nothing here knows how a card looks or where it stands on the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from operator import attrgetter
from types import MappingProxyType

from smartplanner.base.i18n import N_, _
from smartplanner.model.task import TaskState
from smartplanner.queries.initials import Initials, Match, matcher
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine
from smartplanner.queries.units import short_name
from smartplanner.rules.lights import Light

GROUPINGS: Mapping[str, str] = {
    "state": N_("State"),
    "lead": N_("Lead unit"),
    "group": N_("Working group"),
    "district": N_("District"),
    "light": N_("Light"),
}
"""The fields that a board can be grouped by, with their names (msgids)."""
NAMING = frozenset({"organisation", "alias", "group", "district"})
"""Entities whose rows give a board its names."""

_WORST_FIRST = {light.value: number for number, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class BoardNames:
    """Names by id: units in full and as they are called for short, groups, districts; each in its usual order.

    ``spellings`` is all that a unit is called, for the search.
    """

    units: Mapping[str, str]
    short_units: Mapping[str, str]
    spellings: Mapping[str, str]
    groups: Mapping[str, str]
    districts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its value (None: those without one), its title, the cards to show, the worst first.

    ``total`` counts the cards that it has without any filter, ``lights`` the cards shown by their light.
    """

    key: str | None
    title: str
    cards: tuple[TaskLine, ...]
    total: int
    lights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board.  ``lights`` counts what the words looked for leave, before the choice of lights."""

    field: str
    columns: tuple[Column, ...]
    shown: int
    total: int
    lights: Mapping[str, int]


EMPTY_BOARD = Board("state", (), 0, 0, MappingProxyType({}))


class Cards:
    """The matters of a board in the order of their cards, and the search in them."""

    def __init__(self, lines: Iterable[TaskLine], names: BoardNames) -> None:
        self.names = names
        self._lines = in_card_order(lines)
        self._initials = Initials()
        self._texts: dict[str, tuple[TaskLine, str]] = {}
        self._new_texts: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    def replace(self, ids: Iterable[str], lines: Iterable[TaskLine]) -> None:
        """Put *lines* in the place of those with *ids*; ids without a line are gone."""
        gone = set(ids)
        self._lines = in_card_order([*(line for line in self._lines if line.id not in gone), *lines])

    def rename(self, names: BoardNames) -> None:
        """Use other names from now on."""
        self.names = names
        self._texts.clear()

    def board(self, field: str, *, query: str = "", lights: frozenset[str] = frozenset()) -> Board:
        """Return the board grouped by *field* with the cards found by *query* that have one of *lights* (none: all)."""
        match = matcher(query, self._initials, self._take_new_texts)
        return make_board(self._lines, self.names, field=field, match=self._on_lines(match), lights=lights)

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


def in_card_order(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Return *lines* as they stand in a column: the worst light first, then the earliest deadline, then the code."""
    return sorted(
        lines,
        key=lambda line: (_WORST_FIRST[line.signal.light], line.due or date.max, line.code or "", line.title, line.id),
    )


def search_text(line: TaskLine, names: BoardNames) -> str:
    """Return all that a card is found by, in small letters: title, code, and what its units are called."""
    units = (names.spellings.get(id, "") for id in (line.lead, *line.support) if id)
    return "\n".join((line.title, line.code or "", *units)).casefold()


def make_board(
    lines: Sequence[TaskLine],
    names: BoardNames,
    *,
    field: str,
    match: Callable[[TaskLine], bool] | None = None,
    lights: frozenset[str] = frozenset(),
) -> Board:
    """Group *lines* (which stand in the order of cards) by *field*, keeping those that match with a wanted light."""
    value = value_getter(field)
    totals: Counter[str | None] = Counter(map(value, lines))
    matching = list(lines) if match is None else [line for line in lines if match(line)]
    counts = Counter(line.signal.light for line in matching)
    by_key: dict[str | None, list[TaskLine]] = {}
    for line in matching:
        if not lights or line.signal.light in lights:
            by_key.setdefault(value(line), []).append(line)
    columns = tuple(
        _column(key, title, by_key.get(key, ()), totals[key]) for key, title in _headings(field, names, totals)
    )
    shown = sum(len(column.cards) for column in columns)
    return Board(field, columns, shown, len(lines), MappingProxyType(dict(counts)))


def value_getter(field: str) -> Callable[[TaskLine], str | None]:
    """Return what gives the value of a matter that a board grouped by *field* sorts it by."""
    if field == "light":
        return lambda line: line.signal.light
    return attrgetter(field)


def _column(key: str | None, title: str, cards: Sequence[TaskLine], total: int) -> Column:
    lights = Counter(card.signal.light for card in cards)
    return Column(key, title, tuple(cards), total, MappingProxyType(dict(lights)))


def _headings(field: str, names: BoardNames, totals: Mapping[str | None, int]) -> list[tuple[str | None, str]]:
    """Return keys and titles of the columns, the one without a value last and only where it is needed.

    Of the units only those that lead something get a column: a city has more units than a board has room.
    """
    if field == "state":
        known = {state.value: _(state.label) for state in TaskState}
    elif field == "light":
        known = {light.value: _(light.label) for light in Light}
    elif field == "lead":
        known = {id: name for id, name in names.short_units.items() if totals.get(id)}
    elif field == "group":
        known = without_common_end(names.groups)
    else:
        known = dict(names.districts)
    strange = sorted(key for key in totals if key is not None and key not in known)
    headings: list[tuple[str | None, str]] = [*known.items(), *((key, key) for key in strange)]
    if totals.get(None) or field in ("group", "district"):
        headings.append((None, _("Not filled in")))
    return headings


def without_common_end(names: Mapping[str, str]) -> dict[str, str]:
    """Return *names* without the end that all of them share (专项工作组), so that what tells them apart is seen."""
    ends = zip(*(reversed(name) for name in names.values()), strict=False)
    shared = sum(1 for _same in takewhile(lambda letters: len(set(letters)) == 1, ends)) if len(names) > 1 else 0
    if any(len(name) - shared < 2 for name in names.values()):
        shared = 0
    return {id: name[: len(name) - shared] for id, name in names.items()}


def read_names(reader: Reader) -> BoardNames:
    """Return the names that a board of this book needs."""
    units = reader.columns("organisation", ["id", "name", "order"])
    aliases: dict[str, list[str]] = {}
    for owner, alias in reader.columns("alias", ["organisation", "name"]):
        aliases.setdefault(owner, []).append(alias)
    usual = sorted(units, key=lambda unit: (unit[2] is None, unit[2] or 0, unit[1]))
    districts = sorted(
        reader.columns("district", ["id", "name", "order"]), key=lambda row: (row[2] is None, row[2] or 0, row[1])
    )
    return BoardNames(
        units={id: name for id, name, _order in usual},
        short_units={id: short_name(name, aliases.get(id, ())) for id, name, _order in usual},
        spellings={id: "\n".join((name, *aliases.get(id, ()))) for id, name, _order in usual},
        groups=dict(reader.columns("group", ["id", "name"])),
        districts={id: name for id, name, _order in districts},
    )

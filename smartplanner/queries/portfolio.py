"""The portfolio as a matrix: districts (or classes, tiers, zones) against areas, tiers or classes, a light each.

The light of a cell is the worst of the commitments, matters, milestones and pilots behind it, and names its cause;
where something is asked for and nothing works on it, the cell is a white spot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.memory import without_scans
from smartplanner.model import entity as described_entity
from smartplanner.model.district import DistrictKind
from smartplanner.queries.portfolio_areas import ordered_areas
from smartplanner.queries.portfolio_things import Thing, Things, order_of_lights, read_things
from smartplanner.queries.reader import Reader
from smartplanner.rules.tiers import TIERS, WAIVED, say_why

ROWS = {"district": N_("District"), "zone": N_("Functional zone"), "kind": N_("Class"), "tier": N_("Tier")}
COLUMNS = {"area": N_("Area"), "tier": N_("Tier"), "kind": N_("Class")}
OTHER = "-"
"""The row or column of what has no value."""
SOURCES = frozenset(
    {
        "plan", "district", "requirement", "commitment", "task", "milestone", "pilot", "light_rule", "progress_report",
        "extension",
    }
)  # fmt: skip
"""Entities whose changes can show in a portfolio."""
_WORST_FIRST = order_of_lights()


class Head(NamedTuple):
    """A row or column: its key, its name, and a second line (class and tier of a district)."""

    key: str
    name: str
    note: str = ""


class Cell(NamedTuple):
    """One cell.

    ``light`` is empty where nothing is asked and nothing works; ``counts`` the works (matters, milestones, pilots)
    by light; ``asked`` counts commitments and requirements that apply, ``open`` those that nothing works on,
    ``waived`` those that do not apply; ``worst`` is the thing that gives the light.
    """

    row: str
    column: str
    light: str = ""
    asked: int = 0
    open: int = 0
    waived: int = 0
    counts: Mapping[str, int] = {}
    worst: Thing | None = None
    things: tuple[Thing, ...] = ()

    @property
    def works(self) -> int:
        """Return how many matters, milestones and pilots there are."""
        return sum(self.counts.values())

    @property
    def is_white(self) -> bool:
        """Whether something is asked for and nothing at all works on it."""
        return self.asked > 0 and self.open == self.asked and not self.counts

    @property
    def covered(self) -> int:
        """Return how many of the things asked for something works on."""
        return self.asked - self.open


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells by row and column key; ``apart`` counts works that stand in no row, ``titles`` names plans."""

    as_of: date
    rows_by: str
    columns_by: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Cell]
    apart: int
    titles: Mapping[str, str]

    def cell(self, row: str, column: str) -> Cell:
        """Return a cell; an empty one where there is nothing."""
        return self.cells.get((row, column)) or Cell(row, column)

    def row_total(self, row: str) -> Cell:
        """Return all that stands in a row as one cell."""
        things = [thing for head in self.columns for thing in self.cell(row, head.key).things]
        return make_cell(row, "", once(things))

    def column_total(self, column: str) -> Cell:
        """Return all that stands in a column as one cell."""
        things = [thing for head in self.rows for thing in self.cell(head.key, column).things]
        return make_cell("", column, once(things))

    def total(self) -> Cell:
        """Return everything as one cell."""
        return make_cell("", "", once(thing for cell in self.cells.values() for thing in cell.things))

    def white_spots(self) -> list[Cell]:
        """Return the white spots, row by row."""
        cells = (self.cell(row.key, column.key) for row in self.rows for column in self.columns)
        return [cell for cell in cells if cell.is_white]


def matrix(reader: Reader, *, as_of: date, rows: str = "district", columns: str = "area") -> Matrix:
    """Return the portfolio as of a day; *rows* is a key of ``ROWS``, *columns* one of ``COLUMNS``."""
    if rows not in ROWS or columns not in COLUMNS:
        raise KeyError(rows if rows not in ROWS else columns)
    with without_scans():
        things = read_things(reader, as_of=as_of)
        return arrange(reader, things, as_of=as_of, rows=rows, columns=columns)


def arrange(reader: Reader, things: Things, *, as_of: date, rows: str, columns: str) -> Matrix:
    """Sort *things* into the cells of a matrix."""
    zones = {id: zone or OTHER for id, zone in reader.raw_columns("district", ("id", "zone"))}
    sorted_things: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    apart = 0
    across = attrgetter(columns)
    down: Callable[[Thing], Any] = attrgetter(rows) if rows != "zone" else lambda thing: zones.get(thing.district or "")
    for thing in things.found if columns == "area" else once(things.found):
        row = down(thing)
        if row:
            sorted_things[str(row), str(across(thing) or OTHER)].append(thing)
        else:
            apart += not thing.is_asked
    cells = {key: make_cell(*key, found) for key, found in sorted_things.items()}
    used = {column for _row, column in cells}
    return Matrix(
        as_of,
        rows,
        columns,
        tuple(_row_heads(reader, rows, {row for row, _column in cells})),
        tuple(_column_heads(columns, used)),
        cells,
        apart,
        things.titles,
    )


def once(things: Iterable[Thing]) -> list[Thing]:
    """Return things with each milestone once: one that covers commitments of two areas stands in both."""
    met: set[str] = set()
    kept = []
    for thing in things:
        if thing.entity == "milestone":
            if thing.id in met:
                continue
            met.add(thing.id)
        kept.append(thing)
    return kept


def make_cell(row: str, column: str, things: Sequence[Thing]) -> Cell:
    """Return the cell of *things*."""
    asked = spots = waived = 0
    counts: Counter[str] = Counter()
    worst: Thing | None = None
    rank = 99
    for thing in things:
        signal = thing.signal
        if thing.entity == "commitment" or thing.entity == "requirement":
            if signal.cause == WAIVED:
                waived += 1
                continue
            asked += 1
            if thing.entity == "requirement" or signal.cause == "not_covered":
                spots += 1
        else:
            counts[signal.light] += 1
        place = _WORST_FIRST[signal.light]
        if place < rank or (place == rank and worst is not None and signal.amount > worst.signal.amount):
            rank, worst = place, thing
    light = worst.signal.light if worst is not None else ""
    return Cell(row, column, light, asked, spots, waived, counts, worst, tuple(things))


def say_cell(cell: Cell) -> str:
    """Return why a cell has its light, in words."""
    if cell.is_white:
        return _("white spot: {count} asked for, nothing works on it", count=cell.asked)
    if cell.worst is None:
        return _("nothing asked and nothing under way") if not cell.waived else _("does not apply")
    return say_thing(cell.worst)


def say_thing(thing: Thing) -> str:
    """Return a thing with the reason for its light, in words."""
    what = _(described_entity(thing.entity).label)
    values = {"what": what, "title": thing.title, "why": say_why(thing.signal)}
    if thing.because and thing.because != thing.title:
        return _("{what} “{title}”: {why} (“{because}”)", because=thing.because, **values)
    return _("{what} “{title}”: {why}", **values)


def worst_first(things: Iterable[Thing]) -> list[Thing]:
    """Return things with the worst light first; among grey ones what is open before what is waived."""
    return sorted(
        things,
        key=lambda one: (_WORST_FIRST[one.signal.light], one.signal.cause == WAIVED, -one.signal.amount, one.title),
    )


def _row_heads(reader: Reader, by: str, used: set[str]) -> Iterable[Head]:
    if by == "district":
        for row in reader.rows("district"):
            yield Head(row.id, row.short_name or row.name, say_class(row.kind, row.tier))
    elif by == "zone":
        names = dict.fromkeys(row.zone or OTHER for row in reader.rows("district"))
        yield from (Head(name, name if name != OTHER else _("No zone")) for name in names if name in used)
    else:
        yield from _column_heads(by, used)


def _column_heads(by: str, used: set[str]) -> Iterable[Head]:
    if by == "area":
        yield from (Head(name, name) for name in ordered_areas(used - {OTHER}))
    elif by == "tier":
        yield from (Head(str(tier), _("Tier {tier}", tier=tier)) for tier in TIERS)
    else:
        yield from (Head(str(kind), _(kind.label)) for kind in DistrictKind)
    if OTHER in used:
        yield Head(OTHER, _("No area") if by == "area" else _("Not classed"))


def say_class(kind: str | None, tier: int | None) -> str:
    """Return the class and tier of a district in short."""
    parts = [_(DistrictKind.of(str(kind)).label)] if kind else []
    parts += [_("tier {tier}", tier=tier)] if tier else []
    return _(", ").join(parts)

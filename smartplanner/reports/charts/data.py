"""What a chart says, as plain frozen data: the same for Word, PDF, Excel and the screen.

Values are zero or more, in the chart's ``unit``; ``decimals`` is how many places are shown.  ``key`` is what a click
on the screen hands back; paper does not know it.  Lights are the keys of ``model.light.Light``.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 40
"""Rows that a chart shows; what is more belongs in a table."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``light`` draws it as that light."""

    name: str
    value: float
    key: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """One series of bars, lying (``upright`` False) or standing."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    source: str = ""
    decimals: int = 0
    upright: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(bar.value for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Part:
    """What one stretch of each stacked bar counts: a light, or any name."""

    name: str
    light: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stack:
    """One stacked bar: a value for each part."""

    name: str
    values: tuple[float, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stacked:
    """Bars of several parts; with ``share`` each bar fills the width and its parts are percentages."""

    title: str
    parts: tuple[Part, ...]
    rows: tuple[Stack, ...]
    unit: str = ""
    source: str = ""
    decimals: int = 0
    share: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(value for row in self.rows for value in row.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a value for each place, None where there is none (yet)."""

    name: str
    values: tuple[float | None, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Up to four lines over the same places, e.g. months."""

    title: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""
    source: str = ""
    decimals: int = 0
    keys: tuple[str, ...] = ()
    """What a click on a place hands back, one for each place; empty: the places' names."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(value is not None for line in self.lines for value in line.values)


@dataclass(frozen=True, slots=True)
class LightRow:
    """One row of dots: a light for each column, empty where there is none."""

    name: str
    lights: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Lights:
    """A matrix of lettered dots: districts against areas, units against months."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[LightRow, ...]
    unit: str = ""
    source: str = ""
    keys: tuple[str, ...] = ()
    """A key for each column: a click hands back ``row key/column key``."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(light for row in self.rows for light in row.lights)


@dataclass(frozen=True, slots=True)
class Tile:
    """One district's tile, its place counted in tiles; ``words`` is a second line."""

    name: str
    column: int
    row: int
    light: str = ""
    words: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """The districts as tiles, roughly where they lie; no map and no boundaries."""

    title: str
    tiles: tuple[Tile, ...]
    unit: str = ""
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.tiles


ChartData = Bars | Stacked | Lines | Lights | Tiles


def number_words(value: float, decimals: int) -> str:
    """Return a value as it stands at its bar."""
    return f"{value:.{decimals}f}"

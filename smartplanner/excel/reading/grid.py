"""One worksheet as plain values, with what is known about its cells beside the values.

Indexes in the code count from 0, as Python does; whatever a person sees counts from 1, as the worksheet does.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Merge = tuple[int, int, int, int]
"""Top, left, bottom, right: the corners of a merged range, counted from 0, both included."""


class CellError(str):
    """What a formula shows when it fails, such as ``#REF!``: no text that anybody entered."""

    __slots__ = ()


def _no_formats(_column: int) -> Mapping[int, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one worksheet.

    ``rows`` are lists of equal length, an empty cell is ``""``; ``hidden`` says that the sheet itself is;
    ``hidden_rows`` and ``hidden_columns`` count from 0.  ``formats`` gives the format codes of a column
    by row, as far as they are known, and is slow at its first call.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    merges: Sequence[Merge] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    epoch_1904: bool = False
    formats: Callable[[int], Mapping[int, str]] = field(default=_no_formats, compare=False)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows[:50]), default=0)

    def value(self, row: int, column: int) -> Any:
        """Return a cell's value; ``""`` outside of the grid."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    @property
    def origins(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """For each covered cell of a merged range the cell that holds its value."""
        return _origins(tuple(self.merges))


@functools.lru_cache(maxsize=4)
def _origins(merges: tuple[Merge, ...]) -> Mapping[tuple[int, int], tuple[int, int]]:
    found = {}
    for top, left, bottom, right in merges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found


@functools.cache
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@functools.cache
def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1, of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """Return what a person calls a cell whose indexes count from 0: (11, 5) is F12."""
    return f"{column_letters(column + 1)}{row + 1}"

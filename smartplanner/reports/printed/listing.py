"""What is printed: columns, lines and what stands around them, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class LineKind(StrEnum):
    """A row of the list, the header of a group, the sums below all, or a label with a text over all other columns."""

    ROW = "row"
    GROUP = "group"
    TOTAL = "total"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column: its title, its width in points at the usual size, and whether its cells stand at the right.

    ``light``: its cells are codes of lights, and are printed as their marks.
    """

    title: str
    width: float
    right: bool = False
    light: bool = False


class Line(NamedTuple):
    """One line: a text for each column.  The title of a group stands over the cells that it leaves empty."""

    cells: Sequence[str]
    kind: LineKind = LineKind.ROW
    title: str = ""
    level: int = 0


class LightMark(NamedTuple):
    """A light on paper: a shape in its colour (RRGGBB), and the word beside it, which says it without any colour."""

    shape: str
    colour: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTexts:
    """What stands around the list: its title, notes below it (filters and count in words), day, office."""

    title: str
    as_of: date
    office: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedList:
    """A list as it is printed.  ``lights`` says how each light code is drawn."""

    texts: SheetTexts
    columns: Sequence[PrintedColumn]
    lines: Sequence[Line]
    lights: Mapping[str, LightMark] = field(default_factory=dict)

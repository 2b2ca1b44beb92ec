"""A worksheet as it is laid out, before it is written: cells, merges, widths, and what a reader must make of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.wording import Said


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field that it holds (empty: none of ours), its header from the top row down, its width."""

    field: str
    heads: tuple[str, ...]
    width: float
    kind: str = "text"
    hidden: bool = False


NUMBER = Column("number", ("序号",), 6, "centre")


def plain_column(field: str, *heads: str, width: float = 16, kind: str = "centre") -> Column:
    """Return a visible column."""
    return Column(field, heads, width, kind)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the look of its cell (title, unit, head, band, text, centre, number, total, note) and its format."""

    value: Any
    look: str
    number_format: str = ""


@dataclass
class Table:
    """One worksheet in the making; rows and columns count from 1."""

    name: str
    columns: list[Column]
    row: int = 1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    freeze: str = ""
    filtered: bool = False
    stray: str = ""
    header_rows: tuple[int, int] = (0, 0)
    skipped: str | None = None
    tasks: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def place(self, name: str) -> int:
        """Return the column number of the field *name*."""
        return next(n for n, column in enumerate(self.columns, 1) if column.field == name)

    def line(self, text: str, what: str, look: str = "note", height: float = 20) -> None:
        """Write one text over the full width."""
        for n in range(1, self.width + 1):
            self.cells[self.row, n] = Cell(text if n == 1 else None, look)
        self.merges.append((self.row, 1, self.row, self.width))
        self._end(what, height)

    def title(self, text: str) -> None:
        """Write the title over the full width."""
        self.line(text, "title", "title", 36)

    def unit_row(self, left: str, right: str) -> None:
        """Write who reports at the left, unit of money and day at the right."""
        middle = self.width // 2
        self.cells[self.row, 1] = Cell(left, "unit")
        self.cells[self.row, middle + 1] = Cell(right, "unit right")
        self.merges += [(self.row, 1, self.row, middle), (self.row, middle + 1, self.row, self.width)]
        self._end("unit", 22)

    def header(self, what: str = "header") -> None:
        """Write the header: equal heads side by side are merged across, a short head is merged downwards."""
        depth = max(len(column.heads) for column in self.columns)
        first = self.row
        for level in range(depth):
            for n, column in enumerate(self.columns, 1):
                text = column.heads[level] if level < len(column.heads) else None
                repeated = n > 1 and self.columns[n - 2].heads[: level + 1] == column.heads[: level + 1]
                self.cells[first + level, n] = Cell(None if repeated and level < depth - 1 else text, "head")
        self._merge_heads(first, depth)
        for _ in range(depth):
            self._end(what, 26 if depth > 1 else 32)
        if what == "header":
            self.header_rows = (first, first + depth - 1)

    def _merge_heads(self, first: int, depth: int) -> None:
        for n, column in enumerate(self.columns, 1):
            down = depth - len(column.heads)
            if down:
                top = first + len(column.heads) - 1
                self.merges.append((top, n, top + down, n))
        for level in range(depth - 1):
            start = 1
            for n in range(2, self.width + 2):
                same = (
                    n <= self.width
                    and len(self.columns[n - 1].heads) > level + 1
                    and self.columns[n - 1].heads[: level + 1] == self.columns[start - 1].heads[: level + 1]
                )
                if not same:
                    if n - start > 1:
                        self.merges.append((first + level, start, first + level, n - 1))
                    start = n

    def matter(self, values: Mapping[str, Any], expected: Mapping[str, Any]) -> int:
        """Write one task and note what a reader must find; a ``Said`` adds its own meaning.  Return its row."""
        found: dict[str, Any] = {"row": self.row, **expected}
        for name in sorted(
            values, key=lambda each: each == "state"
        ):  # what the state's own column says is the last word
            value = values[name]
            if isinstance(value, Said):
                found |= value.means
        self._data(values)
        self.tasks.append(found)
        return self._end(None)

    def refuse(self, values: Mapping[str, Any], name: str, reason: str) -> None:
        """Write one row that a person must decide about, because of the field *name*."""
        value = values[name]
        self._data(values)
        self.refused.append(
            {
                "row": self.row,
                "cell": f"{letter(self.place(name))}{self.row}",
                "field": name,
                "value": str(value.cell if isinstance(value, Said) else value),
                "reason": reason,
            }
        )
        self._end(None)

    def sample(self, values: Mapping[str, Any]) -> None:
        """Write the row under the header that shows how to fill in the form."""
        self._data(values)
        self._end("sample")

    def total(self, label: str, sums: Mapping[str, Any], what: str) -> None:
        """Write a subtotal or total: the label over the first columns, then the sums."""
        for n, column in enumerate(self.columns, 1):
            self.cells[self.row, n] = Cell(sums.get(column.field) if column.field else None, "total", "#,##0.##")
        self.cells[self.row, 1] = Cell(label, "total")
        self.merges.append((self.row, 1, self.row, 2))
        self._end(what, 22)

    def blank(self) -> None:
        """Leave a row empty."""
        self._end("blank")

    def merge_down(self, name: str, first: int, last: int) -> None:
        """Merge the cells of a column over the rows *first* to *last*."""
        n = self.place(name)
        if last > first:
            self.merges.append((first, n, last, n))
            for row in range(first + 1, last + 1):
                self.cells[row, n] = Cell(None, "centre")

    def _data(self, values: Mapping[str, Any]) -> None:
        lines = 1
        unknown = set(values) - {column.field for column in self.columns}
        assert not unknown, f"{self.name}: no column for {unknown}"
        for n, column in enumerate(self.columns, 1):
            value = values.get(column.field)
            number_format = ""
            if isinstance(value, Said):
                value, number_format = value.cell, value.number_format
            self.cells[self.row, n] = Cell(value, column.kind, number_format)
            if isinstance(value, str):
                lines = max(lines, sum(math.ceil(_ink(part) / (column.width - 1)) for part in value.split("\n")))
        self.heights[self.row] = max(24.0, 15.0 * lines + 6)

    def _end(self, what: str | None, height: float | None = None) -> int:
        if what:
            self.others.append({"row": self.row, "what": what})
        if height:
            self.heights[self.row] = height
        self.row += 1
        return self.row - 1

    def truth(self) -> dict[str, Any]:
        """Return what a reader must make of this sheet."""
        if self.skipped:
            return {"sheet": self.name, "skipped": self.skipped}
        return {
            "sheet": self.name,
            "skipped": None,
            "header_rows": list(self.header_rows),
            "columns": {
                letter(n): column.field
                for n, column in enumerate(self.columns, 1)
                if column.field not in ("", "number", "draft")
            },
            "tasks": self.tasks,
            "refused": self.refused,
            "not_tasks": self.others,
        }


def letter(number: int) -> str:
    """Return the letters of a column: 1 gives A, 27 gives AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _ink(text: str) -> int:
    """Return the width of a line in half-width characters."""
    return sum(2 if ord(sign) > 0x2E80 or sign in "“”" else 1 for sign in text)

"""Files that were read already, so that an answer to "and with this column as that?" does not read them again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from smartplanner.excel.reading.container import Container, classify, read_once
from smartplanner.excel.reading.grid import Grid
from smartplanner.excel.reading.reader import read_grids

MOST_KEPT_CELLS = 1_000_000
"""Cells that are kept in memory for later; the file read last is kept even if it alone has more."""


class Shelf:
    """Opens files and keeps their grids by their content (SHA-256) and name."""

    def __init__(self, most_cells: int = MOST_KEPT_CELLS) -> None:
        self._most_cells = most_cells
        self._kept: OrderedDict[tuple[str, str], tuple[Container, list[Grid]]] = OrderedDict()

    def open(self, path: Path) -> Container:
        """Return the container of the file as it is now; raises a Problem that refuses it."""
        data, sha256 = read_once(path)
        kept = self._kept.get((sha256, path.name))
        if kept is not None:
            return replace(kept[0], path=path)
        return classify(path, data, sha256)

    def grids(self, container: Container) -> list[Grid]:
        """Return the worksheets of *container*; raises a Problem where they cannot be read."""
        key = (container.sha256, container.path.name)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][1]
        self._make_room(0 if not self._kept else self._most_cells // 2)
        grids = read_grids(container)
        self._kept[key] = (container, grids)
        self._make_room(self._most_cells)
        return grids

    def _make_room(self, most_cells: int) -> None:
        while len(self._kept) > 1 and sum(_cells(grids) for _container, grids in self._kept.values()) > most_cells:
            self._kept.popitem(last=False)


def _cells(grids: list[Grid]) -> int:
    return sum(len(grid.rows) * grid.width for grid in grids)

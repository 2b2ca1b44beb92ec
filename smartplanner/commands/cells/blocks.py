"""Where the texts of a pasted block go, as Excel puts them: repeated into a selection, or from its first cell on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartplanner.commands.cells.preview import Key

Block = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a block is pasted onto: the shown rows from the first selected one down, the shown columns from there on.

    *fields* holds an empty name for a column that is computed; *height* and *width* are those of the selection.
    """

    ids: Sequence[str]
    fields: Sequence[str]
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block in its place: texts by cell, rows beyond the last one, and the filled texts that have no place.

    ``left_out`` holds these with how far down and to the right they stand; ``height`` and ``width`` are those of what
    is covered.
    """

    cells: dict[Key, str]
    added: tuple[dict[str, str], ...]
    left_out: tuple[tuple[int, int, str], ...]
    height: int
    width: int


def place_block(block: Block, target: Target) -> Placed:
    """Put *block* (rows of equal length, at least one) onto *target*.

    It is repeated where the selection is a whole multiple of it, as a single cell always is.  Rows beyond the last
    shown one are to be added; texts beyond the last column, or on a computed one, are left out.
    """
    rows, columns = len(block), len(block[0])
    height, width = _covered(target.height, rows), _covered(target.width, columns)
    if height is None or width is None:
        height, width = rows, columns
    cells: dict[Key, str] = {}
    added: list[dict[str, str]] = []
    left_out: list[tuple[int, int, str]] = []
    for down in range(height):
        texts: dict[str, str] = {}
        for right in range(width):
            text = block[down % rows][right % columns]
            name = target.fields[right] if right < len(target.fields) else ""
            if name:
                texts[name] = text
            elif text.strip():
                left_out.append((down, right, text))
        if down < len(target.ids):
            cells.update({(target.ids[down], name): text for name, text in texts.items()})
        elif any(text.strip() for text in texts.values()):
            added.append(texts)
    return Placed(cells=cells, added=tuple(added), left_out=tuple(left_out), height=height, width=width)


def _covered(selected: int, size: int) -> int | None:
    """Return how many lines of a selection a block covers one way; None where it does not fit evenly."""
    if selected % size == 0:
        return selected
    return size if selected < size else None

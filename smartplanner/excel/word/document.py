"""What a Word document says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.problems import Problem


@dataclass(frozen=True, slots=True)
class WordLine:
    """One paragraph, or one row of a table.

    ``label`` is the automatic number before a paragraph (一、 or 1.), which is not part of its text; ``level`` its
    depth in the list, from 0.  ``cells`` are the texts of a table's row, else empty; ``table`` numbers the tables
    from 1 and is 0 for a paragraph.
    """

    text: str
    label: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0

    @property
    def whole(self) -> str:
        """The text with its number, as it is seen on the page."""
        return self.label + self.text


@dataclass(frozen=True, slots=True)
class WordDocument:
    """The text of one file with its SHA-256; ``notes`` say what was left out (text boxes, deleted text)."""

    file: str
    sha256: str
    lines: tuple[WordLine, ...]
    notes: tuple[Problem, ...] = ()

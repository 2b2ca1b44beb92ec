"""How the rows of a view lie on the full screen: how wide its columns are, which have no room, which rows a screen has.

Lengths are in the units of meeting mode: 1080 of them make the height of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartplanner.reports.page.linebreak import is_wide
from smartplanner.ui.views.slides import Head, Line, Slide

LETTER = 33
"""Units of a letter of a row: on a screen 1.2 m high 37 mm, to be read from far more than three metres."""
HEADING, SMALL = 30, 26
ONE_LINE, TWO_LINES, GROUP = 60, 114, 58
"""Heights of a row whose title takes one line or two, and of a heading."""
LAMP = 62
"""Width kept for the light."""
_LAMP_LETTERS, _FEW_SIGNS = 1.3, 2.0
"""Letters that the light of a cell takes; a cell with longer words has none."""
GAP = 26
_LEAST_MAIN, _LEAST_NARROW, _MOST_OTHER, _MEASURED = 14.0, 4.5, 10.6, 400
"""Letters that the title has at least, also beside narrow columns, and another column at most; rows measured."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that are shown: their numbers, and widths in units."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]

    def height(self, line: Line) -> float:
        """Return how high a line is, in units."""
        if line.heading:
            return GROUP
        cells = zip(self.columns, self.widths, strict=True)
        return TWO_LINES if any(_width(line.texts[n]) * LETTER > width for n, width in cells) else ONE_LINE


def fit(slide: Slide, room: float) -> Fitted:
    """Return how the columns of a slide fit into *room* units; those at the right go first, empty ones at once."""
    rows = [line for line in slide.lines if not line.heading][:_MEASURED]
    main = next((number for number, head in enumerate(slide.heads) if head.main), 0)
    letters = {number: _letters(head, number, rows) for number, head in enumerate(slide.heads)}
    filled = [number for number in letters if number == main or any(row.texts[number] for row in rows)]
    room -= LAMP if slide.lights else 0
    others = [number for number in filled if number != main]
    least = _LEAST_NARROW if any(head.narrow for head in slide.heads) else _LEAST_MAIN
    while others and _taken(others, letters) > room - least * LETTER:
        minor = [number for number in others if slide.heads[number].minor]
        others.remove(minor[0] if minor else others[-1])
    columns = tuple(sorted([*others, main])) if slide.heads else ()
    left = room - _taken(others, letters)
    widths = tuple(left if number == main else letters[number] * LETTER for number in columns)
    return Fitted(columns, widths)


def screens(lines: Sequence[Line], height: float, fitted: Fitted) -> list[Sequence[Line]]:
    """Return the lines of each screen of a height; a heading never stands last, and there is at least one screen."""
    made: list[list[Line]] = [[]]
    used = 0.0
    for number, line in enumerate(lines):
        needed = fitted.height(line)
        follows = fitted.height(lines[number + 1]) if line.heading and number + 1 < len(lines) else 0
        if made[-1] and used + needed + follows > height:
            made.append([])
            used = 0.0
        made[-1].append(line)
        used += needed
    return list(made)


def _taken(columns: Sequence[int], letters: dict[int, float]) -> float:
    return sum(letters[number] * LETTER + GAP for number in columns)


def _letters(head: Head, number: int, rows: Sequence[Line]) -> float:
    widest = max((_width(row.texts[number]) for row in rows), default=0.0)
    least = _width(head.title) * HEADING / LETTER
    if head.narrow:
        return max(widest, least / 2) + (_LAMP_LETTERS if widest < _FEW_SIGNS else 0)
    return min(_MOST_OTHER, max(least, widest) + 0.3)


def _width(text: str) -> float:
    return sum(1.0 if is_wide(sign) or sign == "%" else 0.58 for sign in text)

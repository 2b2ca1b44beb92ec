"""How the rows of a view lie on the full screen: how wide its columns are, which have no room, which rows a screen has.

Lengths are in the units of meeting mode: 1080 of them make the height of the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartplanner.reports.linebreak import is_wide
from smartplanner.ui.views.slides import Head, Line, Slide

LETTER = 33
"""Units of a letter of a row: on a screen 1.2 m high 37 mm, to be read from far more than three metres."""
HEADING, SMALL = 30, 26
ONE_LINE, TWO_LINES, GROUP = 56, 92, 58
"""Heights of a row whose title takes one line or two, and of a heading."""
LAMP = 62
"""Width kept for the light."""
GAP = 26
_LEAST_MAIN, _MOST_OTHER, _MEASURED = 14.0, 9.5, 400
"""Letters that the title has at least and another column at most; rows that are measured."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The columns that are shown: their numbers, and widths in units; and how high a row is."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    row_height: float


def fit(slide: Slide, room: float) -> Fitted:
    """Return how the columns of a slide fit into *room* units; those at the right go first, empty ones at once."""
    rows = [line for line in slide.lines if not line.heading][:_MEASURED]
    main = next((number for number, head in enumerate(slide.heads) if head.main), 0)
    letters = {number: _letters(head, number, rows) for number, head in enumerate(slide.heads)}
    filled = [number for number in letters if number == main or any(row.texts[number] for row in rows)]
    room -= LAMP if slide.lights else 0
    others = [number for number in filled if number != main]
    while others and _taken(others, letters) > room - _LEAST_MAIN * LETTER:
        others.pop()
    columns = tuple(sorted([*others, main])) if slide.heads else ()
    left = room - _taken(others, letters)
    widths = tuple(left if number == main else letters[number] * LETTER for number in columns)
    wants_two = any(_width(row.texts[main]) * LETTER > left for row in rows) if columns else False
    wants_two = wants_two or any(_width(row.texts[n]) > letters[n] for row in rows for n in others)
    return Fitted(columns, widths, TWO_LINES if wants_two else ONE_LINE)


def screens(lines: Sequence[Line], height: float, row_height: float) -> list[Sequence[Line]]:
    """Return the lines of each screen of a height; a heading never stands last, and there is at least one screen."""
    made: list[list[Line]] = [[]]
    used = 0.0
    for number, line in enumerate(lines):
        needed = GROUP if line.heading else row_height
        follows = row_height if line.heading and number + 1 < len(lines) else 0
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
    return min(_MOST_OTHER, max(least, widest) + 0.3)


def _width(text: str) -> float:
    return sum(1.0 if is_wide(sign) else 0.58 for sign in text)

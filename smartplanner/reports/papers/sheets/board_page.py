"""The board as one printable sheet: columns with counts, the red ones first, each matter in three short lines."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.page import geometry
from smartplanner.reports.page.linebreak import is_wide
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "board_page.md.j2"
CARD_LINES = 3
"""Two for the title, one for the unit and the date."""
_HEAD_MM = 34.0
"""Title, the line under it and the head of the table."""
_MOST_COLUMNS = {"landscape": 7, "wide": 12}
MARKS = {"red": "■红", "yellow": "▲黄", "green": "●绿", "blue": "●蓝", "grey": "◆灰"}
"""A light in black and white: its shape and its letter, as on the screen."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One matter: its light (red …), title, unit in the lead, deadline in words."""

    light: str
    title: str
    lead: str = ""
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column; cards in the order in which they are read, the worst first."""

    title: str
    cards: tuple[BoardCard, ...]

    @property
    def head(self) -> str:
        """办理中（23）, and how many of them are red and yellow."""
        counts = [(MARKS[light], sum(card.light == light for card in self.cards)) for light in ("red", "yellow")]
        worst = " ".join(f"{mark}{count}" for mark, count in counts if count)
        return f"{self.title}（{len(self.cards)}）" + (f"\n{worst}" if worst else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFigures:
    """The board as of a day; ``by`` in words: 按状态."""

    office: str
    as_of: date
    by: str
    scope: str = ""
    columns: tuple[BoardColumn, ...]

    @property
    def total(self) -> int:
        """All matters on it."""
        return sum(len(column.cards) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the board fits its paper: the size, and the rows of cells, a card or nothing in each."""

    paper: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fit(columns: tuple[BoardColumn, ...]) -> Sheet:
    """Return the sheet: A4 where all cards fit, else A3; what does not fit is counted at the foot of its column."""
    longest = max((len(column.cards) for column in columns), default=0)
    fits = len(columns) <= _MOST_COLUMNS["landscape"] and longest <= _rows("landscape")
    paper = "landscape" if fits else "wide"
    shown = _merged(columns, _MOST_COLUMNS[paper])
    room = _characters(paper, len(shown))
    most = _most(shown, paper, room)
    cells = [_cells(column, most, room) for column in shown]
    height = max(map(len, cells), default=0)
    rows = tuple(tuple(column[row] if row < len(column) else "" for column in cells) for row in range(height))
    return Sheet(paper, tuple(column.head for column in shown), rows)


def _merged(columns: tuple[BoardColumn, ...], most: int) -> tuple[BoardColumn, ...]:
    """Put the columns that have no room into the last one."""
    if len(columns) <= most:
        return columns
    rest = columns[most - 1 :]
    return (*columns[: most - 1], BoardColumn(f"其余{len(rest)}列", tuple(card for one in rest for card in one.cards)))


def _cells(column: BoardColumn, most: int, room: int) -> list[str]:
    cards = column.cards if len(column.cards) <= most else column.cards[: most - 1]
    cells = [_words(card, room) for card in cards]
    left = len(column.cards) - len(cards)
    return [*cells, f"其余{left}项"] if left else cells


def _most(columns: tuple[BoardColumn, ...], paper: str, room: int) -> int:
    """Return how many rows fit the page, as high as their cards really are."""
    setting = geometry.SMALL_TABLE
    left = _page(paper).text_height - geometry.points(_HEAD_MM)
    longest = max((len(column.cards) for column in columns), default=0)
    for row in range(longest):
        cards = [column.cards[row] for column in columns if row < len(column.cards)]
        lines = max(_lines(_words(card, room), room) for card in cards)
        # Word adds the borders to the rows, hence the point.
        left -= lines * setting.leading + 2 * setting.above + 1
        if left < 0:
            return row
    return longest


def _lines(text: str, room: int) -> int:
    return sum(max(1, math.ceil((_width(line) + 0.5) / room)) for line in text.split("\n"))


def _width(text: str) -> float:
    return sum(1.0 if is_wide(sign) else 0.55 for sign in text)


def _words(card: BoardCard, room: int) -> str:
    """Return a card in at most three lines of *room* full-width characters each."""
    title = shortened(" ".join(card.title.split()), 2 * room - 4)
    below = " ".join(filter(None, (card.due_text, card.lead)))
    return f"{MARKS[card.light]} {title}" + (f"\n{shortened(below, room - 0.5)}" if below else "")


_OPEN_END = re.compile(r"(?<=.)[（(《“‘【〔][^（(《“‘【〔）)》”’】〕]{0,3}$")
"""A bracket or quotation mark with hardly anything in it at the end of what is left of a text."""


def shortened(text: str, room: float) -> str:
    """Return *text* within *room* full-width characters, cut with … where it is longer, not just after a bracket."""
    used = 0.0
    for place, sign in enumerate(text):
        used += 1 if is_wide(sign) else 0.55
        if used > room:
            return _OPEN_END.sub("", text[: max(0, place - 1)]) + "…"
    return text


def _page(paper: str) -> geometry.Page:
    return geometry.SHEET_A4 if paper == "landscape" else geometry.SHEET_A3


def _rows(paper: str) -> int:
    """Return how many cards of three lines stand below each other."""
    setting = geometry.SMALL_TABLE
    # Word adds the borders to the rows, hence the point.
    height = CARD_LINES * setting.leading + 2 * setting.above + 1
    return int((_page(paper).text_height - geometry.points(_HEAD_MM)) // height)


def _characters(paper: str, columns: int) -> int:
    """Return how many full-width characters a line of a cell has."""
    setting = geometry.SMALL_TABLE
    return int((_page(paper).text_width / max(1, columns) - 2 * setting.beside) // setting.size)


def build_board(figures: BoardFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the board as one sheet; raises ``Problem`` when the template is wrong."""
    columns = tuple(column for column in figures.columns if column.cards)
    values = {"figures": figures, "sheet": fit(columns)}
    meta = Meta(title="督办事项看板", subject="督办事项看板", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, values, meta, wordings=wordings)

"""Words on pages: where a text stands, which letter lies under a point, the boxes that a stretch of letters covers.

A line's end is nothing to somebody who searches: 重点任务 is found although 重点 ends a line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from smartplanner.ui.preview.pdf import Box, PageText

_NEAR = 40.0
"""Points from a letter within which a click means it."""


class Hit(NamedTuple):
    """A stretch of letters on one page: the first, and the one after the last."""

    page: int
    first: int
    end: int


def find(texts: Sequence[PageText], wanted: str) -> list[Hit]:
    """Return where *wanted* stands, spaces, line ends, width and case of letters aside."""
    bare = _bare(wanted)[0]
    hits: list[Hit] = []
    if not bare:
        return hits
    for page, text in enumerate(texts):
        letters, places = _bare(text.letters)
        start = letters.find(bare)
        while start >= 0:
            hits.append(Hit(page, places[start], places[start + len(bare) - 1] + 1))
            start = letters.find(bare, start + len(bare))
    return hits


def boxes_of(text: PageText, first: int, end: int) -> list[Box]:
    """Return one box for each line that the letters from *first* to before *end* stand in."""
    lines: list[Box] = []
    for letter, box in zip(text.letters[first:end], text.boxes.between(first, end), strict=True):
        if letter in "\r\n" or box.right <= box.left:
            continue
        middle = (box.top + box.bottom) / 2
        last = lines[-1] if lines else None
        if last is not None and last.top <= middle <= last.bottom and box.left >= last.left:
            lines[-1] = Box(last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom))
        else:
            lines.append(box)
    return lines


def letter_at(text: PageText, across: float, down: float) -> int | None:
    """Return the letter at a point, or the nearest one within reach."""
    nearest, distance = None, _NEAR
    for place, box in enumerate(text.boxes):
        if text.letters[place] in "\r\n" or box.right <= box.left:
            continue
        away = max(box.left - across, across - box.right, 0.0) + 2 * max(box.top - down, down - box.bottom, 0.0)
        if away < distance:
            nearest, distance = place, away
            if away == 0:
                break
    return nearest


def words(text: PageText, first: int, end: int) -> str:
    """Return the letters of a stretch as they are copied: a line of Chinese goes on without a gap."""
    return text.letters[first:end].replace("\r\n", "\n").replace("\ufffe", "")


def around(text: PageText, place: int, *, reach: int) -> str:
    """Return up to *reach* letters before and after a letter, without what separates lines."""
    letters, places = _bare(text.letters)
    here = next((index for index, one in enumerate(places) if one >= place), len(places))
    return letters[max(0, here - reach) : here + reach]


def bare(text: str) -> str:
    """Return *text* as texts are compared: without spaces, in one width and case."""
    return _bare(text)[0]


def _bare(text: str) -> tuple[str, list[int]]:
    """Return the letters to compare, and the place that each comes from."""
    made = list(map(_FORMS.__getitem__, text))
    letters = "".join(made)
    if len(letters) == len(text) - made.count(""):  # each letter is one, or none
        return letters, list(compress(range(len(text)), made))
    return letters, [place for place, form in enumerate(made) for _letter in form]


class _Forms(dict[str, str]):
    """Each letter as it is compared, found out once: in one width and case, nothing where it separates."""

    def __missing__(self, letter: str) -> str:
        made = "" if letter in "\ufffe\u00ad" else unicodedata.normalize("NFKC", letter).casefold()
        self[letter] = made = "".join(made.split())
        return made


_FORMS = _Forms()

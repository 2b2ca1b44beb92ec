"""Finding text by what a person types: the words themselves, or the first letters of their pinyin (拼音首字母).

The letters come from pypinyin, which is loaded when letters are first typed.  A character with several
readings is found under each of them, so that 重庆 and 重点 are both found as people say them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from smartplanner.base.memory import without_scans

Match = Callable[[str], bool]
"""Tells whether a text (in small letters) is what was looked for."""


class Initials:
    """The characters met so far by the letters that their readings begin with."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_letter: dict[str, set[str]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Take in the characters of *texts*; costs time only for characters not met before."""
        for character in set().union(*texts) - self._known:
            self._known.add(character)
            if "\u3400" <= character <= "\u9fff":
                for letter in _letters(character):
                    self._by_letter.setdefault(letter, set()).add(character)

    def pattern(self, word: str) -> re.Pattern[str]:
        """Return what matches *word* itself, and the Chinese whose readings begin with its letters."""
        return re.compile("".join(map(self._one, word)))

    def _one(self, letter: str) -> str:
        return f"[{re.escape(letter)}{''.join(sorted(self._by_letter.get(letter, ())))}]"


def load_readings() -> None:
    """Load what knows the readings, so that the first letter typed does not wait for it (most of a second)."""
    with without_scans():  # a quarter of a million lists
        import pypinyin  # noqa: F401


def matcher(query: str, initials: Initials, texts: Callable[[], Iterable[str]]) -> Match | None:
    """Return what tells whether a text holds every word of *query*; None if nothing was asked.

    *texts* gives all that may be searched; it is called only when initials are needed.
    """
    words = query.casefold().split()
    if not words:
        return None
    plain = [word for word in words if not _is_letters(word)]
    spelt = [word for word in words if _is_letters(word)]
    if spelt:
        initials.learn(texts())
    patterns = [initials.pattern(word) for word in spelt]
    if not plain and len(patterns) == 1:  # most often, and three times as fast
        search = patterns[0].search
        return lambda text: search(text) is not None

    def match(text: str) -> bool:
        return all(word in text for word in plain) and all(pattern.search(text) for pattern in patterns)

    return match


def _is_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()


@functools.cache
def _letters(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return frozenset(letter for readings in found for letter in readings if letter)

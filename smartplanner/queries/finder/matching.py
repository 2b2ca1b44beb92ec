"""What a person types, read once, and how well a record's words answer it.

A record is one line of text: its title, then its other names (code, short name, aliases), with tabs between and after
them.  The line is folded, character for character, so that a place in it is the same place in the title as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from smartplanner.queries.finder.readings import Readings, Spelling

_WIDE = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20}
_FOLDED = {**_WIDE, **dict.fromkeys(range(32), 32)}
_NEEDS_FOLDING = re.compile("[\x00-\x1f\uff01-\uff5e\u3000]")


class Why(IntEnum):
    """How a word was found, the best first."""

    CODE = 0
    """It is a code or another name."""
    TITLE = 1
    START = 2
    WORD_START = 3
    INSIDE = 4
    SPELT = 5
    """The letters spell the whole title, or the whole of another name."""
    PINYIN_START = 6
    PINYIN = 7
    INITIALS_START = 8
    INITIALS = 9


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, folded, and what it may spell."""

    text: str
    spelling: Spelling | None


@dataclass(frozen=True, slots=True)
class Words:
    """All that was typed.  ``codes_only`` looks at codes and other names, not at titles."""

    words: tuple[Word, ...]
    codes_only: bool = False

    @property
    def main(self) -> Word:
        """The word that is likely to be the rarest: Chinese before letters, the longest of them."""
        return max(self.words, key=lambda word: (word.spelling is None, len(word.text)))


def fold(text: str) -> str:
    """Return *text* as it is searched: small letters, narrow forms, no tabs or line ends; as long as it was."""
    if _NEEDS_FOLDING.search(text):
        text = text.translate(_FOLDED)
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def read_words(query: str, readings: Readings, *, codes_only: bool = False) -> Words | None:
    """Return the words of a query; None if nothing was asked."""
    texts = dict.fromkeys(fold(query).split())
    words = tuple(Word(text, readings.spelling(text)) for text in texts)
    return Words(words, codes_only) if words else None


def rank(words: Words, line: str) -> tuple[int, int] | None:
    """Return how well a line answers (smaller is better): its weakest word, then all of them; None if one is missing.

    *line* is folded: the title, a tab, and each other name with a tab after it.
    """
    title, names = line.split("\t", 1)
    found = []
    for word in words.words:
        why = why_found(word, title, names, codes_only=words.codes_only)
        if why is None:
            return None
        found.append(int(why))
    return max(found), sum(found)


def why_found(word: Word, title: str, names: str, *, codes_only: bool = False) -> Why | None:
    """Return how a word stands in a record; *names* each end with a tab.  None if it does not."""
    text = word.text
    if text in names and f"\t{text}\t" in f"\t{names}":
        return Why.CODE
    if not codes_only and text in title:
        return _in_title(text, title)
    if text in names:
        return Why.START if f"\t{text}" in f"\t{names}" else Why.INSIDE
    return None if codes_only or word.spelling is None else _spelt(word.spelling, title, names)


def spans(words: Sequence[Word], title: str) -> tuple[tuple[int, int], ...]:
    """Return the places (begin, end) of a folded title where the words stand, in order and not overlapping."""
    found: list[tuple[int, int]] = []
    for word in words:
        begin = title.find(word.text)
        if begin >= 0:
            found.append((begin, begin + len(word.text)))
        elif word.spelling is not None:
            at = _first(word.spelling, title)
            if at is not None:
                found.append(at.span())
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return tuple(kept)


def _first(spelling: Spelling, text: str) -> re.Match[str] | None:
    if spelling.letters.search(text) is None:
        return spelling.every.search(text)
    return (spelling.read and spelling.read.search(text)) or spelling.letters.search(text)


def _in_title(text: str, title: str) -> Why:
    if title.startswith(text):
        return Why.TITLE if len(text) == len(title) else Why.START
    at = title.find(text)
    return Why.INSIDE if title[at - 1].isalnum() else Why.WORD_START


def _spelt(spelling: Spelling, title: str, names: str) -> Why | None:
    if not (spelling.every.search(title) or spelling.every.search(names)):
        return None
    if any(spelling.every.fullmatch(text) for text in (title, *names.split("\t"))):
        return Why.SPELT
    if not (spelling.letters.search(title) or spelling.letters.search(names)):  # so it was read
        return Why.PINYIN_START if spelling.every.match(title) else Why.PINYIN
    if spelling.read is not None:
        if spelling.read.match(title):
            return Why.PINYIN_START
        if spelling.read.search(title) or spelling.read.search(names):
            return Why.PINYIN
    return Why.INITIALS_START if spelling.letters.match(title) else Why.INITIALS

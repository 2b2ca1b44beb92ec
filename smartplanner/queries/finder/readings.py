"""How Chinese characters are read (拼音), and what letters that a person types may stand for.

Letters are parted into what could be one character each: a whole syllable ("hai"), the beginning of one at the end of
what was typed ("dia"), or a first letter ("h", "zh").  Each part becomes the class of characters that are read so; a
search is then one regular expression over the words themselves, and no second text of pinyin is kept.

A character with several readings is found under its two commonest: 重庆 by "chongqing", 重点 by "zhongdian".
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

_READINGS = 2
"""Readings of a character that count; those after them are names and old words."""
_SPLITS = 16
"""Ways to part a word that are looked for; a longer word than that has few that any title fits."""
_PARTS = 24
"""Parts of all these ways together."""
_INITIALS = 16
"""Letters of which nobody types more as first letters alone."""
_NOTHING = "(?!)"
"""An expression that is never found."""
_LONGEST = 40
"""Letters of a word that are read as pinyin."""
_INITIAL = re.compile(r"[bpmfdtnlgkhjqxrzcsyw]|[zcs]h")


class Readings:
    """The characters met so far by all beginnings of their readings.  Any thread may learn and ask."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_beginning: dict[str, str] = {}
        self._syllables: set[str] = set()
        self._patterns: dict[str, Spelling | None] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Take in the characters of *texts*; costs time only for characters not met before."""
        fresh = [one for one in set().union(*texts) - self._known if "\u3400" <= one <= "\u9fff"]
        for character in fresh:
            self._known.add(character)
            for reading in syllables(character):
                self._syllables.add(reading)
                for end in range(1, len(reading) + 1):
                    others = self._by_beginning.get(reading[:end], "")
                    if character not in others:
                        self._by_beginning[reading[:end]] = others + character
        if fresh:
            self.forget()

    def forget(self) -> None:
        """Forget what words may spell; it is found out anew when it is asked for."""
        self._patterns = {}

    def spelling(self, word: str) -> Spelling | None:
        """Return what finds the characters that *word* may spell; None if it holds no letters or cannot be read."""
        if word not in self._patterns:
            if len(self._patterns) > 200:
                self._patterns = {}
            self._patterns[word] = self._spelling(word)
        return self._patterns[word]

    def _spelling(self, word: str) -> Spelling | None:
        if not (word.isascii() and word.isalnum() and not word.isdigit()) or len(word) > _LONGEST:
            return None
        initials = tuple(word)
        splits = _few(split for split in self._split(word) if split != initials)
        read = self._pattern(splits) if splits else ""
        if splits and len(word) > _INITIALS:
            return Spelling(read, read, _NOTHING)
        return Spelling(self._pattern([*splits, initials]), read, self._pattern([initials]))

    def _split(self, word: str) -> list[tuple[str, ...]]:
        """Return the ways to part *word* into what may be one character each."""

        @functools.cache
        def rest(start: int) -> tuple[tuple[str, ...], ...]:
            if start == len(word):
                return ((),)
            found: list[tuple[str, ...]] = []
            for end in range(min(start + 6, len(word)), start, -1):
                part = word[start:end]
                if self._may_be_one(part, last=end == len(word)):
                    found += [(part, *others) for others in rest(end)]
                if len(found) > _SPLITS * 4:
                    break
            return tuple(found)

        return list(rest(0))

    def _may_be_one(self, part: str, *, last: bool) -> bool:
        if part.isdigit():
            return len(part) == 1
        whole = part in self._syllables or (last and part in self._by_beginning)
        return whole or (_INITIAL.fullmatch(part) is not None and part in self._by_beginning)

    def _pattern(self, splits: list[tuple[str, ...]]) -> str:
        """Return an expression that begins with one class, which lets the search skip ahead quickly."""
        first = splits[0][0][0]
        ways: dict[str, list[str]] = {}
        for head, *others in splits:
            way = "".join(map(self._class, others))
            ways.setdefault(head, []).append(way)
        parts = []
        for head, ends in ways.items():
            behind = "" if head == first else f"(?<={self._class(head)})"
            end = "" if "" in ends else f"(?:{'|'.join(ends)})"
            parts.append(behind + end)
        begin = self._class(first)
        return begin if "" in parts else f"{begin}(?:{'|'.join(parts)})"

    def _class(self, beginning: str) -> str:
        own = re.escape(beginning) if len(beginning) == 1 else ""
        return f"[{own}{self._by_beginning.get(beginning, '')}]" if own or beginning in self._by_beginning else _NOTHING


class Spelling:
    """What one word may spell, as expressions; each is compiled when it is first needed, which takes milliseconds."""

    def __init__(self, every: str, read: str, letters: str) -> None:
        self._every = every
        self._read = read
        self._letters = letters

    @functools.cached_property
    def every(self) -> re.Pattern[str]:
        """Finds all that the word may spell."""
        return re.compile(self._every)

    @functools.cached_property
    def read(self) -> re.Pattern[str] | None:
        """Finds what has more than a first letter of some character; None if the word cannot be read so."""
        return re.compile(self._read) if self._read else None

    @functools.cached_property
    def letters(self) -> re.Pattern[str]:
        """Finds what the letters are the first letters of."""
        return re.compile(self._letters)

    @functools.cached_property
    def whole(self) -> re.Pattern[str]:
        """Finds the lines whose title is all of it."""
        return re.compile(f"\n(?:{self._every})\t")

    @functools.cached_property
    def at_start(self) -> re.Pattern[str]:
        """Finds it where a line begins."""
        return re.compile(f"\n(?:{self._every})")


def _few(splits: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the likeliest ways, those with the fewest parts: an expression of all would take long to compile."""
    kept: list[tuple[str, ...]] = []
    parts = 0
    for split in sorted(splits, key=len)[:_SPLITS]:
        parts += len(split)
        if kept and parts > _PARTS:
            break
        kept.append(split)
    return kept


@functools.cache
def syllables(character: str) -> tuple[str, ...]:
    """Return the commonest readings of one character without their tones, the commonest first; ü is written v."""
    from pypinyin.constants import PINYIN_DICT

    readings = PINYIN_DICT.get(ord(character), "").split(",")
    return tuple(dict.fromkeys(_plain(one) for one in readings if one))[:_READINGS]


def _plain(reading: str) -> str:
    return "".join(_letters(unicodedata.normalize("NFD", reading))).replace("u\u0308", "v")


def _letters(decomposed: str) -> Iterator[str]:
    for one in decomposed:
        if one == "\u0308" or not unicodedata.combining(one):
            yield one

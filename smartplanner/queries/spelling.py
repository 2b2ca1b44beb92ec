"""The order of Chinese names: by pinyin, as people look them up; the one rule of lists, boxes, filters and papers."""

from __future__ import annotations

import functools
from collections.abc import Callable


def spelled(text: str) -> str:
    """Return what *text* sorts by: its Chinese by pinyin, letters of either case alike."""
    return text.translate(_SPELLING) if not text.isascii() else text.casefold()


class _Spelling(dict[int, str]):
    """Each character as it sorts, looked up once; the readings are loaded with the first Chinese one."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        made = letter.casefold()
        if "\u3400" <= letter <= "\u9fff":
            made = f"{_reading(letter)}\x01{letter}\x01"
        self[code] = made
        return made


def _reading(letter: str) -> str:
    """Return the usual reading of one character, its tone last (zhong1)."""
    return _readings()(letter)


@functools.cache
def _readings() -> Callable[[str], str]:
    from pypinyin import Style, lazy_pinyin

    return lambda letter: lazy_pinyin(letter, style=Style.TONE3)[0]


_SPELLING = _Spelling()

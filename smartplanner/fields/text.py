"""The text of a cell in two forms: *words* to keep, as they were given, and *clean* text to match by.

Also which marks mean "nothing was entered" (not the same as 0) and "the same as above".
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

_LONGEST_WHOLE_NUMBER = 1e21
"""Whole numbers below this are written out; Excel itself keeps 15 digits."""

CONTROL_MARK = "\u2400"
"""␀ stands for a control character."""
BROKEN_MARK = "\ufffd"
"""U+FFFD stands for half a surrogate pair and for U+FFFE and U+FFFF, which are no characters."""

# What would stop an export to XML: control characters, lone surrogates and non-characters.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BROKEN = r"\ud800-\udfff\ufffe\uffff"
_UNSTORABLE = re.compile(f"[{_CONTROL}{_BROKEN}]")
_ESCAPED_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
_SPACE = re.compile(r"\s+")
_SPACE_IN_LINE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


_INVISIBLE = (
    0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), 0xFEFF,
)  # fmt: skip


def visible(text: str) -> str:
    """Return *text* without signs that nobody sees: blanks of no width, signs that turn the direction of writing."""
    return text.translate(dict.fromkeys(_INVISIBLE))


def _matching_table() -> dict[int, str | None]:
    """Full-width to half-width and look-alikes to the plain character; circled digits, ㎡ and … stay as they are."""
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    # 康熙部首 and compatibility ideographs come out of PDF files and look exactly like the ordinary characters.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table |= {0x3000: " ", 0x00A0: " ", 0xFFE5: "¥", 0x2F8: ":", 0x2236: ":", 0xFE0D: None}
    table |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2212, 0xFE63), "-")
    table |= dict.fromkeys(_INVISIBLE, None)
    table |= dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), None)
    table |= dict.fromkeys((0x2028, 0x2029, 0x0D), "\n")
    table |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
    return table


_MATCHING = _matching_table()

# fmt: off
_EMPTY = frozenset((
    "", "/", "//", "\\", "—", "——", "———", "–", "-", "--", "---", "----", "_", "__", "~", "*",
    "无", "暂无", "没有", "(无)", "(暂无)", "空", "空白", "(空)", "(空白)", "缺", "缺漏", "暂缺", "未填", "未填写",
    "未填报", "无需求计划", "不涉及", "不适用", "n/a", "na", "nil", "null", "none",
))
_DITTO = frozenset((
    "同上", "(同上)", "同前", "同上行", "同上一行", "ditto",
    "〃", "〞", "〟", '"', "″", "”", "“", '""', "''", "″″", "””",
))
# fmt: on


def words(raw: Any) -> str:
    """Return the text of a cell to keep: trimmed, numbers as Excel shows them (1200.0 is ``1200``).

    Control characters become ``␀`` and lone surrogates U+FFFD, because neither can be written to any
    file; ``count_replaced`` tells how many there were.
    """
    if isinstance(raw, str):
        return _storable(raw).strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return _number_words(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(sep=" ", timespec="seconds")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return raw.isoformat(timespec="seconds")
    if isinstance(raw, timedelta):
        return _duration_words(raw)
    return _storable(_plain_words(raw)).strip()


def clean(raw: Any, *, lines: bool = False) -> str:
    """Return the text of a cell for matching; never store it.

    Full-width letters, digits and punctuation become half-width, invisible and control characters go,
    every run of blanks and line breaks becomes one space (with *lines*, breaks stay as one ``\\n``).
    """
    text = raw if isinstance(raw, str) else words(raw)
    if "_x" in text:
        text = _ESCAPED_CONTROL.sub(_unescape, text)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = text.translate(_MATCHING)
    if not lines:
        return _SPACE.sub(" ", text).strip()
    return _LINES.sub("\n", _SPACE_IN_LINE.sub(" ", text)).strip()


def squeeze(raw: Any) -> str:
    """Return the text of a cell for matching with no blanks at all."""
    text = clean(raw)
    return text.replace(" ", "") if " " in text else text


def count_replaced(raw: Any) -> int:
    """Return how many characters of *raw* can not be kept and are replaced by ``words``."""
    if not isinstance(raw, str):
        return 0
    text = _ESCAPED_CONTROL.sub(_unescape, raw) if "_x" in raw else raw
    return len(_UNSTORABLE.findall(text))


def is_empty(raw: Any) -> bool:
    """Return whether the cell says that nothing was entered: blank, "/", "无", "—", "N/A" and the like, but not 0."""
    if raw is None:
        return True
    if not isinstance(raw, str):
        return False
    if len(raw) > 9 and (len(raw) > 40 or "\u3400" <= raw[0] <= "\u9fff") and not raw.isspace():
        # Most cells are words: no mark for "nothing" that begins with one is this long.
        return False
    return squeeze(raw).rstrip("。.;").lower() in _EMPTY


def is_ditto(raw: Any) -> bool:
    """Return whether the cell says "the same as above": 同上, 〃 or a quotation mark."""
    return isinstance(raw, str) and len(raw) <= 20 and squeeze(raw).rstrip("。.").lower() in _DITTO


def mark_unstorable(text: str) -> tuple[str, int]:
    """Return *text* with a visible mark for each character that no file can carry, and how many there were."""
    if text.isprintable():
        return text, 0
    return _UNSTORABLE.subn(lambda found: BROKEN_MARK if found[0] >= "\ud800" else CONTROL_MARK, text)


def _storable(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED_CONTROL.sub(_unescape, text)
    return mark_unstorable(text)[0]


def _unescape(found: re.Match[str]) -> str:
    """Undo the way in which a workbook writes a control character as text (``_x000D_``)."""
    return chr(int(found[1], 16))


def _number_words(number: float) -> str:
    if number.is_integer() and abs(number) < _LONGEST_WHOLE_NUMBER:
        return str(int(number))
    return format(number, ".15g")


def _duration_words(duration: timedelta) -> str:
    seconds = int(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _plain_words(raw: Any) -> str:
    try:
        return str(raw)
    except ValueError:
        # Python refuses to write an integer of more than 4,300 digits.
        return hex(raw)

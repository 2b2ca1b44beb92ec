"""Blank formatted rows under a table: innocent, common, and the usual reason why a workbook is far too large."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,10})["']""")
_CONTENT = (b"<v>", b"<v ", b"<is>", b"<f>", b"<f ", b":v>", b":is>", b":f>")
_CARRY, _LONGEST_ROW = 4096, 1 << 16


def last_filled_row(pieces: Iterable[bytes]) -> tuple[int, int]:
    """Return the numbers of the last row with content and of the last row at all, of a worksheet in *pieces*.

    Fast and for advice only: rows without a number are not seen, and a row counts as filled from its beginning.
    """
    filled = last = 0
    carry = b""
    for piece in pieces:
        chunk = carry + piece
        content = max(chunk.rfind(sign) for sign in _CONTENT)
        if content >= 0:
            filled = max(_last_row(chunk, content + 1) or last, filled)
        last = max(_last_row(chunk, len(chunk)) or last, last)
        carry = chunk[-_CARRY:]
    return filled, last


def _last_row(chunk: bytes, before: int) -> int:
    """Return the number of the last row that begins shortly before a place; 0 if none is seen."""
    number = 0
    for match in _ROW.finditer(chunk, max(before - _LONGEST_ROW, 0), before):
        number = int(match[1])
    return number

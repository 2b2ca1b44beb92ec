"""A block of cells as Excel and WPS take it from the clipboard: as text, and as a table whose texts stay texts.

Nothing in it is a formula: in the text an apostrophe stands before what looks like one, in the table the cell says
that it holds text.  ``keep`` and ``take`` carry a block from list to list without loss.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence

from smartplanner.fields.description import Field, Kind

FORMAT = "application/x-smartplanner-cells"
"""The clipboard's name for a block that was kept for another list."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")
_BREAK = '<br style="mso-data-placement:same-cell">'
_AS_TEXT = " style='mso-number-format:\"\\@\"'"
_PLAIN = (Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)


def as_text(block: Iterable[Sequence[str]]) -> str:
    """Return a block as text with tabs: a cell is quoted only where it holds a line break or a tab, as Excel does."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in block)


def as_table(block: Iterable[Sequence[str]], fields: Sequence[Field | None]) -> str:
    """Return a block as an HTML table; *fields* tell which columns hold days and numbers, all others hold text."""
    plain = [field is not None and field.kind in _PLAIN for field in fields]
    rows = ("<tr>" + "".join(map(_cell, row, plain)) + "</tr>" for row in block)
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(rows)}</table></body></html>'


def keep(block: Iterable[Sequence[str]]) -> bytes:
    """Return a block as it is, for another list of this program."""
    return json.dumps([list(row) for row in block], ensure_ascii=False).encode("utf-8", "surrogatepass")


def take(kept: bytes) -> list[list[str]]:
    """Return a block that was kept; empty if it is none."""
    try:
        rows = json.loads(kept.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return []
    good = isinstance(rows, list) and all(
        isinstance(row, list) and row and all(isinstance(text, str) for text in row) for row in rows
    )
    if not good:
        return []
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _quoted(text: str) -> str:
    if text[:1] in _FORMULA_SIGNS and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if any(sign in text for sign in "\t\n\r"):
        return '"' + text.replace('"', '""') + '"'
    return text


def _cell(text: str, plain: bool) -> str:
    words = html.escape(text, quote=False).replace("\r\n", "\n").replace("\n", _BREAK)
    is_text = not plain or (text[:1] in _FORMULA_SIGNS and not _NUMBER.fullmatch(text))
    return f"<td{_AS_TEXT if is_text and text else ''}>{words}</td>"

"""Two versions of a text, one above the other in one: what went is struck out, what came is underlined."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from smartplanner.ui.theme import ERROR, ERROR_TINT, GOOD, GOOD_TINT, INK

_PIECES = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)
_COMPARED = 6_000
"""Pieces of both texts together up to which they are compared piece by piece; longer ones stand whole."""


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Return a text in parts, each with what became of it: same, gone or new.  A number is one piece."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > _COMPARED:
        return [("gone", before), ("new", after)]
    parts: list[tuple[str, str]] = []
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(("same", "".join(old[first:last])))
            continue
        parts += [("gone", "".join(old[first:last]))] if last > first else []
        parts += [("new", "".join(new[begin:end]))] if end > begin else []
    return parts


def show_difference(field: QTextEdit, before: str, after: str) -> None:
    """Show in *field* how *before* became *after*; not by colour alone."""
    field.clear()
    cursor = QTextCursor(field.document())
    for what, text in pieces(before, after):
        looks = QTextCharFormat()
        looks.setForeground(INK)
        if what == "gone":
            looks.setForeground(ERROR)
            looks.setBackground(ERROR_TINT)
            looks.setFontStrikeOut(True)
        elif what == "new":
            looks.setForeground(GOOD)
            looks.setBackground(GOOD_TINT)
            looks.setFontUnderline(True)
        cursor.insertText(text, looks)
    field.moveCursor(QTextCursor.MoveOperation.Start)

"""What was found, marked in the text: every decision tinted, the chosen one with its parts underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from smartplanner.ui.minutes.items import Entry
from smartplanner.ui.theme import ACCENT, ERROR, GOOD, SELECTED, WARNING_TINT

PART_COLOURS = {"lead": ACCENT, "support": GOOD, "due": ERROR}


def mark(text: QPlainTextEdit, entries: Sequence[Entry], chosen: Entry | None) -> None:
    """Mark the decisions in *text*; the places count characters as Python does."""
    whole = text.toPlainText()
    wide = any(ord(sign) > 0xFFFF for sign in whole)
    selections = []
    for entry in entries:
        look = QTextCharFormat()
        look.setBackground(SELECTED if entry is chosen else WARNING_TINT)
        selections.append(_selection(text, whole, entry.place, look, wide=wide))
    if chosen is not None:
        selections += _parts(text, whole, chosen, wide=wide)
    text.setExtraSelections(selections)


def show_place(text: QPlainTextEdit, entry: Entry) -> None:
    """Scroll to a decision."""
    cursor = text.textCursor()
    cursor.setPosition(_units(text.toPlainText(), entry.place[0]))
    text.setTextCursor(cursor)
    text.centerCursor()


def _parts(text: QPlainTextEdit, whole: str, entry: Entry, *, wide: bool) -> list[QTextEdit.ExtraSelection]:
    first, last = entry.place
    if whole[first:last] != entry.task.text:
        return []  # a row of a table was put together from its cells
    found = []
    for part in entry.task.spans:
        if part.role not in PART_COLOURS:
            continue
        look = QTextCharFormat()
        look.setBackground(SELECTED)
        look.setForeground(PART_COLOURS[part.role])
        look.setFontUnderline(True)
        look.setFontWeight(600)
        found.append(_selection(text, whole, (first + part.start, first + part.end), look, wide=wide))
    return found


def _selection(
    text: QPlainTextEdit, whole: str, place: tuple[int, int], look: QTextCharFormat, *, wide: bool
) -> QTextEdit.ExtraSelection:
    first, last = (_units(whole, at) for at in place) if wide else place
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(text.document())
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    selection.cursor, selection.format = cursor, look
    return selection


def _units(whole: str, at: int) -> int:
    """Return where the character *at* stands as Qt counts: in units of UTF-16."""
    return at + sum(ord(sign) > 0xFFFF for sign in whole[:at])

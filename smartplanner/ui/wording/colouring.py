"""Colours of a template while it is edited: values, instructions, directives, headings, notes."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from smartplanner.ui.theme import ACCENT, CRITICAL, GOOD, INK, MUTED, NEWS

_PATTERNS: tuple[tuple[re.Pattern[str], QColor, bool], ...] = (
    (re.compile(r"^#{1,5} .*$"), INK, True),
    (re.compile(r"^:::.*$"), GOOD, False),
    (re.compile(r"\{\{.*?\}\}"), ACCENT, False),
    (re.compile(r"\{%.*?%\}"), CRITICAL, False),
    (re.compile(r"\"[^\"]*\"(?=[^{}]*[%}]\})"), NEWS, False),
)
"""What is coloured, later ones over earlier ones; the last flag: bold."""
_PLAIN, _NOTE = 0, 1


class Colouring(QSyntaxHighlighter):
    """Colours one document, line by line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a note may go on over several lines."""
        for pattern, colour, bold in _PATTERNS:
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), _look(colour, bold=bold))
        start = 0 if self.previousBlockState() == _NOTE else text.find("{#")
        self.setCurrentBlockState(_PLAIN)
        while start >= 0:
            end = text.find("#}", start)
            if end < 0:
                self.setCurrentBlockState(_NOTE)
            stop = len(text) if end < 0 else end + 2
            self.setFormat(start, stop - start, _look(MUTED, bold=False))
            start = -1 if end < 0 else text.find("{#", stop)


def _look(colour: QColor, *, bold: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour)
    if bold:
        look.setFontWeight(QFont.Weight.Bold)
    return look

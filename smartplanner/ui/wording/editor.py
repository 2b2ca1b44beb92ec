"""The text of a template: letters of one width, numbers of lines, find, undo, marks at the lines with mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.theme import ERROR, ERROR_TINT, HEADER, MUTED, SPACE
from smartplanner.ui.wording.colouring import Colouring


class TemplateEditor(QPlainTextEdit):
    """The editor; Tab goes on to the next control, for a template has no tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Text of the template"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # A fixed face seldom has Chinese letters: those come from the face of the window.
        font.setFamilies([font.family(), self.font().family(), *self.font().families()])
        font.setPointSizeF(self.font().pointSizeF())
        self.setFont(font)
        self.setTabChangesFocus(True)
        self._numbers = _Numbers(self)
        self._colouring = Colouring(self.document())
        self.wrong: frozenset[int] = frozenset()
        """The lines with a mistake, from 1."""
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_numbers)
        self._make_room()

    def show_text(self, text: str) -> None:
        """Show another text; what was done before cannot be undone into it."""
        self.setPlainText(text)
        self.mark_wrong(())

    def mark_wrong(self, lines: Iterable[int]) -> None:
        """Mark lines (from 1) as wrong, and no others."""
        self.wrong = frozenset(lines)
        marks = []
        for line in sorted(self.wrong):
            block = self.document().findBlockByNumber(line - 1)
            if line < 1 or not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            mark.format.setBackground(ERROR_TINT)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of a line (from 1)."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
        self.setFocus()

    def find_next(self, words: str, *, backward: bool = False) -> bool:
        """Choose the next place of *words*, from the beginning again after the last; return whether there is one."""
        if not words:
            return False
        how = QTextDocument.FindFlag.FindBackward if backward else QTextDocument.FindFlag(0)
        if self.find(words, how):
            return True
        before = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.End if backward else QTextCursor.MoveOperation.Start)
        if self.find(words, how):
            return True
        self.setTextCursor(before)
        return False

    def put_in(self, text: str) -> None:
        """Put a piece in at the cursor; one that is a line of its own begins on a new line."""
        cursor = self.textCursor()
        if text.endswith("\n") and not cursor.atBlockStart():
            text = "\n" + text
        cursor.insertText(text)
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers_width(), inside.height()))

    def numbers_width(self) -> int:
        """Return the width that the numbers of the lines take, with the mark of a line that is wrong."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("× " + "9" * digits) + SPACE * 2

    def draw_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in sight."""
        painter = QPainter(self._numbers)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), HEADER)
        block = self.firstVisibleBlock()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > event.rect().bottom():
                break
            number = block.blockNumber() + 1
            painter.setPen(ERROR if number in self.wrong else MUTED)
            place = QRect(0, round(box.top()), self._numbers.width() - SPACE, self.fontMetrics().height())
            text = f"× {number}" if number in self.wrong else str(number)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, text)
            block = block.next()
        painter.end()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _scroll_numbers(self, box: QRect, moved: int) -> None:
        if moved:
            self._numbers.scroll(0, moved)
        else:
            self._numbers.update(0, box.y(), self._numbers.width(), box.height())


class _Numbers(QWidget):
    def __init__(self, editor: TemplateEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.draw_numbers(event)

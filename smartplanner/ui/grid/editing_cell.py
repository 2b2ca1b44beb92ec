"""The editor that lies on one cell of a grid: the fitting one for its field, and a bubble for what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.cells import Picked, Text, cell_text
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import Names
from smartplanner.ui.editors import ChoiceEditor, DateEditor, Editor, FlagEditor, LineEditor, Options, TextEditor
from smartplanner.ui.editors.references import ReferenceEditor
from smartplanner.ui.grid.editing_names import NamesEditor

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST = {Kind.DATE: 170, Kind.REFERENCE: 260, Kind.MANY: 320, Kind.LONG_TEXT: 380, Kind.CHOICE: 130}
"""Device-independent pixels that an editor is wide at least, however narrow its column."""
_TALL = 132
"""The height of an editor of several lines."""


class CellEditor(QFrame):
    """One open cell.  ``wanted`` asks to take over what stands in it and go on: down, up, right, left, all, cancel."""

    wanted = Signal(str)

    def __init__(self, field: Field, options: Options, as_of: date, view: QAbstractScrollArea, *, lines: bool) -> None:
        super().__init__(view)
        self.field = field
        self._area = view.viewport()
        self.editor = _make(field, options, as_of, lines=lines)
        self.editor.setParent(self)
        self.setAutoFillBackground(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.bubble = Bubble(view)
        self._tall = isinstance(self.editor, TextEditor)
        if isinstance(self.editor, ReferenceEditor) and (line := self.line()) is not None:
            line.returnPressed.connect(lambda: self.wanted.emit("down"))  # while the proposals are open
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
            if not child.accessibleName():
                child.setAccessibleName(_(field.note.label))

    # -- what stands in it

    def show_row(self, row: Any, names: Names) -> None:
        """Show the cell of *row* as it is, all of it selected."""
        text = cell_text(self.field, row, names)
        if (line := self.line()) is not None and not isinstance(self.editor, ReferenceEditor):
            line.setText(text)
            line.selectAll()
        else:
            self.editor.set_value(getattr(row, self.field.name))
            if line is not None:
                line.selectAll()
            elif isinstance(self.editor, TextEditor):
                self.editor.text.selectAll()
        if isinstance(self.editor, NamesEditor):
            self.editor.set_value(getattr(row, self.field.name))

    def show_typed(self, text: str) -> None:
        """Show what a person began to type over the cell."""
        if (line := self.line()) is not None:
            line.setText(text)
            line.textEdited.emit(text)  # so that names are proposed at once
        elif isinstance(self.editor, TextEditor):
            self.editor.text.setPlainText(text)
            self.editor.text.moveCursor(self.editor.text.textCursor().MoveOperation.End)
        elif isinstance(self.editor, ChoiceEditor):
            self.open_list()

    def open_list(self) -> None:
        """Open the list of a closed choice."""
        if isinstance(self.editor, ChoiceEditor):
            self.editor.box.showPopup()

    def line(self) -> QLineEdit | None:
        """Return the line that is typed into; None where there is none."""
        if isinstance(self.editor, ReferenceEditor):
            return self.editor.box.lineEdit()
        found: QLineEdit | None = getattr(self.editor, "line", None)
        return found

    def answer(self) -> Text:
        """Return what is to be written: a picked record or choice, else the text as it was typed."""
        if isinstance(self.editor, TextEditor):
            return self.editor.text.toPlainText()
        if isinstance(self.editor, ChoiceEditor | FlagEditor):
            return Picked(self.editor.value())
        if isinstance(self.editor, ReferenceEditor | NamesEditor):
            try:
                return Picked(self.editor.value())
            except Problem:  # another spelling of the name: the grammar of the ledgers may know it
                proposed = self.editor.proposed() if isinstance(self.editor, ReferenceEditor) else []
                if len(proposed) == 1:
                    return Picked(proposed[0][0])
        line = self.line()
        return line.text() if line is not None else ""

    def shown_text(self) -> str:
        """Return what stands in the editor as text, for cells of other fields."""
        if isinstance(self.editor, TextEditor):
            return self.editor.text.toPlainText()
        if isinstance(self.editor, ChoiceEditor):
            return self.editor.box.currentText()
        if isinstance(self.editor, FlagEditor):
            return _("yes") if self.editor.value() else _("no")
        line = self.line()
        return line.text() if line is not None else ""

    # -- where it lies

    def lie_on(self, cell: QRect) -> None:
        """Cover *cell* (a place of the view), as large as the editor needs and inside the viewport."""
        area = self._area.geometry()
        width = max(cell.width(), _LEAST.get(self.field.kind, 90))
        height = max(cell.height(), _TALL if self._tall else self.editor.sizeHint().height())
        left = max(area.left(), min(cell.left(), area.right() - width))
        top = max(area.top(), min(cell.top(), area.bottom() - height)) if self._tall else cell.top()
        self.setGeometry(left, top, width, height)
        self.raise_()
        self.bubble.lie_at(self.geometry())

    def show_problem(self, problem: Problem | None) -> None:
        """Say in the bubble what is wrong with what stands here."""
        self.editor.mark(problem)
        self.bubble.say(problem.sentence() if problem is not None else "", self.geometry())

    def remove(self) -> None:
        """Take the editor off its cell."""
        self.hide()
        self.bubble.hide()
        self.bubble.deleteLater()
        self.deleteLater()

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on at Enter, Tab and Escape; the editor itself takes all other keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._asks(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._break_line()
                return True
            if (asked := self._asks(event)) and not self._list_is_open(watched):
                self.wanted.emit(asked)
                return True
        return super().eventFilter(watched, event)

    def _asks(self, event: QKeyEvent) -> str:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in ENTER:
            if held & Qt.KeyboardModifier.AltModifier:
                return ""
            if held & Qt.KeyboardModifier.ControlModifier:
                return "all"
            return "up" if held & Qt.KeyboardModifier.ShiftModifier else "down"
        if key == Qt.Key.Key_Escape:
            return "cancel"
        return {Qt.Key.Key_Tab: "right", Qt.Key.Key_Backtab: "left"}.get(key, "")

    def _list_is_open(self, watched: QObject) -> bool:
        return isinstance(watched, QComboBox) and watched.view().isVisible()

    def _break_line(self) -> None:
        if isinstance(self.editor, TextEditor):
            self.editor.text.insertPlainText("\n")


class Bubble(QLabel):
    """Says below an open cell what is wrong with what was typed."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._area = view.viewport()
        self.setProperty("notice", "refusal")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName(_("What is wrong with the cell"))
        self.hide()

    def say(self, text: str, below: QRect) -> None:
        """Show *text* below a place of the view; an empty text hides it."""
        self.setText(text)
        self.setAccessibleDescription(text)
        self.setVisible(bool(text))
        self.lie_at(below)

    def lie_at(self, below: QRect) -> None:
        """Go below a place, or above it where there is no room."""
        if not self.text():
            return
        area = self._area.geometry()
        width = min(area.width(), 420, self.fontMetrics().horizontalAdvance(self.text()) + 48)
        height = self.heightForWidth(width)
        top = below.bottom() + 4
        if top + height > area.bottom():
            top = max(area.top(), below.top() - height - 4)
        self.setGeometry(max(area.left(), min(below.left(), area.right() - width)), top, width, height)
        self.raise_()


class _DayEditor(DateEditor):
    """A day in a cell: the words stay as they are typed until they are written."""

    def _settle(self) -> None:
        self.mark(None)


class _PlainLine(LineEditor):
    """A line in a cell: what is wrong with it is said when it is to be written."""

    def check(self) -> Problem | None:
        """Leave it to the writing."""
        return None


def _make(field: Field, options: Options, as_of: date, *, lines: bool) -> Editor:
    makers: dict[Kind, Callable[[], Editor]] = {
        Kind.DATE: lambda: _DayEditor(field, as_of),
        Kind.LONG_TEXT: lambda: TextEditor(field),
        Kind.CHOICE: lambda: ChoiceEditor(field),
        Kind.FLAG: lambda: FlagEditor(field),
        Kind.REFERENCE: lambda: ReferenceEditor(field, options),
        Kind.MANY: lambda: NamesEditor(field, options),
        Kind.TEXT: lambda: TextEditor(field) if lines else _PlainLine(field),
    }
    made = makers.get(field.kind, lambda: _PlainLine(field))()
    for box in made.findChildren(QPlainTextEdit):
        box.setTabChangesFocus(False)
    return made

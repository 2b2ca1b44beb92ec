"""The line that is typed into during a meeting, with what it means standing under it while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.ui.meeting.lettering import Scale, draw_line, wrap
from smartplanner.ui.theme import FAINT, INK, LIGHT_LOOKS


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood of a typed line: its label, its words, and whether it is a complaint."""

    label: str
    text: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is being typed: its title, how to write it, what it means so far, and what Enter does with it.

    ``submit`` returns the step that was made, or None where nothing was to do; it raises a Problem.
    """

    title: str
    hint: str
    read: Callable[[str], Sequence[Part]]
    submit: Callable[[str], Step | None]


class Strip(QFrame):
    """The typing line.  ``done`` tells that Enter did its work, with the step; ``left`` that it was given up."""

    done = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self.setAutoFillBackground(True)
        self.setObjectName("strip")
        self.title, self.line, self.parts = QLabel(), QLineEdit(), Parts()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no title widens the window
        self.line.textChanged.connect(self._read)
        layout = QVBoxLayout(self)
        for widget in (self.title, self.line, self.parts):
            layout.addWidget(widget)
        self.hide()

    def begin(self, entry: Entry, scale: Scale) -> None:
        """Show an empty line for *entry* and take the keys."""
        self.entry = entry
        self.line.setPlaceholderText(entry.hint)
        self.line.setAccessibleName(entry.title)
        self.line.clear()
        self.rescale(scale)
        self._read("")
        self.show()
        self.line.setFocus()

    def rescale(self, scale: Scale) -> None:
        """Bring letters and distances in line with the window's height."""
        font = scale.font(34, bold=True)
        self.title.setFont(font)
        if self.entry is not None and (parent := self.parentWidget()) is not None:
            room = parent.width() - scale(60)
            self.title.setText(QFontMetricsF(font).elidedText(self.entry.title, Qt.TextElideMode.ElideRight, room))
        self.line.setFont(scale.font(42))
        self.parts.scale = scale
        self.parts.settle()
        margin = round(scale(24))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(margin, margin // 2, margin, margin // 2)
        layout.setSpacing(round(scale(8)))

    def complain(self, problem: Problem) -> None:
        """Show why the line was not taken; it stays to be mended."""
        assert self.entry is not None
        parts = [part for part in self.entry.read(self.line.text()) if not part.wrong]
        self.parts.show_parts([*parts, Part("！", problem.sentence(), wrong=True)])

    def end(self) -> None:
        """Hide the line."""
        self.entry = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the line, Escape gives it up; all other keys stay here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.end()
            self.left.emit()
        event.accept()

    def _take(self) -> None:
        if self.entry is None:
            return
        try:
            step = self.entry.submit(self.line.text())
        except Problem as problem:
            self.complain(problem)
            return
        self.end()
        self.done.emit(step)

    def _read(self, text: str) -> None:
        if self.entry is not None:
            self.parts.show_parts(self.entry.read(text))


class Parts(QWidget):
    """Paints what was understood, a labelled line each."""

    ROW = 54
    """Units."""
    LINES = 4

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Part, ...] = ()
        self.scale = Scale(1.0)
        self.settle()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts; the room that they have does not change, so that nothing jumps while typing."""
        self.shown = tuple(parts)
        self.setAccessibleName("；".join(f"{part.label}：{part.text}" for part in parts))
        self.update()

    def settle(self) -> None:
        """Take the height of the scale."""
        self.setFixedHeight(round(self.scale(self.ROW * self.LINES)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts, two beside each other; complaints stand below them, on red."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        row, half = self.scale(self.ROW), self.width() / 2
        fine = [part for part in self.shown if not part.wrong]
        alone = len(fine) == 1
        for number, part in enumerate(fine):
            box = QRectF(half * (number % 2), row * (number // 2), half * 2 if alone else half, row)
            self._part(painter, part, box)
        top = row * ((len(fine) + 1) // 2)
        for part in (part for part in self.shown if part.wrong):
            top += self._complaint(painter, part, top)
        painter.end()

    def _part(self, painter: QPainter, part: Part, box: QRectF) -> None:
        scale = self.scale
        labels = scale(150)
        label = QRectF(box.left() + scale(10), box.top(), labels - scale(20), box.height())
        draw_line(painter, label, part.label, scale.font(30), colour=FAINT)
        words = box.adjusted(labels, 0, -scale(10), 0)
        draw_line(painter, words, part.text, scale.font(34, bold=True), colour=INK)

    def _complaint(self, painter: QPainter, part: Part, top: float) -> float:
        """Paint one complaint, and return its height; 0 if there is no room left."""
        look = LIGHT_LOOKS["red"]
        block = wrap(part.text, self.scale.font(30, bold=True), self.width() - self.scale(70), lines=2)
        if top + block.line_height > self.height() + 1:
            return 0.0
        painter.fillRect(QRectF(0, top, self.width(), block.height), look.tint)
        mark = QRectF(self.scale(10), top, self.scale(40), block.line_height)
        draw_line(painter, mark, part.label, self.scale.font(30, bold=True), colour=look.ink)
        block.draw(painter, self.scale(60), top, look.ink)
        return block.height

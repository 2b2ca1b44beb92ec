"""Shows the tour: the window is dimmed but for what is pointed at, and a bubble beside it says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.theme import ACCENT, RADIUS, SPACE, VEIL
from smartplanner.ui.tour.stops import STOPS, Stop

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_WIDE = 380
_GAP = 14


def start_tour(shell: Shell) -> Guide:
    """Show the tour over the window; one that is under way starts again."""
    for old in shell.findChildren(Guide):
        old.end()
    guide = Guide(shell)
    guide.show()
    guide.raise_()
    guide.go(0)
    return guide


class Guide(QWidget):
    """Covers the window.  →, Enter: on; ←: back; Esc: end."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.shell = shell
        self.place = -1
        self._hole = QRect()
        self.bubble = _Bubble(self)
        self.bubble.back.clicked.connect(lambda: self.go(self.place - 1))
        self.bubble.on.clicked.connect(lambda: self.go(self.place + 1))
        self.bubble.skip.clicked.connect(self.end)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Quick start"))
        self.setGeometry(shell.rect())
        shell.installEventFilter(self)

    def go(self, place: int) -> None:
        """Go to a stop; beyond the last one the tour ends."""
        if place >= len(STOPS):
            self.end()
            return
        self.place = max(0, place)
        stop = STOPS[self.place]
        if stop.page and self.shell.session is not None and self.shell.page_name() != stop.page:
            self.shell.go_to(stop.page)
        self.bubble.show_stop(stop, self.place)
        self.point()
        QTimer.singleShot(0, self, self.point)  # after the page has been laid out
        self.bubble.on.setFocus()

    def point(self) -> None:
        """Point at what the stop is about."""
        target = STOPS[self.place].finds(self.shell)
        if target is None or not target.isVisible():
            target = self.shell.stack
        corner = target.mapTo(self.shell, QPoint(0, 0))
        self._hole = QRect(corner, target.size()).adjusted(-4, -4, 4, 4).intersected(self.rect())
        self.bubble.setFixedWidth(min(_WIDE, self.width() - 2 * _GAP))
        self.bubble.adjustSize()
        self.bubble.move(self._beside(self._hole))
        self.raise_()
        self.update()

    def end(self) -> None:
        """Take the tour away."""
        self.shell.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, or end by keyboard."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            self.go(self.place + 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.go(self.place - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self.shell and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.shell.rect())
            if self.place >= 0:
                self.point()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim all but what is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QPainterPath()
        veil.addRect(self.rect())
        hole = QPainterPath()
        hole.addRoundedRect(self._hole, RADIUS, RADIUS)
        painter.fillPath(veil.subtracted(hole), VEIL)
        painter.setPen(QPen(ACCENT, 2))
        painter.drawPath(hole)
        painter.end()

    def _beside(self, hole: QRect) -> QPoint:
        """Return where the bubble goes: right of, below, left of or above the hole, or inside a large one."""
        size, room = self.bubble.size(), self.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        places = (
            QPoint(hole.right() + _GAP, hole.top() + _GAP),
            QPoint(hole.left(), hole.bottom() + _GAP),
            QPoint(hole.left() - size.width() - _GAP, hole.top() + _GAP),
            QPoint(hole.left(), hole.top() - size.height() - _GAP),
        )
        for place in places:
            if room.contains(QRect(place, size)):
                return place
        x = min(hole.right() - 2 * _GAP, room.right()) - size.width()
        y = min(hole.bottom() - 2 * _GAP, room.bottom()) - size.height()
        return QPoint(max(room.left(), x), max(room.top(), y))


class _Bubble(QFrame):
    """Says what a stop is, and leads on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.setAutoFillBackground(True)
        self.title, self.words, self.count = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("subheading")
        self.count.setObjectName("muted")
        for label in (self.title, self.words):
            label.setWordWrap(True)
        self.skip, self.back, self.on = QPushButton(_("Skip")), QPushButton(_("Back")), QPushButton()
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.skip, self.back, self.on):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        column.setSpacing(SPACE)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(row)
        self.on.setDefault(True)

    def show_stop(self, stop: Stop, place: int) -> None:
        """Show one stop."""
        title, words = stop.title, stop.words
        self.title.setText(_(title))
        self.words.setText(_(words))
        self.count.setText(f"{place + 1}/{len(STOPS)}")
        self.back.setEnabled(place > 0)
        self.skip.setVisible(place + 1 < len(STOPS))
        self.on.setText(_("Finish") if place + 1 == len(STOPS) else _("Next"))
        self.setAccessibleName(f"{self.title.text()} {self.words.text()}")

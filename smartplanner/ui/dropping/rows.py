"""Follows files that are dragged over a view of records: frames the one they would fall on, and takes the drop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.attaching import attach_files
from smartplanner.ui.dropping.asking import ATTACH, HAND_ON, ask_meaning, is_for_window, is_unclear
from smartplanner.ui.handling.ledgers import can_take
from smartplanner.ui.session import Session
from smartplanner.ui.theme import ACCENT, RADIUS

_KINDS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
EDGE = 28
"""Pixels from the upper and lower edge of a view within which it scrolls under a drag."""
BEAT = 80
"""Milliseconds between two steps of that scrolling."""
_GROUND = 40
"""How much of the accent lies over the record, of 255."""


class Spot(NamedTuple):
    """A record under the pointer: its entity and id, and where it is in the viewport."""

    entity: str
    id: str
    box: QRect


class RowDrops(QObject):
    """Takes files that are dropped on *view*.

    *spot_at* tells which record is at a point of the viewport, *scroll* moves the view a step up (-1) or down (1)
    at a point.  Files that fall beside any record are for the window, if it can do something with them.
    """

    def __init__(
        self,
        session: Session,
        view: QAbstractScrollArea,
        spot_at: Callable[[QPoint], Spot | None],
        scroll: Callable[[QPoint, int], object],
    ) -> None:
        super().__init__(view)
        self.session, self._view = session, view
        self._spot_at, self._scroll = spot_at, scroll
        self._said = ""
        self._point = QPoint()
        self._paths: list[Path] = []
        self.frame = DropFrame(view)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._pull)
        view.setAcceptDrops(True)
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the drags of files before the view does; anything else that is dragged is none of ours."""
        if event.type() == QEvent.Type.DragLeave:
            self._leave()
            return False
        if event.type() not in _KINDS or not isinstance(event, QDropEvent) or not isinstance(watched, QWidget):
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return False
        point = self._view.viewport().mapFrom(watched, event.position().toPoint())
        spot = None if is_for_window(paths) else self._spot_at(point)
        wanted = spot is not None or can_take(paths)
        if event.type() == QEvent.Type.Drop:
            self._leave()
            # The drop is over before a dialog opens, so that the program it came from is not held up.
            QTimer.singleShot(0, self, lambda: self.take(spot, paths))
        else:
            self._point, self._paths = point, paths
            self._aim(spot, paths)
        event.setDropAction(Qt.DropAction.CopyAction)
        # Whoever refuses the entering is not told of the moving.
        event.setAccepted(wanted or event.type() == QEvent.Type.DragEnter)
        return True

    def take(self, spot: Spot | None, paths: Sequence[Path]) -> None:
        """Attach *paths* to the record of *spot*; without one, or where that is meant, let the window have them."""
        if spot is None:
            self.session.dropped.emit(list(paths))
            return
        title = self.session.office.reader.name(spot.entity, spot.id)
        answer = ask_meaning(paths, title, self._view.window()) if is_unclear(paths) else ATTACH
        if answer == ATTACH:
            attach_files(self.session, spot.entity, spot.id, paths, window=self._view.window())
        elif answer == HAND_ON:
            self.session.dropped.emit(list(paths))

    def _aim(self, spot: Spot | None, paths: Sequence[Path]) -> None:
        """Show and say what would come of letting go here."""
        self.frame.show_on(spot.box if spot is not None else None)
        if self._pull_of(self._point) and not self._beat.isActive():
            self._beat.start()
        if spot is None:
            self._say("")
            return
        title = self.session.office.reader.name(spot.entity, spot.id)
        if is_unclear(paths):
            self._say(_("Let go over “{title}”, then choose: attach it or take it in.", title=title))
        elif len(paths) == 1:
            self._say(_("Let go to attach “{name}” to “{title}”.", name=paths[0].name, title=title))
        else:
            self._say(_("Let go to attach {count} files to “{title}”.", count=len(paths), title=title))

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self.session.said.emit(sentence)

    def _leave(self) -> None:
        self._beat.stop()
        self.frame.show_on(None)
        self._say("")

    def _pull_of(self, point: QPoint) -> int:
        height = self._view.viewport().height()
        if not 0 <= point.y() < height:
            return 0
        return -1 if point.y() < EDGE else 1 if point.y() >= height - EDGE else 0

    def _pull(self) -> None:
        """Scroll while a file is held at the edge; another record comes under it."""
        way = self._pull_of(self._point)
        if not way:
            self._beat.stop()
            return
        self._scroll(self._point, way)
        self._aim(None if is_for_window(self._paths) else self._spot_at(self._point), self._paths)


class DropFrame(QWidget):
    """Lies over a view and frames the record that a file would fall on; the pointer goes through it."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self.box: QRect | None = None
        """Where the framed record is in the viewport; None: none is."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_on(self, box: QRect | None) -> None:
        """Frame a place of the viewport, or nothing."""
        if box == self.box and self.isVisible() == (box is not None):
            return
        self.box = box
        self.setVisible(box is not None)
        self.setGeometry(self._view.viewport().geometry())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        if self.box is None:
            return
        seen = self.box & self.rect()
        ground = QColor(ACCENT)
        ground.setAlpha(_GROUND)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ACCENT, 2))
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(seen).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

"""The heads of a grid: a click sorts, Shift adds a column to the order, a funnel opens the filter of a column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QStyleOptionHeader, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui import theme
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.state import SortKey
from smartplanner.ui.session import literally

FUNNEL = 18
"""The width of what is clicked on to filter, in device-independent pixels."""
SIGN = 20
"""The width of the sign of the order."""


class GridHeader(QHeaderView):
    """The heads over a ``GridModel``.  ``filtering`` asks for the filter of a column, given its logical place."""

    filtering = Signal(int)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._with_funnels = True
        self.setSectionsMovable(True)
        self.setSectionsClickable(False)  # Qt would select the column; here a click sorts and Ctrl+Space selects
        self._pressed = -1
        self._pressed_at = QPoint()
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(40)
        model.arranged.connect(self.viewport().update)

    @property
    def with_funnels(self) -> bool:
        """Whether the funnels are shown."""
        return self._with_funnels

    def show_funnels(self, *, shown: bool) -> None:
        """Show the funnels, or only those of columns that filter."""
        self._with_funnels = shown
        self.viewport().update()

    def funnel_box(self, section: int) -> QRect:
        """Return where the funnel of a column is, in the viewport."""
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return QRect(right - FUNNEL - 4, 0, FUNNEL, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head with the sign of its order and its funnel."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        name = self._model.columns[section].name
        filtered = self._model.filter_of(name) is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = rect.right() - 4
        if self._with_funnels or filtered:
            muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
            _draw_funnel(
                painter, QRectF(right - 14, rect.center().y() - 5, 12, 11), theme.ACCENT if filtered else muted
            )
            right -= FUNNEL
        if sign := self._sign(name):
            painter.setPen(theme.ACCENT)
            font = QFont(self.font())
            font.setPixelSize(11)
            painter.setFont(font)
            painter.drawText(QRect(right - SIGN, rect.top(), SIGN, rect.height()), Qt.AlignmentFlag.AlignCenter, sign)
        painter.restore()

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Cut a title where its signs begin."""
        super().initStyleOptionForIndex(option, section)
        room = self.sectionSize(section) - 16 - self._room(section)
        font = QFont(self.font())
        font.setBold(True)
        metrics = self.fontMetrics()
        option.text = metrics.elidedText(self._model.columns[section].title, Qt.TextElideMode.ElideRight, max(room, 12))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the filter where the funnel is clicked on."""
        if event.button() == Qt.MouseButton.LeftButton and (section := self._funnel_at(event)) >= 0:
            self.filtering.emit(section)
            event.accept()
            return
        super().mousePressEvent(event)
        at_edge = self.cursor().shape() == Qt.CursorShape.SplitHCursor  # there it is the width that is dragged
        left = event.button() == Qt.MouseButton.LeftButton and not at_edge
        self._pressed_at = event.position().toPoint()
        self._pressed = self.logicalIndexAt(self._pressed_at) if left else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort where a head was clicked on, not dragged."""
        super().mouseReleaseEvent(event)
        section, self._pressed = self._pressed, -1
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if section >= 0 and moved < QApplication.startDragDistance():
            adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            name = self._model.columns[section].name
            self._model.sort_by(next_order(self._model.sorting(), name, adding=adding))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take two quick clicks on a funnel for what they are: two clicks."""
        if self._funnel_at(event) < 0:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a head does, and its whole title."""
        if event.type() == QEvent.Type.ToolTip:
            section = self.logicalIndexAt(self.mapFromGlobal(self.cursor().pos()))
            if section >= 0:
                hint = _("Click to sort, Shift+click to add to the order, drag to move. The funnel filters.")
                self.setToolTip(literally(f"{self._model.columns[section].title}\n{hint}"))
        return super().viewportEvent(event)

    def _funnel_at(self, event: QMouseEvent) -> int:
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        if section < 0 or not self.funnel_box(section).contains(place):
            return -1
        filtered = self._model.filter_of(self._model.columns[section].name) is not None
        return section if self._with_funnels or filtered else -1

    def _room(self, section: int) -> int:
        name = self._model.columns[section].name
        funnel = FUNNEL if self._with_funnels or self._model.filter_of(name) is not None else 0
        return funnel + (SIGN if self._sign(name) else 0)

    def _sign(self, name: str) -> str:
        """Return the sign of a column's order, with its place among several."""
        keys = self._model.sorting()
        for number, key in enumerate(keys, start=1):
            if key.column == name:
                return ("▼" if key.descending else "▲") + (str(number) if len(keys) > 1 else "")
        return ""


def next_order(keys: tuple[SortKey, ...], name: str, *, adding: bool) -> tuple[SortKey, ...]:
    """Return the order after a click on a column: upwards, then downwards, then not by it; *adding* keeps others."""
    present = next((key for key in keys if key.column == name), None)
    turned = SortKey(name) if present is None else None if present.descending else SortKey(name, True)
    if not adding:
        return () if turned is None else (turned,)
    if present is None:
        return (*keys, SortKey(name))
    kept = (turned if key.column == name else key for key in keys)
    return tuple(key for key in kept if key is not None)


def _draw_funnel(painter: QPainter, box: QRectF, colour: QColor) -> None:
    path = QPainterPath(box.topLeft())
    middle, narrow = box.center(), box.width() / 8
    for point in (
        box.topRight(),
        QPointF(middle.x() + narrow, middle.y()),
        QPointF(middle.x() + narrow, box.bottom()),
        QPointF(middle.x() - narrow, box.bottom() - 2),
        QPointF(middle.x() - narrow, middle.y()),
    ):
        path.lineTo(point)
    path.closeSubpath()
    painter.fillPath(path, colour)

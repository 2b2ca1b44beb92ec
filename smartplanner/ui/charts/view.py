"""One chart as a widget: the mouse and the arrow keys tell its values, a click or Enter opens what is counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.reports.charts.data import ChartData
from smartplanner.reports.charts.drawing import Area, Drawing, Room, Terms
from smartplanner.reports.charts.layout import lay_out
from smartplanner.rules.lights import Light
from smartplanner.ui.charts.painting import paint_drawing
from smartplanner.ui.session import literally
from smartplanner.ui.theme import ACCENT, INK, SELECTED, SPACE

_UNBOUNDED = 100_000.0
_NARROWEST = 220.0


class ChartView(QWidget):
    """Shows one chart at a time; ``picked`` carries the key of what was clicked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: ChartData | None = None
        self._drawing: Drawing | None = None
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(round(_NARROWEST))

    def show_chart(self, data: ChartData | None) -> None:
        """Show this chart, or nothing."""
        self._data, self._current = data, -1
        self.setAccessibleName(data.title if data is not None else "")
        self._forget()

    def areas(self) -> tuple[Area, ...]:
        """Return what can be pointed at, where it lies now."""
        drawing = self._laid_out()
        return drawing.areas if drawing is not None else ()

    def sizeHint(self) -> QSize:
        """Ask for the height that the chart needs at its width."""
        width = max(self.width(), round(_NARROWEST))
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """A legend breaks into more lines where it is narrow."""
        return False

    def heightForWidth(self, width: int) -> int:
        """Return the height that the chart has by itself at a width."""
        if self._data is None:
            return 0
        return round(lay_out(self._data, self._room(float(width), 0.0)).height) + 2

    def minimumSizeHint(self) -> QSize:
        """Ask for as much as keeps all rows readable."""
        width = max(float(self.width()), _NARROWEST)
        needs = lay_out(self._data, self._room(width, 1.0)).height if self._data is not None else 0.0
        return QSize(round(_NARROWEST), round(needs) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart, and a frame around the area that the keys stand on."""
        drawing = self._laid_out()
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        paint_drawing(painter, drawing)
        if self.hasFocus() and 0 <= self._current < len(drawing.areas):
            self._paint_current(painter, drawing.areas[self._current])
        painter.end()

    def _paint_current(self, painter: QPainter, area: Area) -> None:
        """Frame what the keys stand on and tell its value at the foot, where the source line is else."""
        painter.setPen(QPen(ACCENT, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(area.x, area.y, area.width, area.height).adjusted(1, 1, -1, -1))
        height = painter.fontMetrics().height() * (area.words.count("\n") + 1) + SPACE
        foot = QRectF(0, self.height() - height, self.width(), height)
        painter.fillRect(foot, SELECTED)
        painter.setPen(INK)
        painter.drawText(foot.adjusted(SPACE, 0, -SPACE, 0), Qt.AlignmentFlag.AlignVCenter, area.words)

    def resizeEvent(self, _event: QEvent) -> None:
        """Arrange anew."""
        self._drawing = None

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew where the letters changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._forget()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the mouse."""
        area = self._area_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if area and area.key else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), literally(area.words) if area else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand back the key under the mouse."""
        area = self._area_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and area is not None and area.key:
            self.picked.emit(area.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from value to value and tell it, Enter hands back its key."""
        areas = self.areas()
        step = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None and areas:
            self._go_to(max(0, min(len(areas) - 1, self._current + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current < len(areas):
            if areas[self._current].key:
                self.picked.emit(areas[self._current].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys stand."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keys stand."""
        super().focusOutEvent(event)
        self.update()

    def _go_to(self, place: int) -> None:
        self._current = place
        area = self.areas()[place]
        self.setAccessibleDescription(area.words)
        self.update()

    def _area_at(self, point: QPointF) -> Area | None:
        return next((area for area in self.areas() if area.holds(point.x(), point.y())), None)

    def _forget(self) -> None:
        self._drawing = None
        self.updateGeometry()
        self.update()

    def _laid_out(self) -> Drawing | None:
        if self._drawing is None and self._data is not None and self.width() > 0:
            self._drawing = lay_out(self._data, self._room(float(self.width()), float(self.height())))
        return self._drawing

    def _room(self, width: float, height: float) -> Room:
        em = float(QFontMetricsF(self.font()).height()) * 0.74
        known: dict[float, QFontMetricsF] = {}

        def measure(text: str, size: float) -> float:
            if size not in known:
                known[size] = QFontMetricsF(sized(self.font(), size))
            return float(known[size].horizontalAdvance(text))

        return Room(width, em, measure, height or _UNBOUNDED, height, _terms())


def sized(font: QFont, size: float) -> QFont:
    """Return the font at a size in pixels."""
    made = QFont(font)
    made.setPixelSize(max(8, round(size)))
    return made


def _terms() -> Terms:
    return Terms(
        nothing=_("No data yet"),
        unit=_("Unit: {unit}"),
        says=_("{name}: {value}"),
        part=_("{name}, {part}: {value}"),
        rest=_(" ({count} more are not shown)"),
        no_map=_("Schematic arrangement, no boundaries and no map"),
        lights={str(light): _(light.label) for light in Light},
    )

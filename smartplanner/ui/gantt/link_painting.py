"""Draws links as arrows with right angles, all of one colour in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from smartplanner.queries.gantt import GanttLink
from smartplanner.ui.gantt.look import ROW
from smartplanner.ui.gantt.outline import PlacedLink
from smartplanner.ui.theme import CHART_LINK, CRITICAL

_STUB = 6.0
_HEAD = 5.0
_ENDS = {
    "finish_start": (True, False),
    "start_start": (False, False),
    "finish_finish": (True, True),
    "start_finish": (False, True),
}
"""For each kind: whether the arrow leaves at the end of the first, and whether it arrives at the end of the second."""

BoxOf = Callable[[int], "QRectF | None"]


def draw_links(
    painter: QPainter,
    links: Iterable[PlacedLink],
    box_of: BoxOf,
    width: float,
    *,
    is_critical: Callable[[GanttLink], bool],
) -> None:
    """Draw the links between rows whose boxes *box_of* gives; *width* is that of the chart."""
    batches: dict[bool, tuple[list[QLineF], QPainterPath]] = {
        False: ([], QPainterPath()),
        True: ([], QPainterPath()),
    }
    for placed in links:
        before, after = box_of(placed.before), box_of(placed.after)
        if before is None or after is None or _beside(before, after, width):
            continue
        lines, heads = batches[is_critical(placed.link)]
        points, forward = route(before, after, placed.link.kind)
        lines += [QLineF(points[place], points[place + 1]) for place in range(len(points) - 1)]
        heads.addPolygon(_head(points[-1], forward=forward))
    for critical, (lines, heads) in batches.items():
        colour = CRITICAL if critical else CHART_LINK
        painter.setPen(QPen(colour, 1.6 if critical else 1))
        painter.drawLines(lines)
        painter.fillPath(heads, colour)


def route(before: QRectF, after: QRectF, kind: str) -> tuple[list[QPointF], bool]:
    """Return the corners of the arrow from one box to another, and whether its head points to the right."""
    from_end, to_end = _ENDS.get(kind, (True, False))
    start = QPointF(before.right() if from_end else before.left(), before.center().y())
    end = QPointF(after.right() if to_end else after.left(), after.center().y())
    out = start.x() + (_STUB if from_end else -_STUB)
    into = end.x() + (_STUB + 2 if to_end else -_STUB - 2)
    if from_end == to_end:
        turn = max(out, into) if from_end else min(out, into)
        return [start, QPointF(turn, start.y()), QPointF(turn, end.y()), end], not to_end
    if (into >= out) == from_end:
        return [start, QPointF(out, start.y()), QPointF(out, end.y()), end], not to_end
    lane = end.y() + (-ROW / 2 if end.y() > start.y() else ROW / 2)
    corners = [QPointF(out, start.y()), QPointF(out, lane), QPointF(into, lane), QPointF(into, end.y())]
    return [start, *corners, end], not to_end


def draw_pull(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """Draw the line of a link that is being pulled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.DashLine))
    painter.drawLine(start, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _beside(before: QRectF, after: QRectF, width: float) -> bool:
    """Whether both ends lie off the same side."""
    return (before.left() > width and after.left() > width) or (before.right() < 0 and after.right() < 0)


def _head(tip: QPointF, *, forward: bool) -> list[QPointF]:
    back = -_HEAD if forward else _HEAD
    return [tip, tip + QPointF(back, -3.5), tip + QPointF(back, 3.5), tip]

"""Where the bar of a row lies, and which part of it is under a point: for drawing and for the pointer alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from smartplanner.queries.gantt import POINT, SUMMARY, GanttRow
from smartplanner.ui.gantt.look import BADGE_GAP, BAR_HEIGHT, BAR_TOP, DIAMOND, GRIP, PLAN_HEIGHT, PLAN_TOP
from smartplanner.ui.gantt.timeline import Timeline

Days = tuple[date | None, date | None]
"""Begin and due of a row."""
Preview = Mapping[str, Days]
"""The days that rows would have after what a person is dragging, by id."""


def days_of(row: GanttRow, preview: Preview) -> Days:
    """Return the days to draw a row at: those of a preview, its own, or where it has none those of its schedule."""
    if row.id in preview:
        start, due = preview[row.id]
        return (None, due) if row.shape == POINT else (start, due)
    if row.shape == POINT:
        return None, row.due or row.early_finish or row.start
    return row.start or row.early_start or row.due, row.due or row.early_finish or row.start


def bar_box(row: GanttRow, timeline: Timeline, top: float, preview: Preview) -> QRectF | None:
    """Return the box of a row's bar or diamond, its row beginning at *top*; None if it has no day."""
    start, due = days_of(row, preview)
    if due is None:
        return None
    if row.shape == POINT or start is None:
        return QRectF(timeline.middle(due) - DIAMOND / 2, top + BAR_TOP, DIAMOND, BAR_HEIGHT)
    left = timeline.left(start)
    return QRectF(left, top + BAR_TOP, max(3.0, timeline.right(due) - left), BAR_HEIGHT)


def planned_box(row: GanttRow, timeline: Timeline, top: float) -> QRectF | None:
    """Return the box of the version compared with, below the bar; None if the row is not in it."""
    if row.planned_due is None:
        return None
    if row.shape == POINT or row.planned_start is None:
        return QRectF(timeline.middle(row.planned_due) - 5, top + PLAN_TOP - 3, 10, PLAN_HEIGHT + 6)
    left = timeline.left(row.planned_start)
    return QRectF(left, top + PLAN_TOP, max(2.0, timeline.right(row.planned_due) - left), PLAN_HEIGHT)


def diamond(box: QRectF) -> QPolygonF:
    """Return the diamond inside *box*."""
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


def bracket(box: QRectF) -> QPolygonF:
    """Return the shape of a summary: a beam with feet that point down."""
    top, bottom = box.top(), box.top() + 7
    foot = min(5.0, box.width() / 2)
    return QPolygonF(
        [
            QPointF(box.left(), top),
            QPointF(box.right(), top),
            QPointF(box.right(), box.bottom() - 1),
            QPointF(box.right() - foot, bottom),
            QPointF(box.left() + foot, bottom),
            QPointF(box.left(), box.bottom() - 1),
        ]
    )


def handle(box: QRectF) -> QPointF:
    """Return the middle of the handle that links are drawn from."""
    return QPointF(box.right() + BADGE_GAP / 2, box.center().y())


def part_at(row: GanttRow, box: QRectF, point: QPointF) -> str:
    """Return what a press at *point* takes hold of: link, start, due, move, or nothing."""
    if (handle(box) - point).manhattanLength() <= BADGE_GAP * 0.6 and row.shape != SUMMARY:
        return "link"
    if not row.movable or not box.adjusted(-2, -4, 2, 4).contains(point):
        return ""
    if row.shape != POINT and box.width() > 3 * GRIP:
        if point.x() > box.right() - GRIP:
            return "due"
        if point.x() < box.left() + GRIP:
            return "start"
    return "move"

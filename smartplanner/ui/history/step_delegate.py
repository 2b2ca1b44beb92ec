"""How a line of the timeline is drawn: a day as a heading; a step with its time, its kind's shape, name and person."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smartplanner.base.i18n import N_, _
from smartplanner.queries.history.steps import TimelineStep
from smartplanner.ui.history.timeline_model import STEP, TimelineModel
from smartplanner.ui.history.times import clock_time
from smartplanner.ui.theme import ACCENT, GOOD, INK, LINE, MUTED, NEWS, ON_SIGN, ROW_HEIGHT, SPACE, WARNING

MARKS: dict[str, tuple[str, str, QColor]] = {
    "import": (N_("sign: import"), "square", NEWS),
    "act": (N_("sign: act"), "circle", GOOD),
    "meeting": (N_("sign: meeting"), "hexagon", ACCENT),
    "edit": (N_("sign: edit"), "circle", MUTED),
    "undo": (N_("sign: undo"), "diamond", WARNING),
    "redo": (N_("sign: redo"), "diamond", WARNING),
    "rollback": (N_("sign: taken back"), "diamond", WARNING),
    "create": (N_("sign: new book"), "square", MUTED),
    "merge": (N_("sign: merge"), "square", NEWS),
    "upgrade": (N_("sign: upgrade"), "square", MUTED),
}
"""The letter, shape and colour of each kind of step; no two that are alike in shape have the same letter."""
_TIME, _PERSON, _COUNT, _SIDE = 48, 64, 72, 20
_NAME = 150
"""Pixels that the name of a step keeps: in a narrow window its person is left out for it, then the count."""


class StepDelegate(QStyledItemDelegate):
    """Draws the lines of a ``TimelineModel``."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return one height for all lines, so that the view need not ask each of them."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one line."""
        painter.save()
        shown = index.data(STEP)
        if shown is None:
            _draw_day(painter, option.rect, option.font, str(index.data()))
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
            model = index.model()
            assert isinstance(model, TimelineModel)
            _draw_step(painter, option, shown, model)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(ACCENT, 1))
                painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()


def sign_letter(sign: str) -> str:
    """Return the letter of a sign from its text in the user's language: a letter, or ``sign: word`` untranslated."""
    return sign.rpartition(": ")[2][:1].upper()


def _draw_day(painter: QPainter, box: QRect, font: QFont, title: str) -> None:
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(INK)
    inner = box.adjusted(SPACE, 0, -SPACE, -2)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
    painter.setPen(QPen(LINE, 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def _draw_step(painter: QPainter, option: QStyleOptionViewItem, shown: TimelineStep, model: TimelineModel) -> None:
    box = option.rect.adjusted(SPACE, 0, -SPACE, 0)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(option.font)
    painter.setPen(MUTED)
    time = max(_TIME, option.fontMetrics.horizontalAdvance("00:00") + SPACE)
    painter.drawText(QRect(box.left(), box.top(), time, box.height()), middle, clock_time(shown.step.at))
    left = box.left() + time
    _draw_mark(painter, shown.kind, QRectF(left, box.center().y() - _SIDE / 2 + 1, _SIDE, _SIDE))
    left += _SIDE + SPACE
    right = box.right()
    painter.setPen(MUTED)
    metrics = option.fontMetrics
    for width, text in ((_COUNT, model.count(shown)), (_PERSON, shown.step.person)):
        if right - left - width - SPACE < _NAME:
            break
        place = QRect(right - width, box.top(), width, box.height())
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, short)
        right -= width + SPACE
    painter.setPen(option.palette.color(QPalette.ColorRole.Text))
    place = QRect(left, box.top(), right - left, box.height())
    painter.drawText(place, middle, metrics.elidedText(model.label(shown), Qt.TextElideMode.ElideRight, place.width()))


def _draw_mark(painter: QPainter, kind: str, square: QRectF) -> None:
    letter, shape, colour = MARKS.get(kind, MARKS["edit"])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if shape == "circle":
        painter.drawEllipse(square)
    elif shape == "square":
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), 3, 3)
    else:
        painter.drawPolygon(_corners(shape, square))
    font = QFont(painter.font())
    font.setPixelSize(10 if shape == "diamond" else 11)
    painter.setFont(font)
    painter.setPen(ON_SIGN)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sign_letter(_(letter)))
    painter.restore()


def _corners(shape: str, square: QRectF) -> QPolygonF:
    x, y = square.center().x(), square.center().y()
    half = square.width() / 2
    if shape == "diamond":
        return QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    across, up = half * 0.5, half * 0.87
    return QPolygonF(
        [
            QPointF(x - half, y),
            QPointF(x - across, y - up),
            QPointF(x + across, y - up),
            QPointF(x + half, y),
            QPointF(x + across, y + up),
            QPointF(x - across, y + up),
        ]
    )

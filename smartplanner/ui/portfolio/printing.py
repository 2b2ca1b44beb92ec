"""The matrix on one sheet of A3: title, day, every row and column, sums, legend."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell, Matrix
from smartplanner.reports.files import replace_file
from smartplanner.rules.lights import Light
from smartplanner.ui.portfolio.painting import paint_cell, paint_white
from smartplanner.ui.slices import Sliced, all_at_once
from smartplanner.ui.theme import GROUND, INK, LINE, MUTED, PAPER, draw_light, paper

Draw = Callable[[QPainter], None]
A3 = QSizeF(420.0, 297.0)
"""Millimetres, lying."""
_MARGIN = 12.0
_PIXEL = 0.24
"""Millimetres that a pixel of the screen takes on paper."""
_TITLE, _HEAD, _FOOT, _SIDE = 62.0, 40.0, 54.0, 150.0
_LOWEST, _HIGHEST = 30.0, 56.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class PrintedMatrix:
    """A matrix laid out on one page; drawn in the window's thread, which alone may put on the colours of paper."""

    def __init__(self, matrix: Matrix, title: str, font: QFont) -> None:
        self._matrix, self._title = matrix, title
        self._font = QFont(font)
        self._font.setPixelSize(13)
        self.area = QSizeF((A3.width() - 2 * _MARGIN) / _PIXEL, (A3.height() - 2 * _MARGIN) / _PIXEL)
        lines = len(matrix.rows) + 1
        wanted = (self.area.height() - _TITLE - _HEAD - _FOOT) / max(1, lines)
        self._scale = min(1.0, wanted / _LOWEST)  # very many rows are drawn smaller, so that it stays one sheet
        self.row_height = min(_HIGHEST, wanted / self._scale)
        self.column_width = (self.area.width() / self._scale - _SIDE) / (len(matrix.columns) + 1)

    def draw(self, painter: QPainter) -> None:
        """Draw the page with the painter's origin at the top left of the printed area."""
        for draw in self._parts():
            draw(painter)

    def _parts(self) -> list[Draw]:
        """Return what draws the title, the head, each row and the legend; each leaves the painter as it was."""
        rows = [(head.name, head.note, self._cells(head.key)) for head in self._matrix.rows]
        total = self._matrix.column_total
        sums = [total(head.key) for head in self._matrix.columns]
        rows.append((_("All rows"), "", [*sums, self._matrix.total()]))
        tops = [_HEAD + place * self.row_height for place in range(len(rows))]
        table: list[Draw] = [self._draw_head]
        table += [partial(self._draw_row, top=top, row=row) for top, row in zip(tops, rows, strict=True)]
        return [self._draw_title, *(partial(self._draw_in_table, draw) for draw in table), self._draw_legend]

    def _draw_in_table(self, draw: Draw, painter: QPainter) -> None:
        painter.save()
        painter.translate(0, _TITLE)
        painter.scale(self._scale, self._scale)
        draw(painter)
        painter.restore()

    def picture(self, width: int) -> QImage:
        """Return the page as a picture *width* pixels wide, margins and all."""
        image = QImage(width, round(width * A3.height() / A3.width()), QImage.Format.Format_RGB32)
        with paper():
            image.fill(PAPER)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.Antialiasing)
        painter.scale(width / A3.width(), width / A3.width())
        self._in_margins(painter)
        painter.end()
        return image

    def write_pdf(self, path: Path) -> Path:
        """Write the page; a Problem if that cannot be done."""
        replace_file(path, all_at_once(self.pdf()))
        return path

    def pdf(self) -> Sliced[bytes]:
        """Make the PDF row by row, for the window's thread: between two rows the window may be painted."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._title)
        page = QPageSize(QPageSize.PageSizeId.A3)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, QMarginsF()))
        writer.setResolution(600)
        painter = QPainter(writer)
        painter.scale(600 / 25.4, 600 / 25.4)
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(_PIXEL, _PIXEL)
        parts = self._parts()
        try:
            for number, draw in enumerate(parts, start=1):
                with paper():
                    draw(painter)
                yield number / len(parts)
        finally:
            painter.end()
        return bytes(buffer.data().data())

    def _cells(self, row: str) -> list[Cell]:
        cells = [self._matrix.cell(row, head.key) for head in self._matrix.columns]
        return [*cells, self._matrix.row_total(row)]

    def _in_margins(self, painter: QPainter) -> None:
        painter.translate(_MARGIN, _MARGIN)
        painter.scale(_PIXEL, _PIXEL)
        with paper():
            self.draw(painter)

    def _draw_title(self, painter: QPainter) -> None:
        painter.setFont(_font(self._font, 26, bold=True))
        painter.setPen(INK)
        box = QRectF(0, 0, self.area.width(), _TITLE - 16)
        painter.drawText(box, _CENTRE, self._title)
        painter.setFont(_font(self._font, 14))
        painter.setPen(MUTED)
        painter.drawText(box, _RIGHT, _("As of {day}", day=self._matrix.as_of.isoformat()))
        spots = len(self._matrix.white_spots())
        painter.drawText(box, _LEFT, _("{count} white spot(s)", count=spots))

    def _draw_head(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.area.width() / self._scale, _HEAD), GROUND)
        painter.setFont(_font(self._font, 14, bold=True))
        painter.setPen(INK)
        names = [head.name for head in self._matrix.columns]
        for place, name in enumerate([*names, _("Together")]):
            box = QRectF(_SIDE + place * self.column_width, 0, self.column_width, _HEAD)
            _fit(painter, box.adjusted(3, 0, -3, 0), name, _CENTRE)
        self._frame(painter, 0, _HEAD)

    def _draw_row(self, painter: QPainter, *, top: float, row: tuple[str, str, list[Cell]]) -> None:
        name, note, cells = row
        height = self.row_height
        side = QRectF(6, top, _SIDE - 10, height)
        painter.setFont(_font(self._font, 15, bold=True))
        painter.setPen(INK)
        if note and height >= 34:
            _fit(painter, QRectF(side.left(), top + 2, side.width(), height / 2), name, _LEFT)
            painter.setFont(_font(self._font, 12))
            painter.setPen(MUTED)
            _fit(painter, QRectF(side.left(), top + height / 2, side.width(), height / 2 - 2), note, _LEFT)
        else:
            _fit(painter, side, name, _LEFT)
        painter.setFont(self._font)
        for place, cell in enumerate(cells):
            box = QRectF(_SIDE + place * self.column_width, top, self.column_width, height)
            paint_cell(painter, box, cell)
        self._frame(painter, top, height)

    def _frame(self, painter: QPainter, top: float, height: float) -> None:
        painter.setPen(LINE.darker(125))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0, top, self.area.width() / self._scale, height))
        for place in range(len(self._matrix.columns) + 1):
            x = _SIDE + place * self.column_width
            painter.drawLine(QPointF(x, top), QPointF(x, top + height))

    def _draw_legend(self, painter: QPainter) -> None:
        top = self.area.height() - _FOOT + 16
        painter.setFont(_font(self._font, 13))
        x = 0.0
        metrics = QFontMetricsF(painter.font())
        for light in Light:
            draw_light(painter, str(light), QRectF(x, top, 18, 18))
            words = _(light.label)
            painter.setPen(INK)
            painter.drawText(QRectF(x + 24, top, 200, 18), _LEFT, words)
            x += 24 + metrics.horizontalAdvance(words) + 22
        paint_white(painter, QRectF(x, top, 26, 18))
        painter.setPen(INK)
        painter.drawRect(QRectF(x, top, 26, 18))
        words = _(
            "white spot: asked for, nothing works on it. 2/3: covered of asked for. Light: the worst behind the cell."
        )
        painter.drawText(QRectF(x + 34, top, self.area.width() - x, 18), _LEFT, words)
        painter.setPen(MUTED)
        painter.drawText(QRectF(0, top, self.area.width(), 18), _RIGHT, _("SmartPlanner"))


def _font(base: QFont, pixels: int, *, bold: bool = False) -> QFont:
    made = QFont(base)
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made


def _fit(painter: QPainter, box: QRectF, text: str, flags: Qt.AlignmentFlag) -> None:
    """Write *text* into *box*, cut with … where it is too long."""
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, flags, words)

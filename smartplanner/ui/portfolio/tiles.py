"""The districts as tiles, roughly where they lie: a schematic arrangement without boundaries, no map."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell, Matrix
from smartplanner.queries.reader import Reader
from smartplanner.queries.tile_places import tile_places
from smartplanner.rules.lights import Light
from smartplanner.ui.enlarging import drawn_larger, enlarged
from smartplanner.ui.portfolio.model import MatrixModel
from smartplanner.ui.portfolio.painting import paint_focus, paint_white
from smartplanner.ui.session import literally
from smartplanner.ui.theme import INK, LIGHT_LOOKS, LINE, MUTED, PAPER, RADIUS, SPACE, draw_light

_GAP, _WIDEST, _HIGHEST, _NOTE = 8.0, 190.0, 104.0, 26.0


class Tile(NamedTuple):
    """One district's tile: its id, name, second line, and place counted in tiles."""

    district: str
    name: str
    note: str
    column: int
    row: int


def place_tiles(reader: Reader, matrix: Matrix) -> list[Tile]:
    """Return the tiles of the districts of *matrix*; those without a place of their own stand below in a row."""
    places = tile_places(reader, [head.key for head in matrix.rows])
    return [Tile(head.key, head.name, head.note, *places[head.key]) for head in matrix.rows]


class TileMap(QWidget):
    """The tiles.  ``chosen`` tells the total of the district that a person looks at, ``opened`` the one to go into."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.tiles: list[Tile] = []
        self.area = ""
        self.current = ""
        self._cells: dict[str, Cell] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Schematic arrangement of the districts"))

    def sizeHint(self) -> QSize:
        """Ask for room for all tiles."""
        return QSize(760, 560)

    def show_matrix(self, matrix: Matrix, reader: Reader, area: str) -> None:
        """Show the districts of *matrix*: of one *area* (a column's key), or of all."""
        shown = {head.key for head in self._model.rows}
        self.area = area
        self.tiles = [tile for tile in place_tiles(reader, matrix) if tile.district in shown]
        total = matrix.row_total
        self._cells = {
            tile.district: matrix.cell(tile.district, area) if area else total(tile.district) for tile in self.tiles
        }
        if self.current not in self._cells:
            self.current = self.tiles[0].district if self.tiles else ""
        self.update()

    def cell_of(self, district: str) -> Cell:
        """Return the cell behind a tile."""
        return self._cells.get(district) or Cell(district, self.area)

    def box_of(self, tile: Tile) -> QRectF:
        """Return where a tile lies."""
        columns = max((one.column for one in self.tiles), default=0) + 1
        rows = max((one.row for one in self.tiles), default=0) + 1
        wide = min(enlarged(_WIDEST, self.font()), (self.width() - SPACE * 2) / columns)
        high = min(enlarged(_HIGHEST, self.font()), (self.height() - _NOTE - SPACE) / rows)
        left = (self.width() - wide * columns) / 2
        place = QRectF(left + tile.column * wide, SPACE + tile.row * high, wide, high)
        return place.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def tile_at(self, x: float, y: float) -> Tile | None:
        """Return the tile at a point."""
        return next((tile for tile in self.tiles if self.box_of(tile).contains(x, y)), None)

    def select(self, district: str) -> None:
        """Go to a district."""
        if district in self._cells:
            self.current = district
            self.update()
            self.chosen.emit(self.cell_of(district))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tiles and the note that this is no map."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for tile in self.tiles:
            with drawn_larger(painter, self.box_of(tile), self.font()) as box:
                paint_tile(painter, box, tile, self.cell_of(tile.district))
                if tile.district == self.current and self.hasFocus():
                    paint_focus(painter, box)
        painter.setPen(MUTED)
        note = QRectF(SPACE, self.height() - _NOTE, self.width() - 2 * SPACE, _NOTE)
        painter.drawText(note, Qt.AlignmentFlag.AlignCenter, _("Schematic arrangement, no boundaries and no map"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile under the mouse."""
        tile = self.tile_at(event.position().x(), event.position().y())
        if tile is not None:
            self.select(tile.district)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go into the tile under the mouse."""
        tile = self.tile_at(event.position().x(), event.position().y())
        if tile is not None:
            self.opened.emit(self.cell_of(tile.district))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest tile in that direction, Enter goes into it."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._go(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.cell_of(self.current))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Explain the tile under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tile = self.tile_at(event.pos().x(), event.pos().y())
            words = literally(self._model.say(self.cell_of(tile.district))) if tile is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().event(event))

    def _go(self, across: int, down: int) -> None:
        here = next((tile for tile in self.tiles if tile.district == self.current), None)
        if here is None:
            return
        ahead = []
        for tile in self.tiles:
            x, y = tile.column - here.column, tile.row - here.row
            along = x * across + y * down
            if along > 0:
                ahead.append((along + 3 * abs(x * down + y * across), tile))
        if ahead:
            self.select(min(ahead, key=lambda pair: pair[0])[1].district)


def paint_tile(painter: QPainter, box: QRectF, tile: Tile, cell: Cell) -> None:
    """Draw one tile: name, class, light and how much is covered."""
    painter.save()
    painter.setPen(LINE.darker(115))
    ground = LIGHT_LOOKS[cell.light].tint if cell.light and not cell.is_white else PAPER
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if cell.is_white:
        paint_white(painter, box.adjusted(1, 1, -1, -1))
    inner = box.adjusted(SPACE, SPACE - 2, -SPACE, -SPACE + 2)
    font = QFont(painter.font())
    font.setPixelSize(14)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, tile.name)
    font.setPixelSize(11)
    font.setBold(False)
    painter.setFont(font)
    painter.setPen(MUTED)
    if box.height() > 60:
        second = inner.adjusted(0, 20, 0, 0)
        painter.drawText(second, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, tile.note)
    painter.setPen(INK)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, _tile_figures(cell))
    if cell.light and not cell.is_white:
        draw_light(painter, cell.light, QRectF(inner.right() - 22, inner.top(), 22, 22))
    painter.restore()


def _tile_figures(cell: Cell) -> str:
    if cell.asked:
        return _(
            "covered {covered}/{asked}, {red} red",
            covered=cell.covered,
            asked=cell.asked,
            red=cell.counts.get("red", 0),
        )
    if cell.works:
        return _("{count} works", count=cell.works)
    return _(Light.of(cell.light).label) if cell.light else "—"

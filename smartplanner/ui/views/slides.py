"""A saved view as it is shown before a meeting: its rows with their lights, or the picture of a chart or matrix.

The page of the view is made for it, set up and read; nobody sees it, and nothing of it is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.views import read_content
from smartplanner.model import entity as described_entity
from smartplanner.model.saved_view import SavedView
from smartplanner.queries.portfolio import Cell, say_cell
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.gantt.look import short_day
from smartplanner.ui.grid.memory import Memory
from smartplanner.ui.navigation import BOARD, GANTT, OPERATION, PORTFOLIO, RED_LIST
from smartplanner.ui.session import Session
from smartplanner.ui.tasks import due_words
from smartplanner.ui.views.places import place_of

LARGER = 1.5
"""How much larger than at a desk a picture is drawn."""
_INDENT = "　"
_MAIN, _MINOR = ("title", "name"), ("code", "number", "order")
"""Columns of lists that say what a row is, and those that nobody reads in a meeting."""


class Line(NamedTuple):
    """One line: its light (empty: none) and texts; the one text of a ``heading`` goes across all columns.

    ``lamps`` are the lights of its cells, where they have their own; they stand before the texts.
    """

    light: str
    texts: tuple[str, ...]
    heading: bool = False
    lamps: tuple[str, ...] = ()


class Head(NamedTuple):
    """The head of a column; ``right``: its texts stand at the right; ``main``: it takes the room that is left.

    ``minor``: it goes first where there is no room; ``narrow``: its head may be wider than its cells.
    """

    title: str
    right: bool = False
    main: bool = False
    minor: bool = False
    narrow: bool = False


@dataclass
class Slide:
    """What is shown of one view; a picture is drawn by ``page`` in the place of ``lines``."""

    name: str
    page_name: str
    remark: str = ""
    heads: tuple[Head, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    page: QWidget | None = None
    canvas: QAbstractScrollArea | None = None
    lights: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are, headings left out."""
        return sum(not line.heading for line in self.lines)


def make_slide(session: Session, view: SavedView) -> Slide:
    """Return what a view shows now; a Problem if its setting cannot be read or its page is gone."""
    from smartplanner.ui.pages import make_bare_page

    content = read_content(view.content)
    page = make_bare_page(session, view.page)
    memory = getattr(page, "memory", None)
    if isinstance(memory, Memory):  # the page lives on until the window in front is closed
        memory.let_go()
    place = place_of(page, view.page)
    slide = Slide(view.name, view.page, view.remark or "", page=page)
    if view.page in (RED_LIST, OPERATION):
        page.load(at_once=True)
    else:
        page.load()
    slide.notes = tuple(place.show(content)) if place is not None else ()
    slide.heads, slide.lines = _READERS.get(view.page, _read_list)(page)
    slide.lights = Counter(line.light for line in slide.lines if line.light and not line.heading)
    if view.page == GANTT:
        slide.canvas = page.canvas
    else:
        page.deleteLater()
        slide.page = None
    return slide


def picture_pages(slide: Slide, width: float, height: float) -> int:
    """Bring a chart to a size in pixels and return how many screens its rows fill; the lines in view follow."""
    canvas = slide.canvas
    assert canvas is not None
    canvas.setParent(None)
    for direction in (canvas.setVerticalScrollBarPolicy, canvas.setHorizontalScrollBarPolicy):
        direction(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    canvas.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # laid out as if it was seen
    canvas.resize(max(200, round(width / LARGER)), max(150, round(height / LARGER)))
    canvas.show()
    canvas.fit()  # type: ignore[attr-defined]  # the canvas of the chart
    return 1 + -(-canvas.verticalScrollBar().maximum() // _step(canvas))


def draw_picture(slide: Slide, painter: QPainter, box: QRectF, page: int) -> None:
    """Draw the screen *page* (from 0) of a chart into *box*, larger than at a desk."""
    canvas = slide.canvas
    assert canvas is not None
    canvas.verticalScrollBar().setValue(page * _step(canvas))
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(LARGER, LARGER)
    canvas.render(painter, QPoint(0, 0))
    painter.restore()


def _step(canvas: QAbstractScrollArea) -> int:
    """Return how far a screen goes, in pixels: whole rows, so that none is cut on both."""
    bar = canvas.verticalScrollBar()
    row = max(1, bar.singleStep())
    return max(row, bar.pageStep() // row * row)


def _read_list(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    model, columns = page.model, page.table.shown_columns()
    light = next((one.light for one in model.columns if one.light is not None), None)
    shown = [one for one in columns if one.light is None and one.name not in model.grouping()]
    heads = tuple(Head(one.title, one.right, one.name in _MAIN, one.name in _MINOR) for one in shown)
    lines = []
    for place in range(model.rowCount()):
        if (group := model.group_at(place)) is not None:
            lines.append(Line("", (model.say_group(group),), heading=True))
            continue
        row = model.row_of(model.id_at(place))
        texts = tuple(" ".join(one.drawn(row).split()) for one in shown)
        lines.append(Line(light(row) if light is not None else "", texts))
    return heads, tuple(lines)


def _read_red_list(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    from smartplanner.ui.red_list.model import CAUSE, DAY, DISTRICT, KIND, TITLE, UNIT

    titles = (_("Title of the matter"), _("What is lacking"), _("Unit"), _("District"), _("Day that counts"), _("Why"))
    columns = (TITLE, KIND, UNIT, DISTRICT, DAY, CAUSE)
    lines = []
    for group in page.model.groups:
        lines.append(Line("", (f"{group.title}（{len(group.items)}）",), heading=True))
        for item in group.items:
            lines.append(Line(str(item.light), tuple(page.model.text(item, column) for column in columns)))
    return tuple(Head(title, main=place == 0) for place, title in enumerate(titles)), tuple(lines)


def _read_board(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    names = page.session.office.reader.name
    heads = (
        Head(_label("title"), main=True), Head(_label("lead")), Head(_label("district")), Head(_label("due")),
        Head(_("Reason for the light")),
    )  # fmt: skip
    kept = [field != page.board.field for field in ("title", "lead", "district", "due", "cause")]
    lines = []
    for column in page.board.columns:
        if not column.cards:
            continue
        lines.append(Line("", (f"{column.title}（{len(column.cards)}）",), heading=True))
        for card in column.cards:
            lead = names("organisation", card.lead) if card.lead else ""
            district = names("district", card.district) if card.district else ""
            texts = (card.title, lead, district, due_words(card), say_cause(card.signal))
            shown = tuple(" ".join(text.split()) for text, keep in zip(texts, kept, strict=True) if keep)
            lines.append(Line(str(card.signal.light), shown))
    return tuple(head for head, keep in zip(heads, kept, strict=True) if keep), tuple(lines)


def _read_gantt(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    heads = (
        Head(_label("title"), main=True), Head(_label("lead")), Head(_label("start")), Head(_label("due")),
        Head(_label("progress"), right=True),
    )  # fmt: skip
    lines = []
    for row in page.canvas.outline.rows:
        progress = "" if row.progress is None else f"{row.progress:.0f}%"
        texts = (_INDENT * row.level + row.title, row.lead, short_day(row.start), short_day(row.due), progress)
        lines.append(Line(str(row.signal.light) if row.signal is not None else "", texts))
    return heads, tuple(lines)


def _read_operation(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    """Return the list in sight; of one that is divided the upper part."""
    from smartplanner.ui.operation.listing import Listing

    listing = next(one for one in page.tabs.currentWidget().findChildren(Listing) if not one.isHidden())
    model = listing.model
    light = next((one.light for one in model.columns if one.light is not None), None)
    shown = [one for one in model.columns if one.light is None]
    widest = max(shown, key=lambda one: one.width)
    heads = tuple(Head(one.title, one.right, one is widest) for one in shown)
    return heads, tuple(
        Line(light(row) if light is not None else "", tuple(" ".join(one.drawn(row).split()) for one in shown))
        for row in model.shown_rows()
    )


def _read_matrix(page: Any) -> tuple[tuple[Head, ...], tuple[Line, ...]]:
    matrix = page.matrix
    if matrix is None:
        return (), ()
    heads = (Head(_("Rows"), main=True), *(Head(head.name, narrow=True) for head in matrix.columns))
    lines = []
    for head in page.model.rows:
        cells = [matrix.cell(head.key, column.key) for column in matrix.columns]
        lamps = ("", *("" if cell.is_white else cell.light for cell in cells))
        lines.append(Line(matrix.row_total(head.key).light, (head.name, *map(_cell_words, cells)), lamps=lamps))
    return heads, tuple(lines)


def _label(field: str) -> str:
    """Return what a field of matters is called."""
    label = described_entity("task")[field].note.label
    return _(label)


def _cell_words(cell: Cell) -> str:
    if cell.is_white:
        return _("White spot")
    if not cell.light:
        return "" if not cell.waived else say_cell(cell)
    return str(cell.works) if cell.works else ""


_READERS: Mapping[str, Callable[[Any], tuple[tuple[Head, ...], tuple[Line, ...]]]] = {
    RED_LIST: _read_red_list,
    BOARD: _read_board,
    GANTT: _read_gantt,
    PORTFOLIO: _read_matrix,
    OPERATION: _read_operation,
}


def lit(lights: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Return the lights that there are with their counts, the worst first."""
    return ((str(light), lights[str(light)]) for light in Light if lights.get(str(light)))

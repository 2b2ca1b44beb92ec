"""Larger letters: what is drawn by hand (chart, matrix, tiles, charts of money) grows with the text size as well."""

import pytest
from gantt_sample import programme
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont

from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.ui.enlarging import enlarged, enlargement
from smartplanner.ui.gantt.look import ROW
from smartplanner.ui.gantt.page import GanttPage
from smartplanner.ui.operation.charts import Pair, PlanAndPaid
from smartplanner.ui.portfolio.page import PortfolioPage
from smartplanner.ui.portfolio.view import ROW as MATRIX_ROW
from smartplanner.ui.theme import apply_look


@pytest.fixture(params=[100, 150])
def size(request, qapp):
    apply_look(qapp, "light", text_size=request.param)
    yield request.param
    apply_look(qapp, "light")


@pytest.fixture
def session(journal, session_on):
    journal.commit(Label("Sample"), programme(3))
    return session_on(Office(journal))


def test_how_much_larger_letters_are_follows_from_the_font(size, qapp):
    assert enlargement(qapp.font()) == size / 100
    assert enlarged(20, qapp.font()) == 20 * size // 100
    pixels = QFont()
    pixels.setPixelSize(40)
    assert enlargement(pixels) == 1.0


def test_rows_of_the_chart_grow_and_the_pointer_still_meets_what_it_points_at(size, qtbot, session, show):
    canvas = show(GanttPage(session), size=(1200, 700)).canvas
    qtbot.waitUntil(lambda: len(canvas.outline.rows) > 3)
    canvas.fit()
    shown = [row for row in canvas.outline.rows if row.start or row.due][:4]
    boxes = [canvas.row_box(row.id) for row in shown]
    steps = [canvas.outline.place[row.id] for row in shown]
    apart = (boxes[1].center().y() - boxes[0].center().y()) / (steps[1] - steps[0])
    assert apart == pytest.approx(ROW * size / 100, abs=2)
    for row, box in zip(shown, boxes, strict=True):
        assert canvas._row_at(canvas._spot(QPointF(box.center()))).id == row.id
        assert row.title in canvas.words_at(box.center().toPoint())
    assert len(canvas.visible_rows()) <= canvas.viewport().height() / (ROW * size / 100) + 1


def test_the_last_row_of_the_chart_can_be_scrolled_into_sight(size, qtbot, session, show):
    canvas = show(GanttPage(session), size=(1000, 400)).canvas
    qtbot.waitUntil(lambda: len(canvas.outline.rows) > 3)
    last = canvas.outline.rows[-1]
    canvas.select(last.id)
    top = canvas._top(canvas.outline.place[last.id]) * size / 100
    assert 0 <= top <= canvas.viewport().height() - ROW * size / 100 + 2


def test_cells_of_the_matrix_grow(size, qtbot, session, show):
    page = show(PortfolioPage(session), size=(1200, 700))
    qtbot.waitUntil(lambda: page.matrix is not None)
    assert page.view.rowHeight(0) == MATRIX_ROW * size // 100


def test_the_legend_of_the_money_chart_grows(size, qtbot):
    chart = PlanAndPaid()
    qtbot.addWidget(chart)
    chart.show_pairs([Pair("2026-11", 1, 1)])
    assert chart.legend.items[0][1].opts["size"] == f"{9 * size / 100:g}pt"
    assert chart.minimumHeight() == 110 * size // 100

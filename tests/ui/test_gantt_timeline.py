"""The time axis, the folded rows and the routes of arrows: values without a window."""

import itertools
from datetime import date

import pytest
from PySide6.QtCore import QPointF, QRectF

from smartplanner.queries.gantt import GanttLink, GanttRow, make_gantt
from smartplanner.ui.gantt.drag import moved_days
from smartplanner.ui.gantt.link_painting import route
from smartplanner.ui.gantt.look import NAME_LEAST, TABLE_WIDTH, column_widths
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.shapes import bar_box, handle, part_at
from smartplanner.ui.gantt.timeline import NARROWEST, WIDEST, ZOOMS, Timeline, fitting

DAY = date(2026, 11, 23)


def axis(scale):
    return Timeline(DAY.toordinal(), scale)


def test_a_day_reaches_from_its_left_to_the_left_of_the_next():
    timeline = axis(10)

    assert timeline.right(DAY) == timeline.left(date(2026, 11, 24)) == 10
    assert timeline.middle(DAY) == 5
    assert timeline.day(25) == DAY.toordinal() + 2.5


@pytest.mark.parametrize("factor", [0.001, 0.5, 1.4, 1000])
def test_zooming_keeps_the_day_under_the_pointer_and_the_limits(factor):
    zoomed = axis(4).zoomed(factor, 300)

    assert zoomed.day(300) == pytest.approx(axis(4).day(300))
    assert NARROWEST <= zoomed.scale <= WIDEST


@pytest.mark.parametrize(
    ("zoom", "unit"), [("year", "quarter"), ("quarter", "month"), ("month", "month"), ("week", "week"), ("day", "day")]
)
def test_each_zoom_has_its_unit(zoom, unit):
    assert axis(ZOOMS[zoom]).unit == unit


def test_header_cells_cover_the_width_without_gaps():
    for scale in (NARROWEST, *ZOOMS.values(), WIDEST):
        for cells in (axis(scale).upper(900), axis(scale).lower(900)):
            assert axis(scale).x(cells[0].first) <= 0
            assert axis(scale).x(cells[-1].end) >= 900
            assert all(one.end == other.first for one, other in itertools.pairwise(cells))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_have_headers_too(day):
    for scale in (NARROWEST, *ZOOMS.values(), WIDEST):
        timeline = Timeline(day.toordinal() - 5, scale)
        assert timeline.upper(900)
        assert timeline.lower(900)


def test_fitting_shows_both_ends():
    timeline = fitting(date(2026, 1, 1), date(2026, 12, 31), 730)

    assert timeline.left(date(2026, 1, 1)) == 0
    assert timeline.right(date(2026, 12, 31)) == 730


def test_columns_give_way_from_the_right_and_the_name_stays_readable():
    assert len(column_widths(TABLE_WIDTH)) == 5
    assert sum(column_widths(400)) == 400
    assert column_widths(130) == [130]
    assert column_widths(300)[0] >= NAME_LEAST


def row(id, parent=None, level=0, shape="bar"):
    return GanttRow(id, "milestone", id, level, parent, shape, start=DAY, due=DAY)


TREE = make_gantt(
    [row("a"), row("b", "a", 1), row("c", "b", 2, "point"), row("d")],
    [GanttLink("c", "d"), GanttLink("b", "c")],
)


def test_a_folded_row_hides_all_below_and_keeps_the_points():
    outline = Outline()
    outline.show(TREE)
    outline.fold("a")

    assert [one.id for one in outline.rows] == ["a", "d"]
    assert [point.id for point in outline.points_below("a")] == ["c"]
    assert outline.links == []
    outline.fold("a")
    assert len(outline.links) == 2


def test_looking_for_a_row_keeps_those_above_it():
    outline = Outline()
    outline.show(TREE)
    outline.look_for(lambda one: one.id == "c")

    assert [one.id for one in outline.rows] == ["a", "b", "c"]


def test_only_links_that_cross_the_rows_in_sight_are_visible():
    outline = Outline()
    outline.show(TREE)

    assert [placed.link.after for placed in outline.visible_links(3, 3)] == ["d"]
    assert outline.visible_links(0, 0) == []


@pytest.mark.parametrize("kind", ["finish_start", "start_start", "finish_finish", "start_finish"])
@pytest.mark.parametrize("right", [True, False])
def test_arrows_turn_only_at_right_angles_and_end_where_they_should(kind, right):
    one, other = QRectF(100, 10, 50, 13), QRectF(300 if right else 20, 94, 50, 13)

    points, forward = route(one, other, kind)

    assert all(a.x() == b.x() or a.y() == b.y() for a, b in itertools.pairwise(points))
    assert points[0].x() == (one.left() if kind.startswith("start") else one.right())
    assert points[-1].x() == (other.left() if kind.endswith("start") else other.right())
    assert forward == kind.endswith("start")


def test_ends_of_a_bar_resize_its_middle_moves_and_the_handle_links():
    bar = row("a")._replace(due=date(2026, 12, 31), movable=True)
    box = bar_box(bar, axis(10), 0, {})

    assert part_at(bar, box, QPointF(box.left() + 2, 10)) == "start"
    assert part_at(bar, box, QPointF(box.right() - 2, 10)) == "due"
    assert part_at(bar, box, box.center()) == "move"
    assert part_at(bar, box, handle(box)) == "link"
    assert part_at(bar._replace(movable=False), box, box.center()) == ""


def test_an_end_never_passes_the_other():
    bar = row("a")._replace(due=date(2026, 11, 30))

    assert moved_days(bar, "due", -30) == (DAY, DAY)
    assert moved_days(bar, "start", 30) == (date(2026, 11, 30), date(2026, 11, 30))
    assert moved_days(bar, "move", 7) == (date(2026, 11, 30), date(2026, 12, 7))

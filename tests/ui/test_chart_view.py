"""Charts on the screen: values under the mouse, lists behind a click, by keyboard as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from smartplanner.reports.charts.data import Bar, Bars, LightRow, Lights, Line, Lines, Part, Stack, Stacked, Tile, Tiles
from smartplanner.ui import theme
from smartplanner.ui.charts import ChartView

STACKED = Stacked(
    "亮灯", (Part("红灯", "red", "red"), Part("绿灯", "green", "green")),
    (Stack("海淀区", (3, 12), "hd"), Stack("朝阳区", (1, 4), "cy")), "项",
)  # fmt: skip
KINDS = (
    STACKED,
    Bars("得分", (Bar("海淀区", 91.5, "hd"), Bar("朝阳区", 80, "cy")), "分", decimals=1, upright=True),
    Lines("进度", ("1月", "2月"), (Line("序时", (8, 17)), Line("实际", (5, None))), "%", keys=("m1", "m2")),
    Lights("各领域", ("政务服务",), (LightRow("海淀区", ("red",), "hd"),), keys=("gov",)),
    Tiles("各区", (Tile("海淀区", 0, 0, "yellow", "3/5", "hd"),)),
)


@pytest.fixture
def view(show, qtbot):
    """Return a chart on the screen."""
    made = show(ChartView(), size=(520, 240))
    qtbot.waitExposed(made)
    return made


def middle(area):
    """Return the middle of an area."""
    return QPoint(round(area.x + area.width / 2), round(area.y + area.height / 2))


@pytest.mark.parametrize("data", KINDS)
def test_a_click_hands_back_the_key_of_what_lies_there(view, qtbot, data):
    view.show_chart(data)
    area = view.areas()[0]
    with qtbot.waitSignal(view.picked) as picked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(area))
    assert picked.args == [area.key]


def test_a_part_of_a_bar_tells_whose_it_is_and_how_many(view):
    view.show_chart(STACKED)
    first = view.areas()[0]
    assert first.key == "hd/red"
    assert "海淀区" in first.words
    assert "3项" in first.words


def test_the_keys_go_from_value_to_value_and_open_one(view, qtbot):
    view.show_chart(STACKED)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "海淀区" in view.accessibleDescription()
    with qtbot.waitSignal(view.picked) as picked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert picked.args == ["hd/green"]


def test_a_chart_has_its_title_as_its_name_for_those_who_cannot_see_it(view):
    view.show_chart(STACKED)
    assert view.accessibleName() == "亮灯"


@pytest.mark.parametrize("look", theme.LOOK_NAMES)
def test_a_chart_takes_the_colours_of_the_look(view, look):
    view.show_chart(STACKED)
    before = theme.worn()
    theme.wear(look)
    try:
        area = view.areas()[0]
        colour = view.grab().toImage().pixelColor(round(area.x + 4), round(area.y + area.height / 2))
        assert colour.rgb() == theme.LIGHT_LOOKS["red"].colour.rgb()
    finally:
        theme.wear(before)


@pytest.mark.parametrize("data", [None, Bars("空", ())])
def test_a_view_without_a_chart_or_data_has_nothing_to_click(view, data):
    view.show_chart(data)
    assert view.areas() == ()
    view.grab()
    assert view.minimumSizeHint().height() >= 0


def test_forty_rows_ask_for_the_height_that_keeps_them_readable(view):
    view.show_chart(Bars("图", tuple(Bar(f"单位{number}", number) for number in range(40)), "项"))
    assert view.minimumSizeHint().height() >= 40 * 12

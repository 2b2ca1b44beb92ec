"""The page 分类分级 in the hands of its user: modes, cells, the list behind them, search, tiles, comparison, A3."""

import re
import shutil
import subprocess
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.reference import reference_changes
from smartplanner.ui.portfolio import PortfolioPage
from smartplanner.ui.portfolio.printing import PrintedMatrix
from smartplanner.ui.session import Session

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}\n第二行"


@pytest.fixture
def session(session_on, journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    office = Office(journal)
    ids = {row.short_name: row.id for row in office.reader.rows("district")}
    late = {"due": date(2026, 11, 1), "state": "in_progress"}
    rows = [
        insert("task", "t1", {"title": NASTY, "category": "智慧交通", "district": ids["海淀"]} | late),
        insert("task", "t2", {"title": "社区平台", "category": "智慧社区", "district": ids["东城"], "state": "done"}),
        insert("plan", "p", {"title": "海淀计划", "district": ids["海淀"]}),
    ]
    journal.commit(Label("rows"), rows)
    return session_on(office)


@pytest.fixture
def page(show, session):
    return show(PortfolioPage(session), size=(1300, 760))


def district(page, name):
    return next(head.key for head in page.matrix.rows if head.name == name)


def test_enter_on_a_cell_lists_what_stands_behind_it_and_enter_there_opens_it(qtbot, page, session):
    assert page.view.select(district(page, "海淀"), "智慧交通")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    lines = page.panel.model.shown_rows()
    assert lines[0].thing.id == "t1"
    assert {line.thing.entity for line in lines[1:]} == {"requirement"}
    page.panel.table.setFocus()
    with qtbot.waitSignal(session.asked) as asked:
        qtbot.keyClick(page.panel.table, Qt.Key.Key_Return)
    assert asked.args == ["task", "t1"]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_a_click_opens_the_list_and_arrows_take_it_along(qtbot, page):
    page.view.select(district(page, "海淀"), "智慧交通")
    box = page.view.visualRect(page.view.currentIndex())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert page.panel.cell.column == "智慧交通"
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.panel.cell.column == "智慧社区"


def test_the_search_keeps_the_rows_that_fit_also_by_initials(page):
    page.bar.search.setText("海淀")
    assert [head.name for head in page.model.rows] == ["海淀"]
    page.bar.search.setText("hd")
    assert "海淀" in [head.name for head in page.model.rows]
    page.bar.search.setText("没有这个区")
    assert page.model.rowCount() == 0
    page.bar.search.clear()
    assert page.model.rowCount() == 17


def test_a_commit_refreshes_the_matrix_and_keeps_the_cell(page, session):
    haidian = district(page, "海淀")
    page.view.select(haidian, "智慧交通")
    assert page.matrix.cell(haidian, "智慧交通").light == "red"
    set_fields(session.office, "task", ["t1"], {"state": "done"})
    assert page.matrix.cell(haidian, "智慧交通").light == "blue"
    cell = page.model.cell_at(page.view.currentIndex())
    assert (cell.row, cell.column) == (haidian, "智慧交通")


@pytest.mark.parametrize("mode", ["tier", "kind", "tiles", "compare", "area"])
def test_every_mode_shows_something(qtbot, page, mode):
    page.bar.mode_buttons[mode].click()
    assert page.mode == mode
    shown = page.grab()
    assert isinstance(shown, QPixmap)
    assert not shown.isNull()


def test_rows_can_be_zones(page):
    page.bar.rows_box.setCurrentIndex(page.bar.rows_box.findData("zone"))
    assert "核心区" in [head.name for head in page.model.rows]


def test_tiles_do_not_lie_over_each_other_and_arrows_go_to_neighbours(qtbot, page):
    page.show_mode("tiles")
    boxes = [page.tiles.box_of(tile) for tile in page.tiles.tiles]
    assert len(boxes) == 17
    assert not any(one.intersects(other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
    page.tiles.select(district(page, "西城"))
    qtbot.keyClick(page.tiles, Qt.Key.Key_Right)
    assert page.tiles.current == district(page, "东城")
    qtbot.keyClick(page.tiles, Qt.Key.Key_Return)
    assert page.panel.cell.row == district(page, "东城")


def test_a_tile_shows_one_area_where_one_is_chosen(page):
    page.show_mode("tiles")
    page.bar.area_box.setCurrentIndex(page.bar.area_box.findData("智慧交通"))
    assert page.tiles.cell_of(district(page, "海淀")).light == "red"
    assert page.tiles.cell_of(district(page, "东城")).is_white


def test_a_click_on_a_tile_lists_what_stands_behind_the_district(qtbot, page):
    page.show_mode("tiles")
    tile = next(one for one in page.tiles.tiles if one.name == "海淀")
    at = page.tiles.box_of(tile).center().toPoint()
    qtbot.mouseClick(page.tiles, Qt.MouseButton.LeftButton, pos=QPoint(at))
    assert page.panel.cell.row == tile.district
    assert page.panel.cell.column == ""


def test_two_districts_are_compared_area_by_area(page):
    page.show_mode("compare")
    page.compare.first_box.setCurrentText("海淀")
    page.compare.second_box.setCurrentText("东城")
    pairs = {pair.name: pair for pair in page.compare.pairs()}
    assert pairs["智慧交通"].first.light == "red"
    assert pairs["智慧交通"].second.is_white
    page.compare.swap_button.click()
    assert page.compare.first_box.currentText() == "东城"
    assert page.compare.pairs()[-1].first.asked > 10


def test_the_matrix_is_printed_on_one_a3_with_its_fonts(page, tmp_path):
    target = PrintedMatrix(page.matrix, "矩阵", page.font()).write_pdf(tmp_path / "矩阵.pdf")
    data = target.read_bytes()
    assert data.count(b"/Type /Page\n") == 1
    assert b"/FontFile" in data
    box = re.search(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", data)
    assert box is not None
    assert [round(int(side) / 72 * 25.4) for side in box.groups()] == [420, 297]
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    words = subprocess.run(["pdftotext", "-raw", str(target), "-"], capture_output=True, check=True).stdout.decode()
    assert "海淀" in words
    assert "2026-11-23" in words


def test_sixty_rows_still_fit_on_one_sheet(page, session):
    rows = [insert("district", f"x{number}", {"name": f"示例{number}区", "order": 99}) for number in range(60)]
    session.office.journal.commit(Label("rows"), rows)
    printed = PrintedMatrix(page.matrix, "矩阵", page.font())
    lines = len(page.matrix.rows) + 1
    assert lines == 78
    assert printed.row_height * printed._scale * lines <= printed.area.height()


def test_an_empty_book_says_what_to_do(qtbot, tmp_path):
    from smartplanner.journal import create_book

    office = Office(create_book(tmp_path / "leer.splan"))
    session = Session(office, DAY)
    page = PortfolioPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    assert page.empty.text()
    page.bar.moves.setChecked(True)
    page.show_mode("compare")
    session.close()


def test_movement_is_marked_where_it_happened(page):
    page.bar.moves.setChecked(True)
    assert page.model.moved(page.matrix.cell(district(page, "东城"), "统筹机制")) == (0, 0)


def test_the_menu_of_a_district_opens_it_and_its_plans(qtbot, page, session):
    menu = page.row_menu(district(page, "海淀"))
    assert len(menu.actions()) == 3
    with qtbot.waitSignal(session.asked) as asked:
        menu.actions()[1].trigger()
    assert asked.args == ["plan", "p"]
    menu.deleteLater()


def test_a_large_book_is_read_beside_the_window_and_the_last_thing_asked_for_is_shown(qtbot, session, monkeypatch):
    monkeypatch.setattr("smartplanner.ui.portfolio.page.MANY", 0)
    page = PortfolioPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.matrix is None
    assert page.empty.isVisible()
    page.show_mode("tier")
    qtbot.waitUntil(lambda: page.matrix is not None and session.pool.activeThreadCount() == 0)
    qtbot.waitUntil(lambda: page.matrix.columns_by == "tier")
    assert page.view.isVisible()
    page.hide()
    set_fields(session.office, "task", ["t1"], {"state": "done"})
    page.show()
    qtbot.waitUntil(
        lambda: not [one for one in page.matrix.total().things if one.id == "t1" and one.signal.light == "red"]
    )

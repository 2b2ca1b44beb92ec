"""The board as people use it: cards are dragged, moved by keys, looked for, and never multiply widgets."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office

# Without a screen Qt's stand-in for one says so on every window; that is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 23)
UNIT, GROUP, DISTRICT = "unit-1", "group-1", "district-1"


@pytest.fixture
def office(journal):
    """An office with a unit, a group, a district and five matters."""
    changes = [
        insert("organisation", UNIT, {"name": "北京市经济和信息化局", "order": 1}),
        insert("alias", "alias-1", {"organisation": UNIT, "name": "经信局"}),
        insert("group", GROUP, {"name": "智慧交通专项工作组"}),
        insert("district", DISTRICT, {"name": "海淀区", "order": 1}),
        task("late", "推进智慧交通信号灯联网", due=date(2026, 9, 30), code="2026-001", lead=UNIT),
        task("later", "完成公共数据共享目录", due=date(2026, 10, 31), due_text="10月底前", group=GROUP),
        task("fine", "重点区域感知体系建设", due=date(2027, 9, 30), progress=90.0, district=DISTRICT),
        task("new", "启动网络安全测评", state="not_started", due=date(2027, 6, 30)),
        task("done", "完成医疗数据互通", state="done", done_on=date(2026, 9, 1), progress=100.0),
    ]
    made = Office(journal)
    made.journal.commit(Label("Sample"), changes)
    return made


def task(id, title, **values):
    return insert("task", id, {"title": title, "state": "in_progress", **values})


@pytest.fixture
def page(office, show_board):
    return show_board(office)


def drag(page, id, key):
    """Press on a card, carry it to a column, let go."""
    view = page.canvas.viewport()
    start = page.canvas.card_box(id).center().toPoint()
    column = page.canvas.column_box(key)
    end = QPoint(int(column.center().x()), int(column.top()) + 20)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 0))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.canvas, key, modifier)


def look_for(page, words):
    page.bar.search.setText(words)
    page.apply()


def cards(page):
    return {card.id for column in page.canvas._scene.board.columns for card in column.cards}


def row(page, id):
    return page.session.office.reader.row("task", id)


def steps(page):
    return len(page.session.office.journal.steps())


def test_dragging_a_card_changes_the_state_in_one_step_that_undo_takes_back(page):
    before = steps(page)
    drag(page, "late", "done")
    assert (row(page, "late").state, row(page, "late").progress) == ("done", 100.0)
    assert row(page, "late").done_on == TODAY
    assert steps(page) == before + 1
    assert page.canvas.selected == "late"
    assert page.canvas._scene.spots["late"][0] == page.canvas._scene.spots["done"][0]
    page.session.office.journal.undo()
    assert (row(page, "late").state, row(page, "late").progress) == ("in_progress", None)
    assert page.canvas._scene.spots["late"][0] == page.canvas._scene.spots["later"][0]


def test_a_refused_drag_leaves_the_book_alone_and_says_why(page):
    before = steps(page)
    drag(page, "late", "closed")
    assert row(page, "late").state == "in_progress"
    assert steps(page) == before
    assert page.notice.isVisible()
    assert page.notice.text()
    page.bar.group_by("light")
    assert not page.notice.isVisible()
    drag(page, "late", "green")
    assert steps(page) == before
    assert page.notice.isVisible()


def test_a_card_that_is_let_go_where_it_was_stays(page):
    before = steps(page)
    drag(page, "late", "in_progress")
    assert steps(page) == before
    assert not page.notice.isVisible()


def test_escape_lets_go_of_a_card(page):
    before, view = steps(page), page.canvas.viewport()
    start = page.canvas.card_box("late").center().toPoint()
    end = page.canvas.column_box("not_started").center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    press(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert steps(page) == before


@pytest.mark.parametrize(("field", "key"), [("lead", UNIT), ("group", GROUP), ("district", DISTRICT)])
def test_dragging_sets_what_the_board_is_grouped_by_and_the_last_column_empties_it(page, field, key):
    page.bar.group_by(field)
    drag(page, "new", key)
    assert getattr(row(page, "new"), field) == key
    drag(page, "new", None)
    assert getattr(row(page, "new"), field) is None


def test_control_and_an_arrow_move_the_card_to_the_next_column(page):
    page.canvas.select("new")
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert row(page, "new").state == "in_progress"
    press(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert row(page, "new").state == "not_started"


def test_arrows_walk_over_the_cards_and_enter_opens(page, qtbot):
    for key, expected in [
        (Qt.Key.Key_Down, "new"),
        (Qt.Key.Key_Right, "late"),
        (Qt.Key.Key_Down, "later"),
        (Qt.Key.Key_End, "fine"),
        (Qt.Key.Key_Home, "late"),
        (Qt.Key.Key_PageDown, "fine"),
        (Qt.Key.Key_PageUp, "late"),
        (Qt.Key.Key_Right, "done"),
        (Qt.Key.Key_Right, "done"),
    ]:
        press(page, key)
        assert page.canvas.selected == expected
    assert "完成医疗数据互通" in page.canvas.accessibleDescription()
    with qtbot.waitSignal(page.session.asked) as asked:
        press(page, Qt.Key.Key_Return)
    assert asked.args == ["task", "done"]


def test_a_double_click_opens_the_card(page, qtbot):
    place = page.canvas.card_box("late").center().toPoint()
    with qtbot.waitSignal(page.session.asked) as asked:
        QTest.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["task", "late"]


def test_the_worst_comes_first_in_a_column(page):
    assert list(page.canvas.visible_ids()) == ["new", "late", "later", "fine", "done"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zhjt", {"late"}),
        ("jxj", {"late"}),
        ("经信局", {"late"}),
        ("2026-001", {"late"}),
        ("zdqy 感知", {"fine"}),
        ("wanc", set()),
        ("没有", set()),
        ("  ", {"late", "later", "fine", "new", "done"}),
    ],
)
def test_cards_are_found_by_title_code_unit_and_pinyin_initials(page, words, found):
    look_for(page, words)
    assert cards(page) == found


def test_what_is_typed_is_looked_for_after_a_moment(page, qtbot):
    qtbot.keyClicks(page.bar.search, "zhjt")
    qtbot.waitUntil(lambda: cards(page) == {"late"})


def test_lights_are_counted_and_chosen(page):
    assert [chip.text() for chip in page.bar.chips.lights.values()] == ["2", "0", "1", "1", "1"]
    page.bar.chips.lights["red"].click()
    assert cards(page) == {"late", "later"}
    page.bar.chips.lights["blue"].click()
    assert cards(page) == {"late", "later", "done"}
    page.bar.chips.all.click()
    assert len(cards(page)) == 5
    page.show_light("red")
    assert cards(page) == {"late", "later"}


def test_a_search_without_a_find_offers_to_show_everything_again(page):
    look_for(page, "没有")
    assert page.empty.isVisible()
    page.empty.clear_button.click()
    assert len(cards(page)) == 5
    assert page.canvas.isVisible()


def test_a_book_without_tasks_says_what_to_do(journal, qtbot, show_board):
    page = show_board(Office(journal))
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.importing):
        page.empty.import_button.click()


def test_a_change_elsewhere_arrives_and_keeps_selection_and_search(page):
    page.canvas.select("late")
    look_for(page, "zhjt")
    set_fields(page.session.office, "task", ["late"], {"title": "智慧交通新名"})
    assert page.canvas._scene.card(page.canvas._scene.spots["late"]).title == "智慧交通新名"
    assert page.canvas.selected == "late"
    set_fields(page.session.office, "organisation", [UNIT], {"name": "另一个局"})
    assert page.canvas._names.units[UNIT] == "另一个局"


def test_a_hidden_board_catches_up_when_it_is_seen_again(page):
    page.hide()
    set_fields(page.session.office, "task", ["late"], {"title": "改名"})
    page.show()
    assert page.canvas._scene.card(page.canvas._scene.spots["late"]).title == "改名"


def test_the_wheel_scrolls_the_column_under_it_and_a_move_keeps_its_place(office, show_board):
    office.journal.commit(Label("More"), [task(f"more-{n:03}", f"任务{n}") for n in range(300)])
    page = show_board(office)
    scene, column = page.canvas._scene, page.canvas._scene.spots["late"][0]
    point = page.canvas.column_box("in_progress").center()
    wheel(page.canvas.viewport(), point, -1200)
    assert scene.scroll(column) == 1200
    drag(page, page.canvas.visible_ids()[-2], "done")
    assert scene.scroll(column) == 1200


def wheel(view, point, delta):
    from PySide6.QtGui import QWheelEvent

    buttons, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QPoint(0, delta)
    place = view.mapToGlobal(point)
    event = QWheelEvent(point, place, QPoint(), turned, buttons, modifiers, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)


def test_many_cards_make_no_more_widgets_than_few(office, show_board):
    page = show_board(office)
    few = len(page.findChildren(QWidget))
    office.journal.commit(Label("More"), [task(f"more-{n:03}", f"任务{n}") for n in range(500)])
    assert len(cards(page)) == 505
    assert len(page.findChildren(QWidget)) == few
    assert len(page.canvas.visible_ids()) < 40


def test_markup_in_a_title_is_shown_as_text(page):
    set_fields(page.session.office, "task", ["late"], {"title": "<img src=x><b>粗</b>"})
    words = page.canvas.words_at(page.canvas.card_box("late").center().toPoint())
    assert words.startswith("<img src=x><b>粗</b>")
    page.grab()

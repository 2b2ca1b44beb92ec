"""The board in lanes, with limits and quick filters; what it asks for before a move, and what it remembers."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smartplanner.changes import Label, insert
from smartplanner.commands.board import set_limit
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.ui.board.asking import LimitDialog, WordsDialog

# Without a screen Qt's stand-in for one says so on every window; that is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    """An office with two groups and five matters in them."""
    changes = [
        insert("organisation", "u1", {"name": "北京市经济和信息化局"}),
        insert("organisation", "u2", {"name": "北京市交通委员会"}),
        insert("group", "g1", {"name": "城市交通专项工作组"}),
        insert("group", "g2", {"name": "数据共享专项工作组"}),
        task("late", "推进智慧交通信号灯联网", due=date(2026, 9, 30), group="g1"),
        task("later", "完成公共数据共享目录", due=date(2026, 11, 25), group="g2", cycle="monthly"),
        task("fine", "重点区域感知体系建设", due=date(2027, 9, 30), progress=90.0, group="g2"),
        task("new", "启动网络安全测评", state="not_started", due=date(2027, 6, 30), group="g1"),
        task("done", "完成医疗数据互通", state="done", done_on=date(2026, 9, 1), progress=100.0),
        insert("party", "p1", {"task": "late", "organisation": "u2", "role": "support"}),
        insert("party", "p2", {"task": "late", "organisation": "u1", "role": "lead", "signed_on": TODAY}),
        insert("progress_report", "r1", {"task": "late", "reported_on": date(2026, 10, 20), "text": "已完成\n招标"}),
    ]
    journal.commit(Label("Sample"), changes)
    return Office(journal)


def task(id, title, **values):
    return insert("task", id, {"title": title, "state": "in_progress", **values})


@pytest.fixture
def page(office, show_board):
    return show_board(office, height=900)


@pytest.fixture
def laned(page):
    page.bar.lane_by("group")
    return page


def drag(page, id, place):
    view = page.canvas.viewport()
    start = page.canvas.card_box(id).center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(30, 0))
    QTest.mouseMove(view, place)
    view.grab()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)


def cell(page, column, lane):
    """A point in a column, below the header of a lane."""
    y = page.canvas.lane_box(lane).bottom() + 40
    return QPoint(int(page.canvas.column_box(column).center().x()), int(y))


def click(page, point):
    QTest.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.canvas, key, modifier)


def row(page, id):
    return page.session.office.reader.row("task", id)


def steps(page):
    return len(page.session.office.journal.steps())


def cards(page):
    return {card.id for column in page._board.columns for card in column.cards}


# -- lanes


def test_a_card_dropped_in_another_lane_changes_its_group(laned):
    drag(laned, "late", cell(laned, "in_progress", "g2"))
    assert (row(laned, "late").group, row(laned, "late").state) == ("g2", "in_progress")


def test_a_card_dropped_in_another_column_of_another_lane_changes_both(laned):
    drag(laned, "new", cell(laned, "in_progress", "g2"))
    assert (row(laned, "new").group, row(laned, "new").state) == ("g2", "in_progress")
    assert laned.canvas.selected == "new"


def test_a_click_on_the_header_of_a_lane_folds_it_and_another_opens_it(laned):
    click(laned, laned.canvas.lane_box("g1").center())
    assert set(laned.canvas.visible_ids()) == {"later", "fine", "done"}
    click(laned, laned.canvas.lane_box("g1").center())
    assert "late" in laned.canvas.visible_ids()


def test_arrows_go_from_lane_to_lane_and_control_moves_the_card_there(laned):
    laned.canvas.select("late")
    press(laned, Qt.Key.Key_Down)
    assert laned.canvas.selected == "later"
    press(laned, Qt.Key.Key_Up)
    press(laned, Qt.Key.Key_Left)
    assert laned.canvas.selected == "new"
    press(laned, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert row(laned, "new").group == "g2"


def test_keys_fold_and_open_the_lane_of_the_selected_card(laned):
    laned.canvas.select("late")
    press(laned, Qt.Key.Key_Minus)
    assert "late" not in laned.canvas.visible_ids()
    press(laned, Qt.Key.Key_Plus)
    assert "late" in laned.canvas.visible_ids()
    laned.bar.folded.emit(True)
    assert laned.canvas.visible_ids() == []
    press(laned, Qt.Key.Key_Down)
    laned.grab()


def test_lanes_of_lights_are_not_dropped_on(page):
    page.bar.lane_by("light")
    before = steps(page)
    drag(page, "late", cell(page, "in_progress", "green"))
    assert steps(page) == before
    assert page.notice.isVisible()


# -- columns


def test_a_month_is_not_dropped_on_and_the_notice_says_what_to_do_instead(page):
    page.bar.group_by("month")
    before = steps(page)
    drag(page, "late", page.canvas.column_box("2026-11").center().toPoint())
    assert steps(page) == before
    assert page.notice.isVisible()


def test_a_strip_opens_by_a_click_and_folds_by_its_menu(page):
    narrow = page.canvas.column_box("review").width()
    click(page, page.canvas.column_box("review").center())
    assert page.canvas.column_box("review").width() > 5 * narrow
    page.column_menu("review").actions()[-1].trigger()
    assert page.canvas.column_box("review").width() == narrow


def test_a_double_click_on_a_strip_opens_no_card_that_comes_under_the_pointer(office, show_board):
    office.journal.commit(Label("More"), [task("old", "旧事", state="archived")])
    page = show_board(office, height=900)
    opened = []
    page.session.asked.connect(lambda *asked: opened.append(asked))
    strip = page.canvas.column_box("archived")
    place = QPoint(int(strip.center().x()), int(strip.top()) + 90)
    QTest.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "old" in page.canvas.visible_ids()
    assert opened == []


def test_columns_of_what_is_over_are_strips_that_count_their_cards(office, show_board):
    office.journal.commit(Label("More"), [task("old", "旧事", state="archived")])
    page = show_board(office, height=900)
    assert page.canvas.column_box("archived").width() < 40
    assert "old" not in page.canvas.visible_ids()
    page.canvas.select("old")
    press(page, Qt.Key.Key_Down)
    assert page.canvas.selected == "new"


def test_what_was_chosen_for_a_book_is_there_the_next_time(office, show_board):
    page = show_board(office, height=900)
    page.bar.lane_by("group")
    page.bar.group_by("lead")
    page.bar.group_by("state")
    page.bar.small.click()
    click(page, page.canvas.column_box("review").center())
    click(page, page.canvas.lane_box("g1").center())
    again = show_board(office, height=900)
    assert (again.bar.field, again.bar.lane_field, again.bar.small.isChecked()) == ("state", "group", True)
    assert again.canvas.view == page.canvas.view
    assert again.canvas.column_box("review").width() > 100
    again.bar.restored.emit()
    assert again.canvas.column_box("review").width() < 40


def test_a_damaged_memory_is_as_if_nothing_was_chosen(office, show_board):
    from smartplanner.base.paths import user_dir

    for text in ("{", "[]", '{"x": 1}', f'{{"{office.path}": {{"grouping": 3, "columns": 7}}}}'):
        user_dir().mkdir(parents=True, exist_ok=True)
        (user_dir() / "boards.json").write_text(text, "utf-8")
        assert show_board(office, height=900).bar.field == "state"


# -- limits


def test_a_limit_is_set_from_the_menu_of_the_column_in_one_step(page):
    before = steps(page)
    answer_number(7)
    page.column_menu("in_progress").actions()[0].trigger()
    column = page._board.column_of("in_progress")
    assert (column.limit, column.exceeded, steps(page)) == (7, False, before + 1)
    page.column_menu("in_progress").actions()[1].trigger()
    assert page._board.column_of("in_progress").limit is None


def answer_number(number):
    """Type a number into the dialog that is about to open."""

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LimitDialog)
        dialog.number.setText(str(number))
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_columns_of_what_is_over_offer_no_limit(page):
    assert not page.column_menu("done").actions()[0].isEnabled()
    assert page.column_menu("review").actions()[0].isEnabled()


def test_a_drop_over_the_limit_is_done_and_said(page):
    set_limit(page.session.office, "state", "in_progress", title="办理中", limit=3)
    assert not page._board.column_of("in_progress").exceeded
    drag(page, "new", page.canvas.column_box("in_progress").center().toPoint())
    assert row(page, "new").state == "in_progress"
    assert page._board.column_of("in_progress").exceeded
    assert "4" in page.notice.text()
    page.grab()


def test_the_menu_of_a_card_has_just_the_columns_that_it_may_go_to(page, qtbot):
    opening, _attaching, _line, moving = page.card_menu("late").actions()
    titles = [action.text() for action in moving.menu().actions()]
    assert page._board.column_of("review").title in titles
    assert page._board.column_of("in_progress").title not in titles
    assert page._board.column_of("archived").title not in titles
    moving.menu().actions()[titles.index(page._board.column_of("review").title)].trigger()
    assert row(page, "late").state == "review"
    with qtbot.waitSignal(page.session.asked) as asked:
        opening.trigger()
    assert asked.args == ["task", "late"]
    page.bar.group_by("light")
    assert not page.card_menu("late").actions()[-1].isEnabled()


def test_f2_opens_the_menu_of_the_column_of_the_selected_card(page, qtbot):
    page.canvas.select("late")
    page.canvas.menu.disconnect(page.show_menu)  # without a screen a menu cannot take the keyboard
    with qtbot.waitSignal(page.canvas.menu) as asked:
        press(page, Qt.Key.Key_F2)
    assert asked.args[0] == "in_progress"


# -- filters


def test_quick_filters_combine_and_count(page):
    chips = page.bar.chips
    assert [chip.text().split()[-1] for chip in chips.quick.values() if chip.isVisible()] == ["1", "1", "1", "1"]
    chips.quick["unsigned"].click()
    assert cards(page) == {"late"}
    chips.quick["soon"].click()
    assert cards(page) == set()
    chips.all.click()
    assert len(cards(page)) == 5


def test_one_group_is_looked_at_alone(page):
    chips = page.bar.chips
    chips.group.setCurrentIndex(chips.group.findData("g1"))
    chips.group.activated.emit(chips.group.currentIndex())
    assert cards(page) == {"late", "new"}
    page.empty.clear_button.click()
    assert len(cards(page)) == 5


def test_a_report_and_a_signature_take_a_card_out_of_its_filter(page):
    page.bar.chips.quick["unreported"].click()
    assert cards(page) == {"later"}
    page.session.office.journal.commit(
        Label("Report"), [insert("progress_report", "r2", {"task": "later", "reported_on": TODAY})]
    )
    assert cards(page) == set()


def test_a_slash_goes_to_the_search_and_enter_back_to_the_cards(page, qtbot):
    page.canvas.setFocus()
    QTest.keyClicks(page.canvas, "/")
    assert page.bar.search.hasFocus()
    assert page.bar.search.text() == ""
    QTest.keyClick(page.bar.search, Qt.Key.Key_Return)
    assert page.canvas.hasFocus()


# -- cards


def test_past_lights_and_the_last_report_are_read_for_the_cards_in_sight_and_again_after_a_change(page, qtbot):
    details = page.canvas.details
    qtbot.waitUntil(lambda: details.get("late") is not None)
    found = details.get("late")
    assert (len(found.lights), found.lights[-1]) == (12, "red")
    assert found.report.text == "已完成 招标"
    assert "已完成 招标" in page.canvas.words_at(page.canvas.card_box("late").center().toPoint())
    report = insert("progress_report", "r2", {"task": "late", "reported_on": TODAY, "text": "已开标"})
    page.session.office.journal.commit(Label("Report"), [report])
    qtbot.waitUntil(lambda: details.get("late") is not None and details.get("late").report.text == "已开标")


def test_cards_out_of_sight_are_not_read(office, qtbot, show_board):
    office.journal.commit(Label("More"), [task(f"more-{n:03}", f"任务{n}") for n in range(300)])
    page = show_board(office, height=900)
    qtbot.waitUntil(lambda: page.canvas.details.get("late") is not None)
    read = [n for n in range(300) if page.canvas.details.get(f"more-{n:03}")]
    assert len(read) < 30


def test_small_cards_show_more_at_once(page, office):
    office.journal.commit(Label("More"), [task(f"more-{n:03}", f"任务{n}") for n in range(100)])
    large = len(page.canvas.visible_ids())
    page.bar.small.click()
    page.grab()
    assert len(page.canvas.visible_ids()) > 1.8 * large


def test_a_change_of_a_unit_is_seen_in_lanes_too(laned):
    set_fields(laned.session.office, "group", ["g1"], {"name": "低空经济专班"})
    assert laned._board.lanes[0].title.startswith("低空经济")


# -- what is asked before a move


def answer_words(words):
    """Type what the board asks for when it asks; None: cancel."""

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WordsDialog)
        assert not dialog.accept_button.isEnabled()
        if words is None:
            dialog.reject()
        else:
            dialog.words.setPlainText(words)
            dialog.accept_button.click()

    QTimer.singleShot(0, answer)


def test_closing_asks_for_the_evidence_and_a_cancel_leaves_all_as_it_was(page):
    before = steps(page)
    answer_words(None)
    drag(page, "done", page.canvas.column_box("closed").center().toPoint())
    assert (row(page, "done").state, steps(page)) == ("done", before)
    answer_words("验收报告")
    drag(page, "done", page.canvas.column_box("closed").center().toPoint())
    assert (row(page, "done").state, steps(page)) == ("closed", before + 1)
    events = page.session.office.reader.rows("task_event")
    assert events[-1].evidence == "验收报告"


def test_a_card_held_at_the_lower_edge_scrolls_the_lanes(laned, office, qtbot):
    office.journal.commit(Label("More"), [task(f"more-{n:03}", f"任务{n}", group="g1") for n in range(30)])
    view, scene = laned.canvas.viewport(), laned.canvas._scene
    start = laned.canvas.card_box("late").center().toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, QPoint(start.x(), view.height() - 30))
    qtbot.waitUntil(lambda: scene.scroll(0) > 100)
    press(laned, Qt.Key.Key_Escape)
    assert not laned.canvas._beat.isActive()

"""History in the hands of its user: look through the steps, take back, look back, compare, bring back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from smartplanner.changes import Label, insert, update
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.history.resolve import Choice
from smartplanner.commands.office import new_office
from smartplanner.queries.history.moments import last_number
from smartplanner.ui.history import RecordHistory
from smartplanner.ui.history.difference import pieces
from smartplanner.ui.history.page import BIN, COMPARE, TIMELINE
from smartplanner.ui.history.step_delegate import sign_letter
from smartplanner.ui.history.taking_back import TakeBackDialog
from smartplanner.ui.progress import ProgressForm

DAY = date(2026, 11, 23)


@pytest.fixture
def window(window_on, tmp_path):
    """The window on a book whose one matter was changed twice."""
    with new_office(tmp_path / "本市.splan") as office:
        office.journal.commit(Label("Add"), [insert("task", "a", {"title": "政务云迁移", "note": "旧的说明"})])
        set_fields(office, "task", ["a"], {"progress": 20.0, "note": "第一版的说明"})
        set_fields(office, "task", ["a"], {"progress": 60.0})
    return window_on(tmp_path / "本市.splan")


@pytest.fixture
def page(window):
    return window.go_to("history")


def office_of(window):
    return window.session.office


def shown(model):
    return [tuple(model.texts(row)) for row in range(model.rowCount())]


def test_the_steps_stand_under_their_day_and_the_newest_is_chosen(page):
    assert page.timeline.model.index(0).data().startswith("今天")
    assert page.timeline.chosen().number == 4
    assert [line[1:] for line in shown(page.timeline.details.model)] == [("进度", "20%", "60%")]


def test_a_day_cannot_be_chosen_and_the_keys_pass_over_it(qtbot, page):
    page.timeline.steps.setFocus()
    qtbot.keyClick(page.timeline.steps, Qt.Key.Key_Down)
    assert page.timeline.chosen().number == 3
    qtbot.keyClick(page.timeline.steps, Qt.Key.Key_Home)
    assert page.timeline.chosen().number == 4


def test_typing_a_word_leaves_the_steps_that_have_it(qtbot, page):
    page.timeline.search.setText("第一版")
    qtbot.waitUntil(lambda: page.timeline.model.steps_shown == 1)
    assert page.timeline.chosen().number == 3
    page.timeline.search.setText("没有这样的词")
    qtbot.waitUntil(lambda: page.timeline.model.steps_shown == 0)
    assert page.timeline.nothing.isVisible()
    assert not page.timeline.rollback_button.isEnabled()


def test_the_history_is_narrowed_by_kind_and_to_one_record(page):
    page.timeline.kind_box.setCurrentIndex(page.timeline.kind_box.findData("create"))
    assert page.timeline.model.steps_shown == 1
    page.timeline.kind_box.setCurrentIndex(0)
    page.timeline.narrow_to_record("task", "a")
    assert page.timeline.model.steps_shown == 3
    assert "政务云迁移" in page.timeline.clear_button.text()
    page.timeline.clear_button.click()
    assert page.timeline.model.steps_shown == 4


def test_a_change_opens_its_record(page, window):
    asked = []
    window.session.asked.disconnect()
    window.session.asked.connect(lambda entity, id: asked.append((entity, id)))
    page.timeline.details.open_button.click()
    assert asked == [("task", "a")]


def test_a_large_step_shows_its_first_changes_and_more_on_demand(page, window):
    rows = [insert("task", f"t{number}", {"title": f"事项{number}"}) for number in range(450)]
    office_of(window).journal.commit(Label("many"), rows)
    details = page.timeline.details
    assert details.model.rowCount() == 200
    details.more_button.click()
    details.more_button.click()
    assert details.model.rowCount() == 450
    assert not details.more_button.isVisible()


def test_conflicts_are_named_and_each_is_turned_by_the_space_bar(qtbot, page, window, monkeypatch):
    seen = []

    def use(dialog):
        dialog.show()
        dialog.table.setFocus()
        seen.append(shown(dialog.model)[0][1:4])
        seen.append(dialog.choices[dialog.plan.conflicts[0].key])
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        seen.append(dialog.choices[dialog.plan.conflicts[0].key])
        assert office_of(window).reader.row("task", "a").progress == 60.0  # nothing is written yet
        dialog.ok_button.click()

    monkeypatch.setattr(TakeBackDialog, "exec", use)
    page.timeline.choose(3)
    page.timeline.rollback_button.click()
    assert seen == [("进度", "（空）", "60%"), Choice.KEEP, Choice.RESTORE]
    row = office_of(window).reader.row("task", "a")
    assert (row.progress, row.note) == (None, "旧的说明")


def test_keeping_all_takes_back_only_what_nobody_touched_since(page, window, monkeypatch):
    def use(dialog):
        dialog.restore_button.click()
        dialog.keep_button.click()
        dialog.ok_button.click()

    monkeypatch.setattr(TakeBackDialog, "exec", use)
    page.timeline.choose(3)
    page.timeline.rollback_button.click()
    row = office_of(window).reader.row("task", "a")
    assert (row.progress, row.note) == (60.0, "旧的说明")


def test_cancelling_writes_nothing(page, window, monkeypatch):
    monkeypatch.setattr(TakeBackDialog, "exec", lambda dialog: dialog.reject())
    page.timeline.choose(3)
    page.timeline.rollback_button.click()
    assert last_number(office_of(window).journal) == 4


def test_the_book_as_of_a_step_opens_in_a_window_of_its_own_to_read_only(qtbot, page, window):
    page.timeline.choose(3)
    page.timeline.look_button.click()
    qtbot.waitUntil(lambda: page.looking.opened is not None)
    past = page.looking.opened
    path = past.past.path
    assert past.session.office.reader.row("task", "a").progress == 20.0
    assert not past.session.office.writable
    assert "只读" in past.banner.accessibleName() or "look at only" in past.banner.accessibleName()
    past.go_to("task")
    assert not past.go_to("history").rollback_button.isEnabled()
    assert office_of(window).reader.row("task", "a").progress == 60.0
    past.banner.back.click()
    qtbot.waitUntil(lambda: not path.parent.exists())


def test_closing_the_book_closes_the_look_back_and_removes_its_copy(qtbot, page, window):
    page.timeline.choose(2)
    page.timeline.look_button.click()
    qtbot.waitUntil(lambda: page.looking.opened is not None)
    path = page.looking.opened.past.path
    window.close_book()
    assert not path.exists()


def test_a_step_is_compared_with_now_and_the_words_go_to_the_clipboard(qtbot, page):
    page.timeline.choose(2)
    page.timeline.compare_button.click()
    view = page.comparison
    assert page.tabs.currentIndex() == COMPARE
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert shown(view.model)[0][2] == "政务云迁移"
    assert [counts["changed"] for _entity, counts in view.counts.things] == [1]
    view.table.selectRow(0)
    assert "60%" in view.text.toPlainText()
    view.copy_button.click()
    assert "政务云迁移" in QApplication.clipboard().text()
    view.sort_box.setCurrentIndex(view.sort_box.findData("added"))
    assert view.model.rowCount() == 0


def test_a_removed_record_is_brought_back_from_the_bin(page, window):
    remove_rows(office_of(window), "task", ["a"])
    page.tabs.setCurrentIndex(BIN)
    page.bin.table.selectRow(0)
    assert shown(page.bin.model)[0][3] == "政务云迁移"
    page.bin.restore_button.click()
    assert office_of(window).reader.row("task", "a").title == "政务云迁移"
    assert page.bin.nothing.isVisible()


def test_what_it_names_and_is_gone_too_is_asked_about(page, window, monkeypatch):
    office = office_of(window)
    district = next(iter(office.reader.names("district")))
    set_fields(office, "task", ["a"], {"district": district})
    remove_rows(office, "task", ["a"])
    remove_rows(office, "district", [district])
    page.tabs.setCurrentIndex(BIN)
    page.bin.table.selectRow([one.gone.entity for one in page.bin.model.things].index("task"))
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    page.bin.restore_button.click()
    row = office.reader.row("task", "a")
    assert row is not None
    assert row.district in (district, None)


def test_the_bin_leads_to_the_step_that_removed(page, window):
    step = remove_rows(office_of(window), "task", ["a"])
    page.tabs.setCurrentIndex(BIN)
    page.bin.table.selectRow(0)
    page.bin.step_button.click()
    assert page.tabs.currentIndex() == TIMELINE
    assert page.timeline.chosen().number == step.number


def test_the_history_of_a_record_is_narrowed_to_a_field_and_a_value_comes_back(qtbot, window):
    tab = RecordHistory(window.session, "task", "a")
    qtbot.addWidget(tab)
    assert tab.model.rowCount() == 4
    tab.field_box.setCurrentIndex(tab.field_box.findData("progress"))
    assert [line[2:5] for line in shown(tab.model)][:2] == [("进度", "20%", "60%"), ("进度", "（空）", "20%")]
    tab.table.selectRow(0)
    assert not tab.after_button.isEnabled()  # it is so already
    tab.before_button.click()
    assert office_of(window).reader.row("task", "a").progress == 20.0
    assert tab.field_box.currentData() == "progress"


def test_after_each_step_a_quiet_line_offers_to_take_it_back(window):
    line = window.undo_line
    assert not line.isVisible()
    set_fields(office_of(window), "task", ["a"], {"progress": 70.0})
    assert line.isVisible()
    assert "政务云迁移" in line.words.text()
    line.button.click()
    assert office_of(window).reader.row("task", "a").progress == 60.0
    assert not line.isVisible()


def test_a_button_that_is_disabled_after_it_was_pressed_does_not_hand_the_keys_to_the_one_that_takes_back(
    qtbot, window
):
    line, pressed = window.undo_line, QPushButton(window)
    pressed.show()
    set_fields(office_of(window), "task", ["a"], {"progress": 70.0})
    qtbot.waitUntil(line.button.isVisible)
    QWidget.setTabOrder(pressed, line.button)
    window.activateWindow()
    pressed.setFocus()
    qtbot.waitUntil(pressed.hasFocus)
    pressed.setEnabled(False)
    assert not line.button.hasFocus()
    for _time in range(40):
        window.focusNextChild()
        assert not line.button.hasFocus()


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "新", [("new", "新")]),
        ("完成80%", "完成95%", [("same", "完成"), ("gone", "80"), ("new", "95"), ("same", "%")]),
        ("<b>甲</b>", "<b>乙</b>", [("same", "<b>"), ("gone", "甲"), ("new", "乙"), ("same", "</b>")]),
    ],
)
def test_two_versions_of_a_text_are_told_apart_piece_by_piece(before, after, parts):
    assert pieces(before, after) == parts
    assert "".join(text for what, text in parts if what != "new") == before


def test_a_large_step_is_taken_back_beside_the_window_with_a_choice_where_needed(qtbot, page, window, monkeypatch):
    office = office_of(window)
    rows = [insert("task", f"t{number}", {"title": f"事项{number}"}) for number in range(2_001)]
    step = office.journal.commit(Label("many"), rows)
    office.journal.commit(Label("since"), [update("task", "t0", {"title": "事项0"}, {"title": "改过的"})])
    seen = []

    def use(dialog):
        dialog.show()
        qtbot.waitUntil(dialog.ok_button.isEnabled)
        dialog.restore_button.click()
        assert not dialog.ok_button.isEnabled()  # what comes of it is being worked out
        qtbot.waitUntil(dialog.ok_button.isEnabled)
        dialog.ok_button.click()
        assert isinstance(QApplication.activeModalWidget(), ProgressForm)  # nothing else is done meanwhile
        qtbot.waitUntil(lambda: not dialog.isVisible())
        seen.append(dialog.result())

    monkeypatch.setattr(TakeBackDialog, "exec", use)
    page.timeline.choose(step.number)
    page.timeline.rollback_button.click()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [TakeBackDialog.DialogCode.Accepted]
    assert office.reader.row("task", "t0") is None
    assert office.reader.row("task", "t2000") is None


def test_a_step_bears_the_first_letter_of_its_kind_in_either_language():
    assert sign_letter("改") == "改"
    assert sign_letter("sign: edit") == "E"

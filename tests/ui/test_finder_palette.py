"""Finding anything (Ctrl+K) in the hands of its user."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer

from smartplanner.changes import Label, insert
from smartplanner.queries.finder import Finder
from smartplanner.ui.finder.entries import Entry, Heading
from smartplanner.ui.finder.finding import Finding
from smartplanner.ui.finder.palette import FinderPalette
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}"


@pytest.fixture
def book(journal, book_path):
    journal.commit(
        Label("filled"),
        [
            insert("district", "d1", {"name": "海淀区", "code": "110108"}),
            insert("district", "d2", {"name": "朝阳区", "code": "110105"}),
            insert("organisation", "u1", {"name": "北京市经济和信息化局"}),
            insert("task", "t1", {"title": "海淀停车诱导", "lead": "u1", "district": "d1", "due": date(2026, 11, 1)}),
            insert("task", "t2", {"title": "朝阳停车诱导", "district": "d2", "state": "closed"}),
            insert("task", "t3", {"title": NASTY, "code": "2026-009"}),
            insert("contract", "c1", {"title": "停车平台运营合同"}),
        ],
    )
    journal.close()
    return book_path


@pytest.fixture
def shell(qtbot, book):
    window = Shell(as_of=DAY)
    qtbot.addWidget(window)
    window.show()
    assert window.open_book(book)
    window.finding.finder.build()
    yield window
    window.close_book()


@pytest.fixture
def palette(qtbot, shell):
    return open_palette(qtbot, shell)


def open_palette(qtbot, shell):
    dialog = FinderPalette(shell, shell.finding)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def typed(qtbot, palette, text):
    palette.field.clear()
    qtbot.keyClicks(palette.field, text) if text.isascii() else palette.field.setText(text)
    return [line.title for line in palette.list.lines.lines if isinstance(line, Entry)]


def press(qtbot, palette, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(palette.field, key, modifier)


def opened(shell, monkeypatch):
    seen = []
    monkeypatch.setattr(shell, "open_record", lambda entity, id: seen.append((entity, id)))
    return seen


def test_initials_find_the_matter_and_enter_opens_its_form(qtbot, shell, palette, monkeypatch):
    seen = opened(shell, monkeypatch)
    assert typed(qtbot, palette, "hdtc")[0] == "海淀停车诱导"
    press(qtbot, palette, Qt.Key.Key_Return)
    assert not palette.isVisible()
    palette.run_picked()
    assert seen == [("task", "t1")]


def test_records_stand_under_the_name_of_their_kind_and_open_ones_first(qtbot, palette):
    typed(qtbot, palette, "停车诱导")
    lines = palette.list.lines.lines
    assert isinstance(lines[0], Heading)
    assert [line.title for line in lines[:3]] == ["督办事项", "海淀停车诱导", "朝阳停车诱导"]


def test_the_arrows_go_from_entry_to_entry_and_around_the_ends(qtbot, palette):
    titles = typed(qtbot, palette, "停车")
    press(qtbot, palette, Qt.Key.Key_Down)
    assert palette.list.current_entry().title == titles[1]
    press(qtbot, palette, Qt.Key.Key_Up)
    press(qtbot, palette, Qt.Key.Key_Up)
    assert palette.list.current_entry().title == titles[-1]


def test_below_a_matter_stand_who_leads_it_where_until_when_and_its_light(qtbot, palette):
    typed(qtbot, palette, "hdtc")
    palette.read_contexts()
    entry = palette.list.current_entry()
    assert entry.below == "北京市经济和信息化局 · 海淀区 · 2026年11月1日"
    assert entry.light == "red"


def test_a_command_is_found_by_another_word_for_it_and_done(qtbot, shell, monkeypatch):
    done = []
    monkeypatch.setattr(shell, "do", done.append)
    palette = open_palette(qtbot, shell)
    typed(qtbot, palette, "存盘")
    press(qtbot, palette, Qt.Key.Key_Return)
    palette.run_picked()
    assert done == ["backup"]


def test_a_command_that_cannot_be_used_says_why_and_stays(qtbot, palette):
    typed(qtbot, palette, ">重做")
    entry = palette.list.current_entry()
    assert entry.reason
    press(qtbot, palette, Qt.Key.Key_Return)
    assert palette.picked is None
    assert palette.isVisible()


def test_only_commands_are_found_after_a_greater_than_sign(qtbot, palette):
    typed(qtbot, palette, ">停车")
    assert not palette.list.isVisible()
    assert palette.empty.isVisible()


def test_only_units_are_found_after_an_at_sign(qtbot, palette):
    typed(qtbot, palette, "@jjhxx")
    entries = [line for line in palette.list.lines.lines if isinstance(line, Entry)]
    assert [entry.place for entry in entries] == [("organisation", "u1")]


def test_only_codes_are_found_after_a_hash(qtbot, palette):
    assert typed(qtbot, palette, "#2026-0") == [NASTY]


def test_a_page_is_gone_to(qtbot, shell, palette):
    typed(qtbot, palette, "红灯清单")
    press(qtbot, palette, Qt.Key.Key_Return)
    palette.run_picked()
    assert shell.page_name() == "red_list"


def test_a_paper_is_shown_among_the_papers(qtbot, shell, palette):
    typed(qtbot, palette, "督查通报")
    press(qtbot, palette, Qt.Key.Key_Return)
    palette.run_picked()
    assert shell.page_name() == "papers"
    assert shell.stack.currentWidget().pane.report == "supervision-circular"


def test_the_matters_of_a_district_are_listed(qtbot, shell, palette):
    assert "海淀区" in typed(qtbot, palette, "海淀区的督办事项")[0]
    press(qtbot, palette, Qt.Key.Key_Return)
    palette.run_picked()
    assert shell.page_name() == "task"
    page = shell.stack.currentWidget()
    assert [row.id for row in page.model.shown_rows()] == ["t1"]


def test_the_matters_of_a_district_are_those_that_lie_there_and_not_all_that_name_it(qtbot, shell, palette):
    with_name = {"title": "向海淀区学习", "state": "in_progress"}
    shell.session.office.journal.commit(Label("one more"), [insert("task", "elsewhere", with_name)])
    typed(qtbot, palette, "海淀区的督办事项")
    press(qtbot, palette, Qt.Key.Key_Return)
    palette.run_picked()
    assert [row.id for row in shell.stack.currentWidget().model.shown_rows()] == ["t1"]


def test_control_enter_shows_a_record_in_its_list_whatever_was_filtered_there(qtbot, shell, palette):
    page = shell.go_to("task")
    page.model.set_filters([ColumnFilter("title", values=frozenset({"海淀停车诱导"}))])
    page.apply_filter()
    typed(qtbot, palette, "2026-009")
    press(qtbot, palette, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    palette.run_picked()
    assert page.table.selected_ids() == ["t3"]


def test_control_enter_shows_a_record_in_its_list(qtbot, shell, palette):
    typed(qtbot, palette, "2026-009")
    press(qtbot, palette, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    palette.run_picked()
    assert shell.page_name() == "task"
    assert shell.stack.currentWidget().table.selected_ids() == ["t3"]


def test_nothing_typed_shows_what_was_opened_of_late_also_after_the_next_start(qtbot, shell):
    shell.finding.note("contract", "c1")
    shell.finding.note("task", "t3")
    again = Finding(shell.session)
    assert again.lately[:2] == [("task", "t3"), ("contract", "c1")]
    palette = open_palette(qtbot, shell)
    assert typed(qtbot, palette, "")[:2] == [NASTY, "停车平台运营合同"]


def test_what_was_opened_of_late_comes_first_among_its_equals(qtbot, shell, palette):
    assert typed(qtbot, palette, "停车诱导")[0] == "海淀停车诱导"
    shell.finding.note("task", "t2")
    assert typed(qtbot, palette, "停车诱导 ")[0] == "朝阳停车诱导"


def test_finding_nothing_says_how_to_search(qtbot, palette):
    typed(qtbot, palette, "鑫淼")
    assert palette.empty.isVisible()
    assert palette.empty.text()


def test_escape_closes_and_does_nothing(qtbot, palette):
    typed(qtbot, palette, "停车")
    press(qtbot, palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert palette.picked is None


def test_while_the_index_is_being_made_the_palette_says_so_and_finds_the_rest_by_itself(qtbot, shell):
    shell.finding.finder = Finder(shell.session.office.reader)
    palette = open_palette(qtbot, shell)
    said = palette.status.text()
    typed(qtbot, palette, "停车")
    qtbot.waitUntil(lambda: palette.list.current_entry() is not None and palette.status.text() != said)


def test_the_shortcut_opens_the_palette_without_a_book_with_commands_alone(qtbot):
    window = Shell(as_of=DAY)
    qtbot.addWidget(window)
    window.show()
    seen = []

    def look():
        palette = next(one for one in window.findChildren(FinderPalette))
        seen.extend(palette.list.lines.lines)
        palette.reject()

    QTimer.singleShot(0, look)
    window.action("find").trigger()
    assert {line.group for line in seen if isinstance(line, Entry)} == {"commands"}

"""The first page in its users' hands: what presses in one line, numbers that open their lists, three roles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from smartplanner.base import clock
from smartplanner.base.settings import load_settings, save_settings
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.ui.overview import OverviewPage
from smartplanner.ui.overview.columns import Columns
from smartplanner.ui.overview.last_look import last_look
from smartplanner.ui.overview.listing import RowsDialog
from smartplanner.ui.session import Session
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}\n第二行"
BEFORE, NOW = "2026-11-10T02:00:00.000Z", "2026-11-23T02:00:00.000Z"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path / "home"))


@pytest.fixture
def session(session_on, journal, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    running = {"lead": "u1", "state": "in_progress"}
    silent = {"cycle": "monthly", "start": date(2026, 8, 1), "due": date(2027, 6, 1)} | running
    journal.commit(
        Label("matters"),
        [
            insert("organisation", "u1", {"name": "北京市甲局"}),
            insert("group", "g1", {"name": "数据组"}),
            insert("district", "d1", {"name": "海淀区"}),
            insert(
                "task", "late", {"title": NASTY, "lead": "u1", "due": date(2026, 11, 22), "state": "in_progress",
                                 "group": "g1", "district": "d1"}
            ),
            insert("task", "soon", {"title": "本周的事", "due": date(2026, 11, 27)} | running),
            insert("task", "silent", {"title": "没报的事"} | silent),
            insert("task", "done", {"title": "办结的事", "lead": "u1", "due": date(2026, 1, 1), "state": "done"}),
        ],
    )  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(OverviewPage(session), size=(1160, 680))


def titles(page, name):
    return [row.title for row in page.dashboard.panels[name].list.rows]


def choose_role(page, role):
    page.role_box.setCurrentIndex(page.role_box.findData(role))


def test_the_first_line_says_what_presses(page):
    line = page.line.text()
    assert page.line.textFormat() == Qt.TextFormat.PlainText
    for number in (page.figures.overdue, len(page.found.due_week), len(page.found.silent)):
        assert number == 1
    assert line.count("1") >= 4  # overdue, newly red, this week, not reported


def test_panels_name_what_is_late_due_and_silent_and_empty_ones_say_so(page):
    assert NASTY in titles(page, "worst")
    assert titles(page, "week") == ["本周的事"]
    assert len(titles(page, "silent")) == 1
    assert not titles(page, "gates")
    assert page.dashboard.panels["gates"].empty.text()


def test_a_line_opens_its_record_by_click_and_by_enter(qtbot, page, session):
    asked = []
    session.asked.connect(lambda entity, id: asked.append((entity, id)))
    lines = page.dashboard.panels["week"].list
    first = lines.visualRect(lines.model().index(0, 0)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=first)
    lines.setCurrentIndex(lines.model().index(0, 0))
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert asked == [("task", "soon")] * 2


def test_what_changed_since_yesterday_is_told_and_listed(qtbot, page, session):
    changed = page.found.changed
    assert changed.known
    assert {line.id for line in changed.reddened} == {"late"}
    set_fields(session.office, "task", ["soon"], {"due": date(2026, 12, 30)})
    assert {line.id for line in page.found.changed.put_off} == {"soon"}
    assert page.dashboard.change_buttons["put_off"].isVisible()
    assert not page.dashboard.change_buttons["added"].isVisible()


def test_what_changed_since_the_last_look_follows_the_place_in_the_journal(session, page):
    page.dashboard.since.setCurrentIndex(page.dashboard.since.findData("look"))
    session.office.journal.commit(Label("new"), [insert("task", "fresh", {"title": "新事"})])
    later = Session(session.office, DAY)
    assert last_look(later).after > 0
    later.deleteLater()


def test_a_look_at_a_past_moment_is_not_kept_as_the_last_look(session):
    window = QObject()
    window.remembers = False
    for _look in range(2):
        past = Session(session.office, DAY, window)
        assert last_look(past) is None


def test_urging_the_silent_units_is_one_step(page, session):
    page.dashboard.urge_button.click()
    events = session.office.reader.rows("task_event")
    assert [(row.task, str(row.act)) for row in events] == [("silent", "urge")]


def test_numbers_and_panels_ask_for_pages(page):
    asked = []
    page.going.connect(lambda name, _choose: asked.append(name))
    for tile in page._cards.values():
        tile.click()
    for name in ("worst", "week", "gates", "contracts", "alarms", "money", "meetings"):
        page.dashboard.panels[name].asked.emit()
    page.dashboard.chart.picked.emit("0/red")
    assert set(asked) == {"task", "red_list", "operation", "meeting"}
    assert asked[-1] == "task"


def test_a_convener_sees_the_own_group_first_and_can_switch_to_the_city(qtbot, session):
    save_settings(replace(load_settings(), role="convener", own_group="数据组"))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.role == "convener"
    assert page.figures.total == 1
    assert page._cards["red"].figure == "1"
    page.scope_box.setCurrentIndex(1)
    assert page.figures.total == 4


def test_a_convener_without_a_group_is_told_where_to_say_it(qtbot, session):
    save_settings(replace(load_settings(), role="convener"))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.no_group.isVisible()
    assert page.figures.total == 4


def test_numbers_of_the_own_part_list_just_what_they_count(qtbot, session, monkeypatch):
    save_settings(replace(load_settings(), role="convener", own_group="数据组"))
    shown = []
    monkeypatch.setattr(RowsDialog, "exec", lambda dialog: shown.append([row.id for row in dialog.list.rows]))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    for key in ("overdue", "red", "total", "week"):
        page._cards[key].click()
    assert shown == [["late"], ["late"], ["late"], []]


def test_panels_of_the_own_part_list_as_many_as_they_say(qtbot, session, monkeypatch):
    soon = {"title": "将到期", "lead": "u1", "group": "g1", "state": "in_progress", "due": date(2026, 11, 27)}
    running = {"operator": "o", "district": "d1", "state": "active"}
    session.office.journal.commit(
        Label("more"),
        [
            insert("task", "near", soon),
            insert("operator", "o", {"organisation": "u1"}),
            insert("contract", "past", {"title": "已到期", "end": date(2026, 11, 1)} | running),
            insert("contract", "ends", {"title": "将到期", "end": date(2026, 12, 20)} | running),
        ],
    )
    save_settings(replace(load_settings(), role="convener", own_group="数据组", own_district="海淀区"))
    shown = []
    monkeypatch.setattr(RowsDialog, "exec", lambda dialog: shown.append([row.id for row in dialog.list.rows]))
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    page.dashboard.panels["worst"].asked.emit()
    page.dashboard.expiring_button.click()
    assert sorted(shown[0]) == ["ends", "late", "near", "past"]
    assert len(shown[0]) == len(page.found.red)
    assert shown[1] == ["ends"]


def test_a_leader_sees_one_page_with_ten_numbers_and_prints_it(page):
    choose_role(page, "leader")
    assert len(page.leader.paper.numbers) == 10
    assert page.leader.tiles[0].figure == "4项"
    assert not page.dashboard.isVisible()
    asked = []
    page.going.connect(lambda name, _choose: asked.append(name))
    page.leader.print_button.click()
    for tile in page.leader.tiles:
        tile.click()
    assert asked[0] == "papers"
    assert len(asked) == 11


def test_panels_reflow_with_the_width(qtbot, page):
    places = {}
    for width in (400, 800, 1160, 1700):
        page.resize(width, 680)
        QApplication.processEvents()
        panels = page.dashboard.panels.values()
        places[width] = len({panel.x() for panel in panels if panel.isVisible()})
        assert all(panel.geometry().right() <= page.dashboard.width() for panel in panels)
    assert places[400] == 1
    assert places[400] < places[800] < places[1160] <= places[1700]


def test_every_number_opens_a_list_of_just_so_many(qtbot, session):
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    pages = {}
    shell.session = session  # the pages of a window over the book at hand
    shell.show()
    first = shell.go_to("overview")
    for key, tile in first._cards.items():
        tile.click()
        pages[key] = shell.stack.currentWidget()
        if key == "silent":
            assert {item.kind for group in pages[key].model.groups for item in group.items} == {"unreported"}
            assert str(len(pages[key].model.groups)) == tile.figure, "a group for each unit that the number counts"
        elif key != "done":
            assert str(pages[key].model.rowCount()) == tile.figure, key
    first.dashboard.chart.picked.emit("0/red")
    assert {line.id for line in pages["red"].model.shown_rows()} == {"late"}
    shell.session = None


def test_the_late_milestones_of_the_one_page_open_just_those(qtbot, session):
    plan = {"title": "建设计划", "district": "d1"}
    due = {"plan": "p", "due": date(2026, 11, 1)}
    session.office.journal.commit(
        Label("plans"),
        [
            insert("plan", "p", plan),
            insert("milestone", "late", {"title": "没完成"} | due),
            insert("milestone", "done", {"title": "按期", "done_on": date(2026, 10, 30)} | due),
            insert("milestone", "after", {"title": "看的那天还没完成", "done_on": DAY + timedelta(3)} | due),
            insert("milestone", "open", {"title": "未到期", "plan": "p", "due": date(2026, 12, 30)}),
        ],
    )
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    shell.session = session
    shell.show()
    first = shell.go_to("overview")
    choose_role(first, "leader")
    place = [number.name for number in first.leader.paper.numbers].index("逾期里程碑")
    tile = first.leader.tiles[place]
    tile.click()
    assert tile.figure == "2个"
    assert {row.id for row in shell.go_to("milestone").model.shown_rows()} == {"late", "after"}
    shell.session = None


def test_rows_of_numbers_are_filled_alike():
    row = Columns(least=100, gap=10, most=8, even=True)
    assert row.columns(560) == 5  # nothing to divide yet


def test_a_tall_window_shows_more_lines(page):
    page.resize(1700, 1000)
    QApplication.processEvents()
    assert page.dashboard.panels["worst"].list.most > 5


def test_no_panel_of_the_overview_of_an_empty_book_is_left_without_a_word(show, new_session):
    page = show(OverviewPage(new_session()), size=(1160, 680))
    panels = page.dashboard.panels
    assert [name for name, panel in panels.items() if not panel.empty.text()] == []

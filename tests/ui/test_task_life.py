"""The life of a matter in the window: its form, the dialogs of its acts, and acts on many matters of a list."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.office import Office
from smartplanner.commands.reference import reference_changes
from smartplanner.queries.life import events_of
from smartplanner.ui.life.acts import act_dialog, part_done_dialog
from smartplanner.ui.life.batch import able_by_act, menu_of_acts
from smartplanner.ui.task_form import TaskForm
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 2)
pytestmark = pytest.mark.usefixtures("discarding")
DUE = date(2026, 11, 30)


@pytest.fixture
def session(session_on, journal):
    """Two units; a matter to sign for, one in progress, one reported as done."""
    base = {"lead": "lead", "support": ("other",), "due": DUE}
    journal.commit(
        Label("rows"),
        [
            *(change for change in reference_changes() if change.entity == "deadline_rule"),
            insert("organisation", "lead", {"name": "市交通委"}),
            insert("organisation", "other", {"name": "市公安局"}),
            insert("task", "new", {"title": "路口改造", "state": "signing", **base}),
            insert("task", "open", {"title": "智慧停车", "state": "in_progress", **base}),
            insert("task", "done", {"title": "一网统管", "state": "done", **base}),
        ],
    )
    return session_on(Office(journal), as_of=DAY)


@pytest.fixture
def ask(answer, session):
    """Open the dialog of an act, answer it and accept; returns the dialog."""

    def opened(act, ids, unit="", **answers):
        return answer(act_dialog(session, act, ids, None, unit=unit), **answers)

    return opened


def task(session, id):
    return session.office.reader.row("task", id)


def form_of(qtbot, session, id):
    form = TaskForm(session, id)
    qtbot.addWidget(form)
    form.show()
    return form


def test_the_form_offers_just_the_acts_that_are_legal_now(qtbot, session):
    form = form_of(qtbot, session, "done")
    assert list(form.standing.buttons) == ["close", "return", "reopen"]
    assert "state" not in form.editors
    assert "state" in form_of(qtbot, session, "").editors


def test_the_form_of_a_matter_that_is_gone_says_so_and_offers_no_act_until_it_is_back(qtbot, session, monkeypatch):
    form, said = form_of(qtbot, session, "open"), []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    acts = dict(form.standing.buttons)
    remove_rows(session.office, "task", ["open"])
    assert any("删除" in label.text() for label in form.standing.findChildren(QLabel))
    assert not any(button.isVisible() for button in form.standing.findChildren(QPushButton))
    assert not form.standing.ask("report")  # a key that was on its way
    assert len(said) == 1
    session.office.journal.undo()
    assert list(form.standing.buttons) == list(acts)


def test_a_dialog_stays_with_the_reason_until_the_act_has_what_it_needs(session, ask):
    dialog = ask("close", ["done"])
    assert dialog.isVisible()
    assert dialog.refusal.text()
    assert task(session, "done").state == "done"
    dialog.editors["evidence"].set_value("验收报告")
    dialog.done_button.click()
    assert not dialog.isVisible()
    assert task(session, "done").state == "closed"


def test_the_form_follows_an_act_and_keeps_what_is_being_typed(qtbot, session, ask):
    form = form_of(qtbot, session, "open")
    form.editors["code"].line.setText("D-7")
    ask("report", ["open"], progress=70.0, text="已完成七成")
    assert form.editors["progress"].value() == 70.0
    assert form.editors["code"].value() == "D-7"
    ask("finish", ["open"])
    assert "close" in form.standing.buttons
    assert form.save()
    assert (task(session, "open").code, task(session, "open").state) == ("D-7", "done")


def test_units_sign_report_and_finish_their_part_from_the_form(qtbot, session, ask):
    form = form_of(qtbot, session, "new")
    units, record = form.life_tabs[:2]
    assert [part.organisation for part in units.model.shown_rows()] == ["lead", "other"]
    assert units.sign_button.isEnabled()
    ask("sign", ["new"], unit="other")
    ask("sign", ["new"], unit="lead")
    assert task(session, "new").state == "in_progress"
    assert not units.sign_button.isEnabled()
    ask("report", ["new"], unit="other", text="已配合", blocked_by="等待接口")
    units.table.select("support other")
    assert any("等待接口" in units.model.columns[5].text(part) for part in units.model.shown_rows())
    dialog = part_done_dialog(session, "new", "other", form)
    dialog.done_button.click()
    assert not units.done_button.isEnabled()
    assert record.model.rowCount() == 4


def test_a_finished_matter_says_once_that_it_is_finished(qtbot, session):
    form = form_of(qtbot, session, "done")
    assert [label.text() for label in form.standing.findChildren(QLabel)].count("已办结") == 1


def test_an_extension_is_asked_for_and_decided_in_dialogs_and_the_first_date_is_shown(qtbot, session, ask):
    form = form_of(qtbot, session, "open")
    assert not ask("request", ["open"], new_due=date(2026, 12, 31), reason="设备未到", progress="六成").isVisible()
    assert list(form.standing.buttons)[:1] == ["report"]
    assert not ask("grant", ["open"], decided_by="分管领导").isVisible()
    assert form.editors["due"].value() == date(2026, 12, 31)
    shown = [label.text() for label in form.standing.findChildren(QLabel)]
    assert any(DUE.isoformat() in text and "2026-12-31" in text for text in shown)
    assert form.life_tabs[2].model.rowCount() == 1


def test_a_matter_is_divided_from_lines_and_its_parts_open_from_the_form(qtbot, session, ask):
    form = form_of(qtbot, session, "open")
    ask("divide", ["open"], parts="数据接入｜市公安局｜2026-11-20\n设备安装")
    parts = form.life_tabs[3]
    assert {line.title for line in parts.model.shown_rows()} == {"数据接入", "设备安装"}
    first = parts.model.shown_rows()[0].id
    with qtbot.waitSignal(session.asked) as asked:
        parts.table.opened.emit(first)
    assert asked.args == ["task", first]


def test_the_deadline_is_proposed_by_the_table_and_a_free_day_is_warned_of(qtbot, session):
    from smartplanner.ui.life.deadline import DeadlineRemark

    form = form_of(qtbot, session, "open")
    remark = form.findChild(DeadlineRemark)
    form.editors["priority"].set_value("urgent")
    remark.propose()
    assert form.editors["due"].value() == date(2026, 11, 5)
    assert form.editors["cycle"].value() == "weekly"
    form.editors["due"].line.setText("2026-11-29")
    form.editors["due"].edited.emit()
    assert "2026-11-30" in remark.text()
    form.editors["due"].line.setText("2026-11-27")
    form.editors["due"].edited.emit()
    assert not remark.text()


def test_the_menu_of_a_list_says_for_how_many_an_act_is_legal_and_changes_only_those(qtbot, session, ask):
    page = TasksPage(session)
    qtbot.addWidget(page)
    page.show()
    ids = ["new", "open", "done"]
    able = able_by_act(session, ids)
    assert set(able["terminate"]) == set(ids)
    assert able["close"] == ["done"]
    assert "request" not in able
    menu = menu_of_acts(session, ids, page)
    texts = {action.data(): action.text() for action in menu.actions()}
    assert "3" in texts["close"]
    steps = len(session.office.journal.steps())
    ask("urge", able["urge"], reason="加快办理")
    assert len(session.office.journal.steps()) == steps + 1
    assert {events_of(session.office.reader, id)[0].grade for id in able["urge"]} == {"reminder"}


def test_the_button_of_acts_waits_for_a_selection(qtbot, session):
    page = TasksPage(session)
    qtbot.addWidget(page)
    page.show()
    assert not page.act_button.isEnabled()
    page.table.selectRow(0)
    assert page.act_button.isEnabled()

"""The board of pilots, the form of one pilot and of a case, as a person uses them."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from smartplanner.changes import Label, insert
from smartplanner.commands import piloting
from smartplanner.commands.office import Office, open_office
from smartplanner.ui.pages import make_form, make_form_to_look, make_page
from smartplanner.ui.pilots import CaseForm, PilotForm, PilotsPage, dialogs
from smartplanner.ui.session import Session

AS_OF, DUE = date(2026, 11, 23), date(2026, 12, 31)
ROWS = (
    ("district", "cy", {"name": "朝阳区", "short_name": "朝阳", "kind": "built", "tier": 2, "order": 1}),
    ("district", "ft", {"name": "丰台区", "kind": "built", "tier": 2, "order": 2}),
    ("organisation", "cyg", {"name": "北京市朝阳区人民政府", "kind": "district"}),
    ("pilot", "p", {"name": "金盏试点", "district": "cy", "stage": "running", "lead": "cyg", "theme": "智慧园区"}),
    ("pilot", "q", {"name": "完成试点", "district": "cy", "stage": "accepted", "theme": "城市运行"}),
    ("pilot", "n", {"name": "新试点", "district": "ft"}),
    ("gate", "g", {"gate": "中期评估", "pilot": "p", "due": date(2026, 12, 4)}),
    ("case", "k", {"title": "一网统管", "pilot": "q", "district": "cy", "area": "城市运行", "common": "统一编码"}),
)


@pytest.fixture
def session(qtbot, journal):
    rows = [insert(entity, id, values) for entity, id, values in ROWS]
    marks = (("成效", "甲", 90.0), ("安全", "甲", 80.0), ("成效", "乙", 70.0), ("安全", "乙", 80.0))
    for number, (indicator, scorer, score) in enumerate(marks):
        values = {"indicator": indicator, "pilot": "q", "scorer": scorer, "score": score, "weight": 50.0}
        rows.append(insert("assessment", f"a{number}", values))
    journal.commit(Label("rows"), rows)
    return Session(Office(journal), AS_OF)


@pytest.fixture
def page(qtbot, session):
    made = make_page(session, "pilot")
    assert isinstance(made, PilotsPage)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def form(qtbot, session):
    """Open the form of a pilot."""

    def opened(id):
        made = make_form(session, "pilot", id, None)
        assert isinstance(made, PilotForm)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def names(page):
    return {stage: [line.name for line in column.pilots.lines] for stage, column in page.columns.items()}


def test_each_pilot_stands_in_its_stage(page):
    shown = {stage: lines for stage, lines in names(page).items() if lines}
    assert shown == {"proposed": ["新试点"], "running": ["金盏试点"], "accepted": ["完成试点"]}
    assert page.columns["running"].pilots.lines[0].signal.light == "yellow"


def test_a_ledgers_assessed_pilot_stands_with_the_accepted(page, session):
    session.office.journal.commit(Label("x"), [insert("pilot", "a", {"name": "已评试点", "stage": "assessed"})])
    assert "已评试点" in names(page)["accepted"]


def test_the_filter_leaves_what_contains_the_words(page):
    page.search.setText("园区 朝阳")
    assert [name for lines in names(page).values() for name in lines] == ["金盏试点"]
    page.search.setText("没有")
    assert page.empty.isVisible()


def test_the_keyboard_goes_from_stage_to_stage_and_opens(qtbot, page, session):
    page.columns["proposed"].choose(0)
    qtbot.keyClick(page.columns["proposed"], Qt.Key.Key_Right)
    assert page.chosen() == "p"
    qtbot.keyClick(page.columns["running"], Qt.Key.Key_Right)
    assert page.chosen() == "q"
    qtbot.keyClick(page.columns["accepted"], Qt.Key.Key_Left)
    with qtbot.waitSignal(session.asked) as asked:
        qtbot.keyClick(page.columns["running"], Qt.Key.Key_Return)
    assert asked.args == ["pilot", "p"]


def test_the_board_follows_what_happens_and_keeps_the_choice(page, session):
    page.choose("p")
    piloting.decide_gate(session.office, "g", "proceed", held_on=AS_OF)
    assert names(page)["midterm"] == ["金盏试点"]
    assert page.chosen() == "p"
    session.office.journal.undo()
    assert names(page)["running"] == ["金盏试点"]


def test_an_empty_book_says_what_to_do(qtbot, tmp_path, empty_book):
    session = Session(open_office(Path(shutil.copy(empty_book, tmp_path / "空.splan"))), AS_OF)
    page = PilotsPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    session.close()


def test_the_list_is_one_click_away_and_can_be_exported(qtbot, page):
    page.list_button.click()
    assert page.list.isVisible()
    assert page.list.model.rowCount() == 3
    with qtbot.waitSignal(page.exporting) as asked:
        page.list.export_button.click()
    assert asked.args == ["pilot"]


def test_the_form_shows_the_way_and_what_is_missing(form):
    made = form("p")
    assert [stop.stage for stop in made.strip.stops if stop.present] == ["running"]
    assert "中期评估" in made.following.text()
    assert not made.plan_button.isVisible()
    assert "stage" not in made.editors


def test_looking_at_a_pilot_changes_nothing(form, session):
    made = form("q")
    before = len(session.office.journal.steps())
    assert made.save()
    assert len(session.office.journal.steps()) == before


def test_a_new_pilot_begins_as_proposed(form, session):
    made = form("")
    made.editors["name"].set_value("全新试点")
    made.editors["name"].edited.emit()
    assert made.save()
    (row,) = [row for row in session.office.reader.rows("pilot") if row.name == "全新试点"]
    assert row.stage == "proposed"


def test_a_checklist_is_taken_checked_with_keys_and_decided(qtbot, form, session):
    made = form("p")
    made.tabs.setCurrentWidget(made.reviews)
    reviews = made.reviews
    assert reviews.gate().row.id == "g"
    assert reviews.list_button.isVisible()
    reviews.list_button.click()
    count = reviews.points.model.rowCount()
    assert count == 6
    reviews.points.table.selectRow(0)
    reviews.pass_button.click()
    reviews.fail_button.click()
    reviews.all_button.click()
    assert [check.passed for check in reviews.gate().checks] == [True, False, True, True, True, True]
    dialog = dialogs.decision_dialog(session, reviews.gate(), made)
    qtbot.addWidget(dialog)
    failed = reviews.gate().checks[1]
    assert dialog.editors["decision"].value() == "conditional"
    assert failed.text in dialog.editors["conditions"].value()
    dialog.editors["due"].set_value(DUE)
    dialog.accept()
    assert not dialog.refusal.text()
    assert session.office.reader.row("pilot", "p").stage == "midterm"
    (task,) = session.office.reader.rows("task")
    assert (task.pilot, task.due) == ("p", DUE)
    assert session.office.reader.row("gate_check", failed.id).task == task.id
    assert made.matters.model.rowCount() == 1
    assert not reviews.decide_button.isEnabled()
    assert [stop.stage for stop in made.strip.stops if stop.present] == ["midterm"]


def test_a_decision_that_may_not_be_says_why_and_keeps_what_was_typed(qtbot, form, session):
    made = form("p")
    dialog = dialogs.decision_dialog(session, made.reviews.gate(), made)
    qtbot.addWidget(dialog)
    dialog.editors["decision"].set_value("stop")
    dialog.show()
    dialog.accept()
    assert dialog.refusal.isVisible()
    dialog.editors["reason"].set_value("进度严重滞后")
    dialog.editors["back_to"].set_value("approved")
    dialog.accept()
    assert session.office.reader.row("pilot", "p").stage == "approved"
    assert made.start_button.isVisible()


def test_a_review_is_planned_from_the_form(qtbot, form, session):
    made = form("n")
    assert made.plan_button.isVisible()
    dialog = dialogs.plan_dialog(session, "n", made._following_kind, made)
    qtbot.addWidget(dialog)
    assert dialog.editors["gate"].value() == "遴选评审"
    dialog.editors["due"].set_value(DUE)
    dialog.accept()
    assert made.reviews.gates.model.rowCount() == 1
    assert made.reviews.points.model.rowCount() > 0
    assert not made.plan_button.isVisible()


def test_a_pilot_starts_and_ends_by_its_buttons(qtbot, form, session):
    made = form("p")
    dialog = dialogs.move_dialog(session, "p", "closed", made)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.refusal.text()
    dialog.editors["reason"].set_value("主体退出")
    dialog.accept()
    assert session.office.reader.row("pilot", "p").stage == "closed"
    assert not made.end_button.isVisible()


def cells(table, row):
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_the_scores_stand_by_indicator_and_scorer_with_their_sum(form):
    made = form("q")
    made.tabs.setCurrentWidget(made.scores)
    table = made.scores.table
    rows = {cells(table, row)[0]: cells(table, row)[1:8] for row in range(2)}
    assert rows["成效"] == ["50", "90", "70", "80.00", "20", "10.00", "40.00"]
    assert rows["安全"] == ["50", "80", "80", "80.00", "0", "0.00", "40.00"]
    assert cells(table, 2)[7] == "80.00"
    assert made.scores.sum.text().endswith("＝80.00")


def test_the_report_is_offered_for_this_pilot(qtbot, form):
    made = form("q")
    dialog = made.scores.report_dialog()
    qtbot.addWidget(dialog)
    assert dialog.pane.report == "pilot-assessment"
    assert dialog.pane.request.chosen() == {"pilot": "q"}


def test_a_missing_score_and_a_lost_veto_item_are_said(qtbot, form, session):
    made = form("q")
    made.tabs.setCurrentWidget(made.scores)
    piloting.enter_score(session.office, "q", "安全", "丙", 20.0, on=AS_OF, veto=True)
    assert "丙" in made.scores.warnings.text()
    piloting.enter_score(session.office, "q", "安全", "甲", 40.0, on=AS_OF)
    assert made.scores.sheet().grade == "failed"
    assert made.scores.sheet().vetoed == ("安全",)


def test_a_score_is_entered_anew_from_its_cell(qtbot, form, session):
    made = form("q")
    known = {"indicator": "成效", "scorer": "乙", "score": 70.0, "weight": 50.0}
    dialog = dialogs.score_dialog(session, "q", "", made, known=known)
    qtbot.addWidget(dialog)
    dialog.editors["score"].set_value(90.0)
    dialog.accept()
    assert made.scores.sum.text().endswith("＝85.00")


def test_weights_that_do_not_add_up_are_said_in_place_of_the_table(form, session):
    made = form("q")
    made.tabs.setCurrentWidget(made.scores)
    piloting.enter_score(session.office, "q", "多余", "甲", 90.0, on=AS_OF, weight=10.0)
    assert made.scores.warnings.isVisible()
    assert "110" in made.scores.warnings.text()
    assert not made.scores.table.isVisible()


def test_a_pilot_without_scores_says_so(form):
    made = form("n")
    made.tabs.setCurrentWidget(made.scores)
    assert made.scores.warnings.isVisible()
    assert not made.scores.table.isVisible()


def test_a_case_is_carried_to_a_district_from_the_form(qtbot, form, session):
    made = form("q")
    made.tabs.setCurrentWidget(made.cases)
    panel = made.cases.panel
    assert [match.district for match in panel.matches.model.shown_rows()] == ["ft"]
    assert "统一编码" in made.cases.words.text()
    dialog = dialogs.adopt_dialog(session, "k", "ft", made)
    qtbot.addWidget(dialog)
    dialog.editors["due"].set_value(DUE)
    dialog.accept()
    assert panel.matches.model.rowCount() == 0
    assert panel.matches.empty.isVisible()
    (line,) = panel.adoptions.model.shown_rows()
    assert (line.state, line.task.district) == ("adopting", "ft")
    with qtbot.waitSignal(session.asked) as asked:
        panel.open_button.click()
    assert asked.args == ["task", line.task.id]


def test_a_pilot_under_way_has_no_case_to_write(form):
    made = form("p")
    made.tabs.setCurrentWidget(made.cases)
    assert not made.cases.write_button.isEnabled()
    assert not made.cases.panel.isVisible()


def test_a_case_is_written_from_the_form(qtbot, form, session):
    made = form("q")
    dialog = dialogs.case_dialog(session, session.office.reader.row("pilot", "q"), made)
    qtbot.addWidget(dialog)
    dialog.editors["title"].set_value("第二个案例")
    dialog.editors["common"].set_value("公开标准")
    dialog.accept()
    assert made.cases.box.count() == 2


def test_the_form_of_a_case_shows_its_districts_beside_its_words(qtbot, session):
    made = make_form(session, "case", "k", None)
    assert isinstance(made, CaseForm)
    qtbot.addWidget(made)
    made.show()
    assert made.panel.matches.model.rowCount() == 1
    piloting.decline(session.office, "k", "ft", on=AS_OF, reason="已有同类平台")
    assert made.panel.matches.model.rowCount() == 0
    assert made.panel.adoptions.model.rowCount() == 1
    assert made.save()


def test_names_that_look_like_markup_stay_text(qtbot, form, session):
    session.office.journal.commit(Label("x"), [insert("pilot", "m", {"name": "<b>粗体</b>", "stage": "accepted"})])
    session.office.journal.commit(Label("y"), [insert("case", "mk", {"title": "<i>斜</i>", "pilot": "m"})])
    made = form("m")
    assert made.cases.words.textFormat() == Qt.TextFormat.PlainText
    assert made.following.textFormat() == Qt.TextFormat.PlainText


def test_a_review_asked_for_from_elsewhere_opens_its_pilot_at_that_review(qtbot, session):
    form = make_form_to_look(session, "gate", "g", None)
    qtbot.addWidget(form)
    assert isinstance(form, PilotForm)
    assert form.tabs.currentWidget() is form.reviews
    assert form.reviews.gate().row.id == "g"

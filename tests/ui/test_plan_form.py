"""The form of a plan in the hands of its user: proposed requirements, coverage, tier, money, versions."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.planning import adopt_requirements
from smartplanner.commands.reference import reference_changes
from smartplanner.ui.editors import PickDialog
from smartplanner.ui.pages import make_form
from smartplanner.ui.plan_form import PlanForm
from smartplanner.ui.plan_form.ticks import AdoptDialog
from smartplanner.ui.plan_form.tier_dialog import TierDialog
from smartplanner.ui.plan_form.versions import TakeDialog

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}"


@pytest.fixture
def session(session_on, journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    office = Office(journal)
    haidian = next(row.id for row in office.reader.rows("district") if row.short_name == "海淀")
    rows = [
        insert("plan", "p", {"title": NASTY, "district": haidian, "budget": 100_000_000}),
        insert("milestone", "m", {"title": "底座对接", "plan": "p", "due": date(2026, 11, 1), "weight": 90.0}),
        insert(
            "funding", "f", {"plan": "p", "year": 2026, "source": "fiscal", "amount": 80_000_000, "spent": 90_000_000}
        ),
        insert("task", "t", {"title": "社区平台", "category": "智慧社区", "district": haidian, "state": "done"}),
    ]
    journal.commit(Label("rows"), rows)
    return session_on(office)


@pytest.fixture
def form(show, session):
    return show(PlanForm(session, "p"))


def commitments(session):
    return session.office.reader.rows("commitment")


def test_a_new_plan_proposes_the_requirements_of_its_district_and_saves_the_ticked_ones(qtbot, session):
    form = make_form(session, "plan", "", None)
    qtbot.addWidget(form)
    form.show()
    assert form.ticks.picked() == []
    assert form.checks.text()
    haidian = session.office.reader.row("plan", "p").district
    form.editors["district"].set_value(haidian)
    form.editors["district"].edited.emit()
    assert len(form.ticks.picked()) == 21
    form.ticks.tick(Qt.CheckState.Unchecked)
    assert form.ticks.picked() == []
    form.ticks.tick(Qt.CheckState.Checked)
    form.editors["title"].set_value("新计划")
    steps = len(session.office.journal.steps())
    assert form.save()
    assert len(commitments(session)) == 21
    assert len(session.office.journal.steps()) == steps + 1


def test_a_plan_without_commitments_says_how_they_come_in(form):
    commitments_tab = form.plan_tabs[0]
    assert not commitments_tab.table.isVisibleTo(form)
    assert commitments_tab.empty.text()
    assert not commitments_tab.tasks_button.isEnabled()


def test_ticked_requirements_are_taken_over_and_shown(qtbot, form, session):
    dialog = AdoptDialog(session, "p", form)
    qtbot.addWidget(dialog)
    assert len(dialog.ticks.picked()) == 21
    dialog.buttons.accepted.emit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert len(form.plan_tabs[0].model.shown_rows()) == 21
    again = AdoptDialog(session, "p", form)
    qtbot.addWidget(again)
    assert again.hint.isVisibleTo(again)


def test_suggestions_cover_and_a_commitment_can_be_covered_and_waived_by_hand(form, session, monkeypatch):
    adopt_requirements(session.office, "p")
    tab = form.plan_tabs[0]
    assert tab.suggest_button.isEnabled()
    tab.suggest_button.click()
    assert {row.area for row in commitments(session) if row.tasks == ("t",)} == {"智慧社区"}
    line = next(line for line in tab.model.shown_rows() if line.area == "数字底座")
    tab.table.select(line.id)
    monkeypatch.setattr(PickDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(PickDialog, "picked", lambda _dialog: ("m",))
    tab.milestones_button.click()
    assert session.office.reader.row("commitment", line.id).milestones == ("m",)
    assert tab.model.row_of(line.id).signal.light == "red"
    other = next(line for line in tab.model.shown_rows() if line.area == "智慧交通")
    tab.table.select(other.id)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given, **_more: (NASTY, True))
    tab.waive_button.click()
    assert session.office.reader.row("commitment", other.id).waived == NASTY


def test_another_tier_is_shown_before_it_is_applied(qtbot, form, session):
    adopt_requirements(session.office, "p")
    dialog = TierDialog(session, "plan", "p", ("built", 2), form)
    qtbot.addWidget(dialog)
    assert not dialog.apply_button.isEnabled()
    dialog.tier_box.setCurrentIndex(dialog.tier_box.findData(4))
    assert dialog.lines.count() > 5
    assert session.office.reader.row("plan", "p").tier == 2
    dialog.write()
    assert session.office.reader.row("plan", "p").tier == 4
    assert form.editors["tier"].value() == 4


def test_a_tier_without_requirements_is_told_in_the_dialog(qtbot, form, session):
    ids = [row.id for row in session.office.reader.rows("requirement") if row.kind == "new" and row.tier == 1]
    set_fields(session.office, "requirement", ids, {"tier": 2})
    dialog = TierDialog(session, "plan", "p", ("new", 1), form)
    qtbot.addWidget(dialog)
    assert not dialog.apply_button.isEnabled()
    assert "新建" in dialog.summary.text()


def test_money_that_disagrees_and_weights_are_said(form):
    _commitments, milestones, money, _versions = form.plan_tabs
    assert "90" in milestones.problem.text()
    assert len(money.model.shown_rows()) == 2
    assert money.problem.text().count("\n") == 1
    assert "•" in form.checks.text()


def test_a_version_is_kept_and_what_changes_is_told(qtbot, form, session):
    versions = form.plan_tabs[3]
    assert versions.empty.text()
    dialog = TakeDialog(session, "p", form)
    qtbot.addWidget(dialog)
    dialog.write()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert versions.model.shown_rows() == []
    set_fields(session.office, "milestone", ["m"], {"due": date(2026, 12, 1)})
    (line,) = versions.model.shown_rows()
    assert "底座对接" in line.difference.sentence


def test_saving_without_an_edit_changes_nothing_and_an_edit_is_saved(form, session):
    steps = len(session.office.journal.steps())
    form.editors["version"].set_value("第二稿")
    assert form.save()
    assert session.office.reader.row("plan", "p").version == "第二稿"
    assert len(session.office.journal.steps()) == steps + 1
    again = PlanForm(session, "p")
    assert again.save()
    assert len(session.office.journal.steps()) == steps + 1
    again.deleteLater()

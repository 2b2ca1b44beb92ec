"""The overview of operation and the form of an operator: every number opens its list, every list its contract."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.operating import take_concentration_rules
from smartplanner.ui.operation.page import OperationPage
from smartplanner.ui.operation.timeline import TimelineDialog
from smartplanner.ui.operator_form.form import OperatorForm
from smartplanner.ui.papers import PaperDialog
from smartplanner.ui.session import Session
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)
WAN = 1_000_000


def contract(id, operator, amount, end, **more):
    values = {
        "title": f"{id}合同", "operator": operator, "amount": amount * WAN, "signed_on": date(2025, 1, 1),
        "start": date(2025, 1, 1), "end": end, "state": "active", "area": "城市运行", "invested_by": "government",
        "score_needed": 85.0, **more,
    }  # fmt: skip
    return insert("contract", id, values)


def payment(id, owner, amount, due, **more):
    return insert("payment", id, {"contract": owner, "title": id, "amount": amount * WAN, "due": due, **more})


@pytest.fixture
def session(session_on, journal):
    """Two operators with three contracts: one payment released, one without its acceptance, one next month."""
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "buyer", {"name": "市大数据局"}),
            insert("organisation", "big", {"name": "示例数据集团有限公司"}),
            insert("organisation", "small", {"name": "示例智慧科技有限公司"}),
            insert("operator", "o1", {"organisation": "big", "model": "joint_venture", "state_share": 60.0}),
            insert("operator", "o2", {"organisation": "small", "model": "private"}),
            insert("shareholder", "h1", {"operator": "o1", "name": "国资公司", "share": 60.0, "nature": "state"}),
            insert("shareholder", "h2", {"operator": "o1", "name": "社会资本", "share": 30.0, "nature": "private"}),
            insert("licence", "x1", {"operator": "o1", "title": "等保备案证明", "expires_on": date(2026, 12, 10)}),
            contract("甲", "o1", 900, date(2026, 12, 20)),
            contract("乙", "o2", 60, date(2027, 1, 10), buyer="buyer", run_by="enterprise"),
            contract("丙", "o2", 40, date(2028, 1, 1)),
            payment("首付款", "甲", 900, date(2026, 11, 10), approved_no="示例付1号"),
            payment("初验款", "乙", 60, date(2026, 11, 28), condition="acceptance"),
            payment("尾款", "丙", 40, date(2027, 3, 1)),
            insert("service_score", "s1", {"contract": "甲", "period": "2026年10月", "score": 70.0}),
            insert("bond", "b1", {"contract": "乙", "kind": "performance", "amount": 6 * WAN,
                                  "release_on": date(2026, 11, 1)}),
        ],
    )  # fmt: skip
    return session_on(Office(journal), as_of=DAY)


@pytest.fixture
def page(show, session):
    return show(OperationPage(session))


@pytest.fixture
def asked(session):
    """What the shell was asked to show."""
    found = []
    session.asked.connect(lambda entity, id: found.append((entity, id)))
    return found


def shown(listing):
    return [[column.text(row) for column in listing.model.columns] for row in listing.model.shown_rows()]


def ids(listing):
    return [row.id for row in listing.model.shown_rows()]


def test_each_number_opens_the_payments_that_it_counts(page):
    assert (page.tiles["owed"].figure, page.tiles["owed"].below) == ("960万元", "2笔")
    page.tabs.setCurrentWidget(page.mix)
    page.tiles["ready"].click()
    assert page.tabs.currentWidget() is page.payments
    assert ids(page.payments.listing) == ["首付款"]
    page.tiles["blocked"].click()
    assert ids(page.payments.listing) == ["初验款"]
    page.tiles["late"].click()
    assert ids(page.payments.listing) == ["首付款"]


def test_a_number_is_opened_with_the_keyboard(qtbot, page):
    page.tiles["blocked"].setFocus()
    qtbot.keyClick(page.tiles["blocked"], Qt.Key.Key_Space)
    assert ids(page.payments.listing) == ["初验款"]


def test_a_blocked_payment_names_what_is_missing_and_whose_turn_it_is(page):
    page.ask("blocked")
    (cells,) = shown(page.payments.listing)
    assert "市大数据局" in cells[-1]


def test_a_payment_opens_its_contract_and_copies_as_cells(page, asked):
    page.ask("owed")
    page.payments.listing.table.selectRow(0)
    page.payments.listing.table.opened.emit("首付款")
    assert asked == [("contract", "甲")]
    page.payments.listing.copy()
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.count("\t") == line.count("\t")
    assert "900" in line


def test_the_filter_keeps_what_is_typed_and_sums_it(page):
    page.ask("owed")
    page.payments.search.setText("初验")
    assert ids(page.payments.listing) == ["初验款"]
    assert "60万元" in page.payments.sum.text()


def test_figures_follow_a_commit_and_its_undo(session, page):
    set_fields(session.office, "payment", ["初验款"], {"accepted_on": DAY, "approved_no": "示例付2号"})
    assert page.tiles["blocked"].below == "0笔"
    session.office.journal.undo()
    assert page.tiles["blocked"].below == "1笔"


def test_the_ladder_counts_what_runs_out_by_days(page, asked):
    page.tiles["expiring"].click()
    assert page.tabs.currentWidget() is page.expiring
    assert sorted(ids(page.expiring.listing)) == ["x1", "乙", "甲"], "as many as the tile says: what is past is not one"
    assert page.tiles["expiring"].figure == "3"
    page.expiring.rungs[None].click()
    assert sorted(ids(page.expiring.listing)) == ["b1", "x1", "乙", "甲"]
    page.expiring.rungs[30].click()
    assert sorted(ids(page.expiring.listing)) == ["x1", "甲"]
    page.expiring.rungs[0].click()
    assert ids(page.expiring.listing) == ["b1"]
    page.expiring.listing.table.opened.emit("bond b1")
    assert asked == [("contract", "乙")]


def test_without_rules_the_concentration_says_so_and_with_them_why_it_is_red(session, page):
    page.tiles["largest"].click()
    assert page.tabs.currentWidget() is page.concentration
    assert (
        page.concentration.alarms.text() == "还没有设定预警线，请点“调整规则”设定。" or page.concentration.alarms.text()
    )
    assert not page.overview.alarms
    take_concentration_rules(session.office)
    (cell,) = page.concentration.found.cells
    assert (cell.light, round(float(cell.largest))) == ("red", 90)
    assert "90" in page.concentration.alarms.text()
    assert page.concentration.operators.chosen() == []
    assert [one.operator for one in page.concentration.operators.model.shown_rows()] == ["o1", "o2"]


def test_the_cut_is_switched_between_city_district_and_area(page):
    page.concentration.cut.setCurrentIndex(page.concentration.cut.findData("area"))
    assert [cell.name for cell in page.concentration.found.cells] == ["城市运行"]


def test_the_rules_and_lists_are_pages_of_the_shell(page):
    wanted = []
    page.going.connect(wanted.append)
    page.concentration.rules_button.click()
    page.contracts_button.click()
    page.operators_button.click()
    assert wanted == ["concentration_rule", "contract", "operator"]


def test_the_mix_leads_to_its_contracts(page):
    rows = {(row.field, row.side): row for row in page.mix.rows.model.shown_rows()}
    assert rows["invested_by", "government"].contracts == 3
    page.mix.rows.table.select("run_by enterprise")
    assert ids(page.mix.contracts) == ["乙"]


def test_a_service_below_its_score_stands_among_the_problems(page):
    lines = page.problems.listing.model.shown_rows()
    assert any(line.contract == "甲" and "70" in line.words for line in lines)


def test_planned_and_paid_are_shown_by_month_and_by_source(qtbot, page):
    page.tiles["total"].click()
    assert {row.key for row in page.money.rows.model.shown_rows()} == {"2026-11", "2027-03"}
    qtbot.waitUntil(lambda: page.money._chart is not None)
    page.money.cut.setCurrentIndex(page.money.cut.findData("by_source"))
    assert [row.planned for row in page.money.rows.model.shown_rows()] == [1000 * WAN]


def test_an_empty_book_says_what_to_do(qtbot, journal):
    session = Session(Office(journal), DAY)
    made = OperationPage(session)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisibleTo(made)
    assert made.payments.listing.empty.isVisibleTo(made.payments)
    session.deleteLater()


def test_the_timeline_shows_contracts_with_their_payments_and_leads_to_them(qtbot, session, asked):
    dialog = TimelineDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert {"甲", "乙", "丙", "首付款"} <= {row.id for row in dialog.view.outline.rows}
    dialog.view.select("首付款")
    dialog.open_button.click()
    assert asked == [("contract", "甲")]


def test_the_window_goes_to_the_overview_of_operation_and_on_to_the_contracts(qtbot, book_path):
    shell = Shell(as_of=DAY)
    qtbot.addWidget(shell)
    assert shell.open_book(book_path)
    shell.go_to("operation").contracts_button.click()
    assert shell.stack.currentWidget() is shell.stack.page("contract")
    shell.close_book()


@pytest.fixture
def operator(show, session):
    return show(OperatorForm(session, "o1"))


def test_shares_that_do_not_add_up_are_marked_until_they_do(session, operator):
    assert "90%" in operator.holdings.sum.text()
    assert operator.holdings.sum.text().startswith("！")
    set_fields(session.office, "shareholder", ["h2"], {"share": 40.0})
    assert not operator.holdings.sum.text().startswith("！")


def test_the_checks_name_what_the_model_needs_each_with_a_remedy(operator):
    lines = operator.checks.listing.model.shown_rows()
    assert all(line.remedy for line in lines)
    assert lines[0].light == "red"
    assert any("等保备案证明" in line.words for line in lines)


def test_an_operator_leads_to_its_contracts_with_money_and_scores(operator, asked):
    (line,) = operator.contracts.contracts.model.shown_rows()
    assert (line.id, line.total, round(float(line.mean))) == ("甲", 900 * WAN, 70)
    operator.contracts.contracts.table.opened.emit("甲")
    assert asked == [("contract", "甲")]
    assert [year.below for year in operator.contracts.years.model.shown_rows()] == [1]


def test_the_share_of_an_operator_is_told_by_city_and_area(operator):
    shares = {(share.cut, round(float(share.percent))) for share in operator.shares.shares.model.shown_rows()}
    assert ("city", 90) in shares
    assert ("area", 90) in shares


def test_the_year_of_an_operator_opens_as_a_paper(qtbot, operator):
    operator.contracts.paper_button.click()
    (dialog,) = operator.window().findChildren(PaperDialog)
    qtbot.waitUntil(lambda: dialog.pane.paper is not None and not dialog.pane.busy)
    assert dialog.pane.paper.report == "operator-year"
    assert dialog.pane.request.chosen() == {"operator": operator.id, "period": "2026"}
    dialog.reject()


def test_a_new_operator_is_a_plain_form(qtbot, session):
    made = OperatorForm(session, "")
    qtbot.addWidget(made)
    made.show()
    assert made.head is None
    made.editors["organisation"].set_value("buyer")
    assert made.save()

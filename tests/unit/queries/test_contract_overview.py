"""The figures of the contracts are those of the rows, follow each commit, and can be made again for any day."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.concentration import concentration
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import contract_overview, contract_page
from smartplanner.queries.listing import list_rows
from smartplanner.queries.operators import operator_page

DAY = date(2026, 11, 23)
YEAR = {"signed_on": date(2026, 1, 5), "start": date(2026, 1, 5), "end": date(2027, 1, 20), "state": "active"}

BOOK = [
    insert("district", "d", {"name": "东城区", "code": "110101"}),
    insert("organisation", "甲方", {"name": "北京市甲局"}),
    insert("organisation", "u", {"name": "示例运营公司"}),
    insert("organisation", "w", {"name": "示例数据公司"}),
    insert("operator", "o", {"organisation": "u", "model": "state_owned", "state_share": 100.0}),
    insert("operator", "p", {"organisation": "w", "model": "private", "term_until": date(2026, 12, 31)}),
    insert("licence", "li", {"operator": "o", "title": "等保测评", "expires_on": date(2026, 12, 1)}),
    insert("shareholder", "sh", {"operator": "o", "name": "国资公司", "share": 90.0, "nature": "state"}),
    insert("plan", "plan", {"district": "d", "title": "东城区计划"}),
    insert(
        "contract", "c",
        {"title": "运营合同", "operator": "o", "amount": 6000, "area": "数据共享", "district": "d", "buyer": "甲方",
         "score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0, "invested_by": "government", **YEAR},
    ),
    insert("contract", "e", {"title": "运维合同", "operator": "p", "amount": 4000, "area": "数据共享", **YEAR}),
    insert("contract", "z", {"title": "草案", "operator": "p", "amount": 9999, "area": "数据共享", "state": "draft"}),
    insert("milestone", "m", {"title": "上线", "contract": "c", "due": date(2026, 10, 1)}),
    insert("payment", "p1", {"contract": "c", "title": "首付", "amount": 2000, "due": date(2026, 2, 1),
                             "paid_on": date(2026, 2, 9), "paid": 2000, "source": "fiscal"}),
    insert("payment", "p2", {"contract": "c", "title": "上线款", "amount": 4000, "due": date(2026, 11, 20),
                             "milestone": "m", "approved_no": "批2", "source": "bond"}),
    insert("payment", "p3", {"contract": "e", "title": "全款", "amount": 4000, "due": date(2026, 12, 5)}),
    insert("service_score", "s1", {"contract": "c", "period": "2026年9月", "score": 84.0}),
    insert("service_score", "s2", {"contract": "c", "period": "2026-10", "score": 84.0}),
    insert("bond", "b", {"contract": "c", "kind": "performance", "amount": 600, "release_on": date(2026, 12, 20),
                         "valid_until": date(2027, 2, 1)}),
    insert("concentration_rule", "r", {"measure": "largest", "cut": "area", "yellow": 40.0, "red": 60.0, "order": 1}),
]  # fmt: skip


@pytest.fixture
def reader(journal):
    made = Reader(journal)
    journal.commit(Label("made"), BOOK)
    return made


def change(journal, reader, entity, id, **values):
    row = reader.row(entity, id)
    journal.commit(Label("set"), [update(entity, id, {name: getattr(row, name) for name in values}, values)])


def test_what_is_owed_blocked_and_deducted_this_month_is_told(reader):
    found = contract_overview(reader, as_of=DAY)
    assert (found.contracts, found.in_force, found.total, found.paid, found.remaining) == (3, 2, 10_000, 2000, 8000)
    # 9、10月平均84分，低1分，扣1%
    assert [(one.id, one.deducted, one.payable) for one in found.owed] == [("p2", 40, 3960)]
    assert (found.owed_released, found.owed_blocked, found.deducted) == (0, 3960, 40)
    assert dict(found.blocked_by) == {"milestone": 1}
    assert [(one.contract, one.month, one.running) for one in found.breaches] == [("c", "2026-10", 2)]
    assert [finding.problem.code for finding in found.findings] == []


def test_the_figures_follow_every_commit_and_its_undo(journal, reader):
    contract_overview(reader, as_of=DAY)
    change(journal, reader, "milestone", "m", done_on=date(2026, 11, 1))
    assert contract_overview(reader, as_of=DAY).owed_released == 3960
    change(journal, reader, "service_score", "s2", score=86.0)
    assert contract_overview(reader, as_of=DAY).owed_released == 4000
    change(journal, reader, "payment", "p2", amount=3999)
    assert [one.problem.code for one in contract_overview(reader, as_of=DAY).findings] == ["payments_total"]
    journal.undo()
    journal.commit(Label("gone"), [delete("payment", reader.row("payment", "p2"))])
    assert contract_overview(reader, as_of=DAY).owed == ()
    journal.undo()
    assert contract_overview(reader, as_of=DAY).owed_released == 4000
    change(journal, reader, "payment", "p3", contract="c")
    assert {len(contract_facts(reader)[id].payments) for id in "ce"} == {3, 0}
    change(journal, reader, "operator", "o", organisation="w")
    assert contract_facts(reader)["c"].operator_unit == "w"


def test_an_answer_that_is_held_does_not_change_under_its_holder(journal, reader):
    held = contract_facts(reader)
    change(journal, reader, "contract", "c", amount=1)
    assert (held["c"].amount, contract_facts(reader)["c"].amount) == (6000, 1)


def test_the_figures_of_an_earlier_day_can_be_made_again(reader):
    found = contract_overview(reader, as_of=date(2026, 2, 1))
    assert (found.paid, [one.id for one in found.owed]) == (0, ["p1"])
    assert found.breaches == ()
    assert contract_overview(reader, as_of=date(2028, 1, 1)).in_force == 0


def test_everything_that_runs_out_in_ninety_days_is_on_the_ladder(reader):
    found = contract_overview(reader, as_of=DAY).expiring
    assert [(one.kind, one.id, one.rung) for one in found] == [
        ("payment", "p2", 0), ("licence", "li", 30), ("payment", "p3", 30), ("bond", "b", 30), ("terms", "p", 60),
        ("contract", "e", 60), ("contract", "c", 60), ("guarantee", "b", 90),
    ]  # fmt: skip
    assert all(one.words for one in found)


def test_a_contract_that_ended_is_told_until_it_is_accepted(journal, reader):
    later = date(2027, 2, 1)
    ended = {one.id: one.rung for one in contract_overview(reader, as_of=later).expiring if one.kind == "contract"}
    assert ended == {"c": 0, "e": 0}
    change(journal, reader, "contract", "e", state="accepted")
    ended = [one.id for one in contract_overview(reader, as_of=later).expiring if one.kind == "contract"]
    assert ended == ["c"]


def test_concentration_counts_contracts_in_force_and_names_its_rule(reader):
    area = concentration(reader, cut="area", as_of=DAY)
    assert [(cell.name, cell.total, cell.largest, cell.hhi, cell.light) for cell in area.cells] == [
        ("数据共享", 10_000, 60, 5200, "red")
    ]
    assert "示例运营公司" in area.alarms[0].words
    districts = concentration(reader, cut="district", as_of=DAY).cells
    assert [(cell.id, cell.total) for cell in districts] == [("d", 6000), (None, 4000)]
    with pytest.raises(Problem, match="city"):
        concentration(reader, cut="planet", as_of=DAY)


def test_a_contract_without_a_district_has_that_of_its_plan(journal, reader):
    change(journal, reader, "contract", "e", plan="plan")
    assert [cell.total for cell in concentration(reader, cut="district", as_of=DAY).cells] == [10_000]


def test_the_page_of_a_contract_has_all_that_hangs_on_it(journal, reader):
    journal.commit(
        Label("amended"),
        [insert("amendment", "a", {"contract": "c", "title": "补一", "amount_change": 500, "signed_on": DAY})],
    )
    page = contract_page(reader, "c", as_of=DAY)
    assert (page.original, page.total, page.paid, page.remaining) == (6000, 6500, 2000, 4500)
    assert [one.id for one in page.payments] == ["p1", "p2"]
    assert [row.id for row in (*page.bonds, *page.milestones, *page.amendments)] == ["b", "m", "a"]
    assert (page.service.trend, page.service.current.month) == ("", "2026-10")
    assert [problem.code for problem in page.problems] == ["payments_total"]
    assert {one.kind for one in page.expiring} == {"payment", "bond", "contract", "guarantee"}
    assert contract_page(reader, "none", as_of=DAY) is None


def test_the_page_of_an_operator_weighs_its_share_service_and_faults(reader):
    page = operator_page(reader, "o", as_of=DAY)
    assert (page.name, page.share, page.in_force, page.total, page.remaining) == ("示例运营公司", 60, 1, 6000, 4000)
    assert [(one.cut, one.percent) for one in page.shares] == [("city", 60), ("area", 60), ("district", 100)]
    assert [(one.year, one.scored, one.mean, one.below) for one in page.years] == [(2026, 2, 84, 2)]
    assert page.years[0].deducted == 40
    assert [problem.code for problem in page.problems] == ["shares_under", "state_share"]
    assert [alarm.measure for alarm in page.alarms] == ["largest"]
    assert operator_page(reader, "none", as_of=DAY) is None


def test_the_mix_counts_who_invests_and_runs(reader):
    rows = [row for row in contract_overview(reader, as_of=DAY).mix if row.field == "invested_by"]
    assert [(row.side, row.contracts, row.amount) for row in rows] == [("government", 1, 6000), (None, 1, 4000)]


def test_lists_carry_the_derived_fields(reader):
    payments = {row["id"]: row for row in list_rows(reader, "payment", as_of=DAY)}
    assert (payments["p1"]["released"], payments["p1"]["blocked_by"]) == (True, [])
    assert (payments["p2"]["released"], payments["p2"]["blocked_by"]) == (False, ["milestone"])
    assert payments["p2"]["deduction"] == 0.4
    contracts = {row["id"]: row for row in list_rows(reader, "contract", as_of=DAY)}
    assert [contracts["c"][name] for name in ("total", "paid_total", "remaining")] == [60, 20, 40]
    assert [row["share"] for row in list_rows(reader, "operator", as_of=DAY)] == [60, 40]


def test_an_empty_book_has_figures_too(journal):
    found = contract_overview(Reader(journal), as_of=DAY)
    assert (found.contracts, found.total, found.owed, found.alarms) == (0, 0, (), ())

"""Ledgers of contracts as offices write them: terms, spans, units and amounts in words, scores by month."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from smartplanner.base.problems import Problem
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office
from smartplanner.queries.listing import list_rows

DAY = date(2026, 11, 23)
HEAD = ("合同名称", "合同金额（万元）", "签订日期", "合同期限", "付款方式", "备注")
TERMS = "签订后30%，初验40%，终验25%，质保5%"


@pytest.fixture
def office(journal):
    return Office(journal)


@pytest.fixture
def take(office, tmp_path):
    """Takes in a workbook of one or several sheets: ``take([head, row, …])`` gives the proposal."""

    def taking(*sheets, file="ledger.xlsx", entity=None):
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, start=1):
            sheet = book.create_sheet(f"S{number}")
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / file)
        proposal = propose_ledger(office, tmp_path / file, as_of=DAY, entity=entity)
        accept(office, proposal)
        return proposal

    return taking


def rows(office, entity):
    return list_rows(office.reader, entity, as_of=DAY)


def codes(proposal, level="warning"):
    return [(problem.code, problem.cell) for problem in proposal.problems if problem.level == level]


def contract(*cells):
    return [HEAD, cells]


def test_terms_in_one_cell_become_payments_that_add_up(office, take):
    proposal = take(contract("甲合同", 333.33, "2025年3月1日", "两年", TERMS, ""))
    found = [(row["title"], row["amount"], row["share"], row["condition"]) for row in rows(office, "payment")]
    assert sorted(found) == sorted(
        [
            ("首付款", 999990, 30, None),
            ("初验款", 1333320, 40, "acceptance"),
            ("终验款", 833325, 25, "acceptance"),
            ("质保金", 166665, 5, None),
        ]
    )
    assert sum(row["amount"] for row in rows(office, "payment")) == 3333300
    assert rows(office, "contract")[0]["payment_terms"] == TERMS
    assert ("terms_split", "E2") in codes(proposal, "note")


def test_importing_the_terms_again_changes_nothing(office, take):
    sheet = contract("甲合同", 300, "2025年3月1日", "两年", TERMS, "")
    take(sheet)
    assert take(sheet, file="again.xlsx").changes == ()


def test_other_terms_change_what_is_not_paid_yet(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "签订后30%，验收70%", ""))
    take(contract("甲合同", 300, "2025年3月1日", "两年", "签订后40%，验收60%", ""), file="later.xlsx")
    assert {row["title"]: row["amount"] for row in rows(office, "payment")} == {"首付款": 1200000, "验收款": 1800000}


def test_payments_entered_otherwise_are_left_alone(office, take):
    payments = [("合同名称", "付款节点", "应付金额（万元）", "应付日期"), ("甲合同", "第一笔", 300, "2025年6月1日")]
    take(contract("甲合同", 300, "2025年3月1日", "两年", "见附件", ""), payments)
    proposal = take(contract("甲合同", 300, "2025年3月1日", "两年", TERMS, ""), file="later.xlsx")
    assert [row["title"] for row in rows(office, "payment")] == ["第一笔"]
    assert ("terms_beside_payments", "E2") in codes(proposal)


def test_a_ledger_of_payments_in_the_same_file_goes_before_the_terms(office, take):
    payments = [("合同名称", "付款节点", "应付金额（万元）", "应付日期"), ("甲合同", "全款", 300, "2025年6月1日")]
    take(contract("甲合同", 300, "2025年3月1日", "两年", TERMS, ""), payments)
    assert [row["title"] for row in rows(office, "payment")] == ["全款"]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ("签订后40%，验收后50%", "terms_not_whole"),
        ("签订后60%，验收后50%", "terms_not_whole"),
        ("按季度平均支付", "terms_rhythm"),
        ("首付款100万元，尾款100万元", "terms_differ_from_amount"),
        ("见合同正文", "terms_unreadable"),
    ],
)
def test_terms_that_cannot_be_split_are_told_at_their_cell_and_kept(office, take, terms, code):
    proposal = take(contract("甲合同", 300, "2025年3月1日", "两年", terms, ""))
    assert (code, "E2") in codes(proposal)
    assert rows(office, "payment") == []
    assert rows(office, "contract")[0]["payment_terms"] == terms


def test_terms_without_an_amount_are_asked_about(office, take):
    proposal = take(contract("甲合同", None, "2025年3月1日", "两年", TERMS, ""))
    assert ("terms_without_amount", "E2") in codes(proposal)


def test_an_amendment_of_the_same_file_counts_in_the_split(office, take):
    change = [("合同名称", "补充协议", "增减金额（万元）"), ("甲合同", "补充协议一", 100)]
    take(contract("甲合同", 300, "2025年3月1日", "两年", "签订后50%，验收50%", ""), change)
    assert sorted(row["amount"] for row in rows(office, "payment")) == [2000000, 2000000]


def test_several_rows_of_one_contract_are_its_payments(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "见附件", ""))
    head = ("合同名称", "付款节点", "金额（万元）", "备注")
    take([head, ("甲合同", "首付款", 100, ""), ("甲合同", "尾款", 200, "")], file="payments.xlsx")
    assert sorted(row["title"] for row in rows(office, "payment")) == sorted(["首付款", "尾款"])


@pytest.mark.parametrize("head", ["合同期限", "服务期限", "服务期", "起止日期", "起止时间"])
def test_both_ends_of_a_span_stand_in_one_column(office, take, head):
    take([("合同名称", "乙方", head, "签订日期"), ("甲合同", "", "2025年3月1日至2027年2月28日", "2025年2月20日")])
    found = rows(office, "contract")[0]
    assert (found["start"], found["end"]) == ("2025-03-01", "2027-02-28")


def test_a_span_can_count_from_the_signing(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "自签订之日起两年", "", ""))
    found = rows(office, "contract")[0]
    assert (found["start"], found["end"]) == ("2025-03-01", "2027-02-28")


def test_a_span_without_a_day_to_count_from_is_kept_as_words(office, take):
    proposal = take(contract("甲合同", 300, None, "自签订之日起两年", "", ""))
    found = rows(office, "contract")[0]
    assert (found["start"], found["end"]) == (None, None)
    assert "自签订之日起两年" in found["note"]
    assert ("range_without_start", "D2") in codes(proposal)


def test_a_span_that_ends_before_it_begins_is_refused(office, take):
    proposal = take(contract("甲合同", 300, None, "2027年3月1日至2025年2月28日", "", ""))
    assert codes(proposal, "error") == [("range_reversed", "D2")]
    assert rows(office, "contract") == []


def test_an_end_before_the_start_in_two_columns_is_told_at_the_end(office, take):
    head = ("合同名称", "合同金额（万元）", "合同开始", "合同到期")
    proposal = take([head, ("甲合同", 300, "2027年3月1日", "2025年2月28日")])
    assert codes(proposal) == [("range_reversed", "D2")]
    assert [row["title"] for row in rows(office, "contract")] == ["甲合同"]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (300, 3000000),
        ("300万元", 3000000),
        ("0.03亿元", 3000000),
        ("3000000元", 3000000),
        ("人民币叁佰万元整", 3000000),
        ("叁佰万元整", 3000000),
        ("300万元（含税）", 3000000),
        ("含税300万元", 3000000),
        ("300（含税）", 3000000),
        ("人民币叁佰万元整（¥3,000,000.00）", 3000000),
        ("3000000元（大写：叁佰万元整）", 3000000),
        ("大写：人民币叁佰万元整", 3000000),
        ("不含税价283.02万元", 2830200),
    ],
)
def test_amounts_of_contracts_are_read_in_every_spelling(office, take, cell, amount):
    take(contract("甲合同", cell, "2025年3月1日", "两年", "", ""))
    assert rows(office, "contract")[0]["amount"] == amount


@pytest.mark.parametrize(
    ("entity", "head", "row", "field", "amount"),
    [
        ("payment", ("合同名称", "付款节点", "应付金额（元）"), ("甲合同", "首付款", 12345.67), "amount", 12345.67),
        ("payment", ("合同名称", "付款节点", "应付金额（亿元）"), ("甲合同", "首付款", 1.2), "amount", 120_000_000),
        ("payment", ("合同名称", "付款节点", "应付金额（元）"), ("甲合同", "首付款", "5万元"), "amount", 50_000),
        ("bond", ("合同名称", "保证金类型", "保证金金额（元）"), ("甲合同", "履约保证金", 50000), "amount", 50_000),
        ("bond", ("合同名称", "保证金类型", "保证金金额（万元）"), ("甲合同", "质保金", "5000元"), "amount", 5_000),
        (
            "funding",
            ("合同", "年度", "资金来源", "安排金额（亿元）"),
            ("甲合同", 2026, "财政资金", 0.5),
            "amount",
            50_000_000,
        ),
    ],
)
def test_columns_and_cells_name_the_unit_for_every_kind_of_money(office, take, entity, head, row, field, amount):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    take([head, row], file="money.xlsx", entity=entity)
    assert rows(office, entity)[0][field] == amount


def test_a_condition_in_words_is_read_and_kept(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    head = ("合同名称", "付款节点", "应付金额（万元）", "付款条件")
    take([head, ("甲合同", "终验款", 100, "终验合格并出具报告后")], file="payments.xlsx")
    found = rows(office, "payment")[0]
    assert found["condition"] == "acceptance"
    assert "终验合格并出具报告后" in found["note"]


def test_a_bond_in_words_is_read(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    take([("合同名称", "保证金类型", "保函金额（万元）"), ("甲合同", "银行履约保函", 30)], file="bonds.xlsx")
    assert rows(office, "bond")[0]["kind"] == "performance"


MONTHS = ["1月", "2月", "3月", "4月", "5月", "6月"]


def test_scores_by_month_become_one_score_for_each_filled_cell(office, take):
    take(
        contract("甲合同", 300, "2025年3月1日", "两年", "", ""), contract("乙合同", 300, "2025年3月1日", "两年", "", "")
    )
    proposal = take(
        [
            ["2026年运营服务月度考核得分表"],
            ["序号", "合同名称", *MONTHS, "备注"],
            [1, "甲合同", 95, 90.5, "", "—", 88, "92分", "良好"],
            [2, "乙合同", "", "", 100, "", "", "", ""],
            ["平均", "", 95, 90, 100, "", 88, 92, ""],
        ],
        file="scores.xlsx",
    )
    found = {(row["contract"], row["period"]): row["score"] for row in rows(office, "service_score")}
    assert found == {
        ("甲合同", "2026年1月"): 95,
        ("甲合同", "2026年2月"): 90.5,
        ("甲合同", "2026年5月"): 88,
        ("甲合同", "2026年6月"): 92,
        ("乙合同", "2026年3月"): 100,
    }
    assert codes(proposal, "error") == []
    assert take([["2026年运营服务月度考核得分表"], ["合同名称", *MONTHS], ["甲合同", 95]], file="x.xlsx").changes == ()


def test_the_year_of_scores_by_month_can_stand_in_the_head(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    take([["合同名称", "2025年11月", "2025年12月", "2026-01"], ["甲合同", 90, 91, 92]], file="scores.xlsx")
    found = {row["period"]: row["score"] for row in rows(office, "service_score")}
    assert found == {"2025年11月": 90, "2025年12月": 91, "2026年1月": 92}


def test_scores_by_month_can_stand_below_another_table(office, take):
    sheet = [HEAD, ("甲合同", 300, "2025年3月1日", "两年", "", ""), [], ["2026年月度考核得分"]]
    take([*sheet, ["合同名称", *MONTHS], ["甲合同", 90, 91, 92, 93, 94, 95]])
    assert [row["title"] for row in rows(office, "contract")] == ["甲合同"]
    assert sorted(row["score"] for row in rows(office, "service_score")) == [90, 91, 92, 93, 94, 95]


def test_a_score_by_month_that_is_none_is_told_at_its_own_cell(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    proposal = take([["合同名称", *MONTHS], ["甲合同", 90, 120, "优秀", "", "", ""]], file="scores.xlsx")
    assert sorted(cell for _code, cell in codes(proposal, "error")) == ["C2", "D2"]
    assert [row["score"] for row in rows(office, "service_score")] == [90]


def test_months_of_money_are_no_scores(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    with pytest.raises(Problem) as raised:
        take([["2026年付款计划（万元）"], ["合同名称", *MONTHS], ["甲合同", 10, 20, 30, 0, 0, 0]], file="plan.xlsx")
    assert raised.value.code == "no_header"


def test_a_month_is_the_same_month_however_it_is_written(office, take):
    take(contract("甲合同", 300, "2025年3月1日", "两年", "", ""))
    take([("合同名称", "考核月份", "得分"), ("甲合同", "2026年9月", 90)], file="a.xlsx")
    take([("合同名称", "考核月份", "得分"), ("甲合同", "2026-09", 91)], file="b.xlsx")
    assert [row["score"] for row in rows(office, "service_score")] == [91]

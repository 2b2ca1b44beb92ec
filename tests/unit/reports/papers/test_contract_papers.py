"""The papers about contracts, gathered from a real book: advice to pay, execution, an operator's year."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from made_papers import tables, words

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.reports.papers.operation.contract_words import in_words, plain_yuan, remainder
from smartplanner.reports.registry import find_report
from smartplanner.reports.writing import write_report

WAN = 1_000_000
"""分 in 万元."""


def payment(id, title, amount, due, **values):
    return ("payment", id, {"contract": "c", "title": title, "amount": amount * WAN, "due": due} | values)


ROWS = [
    ("organisation", "buyer", {"name": "某市卫生健康委员会", "kind": "department"}),
    ("organisation", "firm", {"name": "示例健康科技有限公司", "kind": "company"}),
    ("operator", "o", {"organisation": "firm", "model": "joint_venture"}),
    ("contract", "c", {
        "title": "智慧医疗平台运营合同", "code": "智运25号", "operator": "o", "buyer": "buyer", "amount": 1000 * WAN,
        "signed_on": date(2025, 9, 20), "start": date(2025, 9, 20), "end": date(2027, 1, 19), "state": "active",
        "score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0,
    }),
    ("amendment", "a", {"contract": "c", "title": "补充协议一", "signed_on": date(2026, 1, 1),
                        "amount_change": 200 * WAN}),
    payment("p1", "首付款", 300, date(2025, 10, 20), paid_on=date(2025, 10, 25), paid=300 * WAN, approved_no="1号"),
    payment("p2", "服务款", 500, date(2026, 11, 20), condition="service_score", score_needed=80.0),
    payment("p3", "终验款", 400, date(2026, 11, 25), condition="acceptance"),
    *[
        ("service_score", f"s{month}", {"contract": "c", "period": f"2026年{month}月", "score": 80.25})
        for month in range(1, 11)
    ],
    *[
        ("service_score", f"b{month}", {"contract": "c", "period": f"2025年{month}月", "score": 90.0})
        for month in (10, 11, 12)
    ],
]  # fmt: skip


@pytest.fixture
def commit(journal):
    """Put the rows into the book, with changes of some: ``commit(p3={"accepted_on": …})``."""

    def make(**changed):
        rows = [insert(entity, id, values | changed.get(id, {})) for entity, id, values in ROWS]
        journal.commit(Label("Rows"), rows)

    return make


def numbers(rows, column):
    return [Decimal(row[column].replace(",", "")) for row in rows if re.fullmatch(r"[\d,.]+", row[column])]


def test_the_advice_says_what_is_taken_off_and_what_is_to_be_paid(commit, paper):
    commit()
    document = paper("payment-advice", payment="p2")
    said = words(document)
    assert "《补充协议一》增加2000000元，变更后合同总额12000000元" in said
    assert "累计已付3000000元，尚余9000000元" in said
    assert "扣款125000元" in said
    assert "本次实际应付4875000元（大写：人民币肆佰捌拾柒万伍仟元整）" in said
    assert "支付后合同尚余4125000元" in said
    plan, conditions, deductions, approval = tables(document)
    assert numbers(plan.rows, 2)[-1] == sum(numbers(plan.rows, 2)[:-1]) == 12_000_000
    assert numbers(deductions.rows, 2) == [Decimal("125000.00"), Decimal("125000.00")]
    assert "平均得分82.5分，比达标分85分低2.5分" in deductions.rows[0][1]
    assert [(row[0], row[1]) for row in conditions.rows] == [
        ("合同已签订", "具备"), ("服务考核达标", "具备"), ("审批文号", "不具备"),
    ]  # fmt: skip
    assert len(approval.rows) == 4


def test_a_payment_that_lacks_nothing_but_its_number_is_advised(commit, paper):
    commit()
    assert "除审批文号外，付款条件均已具备" in words(paper("payment-advice", payment="p2"))


def test_a_payment_whose_acceptance_is_missing_is_held_back_and_says_by_whom(commit, paper):
    commit()
    said = words(paper("payment-advice", payment="p3"))
    assert "建议暂缓支付" in said
    assert "一是验收尚未签署（责任方：某市卫生健康委员会）；二是尚无审批文号（责任方：本办公室）。" in said


def test_a_payment_that_lacks_nothing_is_advised_without_more(commit, paper):
    commit(p3={"accepted_on": date(2026, 11, 20), "acceptance_no": "验收3号", "approved_no": "2号"})
    document = paper("payment-advice", payment="p3")
    assert "经审核，付款条件均已具备，建议向示例健康科技有限公司支付" in words(document)
    assert ("验收签署", "具备", "2026年11月20日签署（验收3号）") in tables(document)[1].rows


def test_a_payment_that_was_made_is_not_advised_again(commit, paper):
    commit()
    said = words(paper("payment-advice", payment="p1"))
    assert "该款项已于2025年10月25日支付，无须再付" in said
    assert "实际应付" not in said


def test_advice_about_no_payment_is_refused(commit, gather):
    commit()
    with pytest.raises(Problem) as raised:
        gather("payment-advice", payment="gone")
    assert raised.value.code == "no_payment"


def test_a_recorded_deduction_counts_as_it_is(commit, paper):
    commit(p2={"deducted": 100 * WAN})
    document = paper("payment-advice", payment="p2")
    assert tables(document)[2].rows[0][1:] == ("按已登记的扣款金额计", "1,000,000.00")
    assert "本次实际应付4000000元" in words(document)


def test_the_execution_of_contracts_agrees_with_itself(commit, gather, paper):
    commit()
    figures, document = gather("contract-execution", period="2026"), paper("contract-execution", period="2026")
    said = words(document)
    assert "共登记运营合同1份，其中在执行1份" in said
    assert "在执行合同总额1200万元，累计已付300万元，尚余900万元" in said
    assert (figures.owed, figures.released, len(figures.blocked)) == (2, 0, 2)
    assert figures.owed_sum == figures.blocked_sum
    operators, blocked, low, deductions, ending, alarms = (*tables(document), *[None] * 6)[:6]
    assert operators.rows[-1][2] == "1200"
    assert numbers(blocked.rows, 2)[-1] == sum(numbers(blocked.rows, 2)[:-1])
    assert f"{numbers(blocked.rows, 2)[-1]:f}".rstrip("0").rstrip(".") in said
    assert low.rows[0][2:] == ("1月、2月、3月、4月、5月、6月、7月、8月、9月、10月", "80.25", "85")
    assert numbers(deductions.rows, 2)[-1] == sum(numbers(deductions.rows, 2)[:-1])
    assert ending.rows[0][3] == "57"
    assert alarms is None
    assert "按现行规则未达到预警标准" in said


def test_the_alarm_of_concentration_names_its_rule(commit, gather, journal):
    commit()
    rule = {"measure": "largest", "cut": "city", "yellow": 30.0, "red": 50.0}
    journal.commit(Label("Rule"), [insert("concentration_rule", "r", rule)])
    (alarm,) = gather("contract-execution").alarms
    assert alarm.sentence == "全市最大运营商示例健康科技有限公司合同金额占比100%，达到红灯标准（50%及以上）"


def test_a_book_without_contracts_says_so(gather, paper):
    assert "无运营合同" in words(paper("contract-execution"))


def test_an_operators_year_agrees_with_itself(commit, paper):
    commit()
    document = paper("operator-year", operator="o")
    said = words(document)
    assert "在执行运营合同1份，合同总额1200万元，占全市在执行合同总额的100%" in said
    assert "2026年到期应付500万元，未付款，考核扣款12.5万元。" in said
    assert "共考核10份次，平均得分80.25分，最低80.25分，比上年同期（90分）下降9.75分；低于达标分10份次" in said
    contracts, months, owed = tables(document)
    assert numbers(contracts.rows, 3)[-1] == sum(numbers(contracts.rows, 3)[:-1])
    assert sum(numbers(months.rows, 1)[:-1]) == 10
    assert numbers(owed.rows, 2)[-1] == sum(numbers(owed.rows, 2)[:-1])


def test_a_year_is_about_an_operator(commit, gather):
    commit()
    with pytest.raises(Problem) as raised:
        gather("operator-year")
    assert raised.value.code == "no_operator"


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("name", "options"),
    [("payment-advice", {"payment": "p2"}), ("contract-execution", {}), ("operator-year", {"operator": "o"})],
)
def test_hostile_titles_are_text_in_every_paper(commit, gather, tmp_path, pdf_words, format, name, options):
    title = "|合同|**粗**::: table\n# {{ 1+1 }} =cmd()"
    commit(c={"title": title}, p2={"title": "{% x %}|款"})
    written = write_report(find_report(name), gather(name, **options), format=format, path=tmp_path / f"x.{format}")
    assert written.path.stat().st_size > 3_000
    if format == "pdf":
        assert "{{ 1+1 }}" in pdf_words(written.path.read_bytes()).replace("\n", " ")


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (10, "人民币壹角整"),
        (100, "人民币壹元整"),
        (105, "人民币壹元零伍分"),
        (1000_00, "人民币壹仟元整"),
        (1001_10, "人民币壹仟零壹元壹角整"),
        (10_010_00, "人民币壹万零壹拾元整"),
        (100_000_00, "人民币壹拾万元整"),
        (10_000_001_00, "人民币壹仟万零壹元整"),
        (100_000_000_00, "人民币壹亿元整"),
        (100_010_000_00, "人民币壹亿零壹万元整"),
        (1_000_000_500_00, "人民币壹拾亿零伍佰元整"),
        (3_979_125_00, "人民币叁佰玖拾柒万玖仟壹佰贰拾伍元整"),
        (-300_00, "人民币负叁佰元整"),
    ],
)
def test_a_sum_is_written_as_on_a_cheque(fen, said):
    assert in_words(fen) == said


def test_a_sum_of_a_sentence_keeps_its_last_fen():
    assert (plain_yuan(133332005), plain_yuan(100)) == ("1333320.05元", "1元")


def test_printed_remainders_add_up():
    assert remainder(8_949_000_000_00 // 10, 6_334_000_000_00 // 10) == "2.62亿元"

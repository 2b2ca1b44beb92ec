"""The assessment report of a pilot, gathered from a real book."""

from datetime import date

import pytest
from made_papers import made, tables, words

from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.reports.document.blocks import Heading

AS_OF = date(2026, 11, 23)
SECTIONS = (
    "一、试点概况", "二、评估依据与方法", "三、指标得分", "四、成效与亮点", "五、问题与不足", "六、评估结论",
    "七、经验做法", "八、建议",
)  # fmt: skip
ROWS = (
    ("district", "cy", {"name": "朝阳区", "kind": "built", "tier": 2}),
    ("organisation", "cyg", {"name": "北京市朝阳区人民政府", "kind": "district"}),
    ("pilot", "p", {"name": "金盏试点", "district": "cy", "stage": "midterm", "lead": "cyg", "theme": "智慧园区",
                    "start": date(2026, 3, 2), "end": date(2027, 6, 30), "budget": 6_800_000_000}),
    ("gate", "g", {"gate": "中期评估", "pilot": "p", "decision": "conditional", "held_on": date(2026, 11, 6),
                   "conditions": "补齐数据安全评估报告"}),
)  # fmt: skip


@pytest.fixture
def commit(journal):
    """Put the pilot into the book; then more rows."""
    journal.commit(Label("Pilot"), [insert(*row) for row in ROWS])
    return lambda *rows: journal.commit(Label("Rows"), [insert(*row) for row in rows])


@pytest.fixture
def paper(journal):
    """Return the document of the report."""
    return lambda pilot="p": made(journal, "pilot-assessment", pilot=pilot)


def scores(weights=(60.0, 40.0), scorers=("甲组", "乙组"), veto=False):
    return [
        ("assessment", f"s{place}{number}", {"indicator": name, "pilot": "p", "scorer": scorer, "weight": weight,
         "score": 91.0 - 10 * place + number, "assessed_on": date(2026, 11, 5), "veto": veto or None})
        for place, (name, weight) in enumerate(zip(("应用成效", "安全可控"), weights, strict=True))
        for number, scorer in enumerate(scorers)
    ]  # fmt: skip


def test_it_has_the_eight_sections_in_order(commit, paper):
    commit(*scores())
    heads = [block.text for block in paper().blocks if isinstance(block, Heading)]
    assert [head for head in heads if head in SECTIONS] == list(SECTIONS)


def test_the_table_adds_up_and_the_sum_is_written_out(commit, paper):
    commit(*scores())
    document = paper()
    gates, table = tables(document)
    assert [cell for row in gates.rows for cell in row][:3] == ["中期评估", "2026年11月6日", "有条件通过"]
    assert [list(row) for row in table.rows] == [
        ["应用成效", "60", "91", "92", "91.50", "1", "54.90"],
        ["安全可控", "40", "81", "82", "81.50", "1", "32.60"],
        ["合计", "100", "—", "—", "—", "—", "87.50"],
    ]
    assert "91.50×60%＋81.50×40%＝54.90＋32.60＝87.50" in words(document)


def test_it_says_who_where_when_and_how_much(commit, paper):
    commit(*scores())
    text = words(paper())
    for part in (
        "朝阳区（已建区、二级）",
        "北京市朝阳区人民政府",
        "2026年3月2日至2027年6月30日",
        "6800万元",
        "90分以上",
    ):
        assert part in text


def test_conditions_that_nobody_follows_are_a_problem(commit, paper):
    commit(*scores())
    assert "补齐数据安全评估报告" in words(paper())


def test_a_case_gives_the_experience_and_without_one_the_paper_says_so(commit, paper):
    commit(*scores())
    assert "尚未形成案例。" in words(paper())
    case = {
        "title": "例",
        "pilot": "p",
        "common": "统一编码；公开标准",
        "extension": "商户共治",
        "result": "时长减半。",
    }
    commit(("case", "k", case))
    text = words(paper())
    for part in ("共性做法：统一编码；公开标准。", "个性延展：商户共治。", "时长减半。"):
        assert part in text


def test_with_many_scorers_the_table_keeps_to_the_page(commit, paper):
    commit(*scores(scorers=tuple(f"专家{number}" for number in range(7))))
    assert len(tables(paper())[1].columns) == 5


def test_it_is_chinese_whatever_the_language_in_use(commit, paper):
    commit(*scores())
    use_language("en")
    text = words(paper())
    assert "一、试点概况" in text
    assert "有条件通过" in [cell for row in tables(paper())[0].rows for cell in row]


@pytest.mark.parametrize(
    ("rows", "pilot", "code"),
    [((), "p", "no_scores"), ((), None, "no_pilot"), (scores(weights=(60.0, 30.0)), "p", "weights_not_100")],
)
def test_what_cannot_be_assessed_is_refused(commit, paper, rows, pilot, code):
    if rows:
        commit(*rows)
    with pytest.raises(Problem) as refusal:
        paper(pilot)
    assert refusal.value.code == code


def test_signs_of_markup_in_a_name_stay_signs(journal, commit, paper):
    commit(*scores(), ("case", "k", {"title": "*例*", "pilot": "p", "common": "# 标题 | 竖线 <b>粗</b>"}))
    assert "# 标题 | 竖线 <b>粗</b>" in words(paper())

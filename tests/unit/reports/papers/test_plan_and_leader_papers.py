"""The papers on a district plan, on the districts, for a leader and on a year, gathered from a real book."""

from datetime import date

import pytest
from made_papers import AS_OF, gathered, made, tables, words

from smartplanner.base import clock
from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.overview import overview
from smartplanner.queries.plan_versions import differences, held_now, held_values
from smartplanner.queries.portfolio import matrix
from smartplanner.queries.portfolio_coverage import coverage
from smartplanner.queries.red_list import red_items
from smartplanner.queries.scoring import score_period, scores
from smartplanner.reports.page.geometry import LINE_PITCH_PT
from smartplanner.reports.papers.districts.version_words import difference_words
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.writer import paginate
from smartplanner.rules.plan_money import money_lines
from smartplanner.rules.plan_versions import Held, compare_versions
from smartplanner.rules.workdays import Calendar

NAMES = ("plan-progress", "tier-overview", "one-page", "year-summary")
LONG = "推进“一网统管”平台与各街道乡镇分中心互联互通及数据回流应用并同步完成验收备案工作" * 8
WAN = 10_000 * 100
ROWS = (
    ("district", "cy", {"name": "朝阳区", "kind": "built", "tier": 2, "order": 3}),
    ("district", "fs", {"name": "房山区", "kind": "new", "tier": 3, "order": 8}),
    ("organisation", "cyg", {"name": "北京市朝阳区人民政府", "kind": "district"}),
    ("organisation", "fsg", {"name": "北京市房山区人民政府", "kind": "district"}),
    ("plan", "p", {"district": "cy", "title": "朝阳区智慧城市建设计划（2026—2027年）", "state": "approved",
                   "period_start": date(2026, 1, 1), "period_end": date(2027, 12, 31), "budget": 300 * WAN}),
    ("milestone", "m1", {"title": "方案评审", "plan": "p", "due": date(2026, 3, 1), "done_on": date(2026, 3, 11)}),
    ("milestone", "m2", {"title": "平台对接", "plan": "p", "due": date(2026, 10, 24), "lead": "cyg"}),
    ("milestone", "m3", {"title": "竣工验收", "plan": "p", "due": date(2026, 12, 25), "start": date(2026, 12, 1)}),
    ("funding", "f1", {"plan": "p", "year": 2026, "source": "fiscal", "amount": 100 * WAN, "spent": 40 * WAN}),
    ("funding", "f2", {"plan": "p", "year": 2026, "source": "bond", "amount": 100 * WAN, "spent": 90 * WAN}),
    ("funding", "f3", {"plan": "p", "year": 2027, "source": "fiscal", "amount": 100 * WAN}),
    ("commitment", "c1", {"plan": "p", "area": "数字底座", "text": "平台对接市级底座", "milestones": ("m2",)}),
    ("commitment", "c2", {"plan": "p", "area": "网络安全", "text": "完成等级保护测评"}),
    ("commitment", "c3", {"plan": "p", "area": "智慧医疗", "text": "检查结果互认", "waived": "区内无此类设施"}),
    ("task", "t1", {"title": "事件一网统管", "district": "cy", "lead": "cyg", "state": "in_progress",
                    "start": date(2026, 1, 1), "due": date(2026, 10, 1), "category": "城市运行"}),
    ("task", "t2", {"title": "接口改造", "district": "cy", "lead": "cyg", "state": "done",
                    "due": date(2026, 9, 1), "done_on": date(2026, 9, 3)}),
    ("task", "t3", {"title": "目录备案", "district": "fs", "lead": "fsg", "state": "closed",
                    "due": date(2026, 9, 1), "done_on": date(2026, 8, 3)}),
    ("task", "t4", {"title": "往年事项", "district": "fs", "lead": "fsg", "state": "closed",
                    "due": date(2025, 9, 1), "done_on": date(2025, 8, 3)}),
    ("score_rule", "s1", {"title": "基础分", "condition": "base", "points": 100.0}),
    ("score_rule", "s2", {"title": "逾期未办结", "condition": "overdue", "points": -1.0}),
)  # fmt: skip


@pytest.fixture
def filled(journal):
    """Put a plan, its parts and matters into the book."""
    journal.commit(Label("Plan"), [insert(*row) for row in ROWS])
    return journal


def pages(document):
    return len(paginate(Layout(load_fonts()).items(document), LINE_PITCH_PT))


@pytest.mark.parametrize("name", NAMES[1:])
def test_an_empty_book_gives_a_clean_paper(journal, name):
    text = words(made(journal, name))
    assert "0项，占" not in text
    assert "0.0%" not in text
    assert "None" not in text
    assert "无" in text


def test_a_book_without_a_plan_says_what_to_do(journal):
    with pytest.raises(Problem) as caught:
        made(journal, "plan-progress")
    assert caught.value.code == "no_plan"
    assert caught.value.remedy


def test_a_bare_plan_is_reported_without_noughts(journal):
    journal.commit(
        Label("Plan"),
        [insert("district", "d", {"name": "甲区"}), insert("plan", "p", {"district": "d", "title": "计划"})],
    )
    text = words(made(journal, "plan-progress"))
    assert "0项，占" not in text
    assert "None" not in text
    assert "计划尚未设置里程碑。" in text
    assert "尚未登记资金安排。" in text
    assert "尚未留存批复版" in text


def test_of_several_plans_one_has_to_be_named(filled):
    filled.commit(Label("Plan"), [insert("plan", "q", {"district": "fs", "title": "房山区计划"})])
    with pytest.raises(Problem) as caught:
        made(filled, "plan-progress")
    assert caught.value.code == "several_plans"
    assert made(filled, "plan-progress", district="fs").meta.title == "房山区计划进展报告"
    assert made(filled, "plan-progress", plan="p").meta.title.startswith("朝阳区")


def test_the_progress_is_held_against_the_schedule_in_points(filled):
    figures = gathered(filled, "plan-progress", plan="p")
    assert figures.progress == 33.3
    assert figures.schedule == 44.9
    assert "总体进度为33.3%，慢于序时进度11.6个百分点（序时进度为44.9%）" in words(
        made(filled, "plan-progress", plan="p")
    )


def test_milestones_are_done_late_or_near_with_the_cause(filled):
    figures = gathered(filled, "plan-progress", plan="p")
    assert [(one.title, one.cause) for one in figures.done] == [("方案评审", "晚于时限10天")]
    assert [(one.title, one.overdue_days, one.cause) for one in figures.late] == [("平台对接", 30, "逾期30天")]
    assert [one.title for one in figures.coming] == ["竣工验收"]
    assert len(figures.done) + len(figures.late) + figures.under_way == figures.milestones == 3


def test_the_money_is_that_of_the_verb_and_adds_up(filled):
    reader = Reader(filled)
    figures = gathered(filled, "plan-progress", plan="p")
    lines = money_lines(reader.row("plan", "p"), reader.rows("funding"), as_of=AS_OF)
    assert [(one.amount, one.spent, one.gap) for one in figures.money] == [
        (one.amount, one.spent, one.gap) for one in lines
    ]
    document = made(filled, "plan-progress", plan="p")
    table = next(table for table in tables(document) if table.unit == "万元")
    assert [row[2:4] for row in table.rows] == [
        ("100", "40"), ("100", "90"), ("200", "130"), ("100", "0"), ("300", "130"),
    ]  # fmt: skip
    assert "共安排资金300万元，已支出130万元，占43.3%，慢于序时进度1.6个百分点" in words(document)


def test_the_commitments_are_those_of_the_matrix(filled):
    found = coverage(Reader(filled), "p", as_of=AS_OF)
    figures = gathered(filled, "plan-progress", plan="p")
    assert (figures.commitments, figures.waived, figures.covered) == (2, 1, 1)
    assert [one.text for one in figures.open] == [line.text for line in found if line.is_open]
    assert [one.text for one in figures.weak] == ["平台对接市级底座"]
    assert "计划承诺事项2项（另有1项经说明不适用），有工作支撑1项，尚无工作支撑1项" in words(
        made(filled, "plan-progress", plan="p")
    )


def test_what_differs_from_the_approved_version_is_said_in_words(filled):
    reader = Reader(filled)
    held = [{**values, "due": date(2026, 12, 1)} if values["of"] == "m3" else values
            for values in held_values(held_now(reader, "p"), "b")]  # fmt: skip
    version = insert(
        "baseline", "b", {"plan": "p", "title": "批复版", "kind": "approved", "taken_on": date(2026, 2, 27)}
    )
    filled.commit(
        Label("Version"), [version, *(insert("baseline_item", f"i{place}", item) for place, item in enumerate(held))]
    )
    sentence = differences(Reader(filled), "p", "b")[0].sentence.rstrip("。")
    assert f"与批复版（2026年2月27日）相比有1处变化：{sentence}。" in words(made(filled, "plan-progress", plan="p"))


def test_the_districts_are_counted_by_class_and_tier_with_shares_of_a_hundred(filled):
    figures = gathered(filled, "tier-overview")
    assert [(group, count, share) for group, count, share, _names in figures.groups] == [
        ("已建区二级", 1, 50.0), ("新建区三级", 1, 50.0),
    ]  # fmt: skip
    assert sum(share for _group, _count, share, _names in figures.groups) == 100.0


def test_the_tier_paper_agrees_with_the_matrix_and_with_itself(filled):
    found = matrix(Reader(filled), as_of=AS_OF)
    figures = gathered(filled, "tier-overview")
    assert figures.white == len(found.white_spots()) == sum(count for _area, count in figures.white_areas)
    total = found.total()
    assert (figures.asked, figures.open) == (total.asked, total.open)
    document = made(filled, "tier-overview")
    table, letters = tables(document)
    assert table.rows[-1][4:6] == (str(total.asked), str(total.open))
    assert f"共{total.asked}项，有工作支撑{total.covered}项" in words(document)
    assert document.annexes[0].landscape
    assert [row[0] for row in letters.rows] == ["朝阳区", "房山区"]
    assert all(cell == "—" or cell[0] in "红黄绿蓝灰空" for row in letters.rows for cell in row[1:])


def test_a_district_behind_is_named_with_the_reason(filled):
    text = words(made(filled, "tier-overview"))
    behind = text.split("（二）进度较慢的区")[1]
    assert "朝阳区计划进度33.3%，慢于序时进度11.6个百分点，主要是" in behind
    assert "逾期" in behind


def test_the_ten_numbers_are_those_of_the_overview_and_the_matrix(filled):
    figures = gathered(filled, "one-page")
    found = overview(Reader(filled), as_of=AS_OF)
    numbers = {one.name: one.value for one in figures.numbers}
    assert len(numbers) == 10
    assert numbers["督办事项"] == f"{found.total}项"
    assert numbers["逾期事项"] == f"{found.overdue}项"
    assert numbers["红灯事项"] == f"{found.by_light['red']}项"
    assert numbers["办结率"] == f"{found.done_share:.1f}%"
    assert numbers["逾期里程碑"] == "1个"
    assert numbers["建设空白点"] == f"{len(matrix(Reader(filled), as_of=AS_OF).white_spots())}处"


def changes_of(journal, **options):
    return {one.name: one.change for one in gathered(journal, "one-page", **options).numbers}


def test_a_book_begun_this_month_compares_nothing(journal, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2026-11-05T04:00:00.000Z")
    journal.commit(Label("Plan"), [insert(*row) for row in ROWS])
    assert not gathered(journal, "one-page").comparable
    assert set(list(changes_of(journal).values())[:6]) == {"—"}


@pytest.fixture
def since_october(journal, monkeypatch):
    """A book of October in which a matter of the one district was finished in November, and one came in."""
    monkeypatch.setattr(clock, "now", lambda: "2026-10-20T04:00:00.000Z")
    journal.commit(Label("Plan"), [insert(*row) for row in ROWS])
    monkeypatch.setattr(clock, "now", lambda: "2026-11-12T04:00:00.000Z")
    new = {"title": "新增", "district": "cy", "state": "in_progress", "due": date(2026, 11, 20)}
    done = update("task", "t1", {"state": "in_progress"}, {"state": "done", "done_on": date(2026, 11, 12)})
    journal.commit(Label("November"), [done, insert("task", "n", new)])
    return journal


def test_the_change_since_last_month_fits_its_sign(since_october):
    changes = changes_of(since_october)
    assert gathered(since_october, "one-page").comparable
    assert changes["督办事项"] == "增加1项"
    assert changes["已办结"] == "增加1项"
    assert changes["办结率"] == "提高5.0个百分点"  # 3 of 4 before, 4 of 5 now
    assert changes["逾期事项"] == "持平"  # one finished, another came in


def test_the_page_of_a_district_compares_only_its_own_matters(since_october):
    own, other = changes_of(since_october, district="cy"), changes_of(since_october, district="fs")
    assert own["督办事项"] == own["已办结"] == "增加1项"
    assert other["督办事项"] == other["已办结"] == other["办结率"] == "持平"


def test_the_reds_say_whose_turn_it_is(filled):
    figures = gathered(filled, "one-page")
    first = next(item for item in red_items(Reader(filled), as_of=AS_OF) if item.light == "red")
    assert figures.reds[0].title == first.title
    assert figures.reds[0].turn.startswith("北京市朝阳区") or figures.reds[0].turn == "朝阳区"


def test_a_full_book_with_very_long_titles_stays_on_one_page(filled):
    unit = insert("organisation", "long", {"name": LONG[:200], "kind": "company"})
    place = insert("district", "far", {"name": LONG[:100], "order": 1})
    operator = insert("operator", "o", {"organisation": "long"})
    late = [
        insert("task", f"x{n}", {"title": f"{n}{LONG}", "lead": "long", "district": "far", "state": "in_progress",
                                 "due": date(2026, 1, 1), "start": date(2025, 1, 1)})
        for n in range(60)
    ]  # fmt: skip
    asked = [
        insert("extension", f"e{n}", {"task": f"x{n}", "state": "requested", "requested_on": date(2026, 11, 1)})
        for n in range(20)
    ]
    ending = [
        insert("contract", f"k{n}", {"title": f"{n}{LONG}", "operator": "o", "state": "active", "district": "far",
                                     "amount": 99_999_999 * WAN, "start": date(2025, 1, 1), "end": date(2026, 12, 1)})
        for n in range(9)
    ]  # fmt: skip
    filled.commit(Label("Many"), [unit, place, operator, *late, *asked, *ending])
    for options in ({}, {"district": "far"}):
        document = made(filled, "one-page", **options)
        reds, decisions = tables(document)[1:]
        assert (len(reds.rows), len(decisions.rows)) == (5, 4)
        assert pages(document) == 1


@pytest.mark.parametrize("fill", [False, True])
def test_the_page_for_a_leader_is_one_page(journal, fill):
    if fill:
        journal.commit(Label("Plan"), [insert(*row) for row in ROWS])
    assert pages(made(journal, "one-page")) == 1


def test_the_year_counts_what_was_done_in_it_and_what_is_open(filled):
    figures = gathered(filled, "year-summary", period="2026")
    assert (figures.total, figures.done, figures.overdue) == (3, 2, 1)
    assert (figures.done_in_time, figures.done_late) == (1, 1)
    assert (figures.milestones_due, figures.milestones_done) == (2, 1)
    assert round(sum(share for _label, _count, share in figures.shown_states), 1) == 100.0
    text = words(made(filled, "year-summary", period="2026"))
    assert "按期办结1项，逾期办结1项" in text
    assert "共督办任务3项" in text


def test_the_tables_of_the_year_add_up_to_its_total(filled):
    document = made(filled, "year-summary")
    table = next(table for table in tables(document) if "各区" in table.caption)
    assert table.rows[-1][1:3] == ("3", "2")
    assert [sum(int(row[column]) for row in table.rows[:-1]) for column in range(1, 6)] == [
        int(cell) for cell in table.rows[-1][1:6]
    ]


def test_the_ranks_of_the_year_are_those_of_the_scores(filled):
    found = scores(Reader(filled), score_period("2026", as_of=AS_OF), as_of=AS_OF)
    figures = gathered(filled, "year-summary", period="2026")
    assert [(one.rank, one.name, one.total) for one in figures.scores] == [
        (unit.rank, unit.short, f"{unit.total:g}") for unit in found.units
    ]
    assert made(filled, "year-summary").annexes[0].title == "2026年度考核得分和排名"


@pytest.mark.parametrize("period", ["2026-Q4", "2027", "瞎写"])
def test_what_is_no_year_that_has_begun_is_refused(filled, period):
    with pytest.raises(Problem):
        made(filled, "year-summary", period=period)


def test_a_whole_year_is_not_held_against_the_schedule(filled):
    text = words(made(filled, "year-summary", period="2026", as_of=date(2027, 2, 1)))
    assert "2026年，" in text
    assert "序时进度" not in text


def test_a_late_milestone_names_what_held_it_up(filled):
    rows = [
        insert("milestone", "m4", {"title": "联调", "plan": "p", "due": date(2026, 11, 1), "after": ("m2",)}),
        insert("milestone", "m5", {"title": "试运行", "plan": "p", "due": date(2026, 3, 2), "after": ("m1",)}),
    ]
    filled.commit(Label("After"), rows)
    causes = {one.title: one.cause for one in gathered(filled, "plan-progress", plan="p").late}
    assert causes["联调"] == "逾期22天，前置“平台对接”尚未完成"
    assert causes["试运行"] == "逾期266天，前置“方案评审”晚10天"


def test_what_differs_is_said_as_the_verb_says_it():
    before = [
        Held("milestone", "a", "甲", due=date(2026, 3, 2)), Held("milestone", "b", "乙"),
        Held("milestone", "c", "丙", start=date(2026, 3, 2), due=date(2026, 6, 1)),
        Held("commitment", "d", "丁", target="80%"), Held("commitment", "e", "戊", target="80%", indicator="率"),
    ]  # fmt: skip
    after = [
        Held("milestone", "a", "甲", due=date(2026, 4, 1)), Held("plan", "n", "新"),
        Held("milestone", "c", "丙", start=date(2026, 2, 2), due=date(2026, 5, 6)),
        Held("commitment", "d", "丁", target="70%"), Held("commitment", "e", "戊", target="90%", indicator="度"),
    ]  # fmt: skip
    found = compare_versions(before, after, Calendar())
    said = list(difference_words(found, before, after))
    assert len(said) == len(found) > 5
    assert "里程碑“甲”完成时间由2026年3月2日推迟至2026年4月1日（+22个工作日）" in said
    assert "里程碑“乙”已取消" in said
    assert any(words.endswith("目标由80%降低为70%") for words in said)
    assert {one.sentence.rstrip("。") for one in found if one.code.startswith("due")} <= set(said)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_chinese_in_an_english_window(filled, name):
    options = {"plan": "p"} if name == "plan-progress" else {}
    chinese = made(filled, name, **options)
    use_language("en")
    try:
        assert made(filled, name, **options) == chinese
    finally:
        use_language("zh_CN")


@pytest.mark.parametrize("name", NAMES)
def test_what_looks_like_markup_stays_text(filled, name):
    bad = "**粗** <b>x</b> {{ 7*7 }} | =1+1"
    filled.commit(
        Label("Bad"),
        [
            insert("milestone", "bad", {"title": bad, "plan": "p", "due": date(2026, 1, 1)}),
            insert("task", "bad", {"title": bad, "district": "cy", "state": "in_progress", "due": date(2025, 1, 1)}),
        ],
    )
    document = made(filled, name, **({"plan": "p"} if name == "plan-progress" else {}))
    said = words(document) + "".join(cell for table in tables(document) for row in table.rows for cell in row)
    assert "**粗** <b>x</b> {{ 7*7 }} | =1+1" in said

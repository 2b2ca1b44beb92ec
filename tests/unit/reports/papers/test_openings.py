"""The first paragraph of periodic papers: what changed since the last issue, within the same scope."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.papers import Numbers, issue_paper, prepare
from smartplanner.queries.tasks import task_lines
from smartplanner.reports.document.blocks import Heading, Paragraph
from smartplanner.reports.papers.comparing.earlier import completion, earlier
from smartplanner.reports.papers.comparing.opening import Opening, Standing
from smartplanner.reports.request import Request
from smartplanner.rules.workdays import Calendar

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


@pytest.fixture
def on_day(monkeypatch):
    """Let steps be made on another day."""
    return lambda day: monkeypatch.setattr(clock, "now", lambda: f"{day}T04:00:00Z")


@pytest.fixture
def office(journal, on_day):
    """Four matters of the east and two of the west, one of each done, one of the east overdue; begun in September."""
    on_day("2026-09-10")
    rows = [insert("district", id, {"name": name, "order": n}) for n, (id, name) in enumerate(
        [("east", "东城区"), ("west", "西城区")])]  # fmt: skip
    rows += [
        insert("task", id, {
            "title": id, "state": state, "district": district, "due": date(2026, month, 15), "due_precision": "day",
        })
        for id, state, district, month in (
            ("e1", "done", "east", 9), ("e2", "in_progress", "east", 10), ("e3", "in_progress", "east", 12),
            ("e4", "in_progress", "east", 12), ("w1", "done", "west", 9), ("w2", "in_progress", "west", 12),
        )
    ]  # fmt: skip
    journal.commit(Label("Import"), rows)
    on_day("2026-11-10")
    return Office(journal)


def edit(office, *changes):
    office.journal.commit(Label("Edit"), list(changes))


def finished(id):
    return update("task", id, {"state": "in_progress"}, {"state": "done"})


def opening(office, report="monthly-briefing", as_of=NOVEMBER, **options) -> str:
    """Return the first paragraph."""
    blocks = prepare(office, report, as_of=as_of, **options).document.blocks
    return next(block.text for block in blocks if isinstance(block, Paragraph))


def issue(office, report="monthly-briefing", as_of=OCTOBER, number=10, **options):
    issue_paper(office, prepare(office, report, as_of=as_of, **options), Numbers(number=number), issued_on=as_of)


def test_a_month_without_a_change_says_so_in_one_sentence(office):
    assert opening(office) == "与上月末（2026年10月31日）相比，重点任务办理情况没有变化。"
    issue(office)
    assert opening(office) == "与上期（第10期，截至2026年10月31日）相比，重点任务办理情况没有变化。"


def test_the_opening_stands_before_the_first_heading(office):
    blocks = prepare(office, "monthly-briefing", as_of=NOVEMBER).document.blocks
    assert isinstance(blocks[0], Paragraph)
    assert isinstance(blocks[1], Heading)


def test_a_book_begun_in_the_month_has_nothing_to_compare(journal, on_day):
    on_day("2026-11-05")
    journal.commit(Label("Import"), [insert("task", "t", {"title": "事项"})])
    assert "相比" not in opening(Office(journal))


def test_what_was_added_finished_removed_and_moved_is_counted(office):
    issue(office)
    edit(
        office,
        finished("e2"),
        insert("task", "e5", {"title": "e5", "state": "in_progress", "district": "east", "due": date(2026, 11, 5)}),
        insert("task", "e6", {"title": "e6", "state": "in_progress", "district": "east", "due": date(2026, 11, 6)}),
        update("task", "e3", {"due": date(2026, 12, 15)}, {"due": date(2027, 3, 15)}),
        update("task", "e4", {"due": date(2026, 12, 15)}, {"due": date(2027, 1, 15)}),
        insert("extension", "x", {"task": "e3", "state": "granted", "new_due": date(2027, 3, 15)}),
        delete("task", office.reader.row("task", "w2")),
    )
    assert opening(office) == (
        "与上期（第10期，截至2026年10月31日）相比，新增重点任务2项，办结1项，移出台账1项；"
        "逾期事项增加1项（现有2项），红灯事项增加1项（现有2项）；经批准延期1项，调整完成时限1项。"
    )


def test_words_fit_the_sign_and_nothing_left_is_said(office):
    issue(office)
    edit(office, finished("e2"))
    text = opening(office)
    assert "逾期事项减少1项（现已全部消除）" in text
    assert "0项" not in text.replace("10期", "")


def test_a_scope_compares_with_what_was_in_it_then(office):
    edit(office, finished("e3"), update("task", "e4", {"district": "east"}, {"district": "west"}))
    east = prepare(office, "monthly-briefing", as_of=NOVEMBER, district="东城区").figures
    west = prepare(office, "monthly-briefing", as_of=NOVEMBER, district="西城区").figures
    assert east.completion_before == 25.0  # of e1 to e4, e1
    assert east.completion == 66.7
    assert west.completion_before == 50.0
    assert "办结1项" in east.opening.words
    assert "办结" not in west.opening.words.replace("办结率", "")


def test_a_matter_of_another_district_that_is_gone_does_not_count(office):
    edit(office, delete("task", office.reader.row("task", "w1")))
    east = prepare(office, "monthly-briefing", as_of=NOVEMBER, district="东城区").figures
    assert east.completion_before == east.completion == 25.0
    assert east.opening.words == "与上月末（2026年10月31日）相比，重点任务办理情况没有变化。"
    assert "移出台账1项" in opening(office, district="西城区")


def test_a_scope_has_its_own_series_of_issues(office):
    issue(office, number=10)
    issue(office, number=3, district="东城区")
    assert "上期（第10期" in opening(office)
    assert "上期（第3期" in opening(office, district="east")
    assert "与上月末" in opening(office, district="西城区")


def test_the_last_issue_is_the_one_before_the_day_and_of_the_same_report(office):
    issue(office, as_of=date(2026, 9, 30), number=9)
    issue(office, as_of=OCTOBER, number=10)
    issue(office, as_of=NOVEMBER, number=11)
    assert "上期（第10期" in opening(office, as_of=NOVEMBER)
    assert "上期（第11期" in opening(office, as_of=date(2026, 12, 31))
    assert "上期（第9期" in opening(office, as_of=date(2026, 10, 15))
    assert "上期" not in opening(office, "supervision-circular", as_of=date(2026, 12, 31))


def test_changes_from_before_the_issue_that_were_made_after_its_day_count_once(office, on_day):
    on_day("2026-11-02")
    edit(office, finished("e2"))
    issue(office)  # of October, made on a later day: it knows of e2
    on_day("2026-11-20")
    edit(office, finished("e3"))
    figures = prepare(office, "monthly-briefing", as_of=NOVEMBER).figures
    assert figures.opening.finished == 1
    assert figures.done_this_month == ("e3",)


def test_the_rate_is_compared_with_the_last_issue_and_with_the_year_before(office):
    issue(office, as_of=date(2025, 11, 30), number=11)
    edit(office, finished("e3"))
    issue(office, as_of=OCTOBER)
    edit(office, finished("e4"), finished("w2"))
    text = "".join(b.text for b in prepare(office, "monthly-briefing", as_of=NOVEMBER).document.blocks
                   if isinstance(b, Paragraph))  # fmt: skip
    assert "较上期提高33.3个百分点，同比提高50.0个百分点。" in text


def test_circulars_reports_and_summaries_open_likewise(office):
    for report, as_of in (("supervision-circular", date(2026, 9, 30)), ("report-up", OCTOBER),
                          ("year-summary", date(2025, 12, 31))):  # fmt: skip
        issue(office, report, as_of=as_of, number=1)
    edit(office, finished("e3"))
    for report in ("supervision-circular", "report-up", "year-summary"):
        document = prepare(office, report, as_of=NOVEMBER).document
        (text,) = [b.text for b in document.blocks if isinstance(b, Paragraph) and "与上期（第1期" in b.text]
        assert "办结1项" in text


def test_a_plan_names_the_milestones_done_since_the_last_issue(office):
    edit(
        office,
        insert("plan", "p", {"title": "东城区计划", "district": "east"}),
        *(insert("milestone", f"m{n}", {"title": f"里程碑{n}", "plan": "p", "due": date(2026, 10, n)}) for n in (1, 2)),
    )
    assert (
        opening(office, "plan-progress", as_of=OCTOBER, plan="p") == "10月份，新增逾期里程碑2个（里程碑1、里程碑2）。"
    )
    issue(office, "plan-progress", plan="p", number=4)
    assert "没有变化" in opening(office, "plan-progress", district="东城区")
    edit(office, update("milestone", "m1", {"done_on": None}, {"done_on": date(2026, 11, 3)}))
    assert opening(office, "plan-progress", plan="p").startswith(
        "与上期（第4期，截至2026年10月31日）相比，新完成里程碑1个（里程碑1），逾期里程碑减少1个（现有1个）"
    )


def test_an_opening_never_speaks_of_none():
    now = Standing(10, 5, 0, 0)
    words = Opening(noun="督办事项", now=now, against="上期", overdue_before=0, red_before=2).words
    assert words == "与上期相比，红灯事项减少2项（现已全部消除）。"
    assert (
        Opening(noun="督办事项", now=now, against="上期", completion_before=50.0).rate_words
        == "办结率50.0%，较上期持平。"
    )


def test_a_step_is_followed_back_from_its_number_or_its_day(office, on_day):
    lines = task_lines(office.reader, as_of=NOVEMBER)
    position = office.journal.steps(limit=1)[0].number
    edit(office, finished("e2"))
    on_day("2026-12-05")
    edit(office, finished("e3"))
    lines = task_lines(office.reader, as_of=NOVEMBER)
    request = Request(office="", as_of=NOVEMBER, calendar=Calendar(), district="east")
    for past in (earlier(office.journal, lines, after=position, until=NOVEMBER),
                 earlier(office.journal, lines, since=date(2026, 11, 1), until=NOVEMBER)):  # fmt: skip
        then = past.within(request.within)
        assert completion(then.values()) == 25.0
        assert past.movement(lambda id: True).finished == ("e2",)  # that of December is not among them


def test_an_operator_opens_with_what_was_signed_and_paid_since(office):
    edit(
        office,
        insert("organisation", "firm", {"name": "示例公司", "kind": "company"}),
        insert("operator", "o", {"organisation": "firm"}),
        insert("contract", "c", {"title": "云服务", "operator": "o", "amount": 100_000_000, "state": "active"}),
    )
    assert "相比" not in opening(office, "operator-year", as_of=OCTOBER, operator="o")
    issue(office, "operator-year", operator="o")
    assert opening(office, "operator-year", operator="o").endswith("相比，合同执行情况没有变化。")
    edit(office, insert("contract", "d", {"title": "云安全", "operator": "o", "amount": 5_000_000, "state": "active"}))
    assert "在执行运营合同增加1份（现有2份）" in opening(office, "operator-year", operator="o")


def test_the_red_ones_of_last_month_are_those_the_overview_showed_then(office, on_day):
    on_day("2026-09-20")
    late = {"title": "分项", "state": "in_progress", "district": "east", "due": date(2026, 10, 1), "parent": "e3"}
    edit(office, insert("task", "part", late))
    on_day("2026-11-10")
    edit(office, delete("task", office.reader.row("task", "part")))
    # e2 was late, so was the part, and e3 because of it; today only e2 is.
    assert "红灯事项减少2项（现有1项）" in opening(office)

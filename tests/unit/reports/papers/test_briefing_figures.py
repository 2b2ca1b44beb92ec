"""The figures of the briefing, gathered from a real book."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.base.i18n import use_language
from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.reports.document.blocks import Heading, Paragraph, Table
from smartplanner.reports.papers.periodic.briefing import build_briefing
from smartplanner.reports.papers.periodic.briefing_figures import gather

NOVEMBER = date(2026, 11, 23)


@pytest.fixture
def fill(journal):
    """Put matters into the book; ``on`` is the day of the step."""

    def add(*tasks, units=(), districts=()):
        changes = [insert("organisation", unit["id"], {"name": unit["name"], "kind": unit.get("kind"), "order": order})
                   for order, unit in enumerate(units)]  # fmt: skip
        changes += [
            insert("alias", f"alias-{unit['id']}", {"organisation": unit["id"], "name": unit["alias"]})
            for unit in units if "alias" in unit
        ]  # fmt: skip
        changes += [
            insert("district", id, {"name": name, "order": order}) for order, (id, name) in enumerate(districts)
        ]
        changes += [insert("task", task.pop("id", f"task-{number}"), task) for number, task in enumerate(tasks)]
        journal.commit(Label("Import"), changes)

    return add


@pytest.fixture
def figures(journal):
    return lambda as_of=NOVEMBER: gather(Reader(journal), journal, office="某办", as_of=as_of)


def matter(title="事项", **values):
    return {"title": title, "state": "in_progress", **values}


def test_a_paper_is_chinese_whatever_the_window_speaks(fill, figures):
    fill(matter(), matter(state="closed"), matter(state="done"))
    use_language("en")
    found = figures()
    assert [state.label for state in found.states if state.count] == ["已销号", "已办结", "办理中"]
    assert [light.label for light in found.shown_lights] == ["绿灯"]


def test_deadlines_are_printed_in_one_form_whatever_the_ledger_wrote(fill, figures):
    fill(
        matter("甲", due=date(2026, 8, 10), due_precision="day", due_text="２０２６．８．１０"),
        matter("乙", due=date(2026, 6, 30), due_precision="month", due_text="2026年6月底"),
        matter("丙", due=date(2026, 12, 31), due_precision="quarter", due_text="第四季度"),
        matter("丁", due=date(2025, 12, 31), due_precision="year", due_text="去年底"),
    )
    found = figures()
    assert {item.title: item.due_text for item in found.late} == {
        "甲": "8月10日", "乙": "6月底前", "丁": "2025年底前",
    }  # fmt: skip
    assert [item.due_text for item in found.due_next_month] == ["四季度末"]


def test_units_are_called_by_their_short_form(fill, figures):
    fill(
        matter(due=date(2026, 8, 10), lead="a", support=("b", "c")),
        units=[
            {"id": "a", "name": "北京市财政局", "alias": "市财政局", "kind": "department"},
            {"id": "b", "name": "北京市东城区人民政府", "alias": "东城区", "kind": "district"},
            {"id": "c", "name": "北京市西城区人民政府", "alias": "西城区", "kind": "district"},
        ],
    )
    (item,) = figures().late
    assert (item.lead, item.support) == ("市财政局", ("各区",))


def test_the_largest_categories_have_a_row_and_the_others_share_one(fill, figures):
    tasks = [matter(category=f"领域{number:02}") for number in range(20) for _ in range(21 - number)]
    tasks += [matter(category="其他"), matter(category=None)]
    fill(*tasks)
    rows = figures().fields
    assert [row.name for row in rows] == [*(f"领域{number:02}" for number in range(12)), "其他领域", "未注明领域"]
    assert sum(row.total for row in rows) == len(tasks)
    assert rows[-2].total == sum(21 - number for number in range(12, 20)) + 1


def test_the_matters_of_the_city_stand_below_the_districts(fill, figures):
    fill(matter(district="d2"), matter(district="d1"), matter(), districts=[("d1", "东城区"), ("d2", "西城区")])
    assert [row.name for row in figures().districts] == ["东城区", "西城区", "市级事项"]


def test_units_are_ordered_by_the_number_that_is_printed_and_then_officially(fill, figures):
    late = {"due": date(2026, 8, 10)}
    units = [{"id": id, "name": f"{id}单位"} for id in "abc"]
    fill(*(matter(lead=lead, **late) for lead in "cbbaac"), matter(lead="c", due=date(2027, 3, 1)), units=units)
    assert [(row.name, row.late) for row in figures().worst_units] == [("a单位", 2), ("b单位", 2), ("c单位", 2)]
    fill(matter(id="x", lead="b", **late))
    assert [row.name for row in figures().worst_units] == ["b单位", "a单位", "c单位"]


def test_the_tasks_named_for_next_month_are_the_urgent_and_the_large_ones(fill, figures):
    due = {"due": date(2026, 12, 10), "due_precision": "day"}
    fill(matter("小", amount=1, **due), matter("大", amount=9, **due), matter("急", priority="top", **due))
    found = figures()
    assert [item.title for item in found.weightiest_due] == ["急", "大", "小"]
    assert {item.title for item in found.due_next_month} == {"小", "大", "急"}


def test_a_matter_that_was_ended_is_not_due(fill, figures):
    fill(matter(state="terminated", due=date(2026, 12, 10)))
    assert figures().due_next_month == ()


def test_the_last_completion_rate_is_found_by_following_the_journal_back(fill, figures, journal, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2026-10-20T01:00:00Z")
    fill(
        *(
            matter(f"事项{number}", id=f"t{number}", state="done" if number < 1 else "in_progress")
            for number in range(4)
        )
    )
    monkeypatch.setattr(clock, "now", lambda: "2026-11-05T01:00:00Z")
    journal.commit(Label("Edit"), [update("task", "t1", {"state": "in_progress"}, {"state": "done"})])
    fill(matter("新", id="t9"))
    found = figures()
    assert not found.first_issue
    assert (found.completion_before, found.completion) == (25.0, 40.0)
    assert "较上期提高15.0个百分点" in "".join(
        block.text for block in build_briefing(found).blocks if isinstance(block, Paragraph)
    )


def test_a_book_begun_this_month_has_nothing_to_compare(fill, figures, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: "2026-11-05T01:00:00Z")
    fill(matter())
    assert figures().completion_before is None


def test_counts_of_a_real_book_agree_everywhere(fill, figures):
    states = ("done", "closed", "in_progress", "not_started", "terminated")
    fill(*(
        matter(f"事项{number}", state=states[number % 5], category=f"领域{number % 15}", progress=float(number % 90),
               district=("d1", "d2", None)[number % 3], due=date(2026, number % 12 + 1, 15))
        for number in range(200)
    ), districts=[("d1", "东城区"), ("d2", "西城区")])  # fmt: skip
    document = build_briefing(figures())
    text = "".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    for table in (block for block in document.blocks if isinstance(block, Table)):
        *rows, total = [[int(cell) for cell in row[1:6]] for row in table.rows]
        assert total == [sum(column) for column in zip(*rows, strict=True)]
        assert total[0] == sum(total[1:]) == 200
        overdue, behind = document.annexes[0].blocks
        assert (total[4], total[3]) == (len(overdue.rows), len(behind.rows))
        assert f"逾期{total[4]}项" in text
        assert f"进度滞后{total[3]}项" in text

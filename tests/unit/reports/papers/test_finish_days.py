"""On which day a matter was finished, where the register does not say: as noted, else when it was marked so."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.tasks import task_lines
from smartplanner.reports.papers.periodic.finish_days import finish_days
from smartplanner.reports.registry import find_report
from smartplanner.reports.request import Request
from smartplanner.rules.workdays import Calendar

AS_OF = date(2026, 11, 23)
DAYS = {"起": "2026-01-05T02:00:00Z", "春": "2026-03-10T02:00:00Z", "秋": "2026-09-10T02:00:00Z"}


@pytest.fixture
def at(journal, monkeypatch):
    """Commit changes at a moment of the year."""

    def commit(day, *changes):
        monkeypatch.setattr(clock, "now", lambda: DAYS[day])
        journal.commit(Label("step"), list(changes))

    return commit


def state(id, before, after):
    return update("task", id, {"state": before}, {"state": after})


def found(journal):
    return finish_days(Reader(journal), journal, task_lines(Reader(journal), as_of=AS_OF))


def test_the_register_comes_first_then_what_was_noted_then_the_journal(journal, at):
    at("起", *(insert("task", id, {"title": id, "state": "in_progress"}) for id in "abc"))
    at("春", *(state(id, "in_progress", "done") for id in "abc"))
    at("秋", update("task", "a", {"done_on": None}, {"done_on": date(2026, 2, 1)}),
       insert("task_event", "e", {"task": "b", "act": "finish", "happened_on": date(2026, 2, 2)}))  # fmt: skip
    known = found(journal)
    assert known.days == {"a": date(2026, 2, 1), "b": date(2026, 2, 2), "c": date(2026, 3, 10)}
    assert known.by_journal == {"c"}


def test_a_matter_that_came_in_as_done_has_no_day(journal, at):
    at("春", insert("task", "a", {"title": "甲", "state": "done"}))
    assert found(journal).days == {}


def test_a_matter_that_was_reopened_counts_from_when_it_was_finished_again(journal, at):
    at("起", insert("task", "a", {"title": "甲", "state": "done"}))
    at("起", state("a", "done", "in_progress"))
    at("春", state("a", "in_progress", "done"))
    at("秋", state("a", "done", "closed"))
    assert found(journal).days == {"a": date(2026, 3, 10)}


def test_the_chart_of_the_year_says_whose_days_are_those_of_marking_and_which_are_not_known(journal, at):
    at("起", *(insert("task", id, {"title": id, "state": "in_progress"}) for id in "abcd"),
       insert("task", "z", {"title": "早已办结", "state": "done"}))  # fmt: skip
    at("春", state("a", "in_progress", "done"))
    at("秋", state("b", "in_progress", "done"))
    report = find_report("year-summary")
    request = Request(office="某办", as_of=AS_OF, calendar=Calendar(), period="2026")
    figures = report.gather(Reader(journal), journal, request)
    assert [one.so_far for one in figures.months][1:10] == [0, 1, 1, 1, 1, 1, 1, 2, 2]
    chart = next(block.data for block in report.build(figures).blocks if type(block).__name__ == "Chart")
    assert "办结日期未载明的2项按标注办结之日计；另有1项日期不明，未计入" in chart.source

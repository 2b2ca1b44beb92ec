"""Scores counted from a real book."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.scoring import score_period, scores

AS_OF = date(2026, 11, 23)
QUARTER = score_period("2026-Q4", as_of=AS_OF)


@pytest.fixture
def book(journal):
    """Two departments and a district, rules of a point for everything, and what a test adds."""
    units = [
        ("a", "北京市甲委员会", "department"),
        ("b", "北京市乙局", "department"),
        ("c", "北京市丙区人民政府", "district"),
    ]
    conditions = ("overdue", "done_late", "done_in_time", "returned", "urged", "extended", "unreported")
    conditions += ("reported_late", "unsigned")
    changes = [insert("organisation", id, {"name": name, "kind": kind}) for id, name, kind in units]
    changes.append(insert("score_rule", "base", {"title": "基础分", "condition": "base", "points": 100.0}))
    changes += [
        insert("score_rule", name, {"title": name, "condition": name, "points": -1.0, "support_factor": 50.0})
        for name in conditions
    ]
    journal.commit(Label("Units and rules"), changes)

    def add(*rows):
        """Add rows as (entity, values) and return what each unit's rules counted, by short condition."""
        journal.commit(Label("Rows"), [insert(entity, values.pop("id", f"{entity}-{place}"), values)
                                       for place, (entity, values) in enumerate(rows)])  # fmt: skip
        found = scores(Reader(journal), QUARTER, as_of=AS_OF)
        return {
            unit.unit: {line.condition: line.points for line in unit.lines if line.condition != "base"}
            for unit in found.units
        }

    return add


def matter(**values):
    return ("task", {"id": "t", "title": "智慧停车", "state": "in_progress", "lead": "a"} | values)


def event(act, day, **values):
    return ("task_event", {"task": "t", "act": act, "happened_on": day} | values)


def test_an_overdue_matter_costs_the_leading_unit_all_and_the_others_their_share(book):
    counted = book(matter(due=date(2026, 11, 1), support=("b", "c")))
    assert counted == {"a": {"overdue": -1}, "b": {"overdue": -0.5}, "c": {"overdue": -0.5}}


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({"state": "closed", "due": date(2026, 11, 10), "done_on": date(2026, 11, 9)}, {"done_in_time": -1}),
        ({"state": "closed", "due": date(2026, 11, 10), "done_on": date(2026, 11, 10)}, {"done_in_time": -1}),
        ({"state": "done", "due": date(2026, 11, 10), "done_on": date(2026, 11, 20)}, {"done_late": -1}),
        ({"due": date(2026, 11, 23)}, {}),
        ({"due": None}, {}),
    ],
    ids=["before the day", "on the day", "after the day", "due today is not overdue", "without a day"],
)
def test_a_matter_counts_by_when_it_was_done(book, values, counted):
    assert book(matter(**values))["a"] == counted


def test_a_matter_done_before_the_period_is_no_matter_of_it(book):
    assert book(matter(state="closed", due=date(2026, 8, 1), done_on=date(2026, 8, 20))) == {}


def test_events_count_in_the_period_in_which_they_happened(book):
    counted = book(
        matter(),
        event("return", date(2026, 11, 2)),
        event("return", date(2026, 9, 30)),
        event("urge", date(2026, 11, 3), grade="reminder"),
        event("urge", date(2026, 11, 4), grade="blue"),
        event("grant", date(2026, 11, 5)),
    )
    assert counted["a"] == {"returned": -1, "urged": -1, "extended": -1}


def test_an_event_that_names_a_unit_counts_for_that_unit(book):
    counted = book(matter(support=("b",)), event("return", date(2026, 11, 2), organisation="b"))
    assert (counted["a"], counted["b"]) == ({}, {"returned": -0.5})


def test_missed_and_late_reports_count_by_period(book):
    counted = book(
        matter(cycle="monthly", start=date(2026, 9, 1)),
        ("progress_report", {"task": "t", "organisation": "a", "period": "2026-09", "reported_on": date(2026, 10, 9)}),
    )
    assert counted["a"] == {"unreported": -1, "reported_late": -1}


def test_a_unit_that_has_not_signed_is_counted(book):
    counted = book(
        matter(state="in_progress", support=("b",)),
        ("party", {"task": "t", "organisation": "a", "role": "lead", "signed_on": date(2026, 11, 1)}),
        ("party", {"id": "p2", "task": "t", "organisation": "b", "role": "support"}),
    )
    assert (counted["a"], counted["b"]) == ({}, {"unsigned": -0.5})


def test_units_are_ranked_within_their_kind(book, journal):
    book(
        matter(due=date(2026, 11, 1), support=("c",)),
        ("task", {"title": "乙的事", "state": "in_progress", "lead": "b"}),
    )
    found = scores(Reader(journal), QUARTER, as_of=AS_OF)
    assert [(unit.unit, unit.total, unit.rank) for unit in found.units] == [("b", 100, 1), ("a", 99, 2), ("c", 99.5, 1)]


def test_points_by_hand_count_in_the_period_of_their_day(book, journal):
    entries = [
        ("score_entry", {"id": f"e{month}", "organisation": "a", "given_on": date(2026, month, 1), "points": 1.0,
                         "reason": f"{month}月表扬"})
        for month in (9, 10)
    ]  # fmt: skip
    assert book(*entries) == {"a": {"by_hand": 1}}


THIRD = score_period("2026-Q3", as_of=AS_OF)


@pytest.fixture
def at(monkeypatch):
    """Sets the day on which steps are written."""
    return lambda day: monkeypatch.setattr(clock, "now", lambda: f"{day}T04:00:00.000Z")


@pytest.fixture
def autumn(at, journal, request):
    """A book begun in June with a matter of unit a that was due in August; gives what counted in the third quarter."""
    at("2026-06-01")
    add = request.getfixturevalue("book")
    add(matter(due=date(2026, 8, 15), support=("b",)))

    def counted():
        found = scores(Reader(journal), THIRD, as_of=AS_OF)
        return {unit.unit: {line.condition for line in unit.lines if line.condition != "base"} for unit in found.units}

    return counted


def edit(journal, **after):
    row = Reader(journal).row("task", "t")
    journal.commit(Label("Edit"), [update("task", "t", {name: getattr(row, name) for name in after}, after)])


@pytest.mark.parametrize(
    "later",
    [
        {"state": "closed", "done_on": date(2026, 10, 20)},
        {"state": "terminated"},
        {"due": date(2026, 12, 31)},
        {"lead": "c"},
    ],
    ids=["done", "ended", "put off", "handed over"],
)
def test_what_became_of_a_matter_after_a_quarter_does_not_change_its_score(autumn, journal, at, later):
    assert autumn() == {"a": {"overdue"}, "b": {"overdue"}}
    at("2026-10-20")
    edit(journal, **later)
    assert autumn() == {"a": {"overdue"}, "b": {"overdue"}}


def test_a_matter_that_was_done_in_a_quarter_and_taken_up_again_later_was_done_then(autumn, journal, at):
    at("2026-08-10")
    edit(journal, state="closed", done_on=date(2026, 8, 10))
    at("2026-10-20")
    edit(journal, state="in_progress", done_on=None)
    assert autumn() == {"a": {"done_in_time"}, "b": {"done_in_time"}}


def test_a_matter_that_came_later_is_none_of_the_quarter(autumn, journal, at):
    at("2026-10-20")
    journal.commit(Label("New"), [insert("task", "u", {"title": "新事", "state": "in_progress", "lead": "c"})])
    assert set(autumn()) == {"a", "b"}


def test_a_signature_that_came_after_a_quarter_was_missing_in_it(autumn, journal, at):
    parties = [
        insert("party", unit, {"task": "t", "organisation": unit, "role": role, "signed_on": day})
        for unit, role, day in (("a", "lead", date(2026, 7, 1)), ("b", "support", date(2026, 10, 8)))
    ]
    journal.commit(Label("Signed"), parties)
    assert autumn() == {"a": {"overdue"}, "b": {"overdue", "unsigned"}}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026年", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026年11月", date(2026, 11, 1), date(2026, 11, 30)),
        ("第三季度", date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_a_period_is_read_as_people_write_it(text, first, last):
    period = score_period(text, as_of=AS_OF)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["随便", "2026-W47", "2026-13", "9999", "1" * 5000])
def test_what_is_no_period_is_refused_with_an_example(text):
    with pytest.raises(Problem) as refused:
        score_period(text, as_of=AS_OF)
    assert "2026-Q4" in refused.value.remedy

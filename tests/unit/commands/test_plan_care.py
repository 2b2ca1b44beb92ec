"""Small cares of plans: which set applies, what a version says of the state, what ends too late, who stays."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.planning import (
    adopt_requirements,
    change_tier,
    check_plan,
    compare_tier,
    cover,
    open_requirements,
    take_version,
)
from smartplanner.commands.scheduling import apply_slip, propose_slip
from smartplanner.queries.listing import list_rows
from smartplanner.queries.pilots import last_sheet_of_district
from smartplanner.queries.red_list import red_items

DAY = date(2026, 11, 23)
ROWS = (
    ("district", "d", {"name": "甲区", "short_name": "甲", "kind": "new", "tier": 1}),
    ("requirement", "old", {"text": "接入九成", "area": "数字底座", "kind": "new", "tier": 1, "set": "2026版",
                            "indicator": "接入率", "target": "90%"}),
    ("plan", "p", {"title": "甲区计划", "district": "d", "period_end": date(2026, 12, 31)}),
    ("milestone", "first", {"title": "底座", "plan": "p", "due": date(2026, 12, 1)}),
    ("milestone", "then", {"title": "开通", "plan": "p", "due": date(2026, 12, 30), "after": ("first",)}),
    ("pilot", "t", {"name": "金盏试点", "district": "d"}),
    ("gate", "g", {"gate": "中期评估", "pilot": "t", "due": date(2026, 11, 1)}),
)  # fmt: skip
NEWER = ("requirement", "new", {"text": "应接尽接", "area": "数字底座", "kind": "new", "tier": 1, "set": "2027版",
                                "indicator": "接入率", "target": "100%"})  # fmt: skip


@pytest.fixture
def office(journal):
    journal.commit(Label("rows"), [insert(*row) for row in ROWS])
    return Office(journal)


def codes(office):
    return {problem.code for problem in check_plan(office, "p", as_of=DAY)}


def test_a_set_of_a_later_year_applies_to_a_new_plan_and_is_named_to_an_old_one(office):
    adopt_requirements(office, "p")
    assert "older_set" not in codes(office)
    office.journal.commit(Label("2027"), [insert(*NEWER)])
    assert "older_set" in codes(office)
    assert open_requirements(office, "p") == []  # the same indicator: another target, not another commitment
    proposal = compare_tier(office, "plan", "p", kind="new", tier=1)
    assert "2027版" in proposal.sentences()[0]
    assert "2026版" in proposal.sentences()[0]
    change_tier(office, proposal)
    (row,) = office.reader.rows("commitment")
    assert (row.requirement, row.target) == ("new", "100%")
    assert "older_set" not in codes(office)


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        (None, "submitted", "submitted"),
        ("draft", "approved", "approved"),
        ("submitted", "approved", "approved"),
        ("approved", "submitted", "approved"),
        ("approved", "adjusted", "adjusted"),
        ("completed", "adjusted", "completed"),
    ],
)
def test_a_version_says_the_state_of_its_plan_forwards_only_and_in_its_own_step(office, before, kind, after):
    from smartplanner.commands.editing import set_fields

    set_fields(office, "plan", ["p"], {"state": before})
    take_version(office, "p", kind=kind, on=DAY)
    assert office.reader.row("plan", "p").state == after
    office.journal.undo()
    assert office.reader.row("plan", "p").state == before
    assert office.reader.rows("baseline") == []


def test_what_is_pushed_beyond_the_end_of_its_plan_is_said_before_and_after(office):
    assert "after_plan_ends" not in codes(office)
    proposal = propose_slip(office, "first", due=date(2027, 1, 8))
    said = [problem for problem in proposal.problems if problem.code == "after_plan_ends"]
    assert len(said) == 1  # one for the plan, not one for each of its milestones
    assert "开通" in said[0].message
    from smartplanner.commands.editing import set_fields

    set_fields(office, "milestone", ["first"], {"due": date(2027, 1, 8)})
    assert {"after_plan", "after_plan_ends"} <= codes(office)


def test_followers_of_a_move_to_an_earlier_day_are_said_to_stay(office):
    proposal = propose_slip(office, "first", due=date(2026, 11, 25))
    assert [move.id for move in proposal.moves] == ["first"]
    assert len(proposal.notes) == 1
    assert "1" in proposal.notes[0]
    assert propose_slip(office, "then", due=date(2026, 12, 28)).notes == ()


def test_the_list_of_commitments_says_light_reason_and_what_covers_each(office):
    adopt_requirements(office, "p")
    (row,) = list_rows(office.reader, "commitment", as_of=DAY)
    assert (row["light"], row["covered_by"]) == ("grey", [])
    cover(office, row["id"], milestones=["first"], pilot="t")
    (row,) = list_rows(office.reader, "commitment", as_of=DAY)
    assert row["covered_by"] == ["底座", "金盏试点"]
    assert row["light"] != "grey"
    assert row["light_cause"]


def test_a_review_of_a_pilot_stands_in_the_red_list_of_its_district(office):
    (item,) = [item for item in red_items(office.reader, as_of=DAY) if item.kind == "gate"]
    assert (item.id, item.district) == ("g", "d")


def test_a_district_is_assessed_by_the_scores_that_belong_to_no_pilot(office):
    assert last_sheet_of_district(office.reader, "d") is None
    scores = [
        ("a1", {"indicator": "底座", "district": "d", "score": 90.0, "weight": 60.0, "scorer": "甲"}),
        ("a2", {"indicator": "社区", "district": "d", "score": 80.0, "weight": 40.0, "scorer": "甲"}),
        ("a3", {"indicator": "试点自己的", "district": "d", "pilot": "t", "score": 10.0, "weight": 100.0}),
    ]
    office.journal.commit(Label("scores"), [insert("assessment", *one) for one in scores])
    sheet = last_sheet_of_district(office.reader, "d")
    assert (sheet.total, sheet.grade) == (86.0, "good")


def test_start_due_day_and_duration_together_are_refused(office):
    with pytest.raises(Problem) as caught:
        propose_slip(office, "first", start=date(2026, 12, 1), due=date(2026, 12, 8), duration=2)
    assert caught.value.code == "too_much_asked"


def test_work_that_shall_take_no_time_becomes_a_milestone_on_its_day(office):
    apply_slip(office, propose_slip(office, "first", duration=5))
    row = office.reader.row("milestone", "first")
    assert (row.start, row.due, row.duration) == (date(2026, 12, 1), date(2026, 12, 7), 5)
    apply_slip(office, propose_slip(office, "first", duration=0))
    row = office.reader.row("milestone", "first")
    assert (row.start, row.due, row.duration) == (row.due, row.due, 0)

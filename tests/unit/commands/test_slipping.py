"""A milestone moves with what follows it: said first, written as one step, taken back by one undo."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.linking import link, unlink
from smartplanner.commands.office import Office
from smartplanner.commands.reference import reference_changes
from smartplanner.commands.scheduling import apply_slip, find_milestone, propose_slip
from smartplanner.queries.listing import list_rows


@pytest.fixture
def office(journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    office = Office(journal)
    district = office.reader.rows("district")[0].id
    rows = [
        insert("plan", "north", {"title": "北区计划", "district": district, "period_start": date(2026, 1, 1)}),
        insert("plan", "south", {"title": "南区计划", "district": district}),
        insert("milestone", "base", {"title": "数字底座交付", "plan": "north", "due": date(2026, 10, 30)}),
        insert(
            "milestone",
            "build",
            {
                "title": "平台建设",
                "plan": "north",
                "start": date(2026, 11, 2),
                "due": date(2026, 11, 13),
                "due_text": "11月中旬",
                "after": ("base",),
            },
        ),
        insert("milestone", "open", {"title": "南区开通", "plan": "south", "due": date(2026, 11, 16)}),
        insert("milestone", "free", {"title": "宣传", "plan": "south", "due": date(2026, 10, 31)}),
        insert("dependency", "d1", {"before": "build", "after": "open", "kind": "finish_start", "lag": 1}),
    ]
    journal.commit(Label("plans"), rows)
    return office


def days(office):
    return {row.id: (row.start, row.due) for row in office.reader.rows("milestone")}


def test_reading_a_plan_moves_no_day_that_was_written_even_one_on_a_weekend(office):
    rows = {row["title"]: row for row in list_rows(office.reader, "milestone", as_of=date(2026, 1, 1))}
    assert rows["数字底座交付"]["early_finish"] == "2026-10-30"
    assert rows["宣传"]["early_finish"] == "2026-10-31"
    assert (rows["平台建设"]["early_start"], rows["平台建设"]["early_finish"]) == ("2026-11-02", "2026-11-13")
    assert rows["平台建设"]["slack"] == 0
    assert rows["平台建设"]["critical"] is True
    assert rows["宣传"]["slack"] == 11


def test_a_slip_is_said_with_reason_and_plans_and_writes_nothing(office):
    before = days(office)
    proposal = propose_slip(office, "base", due=date(2026, 11, 6))
    assert [move.id for move in proposal.moves] == ["base", "build", "open"]
    assert proposal.plans == (("北区计划", 2), ("南区计划", 1))
    sentences = proposal.sentences()
    assert "数字底座交付" in sentences[0]
    assert "2026-11-06" in sentences[0]
    assert "数字底座交付" in sentences[1]
    assert proposal.problems == ()
    assert days(office) == before


def test_an_applied_slip_is_one_step_that_one_undo_takes_back(office):
    before = days(office)
    step = apply_slip(office, propose_slip(office, "base", due=date(2026, 11, 6)))
    after = days(office)
    assert after["base"] == (None, date(2026, 11, 6))
    assert after["build"] == (date(2026, 11, 9), date(2026, 11, 20))
    assert after["open"] == (None, date(2026, 11, 23))
    assert after["free"] == before["free"]
    assert office.reader.row("milestone", "build").due_text is None
    assert step.size == 3
    office.journal.undo()
    assert days(office) == before
    assert office.reader.row("milestone", "build").due_text == "11月中旬"


def test_dates_in_a_year_whose_holidays_are_not_announced_are_said_to_be_so(office):
    assert propose_slip(office, "base", due=date(2026, 11, 6)).notes == ()
    (note,) = propose_slip(office, "base", due=date(2031, 1, 10)).notes
    assert "2031" in note


def test_after_an_applied_slip_the_same_slip_moves_nothing(office):
    apply_slip(office, propose_slip(office, "base", due=date(2026, 11, 6)))
    proposal = propose_slip(office, "base", due=date(2026, 11, 6))
    assert proposal.moves == ()
    assert apply_slip(office, proposal) is None


def test_work_that_ends_later_takes_longer_and_keeps_its_start(office):
    apply_slip(office, propose_slip(office, "build", due=date(2026, 11, 18)))
    assert days(office)["build"] == (date(2026, 11, 2), date(2026, 11, 18))


def test_a_day_that_what_comes_before_does_not_allow_is_said(office):
    proposal = propose_slip(office, "build", start=date(2026, 10, 12))
    assert proposal.moves == ()
    assert "数字底座交付" in proposal.notes[0]
    assert "2026-11-02" in proposal.notes[0]


def test_a_slip_over_a_limit_is_said_with_the_chain(office):
    row = office.reader.row("milestone", "open")
    from smartplanner.commands.editing import set_fields

    set_fields(office, "milestone", [row.id], {"constraint": "not_after", "constraint_on": date(2026, 11, 16)})
    proposal = propose_slip(office, "base", due=date(2026, 11, 6))
    assert [problem.code for problem in proposal.problems] == ["constraint_impossible"]
    assert "数字底座交付 → 平台建设 → 南区开通" in proposal.problems[0].message


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "nothing_asked"),
        ({"start": date(2026, 12, 1), "due": date(2026, 11, 1)}, "finish_before_start"),
        ({"duration": -1}, "not_valid"),
        ({"duration": 99_999}, "not_valid"),
    ],
)
def test_a_slip_that_makes_no_sense_is_refused(office, asked, code):
    with pytest.raises(Problem) as refused:
        propose_slip(office, "build", **asked)
    assert refused.value.code == code


def test_what_is_done_and_what_spans_parts_does_not_move(office):
    office.journal.commit(
        Label("more"),
        [
            insert("milestone", "past", {"title": "立项", "plan": "north", "done_on": date(2026, 2, 3)}),
            insert("milestone", "whole", {"title": "总体", "plan": "north"}),
            insert("milestone", "part", {"title": "分项", "plan": "north", "parent": "whole", "due": date(2026, 5, 8)}),
        ],
    )
    for id, code in (("past", "done_already"), ("whole", "spans_its_parts")):
        with pytest.raises(Problem) as refused:
            propose_slip(office, id, due=date(2026, 12, 1))
        assert refused.value.code == code
    moved = propose_slip(office, "part", due=date(2026, 5, 15)).moves
    assert [move.id for move in moved] == ["part", "whole"]


def test_a_link_that_closes_a_ring_is_refused_by_the_names_of_its_members_in_order(office):
    size = len(office.journal.steps())
    with pytest.raises(Problem) as refused:
        link(office, "open", "base")
    assert refused.value.code == "schedule_loop"
    assert "数字底座交付 → 平台建设 → 南区开通 → 数字底座交付" in refused.value.message
    assert len(office.journal.steps()) == size


def test_a_link_is_made_changed_and_taken_away_in_one_step_each(office):
    link(office, "base", "free", kind="start_start", lag=3)
    (row,) = [row for row in office.reader.rows("dependency") if row.after == "free"]
    assert (row.kind, row.lag) == ("start_start", 3)
    assert link(office, "base", "free", kind="start_start", lag=3) is None
    link(office, "base", "free")
    (row,) = [row for row in office.reader.rows("dependency") if row.after == "free"]
    assert (row.kind, row.lag) == ("finish_start", None)
    unlink(office, "base", "free")
    unlink(office, "base", "build")
    assert office.reader.row("milestone", "build").after == ()
    with pytest.raises(Problem) as refused:
        unlink(office, "base", "build")
    assert refused.value.code == "no_link"


def test_a_listed_predecessor_becomes_a_dependency_when_it_gets_a_lag(office):
    link(office, "base", "build", lag=2)
    assert office.reader.row("milestone", "build").after == ()
    assert len([row for row in office.reader.rows("dependency") if row.after == "build"]) == 1


def test_a_milestone_is_found_by_title_or_id_and_doubt_is_said(office):
    assert find_milestone(office, "宣传") == find_milestone(office, "free") == "free"
    with pytest.raises(Problem) as refused:
        find_milestone(office, "没有")
    assert refused.value.code == "no_milestone"
    office.journal.commit(Label("twin"), [insert("milestone", "twin", {"title": "宣传", "plan": "north"})])
    with pytest.raises(Problem) as refused:
        find_milestone(office, "宣传")
    assert refused.value.code == "several_milestones"


def test_a_proposal_made_before_somebody_changed_a_row_is_refused_as_a_whole(office):
    from smartplanner.commands.editing import set_fields

    proposal = propose_slip(office, "base", due=date(2026, 11, 6))
    set_fields(office, "milestone", ["open"], {"due": date(2026, 12, 1)})
    before = days(office)
    with pytest.raises(Problem):
        apply_slip(office, proposal)
    assert days(office) == before

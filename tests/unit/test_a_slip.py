"""The shared milestone of the 数字底座 slips: said in words, across plans, in versions and matrix, and taken back."""

from datetime import date
from pathlib import Path

import pytest

from smartplanner.base.paths import resources
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office, new_office
from smartplanner.commands.reference import calendar
from smartplanner.commands.sample_plans import plan_districts
from smartplanner.commands.scheduling import apply_slip, find_milestone, propose_slip
from smartplanner.queries.gantt import gantt
from smartplanner.queries.plan_versions import differences, find_version
from smartplanner.queries.portfolio import matrix
from smartplanner.queries.schedule import read_schedule

DAY, SHARED = date(2026, 11, 23), "市级数字底座统一接口上线"
LATER = date(2027, 3, 31)
LEDGERS = ("区级建设计划台账", "各区任务台账")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The plans of the districts from their sample ledger, requirements adopted, approved versions taken."""
    with new_office(tmp_path_factory.mktemp("slip") / "slip.splan") as made:
        for path in _ledgers():
            accept(made, propose_ledger(made, path, as_of=DAY))
        plan_districts(made, as_of=DAY)
        yield made


@pytest.fixture
def slipped(office):
    """The office after the slip, with what was proposed; undone at the end."""
    before = {entity: office.reader.rows(entity) for entity in ("milestone", "dependency", "plan", "baseline_item")}
    proposal = propose_slip(office, find_milestone(office, SHARED), due=LATER)
    assert {entity: office.reader.rows(entity) for entity in before} == before  # a proposal writes nothing
    step = apply_slip(office, proposal)
    assert step is not None
    yield proposal
    office.journal.undo()
    assert {entity: office.reader.rows(entity) for entity in before} == before


def _ledgers() -> list[Path]:
    return sorted(path for path in resources("samples").iterdir() if any(one in path.name for one in LEDGERS))


def test_there_are_seventeen_plans_with_approved_versions(office):
    assert len(office.reader.rows("plan")) == 17
    assert sum(row.kind == "approved" for row in office.reader.rows("baseline")) == 16
    assert {row.state for row in office.reader.rows("plan")} >= {"approved"}


def test_the_consequences_are_said_in_words_with_their_causes_across_plans(slipped):
    said = slipped.sentences()
    assert SHARED in said[0]
    assert "2026-08-28" in said[0]
    assert LATER.isoformat() in said[0]
    assert all("受“" in sentence for sentence in said[1:])
    titles = [slipped.titles[move.because] for move in slipped.moves[1:]]
    assert SHARED in titles
    assert len(slipped.plans) > 2
    assert sum(count for _plan, count in slipped.plans) == len(slipped.moves)


def test_a_fresh_reading_and_the_gantt_show_the_days_that_were_said(office, slipped):
    times = read_schedule(office.reader, calendar()).times
    for move in slipped.moves:
        assert (times[move.id].early_start, times[move.id].early_finish) == (move.start, move.finish)
    rows = {row.id: row for row in gantt(office.reader, as_of=DAY).rows}
    for move in slipped.moves:
        assert (rows[move.id].start, rows[move.id].due) == (move.start, move.finish)


def test_the_plans_differ_in_words_from_what_was_approved(office, slipped):
    plans = {office.reader.row("milestone", move.id).plan for move in slipped.moves}
    for plan in plans:
        version = find_version(office.reader, plan, "批复版")
        later = [one for one in differences(office.reader, plan, version.id) if one.shift > 0]
        assert {one.of for one in later} == {
            move.id for move in slipped.moves if office.reader.row("milestone", move.id).plan == plan
        }
        assert all(one.title in one.sentence for one in later)


def test_the_matrix_changes_with_the_cause(office):
    as_of = date(2026, 12, 15)
    before = matrix(office.reader, as_of=as_of)
    proposal = propose_slip(office, find_milestone(office, SHARED), due=LATER)
    apply_slip(office, proposal)
    after = matrix(office.reader, as_of=as_of)
    office.journal.undo()
    moved = {move.id for move in proposal.moves}
    changed = [key for key, cell in after.cells.items() if cell.light != before.cells[key].light]
    assert changed
    for key in changed:
        things = {thing.id for thing in (*after.cells[key].things, *before.cells[key].things)}
        covers = {id for row in office.reader.rows("commitment") if row.id in things for id in row.milestones}
        assert moved & (things | covers), key
    again = matrix(office.reader, as_of=as_of)
    assert {key: cell.light for key, cell in again.cells.items()} == {k: c.light for k, c in before.cells.items()}

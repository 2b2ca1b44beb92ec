"""The figures of the sample book say the same wherever they stand: red list, board, papers, scores, forms, verbs."""

import json
import shutil
from collections import Counter
from datetime import date

import pytest

from smartplanner.cli.main import run
from smartplanner.commands.office import open_office
from smartplanner.commands.sample import SAMPLE_DAY, make_sample
from smartplanner.queries.board_filters import count_quick
from smartplanner.queries.board_marks import read_marks
from smartplanner.queries.duties import LEAD, duties
from smartplanner.queries.life import missed_reports, who_blocks
from smartplanner.queries.overview import overview
from smartplanner.queries.red_list import counts_by_kind, counts_of_matters, red_items
from smartplanner.queries.reporting import owed_by_leads, unit_reportings
from smartplanner.queries.scoring import score_period, scores
from smartplanner.queries.tasks import task_lines
from smartplanner.reports.registry import find_report
from smartplanner.reports.request import Request
from smartplanner.rules.duties import can_owe, report_to_come
from smartplanner.rules.workdays import Calendar


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return make_sample(tmp_path_factory.mktemp("sample")).book


@pytest.fixture(scope="module")
def office(book):
    with open_office(book) as office:
        yield office


@pytest.fixture(scope="module")
def red(office):
    return red_items(office.reader, as_of=SAMPLE_DAY)


@pytest.fixture(scope="module")
def board(office):
    lines = task_lines(office.reader, as_of=SAMPLE_DAY)
    return count_quick(lines, read_marks(office.reader, as_of=SAMPLE_DAY), SAMPLE_DAY)


@pytest.fixture(scope="module")
def paper(office):
    """Return the figures of a paper."""

    def figures(name):
        request = Request(office="某市智慧城市建设办公室", as_of=SAMPLE_DAY, calendar=Calendar())
        return find_report(name).gather(office.reader, office.journal, request)

    return figures


@pytest.fixture(scope="module")
def urged(paper):
    """Return the (unit, matter) pairs of the reminders with a reason, by the name of the reason."""
    matters = [(notice.id, matter) for notice in paper("urging-notice").notices for matter in notice.matters]
    return lambda reason, role="": sorted(
        (unit, matter.task)
        for unit, matter in matters
        if getattr(matter, reason) and matter.role in (role, role or matter.role)
    )


@pytest.fixture(scope="module")
def scored(office):
    """Return the (unit, matter) pairs that a condition was counted for in the quarter."""
    found = scores(office.reader, score_period("", as_of=SAMPLE_DAY), as_of=SAMPLE_DAY)
    return lambda condition: sorted(
        (unit.unit, item.task)
        for unit in found.units
        for line in unit.lines
        if line.condition == condition
        for item in line.items
    )


def listed(red, kind):
    return sorted((item.unit, item.id) for item in red if item.kind == kind)


def test_reports_owed_are_the_same_on_the_red_list_in_reminders_circular_lights_and_forms(office, red, urged, paper):
    owed = listed(red, "unreported")
    assert owed
    assert urged("unreported") == owed
    assert sum(count for _unit, count in paper("supervision-circular").unreported) == len(owed)
    leads = owed_by_leads(office.reader, as_of=SAMPLE_DAY)
    rows = {row.id: row for row in office.reader.rows("task")}
    amounts = {item.id: item.amount for item in red if item.kind == "unreported" and item.unit == rows[item.id].lead}
    assert leads == amounts
    holds = [
        (hold.organisation, row.id)
        for row in rows.values()
        if row.cycle
        for hold in who_blocks(office.reader, row, as_of=SAMPLE_DAY)
        if hold.why == "unreported"
    ]
    assert sorted(holds) == [pair for pair in owed if pair[0] != rows[pair[1]].lead]


def test_the_reports_that_the_form_calls_missing_are_those_that_the_scores_count(office, scored):
    first = score_period("", as_of=SAMPLE_DAY).first
    missing = [
        (row.lead, row.id)
        for row in office.reader.rows("task")
        for period in missed_reports(office.reader, row, as_of=SAMPLE_DAY)
        if period.due >= first
    ]
    leads = {row.id: row.lead for row in office.reader.rows("task")}
    assert sorted(missing) == [pair for pair in scored("unreported") if pair[0] == leads[pair[1]]]


def test_signatures_owed_are_the_same_on_the_red_list_in_reminders_scores_circular_and_on_the_board(
    red, urged, scored, board, paper
):
    owed = listed(red, "unsigned")
    assert owed
    assert urged("unsigned") == owed == scored("unsigned")
    assert board["unsigned"] == len({task for _unit, task in owed})
    named = dict(paper("supervision-circular").unsigned)
    assert max(named.values()) == max(Counter(unit for unit, _task in owed).values())


def test_overdue_matters_are_the_same_everywhere_and_each_unit_bears_them_in_papers_and_scores(
    office, red, urged, scored, board
):
    late = listed(red, "overdue")
    assert late
    assert urged("overdue", "牵头") == late
    assert board["overdue"] == overview(office.reader, as_of=SAMPLE_DAY).overdue == len(late)
    assert urged("overdue") == scored("overdue")


def test_deadlines_within_a_week_are_the_same_on_the_board_and_in_reminders(urged, board):
    assert board["soon"] == len(urged("due_soon", "牵头"))


def test_requests_that_wait_are_the_same_on_the_red_list_and_in_reminders(red, urged):
    assert urged("extension") == listed(red, "extension")


@pytest.mark.parametrize("day", [SAMPLE_DAY, date(2026, 10, 28), date(2026, 8, 15), date(2027, 1, 1)])
def test_the_board_shows_the_reports_that_are_to_come_by_the_one_rule(office, day):
    rows = [row for row in office.reader.rows("task") if can_owe(row.state)]
    parts = unit_reportings(office.reader, rows, as_of=day)
    to_come = {part.task for part in parts if part.role == LEAD and report_to_come(part.duty, day)}
    assert read_marks(office.reader, as_of=day).unreported == to_come


def test_the_board_shows_what_is_to_come_of_all_who_owe_it(office, red, board):
    open_with_cycle = {part.line.id for part in duties(office.reader, as_of=SAMPLE_DAY) if part.role == LEAD
                       and part.reporting.cycle}  # fmt: skip
    owing = {item.id for item in red if item.kind == "unreported"}
    assert len(owing) <= board["unreported"] <= len(open_with_cycle)


def test_the_board_waits_for_signatures_in_the_matters_of_the_red_list(red, board):
    owing = {item.id for item in red if item.kind == "unsigned"}
    assert board["unsigned"] == len(owing) == counts_of_matters(red)["unsigned"]
    assert len(listed(red, "unsigned")) > len(owing)  # each unit for itself


def test_the_verbs_say_the_same_figures(book, red, capsys, office, tmp_path):
    copy = shutil.copy(book, tmp_path / "copy.splan")  # the book itself is open

    def verb(*words):
        assert run([words[0], str(copy), *words[1:], "--as-of", SAMPLE_DAY.isoformat(), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert verb("red-list")["counts"] == counts_by_kind(red)
    assert verb("red-list", "--kind", "unreported")["total"] == len(listed(red, "unreported"))
    figures, found = verb("figures"), overview(office.reader, as_of=SAMPLE_DAY)
    assert (figures["total"], figures["overdue"], figures["by_light"]) == (found.total, found.overdue, found.by_light)
    assert sum(row["overdue_days"] > 0 for row in verb("list", "task")["rows"]) == found.overdue

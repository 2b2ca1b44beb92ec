"""The office's own wording: copied, changed, tried, put to use, given up; each one step."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.papers import prepare
from smartplanner.commands.reporting import wordings_of
from smartplanner.commands.wording import (
    accept_ours,
    copy_template,
    differences,
    restore_ours,
    save_template,
    switch_template_off,
    template_named,
    templates_of,
    text_of,
    try_template,
    use_template,
)
from smartplanner.reports.registry import REPORTS
from smartplanner.reports.templates.filling import our_text

NAME = "supervision_circular.md.j2"
DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    rows = [
        insert("organisation", "u", {"name": "市交通委", "kind": "department"}),
        insert("task", "t", {"title": "智慧停车", "state": "in_progress", "lead": "u", "due": date(2026, 11, 1)}),
    ]
    journal.commit(Label("rows"), rows)
    return Office(journal)


def test_every_report_has_a_template_that_can_be_copied(office):
    found = templates_of(office)
    assert len({one.name for one in found}) == len(REPORTS)
    assert all(our_text(one.name) for one in found)
    assert not any(one.own for one in found)


def test_a_copy_serves_at_once_and_is_one_step_to_take_back(office):
    assert copy_template(office, NAME) == our_text(NAME)
    assert template_named(office, "supervision-circular").active
    office.journal.undo()
    assert not template_named(office, NAME).own


def test_the_changed_wording_is_what_the_paper_says(office):
    save_template(office, NAME, our_text(NAME).replace("近期，", "按照工作安排，"))
    paper = prepare(office, "supervision-circular", as_of=DAY)
    assert any(one.text.startswith("按照工作安排，") for one in paper.sentences)


def test_a_template_with_a_mistake_is_kept_and_switched_off_and_cannot_be_put_to_use(office):
    copy_template(office, NAME)
    assert save_template(office, NAME, "# 通报\n\n{{ figures.offce }}\n") is False
    assert "offce" in text_of(office, NAME)
    assert wordings_of(office) == {}
    with pytest.raises(Problem) as caught:
        use_template(office, NAME)
    assert "office" in caught.value.message
    assert save_template(office, NAME, "# 通报\n\n{{ figures.office }}\n") is False, (
        "it stays off until it is put to use"
    )
    use_template(office, NAME)
    assert NAME in wordings_of(office)


def test_ours_serves_again_when_the_own_one_is_switched_off_or_given_up(office):
    copy_template(office, NAME)
    switch_template_off(office, NAME)
    assert wordings_of(office) == {}
    restore_ours(office, NAME)
    assert not template_named(office, NAME).own
    with pytest.raises(Problem):
        restore_ours(office, NAME)


def test_it_is_told_when_ours_has_changed_since_the_copy(office):
    copy_template(office, NAME)
    row = office.reader.rows("wording")[0]
    older = update("wording", row.id, {"remark": row.remark}, {"remark": "我处 sha256:0000000000000000"})
    office.journal.commit(Label("older"), [older])
    assert template_named(office, NAME).outdated
    accept_ours(office, NAME)
    assert not template_named(office, NAME).outdated
    assert office.reader.rows("wording")[0].remark.startswith("我处 ")


def test_a_trial_names_the_line_and_keeps_nothing(office):
    trial = try_template(office, NAME, "# 通报\n\n{% if %}", as_of=DAY)
    assert trial.line == 3
    assert not template_named(office, NAME).own


def test_a_trial_gives_pages(office):
    trial = try_template(office, NAME, our_text(NAME), as_of=DAY, pages=True)
    assert trial.problem is None
    assert trial.pdf is not None
    assert trial.pdf.startswith(b"%PDF")


@pytest.mark.parametrize("report", [report.name for report in REPORTS])
def test_every_template_of_ours_passes_its_trial(office, report):
    one = template_named(office, report)
    trial = try_template(office, one.name, our_text(one.name), as_of=DAY)
    assert trial.problem is None


def test_where_the_book_has_nothing_to_try_it_on_the_text_is_still_read(office):
    trial = try_template(office, "pilot_assessment.md.j2", our_text("pilot_assessment.md.j2"), as_of=DAY)
    assert trial.note
    assert try_template(office, "pilot_assessment.md.j2", "{% if %}", as_of=DAY).line == 1


def test_the_differences_from_ours_are_lines(office):
    changed = our_text(NAME).replace("近期，", "按照工作安排，")
    found = differences(office, NAME, changed)
    assert sum(line.startswith("+") for line in found) == 1
    assert sum(line.startswith("-") for line in found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "# 通报\n\n{% if false %}{{ figures.opening.wods }}{% endif %}",
        "{% set f = figures %}\n\n{% if false %}{% for item in f.late %}{{ item.titel }}{% endfor %}{% endif %}",
        "{% set f = figures %}\n\n{% macro m() %}{{ f.offce }}{% endmacro %}",
    ],
)
def test_a_wrong_name_is_found_in_a_part_that_is_not_printed_today(office, text):
    trial = try_template(office, NAME, text, as_of=DAY)
    assert trial.line == 3

"""What the fields of one row must not say against each other, in a form and in an import."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.commands.editing import add_row, set_fields
from smartplanner.commands.office import Office
from smartplanner.fields.values import validate
from smartplanner.model import entity


@pytest.fixture
def office(journal):
    return Office(journal)


def test_a_start_after_the_deadline_is_refused_and_both_days_are_named(office):
    with pytest.raises(Problem) as refused:
        add_row(office, "task", {"title": "甲", "start": date(2026, 12, 1), "due": date(2026, 9, 30)})
    assert refused.value.code == "dates_in_wrong_order"
    assert "2026-12-01" in refused.value.message
    assert "2026-09-30" in refused.value.message


def test_moving_one_of_two_days_past_the_other_is_refused(office):
    id, _step = add_row(office, "task", {"title": "甲", "start": date(2026, 1, 1), "due": date(2026, 9, 30)})
    with pytest.raises(Problem):
        set_fields(office, "task", [id], {"start": date(2026, 10, 1)})
    assert office.reader.row("task", id).start == date(2026, 1, 1)


def test_a_matter_cannot_be_its_own_ancestor(office):
    top, _step = add_row(office, "task", {"title": "上级"})
    below, _step = add_row(office, "task", {"title": "下级", "parent": top})
    with pytest.raises(Problem) as refused:
        set_fields(office, "task", [top], {"parent": below})
    assert refused.value.code == "ring"


@pytest.mark.parametrize("title", ["", " ", "\u3000"])
def test_a_title_of_blanks_is_no_title(title):
    assert [problem.code for problem in validate(entity("task"), {"title": title})] == ["required"]


@pytest.mark.parametrize("title", ["甲\x00乙", "甲\ud800乙", "甲\x1b乙"])
def test_what_no_document_can_print_is_refused(title):
    assert [problem.code for problem in validate(entity("task"), {"title": title})] == ["unprintable"]

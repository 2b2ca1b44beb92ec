"""Changing rows by hand: one step each, checked, with all that belongs to a row, and back by one undo."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, insert, update
from smartplanner.commands.editing import add_row, remove_rows, set_fields
from smartplanner.commands.history import change_title, describe_change, step_name
from smartplanner.commands.office import Office
from smartplanner.journal.check import check, stored_rows

NASTY = "'; DROP TABLE task;-- {x} {0} %s <b>"


@pytest.fixture
def office(journal):
    """A book with a unit, a matter with all that is part of it, and a matter of its own."""
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "unit", {"name": "市经信局"}),
            insert("organisation", "spare", {"name": "备用单位"}),
            insert("alias", "alias", {"organisation": "spare", "name": "备用"}),
            insert(
                "task", "a",
                {"title": "甲", "lead": "unit", "due": date(2026, 9, 30), "due_text": "9月底前",
                 "due_precision": "month", "progress": 50.0, "progress_words": "过半", "amount": 100,
                 "amount_text": "约1元"},
            ),
            insert("task", "b", {"title": "乙", "support": ("unit",)}),
            insert("party", "party", {"task": "a", "organisation": "unit", "role": "lead"}),
            insert("progress_report", "report", {"task": "a", "organisation": "unit", "period": "9月"}),
            insert("extension", "extension", {"task": "a", "state": "requested", "reason": "雨"}),
        ],
    )  # fmt: skip
    return Office(journal)


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def refused(office, call, *arguments):
    """The Problem of a verb that must leave the book as it was."""
    before, steps = rows(office), len(office.journal.steps())
    with pytest.raises(Problem) as caught:
        call(office, *arguments)
    assert rows(office) == before
    assert len(office.journal.steps()) == steps
    return caught.value


def taken_back(office, before):
    """Undo the last step and see that everything is as it was."""
    office.journal.undo()
    assert rows(office) == before
    office.journal.redo()
    assert check(office.journal.book) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": None}, "title"),
        ({"title": "长" * 501}, "title"),
        ({"note": "长" * 32_768}, "note"),
        ({"progress": 100.1}, "progress"),
        ({"progress": -1}, "progress"),
        ({"progress": float("nan")}, "progress"),
        ({"amount": -1}, "amount"),
        ({"amount": 2**63}, "amount"),
        ({"state": "finished"}, "state"),
    ],
)
def test_a_value_that_may_not_be_is_refused_with_its_field(office, values, field):
    assert refused(office, set_fields, "task", ["a", "b"], values).field == field
    assert refused(office, add_row, "task", {"title": "丙"} | values).field == field


def test_several_wrong_values_are_told_together(office):
    problem = refused(office, set_fields, "task", ["a"], {"title": "", "progress": 101, "note": "fine"})
    assert {detail.field for detail in problem.details} == {"title", "progress"}


def test_a_reference_to_nothing_is_refused_and_named(office):
    problem = refused(office, set_fields, "task", ["a"], {"lead": "gone"})
    assert problem.code == "conflict"
    assert "牵头单位" in problem.message
    problem = refused(office, set_fields, "task", ["a"], {"support": ("unit", "gone")})
    assert "配合单位" in problem.message
    assert refused(office, add_row, "task", {"title": "丙", "district": "gone"}).code == "conflict"


def test_setting_what_is_so_already_makes_no_step(office):
    assert set_fields(office, "task", ["a"], {"title": "甲", "lead": "unit"}) is None
    assert set_fields(office, "task", ["a"], {}) is None
    assert set_fields(office, "task", [], {"title": "x"}) is None
    assert len(office.journal.steps()) == 1


def test_a_field_of_many_rows_is_set_in_one_step(office):
    before = rows(office)
    step = set_fields(office, "task", ["a", "b"], {"state": "done"})
    assert step.size == 2
    assert office.reader.row("task", "b").state == "done"
    taken_back(office, before)


def test_a_row_that_is_gone_is_said_to_be(office):
    office.journal.commit(Label("gone"), [insert("task", "c", {"title": "丙"})])
    office.journal.undo()
    assert refused(office, set_fields, "task", ["c"], {"title": "x"}).code == "row_gone"
    assert refused(office, set_fields, "task", ["a", "c"], {"title": "x"}).code == "row_gone"
    assert remove_rows(office, "task", ["c"]) is None


def test_the_words_of_a_ledger_go_when_a_person_sets_another_value(office):
    before = rows(office)
    set_fields(office, "task", ["a"], {"due": date(2026, 12, 31), "progress": 60.0, "amount": 200})
    row = office.reader.row("task", "a")
    assert (row.due_text, row.progress_words, row.amount_text) == (None, None, None)
    assert row.due_precision == "day"
    taken_back(office, before)


def test_the_words_of_a_ledger_stay_with_the_value_that_was_read_from_them(office):
    set_fields(office, "task", ["a"], {"due": date(2026, 9, 30), "title": "新甲"})
    row = office.reader.row("task", "a")
    assert (row.due_text, row.due_precision, row.progress_words) == ("9月底前", "month", "过半")


def test_words_set_together_with_their_value_stay(office):
    set_fields(office, "task", ["a"], {"due": date(2026, 12, 31), "due_text": "年底前", "due_precision": "year"})
    row = office.reader.row("task", "a")
    assert (row.due_text, row.due_precision) == ("年底前", "year")


def test_an_emptied_deadline_has_no_precision(office):
    set_fields(office, "task", ["a"], {"due": None})
    row = office.reader.row("task", "a")
    assert (row.due, row.due_text, row.due_precision) == (None, None, None)


def test_a_new_row_has_the_defaults_of_its_description(office):
    key, step = add_row(office, "extension", {"task": "b"})
    assert office.reader.row("extension", key).state == "requested"
    assert step.size == 1
    key, _step = add_row(office, "task", {"title": NASTY})
    row = office.reader.row("task", key)
    assert row.title == NASTY
    assert row.support == ()


def test_a_matter_goes_with_all_that_is_part_of_it_and_comes_back_by_one_undo(office):
    before = rows(office)
    step = remove_rows(office, "task", ["a"])
    assert step.size == 4
    assert {entity for entity, _id in rows(office)} == {"organisation", "alias", "task"}
    taken_back(office, before)


def test_a_unit_goes_with_its_short_forms(office):
    before = rows(office)
    assert remove_rows(office, "organisation", ["spare"]).size == 2
    taken_back(office, before)


def test_a_unit_that_is_named_elsewhere_stays_and_the_users_are_named(office):
    problem = refused(office, remove_rows, "organisation", ["unit"])
    assert problem.code == "still_used"
    for part in ("市经信局", "甲"):
        assert part in problem.message
    assert problem.remedy
    problem = refused(office, remove_rows, "organisation", ["spare", "unit"])
    assert "备用单位" not in problem.message


def test_a_unit_that_stands_only_in_a_list_stays_too(office):
    remove_rows(office, "task", ["a"])
    problem = refused(office, remove_rows, "organisation", ["unit"])
    assert "乙" in problem.message
    remove_rows(office, "task", ["b"])
    assert remove_rows(office, "organisation", ["unit"]).size == 1


@pytest.mark.parametrize("order", [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]])
def test_chosen_rows_that_name_each_other_go_together_in_any_order(office, order):
    add = [insert("task", "c", {"title": "丙", "parent": "b"}), update("task", "b", {"parent": None}, {"parent": "a"})]
    office.journal.commit(Label("family"), add)
    before = rows(office)
    problem = refused(office, remove_rows, "task", ["a"])
    assert problem.code == "still_used"
    assert "乙" in problem.message
    remove_rows(office, "task", order)
    assert not any(entity == "task" for entity, _id in rows(office))
    taken_back(office, before)


def tie(office, id, *, parent):
    """Tie a matter to one above it past the check that keeps rings out, as an older book may have it."""
    above = office.reader.row("task", id).parent
    office.journal.commit(Label("tie"), [Change("task", id, {"parent": above}, {"parent": parent})])


def test_rows_that_name_each_other_in_a_ring_or_themselves_go_too(office):
    tie(office, "a", parent="b")
    tie(office, "b", parent="a")
    before = rows(office)
    remove_rows(office, "task", ["a", "b"])
    taken_back(office, before)
    office.journal.undo()
    tie(office, "a", parent=None)
    tie(office, "b", parent="b")
    before = rows(office)
    remove_rows(office, "task", ["b"])
    taken_back(office, before)


def test_the_same_row_chosen_twice_goes_once(office):
    assert remove_rows(office, "task", ["b", "b"]).size == 1


def test_steps_say_what_they_did_even_with_odd_names(office):
    key, added = add_row(office, "task", {"title": NASTY})
    changed = set_fields(office, "task", [key], {"title": NASTY + "2", "due": date(2026, 1, 1)})
    many = set_fields(office, "task", [key, "a"], {"state": "done"})
    removed = remove_rows(office, "task", [key])
    undone = office.journal.undo()
    names = [step_name(office, step) for step in (added, changed, many, removed, undone)]
    assert NASTY in names[0]
    assert NASTY in names[1]
    assert "名称、完成时限" in names[1]
    assert "2" in names[2]
    assert "状态" in names[2]
    assert NASTY in names[3]
    assert NASTY in names[4]
    assert names[4] != names[3]
    for step in office.journal.steps():
        for change in office.journal.changes(step):
            assert change_title(office, change)
            assert all(describe_change(office, change))


def test_history_says_each_field_as_people_read_it(office):
    step = set_fields(
        office, "task", ["a"], {"state": "done", "lead": "spare", "amount": 123_450_000, "note": "x" * 99}
    )
    change, *_parts = office.journal.changes(step)
    lines = describe_change(office, change)
    text = "\n".join(lines)
    assert "市经信局 → 备用单位" in text
    assert "已办结" in text
    assert "123.45万元" in text
    assert all(len(line) < 150 for line in lines)
    assert "None" not in text

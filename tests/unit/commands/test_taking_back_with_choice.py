"""Taking a step back where others went on working: every conflict is named, every choice does what it says."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.history.plan import Standing, plan_rollback
from smartplanner.commands.history.resolve import Choice, resolve, same_choice, take_back
from smartplanner.commands.office import Office
from smartplanner.journal import Source
from smartplanner.journal.check import check, stored_rows


@pytest.fixture
def office(journal):
    """A book into which a unit with two matters was imported."""
    made = Office(journal)
    journal.commit(
        Label("Import “{file}”", {"file": "台账.xlsx"}),
        [
            insert("organisation", "unit", {"name": "市经信局"}),
            insert("task", "a", {"title": "甲", "lead": "unit", "due": date(2026, 9, 30), "due_text": "9月底前"}),
            insert("task", "b", {"title": "乙", "lead": "unit"}),
        ],
        origin="import",
        source=Source("台账.xlsx", "0" * 64),
    )
    return made


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def back(office, number, choice):
    plan = plan_rollback(office, str(number))
    return take_back(office, plan, same_choice(plan, choice))


def test_a_step_that_nothing_followed_goes_back_whole(office):
    plan = plan_rollback(office, "1")
    assert (plan.conflicts, plan.clean, plan.already) == ((), 3, 0)
    step = take_back(office, plan, {})
    assert rows(office) == {}
    assert (step.origin, step.undoes) == ("rollback", plan.step.id)
    office.journal.undo()
    assert set(rows(office)) == {("organisation", "unit"), ("task", "a"), ("task", "b")}
    assert check(office.journal.book) == []


def test_planning_writes_nothing_and_tells_who_changed_the_field_since(office):
    set_fields(office, "task", ["a"], {"due": date(2026, 10, 31)})
    set_fields(office, "task", ["a"], {"due": date(2026, 11, 30)})
    before = rows(office)
    (conflict,) = plan_rollback(office, "2").conflicts
    assert (conflict.standing, conflict.label, conflict.by) == (Standing.CHANGED, "完成时限", 3)
    assert (conflict.then, conflict.now) == ("2026-09-30", "2026-11-30")
    assert rows(office) == before


def test_a_date_and_the_words_that_it_was_read_from_have_one_choice(office):
    set_fields(office, "task", ["a"], {"due": date(2026, 10, 31)})
    set_fields(office, "task", ["a"], {"due": date(2026, 11, 30)})
    plan = plan_rollback(office, "2")
    assert set(plan.conflicts[0].fields) == {"due", "due_text", "due_precision"}
    take_back(office, plan, {plan.conflicts[0].key: Choice.RESTORE})
    row = office.reader.row("task", "a")
    assert (row.due, row.due_text) == (date(2026, 9, 30), "9月底前")


def test_what_was_kept_stays_and_the_rest_of_the_step_goes_back(office):
    set_fields(office, "task", ["a"], {"progress": 20.0, "note": "先"})
    set_fields(office, "task", ["a"], {"progress": 60.0})
    back(office, 2, Choice.KEEP)
    row = office.reader.row("task", "a")
    assert (row.progress, row.note) == (60.0, None)


def test_a_field_that_is_as_before_already_is_no_conflict(office):
    set_fields(office, "task", ["a"], {"progress": 20.0})
    set_fields(office, "task", ["a"], {"progress": None})
    plan = plan_rollback(office, "2")
    assert (plan.conflicts, plan.already) == ((), 1)
    with pytest.raises(Problem) as nothing:
        take_back(office, plan, {})
    assert nothing.value.code == "nothing_to_do"


def test_an_import_goes_back_but_for_the_matter_that_was_worked_on_and_the_unit_that_it_names(office):
    set_fields(office, "task", ["a"], {"progress": 20.0})
    plan = plan_rollback(office, "1")
    (conflict,) = plan.conflicts
    assert (conflict.standing, conflict.now) == (Standing.GREW, "进度")
    outcome = resolve(office, plan, same_choice(plan, Choice.KEEP))
    assert any("市经信局" in text for text in outcome.follows)
    take_back(office, plan, same_choice(plan, Choice.KEEP))
    assert set(rows(office)) == {("organisation", "unit"), ("task", "a")}
    assert check(office.journal.book) == []


def test_restoring_removes_the_worked_on_record_with_what_belongs_to_it(office):
    office.journal.commit(Label("report"), [insert("progress_report", "r", {"task": "a", "progress": 20.0})])
    plan = plan_rollback(office, "1")
    assert any("进展填报" in name for name in plan.conflicts[0].dependants)
    take_back(office, plan, same_choice(plan, Choice.RESTORE))
    assert rows(office) == {}
    office.journal.undo()
    assert ("progress_report", "r") in rows(office)


def test_another_record_that_names_the_removed_one_is_untied(office):
    office.journal.commit(Label("part"), [insert("task", "c", {"title": "丙", "parent": "a"})])
    plan = plan_rollback(office, "1")
    take_back(office, plan, same_choice(plan, Choice.RESTORE))
    assert set(rows(office)) == {("task", "c")}
    assert office.reader.row("task", "c").parent is None


def test_a_record_that_others_cannot_be_without_can_only_be_kept(office):
    office.journal.commit(
        Label("part"),
        [
            insert("task", "c", {"title": "丙"}),
            insert("party", "p", {"task": "c", "organisation": "unit", "role": "support"}),
        ],
    )
    plan = plan_rollback(office, "1")
    unit = next(conflict for conflict in plan.conflicts if conflict.entity == "organisation")
    assert not unit.can_restore
    take_back(office, plan, {unit.key: Choice.RESTORE})
    assert set(rows(office)) == {("organisation", "unit"), ("task", "c"), ("party", "p")}


def test_a_removed_record_comes_back_only_as_far_as_what_it_names_is_there(office):
    remove_rows(office, "task", ["a", "b"])
    remove_rows(office, "organisation", ["unit"])
    plan = plan_rollback(office, "2")
    assert {conflict.standing for conflict in plan.conflicts} == {Standing.NAMES_GONE}
    assert "市经信局" in plan.conflicts[0].dependants[0]
    take_back(office, plan, same_choice(plan, Choice.RESTORE))
    assert (office.reader.row("task", "a").title, office.reader.row("task", "a").lead) == ("甲", None)


def test_a_record_that_was_changed_and_then_removed_comes_back_as_before_the_change(office):
    set_fields(office, "task", ["b"], {"title": "乙二"})
    set_fields(office, "task", ["b"], {"progress": 5.0})
    remove_rows(office, "task", ["b"])
    plan = plan_rollback(office, "2")
    assert plan.conflicts[0].standing is Standing.REMOVED
    take_back(office, plan, same_choice(plan, Choice.RESTORE))
    row = office.reader.row("task", "b")
    assert (row.title, row.progress) == ("乙", 5.0)


def test_what_changed_after_the_plan_is_refused_and_nothing_is_written(office):
    set_fields(office, "task", ["b"], {"title": "乙二"})
    plan = plan_rollback(office, "2")
    set_fields(office, "task", ["b"], {"title": "乙三"})
    before = rows(office)
    with pytest.raises(Problem) as refused:
        take_back(office, plan, {})
    assert refused.value.code == "conflict"
    assert rows(office) == before


def test_the_making_of_the_book_is_not_planned(office):
    office.journal.commit(Label("made"), [insert("district", "d", {"name": "东城区"})], origin="create")
    with pytest.raises(Problem) as refused:
        plan_rollback(office, "2")
    assert refused.value.code == "not_possible"


def test_a_step_that_touched_a_row_twice_is_taken_back_in_one(office):
    office.journal.commit(
        Label("twice"),
        [
            update("task", "b", {"title": "乙"}, {"title": "一"}),
            update("task", "b", {"title": "一", "note": None}, {"title": "二", "note": "新"}),
        ],
    )
    assert back(office, 2, Choice.KEEP).size == 1
    assert (office.reader.row("task", "b").title, office.reader.row("task", "b").note) == ("乙", None)

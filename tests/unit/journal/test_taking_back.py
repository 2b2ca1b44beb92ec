"""Undo, redo and rollback in any order, now or weeks later: exact, or refused by name with nothing written."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, insert, update
from smartplanner.journal import Source, open_book
from smartplanner.journal.check import check, stored_rows


def rows(journal):
    with journal.book.read() as connection:
        return stored_rows(connection)


def commit(journal, name, *changes, origin="user"):
    return journal.commit(Label("{n}", {"n": name}), [change for change in changes if change], origin=origin)


def set_title(id, before, after):
    return update("task", id, {"title": before}, {"title": after})


@pytest.fixture
def imported(journal):
    """A book with an imported step of two matters of one unit."""
    step = journal.commit(
        Label("Import “{file}”", {"file": "台账.xlsx"}),
        [
            insert("organisation", "unit", {"name": "市经信局"}),
            insert("task", "a", {"title": "甲", "lead": "unit", "due": date(2026, 9, 30)}),
            insert("task", "b", {"title": "乙", "lead": "unit"}),
        ],
        origin="import",
        source=Source("台账.xlsx", "0" * 64),
    )
    return journal, step


def refused(call, *arguments):
    with pytest.raises(Problem) as caught:
        call(*arguments)
    return caught.value


def test_with_nothing_done_there_is_nothing_to_undo_or_redo(journal):
    assert refused(journal.undo).code == "nothing_to_do"
    assert refused(journal.redo).code == "nothing_to_do"
    assert journal.label_to_undo() == journal.label_to_redo() == ""


def test_the_making_of_a_book_is_neither_undone_nor_rolled_back(journal):
    step = commit(journal, "made", insert("district", "d", {"name": "东城区"}), origin="create")
    assert refused(journal.undo).code == "nothing_to_do"
    assert refused(journal.rollback, step.id).code == "not_possible"
    assert len(journal.steps()) == 1


def test_a_step_that_is_not_there_cannot_be_rolled_back(journal):
    for unknown in ("7", "0", "no-such-id", "", "９９", "1; DROP TABLE task", "²", "9" * 30, "{x}"):
        assert refused(journal.rollback, unknown).code == "no_step"


def test_undo_goes_back_step_by_step_and_redo_forward_again(imported):
    journal, _step = imported
    states = [rows(journal)]
    for number in range(4):
        before = "甲" if number == 0 else f"甲{number - 1}"
        commit(journal, str(number), set_title("a", before, f"甲{number}"))
        states.append(rows(journal))
    for state in states[-2::-1]:
        journal.undo()
        assert rows(journal) == state
    for state in states[1:]:
        journal.redo()
        assert rows(journal) == state
    assert refused(journal.redo).code == "nothing_to_do"
    assert check(journal.book) == []


def test_undo_and_redo_survive_closing_the_book(book_path):
    journal = open_book(book_path)
    commit(journal, "one", insert("task", "a", {"title": "甲"}))
    commit(journal, "two", set_title("a", "甲", "乙"))
    journal.close()
    journal = open_book(book_path)
    assert journal.label_to_undo() == "two"
    journal.undo()
    journal.close()
    journal = open_book(book_path)
    assert (journal.label_to_undo(), journal.label_to_redo()) == ("one", "two")
    journal.redo()
    assert rows(journal)["task", "a"]["title"] == "乙"
    journal.undo()
    journal.undo()
    assert rows(journal) == {}
    journal.close()


def test_a_new_edit_ends_what_could_be_redone(imported):
    journal, _step = imported
    commit(journal, "one", set_title("a", "甲", "甲1"))
    journal.undo()
    commit(journal, "two", set_title("b", "乙", "乙1"))
    assert refused(journal.redo).code == "nothing_to_do"
    assert journal.label_to_undo() == "two"


def test_an_undo_keeps_the_name_of_what_it_took_back(imported):
    journal, _step = imported
    assert journal.undo().label.values == {"file": "台账.xlsx"}
    assert journal.redo().label.values == {"file": "台账.xlsx"}
    assert journal.undo().label.values == {"file": "台账.xlsx"}


def test_an_old_import_whose_rows_nobody_touched_is_rolled_back_past_later_work(imported):
    journal, step = imported
    commit(journal, "later", insert("task", "c", {"title": "丙"}))
    made = journal.rollback(step.id)
    assert made.undoes == step.id
    assert made.origin == "rollback"
    assert set(rows(journal)) == {("task", "c")}
    assert check(journal.book) == []


def test_an_import_can_be_rolled_back_by_its_number_too(imported):
    journal, step = imported
    journal.rollback(str(step.number))
    assert rows(journal) == {}


def test_an_import_whose_row_was_edited_later_is_not_rolled_back_and_the_edit_is_named(imported):
    journal, step = imported
    change = update("task", "a", {"due": date(2026, 9, 30), "title": "甲"}, {"due": date(2026, 12, 31), "title": "甲"})
    commit(journal, "moved", change)
    before = rows(journal)
    problem = refused(journal.rollback, step.id)
    assert problem.code == "conflict"
    for part in ("甲", "完成时限", "2026-12-31"):
        assert part in problem.message
    assert [detail.field for detail in problem.details] == ["due"]
    assert rows(journal) == before
    assert len(journal.steps()) == 2


def test_an_import_whose_unit_has_got_new_work_is_not_rolled_back_and_the_work_is_named(imported):
    journal, step = imported
    commit(journal, "more", insert("task", "c", {"title": "新增事项丙", "lead": "unit"}))
    problem = refused(journal.rollback, step.id)
    assert problem.code == "still_used"
    assert "市经信局" in problem.message
    assert "新增事项丙" in problem.message
    assert len(rows(journal)) == 4


def test_an_import_whose_unit_stands_in_a_list_is_not_rolled_back_and_the_list_is_named(imported):
    journal, step = imported
    commit(journal, "more", insert("task", "c", {"title": "新增事项丙", "support": ("unit",)}))
    problem = refused(journal.rollback, step.id)
    assert problem.code == "still_used"
    assert "新增事项丙" in problem.message
    assert len(rows(journal)) == 4


def test_a_step_that_was_taken_back_already_is_not_taken_back_again(imported):
    journal, step = imported
    journal.undo()
    problem = refused(journal.rollback, step.id)
    assert problem.code == "conflict"
    assert "甲" in problem.message or "乙" in problem.message
    assert len(journal.steps()) == 2


def test_a_rollback_is_undone_and_redone_like_any_other_step(imported):
    journal, step = imported
    whole = rows(journal)
    journal.rollback(step.id)
    journal.undo()
    assert rows(journal) == whole
    journal.redo()
    assert rows(journal) == {}
    journal.undo()
    journal.undo()
    assert rows(journal) == {}
    assert check(journal.book) == []


def test_a_rollback_of_a_removal_whose_unit_is_gone_by_now_is_refused(imported):
    journal, _step = imported
    removal = commit(journal, "remove", _gone("task", "b", {"title": "乙", "lead": "unit"}))
    commit(journal, "unlink", update("task", "a", {"lead": "unit"}, {"lead": None}))
    commit(journal, "remove unit", _gone("organisation", "unit", {"name": "市经信局"}))
    problem = refused(journal.rollback, removal.id)
    assert problem.code == "conflict"
    assert "乙" in problem.message
    assert "牵头单位" in problem.message
    assert set(rows(journal)) == {("task", "a")}


def test_a_rollback_that_would_list_a_unit_that_is_gone_is_refused(journal):
    unit, task = insert("organisation", "unit", {"name": "市经信局"}), {"title": "甲", "support": ("unit",)}
    commit(journal, "rows", unit, insert("task", "a", task))
    emptied = commit(journal, "empty", update("task", "a", {"support": ("unit",)}, {"support": ()}))
    commit(journal, "remove", _gone("organisation", "unit", {"name": "市经信局"}))
    problem = refused(journal.rollback, emptied.id)
    assert problem.code == "conflict"
    assert "甲" in problem.message
    assert check(journal.book) == []


def _gone(entity, id, values):
    return Change(entity, id, values, None)


def test_the_history_of_a_row_tells_its_whole_life_newest_first(imported):
    journal, _step = imported
    commit(journal, "one", set_title("a", "甲", "甲1"))
    journal.undo()
    journal.redo()
    commit(journal, "two", set_title("a", "甲1", "甲2"), set_title("b", "乙", "乙2"))
    told = [(step.origin, (change.after or {}).get("title")) for step, change in journal.history("a")]
    assert told == [("user", "甲2"), ("redo", "甲1"), ("undo", "甲"), ("user", "甲1"), ("import", "甲")]
    assert journal.history("nobody") == []


def test_listeners_are_told_each_step_once_and_nothing_of_a_refused_one(imported):
    journal, step = imported
    heard = []
    stop = journal.subscribe(lambda made, changes: heard.append((made.origin, len(changes))))
    commit(journal, "one", set_title("a", "甲", "甲1"))
    refused(journal.rollback, step.id)
    journal.undo()
    stop()
    journal.redo()
    assert heard == [("user", 1), ("undo", 1)]


def test_no_change_makes_no_step(journal):
    assert journal.commit(Label("nothing"), []) is None
    assert journal.steps() == []


def test_twenty_thousand_rows_go_in_and_out_as_one_step(journal):
    changes = [insert("task", f"t{number:05d}", {"title": f"事项{number}"}) for number in range(20_000)]
    assert journal.commit(Label("large"), changes).size == 20_000
    assert journal.undo().size == 20_000
    assert rows(journal) == {}


def test_a_number_in_the_name_of_a_step_is_kept_in_words(journal):
    step = journal.commit(Label("{count} done", {"count": 3}), [insert("task", "n", {"title": "智慧停车"})])
    assert step.label.values == {"count": "3"}
    assert journal.steps(limit=1)[0].label == step.label


def test_an_old_step_that_would_give_a_unit_a_second_part_in_a_matter_is_refused(imported):
    journal, _step = imported
    part = {"task": "a", "organisation": "unit", "role": "lead", "signed_on": date(2026, 9, 1)}
    commit(journal, "sign", insert("party", "p1", part))
    gone = journal.undo()
    commit(journal, "sign again", insert("party", "p2", part | {"signed_on": date(2026, 9, 2)}))
    before = rows(journal)
    problem = refused(journal.rollback, gone.id)
    assert (problem.code, rows(journal)) == ("conflict", before)
    assert "市经信局" in problem.message
    assert "甲" in problem.message

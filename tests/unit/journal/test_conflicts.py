"""A step on outdated grounds is refused as a whole, and the sentence says in Chinese which record and which field."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, insert, update
from smartplanner.journal.check import check, stored_rows

MATTER = {"title": "甲", "lead": "unit", "state": "in_progress", "amount": 120_000_000}


@pytest.fixture
def office(journal):
    """A journal with a unit, two matters and a party."""
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "unit", {"name": "市经信局"}),
            insert("organisation", "other", {"name": "市大数据局"}),
            insert("task", "a", MATTER),
            insert("task", "b", {"title": "乙{0}%s", "support": ("unit", "other")}),
            insert("party", "p", {"task": "a", "organisation": "unit", "role": "lead"}),
        ],
    )
    return journal


def refused(journal, *changes):
    with journal.book.read() as connection:
        before = stored_rows(connection)
    with pytest.raises(Problem) as caught:
        journal.commit(Label("test"), list(changes))
    with journal.book.read() as connection:
        assert stored_rows(connection) == before
    assert len(journal.steps()) == 1
    assert check(journal.book) == []
    assert caught.value.remedy
    return caught.value


def change(id, before, after):
    return Change("task", id, before, after)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"title": "旧"}, {"title": "新"}, ("名称", "甲")),
        ({"lead": "other"}, {"lead": None}, ("牵头单位", "市经信局")),
        ({"state": "done"}, {"state": "closed"}, ("状态", "办理中")),
        ({"amount": 1}, {"amount": 2}, ("总投资", "120万元")),
        ({"due": date(2026, 1, 1)}, {"due": None}, ("完成时限", "空")),
    ],
)
def test_the_field_and_what_it_is_now_are_said_as_people_read_them(office, before, after, said):
    problem = refused(office, change("a", before, after))
    assert problem.code == "conflict"
    for part in ("甲", *said):
        assert part in problem.message
    assert [detail.field for detail in problem.details] == list(before)
    assert "lead" not in problem.message
    assert "in_progress" not in problem.message


def test_a_list_of_units_is_said_by_name(office):
    problem = refused(office, change("b", {"support": ("unit",)}, {"support": ()}))
    assert "市经信局、市大数据局" in problem.message
    assert "乙{0}%s" in problem.message


def test_only_the_field_that_differs_is_named(office):
    problem = refused(office, change("a", {"title": "甲", "state": "done"}, {"title": "新", "state": "closed"}))
    assert [detail.field for detail in problem.details] == ["state"]


def test_of_many_records_only_those_in_conflict_are_named_and_none_is_written(office):
    changes = [change("a", {"title": "甲"}, {"title": "新甲"}), change("b", {"title": "旧乙"}, {"title": "新乙"})]
    for order in (changes, changes[::-1]):
        problem = refused(office, *order)
        assert [detail.value for detail in problem.details] == ["b"]
        assert "甲" not in problem.message


def test_changes_of_one_step_build_on_each_other(office):
    chain = [change("a", {"title": "甲"}, {"title": "一"}), change("a", {"title": "一"}, {"title": "二"})]
    problem = refused(office, *chain, change("b", {"title": "x"}, {"title": "y"}))
    assert [detail.value for detail in problem.details] == ["b"]
    office.commit(Label("good"), chain)
    with office.book.read() as connection:
        assert stored_rows(connection)["task", "a"]["title"] == "二"


def test_a_change_of_a_record_that_is_gone_names_it(office):
    problem = refused(office, Change("task", "gone", {"title": "丙"}, {"title": "丁"}))
    assert "丙" in problem.message
    problem = refused(office, Change("task", "gone", {"title": "丙"}, None))
    assert "丙" in problem.message


def test_a_removal_of_a_record_that_has_got_more_names_what_is_new(office):
    problem = refused(office, Change("party", "p", {"task": "a", "organisation": "unit"}, None))
    assert problem.code == "conflict"
    assert "市经信局" in problem.message
    assert "角色" in problem.message
    assert "牵头" in problem.message


def test_a_record_that_exists_already_is_not_made_again(office):
    problem = refused(office, insert("task", "c", {"title": "丙"}), insert("task", "a", {"title": "又是甲"}))
    assert problem.code == "conflict"
    assert "又是甲" in problem.message
    assert "丙" not in problem.message


@pytest.mark.parametrize("field", ["lead", "district", "parent"])
def test_a_record_that_names_one_that_is_gone_is_named_with_the_field(office, field):
    for one in (
        insert("task", "c", {"title": "丙", field: "gone"}),
        update("task", "a", {field: MATTER.get(field)}, {field: "gone"}),
    ):
        problem = refused(office, one)
        assert problem.code == "conflict"
        assert [detail.field for detail in problem.details] == [field]
        assert "不能删除" not in problem.message


def test_a_list_that_names_one_that_is_gone_is_refused(office):
    problem = refused(office, update("task", "a", {"support": ()}, {"support": ("unit", "gone")}))
    assert problem.code == "conflict"
    assert "甲" in problem.message


def test_a_record_that_others_name_is_not_removed_and_they_are_named(office):
    problem = refused(office, Change("task", "a", MATTER, None))
    assert problem.code == "still_used"
    assert "甲" in problem.message
    assert "市经信局" in problem.message  # the party, known by its unit
    problem = refused(office, Change("organisation", "other", {"name": "市大数据局"}, None))
    assert problem.code == "still_used"
    assert "市大数据局" in problem.message
    assert "乙{0}%s" in problem.message


def test_a_record_goes_together_with_the_one_that_names_it(office):
    office.commit(
        Label("both"),
        [
            Change("party", "p", {"task": "a", "organisation": "unit", "role": "lead"}, None),
            Change("task", "a", MATTER, None),
        ],
    )
    assert check(office.book) == []


def test_five_thousand_refused_rows_are_counted_and_five_named(office):
    changes = [change(f"t{number}", {"title": f"事项{number}"}, {"title": "x"}) for number in range(5000)]
    problem = refused(office, *changes)
    assert "5000" in problem.message
    assert problem.message.count("“事项") == 5
    assert "。；" not in problem.message


def test_a_conflict_deep_in_a_large_import_is_found_without_waiting(office):
    changes = [insert("task", f"n{number}", {"title": f"事项{number}", "lead": "unit"}) for number in range(12_000)]
    problem = refused(office, *changes, insert("task", "a", {"title": "又是甲"}))
    assert len(problem.details) == 1

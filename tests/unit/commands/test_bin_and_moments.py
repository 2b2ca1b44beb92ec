"""The bin, two moments compared, and the book as of a moment."""

from datetime import date

import pytest
from openpyxl import load_workbook

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.history import describe_change
from smartplanner.commands.history.bin import binned, bring_back, plan_return
from smartplanner.commands.history.comparing import (
    compare,
    export_comparison,
    say_comparison,
    since_moment,
    until_moment,
)
from smartplanner.commands.history.moment import look_back, write_past
from smartplanner.commands.office import Office, open_office
from smartplanner.journal.check import check, stored_rows
from smartplanner.queries.history.steps import Wanted, kind_of, marks, read_steps


@pytest.fixture
def office(journal):
    made = Office(journal)
    journal.commit(
        Label("made"),
        [
            insert("district", "d", {"name": "东城区"}),
            insert("organisation", "unit", {"name": "市经信局"}),
            insert("task", "a", {"title": "甲", "lead": "unit", "support": ("unit",), "district": "d"}),
            insert("progress_report", "r", {"task": "a", "period": "2026-10", "progress": 0.0}),
        ],
    )
    return made


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def refused(call, *arguments, **options):
    with pytest.raises(Problem) as caught:
        call(*arguments, **options)
    return caught.value


# -- the bin


def test_a_removed_record_lies_in_the_bin_with_what_went_with_it(office):
    remove_rows(office, "task", ["a"])
    (entry,) = binned(office)
    assert (entry.gone.key, entry.title, entry.parts) == (("task", "a"), "甲", (("progress_report", 1),))
    assert not entry.taken_back


def test_it_comes_back_with_its_parts_in_one_step_that_can_be_undone(office):
    before = rows(office)
    remove_rows(office, "task", ["a"])
    bring_back(office, plan_return(office, [("task", "a")]))
    assert rows(office) == before
    assert binned(office) == []
    office.journal.undo()
    assert [entry.gone.key for entry in binned(office)] == [("task", "a")]
    assert check(office.journal.book) == []


def test_what_it_names_and_is_gone_is_named_and_comes_along_where_that_is_wanted(office):
    remove_rows(office, "task", ["a"])
    remove_rows(office, "district", ["d"])
    planned = plan_return(office, [("task", "a")])
    problem = refused(bring_back, office, planned)
    assert (problem.code, "东城区" in problem.message) == ("names_gone", True)
    assert ("task", "a") not in rows(office)
    bring_back(office, plan_return(office, [("task", "a")], with_missing=True))
    assert office.reader.row("task", "a").district == "d"


def test_or_the_fields_that_may_be_empty_are_left_so(office):
    remove_rows(office, "task", ["a"])
    remove_rows(office, "organisation", ["unit"])
    bring_back(office, plan_return(office, [("task", "a")]), leave_empty=True)
    row = office.reader.row("task", "a")
    assert (row.lead, row.support, row.district) == (None, (), "d")


def test_a_part_cannot_come_back_without_what_it_is_part_of(office):
    remove_rows(office, "progress_report", ["r"])
    remove_rows(office, "task", ["a"])
    planned = plan_return(office, [("progress_report", "r")])
    assert refused(bring_back, office, planned, leave_empty=True).code == "names_gone"
    bring_back(office, plan_return(office, [("progress_report", "r")], with_missing=True))
    assert {("task", "a"), ("progress_report", "r")} <= set(rows(office))


def test_what_went_because_its_making_was_undone_is_told_apart(office):
    office.journal.undo()
    assert all(entry.taken_back for entry in binned(office))


def test_a_record_that_is_there_is_not_in_the_bin(office):
    assert refused(plan_return, office, [("task", "a")]).code == "not_in_bin"


def test_names_of_records_that_are_gone_are_still_known(office):
    set_fields(office, "task", ["a"], {"district": None})
    (_step, change), *_older = office.journal.history("a")
    remove_rows(office, "district", ["d"])
    assert "东城区" in describe_change(office, change)[0]


# -- two moments


def test_what_was_done_and_taken_back_between_two_moments_is_no_difference(office):
    set_fields(office, "task", ["a"], {"title": "乙"})
    set_fields(office, "task", ["a"], {"title": "甲"})
    office.journal.commit(Label("made"), [insert("task", "b", {"title": "丙"})])
    remove_rows(office, "task", ["b"])
    found = compare(office, since_moment(office, "1"), until_moment(office))
    assert found.differences == ()
    assert "没有" in say_comparison(found) or "nothing" in say_comparison(found)


def test_a_comparison_tells_what_was_added_changed_and_removed(office, tmp_path):
    office.journal.commit(Label("made"), [insert("task", "b", {"title": "丙"})])
    set_fields(office, "task", ["a"], {"title": "=1+1"})
    remove_rows(office, "progress_report", ["r"])
    found = compare(office, since_moment(office, "#1"), until_moment(office))
    assert found.counts() == {
        "task": {"added": 1, "changed": 1, "removed": 0},
        "progress_report": {"added": 0, "changed": 0, "removed": 1},
    }
    assert [one.title for one in found.narrowed(entity="task", sort="added").differences] == ["丙"]
    assert [one.title for one in found.narrowed(text="丙").differences] == ["丙"]
    assert export_comparison(office, found, tmp_path / "变化.xlsx") == 3
    sheet = load_workbook(tmp_path / "变化.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_days_stand_for_their_beginning_and_their_end(office):
    today = date.today().isoformat()
    found = compare(office, since_moment(office, today), until_moment(office, today))
    assert found.counts()["task"]["added"] == 1
    assert compare(office, since_moment(office, "2020-01-01"), until_moment(office, "2020-01-02")).differences == ()


def test_moments_in_the_wrong_order_and_unknown_ones_are_refused(office):
    set_fields(office, "task", ["a"], {"title": "乙"})
    assert refused(compare, office, since_moment(office, "2"), until_moment(office, "1")).code == "wrong_order"
    backwards = since_moment(office, "2030-02-01"), until_moment(office, "2030-01-01")
    assert refused(compare, office, *backwards).code == "wrong_order", "though no step lies between them"
    assert refused(since_moment, office, "#99").code == "no_step"
    assert refused(since_moment, office, "2026-13-45").code == "no_step"
    assert refused(since_moment, office, "0001-01-01").code == "no_day"


# -- a moment


def test_a_past_book_is_whole_and_is_gone_when_it_is_removed(office):
    before = rows(office)
    set_fields(office, "task", ["a"], {"title": "乙"})
    remove_rows(office, "progress_report", ["r"])
    past = look_back(office, office.journal.step("1"))
    with open_office(past.path, writable=False) as then:
        assert rows(then) == before
        assert [step.number for step in then.journal.steps()] == [1]
        assert check(then.journal.book) == []
        assert not then.writable
    past.remove()
    assert not past.path.parent.exists()


def test_who_stops_the_work_finds_nothing_left_behind(office, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def stop(part):
        if part > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_back(office, office.journal.step("1"), stop)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_past_book_is_not_written_over_a_file(office, tmp_path):
    target = tmp_path / "旧.splan"
    target.write_text("mine")
    assert refused(write_past, office, office.journal.step("1"), target).code == "book_exists"
    assert target.read_text() == "mine"


# -- the timeline


def test_steps_are_found_by_kind_entity_record_person_and_words(office):
    set_fields(office, "task", ["a"], {"title": "带“引号”和100%"})
    office.journal.commit(
        Label("act"), [insert("task_event", "e", {"task": "a", "act": "note", "happened_on": date(2026, 11, 1)})]
    )
    office.journal.undo()

    def found(**wanted):
        return [mark.number for mark in marks(office.journal, Wanted(**wanted))]

    assert found() == [4, 3, 2, 1]
    assert (found(kind="act"), found(kind="edit"), found(kind="undo")) == ([3], [2, 1], [4])
    assert found(entity="task_event") == [4, 3]
    assert found(record="r") == [1]
    assert found(text="“引号”和100%") == [2]
    assert found(text="东城") == [1]
    assert found(text="不存在的词") == found(person="nobody") == []


def test_the_kinds_in_the_list_are_the_kinds_that_are_found(office):
    office.journal.commit(
        Label("act"), [insert("task_event", "e", {"task": "a", "act": "note", "happened_on": date(2026, 11, 1)})]
    )
    office.journal.commit(Label("meeting"), [insert("meeting", "m", {"title": "会", "held_on": date(2026, 11, 1)})])
    shown = read_steps(office.journal, [3, 2, 1])
    assert [(one.step.number, one.kind) for one in shown] == [(3, "meeting"), (2, "act"), (1, "edit")]
    assert kind_of("import", ["meeting"]) == "import"
    for one in shown:
        assert one.step.number in [mark.number for mark in marks(office.journal, Wanted(kind=one.kind))]


def test_changes_of_a_large_step_come_in_pages(office):
    step = office.journal.commit(Label("many"), [insert("task", f"t{n:03}", {"title": f"{n}"}) for n in range(25)])
    pages = [office.journal.changes(step, limit=10, offset=start) for start in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert [change.id for page in pages for change in page] == [change.id for change in office.journal.changes(step)]

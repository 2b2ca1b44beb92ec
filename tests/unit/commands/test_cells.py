"""Writing into cells of a list: read as ledgers are read, one step, all or nothing, back by one undo."""

from dataclasses import replace
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.cells import cell_text, preview_cells, set_cells, write_preview
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.journal.check import stored_rows
from smartplanner.model import entity as described_entity

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    """A book with two units, of which one has an alias, and three matters."""
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "jxj", {"name": "市经信局"}),
            insert("organisation", "jw", {"name": "市教委"}),
            insert("alias", "alias", {"organisation": "jw", "name": "教育委员会"}),
            insert("group", "twin1", {"name": "同名组"}),
            insert("group", "twin2", {"name": "同名组"}),
            insert(
                "task", "a",
                {"title": "甲", "lead": "jxj", "due": date(2026, 9, 30), "due_text": "9月底前",
                 "due_precision": "month", "progress": 50.0, "amount": 123_456_789,
                 "state": "in_progress", "group": "twin2"},
            ),
            insert("task", "b", {"title": "乙", "support": ("jxj",)}),
            insert("task", "c", {"title": "丙", "parent": "a", "due": date(2026, 9, 15)}),
        ],
    )  # fmt: skip
    return Office(journal)


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def write(office, cells, **more):
    return set_cells(office, "task", cells, as_of=DAY, **more)


def refused(office, cells, **more):
    """The Problem of a writing that must leave the book as it was."""
    before, steps = rows(office), len(office.journal.steps())
    with pytest.raises(Problem) as caught:
        write(office, cells, **more)
    assert rows(office) == before
    assert len(office.journal.steps()) == steps
    return caught.value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("due", "2026-12-31", date(2026, 12, 31)),
        ("due", "12月底前", date(2026, 12, 31)),
        ("amount", "1.2亿元", 12_000_000_000),
        ("amount", "1200", 1_200_000_000),
        ("progress", "八成", 80.0),
        ("progress", "80%", 80.0),
        ("progress", "80", 80.0),
        ("lead", "教育委员会", "jw"),
        ("lead", "市教委", "jw"),
        ("support", "市教委、市经信局", ("jw", "jxj")),
        ("priority", "特急", "top"),
        ("note", "  =1+1  ", "=1+1"),
        ("note", "一行\r\n两行", "一行\n两行"),
    ],
)
def test_a_cell_is_read_as_a_ledger_is(office, field, text, value):
    write(office, {("b", field): text})
    assert getattr(office.reader.row("task", "b"), field) == value


def test_many_cells_are_one_step_that_one_undo_takes_back(office):
    before = rows(office)
    step = write(office, {("a", "title"): "甲一", ("b", "title"): "乙一", ("b", "progress"): "30%"})
    assert step.label.values["count"] == "3"
    office.journal.undo()
    assert rows(office) == before


def test_one_cell_names_its_field_and_record(office):
    step = write(office, {("a", "progress"): "60%"})
    assert step.label.values["title"] == "甲"


def test_words_are_kept_where_they_say_more_than_the_value(office):
    write(office, {("b", "due"): "年底前", ("b", "lead"): "教育委员会"})
    row = office.reader.row("task", "b")
    assert (row.due, row.due_text, row.lead_text) == (date(2026, 12, 31), "年底前", "教育委员会")
    write(office, {("b", "due"): "2026-11-30", ("b", "lead"): "市经信局"})
    row = office.reader.row("task", "b")
    assert (row.due, row.due_text, row.due_precision, row.lead_text) == (date(2026, 11, 30), None, "day", None)


def test_an_ongoing_matter_keeps_its_word(office):
    write(office, {("b", "due"): "长期"})
    row = office.reader.row("task", "b")
    assert (row.due, row.due_precision, row.due_text) == (None, "ongoing", "长期")
    assert cell_text(described_entity("task")["due"], row, office.reader.name) == "长期"


def test_an_empty_text_empties_a_cell_and_its_words(office):
    write(office, {("a", "due"): "", ("a", "amount"): " ", ("b", "support"): ""})
    row = office.reader.row("task", "a")
    assert (row.due, row.due_text, row.due_precision, row.amount) == (None, None, None, None)
    assert office.reader.row("task", "b").support == ()


def test_writing_what_a_cell_shows_changes_nothing(office):
    task = described_entity("task")
    row = office.reader.row("task", "a")
    shown = {("a", f.name): cell_text(f, row, office.reader.name) for f in task.fields}
    assert write(office, shown) is None


def test_nothing_is_written_when_one_cell_is_refused_and_each_is_named(office):
    problem = refused(office, {("a", "title"): "好", ("a", "due"): "13月底", ("b", "progress"): "很多"})
    assert {detail.field for detail in problem.details} == {"due", "progress"}
    assert "甲" in problem.message
    assert "乙" in problem.message


def test_the_title_cannot_be_emptied(office):
    assert refused(office, {("a", "title"): " "}).code == "required"


def test_a_share_of_one_is_asked_about(office):
    assert refused(office, {("a", "progress"): "0.8"}).code == "progress_fraction"
    assert refused(office, {("a", "progress"): "1"}).code == "progress_ambiguous"


def test_an_unknown_unit_is_refused_although_an_import_would_keep_its_words(office):
    assert refused(office, {("a", "lead"): "火星总局"}).field == "lead"


def test_of_two_rows_of_one_name_the_present_one_stays_and_no_other_is_guessed(office):
    assert write(office, {("a", "group"): "同名组"}) is None
    assert refused(office, {("b", "group"): "同名组"}).code == "reference_ambiguous"


def test_what_only_an_act_may_change_is_refused_with_what_to_do(office):
    problem = refused(office, {("a", "state"): "已办结"})
    assert problem.code == "by_act_only"
    assert problem.remedy
    assert refused(office, {("a", "due_text"): "十月"}).code == "kept_as_it_was"


def test_days_in_the_wrong_order_are_refused(office):
    assert refused(office, {("a", "start"): "2026-10-01"}).code == "dates_in_wrong_order"


def test_a_part_cannot_be_due_after_the_matter_above_it(office):
    assert refused(office, {("c", "due"): "2026-10-31"}).code == "later_than_parent"
    assert refused(office, {("a", "due"): "2026-09-01"}).code == "earlier_than_parts"
    write(office, {("c", "due"): "2026-10-31", ("a", "due"): "2026-10-31"})  # both together


def test_two_rows_of_one_step_cannot_close_a_ring(office):
    problem = refused(office, {("a", "parent"): "乙", ("b", "parent"): "甲"})
    assert {detail.code for detail in problem.details} == {"ring"}


def test_the_units_parts_follow_a_changed_unit(office):
    office.journal.commit(Label("part"), [insert("party", "p", {"task": "a", "organisation": "jxj", "role": "lead"})])
    write(office, {("a", "lead"): "市教委"})
    assert [row.organisation for row in office.reader.rows("party")] == ["jw"]


def test_a_cell_that_another_hand_changed_meanwhile_is_told(office):
    seen = {("a", "progress"): "50%"}
    set_fields(office, "task", ["a"], {"progress": 70.0})
    problem = refused(office, {("a", "progress"): "60%"}, seen=seen)
    assert problem.code == "conflict"
    assert "70%" in problem.message


def test_a_row_that_is_gone_is_told(office):
    assert refused(office, {("gone", "title"): "x"}).code == "row_gone"


def test_a_preview_shows_before_and_after_and_leaves_unchanged_cells_out(office):
    preview = preview_cells(office, "task", {("a", "progress"): "九成", ("a", "title"): "甲"}, as_of=DAY)
    (cell,) = preview.cells
    assert (cell.title, cell.old, cell.new) == ("甲", "50%", "90%")


def test_an_accepted_preview_leaves_refused_cells_out_when_told_so(office):
    preview = preview_cells(office, "task", {("a", "title"): "甲一", ("a", "progress"): "x"}, as_of=DAY)
    with pytest.raises(Problem):
        write_preview(office, preview)
    write_preview(office, preview, without_refused=True)
    row = office.reader.row("task", "a")
    assert (row.title, row.progress) == ("甲一", 50.0)


def test_a_preview_that_is_out_of_date_is_refused_by_the_journal(office):
    preview = preview_cells(office, "task", {("a", "progress"): "90%"}, as_of=DAY)
    set_fields(office, "task", ["a"], {"progress": 70.0})
    with pytest.raises(Problem) as caught:
        write_preview(office, preview)
    assert caught.value.code == "conflict"


def test_new_rows_are_made_in_the_same_step_and_registered(office):
    before = rows(office)
    added = [{"title": "丁", "lead": "市教委", "due": "12月底前"}, {"title": "", "lead": "市教委"}]
    preview = preview_cells(office, "task", {("a", "title"): "甲一"}, as_of=DAY, added=added)
    assert {problem.code for problem in preview.problems} == {"required"}
    write_preview(office, preview, without_refused=True)
    (made,) = [row for row in office.reader.rows("task") if row.title == "丁"]
    assert (made.state, made.due) == ("registered", date(2026, 12, 31))
    assert [row.act for row in office.reader.rows("task_event")] == ["register"]
    office.journal.undo()
    assert rows(office) == before


def test_a_cell_of_a_new_row_that_cannot_be_read_stays_empty(office):
    preview = preview_cells(office, "task", {}, as_of=DAY, added=[{"title": "丁", "lead": "火星总局"}])
    assert [problem.field for problem in preview.problems] == ["lead"]
    write_preview(office, preview, without_refused=True)
    (made,) = [row for row in office.reader.rows("task") if row.title == "丁"]
    assert made.lead is None


def test_an_amount_is_copied_with_all_its_digits(office):
    row = office.reader.row("task", "a")
    assert cell_text(described_entity("task")["amount"], row, office.reader.name) == "123.456789"


@pytest.mark.parametrize(
    ("day", "precision", "text"),
    [
        (date(2026, 9, 30), "month", "2026年9月"),
        (date(2026, 9, 30), "quarter", "2026年三季度"),
        (date(2026, 6, 30), "half", "2026年上半年"),
        (date(2026, 12, 31), "year", "2026年"),
        (date(2026, 9, 10), "ten_days", "2026年9月上旬"),
        (date(2026, 9, 7), "day", "2026-09-07"),
    ],
)
def test_a_deadline_is_copied_as_exactly_as_it_was_named_and_pastes_back_so(office, day, precision, text):
    field = described_entity("task")["due"]
    row = replace(office.reader.row("task", "a"), due=day, due_precision=precision)
    assert cell_text(field, row, office.reader.name) == text
    write(office, {("b", "due"): text})
    back = office.reader.row("task", "b")
    assert (back.due, back.due_precision) == (day, precision)

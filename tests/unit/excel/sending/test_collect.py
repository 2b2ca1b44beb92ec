"""Fill-in workbooks: out to each unit, back with only what it may change."""

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.commands.collecting import collect, return_to_sender
from smartplanner.commands.editing import add_row, remove_rows, set_fields
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import new_office
from smartplanner.excel.choices import Choices
from smartplanner.excel.sending.stamp import SHEET

DAY = date(2026, 11, 23)
TEXT, PROGRESS, STATE, TITLE = "进展情况", "进度", "状态", "任务名称"


@pytest.fixture
def office(tmp_path):
    opened = new_office(tmp_path / "本市.splan")
    yield opened
    opened.close()


@pytest.fixture
def units(office):
    """The ids of two units."""
    names = {name: id for id, name in office.reader.names("organisation").items()}
    return names["北京市经济和信息化局"], names["北京市教育委员会"]


@pytest.fixture
def tasks(office, units):
    """Three open matters of one unit, one that is closed, and one of another unit, by title."""
    first, second = units
    rows = {
        "甲": {"code": "T-1", "lead": first, "state": "in_progress", "progress": 40.0, "progress_text": "一期\n完成"},
        "乙": {"code": "T-2", "lead": first, "due": date(2026, 12, 31), "support": (second,)},
        "丙": {"code": "T-3", "lead": first, "state": "not_started", "problems": "缺资金"},
        "已销号": {"lead": first, "state": "closed"},
        "别人的": {"lead": second, "progress_text": "他人进展"},
    }
    return {title: add_row(office, "task", {"title": title, **values})[0] for title, values in rows.items()}


@pytest.fixture
def workbook(office, tasks, tmp_path):
    """The fill-in workbook of the first unit."""
    (made,) = collect(office, tmp_path / "out", as_of=DAY, unit="市经信局")
    return made.path


@pytest.fixture
def back(office):
    return lambda path: propose_ledger(office, path, as_of=DAY)


class Filled:
    """A fill-in workbook in the hands of its unit."""

    def __init__(self, path):
        self.path = path
        self.book = load_workbook(path)
        self.sheet = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[3]}

    def cell(self, title, head):
        place = next(row for row in range(4, 40) if self.sheet.cell(row, self.columns[TITLE]).value == title)
        return self.sheet.cell(place, self.columns[head])

    def set(self, title, head, value):
        self.cell(title, head).value = value
        return self

    def key(self, title):
        return self.sheet.cell(self.cell(title, TITLE).row, max(self.columns.values()))

    def save(self, name="filled.xlsx"):
        path = self.path.with_name(name)
        self.book.save(path)
        return path


def codes(proposal):
    return [problem.code for problem in proposal.problems]


def kinds(proposal):
    return [row.kind for row in proposal.sheets[0].rows]


# -- out


def test_each_leading_unit_gets_one_workbook_with_its_open_matters(office, tasks, tmp_path):
    written = collect(office, tmp_path / "out", as_of=DAY)
    assert [(each.unit, each.rows) for each in written] == [("北京市经济和信息化局", 3), ("北京市教育委员会", 1)]
    assert all(each.path.exists() for each in written)


def test_a_unit_that_co_operates_is_asked_on_request(office, tasks, tmp_path):
    (made,) = collect(office, tmp_path / "out", as_of=DAY, supporting=True)
    assert (made.unit, made.rows) == ("北京市教育委员会", 1)
    assert Filled(made.path).cell("乙", "牵头单位").value == "北京市经济和信息化局"


def test_only_the_units_own_columns_are_open(workbook):
    filled = Filled(workbook)
    assert filled.sheet.protection.sheet
    assert not filled.sheet.protection.password
    assert filled.cell("甲", TITLE).protection.locked
    assert [filled.cell("甲", head).protection.locked for head in (TEXT, PROGRESS, STATE, "存在问题")] == [False] * 4


def test_choices_percents_and_days_are_validated_in_the_sheet(workbook):
    rules = {rule.type: rule for rule in Filled(workbook).sheet.data_validations.dataValidation}
    assert set(rules) == {"list", "decimal", "date"}
    assert "已销号" not in rules["list"].formula1


def test_the_sheet_prints_on_landscape_a4_with_its_header_on_every_page(workbook):
    sheet = Filled(workbook).sheet
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows in ("3:3", "$3:$3")


def test_keys_and_stamp_are_hidden_and_the_books_own_key_is_not_in_the_file(office, workbook):
    filled = Filled(workbook)
    assert filled.sheet.column_dimensions[filled.key("甲").column_letter].hidden
    assert filled.book[SHEET].sheet_state == "veryHidden"
    key = dict(office.reader.columns("book", ("key", "value")))["book"]
    assert all(key not in str(cell.value) for sheet in filled.book for row in sheet.rows for cell in row)


def test_a_text_that_looks_like_a_formula_goes_out_as_text(office, tasks, tmp_path):
    set_fields(office, "task", [tasks["甲"]], {"progress_text": "=1+1"})
    (made,) = collect(office, tmp_path / "out", as_of=DAY, unit="市经信局")
    assert Filled(made.path).cell("甲", TEXT).data_type == "s"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"unit": "没有的单位"}, "unit_unknown"),
        ({"unit": "市公安局"}, "nothing_open"),
        ({"entity": "district"}, "not_collected"),
    ],
)
def test_what_cannot_be_collected_is_told(office, tasks, tmp_path, options, code):
    with pytest.raises(Problem) as told:
        collect(office, tmp_path / "out", as_of=DAY, **options)
    assert told.value.code == code


# -- back


def test_a_workbook_that_nobody_touched_changes_nothing(workbook, back):
    proposal = back(workbook)
    assert proposal.refused is None
    assert kinds(proposal) == ["unchanged"] * 3
    assert (proposal.changes, proposal.problems) == ((), ())


def test_what_the_unit_filled_in_is_taken_by_the_hidden_key(office, tasks, workbook, back):
    filled = Filled(workbook).set("甲", PROGRESS, 0.8).set("甲", STATE, "已办结").set("乙", TEXT, "已开工")
    filled.set("丙", "实际完成时间", date(2026, 11, 20))
    proposal = back(filled.save())
    accept(office, proposal)
    first, second, third = (office.reader.row("task", tasks[title]) for title in "甲乙丙")
    assert (first.progress, first.state, first.progress_text) == (80.0, "done", "一期\n完成")
    assert second.progress_text == "已开工"
    assert third.done_on == date(2026, 11, 20)
    assert "state_contradicts_progress" in codes(proposal)


def test_taken_back_twice_it_changes_nothing_more(office, tasks, workbook, back):
    path = Filled(workbook).set("乙", TEXT, "已开工").save()
    accept(office, back(path))
    again = back(path)
    assert (again.changes, again.problems) == ((), ())


def test_columns_that_are_not_the_units_own_are_not_taken(office, tasks, workbook, back):
    proposal = back(Filled(workbook).set("甲", "编号", "T-9").set("甲", TITLE, "改名").save())
    assert proposal.changes == ()
    assert codes(proposal) == ["not_own_column", "not_own_column"]


def test_a_value_that_both_sides_changed_is_shown_side_by_side_and_the_book_keeps_its_own(
    office, tasks, workbook, back
):
    set_fields(office, "task", [tasks["甲"]], {"progress": 55.0})
    proposal = back(Filled(workbook).set("甲", PROGRESS, 0.8).set("甲", TEXT, "新进展").save())
    (conflict,) = [problem for problem in proposal.problems if problem.code == "conflict"]
    assert conflict.field == "progress"
    assert all(value in conflict.message for value in ("40%", "55%", "80%"))
    (change,) = proposal.changes
    assert dict(change.after) == {"progress_text": "新进展"}


def test_a_person_decides_a_conflict_with_the_value_of_one_cell(office, tasks, workbook):
    set_fields(office, "task", [tasks["甲"]], {"progress": 55.0})
    filled = Filled(workbook).set("甲", PROGRESS, 0.8)
    place = f"填报表!{filled.cell('甲', PROGRESS).coordinate}"
    proposal = propose_ledger(office, filled.save(), as_of=DAY, choices=Choices(cells={place: "80%"}))
    (change,) = proposal.changes
    assert (dict(change.before)["progress"], dict(change.after)["progress"]) == (55.0, 80.0)
    assert proposal.problems == ()


def test_a_value_that_only_the_book_changed_stays(office, tasks, workbook, back):
    set_fields(office, "task", [tasks["甲"]], {"progress": 55.0, "progress_text": "办公室改的"})
    proposal = back(workbook)
    assert (proposal.changes, proposal.problems) == ((), ())


def test_both_sides_may_come_to_the_same_value(office, tasks, workbook, back):
    set_fields(office, "task", [tasks["甲"]], {"progress": 80.0})
    proposal = back(Filled(workbook).set("甲", PROGRESS, 0.8).save())
    assert (proposal.changes, proposal.problems) == ((), ())


def test_another_units_row_cannot_be_changed(office, tasks, workbook, back):
    filled = Filled(workbook).set("甲", TEXT, "冒名")
    filled.key("甲").value = tasks["别人的"]
    proposal = back(filled.save())
    assert codes(proposal) == ["row_not_yours"]
    assert sorted(kinds(proposal)) == ["refused", "unchanged", "unchanged"]
    assert proposal.changes == ()


def test_a_row_that_went_to_another_unit_meanwhile_is_no_longer_the_units(office, units, tasks, workbook, back):
    set_fields(office, "task", [tasks["甲"]], {"lead": units[1]})
    proposal = back(Filled(workbook).set("甲", TEXT, "迟到").save())
    assert codes(proposal) == ["row_not_yours"]
    assert proposal.changes == ()


def test_a_forged_stamp_is_refused(units, workbook, back):
    filled = Filled(workbook)
    for row in filled.book[SHEET].rows:
        if row[0].value == "unit":
            row[1].value = units[1]
    assert back(filled.save()).refused.code == "stamp_damaged"


def test_a_workbook_of_another_book_is_refused(workbook, tmp_path):
    with new_office(tmp_path / "别市.splan") as other:
        assert propose_ledger(other, workbook, as_of=DAY).refused.code == "other_book"


def test_an_emptied_cell_keeps_the_books_value_but_the_word_for_nothing_empties_it(office, tasks, workbook, back):
    proposal = back(Filled(workbook).set("甲", TEXT, None).set("丙", "存在问题", "无").save())
    assert codes(proposal) == ["emptied"]
    (change,) = proposal.changes
    assert (change.id, dict(change.after)) == (tasks["丙"], {"problems": None})


def test_what_only_the_office_may_set_is_not_taken(tasks, workbook, back):
    proposal = back(Filled(workbook).set("甲", STATE, "已销号").save())
    assert codes(proposal) == ["choice_not_yours"]
    assert proposal.changes == ()


def test_a_cell_that_cannot_be_read_keeps_only_itself_out(tasks, workbook, back):
    proposal = back(Filled(workbook).set("甲", PROGRESS, "很快").set("甲", TEXT, "新").save())
    assert [problem.field for problem in proposal.problems if problem.level == "error"] == ["progress"]
    (change,) = proposal.changes
    assert dict(change.after) == {"progress_text": "新"}


def test_a_row_added_by_hand_and_a_row_that_stands_twice_are_told(tasks, workbook, back):
    filled = Filled(workbook)
    filled.sheet.cell(7, filled.columns[TITLE]).value = "新增事项"
    twice = filled.sheet.cell(8, filled.key("甲").column)
    twice.value = tasks["甲"]
    filled.sheet.cell(8, filled.columns[TITLE]).value = "甲"
    assert sorted(code for code in codes(back(filled.save())) if code.startswith(("row", "dup"))) == [
        "duplicate_row",
        "row_added",
    ]


def test_a_row_that_is_gone_from_the_book_is_told(office, tasks, workbook, back):
    remove_rows(office, "task", [tasks["丙"]])
    assert codes(back(workbook)) == ["row_gone"]


def test_without_the_hidden_column_rows_are_matched_by_code_and_title(tasks, workbook, back):
    filled = Filled(workbook).set("乙", TEXT, "已开工")
    filled.sheet.delete_cols(max(filled.columns.values()))
    proposal = back(filled.save())
    assert codes(proposal) == ["matched_by_words"]
    (change,) = proposal.changes
    assert change.id == tasks["乙"]


def test_the_heads_of_its_own_day_are_known_in_any_language(tasks, workbook, back):
    path = Filled(workbook).set("乙", TEXT, "已开工").save()
    use_language("en")
    (change,) = (proposal := back(path)).changes
    assert (change.id, proposal.problems) == (tasks["乙"], ())


def test_rows_and_columns_in_another_order_and_a_renamed_sheet_are_known_again(tasks, workbook, back):
    filled = Filled(workbook).set("乙", TEXT, "已开工")
    filled.sheet.title = "我的表"
    filled.sheet.insert_cols(1)
    filled.sheet.insert_rows(2)
    (change,) = back(filled.save("别的名字.xlsx")).changes
    assert (change.id, dict(change.after)) == (tasks["乙"], {"progress_text": "已开工"})


def test_it_can_go_back_once_more_with_remarks_and_still_be_taken(office, tasks, workbook, back, tmp_path):
    path = Filled(workbook).set("甲", PROGRESS, "很快").save()
    target = tmp_path / "remarks.xlsx"
    return_to_sender(office, path, back(path), target)
    mended = load_workbook(target)
    sheet = mended["填报表"]
    cell = next(cell for row in sheet.rows for cell in row if cell.value == "很快")
    assert cell.comment is not None
    cell.value = 0.9
    mended.save(target)
    (change,) = back(target).changes
    assert change.after["progress"] == 90.0


def test_progress_reports_are_collected_from_the_unit_that_reports(office, units, tasks, tmp_path, back):
    id, _step = add_row(office, "progress_report", {"task": tasks["甲"], "organisation": units[0], "period": "11月"})
    (made,) = collect(office, tmp_path / "out", as_of=DAY, entity="progress_report")
    book = load_workbook(made.path)
    heads = {cell.value: cell.column for cell in book.worksheets[0][3]}
    book.worksheets[0].cell(4, heads[TEXT]).value = "本月完成招标"
    book.save(made.path)
    (change,) = back(made.path).changes
    assert (change.id, dict(change.after)) == (id, {"text": "本月完成招标"})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_a_workbook_saved_by_another_program_is_known_again(tasks, workbook, back, tmp_path):
    path = Filled(workbook).set("甲", PROGRESS, 0.8).set("乙", TEXT, "已开工").save()
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(call, check=True, capture_output=True, timeout=600)
    proposal = back(tmp_path / "saved" / path.name)
    assert proposal.problems == ()
    assert {change.id for change in proposal.changes} == {tasks["甲"], tasks["乙"]}

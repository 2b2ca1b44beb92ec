"""A ledger back to its sender: marked cells, kept looks, told losses."""

import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from smartplanner.base.problems import Problem
from smartplanner.excel.sending.annotate import annotate

HEAD = ["任务名称", "牵头单位", "完成时限", "进度"]
BAD = ["甲", "市经信局", "13月底前", "80%"]
GOOD = ["乙", "市教委", "2026-12-31", "80%"]
RED, YELLOW = "00F8B4B4", "00FFE699"


@pytest.fixture
def returned(read, tmp_path):
    """Reads a workbook, writes it back with remarks and opens the copy."""

    def back(path):
        target = tmp_path / "back.xlsx"
        proposal = read(path)
        annotation = annotate(path, proposal, target, author="办公室")
        return load_workbook(target), annotation, proposal

    return back


def test_a_cell_that_must_be_mended_is_red_and_says_why(returned, ledger):
    book, annotation, proposal = returned(ledger({"台账": [HEAD, BAD, GOOD]}))
    cell = book["台账"]["C2"]
    (error,) = [problem for problem in proposal.problems if problem.level == "error"]
    assert cell.fill.fgColor.rgb == RED
    assert error.message in cell.comment.text
    assert error.remedy in cell.comment.text
    assert cell.comment.author == "办公室"
    assert annotation.marked == 1
    assert book["台账"]["C3"].comment is None


def test_a_cell_to_be_checked_is_yellow(returned, ledger):
    book, _annotation, _proposal = returned(ledger({"台账": [HEAD, ["甲", "市经信局", "尽快", "80%"]]}))
    assert book["台账"]["C2"].fill.fgColor.rgb == YELLOW


def test_the_first_sheet_lists_place_value_reason_and_remedy_and_leads_there(returned, ledger):
    book, _annotation, _proposal = returned(ledger({"台账": [HEAD, BAD]}))
    listed = book.worksheets[0]
    row = [cell.value for cell in listed[4]]
    assert row[:3] == [1, "台账", "C2"]
    assert row[4] == "13月底前"
    assert row[5]
    assert row[6]
    assert listed["C4"].hyperlink.location == "'台账'!C2"


def test_the_look_of_the_workbook_stays(read, tmp_path, returned):
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["2026年重点任务台账"])
    sheet.merge_cells("A1:D1")
    sheet.append(HEAD)
    sheet.append([*BAD[:3], 0.8])
    sheet["D3"].number_format = "0%"
    sheet["A3"].font = Font(name="楷体", bold=True, color="FF0000FF")
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[3].height = 44
    sheet.freeze_panes = "B3"
    rule = DataValidation(type="list", formula1='"甲,乙"')
    rule.add("A3")
    sheet.add_data_validation(rule)
    sheet["B3"].comment = Comment("原来的批注", "某单位")
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    copy = returned(path)[0]["台账"]
    assert [str(area) for area in copy.merged_cells.ranges] == ["A1:D1"]
    assert (copy["D3"].number_format, copy["A3"].font.name, copy["A3"].font.b) == ("0%", "楷体", True)
    assert (copy.column_dimensions["A"].width, copy.row_dimensions[3].height, copy.freeze_panes) == (33, 44, "B3")
    assert len(copy.data_validations.dataValidation) == 1
    assert copy["B3"].comment.text == "原来的批注"


def test_a_comment_that_was_there_is_kept_above_ours(read, tmp_path, returned, ledger):
    path = ledger({"台账": [HEAD, BAD]})
    book = load_workbook(path)
    book["台账"]["C2"].comment = Comment("请张处核实", "某单位")
    book.save(path)
    text = returned(path)[0]["台账"]["C2"].comment.text
    assert text.startswith("请张处核实\n")
    assert len(text) > 8


def test_a_place_inside_a_merged_range_is_marked_at_its_corner(returned, ledger):
    rows = [HEAD, BAD, ["乙", "市教委", None, "80%"]]
    book, _annotation, _proposal = returned(ledger({"台账": rows}, merges={"台账": ["C2:C3"]}))
    assert book["台账"]["C2"].comment is not None


def test_what_the_copy_cannot_keep_is_told(read, tmp_path, ledger, returned):
    path = ledger({"台账": [HEAD, BAD]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    book, annotation, _proposal = returned(path)
    assert len(annotation.lost) == 1
    assert annotation.lost[0] in book.worksheets[0]["A2"].value


def test_formulas_stay_formulas_and_it_is_told_that_their_values_wait(returned, ledger):
    book, annotation, _proposal = returned(ledger({"台账": [HEAD, BAD, ["=A2", *GOOD[1:]]]}))
    assert book["台账"]["A3"].value == "=A2"
    assert len(annotation.lost) == 1


def test_a_text_that_looks_like_a_formula_stays_text(returned, ledger, tmp_path):
    path = ledger({"台账": [HEAD, ["甲", "市经信局", "13月底前", "80%"]]})
    book = load_workbook(path)
    cell = book["台账"]["C2"]
    cell.value = "=cmd()底前"
    cell.data_type = "s"
    book.save(path)
    copy = returned(path)[0]
    assert copy["台账"]["C2"].data_type == "s"
    assert copy.worksheets[0]["E4"].data_type == "s"


def test_of_a_csv_the_values_go_back_in_a_workbook(returned, tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(",".join(row) for row in (HEAD, BAD)), "gb18030")
    book, annotation, _proposal = returned(path)
    assert book["ledger"]["C2"].value == "13月底前"
    assert book["ledger"]["C2"].fill.fgColor.rgb == RED
    assert annotation.marked == 1


def test_the_list_of_remarks_is_no_table_when_the_mended_workbook_comes_back(read, returned, ledger, tmp_path):
    book, _annotation, _proposal = returned(ledger({"台账": [HEAD, BAD, GOOD]}))
    book["台账"]["C2"].value = "12月底前"
    book.save(tmp_path / "mended.xlsx")
    proposal = read(tmp_path / "mended.xlsx")
    assert proposal.refused is None
    assert [sheet.sheet for sheet in proposal.sheets if sheet.rows] == ["台账"]
    assert len(proposal.changes) == 2


def test_a_file_that_changed_since_it_was_read_is_refused(read, ledger, tmp_path):
    path = ledger({"台账": [HEAD, BAD]})
    proposal = read(path)
    ledger({"台账": [HEAD, GOOD]})
    with pytest.raises(Problem) as told:
        annotate(path, proposal, tmp_path / "back.xlsx")
    assert told.value.code == "file_changed"


def test_an_older_copy_stays_when_the_new_one_cannot_be_written(read, ledger, tmp_path):
    path = ledger({"台账": [HEAD, BAD]})
    with pytest.raises(Problem) as told:
        annotate(path, read(path), tmp_path / "no such folder" / "back.xlsx")
    assert told.value.code == "file_not_written"

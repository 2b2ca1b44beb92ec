"""Taking ledgers in as a clerk does it: correct what was understood, answer what is asked, mend, accept, take back."""

import re
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from smartplanner.commands.office import new_office
from smartplanner.ui.importing import ImportDialog
from smartplanner.ui.importing.dialog import COLUMNS, PREVIEW, SHEET
from smartplanner.ui.importing.file_tree import sheet_state
from smartplanner.ui.importing.marks import ASKING, READY
from smartplanner.ui.importing.questions import CREATE

DAY = date(2026, 11, 23)
HEADS = ["序号", "任务名称", "牵头单位", "完成时限", "推进方式", "备注"]
ROWS = [
    [1, "路口信号联动改造", "市交通委", "2026年12月底", "先试点后推广", "甲"],
    [2, "数据底座扩容", "数智运营中心", "2026年10月底", "分两期", "乙"],
    [3, "一网通办提速", "市公安局", "13月底前", "全市同步", "丙"],
]


@pytest.fixture
def shell(window_on, tmp_path):
    new_office(tmp_path / "本市.splan").close()
    return window_on(tmp_path / "本市.splan")


@pytest.fixture
def ledger(tmp_path):
    return make_ledger(tmp_path / "朝阳台账2026年9月.xlsx", ROWS)


def make_ledger(path, rows, heads=HEADS):
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["2026年智慧城市重点任务台账"])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    book.save(path)
    return path


def drop(qtbot, shell, *paths):
    """Drop workbooks on the window and wait until they are read."""
    dialog = ImportDialog(shell.session, list(paths), shell)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    return dialog


def settle(qtbot, dialog):
    """Wait until what was chosen has been followed."""
    qtbot.waitUntil(lambda: not dialog.reading.busy)


def close(dialog):
    for work in dialog.works:
        work.touched = False
    dialog.reject()


def tasks(shell):
    return {task.title: task for task in shell.session.office.reader.rows("task")}


def steps(shell):
    return shell.session.office.journal.steps()


def open_question(dialog, words):
    return next(question for question in dialog.pages.columns_page.names.rows if question.words == words)


def counts(dialog):
    sheet = dialog.pages.sheet()
    return {kind: sheet.count(kind) for kind in ("insert", "update", "unchanged", "refused")}


def shown(dialog):
    """Excel's numbers of the rows in the preview."""
    model = dialog.pages.preview_page.model
    return [model.row_number(place) for place in range(model.rowCount())]


def preview_cell(dialog, row, title):
    model = dialog.pages.preview_page.model
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    column = next(number for number, each in enumerate(titles) if title in each)
    return model.index(model.place_of(row), column)


# -- what was understood


def test_the_sheet_is_drawn_with_its_own_rows_columns_and_merged_cells(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    page = dialog.pages.sheet_page
    model = page.model
    assert model.data(model.index(2, 1)) == "路口信号联动改造"
    assert model.headerData(2, Qt.Orientation.Vertical) == "3"
    assert model.headerData(1, Qt.Orientation.Horizontal).startswith("B\n")
    assert page.table.columnSpan(0, 0) == 6
    assert (page.first.value(), page.last.value()) == (2, 2)
    close(dialog)


def test_a_sheet_that_needs_a_person_says_so_in_shape_and_word(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    mark, words = sheet_state(dialog.pages.sheet())
    assert mark is ASKING
    assert "2" in words
    assert mark.shape != READY.shape
    close(dialog)


def test_a_column_is_given_another_meaning(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("E", "goal")
    settle(qtbot, dialog)
    dialog.accept_button.click()
    assert tasks(shell)["路口信号联动改造"].goal == "先试点后推广"


def test_a_field_that_moves_to_another_column_leaves_its_old_one(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("E", "note")
    settle(qtbot, dialog)
    columns = dialog.pages.sheet().columns
    assert columns["E"] == "note"
    assert "F" not in columns
    close(dialog)


def test_a_column_is_left_out(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("F", "")
    settle(qtbot, dialog)
    dialog.accept_button.click()
    assert tasks(shell)["路口信号联动改造"].note is None


def test_other_rows_are_made_the_header(qtbot, shell, tmp_path):
    path = make_ledger(
        tmp_path / "两层.xlsx", [["", "名称", "谁来办", "何时", "", ""], *ROWS], ["甲", "乙", "丙", "丁", "戊", "己"]
    )
    dialog = drop(qtbot, shell, path)
    dialog.pages.sheet_page.table.selectRow(2)
    dialog.pages.sheet_page.use_button.click()
    settle(qtbot, dialog)
    assert dialog.works[0].table_choice("台账").header_rows == (3, 3)
    for letter, field in (("B", "title"), ("C", "lead"), ("D", "due")):
        dialog.pages.columns_page.choose_field(letter, field)
    settle(qtbot, dialog)
    assert dialog.pages.sheet().header_rows == (3, 3)
    assert counts(dialog)["insert"] == 1
    close(dialog)


# -- what is asked


def test_saying_whom_a_name_means_makes_its_row_ready(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    assert counts(dialog) == {"insert": 1, "update": 0, "unchanged": 0, "refused": 2}
    unit = next(id for id, name in shell.session.office.reader.names("organisation").items() if "大数据中心" in name)
    dialog.pages.answer(open_question(dialog, "数智运营中心"), unit)
    settle(qtbot, dialog)
    assert counts(dialog)["insert"] == 2
    dialog.accept_button.click()
    assert tasks(shell)["数据底座扩容"].lead == unit
    assert "数智运营中心" in shell.session.office.reader.names("alias").values()


def test_the_short_form_is_known_to_the_next_ledger_of_anybody(qtbot, shell, ledger, tmp_path):
    dialog = drop(qtbot, shell, ledger)
    unit = next(id for id, name in shell.session.office.reader.names("organisation").items() if "大数据中心" in name)
    dialog.pages.answer(open_question(dialog, "数智运营中心"), unit)
    settle(qtbot, dialog)
    dialog.accept_button.click()
    other = make_ledger(tmp_path / "海淀.xlsx", [[1, "新的事项", "数智运营中心", "2026年12月", "", ""]])
    dialog = drop(qtbot, shell, other)
    assert counts(dialog)["insert"] == 1
    assert dialog.pages.columns_page.names.rowCount() == 0
    close(dialog)


def test_an_unknown_unit_is_added_in_the_same_step_and_goes_with_its_undo(qtbot, shell, ledger):
    before = shell.session.office.reader.count("organisation")
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.answer(open_question(dialog, "数智运营中心"), CREATE)
    settle(qtbot, dialog)
    index = preview_cell(dialog, 4, "牵头单位")
    assert "数智运营中心" in dialog.pages.preview_page.model.data(index)
    made = len(steps(shell))
    dialog.accept_button.click()
    assert len(steps(shell)) == made + 1
    assert shell.session.office.reader.count("organisation") == before + 1
    assert "数据底座扩容" in tasks(shell)
    shell.do("undo")
    assert shell.session.office.reader.count("organisation") == before
    assert tasks(shell) == {}


def test_the_nearest_names_are_offered_first(qtbot, shell, tmp_path):
    path = make_ledger(tmp_path / "a.xlsx", [[1, "事项", "市交通运输委员会办", "2026年12月", "", ""]])
    dialog = drop(qtbot, shell, path)
    page = dialog.pages.columns_page
    if page.names.rowCount():
        options = page._options(page.names.rows[0])
        assert "交通" in options[1].text
    close(dialog)


# -- the preview


def test_a_cell_is_mended_by_hand(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    model = dialog.pages.preview_page.model
    index = preview_cell(dialog, 5, "完成时限")
    assert model.problem_of(index) is not None
    assert model.setData(index, "2026-11-30")
    settle(qtbot, dialog)
    assert counts(dialog)["insert"] == 2
    dialog.accept_button.click()
    assert tasks(shell)["一网通办提速"].due == date(2026, 11, 30)


def test_a_remark_is_mended_where_it_is_read(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    place = next(
        place
        for place in range(dialog.pages.preview_page.list.rowCount())
        if "13月" in dialog.pages.preview_page.list.item(place, 3).text()
    )
    dialog.pages.preview_page.list.selectRow(place)
    mending = dialog.pages.preview_page.mending
    assert mending.line.text() == "13月底前"
    mending.line.setText("12月底前")
    mending.use_button.click()
    settle(qtbot, dialog)
    assert counts(dialog)["insert"] == 2
    close(dialog)


def test_the_preview_shows_just_what_needs_a_person(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    assert shown(dialog) == [3, 4, 5]
    dialog.pages.preview_page.buttons["refused"].click()
    assert shown(dialog) == [4, 5]
    dialog.pages.preview_page.buttons["update"].click()
    assert shown(dialog) == []
    assert dialog.pages.preview_page.empty.isVisible()
    dialog.pages.preview_page.buttons[""].click()
    dialog.pages.preview_page.search.setText("路口")
    qtbot.waitUntil(lambda: shown(dialog) == [3])
    close(dialog)


def test_a_changed_cell_shows_from_what_to_what(qtbot, shell, ledger, tmp_path):
    dialog = drop(qtbot, shell, ledger)
    dialog.accept_button.click()
    rows = [[1, "路口信号联动改造", "市交通委", "2027年3月底", "先试点后推广", "甲"]]
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "朝阳台账2026年10月.xlsx", rows))
    assert counts(dialog)["update"] == 1
    text = dialog.pages.preview_page.model.data(preview_cell(dialog, 3, "完成时限"))
    assert text == "2026-12-31 → 2027-03-31"
    close(dialog)


def test_a_double_click_shows_the_cell_in_the_sheet_as_it_looks(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.tabs.setCurrentIndex(PREVIEW)
    dialog.pages.preview_page.table.doubleClicked.emit(preview_cell(dialog, 5, "完成时限"))
    assert dialog.pages.tabs.currentIndex() == SHEET
    current = dialog.pages.sheet_page.table.currentIndex()
    assert (current.row(), current.column()) == (4, 3)
    close(dialog)


def test_a_row_taken_for_a_total_is_taken_in_when_a_person_says_so(qtbot, shell, tmp_path):
    rows = [*ROWS, ["合计", "", "", "", "", ""], [4, "小计", "市公安局", "2026年12月", "", "专项"]]
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "合计.xlsx", rows))
    remark = next(
        each
        for each in dialog.pages.preview_page.list.rows.rows
        if each.problem.code == "subtotal_row" and "7" in each.problem.cell
    )
    dialog.pages.preview_page.list.select(remark)
    dialog.pages.preview_page.mending.take_button.click()
    settle(qtbot, dialog)
    assert 7 in shown(dialog)
    close(dialog)


# -- accepting, taking back, and next time


def test_accept_and_undo(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.accept_button.click()
    assert list(tasks(shell)) == ["路口信号联动改造"]
    shell.do("undo")
    assert tasks(shell) == {}


def test_what_was_decided_is_remembered_for_the_same_sender_and_layout(qtbot, shell, ledger, tmp_path):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("E", "goal")
    dialog.pages.columns_page.choose_field("F", "")
    settle(qtbot, dialog)
    dialog.accept_button.click()
    (profile,) = shell.session.office.reader.rows("import_profile")
    assert profile.sender == "朝阳台账"
    rows = [[1, "十月的新事项", "市交通委", "2026年12月底", "分三步走", "不要"]]
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "朝阳台账2026年10月.xlsx", rows))
    assert dialog.works[0].from_profile
    dialog.accept_button.click()
    task = tasks(shell)["十月的新事项"]
    assert (task.goal, task.note) == ("分三步走", None)
    assert shell.session.office.reader.count("import_profile") == 1


def test_another_sender_with_the_same_layout_is_read_afresh(qtbot, shell, ledger, tmp_path):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("F", "")
    settle(qtbot, dialog)
    dialog.accept_button.click()
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "丰台报送.xlsx", ROWS))
    assert not dialog.works[0].from_profile
    close(dialog)


def test_a_ledger_that_needed_no_word_leaves_no_profile(qtbot, shell, ledger):
    drop(qtbot, shell, ledger).accept_button.click()
    assert shell.session.office.reader.rows("import_profile") == []


# -- leaving out, stopping, and what goes wrong


def test_a_file_that_is_not_ticked_stays_out(qtbot, shell, ledger, tmp_path):
    other = make_ledger(tmp_path / "另一份.xlsx", [[1, "别的事项", "市公安局", "2026年12月", "", ""]])
    dialog = drop(qtbot, shell, ledger, other)
    dialog.tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    dialog.accept_button.click()
    assert list(tasks(shell)) == ["别的事项"]


def test_cancelling_in_the_middle_writes_nothing(qtbot, shell, ledger, tmp_path):
    others = [make_ledger(tmp_path / f"第{number}份.xlsx", ROWS) for number in range(3)]
    before = len(steps(shell))
    dialog = ImportDialog(shell.session, [ledger, *others], shell)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.proposals) >= 1)
    dialog.reject()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.reading.present is None)
    assert len(dialog.proposals) < 4
    assert len(steps(shell)) == before


def test_reading_is_stopped_and_goes_on_later(qtbot, shell, ledger, tmp_path):
    other = make_ledger(tmp_path / "第二份.xlsx", ROWS)
    dialog = ImportDialog(shell.session, [ledger, other], shell)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.reading.present is None)
    assert dialog.proposals == []
    dialog.stop_button.click()
    settle(qtbot, dialog)
    assert len(dialog.proposals) == 2
    close(dialog)


def test_closing_with_answers_not_yet_used_asks_first(qtbot, shell, ledger, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or QMessageBox.StandardButton.No)
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.columns_page.choose_field("F", "")
    settle(qtbot, dialog)
    dialog.reject()
    assert len(asked) == 1
    assert dialog.isVisible()
    close(dialog)


def test_a_file_that_cannot_be_read_any_more_keeps_what_was_chosen(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    content = ledger.read_bytes()
    ledger.unlink()
    dialog.pages.columns_page.choose_field("E", "goal")
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog.proposals[0].refused is not None
    ledger.write_bytes(content)
    dialog._read_again(dialog.works[0])
    settle(qtbot, dialog)
    assert dialog.pages.sheet().columns["E"] == "goal"
    close(dialog)


def test_what_was_not_taken_in_is_said_again_once_the_window_is_closed(qtbot, shell, ledger, tmp_path):
    said = []
    shell.session.said.connect(said.append)
    drop(qtbot, shell, ledger).accept_button.click()
    rows = [[1, "新增的一件事", *ROWS[0][2:]]]
    drop(qtbot, shell, make_ledger(tmp_path / "无误.xlsx", rows)).accept_button.click()
    assert [re.findall(r"\d+", one) for one in said] == [["1", "1", "2"], ["1", "1"]]


def test_a_book_that_changed_meanwhile_is_told_and_the_file_read_again(qtbot, shell, ledger, tmp_path, monkeypatch):
    drop(qtbot, shell, ledger).accept_button.click()
    rows = [[1, "路口信号联动改造", "市交通委", "2027年3月底", "", "改过的备注"]]
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "再报.xlsx", rows))
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    from smartplanner.commands.editing import set_fields

    task = tasks(shell)["路口信号联动改造"]
    set_fields(shell.session.office, "task", [task.id], {"due": date(2028, 1, 1)})
    dialog.accept_button.click()
    assert said
    assert dialog.isVisible()
    settle(qtbot, dialog)
    dialog.accept_button.click()
    assert tasks(shell)["路口信号联动改造"].due == date(2027, 3, 31)


def test_an_unknown_operator_of_a_contract_is_added_with_its_unit(qtbot, shell, tmp_path):
    heads = ["序号", "合同名称", "运营商", "签订日期", "合同金额（元）", "备注"]
    path = make_ledger(tmp_path / "合同.xlsx", [[1, "云资源服务合同", "示例新智公司", "2026/3/1", 5600000, ""]], heads)
    dialog = drop(qtbot, shell, path)
    dialog.pages.answer(open_question(dialog, "示例新智公司"), CREATE)
    settle(qtbot, dialog)
    assert counts(dialog)["insert"] == 1
    dialog.accept_button.click()
    (contract,) = shell.session.office.reader.rows("contract")
    assert shell.session.office.reader.name("operator", contract.operator) == "示例新智公司"


def test_a_remark_about_a_name_leads_to_its_question(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    remark = next(each for each in dialog.pages.preview_page.list.rows.rows if each.problem.value == "数智运营中心")
    dialog.pages.preview_page.list.select(remark)
    dialog.pages.preview_page.mending.answer_button.click()
    assert dialog.pages.tabs.currentIndex() == COLUMNS
    place = dialog.pages.columns_page.names_table.currentIndex().row()
    assert dialog.pages.columns_page.names.rows[place].words == "数智运营中心"
    close(dialog)


def test_a_header_row_typed_in_is_followed(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    dialog.pages.tabs.setCurrentIndex(SHEET)
    dialog.pages.sheet_page.last.setText("3")
    dialog.pages.sheet_page.last.editingFinished.emit()
    settle(qtbot, dialog)
    assert dialog.works[0].table_choice("台账").header_rows == (2, 3)
    close(dialog)


def test_a_large_file_is_written_in_the_background_as_one_step(qtbot, shell, tmp_path):
    rows = [[number, f"第{number}号建设事项", "市交通委", "2026年12月底", "", ""] for number in range(1, 401)]
    dialog = drop(qtbot, shell, make_ledger(tmp_path / "大台账.xlsx", rows))
    page = shell.go_to("task")
    made = len(steps(shell))
    dialog.accept_button.click()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(steps(shell)) == made + 1
    assert shell.session.office.reader.count("task") == 400
    qtbot.waitUntil(lambda: page.model.total() == 400)
    shell.do("undo")
    assert tasks(shell) == {}


def test_the_marked_copy_for_the_sender_is_written_from_the_window(qtbot, shell, ledger, tmp_path, monkeypatch):
    target = tmp_path / "退回"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(target))
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or QMessageBox.StandardButton.No)
    dialog = drop(qtbot, shell, ledger)
    dialog.back_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    (copy,) = target.iterdir()
    cell = load_workbook(copy)["台账"]["D5"]
    assert cell.value == "13月底前"
    assert cell.comment is not None
    close(dialog)


# -- hidden rows


def test_the_preview_says_how_many_rows_are_hidden_and_lets_them_be_left_out(qtbot, shell, ledger):
    book = load_workbook(ledger)
    for row in (4, 5, 60):
        book["台账"].row_dimensions[row].hidden = True
    book.save(ledger)
    dialog = drop(qtbot, shell, ledger)
    box = dialog.pages.preview_page.hidden_box
    assert dialog.pages.tabs.currentIndex() == PREVIEW
    assert not box.isHidden()
    assert "2" in box.text()
    assert box.isChecked()
    assert shown(dialog) == [3, 4, 5]
    box.click()
    settle(qtbot, dialog)
    assert shown(dialog) == [3]
    assert "2" in box.text()
    assert not box.isChecked()
    assert not dialog.pages.sheet_page.hidden_box.isChecked()
    box.click()
    settle(qtbot, dialog)
    assert shown(dialog) == [3, 4, 5]
    close(dialog)


def test_a_workbook_without_hidden_rows_says_nothing_of_them(qtbot, shell, ledger):
    dialog = drop(qtbot, shell, ledger)
    assert dialog.pages.preview_page.hidden_box.isHidden()
    close(dialog)

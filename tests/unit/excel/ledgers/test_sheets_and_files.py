"""Which sheets of a file are read, and when the whole file is refused."""

from smartplanner.base.problems import Problem
from smartplanner.excel import as_json

HEAD = ["序号", "任务名称", "牵头单位", "完成时限"]
ROW = [1, "甲", "市经信局", "9月"]


def skipped(proposal):
    return {sheet.sheet: sheet.skipped for sheet in proposal.sheets}


def test_sheets_without_a_ledger_are_skipped_with_their_reason(read, ledger):
    proposal = read(
        ledger(
            {
                "海淀区": [HEAD, ROW],
                "汇总": [["序号", "区", "任务数", "已完成", "完成率"], [1, "海淀区", 10, 5, 0.5]],
                "Sheet2": [],
                "说明": [["本表由各单位填写"], ["按月报送"]],
                "登记表": [
                    ["任务名称：", "甲", "牵头单位：", "乙"],
                    ["完成时限", "9月", "联系人", "丙"],
                    ["备注", "无", "进展情况", "丁"],
                ],
            }
        )
    )
    assert skipped(proposal) == {
        "海淀区": None,
        "汇总": "summary",
        "Sheet2": "empty",
        "说明": "no_header",
        "登记表": "form",
    }


def test_a_summary_sheet_alone_is_refused_as_having_no_header(read, ledger):
    proposal = read(ledger({"汇总": [["序号", "区", "任务数", "已完成", "完成率"], [1, "海淀区", 10, 5, 0.5]]}))
    assert proposal.refused is not None
    assert proposal.refused.code == "no_header"
    assert proposal.refused.file == "ledger.xlsx"
    assert proposal.changes == ()


def test_a_header_without_rows_is_refused(read, ledger):
    assert read(ledger({"S": [HEAD]})).refused.code == "no_rows"
    assert read(ledger({"S": []})).refused.code == "no_rows"


def test_a_hidden_sheet_is_skipped_beside_a_visible_ledger(read, ledger, tmp_path):
    from openpyxl import load_workbook

    path = ledger({"S": [HEAD, ROW], "旧稿": [HEAD, [1, "乙", "市经信局", "9月"]]})
    book = load_workbook(path)
    book["旧稿"].sheet_state = "hidden"
    book["S"].row_dimensions[2].hidden = True
    book.save(path)
    proposal = read(path)
    assert skipped(proposal) == {"S": None, "旧稿": "hidden"}
    assert [problem.code for problem in proposal.problems] == ["hidden_rows"]
    assert len(proposal.changes) == 1


def test_the_json_of_a_proposal_has_the_documented_shape(read, ledger):
    answer = as_json(read(ledger({"S": [HEAD, ROW, [2, "乙", "市不存在局", "9月"]]})), "step-1")
    assert answer["file"] == "ledger.xlsx"
    assert len(answer["sha256"]) == 64
    assert (answer["refused"], answer["step"]) == (None, "step-1")
    (sheet,) = answer["sheets"]
    problems = sheet.pop("problems")
    assert sheet == {
        "sheet": "S", "entity": "task", "skipped": None, "header_rows": [1, 1],
        "columns": {"B": "title", "C": "lead", "D": "due"}, "rows": 2, "insert": 1, "update": 0, "unchanged": 0,
    }  # fmt: skip
    assert [set(each) for each in problems] == [{"cell", "field", "level", "code", "message", "value"}]
    assert (problems[0]["cell"], problems[0]["level"]) == ("C3", "error")


def test_the_json_of_a_refusal_names_code_and_sentence(read, tmp_path):
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    answer = as_json(read(path))
    assert answer["refused"]["code"] == "file_empty"
    assert "空.xlsx" in answer["refused"]["message"]
    assert answer["sheets"] == []


def test_other_entities_are_recognised_from_their_descriptions(read, ledger):
    proposal = read(
        ledger(
            {
                "别名": [["单位", "简称"], ["示例创新研究中心", "示例创新中心"]],
                "单位": [["单位名称", "单位类别", "排序"], ["示例创新研究中心", "院校", 900]],
            }
        )
    )
    assert {sheet.sheet: sheet.entity for sheet in proposal.sheets} == {"别名": "alias", "单位": "organisation"}
    assert [change.entity for change in proposal.changes] == ["organisation", "alias"]
    assert proposal.changes[1].after["organisation"] == proposal.changes[0].id


def test_the_entity_can_be_named(read, ledger):
    path = ledger({"S": [["督办事项", "填报单位", "进展情况"], ["甲", "市经信局", "推进中"]]})
    assert read(path, entity="progress_report").sheets[0].entity == "progress_report"


def test_progress_is_told(read, ledger):
    told = []
    read(
        ledger({"S": [HEAD, *([n, f"任务{n}", "市经信局", "9月"] for n in range(2500))]}),
        progress=lambda *done: told.append(done),
    )
    assert told[-1] == (2000, 2501)


def test_problems_are_values_that_carry_their_place(read, ledger):
    (problem,) = read(ledger({"S": [HEAD, [1, "甲", "市经信局", "2026.2.30"], ROW]})).problems
    assert isinstance(problem, Problem)
    assert (problem.file, problem.sheet, problem.cell, problem.value) == ("ledger.xlsx", "S", "D2", "2026.2.30")

"""Sheets that hold more than one table, or more than a table."""

HEAD = ["序号", "任务名称", "牵头单位", "完成时限", "进展情况"]
ROWS = [HEAD, [1, "甲任务", "市经信局", "9月底", ""], [2, "乙任务", "市教委", "10月底", ""]]
CONTRACTS = [["合同编号", "合同名称", "合同金额（万元）", "签订日期"], ["HT-1", "一号合同", 120, "2026-03-01"]]


def tables(proposal):
    return [(sheet.table, sheet.entity, sheet.skipped, len(sheet.rows)) for sheet in proposal.sheets]


def test_tables_below_one_another_are_read_each_for_itself(read, ledger):
    rows = [["2026年重点任务台账"], *ROWS, [], ["合同台账"], *CONTRACTS]
    proposal = read(ledger({"S": rows}))
    assert tables(proposal) == [("S", "task", None, 2), ("S#2", "contract", None, 1)]
    assert [row.row for row in proposal.sheets[1].rows] == [8]


def test_tables_side_by_side_are_read_each_for_itself(read, ledger):
    rows = [[*left, "", *right] for left, right in zip(ROWS, [*CONTRACTS, [""] * 4], strict=True)]
    assert tables(read(ledger({"S": rows}))) == [("S", "task", None, 2), ("S#2", "contract", None, 1)]


def test_a_header_with_another_order_of_columns_begins_a_new_table(read, ledger):
    again = [["序号", "牵头单位", "任务名称", "完成时限"], [3, "市财政局", "丙任务", "11月底"]]
    proposal = read(ledger({"S": [*ROWS, *again]}))
    assert tables(proposal) == [("S", "task", None, 2), ("S#2", "task", None, 1)]
    assert dict(proposal.changes[2].after)["title"] == "丙任务"


def test_a_header_that_is_repeated_as_it_was_begins_none(read, ledger):
    proposal = read(ledger({"S": [*ROWS, HEAD, [3, "丙任务", "市财政局", "11月底", ""]]}))
    assert tables(proposal) == [("S", "task", None, 3)]


def test_notes_beside_a_table_are_no_part_of_it(read, ledger):
    rows = [[*HEAD, "", "", 12], [*ROWS[1], "", "", "核对"], ["一、夯实底座", "", "", "", "", "", "", "待问"], ROWS[2]]
    proposal = read(ledger({"S": rows}))
    assert tables(proposal) == [("S", "task", None, 2)]
    assert dict(proposal.changes[1].after)["category"] == "夯实底座"


def test_rows_above_a_chosen_header_are_told(read, ledger):
    from smartplanner.excel import Choices, TableChoice

    choices = Choices(tables={"S": TableChoice(header_rows=(3, 3))})
    proposal = read(ledger({"S": [ROWS[0], ROWS[1], *ROWS]}), choices=choices)
    assert "above_header" in [problem.code for problem in proposal.problems]


def test_short_forms_in_a_list_of_units_become_aliases(read, ledger):
    rows = [
        ["序号", "单位名称", "简称", "单位类别"],
        [1, "北京市示例新设局", "示例局、新设局", "市级部门"],
        [2, "北京市经济和信息化局", "市教委", "市级部门"],
    ]
    proposal = read(ledger({"S": rows}))
    assert [change.after["name"] for change in proposal.changes if change.entity == "alias"] == ["示例局", "新设局"]
    assert "alias_taken" in [problem.code for problem in proposal.problems]


def test_a_progress_report_takes_its_unit_and_period_from_its_caption(read, ledger, city, names):
    from smartplanner.base.ids import new_id
    from smartplanner.changes import Label, insert

    city.commit(Label("tasks"), [insert("task", new_id(), {"title": "甲任务"})])
    rows = [
        ["2026年9月工作进展填报表"],
        ["填报单位：市经信局"],
        ["任务名称", "本月进展情况", "完成率", "存在问题", "填报日期"],
        ["甲任务", "正在招标", "60%", "无", "2026-09-28"],
    ]
    (change,) = read(ledger({"S": rows})).changes
    assert change.entity == "progress_report"
    assert names("organisation", change.after["organisation"]) == "北京市经济和信息化局"
    assert (change.after["period"], change.after["progress"]) == ("2026年9月", 60)


def test_a_cell_that_says_who_leads_gives_the_leader_where_no_field_takes_the_others(read, ledger, names):
    rows = [["试点名称", "牵头单位", "开始时间"], ["智慧路口试点", "市经信局牵头，市教委配合", "2026-01-01"]]
    proposal = read(ledger({"S": rows}))
    assert names("organisation", proposal.changes[0].after["lead"]) == "北京市经济和信息化局"
    assert "units_led" in [problem.code for problem in proposal.problems]


def test_a_blank_form_is_no_table(read, ledger):
    rows = [
        ["项目申报表"],
        ["项目名称", "", "牵头单位", ""],
        ["建设内容", "", "", ""],
        ["总投资（万元）", "", "完成时间", ""],
    ]
    proposal = read(ledger({"S": [*rows, ["联系人", "", "联系电话", ""]]}))
    assert proposal.refused is not None
    assert proposal.refused.code == "no_header"


def test_a_summary_below_a_table_is_left_out_and_told(read, ledger):
    rows = [*ROWS, [], ["单位", "任务数", "完成数", "占比"], ["市教委", 3, 2, 0.66]]
    assert tables(read(ledger({"S": rows}))) == [("S", "task", None, 2), ("S#2", None, "summary", 0)]

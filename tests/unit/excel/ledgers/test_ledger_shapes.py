# ruff: noqa: E501 - the rows of a ledger stand on one line each
"""Ledgers as offices lay them out: headers, groups, totals, merges, footers; each with what must come out."""

from datetime import date, datetime

import pytest

HEAD = ["序号", "任务名称", "牵头单位", "完成时限", "进展情况"]


def codes(proposal, level=None):
    return [problem.code for problem in proposal.problems if level is None or problem.level == level]


def test_a_plain_ledger_is_read(tasks, names):
    first, second = tasks(
        [
            ["2026年重点任务台账"],
            HEAD,
            [1, "建设一网统管平台", "市经信局", "2026年9月底前", "正在招标"],
            [2, "推进数据共享", "市政数局", "长期", "已完成"],
        ]
    )
    assert first["title"] == "建设一网统管平台"
    assert names("organisation", first["lead"]) == "北京市经济和信息化局"
    assert first["lead_text"] == "市经信局"
    assert (first["due"], first["due_text"], first["due_precision"]) == (date(2026, 9, 30), "2026年9月底前", "month")
    assert "due" not in second
    assert second["due_precision"] == "ongoing"
    assert (second["state"], second["progress"]) == ("done", 100)


def test_a_header_without_title_row_is_found_in_the_first_row(tasks):
    assert len(tasks([HEAD, [1, "甲任务", "市经信局", "年底前", ""]])) == 1


def test_three_header_rows_are_joined_along_their_merges(read, ledger, names):
    rows = [
        ["2026年重点任务台账"],
        ["序号", "重点任务", "责任单位", "", "完成时限", "资金（万元）", "", ""],
        ["", "", "牵头单位", "配合单位", "", "预算", "", "执行"],
        ["", "", "", "", "", "总投资", "年度计划", "累计完成"],
        [1, "甲任务", "市经信局", "市财政局、市教委", "2026-10-01", 100, 50.5, 3],
    ]
    merges = ["A1:H1", "A2:A4", "B2:B4", "C2:D2", "C3:C4", "D3:D4", "E2:E4", "F2:H2", "F3:G3"]
    proposal = read(ledger({"S": rows}, merges={"S": merges}))
    (change,) = proposal.changes
    assert proposal.sheets[0].header_rows == (2, 4)
    assert proposal.sheets[0].columns == {
        "B": "title", "C": "lead", "D": "support", "E": "due", "F": "amount", "G": "amount_year", "H": "amount_done",
    }  # fmt: skip
    assert (change.after["amount"], change.after["amount_year"], change.after["amount_done"]) == (
        100_000_000, 50_500_000, 3_000_000,
    )  # fmt: skip
    assert [names("organisation", unit) for unit in change.after["support"]] == ["北京市财政局", "北京市教育委员会"]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("任务 名称", "title"), ("任务名称*", "title"), ("1.任务名称", "title"), ("具体工作事项", "title"), ("任务\n名称", "title"),
        ("牵头（责任）单位", "lead"), ("责任单位（牵头）", "lead"), ("主责单位/部门", "lead"), ("责任(配合)单位", "support"),
        ("完成时限（年月日）", "due"), ("计划完成时限", "due"), ("实际完成时间", "done_on"), ("计划开工时间", "start"),
        ("目前进展情况", "progress_text"), ("截至10月底进展情况", "progress_text"), ("完成进度（％）", "progress"),
        ("总投资 （万元）    ", "amount"), ("年度计划投资（万元）", "amount_year"), ("存在的主要问题", "problems"), ("下一步工作措施", "next_steps"),
    ],
)  # fmt: skip
def test_heads_are_recognised_in_their_spellings(read, ledger, head, field):
    others = [
        name
        for name in ("任务名称", "牵头单位", "完成时限", "备注")
        if {"任务名称": "title", "牵头单位": "lead", "完成时限": "due"}.get(name) != field
    ]
    values = {"任务名称": "甲任务", "牵头单位": "市经信局", "完成时限": "2026-09-30", "备注": "某"}
    own = {"title": "甲任务", "lead": "市经信局", "support": "市教委", "due": "2026-09-30"}.get(field, "1")
    proposal = read(ledger({"S": [[head, *others], [own, *(values[name] for name in others)]]}))
    assert proposal.refused is None
    assert proposal.sheets[0].columns["A"] == field


@pytest.mark.parametrize("head", ["联系电话", "内部编号", "招标方式", "项目编码规则", "所属领域负责人电话"])
def test_heads_that_only_resemble_a_field_are_left_alone(read, ledger, head):
    proposal = read(
        ledger({"S": [["任务名称", "牵头单位", "完成时限", head], ["甲任务", "市经信局", "2026-09-30", "某值"]]})
    )
    assert "D" not in proposal.sheets[0].columns
    assert "columns_not_imported" in codes(proposal)


def test_helper_and_instruction_rows_around_the_header_are_told(read, ledger):
    rows = [
        ["附件1"],
        ["2026年任务台账"],
        ["填报单位：市教委", "", "", "填报日期：2026年9月"],
        HEAD,
        ["填写说明：请按附件要求逐项填写，不得漏项。"],
        [1, 2, 3, 4, 5],
        ["示例", "示例：建设××平台", "××局", "2026年9月", ""],
        [1, "甲任务", "市经信局", "9月", "推进中"],
    ]
    proposal = read(ledger({"S": rows}))
    assert [change.after["title"] for change in proposal.changes] == ["甲任务"]
    assert codes(proposal) == ["instruction_row", "helper_row", "sample_row"]


def test_group_rows_become_the_category_and_totals_and_footers_are_told(read, ledger):
    rows = [
        ["台账"],
        HEAD,
        ["一、夯实数字底座（2项）"],
        [1, "甲任务", "市经信局", "9月", ""],
        [2, "乙任务", "市经信局", "9月", ""],
        ["小计"],
        ["二、赋能治理（1项）"],
        [3, "丙任务", "市经信局", "9月", ""],
        ["合计", 3],
        ["填表人：示例员    审核人：示例员"],
        ["注：1.数据截至9月底。"],
        ["2.涉及资金均为概算。"],
    ]
    merges = ["A3:E3", "A7:E7", "A10:E10", "A11:E11", "A12:E12"]
    proposal = read(ledger({"S": rows}, merges={"S": merges}))
    assert [change.after["category"] for change in proposal.changes] == ["夯实数字底座", "夯实数字底座", "赋能治理"]
    assert codes(proposal) == ["group_row", "subtotal_row", "group_row", "subtotal_row", *["footer_row"] * 3]
    assert [problem.cell for problem in proposal.problems][:2] == ["A3", "A6"]


def test_nested_group_rows_are_joined(tasks):
    rows = [
        HEAD,
        ["一、政务"],
        ["（一）服务"],
        [1, "甲任务", "市经信局", "9月", ""],
        ["（二）数据"],
        [2, "乙任务", "市经信局", "9月", ""],
        ["二、交通"],
        [3, "丙任务", "市经信局", "9月", ""],
    ]
    assert [task["category"] for task in tasks(rows)] == ["政务／服务", "政务／数据", "交通"]


def test_a_chinese_number_before_a_heading_makes_a_group_row(tasks):
    rows = [
        HEAD,
        ["一", "数字政务"],
        [1, "甲任务", "市经信局", "9月", ""],
        [2, "乙任务", "市经信局", "9月", ""],
        ["二", "交通"],
        [3, "丙任务", "市经信局", "9月", ""],
    ]
    assert [task["category"] for task in tasks(rows)] == ["数字政务", "数字政务", "交通"]


def test_group_rows_with_districts_or_units_fill_those_fields(tasks, names):
    rows = [
        ["任务名称", "完成时限", "进展情况"],
        ["一、海淀区（1项）"],
        ["甲任务", "9月", "推进中"],
        ["市交通委（1项）"],
        ["乙任务", "9月", "推进中"],
    ]
    first, second = tasks(rows, merges=["A2:C2", "A4:C4"])
    assert names("district", first["district"]) == "海淀区"
    assert names("organisation", second["lead"]) == "北京市交通委员会"


def test_a_category_merged_down_or_left_blank_goes_down(tasks):
    rows = [["序号", "任务类别", "任务名称", "牵头单位", "完成时限"]]
    rows += [
        [1, "政务", "甲", "市经信局", "9月"],
        [2, "", "乙", "市经信局", "9月"],
        [3, "交通", "丙", "市经信局", "9月"],
        [4, "", "丁", "市经信局", "9月"],
    ]
    assert [task["category"] for task in tasks(rows, merges=["B2:B3"])] == ["政务", "政务", "交通", "交通"]


def test_an_amount_merged_over_several_rows_is_not_repeated(tasks):
    rows = [["任务名称", "牵头单位", "总投资（万元）"], ["甲", "市经信局", 100], ["乙", "", ""]]
    first, second = tasks(rows, merges=["C2:C3", "B2:B3"])
    assert first["amount"] == 100_000_000
    assert "amount" not in second
    assert second["lead"] == first["lead"]


def test_rows_over_which_a_title_is_merged_are_one_task(tasks):
    rows = [
        ["序号", "任务名称", "工作举措", "牵头单位", "完成时限"],
        [1, "甲", "1.调研", "市经信局", "9月"],
        ["", "", "2.建设", "", ""],
        [2, "乙", "验收", "市经信局", "9月"],
    ]
    first, second = tasks(rows, merges=["A2:A3", "B2:B3", "D2:D3", "E2:E3"])
    assert first["goal"] == "1.调研\n2.建设"
    assert second["title"] == "乙"


def test_ditto_repeats_the_cell_above(tasks):
    rows = [HEAD, [1, "甲", "市经信局", "2026-09-30", "推进中"], [2, "乙", "同上", "〃", "推进中"]]
    first, second = tasks(rows)
    assert (second["lead"], second["due"]) == (first["lead"], first["due"])


def test_a_repeated_header_is_no_data(read, ledger):
    proposal = read(ledger({"S": [HEAD, [1, "甲", "市经信局", "9月", ""], HEAD, [2, "乙", "市经信局", "9月", ""]]}))
    assert len(proposal.changes) == 2
    assert "repeated_header" in codes(proposal)


def test_the_district_comes_from_the_column_the_sheet_or_the_reporting_unit(tasks, names):
    def district(rows, sheet):
        return names("district", tasks(rows, sheet=sheet)[0].get("district", ""))

    row = [1, "甲", "市经信局", "9月", ""]
    assert district([HEAD, row], "海淀区") == "海淀区"
    assert district([["填报单位：朝阳区"], HEAD, row], "Sheet1") == "朝阳区"
    assert district([["西城区2026年任务台账"], HEAD, row], "Sheet1") == "西城区"
    assert district([["任务名称", "所在区", "完成时限"], ["甲", "丰台", "9月"]], "海淀区") == "丰台区"
    assert district([["北京市任务台账"], HEAD, row], "Sheet1") == ""


def test_the_money_unit_comes_from_the_head_or_the_unit_line(tasks):
    assert (
        tasks([["单位：亿元"], ["任务名称", "牵头单位", "总投资"], ["甲", "市经信局", 1.5]])[0]["amount"]
        == 15_000_000_000
    )
    row = tasks([["单位：亿元"], ["任务名称", "牵头单位", "总投资（元）"], ["甲", "市经信局", 150]])[0]
    assert (row["amount"], row["amount_text"]) == (15_000, "150（元）")


def test_an_amount_without_any_unit_is_asked_about(read, ledger):
    proposal = read(ledger({"S": [["任务名称", "牵头单位", "总投资"], ["甲", "市经信局", 1200]]}))
    assert proposal.changes == ()
    assert codes(proposal, "error") == ["amount_without_unit"]


def test_the_ledger_year_completes_dates(tasks):
    assert tasks([["2027年任务台账"], HEAD, [1, "甲", "市经信局", "9月底前", ""]])[0]["due"] == date(2027, 9, 30)
    assert tasks([["填报日期：2025年3月1日"], HEAD, [1, "甲", "市经信局", "9月底前", ""]])[0]["due"] == date(
        2025, 9, 30
    )
    assert tasks([HEAD, [1, "甲", "市经信局", "9月底前", ""]])[0]["due"] == date(2026, 9, 30)


def test_dates_of_excel_are_read(tasks):
    rows = [HEAD, [1, "甲", "市经信局", datetime(2026, 3, 4), ""]]
    assert tasks(rows)[0]["due"] == date(2026, 3, 4)


def test_a_number_shown_as_2026_10_is_october(read, ledger, tasks):
    rows = [HEAD, [1, "甲", "市经信局", 2026.1, ""], [2, "乙", "市经信局", 2026.9, ""]]
    shown = tasks(rows, formats={"D2": "0.00"})
    assert shown[0]["due"] == date(2026, 10, 31)
    proposal = read(ledger({"S": rows}, file="plain.xlsx"))
    assert [change.after["title"] for change in proposal.changes] == ["乙"]
    assert codes(proposal, "error") == ["date_ambiguous"]


@pytest.mark.parametrize(
    ("values", "code", "expected"),
    [
        ([0.8, 1, 0.25], "0%", [80, 100, 25]),
        ([80, 100, 1], "General", [80, 100, 1]),
        ([0.8, 1, 0.25], "General", [80, 100, 25]),
        (["80%", "100%", "八成"], "General", [80, 100, 80]),
    ],
)
def test_percentages_are_scaled_by_format_and_column(tasks, values, code, expected):
    rows = [
        ["任务名称", "牵头单位", "进度"],
        *([f"任务{number}", "市经信局", value] for number, value in enumerate(values)),
    ]
    found = tasks(rows, formats={f"C{number}": code for number in (2, 3, 4)})
    assert [task["progress"] for task in found] == expected


def test_states_come_from_their_column_the_progress_or_the_prose(tasks):
    def state(head, value):
        return tasks([["任务名称", "牵头单位", head], ["甲", "市经信局", value]])[0].get("state")

    assert state("状态", "已销号") == "closed"
    assert state("状态", "序时推进") == "in_progress"
    assert state("状态", "暂未启动") == "not_started"
    assert state("状态", "不再实施") == "terminated"
    assert state("状态", "转常态化") == "routine"
    assert state("是否完成", "是") == "done"
    assert state("是否销号", "√") == "closed"
    assert state("完成率", "100%") == "done"
    assert state("完成率", "60%") == "in_progress"
    assert state("完成率", "已销号") == "closed"
    assert state("进展情况", "已完成") == "done"
    assert state("进展情况", "已完成方案评审，正在招标。") is None


def test_a_state_that_contradicts_the_progress_is_warned_of(read, ledger):
    proposal = read(ledger({"S": [["任务名称", "状态", "完成率"], ["甲", "已完成", "60%"]]}))
    assert proposal.changes[0].after["progress"] == 60
    assert codes(proposal, "warning") == ["state_contradicts_progress"]


def test_words_that_no_field_takes_go_to_the_note(tasks):
    task = tasks([["任务名称", "专项工作组", "状态", "备注"], ["甲", "某某工作组", "需协调", "原备注"]])[0]
    assert "原备注" in task["note"]
    assert "某某工作组" in task["note"]
    assert "需协调" in task["note"]
    assert "group" not in task


def test_an_unknown_unit_keeps_its_row_out_and_is_listed(read, ledger):
    proposal = read(ledger({"S": [HEAD, [1, "甲", "市不存在局", "9月", ""], [2, "乙", "市经信局", "9月", ""]]}))
    (problem,) = [each for each in proposal.problems if each.level == "error"]
    assert (problem.code, problem.cell, problem.value, problem.field) == ("unit_unknown", "C2", "市不存在局", "lead")
    assert [change.after["title"] for change in proposal.changes] == ["乙"]
    assert proposal.sheets[0].count("refused") == 1


def test_a_row_without_title_is_an_error(read, ledger):
    proposal = read(ledger({"S": [HEAD, [1, "", "市经信局", "9月", ""], [2, "乙", "市经信局", "9月", ""]]}))
    assert [(each.code, each.cell) for each in proposal.problems] == [("title_missing", "B2")]


def test_roles_inside_the_lead_cell_fill_both_fields(tasks, names):
    task = tasks([["任务名称", "责任单位", "完成时限"], ["甲", "市经信局牵头，市教委、市财政局配合", "9月"]])[0]
    assert names("organisation", task["lead"]) == "北京市经济和信息化局"
    assert [names("organisation", unit) for unit in task["support"]] == ["北京市教育委员会", "北京市财政局"]
    assert task["lead_text"] == "市经信局牵头，市教委、市财政局配合"


def test_a_failed_formula_is_listed_and_not_read_as_empty(tmp_path, read, ledger):
    import zipfile

    source = ledger(
        {"S": [HEAD, [1, "甲", "市经信局", 99999, ""], [2, "乙", "市经信局", "9月", ""]]}, file="source.xlsx"
    )
    target = tmp_path / "failed.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'<c r="D2" t="n"><v>99999</v></c>', b'<c r="D2" t="e"><v>#REF!</v></c>')
            new.writestr(name, data)
    proposal = read(target)
    assert [(each.code, each.cell, each.value) for each in proposal.problems] == [("formula_error", "D2", "#REF!")]


def test_data_in_the_second_column_of_a_merged_head_is_read(tasks):
    rows = [
        ["序号", "任务名称", "", "牵头单位", "完成时限"],
        [1, "甲", "", "市经信局", "9月"],
        [2, "", "乙", "市经信局", "9月"],
    ]
    assert [task["title"] for task in tasks(rows, merges=["B1:C1", "B2:C2"])] == ["甲", "乙"]


def test_cells_far_right_of_the_table_are_told(read, ledger):
    rows = [HEAD, [1, "甲", "市经信局", "9月", ""], ["", "", "", "", "", "", "", "草稿"]]
    proposal = read(ledger({"S": rows}))
    assert len(proposal.changes) == 1
    assert codes(proposal) == ["outside_table"]


def test_of_two_columns_of_titles_the_coarser_one_is_the_category(tasks):
    rows = [["序号", "重点任务", "具体任务", "牵头单位", "完成时限"]]
    rows += [
        [1, "一网统管", "建设平台", "市经信局", "9月"],
        [2, "", "汇聚数据", "市经信局", "9月"],
        [3, "一网通办", "优化入口", "市政数局", "9月"],
    ]
    found = tasks(rows, merges=["B2:B3"])
    assert [(task["category"], task["title"]) for task in found] == [
        ("一网统管", "建设平台"), ("一网统管", "汇聚数据"), ("一网通办", "优化入口"),
    ]  # fmt: skip


def test_a_row_with_nothing_but_a_title_is_warned_of(read, ledger):
    proposal = read(ledger({"S": [["任务名称", "牵头单位", "完成时限"], ["数字政务"], ["甲", "市经信局", "9月"]]}))
    assert codes(proposal) == ["only_title"]


def test_a_day_shown_with_two_decimals_keeps_its_month(tasks):
    rows = [HEAD, [1, "甲", "市经信局", 2026.9, ""]]
    assert tasks(rows, formats={"D2": "0.00"})[0]["due"] == date(2026, 9, 30)

"""The ledger with a sheet per district, and the old .xls workbook of one district."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.matters import Matter, take
from generator.rows import Habits, add, fill, sums
from generator.table import NUMBER, Column, Table, plain_column
from generator.wording import Said

DISTRICT_COLUMNS = [
    [
        NUMBER,
        plain_column("category", "任务类别", width=12),
        plain_column("title", "任务名称", width=32, kind="text"),
        plain_column("lead", "牵头单位"),
        plain_column("support", "配合单位", width=22),
        plain_column("due", "完成时限"),
        plain_column("amount", "投资额（万元）", width=12, kind="number"),
        plain_column("progress", "完成率", width=9),
        plain_column("progress_text", "工作进展", width=36, kind="text"),
        plain_column("state", "状态", width=11),
        plain_column("note", "备注", width=16, kind="text"),
    ],
    [
        NUMBER,
        plain_column("title", "重点任务  ", width=32, kind="text"),
        plain_column("goal", "主要举措", width=34, kind="text"),
        plain_column("lead", "责任单位"),
        plain_column("support", "协办单位", width=22),
        plain_column("due", "完成\n时间", width=14),
        plain_column("progress_text", "进展情况", width=36, kind="text"),
        plain_column("progress", "进度(%)", width=9, kind="number"),
        plain_column("note", "备注", width=16, kind="text"),
    ],
    [
        NUMBER,
        plain_column("title", "项目名称", width=32, kind="text"),
        plain_column("goal", "建设内容", width=34, kind="text"),
        plain_column("lead", "主责单位"),
        plain_column("support", "配合部门", width=22),
        plain_column("due", "时间节点", width=15),
        plain_column("amount", "资金 （万元）       ", width=12, kind="number"),
        plain_column("progress_text", "推进情况", width=36, kind="text"),
        plain_column("progress", "形象进度", width=10),
        plain_column("state", "是否完成", width=11),
    ],
]
DISTRICT_HABITS = [
    Habits(("cell", "cell-iso", "text", "month"), ("number", "number", "text"), "fraction"),
    Habits(("month-before", "bare-before", "year", "month"), progress="number"),
    Habits(("month", "slash", "quarter-full", "year-end"), ("number", "decimals", "none"), "text"),
]


def district_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return a sheet per district, after a summary that holds no tasks."""
    tables = []
    for place, (name, own) in enumerate(matters.items()):
        shape = (0, 0, 1, 2)[place % 4]
        table = Table(name + (" " if name == "房山区" else ""), DISTRICT_COLUMNS[shape])
        table.title(f"{name}2026年智慧城市建设任务台账（示例数据）")
        if shape != 2:
            table.unit_row(f"填报单位：{name}", "填报日期：2026年11月18日")
        table.header()
        for number, matter in enumerate(take(own, 10), 1):
            _add_district_row(draw, table, matter, DISTRICT_HABITS[shape], number)
        if shape == 0:
            table.total("合计", {"amount": sums(table.tasks)["amount"]}, "total")
        table.line("填表人：            审核人：            （示例数据）", "footer")
        tables.append(table)
    return [_summary(tables), *tables]


def _add_district_row(draw: random.Random, table: Table, matter: Matter, habits: Habits, number: int) -> None:
    lead = "经开区管委会" if matter.district == "经开区" else draw.choice([matter.lead, matter.lead + "政府"])
    matter = replace(matter, lead=lead)
    if matter.district == "丰台区" and number == 6:
        values = fill(draw, table, replace(matter, outcome="going"), habits, number)
        table.refuse(values | {"progress": Said(1.2, {}, "0%"), "state": "推进中"}, "progress", "more than 100 %")
        return
    add(draw, table, matter, habits, number)


def _summary(tables: Sequence[Table]) -> Table:
    heads = ("序号", "区", "任务数", "已完成", "推进中", "未启动", "完成率")
    table = Table("汇总", [Column(str(n), (head,), 14, "centre") for n, head in enumerate(heads)])
    table.skipped = "a summary: counts by district, no tasks"
    table.title("2026年各区智慧城市建设任务台账汇总（示例数据）")
    table.header()
    totals = [0, 0, 0, 0]
    for n, each in enumerate(tables, 1):
        done = sum(task.get("progress") == 100 for task in each.tasks)
        idle = sum(task.get("progress") == 0 for task in each.tasks)
        counts = [len(each.tasks) + len(each.refused), done, 0, idle]
        counts[2] = counts[0] - done - idle
        totals = [a + b for a, b in zip(totals, counts, strict=True)]
        table.matter(_summary_row(n, each.name.strip(), counts), {})
    table.matter(_summary_row("合计", "", totals), {})
    return table


def _summary_row(first: object, name: str, counts: list[int]) -> dict[str, Any]:
    row = dict(zip("0123456", (first, name, *counts, None), strict=True))
    row["6"] = Said(counts[1] / counts[0], {}, "0.0%")
    return row


OLD_COLUMNS = [
    NUMBER,
    plain_column("category", "类别", width=10),
    plain_column("title", "工作任务", width=32, kind="text"),
    plain_column("district", "所属区", width=9),
    plain_column("lead", "责任单位"),
    plain_column("support", "配合单位", width=22),
    plain_column("due", "完成时间", width=16),
    plain_column("amount", "投资（万元）", width=12, kind="number"),
    plain_column("progress", "进度(%)", width=9, kind="number"),
    plain_column("progress_text", "工作进展", width=34, kind="text"),
    plain_column("state", "状态", width=10),
]


def old_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the ledger of one district, to be written as .xls."""
    table = Table("Sheet1", OLD_COLUMNS)
    table.title("平谷区2026年数字经济与智慧城市补充任务表（示例数据）")
    table.unit_row("填报单位：平谷区", "填报日期：2026.11.16")
    table.header()
    habits = Habits(("text", "dots", "cell", "month", "year"), ("number", "text"), "number")
    for n, matter in enumerate(take(matters["平谷区"], 20), 1):
        add(draw, table, matter, habits, n)
    table.total("总计", {"amount": sums(table.tasks)["amount"]}, "total")
    table.line("填表人：示例填报员    审核人：示例审核员", "footer")
    return [table]

"""The departments' ledgers by field: traffic, communities, health, environment, shared data, security."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from generator.matters import Matter, take
from generator.rows import Habits, add, fill, sums
from generator.table import NUMBER, Column, Table, plain_column

MONEY = "资金情况（单位：万元）"
FIELD_COLUMNS = [
    NUMBER,
    plain_column("category", "任务类别", width=10),
    plain_column("title", "重点任务", width=28, kind="text"),
    plain_column("goal", "工作目标", width=30, kind="text"),
    plain_column("lead", "责任单位", "牵头单位"),
    plain_column("support", "责任单位", "配合单位", width=18),
    plain_column("due", "完成时限", width=15),
    plain_column("amount", MONEY, "预算安排", "总投资", width=13, kind="number"),
    plain_column("amount_year", MONEY, "预算安排", "年度计划", width=11, kind="number"),
    plain_column("amount_done", MONEY, "执行情况", "累计完成", width=11, kind="number"),
    plain_column("progress", "进展", "进度", width=9),
    plain_column("progress_text", "进展", "进展情况", width=34, kind="text"),
    plain_column("state", "状态", width=10),
]
FIELDS = ("智慧交通", "智慧社区", "医疗", "环境")
CATEGORIES = ("年度重点", "接续推进", "本年新增")
PLACES = ("东城区", "西城区", "朝阳区", "海淀区", "通州区", "昌平区", "大兴区", "经开区")


def field_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return four subjects: headers of three rows, the total first, categories merged downwards."""
    tables = []
    habits = Habits(
        ("month", "month-before", "quarter", "text", "cell"),
        ("number", "number", "text", "commas", "about", "over", "limit", "short", "none"),
        "fraction",
    )
    for subject in FIELDS:
        columns = list(FIELD_COLUMNS)
        if subject == "智慧社区":
            columns.insert(3, plain_column("district", "所在区", width=10))
        table = Table(subject, columns)
        table.title(f"2026年{subject}领域智慧城市建设任务台账（示例数据）")
        table.header()
        total_row = table.row
        table.total("合计", {}, "total")
        for chunk, category in enumerate(CATEGORIES):
            _add_category(draw, table, category, list(take(matters[subject], 5)), habits, 5 * chunk)
        for name, value in sums(table.tasks).items():
            place = table.place(name)
            table.cells[total_row, place] = replace(table.cells[total_row, place], value=value)
        if subject == "环境":
            table.hidden_rows = {total_row + 7, total_row + 8}
        tables.append(table)
    return tables


def _add_category(
    draw: random.Random, table: Table, category: str, own: list[Matter], habits: Habits, before: int
) -> None:
    first = table.row
    blank_below = table.name == "环境"  # the writer left the cells empty instead of merging them
    has_district = any(column.field == "district" for column in table.columns)
    for n, matter in enumerate(own):
        district = PLACES[(before + n) % len(PLACES)] if has_district else ""
        matter = replace(matter, subject=category, district=district)
        changes = {"category": None} if n and blank_below else {}
        add(draw, table, matter, habits, before + n + 1, **changes)
    if not blank_below:
        table.merge_down("category", first, table.row - 1)


SECURITY_COLUMNS = [
    NUMBER,
    plain_column("category", "板块", width=11),
    plain_column("title", "工作任务", width=30, kind="text"),
    Column("draft", ("工作底稿",), 24, "text", hidden=True),
    plain_column("lead", "责任单位"),
    plain_column("support", "参与单位", width=20),
    plain_column("due", "完成期限", width=16),
    plain_column("amount", "预算（万元）", width=12, kind="number"),
    Column("draft", ("内部编号",), 12, "centre", hidden=True),
    plain_column("progress", "完成比例", width=10),
    plain_column("progress_text", "落实情况", width=36, kind="text"),
    plain_column("note", "备注", width=14, kind="text"),
]


def security_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return two sheets: a sample row, the header again in the middle, hidden columns, a cell far to the right."""
    habits = Habits(
        ("wide", "dots", "digits", "month-dot", "month-dash", "quarter-end"), ("wide", "wide", "number", "none"), "text"
    )
    tables = []
    for subject in ("数据共享", "网络安全"):
        table = Table(subject, SECURITY_COLUMNS, stray="XEW3" if subject == "数据共享" else "")
        table.title(f"２０２６年{subject}重点工作台账（示例数据）")
        table.header()
        table.sample(_sample_row(subject))
        for n, matter in enumerate(take(matters[subject], 20), 1):
            if n == 11:
                table.header("header repeated")
            if subject == "网络安全" and n == 14:
                values = fill(draw, table, matter, habits, n) | {"due": 2026.1}
                table.refuse(values, "due", "January or October: a number has lost its last digit")
                continue
            add(draw, table, matter, habits, n, draft="（底稿，不报送）")
        table.blank()
        table.line("注：完成比例以系统统计为准；本表为示例数据。", "footer")
        tables.append(table)
    return tables


def _sample_row(subject: str) -> dict[str, Any]:
    return {
        "number": "示例",
        "category": subject,
        "title": "示例：完成××系统建设并通过验收",
        "lead": "××局",
        "support": "××委、××局",
        "due": "2026年9月",
        "amount": "100",
        "progress": "60%",
        "progress_text": "示例：已完成招标，正在实施。",
    }

"""The seven sample ledgers, each with the habits of another office."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from generator import wording
from generator.matters import Matter
from generator.names import EVERY_DISTRICT, full_name
from generator.rows import Habits, add, expected, fill, sums
from generator.table import Column, Table
from generator.wording import Said, fixed_due

NUMBER = Column("number", ("序号",), 6, "centre")


def _column(field: str, *heads: str, width: float = 16, kind: str = "centre") -> Column:
    return Column(field, heads, width, kind)


# 1 — the city's ledger of key tasks ---------------------------------------------------------------------------

GROUPS = {
    "基础设施": "夯实数字底座",
    "数据共享": "释放数据价值",
    "数字政务": "优化政务服务",
    "智慧交通": "畅通智慧出行",
    "智慧社区": "建设智慧社区",
    "医疗": "提升智慧医疗",
    "环境": "守护生态环境",
    "网络安全": "筑牢安全防线",
}
CITY_COLUMNS = [
    NUMBER,
    _column("title", "重点任务", width=26, kind="text"),
    _column("goal", "工作目标及举措", width=34, kind="text"),
    _column("lead", "责任单位", "牵头单位"),
    _column("support", "责任单位", "配合单位", width=18),
    _column("leader", "牵头市领导", width=12),
    _column("due", "完成时限", width=16),
    _column("amount", "资金", "总投资", width=10, kind="number"),
    _column("amount_year", "资金", "年度计划", width=10, kind="number"),
    _column("amount_done", "资金", "累计完成", width=10, kind="number"),
    _column("progress_text", "进展情况", width=34, kind="text"),
    _column("progress", "进度(%)", width=8, kind="number"),
    _column("problems", "存在问题", width=18, kind="text"),
    _column("next_steps", "下一步措施", width=22, kind="text"),
    _column("state", "状态", width=10),
    _column("note", "备注", width=14, kind="text"),
]


def city_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the city's ledger: groups between full-width rows, subtotals, the total last."""
    table = Table("重点任务台账", CITY_COLUMNS, freeze="D40", filtered=True)
    table.title("2026年北京市智慧城市建设重点任务台账（示例数据）")
    table.unit_row(
        "填报单位：北京市智慧城市建设领导小组办公室", "（单位：万元）    填报日期：2026年11月20日"
    )
    table.header()
    habits = Habits(("month-before", "month-end", "month", "text", "cell", "year", "year-end", "bare-before"))
    number = 0
    for place, (subject, group) in enumerate(GROUPS.items()):
        table.line(f"{'一二三四五六七八'[place]}、{group}（12项）", "category", "band", 26)
        start = len(table.tasks)
        for matter in _take(matters[subject], 12):
            number += 1
            if group == "释放数据价值" and number == 20:
                _refuse_day(draw, table, matter, habits)
            else:
                add(draw, table, replace(matter, subject=group), habits, number)
                table.tasks[-1]["category"] = group
        table.total("小计", sums(table.tasks[start:]), "subtotal")
    table.total("合计", sums(table.tasks), "total")
    table.line("注：1.资金数据截至2026年11月20日；2.本表为示例数据，不对应任何实际项目。", "footer")
    table.line("填表人：示例填报员        审核人：示例审核员        联系电话：        填表日期：2026年11月20日", "footer")
    return [table]


def _refuse_day(draw: random.Random, table: Table, matter: Matter, habits: Habits) -> None:
    values = fill(draw, table, matter, habits, 20) | {"due": "2026.2.30"}
    table.refuse(values, "due", "no such day")


# 2 — one sheet per district ------------------------------------------------------------------------------------

DISTRICT_COLUMNS = [
    [
        NUMBER,
        _column("category", "任务类别", width=12),
        _column("title", "任务名称", width=32, kind="text"),
        _column("lead", "牵头单位"),
        _column("support", "配合单位", width=22),
        _column("due", "完成时限"),
        _column("amount", "投资额（万元）", width=12, kind="number"),
        _column("progress", "完成率", width=9),
        _column("progress_text", "工作进展", width=36, kind="text"),
        _column("state", "状态", width=11),
        _column("note", "备注", width=16, kind="text"),
    ],
    [
        NUMBER,
        _column("title", "重点任务  ", width=32, kind="text"),
        _column("goal", "主要举措", width=34, kind="text"),
        _column("lead", "责任单位"),
        _column("support", "协办单位", width=22),
        _column("due", "完成\n时间", width=14),
        _column("progress_text", "进展情况", width=36, kind="text"),
        _column("progress", "进度(%)", width=9, kind="number"),
        _column("note", "备注", width=16, kind="text"),
    ],
    [
        NUMBER,
        _column("title", "项目名称", width=32, kind="text"),
        _column("goal", "建设内容", width=34, kind="text"),
        _column("lead", "主责单位"),
        _column("support", "配合部门", width=22),
        _column("due", "时间节点", width=15),
        _column("amount", "资金 （万元）       ", width=12, kind="number"),
        _column("progress_text", "推进情况", width=36, kind="text"),
        _column("progress", "形象进度", width=10),
        _column("state", "是否完成", width=11),
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
        for number, matter in enumerate(_take(own, 10), 1):
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


# 3 — matters from meeting minutes --------------------------------------------------------------------------------

MINUTES = [
    "市智慧城市建设领导小组第一次全体会议纪要",
    "市智慧城市建设领导小组2026年第2次专题会议纪要",
    "市政府专题会议纪要〔2026〕18号",
    "智慧城市项目月调度会议纪要（7月）",
    "智慧城市项目月调度会议纪要（9月）",
]
SUPERVISION_COLUMNS = [
    _column("code", "督办编号", width=14),
    _column("source_text", "来源", width=24, kind="text"),
    _column("title", "督办事项", width=36, kind="text"),
    _column("lead", "主办单位"),
    _column("support", "协办单位", width=22),
    _column("due", "办结时限", width=15),
    _column("progress_text", "办理情况", width=38, kind="text"),
    _column("progress", "完成率", width=9),
    _column("state", "状态", width=10),
    _column("note", "备注", width=16, kind="text"),
]


def supervision_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the matters that meetings decided, under an instruction row, and an empty second sheet."""
    table = Table("督办事项", SUPERVISION_COLUMNS, freeze="A4")
    table.title("2026年领导小组会议议定事项督办台账（示例数据）")
    table.line("填表说明：1.请各主办单位于每月25日前更新办理情况；2.完成率按实际填写；3.不得改动表头。", "instruction")
    table.header()
    habits = Habits(("text", "dots", "iso", "cell", "month-end", "tens"), progress="fraction")
    everything = list(_take(matters["督办"], 46))
    for n, matter in enumerate(everything, 1):
        extra: dict[str, Any] = {
            "code": Said(f"ZH-2026-{n:03d}", {"code": f"ZH-2026-{n:03d}"}),
            "source_text": draw.choice(MINUTES),
            "progress": wording.percent(matter, "text" if n % 7 == 0 else "fraction"),
        }
        if n == 17:
            values = fill(draw, table, matter, habits, n) | extra | {"lead": "市智慧城市创新促进中心"}
            table.refuse(values, "lead", "no such unit")
            continue
        if n in (9, 30):
            extra["support"] = Said("各区", {"support": list(EVERY_DISTRICT)})
        if n == 24:
            extra["lead"] = matter.lead + "（综合处）"
        add(draw, table, matter, habits, n, **extra)
    table.line("注：状态填写“办理中”“已办结”“已销号”“未启动”等，销号须附佐证材料。", "footer")
    empty = Table("Sheet2", [])
    empty.skipped = "an empty sheet"
    return [table, empty]


# 4 — departments, one sheet per subject ----------------------------------------------------------------------------

MONEY = "资金情况（单位：万元）"
FIELD_COLUMNS = [
    NUMBER,
    _column("category", "任务类别", width=10),
    _column("title", "重点任务", width=28, kind="text"),
    _column("goal", "工作目标", width=30, kind="text"),
    _column("lead", "责任单位", "牵头单位"),
    _column("support", "责任单位", "配合单位", width=18),
    _column("due", "完成时限", width=15),
    _column("amount", MONEY, "预算安排", "总投资", width=13, kind="number"),
    _column("amount_year", MONEY, "预算安排", "年度计划", width=11, kind="number"),
    _column("amount_done", MONEY, "执行情况", "累计完成", width=11, kind="number"),
    _column("progress", "进展", "进度", width=9),
    _column("progress_text", "进展", "进展情况", width=34, kind="text"),
    _column("state", "状态", width=10),
]
FIELDS = {
    "智慧交通": ("路网管控", "公共出行", "智能网联"),
    "智慧社区": ("便民服务", "安全守护", "绿色生活"),
    "医疗": ("互联互通", "急救与公卫", "医保医药"),
    "环境": ("大气治理", "水务管理", "生态监测"),
}
PLACES = ("东城区", "西城区", "朝阳区", "海淀区", "通州区", "昌平区", "大兴区", "经开区")


def field_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return four subjects: headers of three rows, the total first, categories merged downwards."""
    tables = []
    habits = Habits(
        ("month", "month-before", "quarter", "text", "cell"),
        ("number", "number", "text", "commas", "about", "over", "limit", "short", "none"),
        "fraction",
    )
    for subject, categories in FIELDS.items():
        columns = list(FIELD_COLUMNS)
        if subject == "智慧社区":
            columns.insert(3, _column("district", "所在区", width=10))
        table = Table(subject, columns)
        table.title(f"2026年{subject}领域智慧城市建设任务台账（示例数据）")
        table.header()
        total_row = table.row
        table.total("合计", {}, "total")
        for chunk, category in enumerate(categories):
            _add_category(draw, table, category, list(_take(matters[subject], 5)), habits, 5 * chunk)
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


# 5 — shared data and security ------------------------------------------------------------------------------------

SECURITY_COLUMNS = [
    NUMBER,
    _column("category", "板块", width=11),
    _column("title", "工作任务", width=30, kind="text"),
    Column("draft", ("工作底稿",), 24, "text", hidden=True),
    _column("lead", "责任单位"),
    _column("support", "参与单位", width=20),
    _column("due", "完成期限", width=16),
    _column("amount", "预算（万元）", width=12, kind="number"),
    Column("draft", ("内部编号",), 12, "centre", hidden=True),
    _column("progress", "完成比例", width=10),
    _column("progress_text", "落实情况", width=36, kind="text"),
    _column("note", "备注", width=14, kind="text"),
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
        for n, matter in enumerate(_take(matters[subject], 20), 1):
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


# 6 — an old workbook of one district --------------------------------------------------------------------------------

OLD_COLUMNS = [
    NUMBER,
    _column("category", "类别", width=10),
    _column("title", "工作任务", width=32, kind="text"),
    _column("district", "所属区", width=9),
    _column("lead", "责任单位"),
    _column("support", "配合单位", width=22),
    _column("due", "完成时间", width=16),
    _column("amount", "投资（万元）", width=12, kind="number"),
    _column("progress", "进度(%)", width=9, kind="number"),
    _column("progress_text", "工作进展", width=34, kind="text"),
    _column("state", "状态", width=10),
]


def old_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the ledger of one district, to be written as .xls."""
    table = Table("Sheet1", OLD_COLUMNS)
    table.title("平谷区2026年数字经济与智慧城市补充任务表（示例数据）")
    table.unit_row("填报单位：平谷区", "填报日期：2026.11.16")
    table.header()
    habits = Habits(("text", "dots", "cell", "month", "year"), ("number", "text"), "number")
    for n, matter in enumerate(_take(matters["平谷区"], 20), 1):
        add(draw, table, matter, habits, n)
    table.total("总计", {"amount": sums(table.tasks)["amount"]}, "total")
    table.line("填表人：示例填报员    审核人：示例审核员", "footer")
    return [table]


# 7 — digital government, worded freely -----------------------------------------------------------------------------

SERVICE_COLUMNS = [
    NUMBER,
    _column("title", "主要任务", width=30, kind="text"),
    _column("goal", "工作举措", width=34, kind="text"),
    _column("lead", "责任单位", width=22),
    _column("support", "配合单位", width=22),
    _column("due", "时限要求", width=18),
    _column("amount", "总投资\n（万元）", width=12, kind="number"),
    _column("progress", "进度", width=12),
    _column("progress_text", "进展情况", width=36, kind="text"),
    _column("note", "备注", width=14, kind="text"),
]
# row: (cells, outcome that fits, or "" for any)
HARD: dict[int, tuple[dict[str, Any], str]] = {
    3: ({"due": wording.without_date("立行立改")}, "done"),
    5: ({"due": fixed_due("2025-2027年", "2027-12-31", "range")}, "going"),
    8: ({"due": wording.without_date("按市统一部署")}, "waiting"),
    12: ({"due": fixed_due("2025年1月—2026年6月", "2026-06-30", "range")}, "done"),
    15: ({"due": fixed_due("3月底前(方案)，9月底前(建成)", "2026-09-30", "range")}, "late"),
    21: ({"due": fixed_due("2025年启动、2027年完成", "2027-12-31", "range")}, "going"),
    27: ({"due": wording.without_date("尽快")}, "going"),
    30: ({"due": fixed_due(datetime(2026, 12, 15), "2026-12-15", "day")}, "going"),
    18: ({"support": Said("各区", {"support": list(EVERY_DISTRICT)})}, ""),
    24: ({"support": Said("市科委、中关村管委会、市财政局", {"support": [full_name("市科委"), full_name("市财政局")]})}, ""),
    33: ({"support": Said("北京市人力资源和\n社会保障局", {"support": [full_name("市人社局")]})}, ""),
}


def service_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return a ledger whose deadlines, progress and units are worded as freely as people do."""
    table = Table("数字政务", SERVICE_COLUMNS)
    table.title("数字政务专项工作组2026年重点任务台账（示例数据）")
    table.unit_row("牵头单位：北京市政务服务和数据管理局", "截至2026年11月20日")
    table.header()
    habits = Habits(
        ("bare-before", "quarter", "quarter-end", "quarter-q", "half", "year", "year-within", "year-full", "tens", "bare"),
        ("number", "text", "over", "about", "numerals", "none"),
        "words",
    )
    for n, matter in enumerate(_take(matters["数字政务"], 36), 1):
        cells, outcome = HARD.get(n, ({}, ""))
        if outcome:
            matter = replace(matter, outcome=outcome, percent=100 if outcome == "done" else 60)
        if n == 26:
            values = fill(draw, table, matter, habits, n) | {"due": "13月底前"}
            table.refuse(values, "due", "no such month")
            continue
        table.matter(fill(draw, table, matter, habits, n) | _units(matter, n) | cells, expected(table, matter))
        if n in (10, 20):
            _repeat_due(table, "同上" if n == 10 else "〃")
    table.line("备注：责任单位排第一位的为牵头单位。（示例数据）", "footer")
    return [table]


def _units(matter: Matter, n: int) -> dict[str, Any]:
    """Write the units of some rows in other ways: roles in one cell, several leading units, a line break."""
    if n in HARD and "support" in HARD[n][0]:
        return {}
    if n % 4 == 0:
        return {"lead": f"{matter.lead}牵头，{'、'.join(matter.support)}配合", "support": None}
    if n % 7 == 0:
        return {"lead": "、".join((matter.lead, *matter.support)), "support": None}
    if n % 9 == 0:
        return {"support": "；\n".join(matter.support)}
    return {}


def _repeat_due(table: Table, words: str) -> None:
    """Write 同上 for the deadline of the last row, which then means that of the row before."""
    before, last = table.tasks[-2:]
    place = table.place("due")
    table.cells[last["row"], place] = replace(table.cells[last["row"], place], value=words, number_format="")
    last["due"], last["due_precision"] = before["due"], before["due_precision"]


def _take(matters: list[Matter], count: int) -> Iterator[Matter]:
    """Take the next *count* matters off the list, so that none is used twice."""
    assert len(matters) >= count, (len(matters), count)
    taken, matters[:] = matters[:count], matters[count:]
    return iter(taken)

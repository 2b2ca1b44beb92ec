"""The city's ledger of key tasks and the matters from meeting minutes."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from generator import wording
from generator.matters import Matter, take
from generator.names import EVERY_DISTRICT
from generator.rows import Habits, add, fill, sums
from generator.table import NUMBER, Table, plain_column
from generator.wording import Said

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
    plain_column("title", "重点任务", width=26, kind="text"),
    plain_column("goal", "工作目标及举措", width=34, kind="text"),
    plain_column("lead", "责任单位", "牵头单位"),
    plain_column("support", "责任单位", "配合单位", width=18),
    plain_column("leader", "牵头市领导", width=12),
    plain_column("due", "完成时限", width=16),
    plain_column("amount", "资金", "总投资", width=10, kind="number"),
    plain_column("amount_year", "资金", "年度计划", width=10, kind="number"),
    plain_column("amount_done", "资金", "累计完成", width=10, kind="number"),
    plain_column("progress_text", "进展情况", width=34, kind="text"),
    plain_column("progress", "进度(%)", width=8, kind="number"),
    plain_column("problems", "存在问题", width=18, kind="text"),
    plain_column("next_steps", "下一步措施", width=22, kind="text"),
    plain_column("state", "状态", width=10),
    plain_column("note", "备注", width=14, kind="text"),
]


def city_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the city's ledger: groups between full-width rows, subtotals, the total last."""
    table = Table("重点任务台账", CITY_COLUMNS, freeze="D40", filtered=True)
    table.title("2026年北京市智慧城市建设重点任务台账（示例数据）")
    table.unit_row("填报单位：北京市智慧城市建设领导小组办公室", "（单位：万元）    填报日期：2026年11月20日")
    table.header()
    habits = Habits(("month-before", "month-end", "month", "text", "cell", "year", "year-end", "bare-before"))
    number = 0
    for place, (subject, group) in enumerate(GROUPS.items()):
        table.line(f"{'一二三四五六七八'[place]}、{group}（12项）", "category", "band", 26)
        start = len(table.tasks)
        for matter in take(matters[subject], 12):
            number += 1
            if group == "释放数据价值" and number == 20:
                _refuse_day(draw, table, matter, habits)
            else:
                add(draw, table, replace(matter, subject=group), habits, number)
                table.tasks[-1]["category"] = group
        table.total("小计", sums(table.tasks[start:]), "subtotal")
    table.total("合计", sums(table.tasks), "total")
    table.line("注：1.资金数据截至2026年11月20日；2.本表为示例数据，不对应任何实际项目。", "footer")
    table.line(
        "填表人：示例填报员        审核人：示例审核员        联系电话：        填表日期：2026年11月20日", "footer"
    )
    return [table]


def _refuse_day(draw: random.Random, table: Table, matter: Matter, habits: Habits) -> None:
    values = fill(draw, table, matter, habits, 20) | {"due": "2026.2.30"}
    table.refuse(values, "due", "no such day")


MINUTES = [
    "市智慧城市建设领导小组第一次全体会议纪要",
    "市智慧城市建设领导小组2026年第2次专题会议纪要",
    "市政府专题会议纪要〔2026〕18号",
    "智慧城市项目月调度会议纪要（7月）",
    "智慧城市项目月调度会议纪要（9月）",
]
SUPERVISION_COLUMNS = [
    plain_column("code", "督办编号", width=14),
    plain_column("source_text", "来源", width=24, kind="text"),
    plain_column("title", "督办事项", width=36, kind="text"),
    plain_column("lead", "主办单位"),
    plain_column("support", "协办单位", width=22),
    plain_column("due", "办结时限", width=15),
    plain_column("progress_text", "办理情况", width=38, kind="text"),
    plain_column("progress", "完成率", width=9),
    plain_column("state", "状态", width=10),
    plain_column("note", "备注", width=16, kind="text"),
]


def supervision_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return the matters that meetings decided, under an instruction row, and an empty second sheet."""
    table = Table("督办事项", SUPERVISION_COLUMNS, freeze="A4")
    table.title("2026年领导小组会议议定事项督办台账（示例数据）")
    table.line("填表说明：1.请各主办单位于每月25日前更新办理情况；2.完成率按实际填写；3.不得改动表头。", "instruction")
    table.header()
    habits = Habits(("text", "dots", "iso", "cell", "month-end", "tens"), progress="fraction")
    everything = list(take(matters["督办"], 46))
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

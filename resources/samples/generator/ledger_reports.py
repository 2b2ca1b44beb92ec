"""The ledger of monthly progress reports: what the leading units reported on some matters from month to month."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from generator.matters import Matter
from generator.names import full_name
from generator.records import Records, finish, sheet
from generator.table import Table
from generator.wording import Said

MONTHS = (6, 7, 8, 9, 10)
TEXTS = [
    "完成需求梳理，形成建设清单",
    "方案通过专家评审，启动实施",
    "主体功能开发完成，进入联调",
    "完成部分区试点部署，收集意见",
    "完成数据接入，开展试运行",
]


def report_ledger(
    draw: random.Random, matters: dict[str, list[Matter]], known: Counter[str]
) -> tuple[list[Table], list[Records]]:
    """Return the sheet and what must be found in it; some units leave a month out.

    *known* counts the titles that the other ledgers bring in; only one that stands there once can be named.
    """
    made = sheet(
        "progress_report", "进展填报", "重点任务月度进展填报汇总表",
        [("task", "督办事项", 36), ("organisation", "填报单位", 20), ("period", "填报周期", 14),
         ("progress", "完成率", 10), ("text", "进展情况", 40), ("problems", "存在问题", 30),
         ("reported_on", "填报日期", 16)],
        unit="截至2026年10月31日",
    )  # fmt: skip
    for matter in _reported(draw, matters, known):
        silent = draw.choice(MONTHS) if draw.random() < 0.35 else 0
        for number, month in enumerate(MONTHS):
            if month == silent:
                continue
            share = (number + 1) / (len(MONTHS) + 1)
            progress = round(max(matter.percent, 20) * share)
            made.add(
                task=matter.title, organisation=Said(matter.lead, {"organisation": full_name(matter.lead)}),
                period=f"2026年{month}月", progress=progress, text=TEXTS[number],
                problems="跨部门数据授权进度不一" if matter.outcome == "late" and month >= 9 else None,
                reported_on=date(2026, month, 25 + draw.randrange(0, 4)),
            )  # fmt: skip
    return [made.table], [finish(made)]


def _reported(draw: random.Random, matters: dict[str, list[Matter]], known: Counter[str]) -> list[Matter]:
    """Return sixty matters that are going on or late and whose titles are theirs alone."""
    every = [matter for group in matters.values() for matter in group]
    fitting = [matter for matter in every if matter.outcome in ("late", "soon", "going") and known[matter.title] == 1]
    return sorted(draw.sample(fitting, min(60, len(fitting))), key=lambda matter: matter.title)

"""The ledger of district plans: plans, their milestones with what comes before, and the money by year and source."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from generator.matters import AS_OF
from generator.names import DISTRICTS
from generator.records import Records, finish, money, sheet, word
from generator.table import Table
from generator.wording import Said

SHARED = "市级数字底座统一接口上线"
STEPS = [
    # what, workdays, share of the money that is spent when it is done, in percent of the weight
    ("需求调研与方案编制", 30, 10),
    ("建设方案评审批复", 15, 5),
    ("基础网络与感知设施建设", 90, 20),
    ("区级平台对接市级数字底座", 40, 15),
    ("公共数据目录编制与汇聚", 60, 15),
    ("重点应用场景建设", 80, 20),
    ("系统联调与试运行", 40, 10),
    ("竣工验收", 15, 5),
]
BEHIND = {"朝阳区": 25, "房山区": 45, "大兴区": 20, "延庆区": 60}
"""Days by which the reported work of a district is late."""
KINDS = {"new": "新建", "built": "已建"}
YEARS = (2026, 2027)
BATCHES = {
    (2026, "fiscal"): "2026年市级财政第一批",
    (2026, "bond"): "2026年专项债第一批",
    (2027, "fiscal"): "2027年市级财政提前批",
}
"""Batches by year and source, shared by the plans."""
SOURCES = {"fiscal": "财政资金", "bond": "专项债", "social": "社会资本", "own": "自筹资金"}


def plan_title(district: str) -> str:
    """Return the title of a district's plan."""
    return f"{district}智慧城市建设计划（2026—2027年）"


def plan_ledger(draw: random.Random) -> tuple[list[Table], list[Records]]:
    """Return the sheets of the workbook and what must be found in them."""
    plans, milestones, batches, funds = _plans(), _milestones(), _batches(), _funds()
    for place, district in enumerate(DISTRICTS):
        budget = draw.randrange(8_000, 42_000, 100) * 10_000
        _plan(plans, district, budget)
        for row in _steps(district["name"], start=date(2026, 1, 5) + timedelta(days=draw.randrange(0, 40))):
            milestones.add(plan=plan_title(district["name"]), **row)
        _money(funds, draw, district["name"], budget, place)
    _fill(batches, funds)
    records = [
        finish(plans),
        finish(milestones, "备注：前置节点栏填须先完成的节点名称。（示例数据）"),
        finish(batches),
        finish(funds),
    ]
    return [each.table for each in records], records


def _plans() -> Records:
    return sheet(
        "plan", "区级建设计划", "2026年各区智慧城市建设计划汇总表",
        [("district", "所属区", 16), ("title", "计划名称", 38), ("period_start", "起始时间", 16),
         ("period_end", "截止时间", 16), ("kind", "建设类型", 12), ("tier", "分级", 8), ("state", "状态", 12),
         ("budget", "总预算", 14)],
    )  # fmt: skip


def _plan(plans: Records, district: dict[str, object], budget: int) -> None:
    plans.add(
        district=district["name"],
        title=plan_title(str(district["name"])),
        period_start=date(2026, 1, 1),
        period_end=date(2027, 12, 31),
        kind=word(KINDS[str(district["kind"])], kind=str(district["kind"])),
        tier=district["tier"],
        state=word("已批复", state="approved"),
        **money(budget=budget),
    )


def _milestones() -> Records:
    return sheet(
        "milestone", "里程碑节点", "各区智慧城市建设计划里程碑节点表",
        [("plan", "建设计划", 38), ("title", "里程碑名称", 34), ("start", "计划开始", 16), ("due", "计划完成时间", 16),
         ("duration", "工期（工作日）", 12), ("done_on", "实际完成时间", 16), ("weight", "权重", 8),
         ("after", "前置节点", 34)],
        unit="截至2026年11月23日",
    )  # fmt: skip


def _steps(district: str, start: date) -> Iterator[dict[str, object]]:
    """Yield the milestones of one plan, one after another; the fourth also waits for the shared one."""
    short = district if district != "北京经济技术开发区" else "经开区"
    before = ""
    late = timedelta(days=BEHIND.get(district, 0))
    for number, (what, workdays, weight) in enumerate(STEPS):
        end = _after(start, workdays)
        title = f"{short}{what}"
        shared = number == 3 and district != "通州区"
        done = end + late * (number >= 2)
        yield {
            "title": title,
            "start": start,
            "due": end,
            "duration": workdays,
            "done_on": done if done < AS_OF - timedelta(days=20) else None,
            "weight": weight,
            "after": _after_these([each for each in (before, SHARED if shared else "") if each]),
        }
        if number == 2 and district == "通州区":
            yield {
                "title": SHARED, "start": date(2026, 6, 1), "due": date(2026, 8, 28), "duration": 64,
                "done_on": None, "weight": None, "after": None,
            }  # fmt: skip
        before, start = title, _after(end, 1)


def _after_these(titles: list[str]) -> Said | None:
    return Said("、".join(titles), {"after": titles}) if titles else None


def _funds() -> Records:
    return sheet(
        "funding", "资金安排", "各区智慧城市建设计划年度资金安排表",
        [("plan", "建设计划", 38), ("year", "资金年度", 10), ("source", "资金渠道", 14), ("amount", "安排资金", 14),
         ("spent", "已支出资金", 14), ("batch", "资金批次", 24)],
    )  # fmt: skip


def _batches() -> Records:
    return sheet(
        "budget_batch", "资金批次", "市级资金批次下达情况表",
        [("title", "批次名称", 28), ("year", "批次年度", 10), ("source", "资金渠道", 14), ("amount", "批次金额", 14)],
    )  # fmt: skip


def _fill(batches: Records, funds: Records) -> None:
    """Write the batches: each a little larger than what the plans take of it."""
    for (year, source), title in BATCHES.items():
        taken = sum(row["amount"] for row in funds.rows if row.get("batch") == title)
        whole = (taken // 10_000_000 + 1) * 10_000_000
        batches.add(title=title, year=year, source=word(SOURCES[source], source=source), **money(amount=whole))


def _money(funds: Records, draw: random.Random, district: str, budget: int, place: int) -> None:
    """Write the money of one plan: two or three sources in each year, which add up to the budget."""
    chosen = ["fiscal", ("bond", "social", "own")[place % 3], ("social", "own", "bond")[place % 3]]
    shares = (30, 18, 7), (20, 15, 10)
    for year, parts in zip(YEARS, shares, strict=True):
        for source, part in zip(chosen, parts, strict=True):
            amount = budget * part // 100 // 10_000 * 10_000
            spent = amount * draw.randrange(45, 96) // 100 // 10_000 * 10_000 if year == AS_OF.year else 0
            funds.add(
                plan=plan_title(district),
                year=year,
                source=word(SOURCES[source], source=source),
                **money(amount=amount, spent=spent),
                batch=BATCHES.get((year, source)),
            )


def _after(start: date, workdays: int) -> date:
    """Return the day about *workdays* later, on a weekday: what a planner writes without a calendar at hand."""
    end = start + timedelta(days=round(workdays * 7 / 5))
    return end + timedelta(days=max(0, 7 - end.weekday()) if end.weekday() >= 5 else 0)

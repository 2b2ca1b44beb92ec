"""The ledger of pilots: pilots, their gate reviews, the scores of two finished ones, and what was learnt."""

from __future__ import annotations

import random
from datetime import date

from generator.names import full_name
from generator.records import Records, finish, money, sheet, word
from generator.table import Table
from generator.wording import Said

# name, district, theme, stage, lead, start, end, 万元
PILOTS = [
    ("金盏国际合作服务区智慧园区试点", "朝阳区", "国际合作服务", "建设中", "朝阳区", (2026, 3, 2), (2027, 6, 30), 6800),
    (
        "经开区车路云一体化试点",
        "北京经济技术开发区",
        "智慧交通",
        "中期评估",
        "经开区",
        (2025, 9, 1),
        (2027, 3, 31),
        12500,
    ),
    ("海淀城市大脑治理场景试点", "海淀区", "城市运行", "推广", "海淀区", (2025, 1, 6), (2026, 6, 30), 9600),
    ("通州副中心城市大脑试点", "通州区", "城市运行", "推广", "通州区", (2025, 3, 3), (2026, 8, 31), 8800),
    ("延庆生态感知一张网试点", "延庆区", "生态环境", "遴选", "延庆区", (2026, 10, 8), (2027, 12, 31), 2400),
    ("东城智慧社区服务试点", "东城区", "智慧社区", "批复", "东城区", (2026, 9, 1), (2027, 8, 31), 1800),
]
GATES = [
    # pilot, gate, planned, held, result, conditions
    (0, "立项评审", (2026, 2, 10), (2026, 2, 12), "通过", None),
    (0, "中期评估", (2026, 12, 4), None, None, None),
    (1, "立项评审", (2025, 8, 12), (2025, 8, 14), "通过", None),
    (1, "中期评估", (2026, 10, 30), (2026, 11, 6), "有条件通过", "补齐数据安全评估报告；12月底前完成路侧设备台账核验"),
    (2, "立项评审", (2024, 12, 10), (2024, 12, 12), "通过", None),
    (2, "中期评估", (2025, 9, 15), (2025, 9, 18), "通过", None),
    (2, "验收评审", (2026, 6, 25), (2026, 6, 29), "通过", None),
    (3, "立项评审", (2025, 2, 18), (2025, 2, 20), "通过", None),
    (3, "验收评审", (2026, 8, 20), (2026, 8, 27), "通过", None),
    (4, "遴选评审", (2026, 11, 18), None, None, None),
    (5, "立项评审", (2026, 8, 20), (2026, 8, 25), "有条件通过", "明确社区数据授权流程"),
]
STAGES = {"建设中": "running", "中期评估": "midterm", "推广": "spreading", "遴选": "selected", "批复": "approved"}
RESULTS = {"通过": "proceed", "有条件通过": "conditional"}
INDICATORS = [("目标完成度", 25), ("数据汇聚与共享", 20), ("应用成效", 25), ("安全可控", 15), ("可推广性", 15)]
SCORES = {2: (92, 88, 90, 86, 94), 3: (90, 84, 85, 88, 87), 1: (74, 70, 72, 61, 78)}
CASES = [
    (
        "海淀城市大脑：一网统管事件闭环",
        2, "海淀区", "城市运行",
        "统一事件编码和派单规则；视频、物联、热线三类信号一个入口；处置时限和销号标准公开",
        "依托辖区高校院所共建算法；中关村街道试行商户共治",
        "事件平均处置时长由38小时降至21小时",
    ),
    (
        "通州副中心城市大脑：规建管一体",
        3, "通州区", "城市运行",
        "规划、建设、管理共用一套空间底图；感知设施随项目同步设计、同步验收",
        "行政办公区与公共服务设施统一接入",
        "新建项目感知设施一次验收通过率96%",
    ),
]  # fmt: skip


def pilot_ledger(_draw: random.Random) -> tuple[list[Table], list[Records]]:
    """Return the sheets of the workbook and what must be found in them."""
    records = [_pilots(), _gates(), _scores(), _cases()]
    return [each.table for each in records], [finish(each) for each in records]


def _pilots() -> Records:
    made = sheet(
        "pilot", "试点", "智慧城市建设试点一览表",
        [("name", "试点名称", 34), ("district", "所属区", 18), ("theme", "试点方向", 16), ("stage", "试点阶段", 12),
         ("lead", "试点单位", 18), ("start", "启动时间", 16), ("end", "完成时间", 16), ("budget", "试点经费", 12)],
    )  # fmt: skip
    for name, district, theme, stage, lead, start, end, amount in PILOTS:
        made.add(
            name=name, district=district, theme=theme, stage=word(stage, stage=STAGES[stage]),
            lead=Said(lead, {"lead": full_name(lead)}), start=date(*start), end=date(*end),
            **money(budget=amount * 10_000),
        )  # fmt: skip
    return made


def _gates() -> Records:
    made = sheet(
        "gate", "阶段评审", "试点阶段评审记录表",
        [("pilot", "试点名称", 34), ("gate", "评审阶段", 14), ("due", "计划评审日期", 16), ("held_on", "评审日期", 16),
         ("decision", "评审结论", 14), ("conditions", "整改要求", 40)],
        unit="截至2026年11月23日",
    )  # fmt: skip
    for pilot, gate, due, held, decision, conditions in GATES:
        made.add(
            pilot=PILOTS[pilot][0], gate=gate, due=date(*due), held_on=date(*held) if held else None,
            decision=word(decision, decision=RESULTS[decision]) if decision else None, conditions=conditions,
        )  # fmt: skip
    return made


def _scores() -> Records:
    made = sheet(
        "assessment", "评估打分", "试点评估打分表",
        [("pilot", "试点名称", 34), ("indicator", "评估指标", 18), ("weight", "权重", 8), ("score", "得分", 8),
         ("scorer", "评估人", 14), ("assessed_on", "评估日期", 16), ("evidence", "佐证材料", 30)],
        unit="满分100分",
    )  # fmt: skip
    for pilot, points in SCORES.items():
        for scorer, shift in (("专家组一", 0), ("专家组二", -3), ("专家组三", 2)):
            for (indicator, weight), score in zip(INDICATORS, points, strict=True):
                made.add(
                    pilot=PILOTS[pilot][0], indicator=indicator, weight=weight, score=score + shift, scorer=scorer,
                    assessed_on=date(2026, 11, 5) if pilot == 1 else date(2026, 8, 27),
                    evidence=f"{indicator}自评材料及现场核查记录",
                )  # fmt: skip
    return made


def _cases() -> Records:
    made = sheet(
        "case", "案例", "试点经验案例汇编",
        [("title", "案例名称", 32), ("pilot", "试点", 34), ("district", "区", 12), ("area", "领域", 12),
         ("common", "共性做法", 44), ("extension", "个性延展", 40), ("result", "案例成效", 30)],
        unit="截至2026年11月23日",
    )  # fmt: skip
    for title, pilot, district, area, common, extension, result in CASES:
        made.add(
            title=title, pilot=PILOTS[pilot][0], district=district, area=area, common=common, extension=extension,
            result=result,
        )  # fmt: skip
    return made

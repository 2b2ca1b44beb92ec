"""The sample minutes (会议纪要): what the meeting decided, worded in the ways in which offices word it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.word import Page

HELD = date(2026, 11, 18)
TITLE = "智慧交通专项工作组第三次调度会议纪要"
NUMBER = "〔2026〕3号"
DISTRICTS = "各区"
TRAFFIC, POLICE, DATA = "北京市交通委员会", "北京市公安局", "北京市政务服务和数据管理局"
PLANNING, STATIONS = "北京市规划和自然资源委员会", "北京市重点站区管理委员会"
INFORMATION, FINANCE, WATER = "北京市经济和信息化局", "北京市财政局", "北京市水务局"
CITY, HAIDIAN, CENTRE = "北京市城市管理委员会", "北京市海淀区人民政府", "北京市大数据中心"


@dataclass(frozen=True)
class Decision:
    """One matter as it is meant: units by their official names, ``DISTRICTS`` for all districts."""

    title: str
    lead: str | None
    support: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    precision: str = ""


@dataclass(frozen=True)
class Item:
    """One numbered item of the minutes with what it says and the matters that it means."""

    words: str
    meant: tuple[Decision, ...]


ITEMS = (
    Item(
        "由市交通委牵头，市公安局配合，2027年9月底前完成中心城区信号灯联网控制改造。",
        (Decision("中心城区信号灯联网控制改造", TRAFFIC, (POLICE,), date(2027, 9, 30), "2027年9月底前", "month"),),
    ),
    Item(
        "请市经信局会同市政务服务局、各区政府于12月15日前完成交通数据目录编制。",
        (Decision("交通数据目录编制", INFORMATION, (DATA, DISTRICTS), date(2026, 12, 15), "12月15日前", "day"),),
    ),
    Item(
        "责成海淀区牵头，市城管委、市水务局配合，抓紧推进下凹桥区积水监测，年底前见成效。",
        (Decision("抓紧推进下凹桥区积水监测", HAIDIAN, (CITY, WATER), date(2026, 12, 31), "年底前", "year"),),
    ),
    Item(
        "市规自委负责梳理停车设施用地台账，十五个工作日内报专项工作组办公室。市财政局负责落实2027年运维经费，12月底前完成。",
        (
            Decision(
                "梳理停车设施用地台账，报专项工作组办公室", PLANNING, (), date(2026, 12, 9), "十五个工作日内", "day"
            ),
            Decision("落实2027年运维经费", FINANCE, (), date(2026, 12, 31), "12月底前", "month"),
        ),
    ),
    Item(
        "加快公共停车资源接入统一平台（责任单位：市交通委；配合单位：市大数据中心；完成时限：2027年3月底）。",
        (Decision("加快公共停车资源接入统一平台", TRAFFIC, (CENTRE,), date(2027, 3, 31), "2027年3月底", "month"),),
    ),
    Item(
        "重点站区接驳信息由重点站区管委会主办，市交通委协办，持续推进动态发布，长期坚持。",
        (Decision("重点站区接驳信息，持续推进动态发布", STATIONS, (TRAFFIC,), None, "长期坚持", "ongoing"),),
    ),
)
TABLE = (
    ("路侧停车电子收费设备巡检", "市交通委", "市公安局、各区", "2026年12月底"),
    ("道路事件视频识别算法评测", "市公安局", "市大数据中心", "2027年二季度末"),
)
MEANT_TABLE = (
    Decision(TABLE[0][0], TRAFFIC, (POLICE, DISTRICTS), date(2026, 12, 31), TABLE[0][3], "month"),
    Decision(TABLE[1][0], POLICE, (CENTRE,), date(2027, 6, 30), TABLE[1][3], "quarter"),
)


def minutes() -> Page:
    """Return the pages of the minutes."""
    page = Page()
    page.say("示例数据，非真实会议", size=24, centred=True)
    page.say(TITLE, size=44, centred=True)
    page.say(NUMBER, size=32, centred=True)
    page.say("时　间：2026年11月18日下午")
    page.say("地　点：示例会议室")
    page.say("主持人：专项工作组召集人")
    page.say("出席单位：市交通委、市公安局、市规自委、市政务和数据局、市经信局、市财政局")
    page.say("请假单位：市文旅局")
    page.say("2026年11月18日下午，专项工作组召集人主持召开第三次调度会议，研究智慧交通建设有关事项。")
    page.say("一、会议听取了市交通委关于2026年建设进展的汇报。", bold=True)
    page.say("会议认为，今年以来各单位密切配合，9月底前的阶段任务基本完成，但数据共享仍有短板。")
    page.say("二、会议议定事项", bold=True)
    for item in ITEMS:
        page.say(item.words, level=0)
    page.say("其余事项按下表分工落实：")
    page.table(
        [["序号", "议定事项", "牵头单位", "配合单位", "完成时限"]]
        + [[str(number), *row] for number, row in enumerate(TABLE, 1)]
    )
    page.say("会议强调，各单位要提高认识，加强统筹。")
    page.say("分送：专项工作组各成员单位。", size=28)
    return page


def truth() -> dict[str, Any]:
    """Return what a reader must make of the minutes."""
    meant = [decision for item in ITEMS for decision in item.meant] + list(MEANT_TABLE)
    return {
        "title": TITLE,
        "number": NUMBER,
        "held_on": HELD.isoformat(),
        "group": "智慧交通专项工作组",
        "present": [TRAFFIC, POLICE, PLANNING, DATA, INFORMATION, FINANCE],
        "absent": ["北京市文化和旅游局"],
        "decisions": [
            {
                "title": one.title,
                "lead": one.lead,
                "support": list(one.support),
                "due": one.due.isoformat() if one.due else None,
                "due_text": one.due_text,
                "due_precision": one.precision,
            }
            for one in meant
        ],
    }

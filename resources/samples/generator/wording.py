"""How offices write deadlines, progress, money, states and prose; each wording comes with what it means."""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from generator.matters import Matter

QUARTERS = "一二三四"
DIGITS = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True, slots=True)
class Said:
    """A cell's content, its number format, and the field values that it determines (none: it determines nothing)."""

    cell: Any
    means: dict[str, Any]
    number_format: str = ""


# Deadlines ------------------------------------------------------------------------------------------------


def due(draw: random.Random, matter: Matter, forms: list[str]) -> Said:
    """Word a deadline of *matter* in one of *forms* that has a day between its first and last possible day."""
    if matter.outcome == "routine":
        return ongoing(draw)
    for form in draw.sample(forms, len(forms)):
        options = _days_of(form, matter.first_due, matter.last_due)
        if options:
            return _word_day(form, draw.choice(options))
    return _word_day("text", draw.choice(_days_of("text", matter.first_due, matter.last_due)))


def ongoing(draw: random.Random) -> Said:
    """Word a matter without an end."""
    return Said(
        draw.choice(["长期坚持", "长期", "持续推进", "常态化", "全年持续"]), {"due": None, "due_precision": "ongoing"}
    )


def without_date(words: str) -> Said:
    """Word a deadline that names no day (立行立改)."""
    return Said(words, {"due": None, "due_precision": "none"})


def fixed_due(words: Any, iso: str, precision: str) -> Said:
    """Word a deadline by hand."""
    return Said(words, {"due": iso, "due_precision": precision})


def _days_of(form: str, first: date, last: date) -> list[date]:
    """Return the days that *form* can name between *first* and *last*."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    ends = [day for day in days if day.day == calendar.monthrange(day.year, day.month)[1]]
    match form.split("-")[0]:
        case "month":
            return ends
        case "bare":
            return [day for day in ends if day.year == 2026]
        case "quarter":
            return [day for day in ends if day.month % 3 == 0 and day.year == 2026]
        case "half":
            return [day for day in ends if day.month == 6 and day.year == 2026]
        case "year":
            return [day for day in ends if day.month == 12 and day.year == 2026]
        case "tens":
            return [day for day in days if day.year == 2026 and (day.day in (10, 20) or day in ends)]
        case _:
            return [day for day in days if day.day in (10, 15, 20, 25) or day in ends]


def _word_day(form: str, day: date) -> Said:
    y, m, d = day.year, day.month, day.day
    moment = datetime(y, m, d)
    quarter = (m - 1) // 3
    ten = "上旬" if d == 10 else "中旬" if d == 20 else "下旬"
    words: dict[str, tuple[Any, str, str]] = {
        "text": (f"{y}年{m}月{d}日", "day", ""),
        "iso": (day.isoformat(), "day", ""),
        "slash": (f"{y}/{m}/{d}", "day", ""),
        "dots": (f"{y}.{m}.{d}", "day", ""),
        "wide": (f"{y}.{m}.{d}".translate(DIGITS), "day", ""),
        "digits": (y * 10000 + m * 100 + d, "day", "0"),
        "cell": (moment, "day", 'yyyy"年"m"月"d"日"'),
        "cell-iso": (moment, "day", "yyyy-mm-dd"),
        "month": (f"{y}年{m}月", "month", ""),
        "month-before": (f"{y}年{m}月底前", "month", ""),
        "month-end": (f"{y}年{m}月底", "month", ""),
        "month-dot": (f"{y}.{m}", "month", "@"),
        "month-dash": (f"{y}-{m:02d}", "month", "@"),
        "bare": (f"{m}月", "month", ""),
        "bare-before": (f"{m}月底前", "month", ""),
        "tens": (f"{m}月{ten}", "ten_days", ""),
        "quarter": (f"{QUARTERS[quarter]}季度", "quarter", ""),
        "quarter-end": (f"{QUARTERS[quarter]}季度末", "quarter", ""),
        "quarter-full": (f"{y}年第{QUARTERS[quarter]}季度", "quarter", ""),
        "quarter-q": (f"Q{quarter + 1}", "quarter", ""),
        "half": ("上半年", "half", ""),
        "year": ("年底前", "year", ""),
        "year-end": (f"{y}年底", "year", ""),
        "year-within": ("年内", "year", ""),
        "year-full": (f"{y}年", "year", ""),
    }
    cell, precision, number_format = words[form]
    return Said(cell, {"due": day.isoformat(), "due_precision": precision}, number_format)


# Progress and state ----------------------------------------------------------------------------------------


def percent(matter: Matter, form: str) -> Said:
    """Write the percentage: ``number`` 80 (the header says %), ``fraction`` 0.8 under a % format, ``text`` 80%."""
    means: dict[str, Any] = {"progress": matter.percent}
    if matter.percent == 100:
        means["state"] = "done"
    if form == "fraction":
        return Said(matter.percent / 100, means, "0%")
    return Said(matter.percent if form == "number" else f"{matter.percent}%", means)


def progress_words(draw: random.Random, matter: Matter) -> Said:
    """Word the progress without, or with more than, a number."""
    value = matter.percent
    tens = "零一二三四五六七八九十"[value // 10]
    choices: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "done": [(word, {"progress": 100, "state": "done"}) for word in ("已完成", "完成", "办结", "100%", "√")],
        "closed": [("已销号", {"progress": 100, "state": "closed"})],
        "late": [
            ("滞后", {"progress": None, "state": "in_progress"}),
            ("未达序时", {"progress": None, "state": "in_progress"}),
            ("缓慢", {"progress": None, "state": "in_progress"}),
            (f"已完成{value}%", {"progress": value}),
        ],
        "soon": [
            ("基本完成", {"progress": 95, "state": "in_progress"}),
            ("接近尾声", {"progress": 95, "state": "in_progress"}),
            (f"完成率{value}%", {"progress": value}),
        ],
        "going": [
            ("序时推进", {"progress": None, "state": "in_progress"}),
            ("正常推进", {"progress": None, "state": "in_progress"}),
            ("有序推进", {"progress": None, "state": "in_progress"}),
            ("正在推进", {"progress": None, "state": "in_progress"}),
            (f"已完成{value}%", {"progress": value}),
            (f"{tens}成", {"progress": value // 10 * 10}),
            ("过半", {}),
        ],
        "waiting": [("未启动", {"state": "not_started"}), ("暂未启动", {"state": "not_started"})],
        "routine": [("按计划推进", {"progress": None, "state": "in_progress"})],
        "terminated": [("已终止", {"state": "terminated"}), ("不再实施", {"state": "terminated"})],
    }
    words, means = draw.choice(choices[matter.outcome])
    return Said(words, means)


STATES = {
    "done": (["已完成", "已办结", "完成", "办结"], "done"),
    "closed": (["已销号"], "closed"),
    "late": (["推进中", "滞后", "办理中"], "in_progress"),
    "soon": (["推进中", "办理中", "正在推进"], "in_progress"),
    "going": (["推进中", "序时推进", "进行中"], "in_progress"),
    "waiting": (["未启动", "暂未启动"], "not_started"),
    "routine": (["转常态化"], "routine"),
    "terminated": (["已终止", "不再实施"], "terminated"),
}


def state(draw: random.Random, matter: Matter) -> Said:
    """Word the state."""
    words, meaning = STATES[matter.outcome]
    return Said(draw.choice(words), {"state": meaning})


# Money -----------------------------------------------------------------------------------------------------


CITY_SUMS = [80, 160, 260, 300, 360, 480, 500, 650, 880, 960, 1200, 1500, 1800, 2400, 3200, 5600, 12000]
DISTRICT_SUMS = [25, 36, 48, 60, 75, 80, 98, 120, 150, 180, 220, 260, 300, 350, 420, 600]


def money(draw: random.Random, matter: Matter, form: str) -> Said:
    """Write an amount; a bare number is in 万元, as the header or the unit row says."""
    wan = draw.choice(DISTRICT_SUMS if matter.district else CITY_SUMS)
    words: dict[str, tuple[Any, int, str]] = {
        "number": (wan, wan, "#,##0"),
        "decimals": (float(wan) + 0.5, wan, "#,##0.00"),
        "text": (f"{wan}万元", wan, ""),
        "commas": (f"{wan:,}万元", wan, ""),
        "short": (f"{wan}万", wan, ""),
        "about": ("约1.2亿元", 12000, ""),
        "over": ("300余万元", 300, ""),
        "limit": ("不超过500万元", 500, ""),
        "wide": (str(wan).translate(DIGITS), wan, ""),
        "numerals": ("三千二百万元", 3200, ""),
    }
    if form == "none":
        return Said(draw.choice(["—", "无", "/", "-"]), {"amount": None})
    cell, value, number_format = words[form]
    yuan = value * 10_000 + (5_000 if form == "decimals" else 0)
    return Said(cell, {"amount": yuan}, number_format)


# Units -----------------------------------------------------------------------------------------------------


def join_units(draw: random.Random, units: tuple[str, ...]) -> str:
    """Write several units in one cell."""
    return draw.choice(["、", "、", "、", "；", "，", "\n"]).join(units)


# Prose -----------------------------------------------------------------------------------------------------

GOALS = [
    "编制实施方案，完成需求确认和项目审批，按期上线试运行。",
    "完成{n}个点位建设并接入市级平台，形成常态化运维机制。",
    "建立{m}项以上应用规则，覆盖率达到{p}%以上。",
    "完成系统改造与联调测试，群众满意度保持在{p}%以上。",
    "制定标准规范{k}项，形成可复制推广的经验清单。",
    "打通{k}个业务系统数据接口，实现一次采集、多方复用。",
    "完成招标采购和施工部署，组织初验、终验和绩效评价。",
    "分两批推进，首批{n}个单位上线，第二批全面推开。",
    "摸清底数并建立台账，按月更新，问题整改率达到{p}%。",
    "上半年完成立项和招标，下半年完成部署并组织验收。",
    "建成{k}个示范点，总结经验后在同类区域推广。",
    "完成存量设备核查和编码登记，新增设备全部按统一标准接入。",
    "平均办理时间压减{k}天，线上办理比例达到{p}%以上。",
    "建立责任清单和问题清单，每月通报，年底前全部销号。",
    "完成{k}类数据汇聚和质量核验，更新频率提高到每日一次。",
    "升级算法模型{k}个，事件识别准确率达到{p}%以上。",
    "印发管理办法，明确职责分工，组织{k}场专题培训。",
    "完成硬件更新和软件适配，通过安全测评后投入使用。",
    "形成调研报告和建议方案，提请领导小组会议审议。",
    "与市级平台完成对接，事件处置闭环率达到{p}%以上。",
    "签订运营服务协议，建立月度考核和付费挂钩机制。",
    "覆盖{n}个社区（村），受益群众满意率达到{p}%以上。",
    "完成{k}项功能开发，开展不少于{k}个月的试运行。",
    "梳理高频问题{n}个，分类提出整改措施并跟踪落实。",
]
PROSE = {
    "done": [
        "已完成全部建设内容，通过竣工验收，系统运行稳定。",
        "{n}个点位全部建成并接入市级平台，已组织专家验收。",
        "已按期上线，累计服务{m}万人次，用户反馈良好。",
        "已印发实施，相关单位均已按要求落实到位。",
        "完成全部{k}项建设内容，系统已正式投入使用。",
        "已通过第三方测评和专家评审，进入质保期。",
        "已全面推开，覆盖率达到{p}%，超额完成年度目标。",
        "已完成设备安装、联调和培训，移交属地运维。",
    ],
    "closed": ["验收材料齐全，经领导小组办公室核验，已销号。", "任务已办结并归档，转入日常运维。"],
    "late": [
        "已完成需求调研和方案编制，因招标流标影响，设备采购滞后。",
        "受现场施工条件限制，目前仅完成{n}个点位，未达到序时进度。",
        "已完成初步设计，资金批复较晚，正在抓紧开展施工准备。",
        "接口联调发现数据质量问题，正在返工整改。",
        "点位选址存在争议，已协调{k}次，尚有部分点位未开工。",
        "供应商到货延迟，主要设备尚未进场，进度滞后约{k}周。",
        "已完成主体开发，安全测评发现问题{k}项，尚未整改完毕。",
    ],
    "soon": [
        "主体建设已完成，正在开展联调测试和问题整改。",
        "完成{n}个点位安装，正在准备验收材料。",
        "系统已上线试运行{k}周，正在收集使用意见。",
        "已完成初验，正在整改遗留问题{k}项。",
    ],
    "going": [
        "已完成招标，合同已签订，正在开展现场部署。",
        "已完成方案评审，首批{n}个点位正在施工。",
        "正在开展需求调研，已走访{k}家单位，形成调研报告初稿。",
        "已完成一期建设并试运行，二期开发工作按计划推进。",
        "完成数据梳理{m}项，正在与相关部门联调接口。",
        "设备已到货{p}%，正在分批安装。",
        "已召开启动会和{k}次调度会，各项工作按节点推进。",
        "需求规格说明书已确认，系统开发完成过半。",
        "已与{k}个单位签订协议，正在编制技术标准。",
    ],
    "waiting": ["待上级方案印发后启动。", "正在研究前期工作，尚未立项。", "资金计划已上报，待批复。"],
    "routine": ["已建立月度工作机制，按月更新。", "已纳入日常工作，每季度通报一次。"],
    "terminated": ["经研究，与市级统建系统重复，不再实施。", "因规划调整，经批准终止。"],
}
PAPERWORK = {
    "done": [
        "已形成专题报告并报市政府，会议议定内容全部落实。",
        "已征求{k}个部门意见，方案经专题会审议通过后印发。",
        "已完成核查并逐项反馈，问题{m}项全部整改到位。",
        "已会同协办单位完成，结果已在月调度会上通报。",
    ],
    "late": [
        "已完成初稿，与{k}个部门意见尚未一致，未能按期上报。",
        "已开展两轮调研，部分区数据报送不全，正在催报。",
        "整改完成{k}项，其余事项因资金渠道未落实推进缓慢。",
    ],
    "soon": ["送审稿已形成，拟于近期提请专题会审议。", "已完成{k}个部门会签，正在履行印发程序。"],
    "going": [
        "已成立工作专班，正在开展调研和数据摸底。",
        "已形成征求意见稿，正在征求{k}个部门意见。",
        "已收集{m}家单位情况，正在汇总分析。",
        "已组织{k}次专题研究，按计划推进。",
    ],
}
PROBLEMS = [
    "招标流标一次，需重新组织",
    "部分点位供电条件不具备",
    "跨部门数据接口协调周期长",
    "资金批复晚于计划",
    "施工许可办理时间较长",
]
NEXT = {
    "late": [
        "倒排工期，每周调度，确保年内完成。",
        "协调有关部门现场会商，尽快恢复施工。",
        "增加施工力量，{k}周内追平进度。",
    ],
    "soon": ["完成问题整改，{k}日内组织验收。", "抓紧准备验收材料，按期办结。"],
    "going": ["按计划推进设备安装和联调。", "组织阶段评估，完善应用场景。", "加快合同执行，做好试运行准备。"],
    "waiting": ["跟踪批复进度，做好启动准备。"],
}


def goal(draw: random.Random) -> str:
    """Return a sentence on what is to be reached."""
    return _fill(draw, draw.choice(GOALS))


def prose(draw: random.Random, matter: Matter) -> str:
    """Return a sentence on how far it has come."""
    pool = PAPERWORK if matter.subject == "督办" else PROSE
    return _fill(draw, draw.choice(pool.get(matter.outcome, PROSE[matter.outcome])))


def problem(draw: random.Random, matter: Matter) -> str:
    """Return what stands in the way, or 无."""
    return draw.choice(PROBLEMS) if matter.outcome == "late" else "无"


def next_steps(draw: random.Random, matter: Matter) -> str:
    """Return what will be done next, or nothing where all is done."""
    return _fill(draw, draw.choice(NEXT.get(matter.outcome, [""])))


def _fill(draw: random.Random, text: str) -> str:
    numbers = {"n": draw.randint(6, 90), "m": draw.randint(3, 40), "k": draw.randint(2, 9), "p": draw.randint(80, 98)}
    return text.format(**numbers)

# ruff: noqa: E501
"""What a ledger can be about: for each family its columns, the spellings of their heads, and how cells are drawn."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import shape_names as names
import shape_words as words
from shape_words import Made

Maker = Callable[[random.Random, "Setting"], Made]


@dataclass
class Setting:
    """What was drawn for one whole table: the unit of money, the style of progress, whether cells are hard."""

    unit: Decimal | None
    unit_in_head: bool
    progress: str
    traps: bool
    text_only: bool
    roles: bool = False
    formats: bool = True
    serial: int = 0
    tag: str = ""


@dataclass(frozen=True)
class Column:
    """A column that a family may have: its field, its heads, its maker; ``group`` may stand above it."""

    field: str
    heads: tuple[str, ...]
    make: Maker
    group: str = ""
    chance: float = 0.6
    money: bool = False


@dataclass(frozen=True)
class Family:
    """A kind of ledger: the entity, its columns, words for sheet names and titles."""

    entity: str
    title: str
    columns: tuple[Column, ...]
    captions: tuple[str, ...]
    needs: tuple[str, ...] = field(default=())


SUBJECTS = [
    "智慧停车",
    "一网通办",
    "数字底座",
    "政务云",
    "城市运行感知",
    "智慧社区",
    "电子证照",
    "雪亮工程",
    "智慧医疗",
    "数据共享交换",
    "智慧供热",
    "网络安全防护",
    "感知设备普查",
    "城市大脑",
    "公共数据开放",
    "视频资源整合",
    "智能井盖",
    "窨井监测",
    "桥梁健康监测",
    "燃气泄漏预警",
]
VERBS = ["建设", "推进", "完善", "开展", "升级", "部署", "整合", "试点"]
NOUNS = ["平台", "系统", "工程", "应用场景", "专项行动", "示范项目", "二期", "改造", "联网接入", "运维服务"]
SENTENCES = [
    "正在开展需求调研",
    "完成招标文件编制，已挂网公告",
    "设备到货并安装调试",
    "与相关单位完成三轮对接",
    "已召开专题会研究",
    "方案已报审，等待批复",
    "已接入点位1,200个",
    "1.完成立项；\n2.正在采购",
    "部分点位供电未落实",
    "资金尚未到位",
    "数据回流质量不高，接口未统一",
    "加快施工进度",
    "下月组织联合验收准备",
    "建成覆盖全市的监测网络",
    "实现 95% 以上事项网上可办",
    "新增传感器5000套，接入率达到九成",
    "形成“一屏统览”<试运行>能力",
    "依托A&B平台，打通'条块'数据",
]


def _title(draw: random.Random, setting: Setting) -> Made:
    setting.serial += 1
    subject = f"{draw.choice(VERBS)}{draw.choice(SUBJECTS)}{draw.choice(NOUNS)}"
    text = (
        f"{subject}（{setting.tag}{setting.serial}号）"
        if draw.random() < 0.5
        else f"第{setting.tag}{setting.serial}项{subject}"
    )
    if draw.random() < 0.05:
        text = f"{text[:4]}\n{text[4:]}"
    return Made(text, {"title": text})


def _text(name: str) -> Maker:
    def make(draw: random.Random, _setting: Setting) -> Made:
        roll = draw.random()
        if roll < 0.15:
            return Made(draw.choice(["", "无", "/", "—", "暂无"]), {name: None})
        text = "；".join(draw.sample(SENTENCES, draw.randint(1, 2)))
        return Made(text, {name: text})

    return make


def _date(name: str, *, plain: bool = False) -> Maker:
    def make(draw: random.Random, setting: Setting) -> Made:
        if plain:
            from datetime import date

            day = date(draw.choice([2025, 2026]), draw.randint(1, 12), draw.randint(1, 28))
            text = draw.choice(
                [
                    f"{day.year}年{day.month}月{day.day}日",
                    day.isoformat(),
                    f"{day.year}.{day.month}.{day.day}",
                    f"{day.year}/{day.month}/{day.day}",
                ]
            )
            return Made(
                text if setting.text_only or draw.random() < 0.5 else day,
                {name: day},
                "" if setting.text_only else "yyyy/m/d",
            )
        made = words.dates(draw, traps=setting.traps, text_only=setting.text_only, formats=setting.formats)
        return Made(made.cell, {name: made.truth["due"]}, made.number_format)

    return make


def _money(name: str) -> Maker:
    return lambda draw, setting: words.money(draw, name, setting.unit, traps=setting.traps, text_only=setting.text_only)


def _progress(draw: random.Random, setting: Setting) -> Made:
    return words.progress(draw, setting.progress, traps=setting.traps, formats=setting.formats)


def _lead(name: str = "lead", *, empty: bool = True) -> Maker:
    def make(draw: random.Random, setting: Setting) -> Made:
        if name == "lead" and setting.roles and draw.random() < 0.15:
            return names.lead_and_support(draw)
        made = names.lead(draw, traps=setting.traps, empty=empty)
        return Made(made.cell, {name: made.truth["lead"]})

    return make


def _choice(name: str, spelled: dict[str, list[str]]) -> Maker:
    def make(draw: random.Random, _setting: Setting) -> Made:
        value = draw.choice(list(spelled))
        return Made(draw.choice(spelled[value]), {name: value})

    return make


def _plain(name: str, *texts: str) -> Maker:
    return lambda draw, _setting: (lambda text: Made(text, {name: text}))(draw.choice(texts))


def _code(name: str, start: str) -> Maker:
    def make(draw: random.Random, setting: Setting) -> Made:
        text = f"{start}-{setting.tag}{setting.serial + 1:03d}"
        return Made(text, {name: text})

    return make


def _known(name: str, *texts: str) -> Maker:
    """Name a row that the book has; the truth is its title."""
    return lambda draw, _setting: (lambda text: Made(text, {name: text}))(draw.choice(texts))


KNOWN_TASKS = tuple(f"已知任务{number}：推进城市部件普查" for number in range(1, 61))
KNOWN_CONTRACTS = tuple(f"已知合同{number}号：平台运营服务" for number in range(1, 21))
KNOWN_PLANS = ("朝阳区智慧城市建设计划", "海淀区智慧城市建设计划")
KNOWN_PILOTS = ("智慧路口试点", "无人配送试点")
OPERATORS = ("示例城市运营有限公司", "示例数据集团有限公司")

TASK = Family("task", "title", (
    Column("title", ("任务名称", "重点任务", "工作任务", "事项", "项目名称", "督办事项", "任务内容", "重点工作任务", "工作事项", "具体任务", "任务事项", "重点项目名称", "主要工作任务", "重点任务事项"), _title, chance=1),
    Column("goal", ("工作目标及举措", "工作目标", "主要内容", "建设内容", "目标任务", "主要建设内容", "建设内容及规模", "工作目标和主要举措"), _text("goal"), chance=0.5),
    Column("lead", ("责任单位", "牵头单位", "主责单位", "主办单位", "承办单位", "牵头部门", "责任部门", "牵头责任单位", "责任单位（牵头）"), _lead(), "责任单位", 0.95),
    Column("support", ("配合单位", "协办单位", "参与单位", "责任(配合)单位", "协同单位", "配合部门"), lambda draw, _setting: names.support(draw), "责任单位", 0.5),
    Column("district", ("所属区", "区", "区县", "属地", "所在区"), lambda draw, _setting: names.district(draw), chance=0.2),
    Column("leader", ("牵头市领导", "分管市领导", "牵头领导", "市领导"), _plain("leader", "市领导甲", "市领导乙"), chance=0.2),
    Column("person", ("责任人", "联系人", "负责人及电话", "联系人及联系电话"), _plain("person", "联系人甲", "经办人乙 010-00000000"), chance=0.2),
    Column("start", ("开始时间", "启动时间", "计划开始时间", "开工时间"), _date("start", plain=True), "时间安排", 0.2),
    Column("due", ("完成时限", "办结时限", "完成时间", "时间节点", "时限要求", "计划完成时间", "完成期限", "办理时限", "预计完成时间", "完成时间节点"), _date("due"), "时间安排", 0.95),
    Column("progress_text", ("进展情况", "工作进展", "落实情况", "推进情况", "目前进展情况", "截至目前进展", "最新工作进展", "办理情况", "工作推进情况"), _text("progress_text"), "进展", 0.7),
    Column("progress", ("完成率", "进度", "进度(%)", "完成进度", "形象进度", "完成比例（%）", "总体进度"), _progress, "进展", 0.5),
    Column("problems", ("存在问题", "存在的问题", "主要问题", "存在困难", "问题及困难", "存在问题及困难"), _text("problems"), "进展", 0.4),
    Column("next_steps", ("下一步措施", "下一步工作计划", "下步工作安排", "下一步安排", "下一步打算"), _text("next_steps"), "进展", 0.3),
    Column("amount", ("总投资", "投资额", "预算", "总投资额", "预算金额", "投资估算", "项目总投资"), _money("amount"), "资金", 0.6, money=True),
    Column("amount_year", ("年度计划", "年度计划投资", "本年计划投资", "年度投资"), _money("amount_year"), "资金", 0.25, money=True),
    Column("amount_done", ("累计完成", "累计完成投资", "已完成投资", "累计支出"), _money("amount_done"), "资金", 0.25, money=True),
    Column("state", ("状态", "办理状态", "任务状态", "当前状态", "完成状态"), lambda draw, _setting: words.state(draw), chance=0.3),
    Column("source_text", ("来源", "任务来源", "依据", "文件依据", "事项来源"), _plain("source_text", "市政府工作报告", "专题会议纪要第3期"), chance=0.2),
    Column("note", ("备注", "备 注", "说明"), _text("note"), chance=0.5),
), ("重点任务台账", "督办事项台账", "任务分解表", "重点工作任务清单", "智慧城市建设任务台账"))  # fmt: skip

CONTRACT = Family("contract", "title", (
    Column("code", ("合同编号", "合同号"), _code("code", "HT"), chance=0.8),
    Column("title", ("合同名称", "合同", "项目（合同）名称"), _title, chance=1),
    Column("operator", ("运营商", "乙方", "中标单位", "供应商", "承建单位"), _known("operator", *OPERATORS), chance=0.9),
    Column("kind", ("合同类型", "合同类别"), _choice("kind", {"purchase": ["政府购买服务", "购买服务"], "concession": ["特许经营"], "building": ["建设", "工程"]}), chance=0.4),
    Column("amount", ("合同金额", "合同额", "合同价款", "签约金额"), _money("amount"), chance=0.95, money=True),
    Column("signed_on", ("签订日期", "签订时间", "签约日期", "合同签订日期"), _date("signed_on", plain=True), chance=0.9),
    Column("start", ("开始日期", "服务开始", "合同开始日期"), _date("start", plain=True), "合同期限", 0.5),
    Column("end", ("结束日期", "服务截止", "合同到期", "合同结束日期", "到期日期"), _date("end", plain=True), "合同期限", 0.7),
    Column("state", ("合同状态", "履约状态", "状态"), _choice("state", {"active": ["履行中", "执行中"], "signed": ["已签订"], "accepted": ["已验收"], "terminated": ["已终止"]}), chance=0.5),
    Column("sources", ("资金来源", "经费来源"), _plain("sources", "市级财政", "区级财政，企业自筹"), chance=0.3),
), ("合同台账", "运营合同一览表", "合同管理台账"))  # fmt: skip

PAYMENT = Family("payment", "title", (
    Column("contract", ("合同名称", "合同", "所属合同"), _known("contract", *KNOWN_CONTRACTS), chance=1),
    Column("title", ("付款节点", "付款事项", "款项", "支付节点", "付款名称"), _title, chance=1),
    Column("amount", ("应付金额", "付款金额", "应付款", "计划付款金额"), _money("amount"), chance=1, money=True),
    Column("due", ("应付日期", "计划付款时间", "付款时间", "付款期限"), _date("due"), chance=0.9),
    Column("condition", ("付款条件", "支付条件"), _choice("condition", {"milestone": ["里程碑完成", "节点完成"], "acceptance": ["验收", "验收通过"]}), chance=0.5),
    Column("paid_on", ("实付日期", "实际付款时间", "实际支付日期"), _date("paid_on", plain=True), chance=0.5),
    Column("paid", ("实付金额", "已付金额", "实际支付金额"), _money("paid"), chance=0.6, money=True),
), ("付款计划台账", "资金支付台账", "付款节点一览表"), ("contract",))  # fmt: skip

PILOT = Family("pilot", "name", (
    Column("name", ("试点名称", "试点项目", "试点项目名称"), lambda draw, setting: (lambda made: Made(made.cell, {"name": made.truth["title"]}))(_title(draw, setting)), chance=1),
    Column("district", ("所属区", "区", "区县", "试点区域"), lambda draw, _setting: names.district(draw), chance=0.9),
    Column("theme", ("试点方向", "主题", "试点内容"), _plain("theme", "智慧交通", "数字社区"), chance=0.6),
    Column("stage", ("试点阶段", "阶段"), _choice("stage", {"proposed": ["申报", "拟试点"], "running": ["实施", "建设中"], "closed": ["已结束"]}), chance=0.5),
    Column("lead", ("牵头单位", "责任单位", "实施单位", "试点单位"), _lead(), chance=0.9),
    Column("start", ("开始时间", "启动时间", "试点开始时间"), _date("start", plain=True), "试点时间", 0.8),
    Column("end", ("结束时间", "完成时间", "试点结束时间"), _date("end", plain=True), "试点时间", 0.7),
    Column("budget", ("预算", "总投资", "试点经费", "经费预算"), _money("budget"), chance=0.7, money=True),
), ("试点项目清单", "智慧城市试点台账"))  # fmt: skip

MILESTONE = Family("milestone", "title", (
    Column("title", ("里程碑", "里程碑名称", "节点名称", "里程碑节点"), _title, chance=1),
    Column("plan", ("建设计划", "所属计划"), _known("plan", *KNOWN_PLANS), chance=0.8),
    Column("start", ("开始时间", "计划开始", "计划开始时间"), _date("start", plain=True), chance=0.5),
    Column("due", ("计划完成时间", "计划完成", "完成时间", "节点时间"), _date("due"), chance=1),
    Column("done_on", ("实际完成时间", "实际完成"), _date("done_on", plain=True), chance=0.6),
    Column("weight", ("权重", "权重（%）", "权重占比"), lambda draw, _setting: (lambda number: Made(number, {"weight": number}))(draw.randint(5, 40)), chance=0.7),
    Column("evidence", ("佐证材料", "完成依据", "佐证"), _plain("evidence", "验收报告", "上线截图与日志"), chance=0.4),
), ("里程碑计划表", "建设计划节点表"), ("plan",))  # fmt: skip

PLAN = Family("plan", "title", (
    Column("title", ("计划名称", "建设计划", "计划"), _title, chance=1),
    Column("district", ("区", "所属区", "区县"), lambda draw, _setting: names.district(draw), chance=1),
    Column("version", ("版本", "版本号"), _plain("version", "V1.0", "送审稿"), chance=0.4),
    Column("period_start", ("起始时间", "计划起始"), _date("period_start", plain=True), "计划期", 0.8),
    Column("period_end", ("截止时间", "计划截止"), _date("period_end", plain=True), "计划期", 0.8),
    Column("state", ("状态", "计划状态"), _choice("state", {"draft": ["编制中", "草案"], "submitted": ["已上报"], "approved": ["已批复"]}), chance=0.7),
    Column("budget", ("总预算", "预算", "总投资"), _money("budget"), chance=0.7, money=True),
), ("区级建设计划汇编", "建设计划清单"))  # fmt: skip

REPORT = Family("progress_report", "task", (
    Column("task", ("任务名称", "督办事项", "重点任务", "事项名称"), lambda draw, setting: _next_task(setting), chance=1),
    Column("organisation", ("填报单位", "报送单位", "单位", "上报单位"), _lead("organisation", empty=False), chance=0.9),
    Column("period", ("填报周期", "期次", "月份", "填报月份"), _plain("period", "2026年9月", "2026年10月"), chance=0.9),
    Column("text", ("进展情况", "工作进展", "办理情况", "本月进展情况", "本期工作进展"), _text("text"), chance=1),
    Column("progress", ("完成率", "进度", "形象进度", "完成进度"), _progress, chance=0.6),
    Column("problems", ("存在问题", "存在的问题"), _text("problems"), chance=0.7),
    Column("next_steps", ("下一步措施", "下一步工作", "下一步工作计划"), _text("next_steps"), chance=0.6),
    Column("reported_on", ("填报日期", "填报时间", "报送日期"), _date("reported_on", plain=True), chance=0.8),
), ("进展填报表", "月度进展情况填报", "工作进展月报"), ("task",))  # fmt: skip

UNIT_LIST = Family("organisation", "name", (
    Column("name", ("单位名称", "单位全称", "名称", "部门名称"), lambda draw, setting: _new_unit(setting), chance=1),
    Column("+aliases", ("简称", "常用简称", "别名"), lambda draw, setting: Made(f"示例新设{setting.serial}办" + ("、新设" + str(setting.serial) + "号" if setting.serial % 2 else ""), {}), chance=0.9),
    Column("kind", ("单位类别", "单位性质", "类别"), _choice("kind", {"department": ["市级部门", "委办局"], "company": ["企业", "公司"], "institute": ["事业单位"]}), chance=0.9),
    Column("order", ("排序", "顺序"), lambda draw, setting: Made(setting.serial, {"order": setting.serial}), chance=0.7),
), ("成员单位名单", "单位通讯名录", "单位名录"))  # fmt: skip


def _next_task(setting: Setting) -> Made:
    text = KNOWN_TASKS[setting.serial % len(KNOWN_TASKS)]
    setting.serial += 1
    return Made(text, {"task": text})


def _new_unit(setting: Setting) -> Made:
    setting.serial += 1
    text = f"北京市示例新设{setting.tag}机构第{setting.serial}办公室"
    return Made(text, {"name": text})


FAMILIES = (TASK, CONTRACT, PAYMENT, PILOT, MILESTONE, PLAN, REPORT, UNIT_LIST)


def columns_of(draw: random.Random, family: Family) -> list[Column]:
    """Draw which columns a ledger has: those that it cannot do without, and at least four."""
    wanted = [column for column in family.columns if draw.random() < column.chance]
    rest = [column for column in family.columns if column not in wanted and column.chance > 0]
    while len(wanted) < 4 and rest:
        wanted.append(rest.pop(draw.randrange(len(rest))))
    return [column for column in family.columns if column in wanted]

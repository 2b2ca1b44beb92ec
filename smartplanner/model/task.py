"""督办事项: a matter that units are held to, from registration to closing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note
from smartplanner.model.light import Light


class TaskState(Choice):
    """Where a matter stands in its life; late, due soon and behind are computed, never stored.

    ``done`` (the unit says so) and ``closed`` (the office confirms, with evidence) are different states.
    """

    REGISTERED = "registered", N_("Registered, to be divided"), "已立项 立项"
    ASSIGNING = "assigning", N_("To be assigned"), "待交办"
    SIGNING = "signing", N_("To be signed for"), "待签收"
    NOT_STARTED = "not_started", N_("Not started"), "未启动 未开工 暂未启动 待启动"
    IN_PROGRESS = "in_progress", N_("In progress"), "办理中 推进中 进行中 正在推进 序时推进 滞后"
    EXTENSION = "extension", N_("Extension requested"), "申请延期"
    REVIEW = "review", N_("Under review"), "待审核 审核中"
    RETURNED = "returned", N_("Returned for rework"), "退回补办 退办"
    DONE = "done", N_("Done"), "已办结 办结 已完成 完成"
    CLOSED = "closed", N_("Closed"), "已销号 销号"
    ARCHIVED = "archived", N_("In the archive"), "已归档 归档"
    TERMINATED = "terminated", N_("Terminated"), "中止 终止 已终止 不再实施"
    ROUTINE = "routine", N_("Turned into routine work"), "转常态化 常态化"


class ReportCycle(Choice):
    """How often units report on a matter."""

    WEEKLY = "weekly", N_("Weekly"), "周报 每周"
    MONTHLY = "monthly", N_("Monthly"), "月报 每月"
    QUARTERLY = "quarterly", N_("Quarterly"), "季报 每季度"
    NONE = "none", N_("No periodic report"), "不定期"


class DuePrecision(Choice):
    """How exactly the words named the deadline."""

    DAY = "day", N_("Day")
    TEN_DAYS = "ten_days", N_("Ten-day period")
    MONTH = "month", N_("Month")
    QUARTER = "quarter", N_("Quarter")
    HALF = "half", N_("Half-year")
    YEAR = "year", N_("Year")
    RANGE = "range", N_("Range")
    ONGOING = "ongoing", N_("Ongoing")
    NONE = "none", N_("No date")


class Priority(Choice):
    """How urgent a matter is."""

    TOP = "top", N_("Top urgent"), "特急"
    URGENT = "urgent", N_("Urgent"), "加急 急件 急"
    NORMAL = "normal", N_("Normal"), "一般 普通 平件"


MATTER, DUTY, TIME = N_("Matter"), N_("Responsibility"), N_("Time")
PROGRESS, MONEY, ORIGIN = N_("Progress"), N_("Money"), N_("Origin and context")


@entity(N_("Task"), N_("Tasks"), key=("title", "district", "lead"), sort=("due",), icon="task", section="supervision")
class Task(Row):
    """One matter under supervision: ``progress_text`` is the prose, ``progress_words`` what stood for the figure."""

    code: Annotated[
        str | None,
        note(N_("Code"), column=14, group=MATTER, heads="编号 任务编号 督办编号 事项编号 立项编号"),
    ] = None
    title: Annotated[
        str,
        note(
            N_("Title of the matter"),
            column=40,
            group=MATTER,
            heads=("任务名称 重点任务 工作任务 事项 项目名称 督办事项 任务 事项名称 "
"重点工作 工作事项 主要任务 任务内容 任务事项 建设任务 工作内容 项目 "
"重点项目 任务项 具体任务 督查事项"),
        ),
    ]  # fmt: skip
    category: Annotated[
        str | None,
        note(
            N_("Category"),
            column=16,
            group=MATTER,
            heads="任务类别 类别 领域 任务分类 分类 板块 所属领域 工作领域",
        ),
    ] = None
    goal: Annotated[
        str | None,
        note(
            N_("Goal and measures"),
            kind=Kind.LONG_TEXT,
            group=MATTER,
            heads=("工作目标及举措 工作目标 目标及举措 工作举措 主要内容 建设内容 目标任务 工作要求 年度目标 主要举措"),
        ),
    ] = None
    priority: Annotated[Priority | None, note(N_("Priority"), group=MATTER, heads="紧急程度 缓急 优先级")] = None
    parent: Annotated[str | None, note(N_("Parent task"), target="task", group=MATTER, heads="上级事项 上级任务")] = (
        None
    )
    lead: Annotated[
        str | None,
        note(
            N_("Lead unit"),
            target="organisation",
            column=20,
            group=DUTY,
            words="lead_text",
            heads=("责任单位 主责单位 牵头单位 主办单位 承办单位 牵头部门 责任部门 "
"主责部门 牵头责任单位 实施单位 建设单位 主办 牵头 承办部门 主办部门"),
        ),
    ] = None  # fmt: skip
    lead_text: Annotated[str | None, note(N_("Lead unit as given"), group=DUTY)] = None
    support: Annotated[
        tuple[str, ...],
        note(
            N_("Co-operating units"),
            target="organisation",
            column=24,
            group=DUTY,
            words="support_text",
            heads=("配合单位 协办单位 参与单位 责任(配合)单位 配合部门 协办部门 协同单位 协办 配合 参加单位"),
        ),
    ] = ()
    support_text: Annotated[str | None, note(N_("Co-operating units as given"), group=DUTY)] = None
    leader: Annotated[
        str | None,
        note(
            N_("City leader in charge"),
            group=DUTY,
            heads="牵头市领导 市领导 分管市领导 牵头领导 分管领导 包联领导",
        ),
    ] = None
    person: Annotated[
        str | None,
        note(
            N_("Person responsible"),
            group=DUTY,
            heads="责任人 负责人 联系人 联络人 经办人 联系人及电话",
        ),
    ] = None
    district: Annotated[
        str | None,
        note(
            N_("District"),
            target="district",
            column=10,
            group=DUTY,
            heads="区 所属区 区县 所在区 辖区 属地",
        ),
    ] = None
    group: Annotated[
        str | None,
        note(
            N_("Working group"),
            target="group",
            column=16,
            group=DUTY,
            heads="专项工作组 工作组 专班 工作专班 所属专班",
        ),
    ] = None
    start: Annotated[
        date | None,
        note(
            N_("Start"),
            group=TIME,
            heads="开始时间 启动时间 开工时间 起始时间 开始日期 计划开始 计划开工时间",
        ),
    ] = None
    due: Annotated[
        date | None,
        note(
            N_("Due"),
            column=12,
            group=TIME,
            words="due_text",
            heads=("完成时限 办结时限 完成时间 时间节点 时限要求 完成期限 办理时限 时限 "
"计划完成时间 截止时间 截止日期 完成节点 计划完成 办结期限 预计完成时间 "
"竣工时间 到期日 完成日期 进度安排"),
        ),
    ] = None  # fmt: skip
    due_text: Annotated[str | None, note(N_("Due as given"), group=TIME)] = None
    due_precision: Annotated[DuePrecision | None, note(N_("Due: how exact"), group=TIME)] = None
    cycle: Annotated[
        ReportCycle | None, note(N_("Reporting cycle"), group=TIME, heads="报送频次 反馈频次 填报频次")
    ] = None
    done_on: Annotated[
        date | None,
        note(
            N_("Done on"),
            group=TIME,
            heads="实际完成时间 办结日期 办结时间 实际完成日期 销号时间 实际办结时间",
        ),
    ] = None
    state: Annotated[
        TaskState | None,
        note(
            N_("State"),
            column=12,
            group=PROGRESS,
            heads="状态 是否完成 是否销号 办理状态 任务状态 完成状态 当前状态",
        ),
    ] = None
    progress: Annotated[
        float | None,
        note(
            N_("Progress"),
            kind=Kind.PERCENT,
            column=8,
            group=PROGRESS,
            words="progress_words",
            heads=("完成率 进度 形象进度 完成比例 完成进度 完成百分比 进度比例 工作进度 总体进度"),
        ),
    ] = None
    progress_words: Annotated[str | None, note(N_("Progress as given"), group=PROGRESS)] = None
    progress_text: Annotated[
        str | None,
        note(
            N_("Progress in words"),
            kind=Kind.LONG_TEXT,
            column=36,
            group=PROGRESS,
            heads=("进展情况 工作进展 落实情况 推进情况 办理情况 进展 完成情况 最新进展 "
"目前进展 工作进展情况 当前进展 办理进展 截至目前进展 进展说明 本月进展 "
"本期进展"),
        ),
    ] = None  # fmt: skip
    problems: Annotated[
        str | None,
        note(
            N_("Problems"),
            kind=Kind.LONG_TEXT,
            group=PROGRESS,
            heads="存在问题 问题 存在的问题 主要问题 困难问题 存在困难 问题及困难",
        ),
    ] = None
    next_steps: Annotated[
        str | None,
        note(
            N_("Next steps"),
            kind=Kind.LONG_TEXT,
            group=PROGRESS,
            heads=("下一步措施 下一步工作 下一步计划 下步工作 下一步安排 下一步 下步计划 整改措施"),
        ),
    ] = None
    set_light: Annotated[Light | None, note(N_("Light set by hand"), group=PROGRESS)] = None
    set_light_reason: Annotated[
        str | None, note(N_("Reason for the light set by hand"), kind=Kind.LONG_TEXT, group=PROGRESS)
    ] = None
    set_light_on: Annotated[date | None, note(N_("Light set on"), group=PROGRESS)] = None
    amount: Annotated[
        int | None,
        note(
            N_("Total investment"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            column=12,
            group=MONEY,
            words="amount_text",
            heads=("总投资 投资额 预算 资金 投资金额 总投资额 预算金额 资金总额 投资估算 项目投资 金额 概算 总预算"),
        ),
    ] = None
    amount_text: Annotated[str | None, note(N_("Total investment as given"), group=MONEY)] = None
    amount_year: Annotated[
        int | None,
        note(
            N_("Planned this year"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            group=MONEY,
            heads="年度计划 年度投资 年度计划投资 本年计划 年度资金 年度预算",
        ),
    ] = None
    amount_done: Annotated[
        int | None,
        note(
            N_("Completed so far"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            group=MONEY,
            heads="累计完成 累计完成投资 已完成投资 累计支出 完成投资 已支出 累计完成额",
        ),
    ] = None
    document: Annotated[
        str | None, note(N_("Source"), target="document", group=ORIGIN, words="source_text", heads="来源文件")
    ] = None
    source_text: Annotated[
        str | None,
        note(
            N_("Source as given"),
            group=ORIGIN,
            heads="来源 依据 任务来源 事项来源 交办来源 文件依据 督办来源",
        ),
    ] = None
    plan: Annotated[str | None, note(N_("District plan"), target="plan", group=ORIGIN, heads="建设计划 所属计划")] = (
        None
    )
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", group=ORIGIN, heads="试点 所属试点")] = None
    contract: Annotated[str | None, note(N_("Contract"), target="contract", group=ORIGIN, heads="合同 所属合同")] = None
    note: Annotated[str | None, note(N_("Note"), kind=Kind.LONG_TEXT, group=ORIGIN, heads="备注 说明 其他说明")] = None

"""付款节点: a sum of a contract that falls due on a condition."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note
from smartplanner.model.budget_batch import MoneySource


class PaymentCondition(Choice):
    """What has to be there before a sum is released."""

    MILESTONE = "milestone", N_("Milestone reached"), "里程碑完成 节点完成"
    ACCEPTANCE = "acceptance", N_("Acceptance signed"), "验收 验收通过"
    SERVICE_SCORE = "service_score", N_("Service score reached"), "考核达标 服务考核"


@entity(N_("Payment"), N_("Payments"), key=("title", "contract"), sort=("due",), icon="money", section="operation")
class Payment(Row):
    """One payment."""

    contract: Annotated[str, note(N_("Contract"), target="contract", part_of=True, column=30, heads="合同 合同名称")]
    title: Annotated[str, note(N_("Title"), column=24, heads="付款节点 付款事项 款项 支付节点")]
    amount: Annotated[
        int | None,
        note(
            N_("Amount due"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            column=14,
            heads="应付金额 付款金额 金额",
        ),
    ] = None
    due: Annotated[
        date | None,
        note(
            N_("Payable on"),
            column=12,
            words="due_text",
            heads="应付日期 计划付款时间 付款时间 付款期限",
        ),
    ] = None
    due_text: Annotated[str | None, note(N_("Payable on, as given"))] = None
    condition: Annotated[PaymentCondition | None, note(N_("Condition"), column=16, heads="付款条件 支付条件")] = None
    approved_no: Annotated[str | None, note(N_("Approval number"), column=18, heads="审批文号 批准文号")] = None
    paid_on: Annotated[date | None, note(N_("Paid on"), column=12, heads="实付日期 实际付款时间")] = None
    paid: Annotated[
        int | None,
        note(
            N_("Amount paid"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="实付金额 已付金额"
        ),
    ] = None
    share: Annotated[
        float | None, note(N_("Share of the contract"), kind=Kind.PERCENT, column=10, heads="付款比例 支付比例")
    ] = None
    milestone: Annotated[str | None, note(N_("Milestone"), target="milestone", heads="对应里程碑")] = None
    accepted_on: Annotated[date | None, note(N_("Acceptance signed on"), heads="验收日期 验收签署日期")] = None
    acceptance_no: Annotated[str | None, note(N_("Number of the acceptance"), heads="验收文号 验收报告编号")] = None
    score_needed: Annotated[
        float | None, note(N_("Service score needed"), minimum=0, maximum=100, heads="所需考核分")
    ] = None
    service_from: Annotated[date | None, note(N_("Service from"), heads="服务期起 考核期起")] = None
    service_to: Annotated[date | None, note(N_("Service to"), heads="服务期止 考核期止")] = None
    needs_approval: Annotated[bool | None, note(N_("Needs an approval number"), heads="须有审批文号")] = None
    source: Annotated[MoneySource | None, note(N_("Source of money"), column=10, heads="资金渠道")] = None
    deducted: Annotated[
        int | None,
        note(N_("Deducted"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, heads="扣款 扣款金额"),
    ] = None
    note: Annotated[str | None, note(N_("Note"), kind=Kind.LONG_TEXT, heads="备注")] = None

"""运营合同: what an operator is bound to and paid for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class ContractState(Choice):
    """Where a contract stands."""

    DRAFT = "draft", N_("Draft"), "起草 拟稿"
    APPROVAL = "approval", N_("In approval"), "审批 审批中"
    SIGNED = "signed", N_("Signed"), "签订 已签订"
    ACTIVE = "active", N_("In force"), "履行 履行中 执行中"
    CHANGED = "changed", N_("Changed"), "变更 已变更"
    ACCEPTED = "accepted", N_("Accepted"), "验收 已验收"
    EXPIRED = "expired", N_("Expired"), "到期 已到期"
    RENEWED = "renewed", N_("Renewed"), "续签 已续签"
    TERMINATED = "terminated", N_("Terminated"), "终止 已终止"


class Side(Choice):
    """Who does a part of what government, market and public create together (共建共营)."""

    GOVERNMENT = "government", N_("Government"), "政府"
    ENTERPRISE = "enterprise", N_("Enterprise"), "企业 市场"
    JOINT = "joint", N_("Government and enterprise"), "政企共同 共同"
    PUBLIC = "public", N_("The public"), "公众 社会"


class ContractKind(Choice):
    """What sort of contract it is."""

    PURCHASE = "purchase", N_("Purchase of services"), "政府购买服务 购买服务"
    CONCESSION = "concession", N_("Concession"), "特许经营"
    AUTHORISED = "authorised", N_("Authorised operation"), "授权运营"
    BUILDING = "building", N_("Building"), "建设 工程"
    OTHER = "other", N_("Other contract"), "其他"


@entity(
    N_("Contract"),
    N_("Contracts"),
    key=("title", "operator"),
    sort=("signed_on",),
    icon="contract",
    section="operation",
)
class Contract(Row):
    """One contract."""

    code: Annotated[str | None, note(N_("Contract number"), column=16, heads="合同编号 编号")] = None
    title: Annotated[str, note(N_("Title"), column=36, heads="合同名称 合同 项目名称")]
    operator: Annotated[
        str | None, note(N_("Operator"), target="operator", column=24, heads="运营商 乙方 中标单位")
    ] = None
    kind: Annotated[ContractKind | None, note(N_("Kind of contract"), column=14, heads="合同类型 合同类别")] = None
    amount: Annotated[
        int | None,
        note(
            N_("Contract amount"),
            kind=Kind.MONEY,
            unit=N_("10,000 yuan"),
            minimum=0,
            column=14,
            words="amount_text",
            heads="合同金额 合同额 金额 合同价款",
        ),
    ] = None
    amount_text: Annotated[str | None, note(N_("Contract amount as given"))] = None
    signed_on: Annotated[date | None, note(N_("Signed on"), column=12, heads="签订日期 签订时间 签约日期")] = None
    start: Annotated[date | None, note(N_("Start"), column=12, heads="开始日期 服务开始 合同开始")] = None
    end: Annotated[date | None, note(N_("End"), column=12, heads="结束日期 服务截止 合同到期 到期日期")] = None
    state: Annotated[ContractState | None, note(N_("State"), column=10, heads="状态 合同状态")] = None
    district: Annotated[str | None, note(N_("District"), target="district", heads="区 所属区")] = None
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", heads="试点")] = None
    sources: Annotated[str | None, note(N_("Sources of money"), kind=Kind.LONG_TEXT, heads="资金来源")] = None
    buyer: Annotated[
        str | None, note(N_("Commissioning unit"), target="organisation", column=22, heads="甲方 采购单位 委托单位")
    ] = None
    plan: Annotated[str | None, note(N_("District plan"), target="plan", heads="建设计划 所属计划")] = None
    area: Annotated[str | None, note(N_("Area"), column=14, heads="运营领域")] = None
    sole_source: Annotated[bool | None, note(N_("Sole source"), heads="单一来源 单一来源采购")] = None
    renews: Annotated[str | None, note(N_("Renews the contract"), target="contract", heads="原合同 续签自")] = None
    score_needed: Annotated[
        float | None,
        note(N_("Service score that counts as kept"), minimum=0, maximum=100, heads="考核达标线 达标分"),
    ] = None
    deduct_percent: Annotated[
        float | None,
        note(N_("Deducted share per point below"), kind=Kind.PERCENT, heads="每低一分扣款比例 每分扣款比例"),
    ] = None
    deduct_limit: Annotated[
        float | None, note(N_("Deducted share at most"), kind=Kind.PERCENT, heads="扣款比例上限 扣款上限")
    ] = None
    invested_by: Annotated[Side | None, note(N_("Who invests"), heads="投资方")] = None
    built_by: Annotated[Side | None, note(N_("Who builds"), heads="建设方")] = None
    run_by: Annotated[Side | None, note(N_("Who runs it"), heads="运营方")] = None
    benefits: Annotated[Side | None, note(N_("Who benefits"), heads="受益方")] = None
    participation: Annotated[
        str | None, note(N_("How the public takes part"), kind=Kind.LONG_TEXT, heads="公众参与方式")
    ] = None
    payment_terms: Annotated[
        str | None,
        note(
            N_("Terms of payment as agreed"),
            kind=Kind.LONG_TEXT,
            heads="付款节点 付款方式 支付方式 付款约定 付款计划 付款安排 支付节点 支付条款 付款条款",
        ),
    ] = None
    note: Annotated[str | None, note(N_("Note"), kind=Kind.LONG_TEXT, heads="备注")] = None

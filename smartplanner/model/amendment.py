"""补充协议: a later change of a contract; the contract keeps its original."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Amendment"),
    N_("Amendments"),
    key=("title", "contract"),
    sort=("signed_on",),
    icon="contract",
    section="operation",
)
class Amendment(Row):
    """One amendment."""

    contract: Annotated[str, note(N_("Contract"), target="contract", part_of=True, column=30, heads="合同 合同名称")]
    title: Annotated[str, note(N_("Title"), column=30, heads="补充协议 协议名称")]
    signed_on: Annotated[date | None, note(N_("Signed on"), column=12, heads="签订日期 签订时间")] = None
    amount_change: Annotated[
        int | None,
        note(N_("Change of the amount"), kind=Kind.MONEY, unit=N_("10,000 yuan"), column=14, heads="金额变化 增减金额"),
    ] = None
    new_end: Annotated[date | None, note(N_("New end"), column=12, heads="变更后到期日 新到期日")] = None
    text: Annotated[str | None, note(N_("What changes"), kind=Kind.LONG_TEXT, column=36, heads="变更内容")] = None
    number: Annotated[str | None, note(N_("Number of the amendment"), column=14, heads="补充协议编号")] = None
    new_start: Annotated[date | None, note(N_("New start"), heads="变更后开始日期")] = None

"""资金批次: money that came in one batch and is shared by several plans, pilots and contracts."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class MoneySource(Choice):
    """Where money comes from."""

    FISCAL = "fiscal", N_("Fiscal funds"), "财政 财政资金"
    BOND = "bond", N_("Special bonds"), "专项债 专项债券"
    SOCIAL = "social", N_("Private capital"), "社会资本"
    OWN = "own", N_("Own funds"), "自筹 自有资金"
    OTHER = "other", N_("Other money"), "其他资金"


@entity(
    N_("Budget batch"), N_("Budget batches"), key=("title", "year"), sort=("year",), icon="money", section="operation"
)
class BudgetBatch(Row):
    """One batch."""

    title: Annotated[str, note(N_("Title"), column=30, heads="资金批次 批次名称")]
    year: Annotated[int, note(N_("Year"), minimum=1990, maximum=2100, column=8, heads="批次年度")]
    source: Annotated[MoneySource, note(N_("Source of money"), column=12, heads="资金渠道")]
    amount: Annotated[
        int | None,
        note(N_("Amount"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="批次金额"),
    ] = None
    document: Annotated[str | None, note(N_("Approving document"), target="document", column=24)] = None

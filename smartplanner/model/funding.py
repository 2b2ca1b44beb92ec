"""资金安排: money for one plan, pilot or contract, of one source in one year."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note
from smartplanner.model.budget_batch import MoneySource


@entity(
    N_("Funding"),
    N_("Fundings"),
    key=("plan", "pilot", "contract", "year", "source"),
    title="year",
    sort=("year",),
    icon="money",
    section="planning",
)
class Funding(Row):
    """One sum."""

    plan: Annotated[str | None, note(N_("District plan"), target="plan", column=28, heads="建设计划 所属计划")] = None
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", column=20)] = None
    contract: Annotated[str | None, note(N_("Contract"), target="contract", column=24)] = None
    year: Annotated[int, note(N_("Year"), minimum=1990, maximum=2100, column=8, heads="资金年度")]
    source: Annotated[MoneySource, note(N_("Source of money"), column=12, heads="资金渠道")]
    batch: Annotated[
        str | None, note(N_("Batch of the budget"), target="budget_batch", column=16, heads="资金批次")
    ] = None
    amount: Annotated[
        int | None,
        note(N_("Planned amount"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="安排资金"),
    ] = None
    spent: Annotated[
        int | None,
        note(N_("Spent so far"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="已支出资金"),
    ] = None
    area: Annotated[str | None, note(N_("Area"), column=14, heads="资金领域")] = None

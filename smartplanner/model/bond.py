"""保证金: money held as security for a contract, and when it goes back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class BondKind(Choice):
    """What the money secures."""

    PERFORMANCE = "performance", N_("Performance bond"), "履约保证金"
    WARRANTY = "warranty", N_("Warranty bond"), "质保金 质量保证金"
    TENDER = "tender", N_("Tender bond"), "投标保证金"


@entity(
    N_("Bond"),
    N_("Bonds"),
    key=("contract", "kind"),
    title="contract",
    sort=("release_on",),
    icon="money",
    section="operation",
)
class Bond(Row):
    """One bond."""

    contract: Annotated[str, note(N_("Contract"), target="contract", part_of=True, column=30, heads="合同 合同名称")]
    kind: Annotated[BondKind, note(N_("Kind of bond"), column=14, heads="保证金类型 类型")]
    amount: Annotated[
        int | None,
        note(N_("Amount"), kind=Kind.MONEY, unit=N_("10,000 yuan"), minimum=0, column=14, heads="保证金金额 金额"),
    ] = None
    release_on: Annotated[date | None, note(N_("To be released on"), column=12, heads="应退日期 退还日期")] = None
    released_on: Annotated[date | None, note(N_("Released on"), column=12, heads="实退日期 实际退还日期")] = None
    condition: Annotated[str | None, note(N_("Released when"), kind=Kind.LONG_TEXT, heads="退还条件")] = None
    valid_until: Annotated[date | None, note(N_("Guarantee valid until"), column=12, heads="保函有效期至")] = None

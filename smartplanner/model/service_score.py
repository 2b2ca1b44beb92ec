"""月度考核: how well a service was rendered in one month."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Service score"),
    N_("Service scores"),
    key=("contract", "level", "period"),
    title="period",
    icon="score",
    section="operation",
)
class ServiceScore(Row):
    """One score of one month."""

    contract: Annotated[str, note(N_("Contract"), target="contract", part_of=True, column=30, heads="合同 合同名称")]
    level: Annotated[
        str | None, note(N_("Service level"), target="service_level", column=24, heads="服务项 考核项")
    ] = None
    period: Annotated[str, note(N_("Month assessed"), column=12, heads="考核月份 考核周期 月份")]
    score: Annotated[float | None, note(N_("Score"), minimum=0, maximum=100, column=8, heads="得分 考核得分")] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=30, heads="说明 考核说明")] = None

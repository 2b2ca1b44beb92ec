"""集中度规则: from where on so much hanging on one company is yellow or red."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class ConcentrationMeasure(Choice):
    """What is measured."""

    LARGEST = "largest", N_("Share of the largest operator (%)"), "最大份额"
    TOP_THREE = "top_three", N_("Share of the three largest (%)"), "前三份额"
    HHI = "hhi", N_("Herfindahl index (0–10,000)"), "赫芬达尔指数"
    ENDING_TOGETHER = "ending_together", N_("Share of one operator's money that ends in one quarter (%)"), "集中到期"
    SINGLE = "single", N_("Areas or districts with a single operator"), "独家运营"
    SOLE_RENEWALS = "sole_renewals", N_("Sole-source renewals in a row"), "单一来源续签"


class ConcentrationCut(Choice):
    """What the measure is taken over."""

    CITY = "city", N_("Whole city"), "全市"
    DISTRICT = "district", N_("Each district"), "各区"
    AREA = "area", N_("Each area"), "各领域"


@entity(
    N_("Concentration rule"),
    N_("Concentration rules"),
    key=("measure", "cut"),
    title="measure",
    sort=("order",),
    icon="light",
    section="base",
)
class ConcentrationRule(Row):
    """One threshold: from ``yellow`` on it is yellow, from ``red`` on red."""

    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    measure: Annotated[ConcentrationMeasure, note(N_("Measure"), column=40)]
    cut: Annotated[ConcentrationCut, note(N_("Taken over"), column=12)]
    yellow: Annotated[float | None, note(N_("Yellow from"), minimum=0, column=10)] = None
    red: Annotated[float | None, note(N_("Red from"), minimum=0, column=10)] = None
    remark: Annotated[str | None, note(N_("Remark"), column=30)] = None

"""评估打分: one indicator's score of a pilot or a district."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Assessment"),
    N_("Assessments"),
    key=("indicator", "pilot", "district", "scorer"),
    title="indicator",
    sort=("assessed_on",),
    icon="score",
    section="planning",
)
class Assessment(Row):
    """One score."""

    indicator: Annotated[str, note(N_("Indicator"), column=30, heads="评估指标 指标 指标名称")]
    pilot: Annotated[str | None, note(N_("Pilot"), target="pilot", column=24, heads="试点 试点名称")] = None
    district: Annotated[str | None, note(N_("District"), target="district", column=14, heads="区 所属区")] = None
    score: Annotated[float | None, note(N_("Score"), minimum=0, maximum=100, column=8, heads="得分 评分")] = None
    weight: Annotated[float | None, note(N_("Weight"), kind=Kind.PERCENT, column=8, heads="权重")] = None
    evidence: Annotated[str | None, note(N_("Evidence"), kind=Kind.LONG_TEXT, column=30, heads="评分依据 佐证材料")] = (
        None
    )
    assessed_on: Annotated[date | None, note(N_("Assessed on"), column=12, heads="评估日期 评估时间")] = None
    sheet: Annotated[str | None, note(N_("Assessment sheet"), column=16, heads="评估表 评估阶段")] = None
    scorer: Annotated[str | None, note(N_("Scorer"), column=12, heads="评估人 评分人")] = None
    veto: Annotated[bool | None, note(N_("Veto item"), column=8, heads="一票否决")] = None

"""运营商: a company that runs systems for the city, in one of three models."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class OperatorModel(Choice):
    """The three models in use."""

    STATE_OWNED = "state_owned", N_("State-owned"), "国有独资 国有"
    JOINT_VENTURE = "joint_venture", N_("Joint venture"), "政企合资 合资"
    PRIVATE = "private", N_("Private"), "民营 民营企业"


@entity(
    N_("Operator"), N_("Operators"), key=("organisation",), title="organisation", icon="company", section="operation"
)
class Operator(Row):
    """One operator; its name is that of its organisation."""

    organisation: Annotated[
        str, note(N_("Organisation"), target="organisation", column=34, heads="运营商 企业名称 公司名称 运营单位")
    ]
    model: Annotated[OperatorModel | None, note(N_("Operating model"), column=14, heads="运营模式 企业性质")] = None
    shares: Annotated[str | None, note(N_("Shareholding"), kind=Kind.LONG_TEXT, column=30, heads="股权结构 股比")] = (
        None
    )
    chief_officer: Annotated[str | None, note(N_("Chief operating officer"), column=16, heads="首席智慧城市运营官")] = (
        None
    )

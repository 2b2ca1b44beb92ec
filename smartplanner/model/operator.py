"""运营商: a company that runs systems for the city, in one of three models."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class OperatorModel(Choice):
    """The three models in use."""

    STATE_OWNED = "state_owned", N_("State-owned"), "国有独资 国有"
    JOINT_VENTURE = "joint_venture", N_("Joint venture"), "政企合资 合资"
    PRIVATE = "private", N_("Private"), "民营 民营企业"


class SecurityLevel(Choice):
    """The graded protection (等保) that an operator's systems are certified for."""

    FIRST = "first", N_("Level one"), "一级 等保一级"
    SECOND = "second", N_("Level two"), "二级 等保二级"
    THIRD = "third", N_("Level three"), "三级 等保三级"
    FOURTH = "fourth", N_("Level four"), "四级 等保四级"


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
    state_share: Annotated[
        float | None, note(N_("State share"), kind=Kind.PERCENT, column=10, heads="国有股比 国有持股比例")
    ] = None
    board_seats: Annotated[int | None, note(N_("Seats on the board"), minimum=0, maximum=99, heads="董事会席位")] = None
    state_seats: Annotated[
        int | None, note(N_("Seats of the state side"), minimum=0, maximum=99, heads="国有方席位")
    ] = None
    terms: Annotated[
        str | None,
        note(N_("Terms of concession or purchase"), kind=Kind.LONG_TEXT, heads="特许经营或购买条款 合作条款"),
    ] = None
    term_until: Annotated[date | None, note(N_("Terms end on"), heads="合作期限至")] = None
    security_level: Annotated[
        SecurityLevel | None, note(N_("Security level"), column=10, heads="安全等级 等保等级")
    ] = None
    key_people: Annotated[str | None, note(N_("Key people"), kind=Kind.LONG_TEXT, heads="关键人员")] = None
    risks: Annotated[str | None, note(N_("Risks"), kind=Kind.LONG_TEXT, heads="风险 主要风险")] = None

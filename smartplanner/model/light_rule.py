"""亮灯规则: the table that says when a matter has which light; read from the top, the first row that fits decides."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note
from smartplanner.model.light import Light


class LightCondition(Choice):
    """What a row asks; ``threshold`` is in the unit that the name says."""

    DONE = "done", N_("Done or closed"), "已办结"
    ENDED = "ended", N_("Terminated or routine"), "已终止"
    OVERDUE = "overdue", N_("Overdue by at least (days)"), "逾期"
    BEHIND = "behind", N_("Behind schedule by more than (points)"), "落后序时"
    BEHIND_FROM = "behind_from", N_("Behind schedule by at least (points)"), "落后序时达到"
    BEHIND_SHARE = "behind_share", N_("Behind schedule by more than (% of what was due)"), "缺口占比"
    START_MISSED = "start_missed", N_("Should have started at least (days) ago"), "应开工未开工"
    DUE_WITHIN = "due_within", N_("Due within (days)"), "临近时限"
    PROGRESS_BELOW = "progress_below", N_("Progress below (%)"), "进度低于"
    CAUGHT_UP = "caught_up", N_("Caught up after a red light within (days)"), "曾亮红灯"
    UNREPORTED = "unreported", N_("Reporting periods missed at least"), "未按期填报"
    NOT_STARTED = "not_started", N_("Not started and not due within (days)"), "未启动"
    OTHERWISE = "otherwise", N_("Everything else"), "其他"


@entity(
    N_("Light rule"),
    N_("Light rules"),
    key=("order",),
    title="condition",
    sort=("order",),
    icon="light",
    section="base",
)
class LightRule(Row):
    """One row.  ``progress_below`` makes it fit only matters with less progress than that."""

    order: Annotated[int, note(N_("Order"), minimum=0, column=8)]
    condition: Annotated[LightCondition, note(N_("If"), column=36)]
    threshold: Annotated[float | None, note(N_("Threshold"), minimum=0, column=10)] = None
    progress_below: Annotated[float | None, note(N_("And progress below"), kind=Kind.PERCENT, column=12)] = None
    light: Annotated[Light, note(N_("then the light is"), column=12)]
    meaning: Annotated[str | None, note(N_("Meaning"), column=30)] = None

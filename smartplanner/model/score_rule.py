"""考核规则: what gains or costs a unit points in the supervision score."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class ScoreCondition(Choice):
    """What is counted in a period."""

    BASE = "base", N_("Base score"), "基础分"
    DONE_IN_TIME = "done_in_time", N_("Each matter done in time"), "按时办结"
    DONE_LATE = "done_late", N_("Each matter done late"), "逾期办结"
    OVERDUE = "overdue", N_("Each matter overdue at the end"), "逾期未办结"
    RETURNED = "returned", N_("Each return"), "退办"
    URGED = "urged", N_("Each reminder from a slip on"), "催办"
    EXTENDED = "extended", N_("Each extension granted"), "延期"
    UNREPORTED = "unreported", N_("Each missed report"), "漏报"
    REPORTED_LATE = "reported_late", N_("Each late report"), "迟报"
    UNSIGNED = "unsigned", N_("Each matter not signed for"), "未签收"
    BY_HAND = "by_hand", N_("Recognised by hand"), "人工认定"


@entity(
    N_("Score rule"),
    N_("Score rules"),
    key=("title",),
    sort=("order",),
    icon="score",
    section="base",
)
class ScoreRule(Row):
    """One row; points may be negative.  ``support_factor`` is the share that counts for co-operating units."""

    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    title: Annotated[str, note(N_("Score item"), column=30)]
    condition: Annotated[ScoreCondition, note(N_("Counted for"), column=24)]
    points: Annotated[float, note(N_("Points each"), minimum=-1000, maximum=1000, column=10)]
    limit: Annotated[float | None, note(N_("At most (points)"), minimum=0, column=10)] = None
    support_factor: Annotated[float | None, note(N_("Share for co-operating units"), kind=Kind.PERCENT, column=12)] = (
        None
    )

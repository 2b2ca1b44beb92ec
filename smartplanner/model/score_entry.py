"""加减分认定: points that the office gives or takes by hand, with the reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Score entry"),
    N_("Score entries"),
    key=("organisation", "given_on", "reason"),
    title="reason",
    sort=("given_on",),
    icon="score",
    section="supervision",
)
class ScoreEntry(Row):
    """One entry."""

    organisation: Annotated[str, note(N_("Organisation"), target="organisation", column=24, heads="被考核单位")]
    given_on: Annotated[date, note(N_("Given on"), column=12, heads="认定日期")]
    points: Annotated[float, note(N_("Points"), minimum=-1000, maximum=1000, column=8, heads="加减分")]
    reason: Annotated[str, note(N_("Why"), kind=Kind.LONG_TEXT, column=40, heads="加减分事由")]
    task: Annotated[str | None, note(N_("Task"), target="task", column=30)] = None
    rule: Annotated[str | None, note(N_("Score item"), target="score_rule", column=20)] = None
    decided_by: Annotated[str | None, note(N_("Decided by"), column=12)] = None

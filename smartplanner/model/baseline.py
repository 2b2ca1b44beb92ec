"""计划版本: a plan as it was submitted, approved or adjusted, held with the approving document."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class BaselineKind(Choice):
    """Which version it is."""

    SUBMITTED = "submitted", N_("As submitted"), "上报版"
    APPROVED = "approved", N_("As approved"), "批复版"
    ADJUSTED = "adjusted", N_("As adjusted"), "调整版"


@entity(
    N_("Plan version"),
    N_("Plan versions"),
    key=("title", "plan"),
    sort=("taken_on",),
    icon="flag",
)
class Baseline(Row):
    """One version; what it holds are the rows of ``baseline_item``."""

    plan: Annotated[str, note(N_("District plan"), target="plan", part_of=True, column=30)]
    title: Annotated[str, note(N_("Title"), column=30)]
    kind: Annotated[BaselineKind, note(N_("Version"), column=10)]
    taken_on: Annotated[date, note(N_("Taken on"), column=12)]
    document: Annotated[str | None, note(N_("Approving document"), target="document", column=30)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=30)] = None

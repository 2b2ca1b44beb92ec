"""前后置关系: how the dates of one milestone hold those of another."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Row, entity, note


class DependencyKind(Choice):
    """Which end holds which, with the letters that MS Project uses."""

    FINISH_START = "finish_start", N_("Finish to start (FS)"), "FS 完成-开始"
    START_START = "start_start", N_("Start to start (SS)"), "SS 开始-开始"
    FINISH_FINISH = "finish_finish", N_("Finish to finish (FF)"), "FF 完成-完成"
    START_FINISH = "start_finish", N_("Start to finish (SF)"), "SF 开始-完成"


@entity(N_("Dependency"), N_("Dependencies"), key=("before", "after"), title="before", icon="link")
class Dependency(Row):
    """One link; a milestone's plain ``after`` list means the same as finish to start without lag."""

    before: Annotated[str, note(N_("Comes first"), target="milestone", column=30)]
    after: Annotated[str, note(N_("Follows"), target="milestone", part_of=True, column=30)]
    kind: Annotated[DependencyKind, note(N_("Kind of dependency"), column=16)] = DependencyKind.FINISH_START
    lag: Annotated[int | None, note(N_("Lag (workdays)"), minimum=-1000, maximum=1000, column=10)] = None

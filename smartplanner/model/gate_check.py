"""评审检查项: one point of a gate's checklist."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Gate check"), N_("Gate checks"), key=("gate", "text"), title="text", sort=("order",), icon="list")
class GateCheck(Row):
    """One point; ``passed`` is empty until somebody looked."""

    gate: Annotated[str, note(N_("Gate review"), target="gate", part_of=True, column=24)]
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    text: Annotated[str, note(N_("Point to check"), kind=Kind.LONG_TEXT, column=40)]
    passed: Annotated[bool | None, note(N_("Passed"), column=8)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=30)] = None
    task: Annotated[str | None, note(N_("Task made of it"), target="task")] = None

"""计划版本内容: one milestone, sum or commitment as a version of the plan held it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class HeldKind(Choice):
    """What was held."""

    PLAN = "plan", N_("The plan itself")
    MILESTONE = "milestone", N_("A milestone")
    FUNDING = "funding", N_("A sum of money")
    COMMITMENT = "commitment", N_("A commitment")


@entity(N_("Item of a plan version"), N_("Items of plan versions"), key=("baseline", "what", "of"), icon="list")
class BaselineItem(Row):
    """One held thing: ``of`` is the id of the row that it was taken from, which may be gone by now."""

    baseline: Annotated[str, note(N_("Plan version"), target="baseline", part_of=True)]
    what: Annotated[HeldKind, note(N_("What is held"), column=12)]
    of: Annotated[str, note(N_("Row"), column=12)]
    title: Annotated[str | None, note(N_("Title"), kind=Kind.LONG_TEXT, column=36)] = None
    start: Annotated[date | None, note(N_("Begin"), column=12)] = None
    due: Annotated[date | None, note(N_("Due"), column=12)] = None
    amount: Annotated[int | None, note(N_("Amount"), kind=Kind.MONEY, unit=N_("10,000 yuan"))] = None
    indicator: Annotated[str | None, note(N_("Indicator"))] = None
    target: Annotated[str | None, note(N_("Target value"))] = None
    text: Annotated[str | None, note(N_("Words"), kind=Kind.LONG_TEXT)] = None

"""股东: who holds how much of an operator."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Choice, Kind, Row, entity, note


class ShareholderNature(Choice):
    """Whose money it is."""

    STATE = "state", N_("State capital"), "国有 国资"
    PRIVATE = "private", N_("Private shareholder"), "民营 民资"
    FOREIGN = "foreign", N_("Foreign capital"), "外资"
    STAFF = "staff", N_("Staff holding"), "员工持股"


@entity(N_("Shareholder"), N_("Shareholders"), key=("name", "operator"), title="name", icon="people")
class Shareholder(Row):
    """One holding; the shares of one operator add up to 100 %."""

    operator: Annotated[str, note(N_("Operator"), target="operator", part_of=True, column=30, heads="运营商")]
    name: Annotated[str, note(N_("Name of the shareholder"), column=30, heads="股东 股东名称")]
    share: Annotated[float, note(N_("Share held"), kind=Kind.PERCENT, column=10, heads="持股比例")]
    nature: Annotated[ShareholderNature | None, note(N_("Nature of the capital"), column=12, heads="股东性质")] = None
    seats: Annotated[int | None, note(N_("Board seats"), minimum=0, maximum=99, column=8, heads="董事席位")] = None

"""视图: a list or board as a person set it up: what it shows, in which order, grouped how."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Saved view"), N_("Saved views"), key=("page", "name"), title="name", sort=("order",), icon="view")
class SavedView(Row):
    """One view of a ``page`` (as the navigation calls it); ``content`` is its setting as JSON."""

    name: Annotated[str, note(N_("Name of the view"), column=30)]
    page: Annotated[str, note(N_("Page of the view"), column=16)]
    content: Annotated[str, note(N_("Setting of the view"), kind=Kind.LONG_TEXT)]
    order: Annotated[int | None, note(N_("Order"), minimum=0, column=8)] = None
    briefing: Annotated[bool | None, note(N_("Shown before a meeting"), column=8)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT)] = None

"""关联: two records that belong together for a reason that no field says; it is seen from both."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Link"), N_("Links"), key=("of", "other"), title="other", icon="link")
class Link(Row):
    """One link between two records, each named by its entity and id."""

    entity: Annotated[str, note(N_("Kind of record"), column=12)]
    of: Annotated[str, note(N_("Record"), column=12)]
    other_entity: Annotated[str, note(N_("Kind of the other record"), column=12)]
    other: Annotated[str, note(N_("Other record"), column=12)]
    remark: Annotated[str | None, note(N_("Why they belong together"), kind=Kind.LONG_TEXT, column=30)] = None

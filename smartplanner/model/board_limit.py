"""在办上限: how many open matters a column of the board should hold at most (a WIP limit)."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Row, entity, note


@entity(N_("Board limit"), N_("Board limits"), key=("grouping", "value"), title="value", icon="board")
class BoardLimit(Row):
    """One limit: ``grouping`` is the field a board is grouped by, ``value`` the column (a stored value or an id)."""

    grouping: Annotated[str, note(N_("Board grouped by"), column=16)]
    value: Annotated[str, note(N_("Column"), column=24)]
    limit: Annotated[int, note(N_("At most"), minimum=1, maximum=100000, column=8)]

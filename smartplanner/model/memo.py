"""批注: what somebody wrote down about a record, beside the record's own fields."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Memo"), N_("Memos"), key=("of", "text", "written_on"), title="text", sort=("written_on",), icon="memo")
class Memo(Row):
    """One memo: ``entity`` and ``of`` name the record."""

    entity: Annotated[str, note(N_("Kind of record"), column=12)]
    of: Annotated[str, note(N_("Record"), column=12)]
    text: Annotated[str, note(N_("Text of the memo"), kind=Kind.LONG_TEXT, column=60)]
    written_on: Annotated[date | None, note(N_("Written on"), column=12)] = None
    written_by: Annotated[str | None, note(N_("Written by"), column=12)] = None
    pinned: Annotated[bool | None, note(N_("Kept on top"), column=8)] = None

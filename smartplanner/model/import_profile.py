"""导入方案: what was decided about the ledgers of one sender and layout, for the next one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Import profile"), N_("Import profiles"), key=("sender", "layout"), title="name", icon="tag")
class ImportProfile(Row):
    """One remembered set of answers: ``layout`` is a fingerprint of the heads, ``content`` the choices as JSON."""

    name: Annotated[str, note(N_("Name of the import profile"), column=34)]
    sender: Annotated[str, note(N_("Sender of the ledgers"), column=24)]
    layout: Annotated[str, note(N_("Fingerprint of the layout"), longest=64)]
    content: Annotated[str, note(N_("Remembered answers"), kind=Kind.LONG_TEXT)]
    used_on: Annotated[date | None, note(N_("Last used on"), column=12)] = None

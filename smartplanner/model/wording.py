"""措辞: an office's own template for a paper; where there is none, ours serves."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(N_("Wording"), N_("Wordings"), key=("template",), title="template", icon="template")
class Wording(Row):
    """The text of one template, by the name of its file (``monthly_briefing.md.j2``); ``active`` switches it on."""

    template: Annotated[str, note(N_("Template"), column=24)]
    text: Annotated[str, note(N_("Text of the template"), kind=Kind.LONG_TEXT)]
    active: Annotated[bool | None, note(N_("In use"), column=8)] = True
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT)] = None

"""资质证照: a licence or certificate of an operator, and when it runs out."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Row, entity, note


@entity(N_("Licence"), N_("Licences"), key=("title", "operator"), sort=("expires_on",), icon="document")
class Licence(Row):
    """One licence."""

    operator: Annotated[str, note(N_("Operator"), target="operator", part_of=True, column=30, heads="运营商")]
    title: Annotated[str, note(N_("Licence title"), column=30, heads="资质名称 证照名称")]
    number: Annotated[str | None, note(N_("Licence number"), column=20, heads="证书编号")] = None
    issued_on: Annotated[date | None, note(N_("Issued on"), column=12, heads="发证日期")] = None
    expires_on: Annotated[date | None, note(N_("Valid until"), column=12, heads="有效期至")] = None

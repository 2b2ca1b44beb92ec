"""单位别名: a short form under which ledgers name an organisation."""

from __future__ import annotations

from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Row, entity, note


@entity(N_("Alias"), N_("Aliases"), key=("name",), title="name", sort=("name",), icon="tag")
class Alias(Row):
    """One short form; a short form stands for one organisation only."""

    organisation: Annotated[
        str, note(N_("Organisation"), target="organisation", part_of=True, column=34, heads="单位 单位全称")
    ]
    name: Annotated[str, note(N_("Alias"), column=20, heads="别名 简称")]

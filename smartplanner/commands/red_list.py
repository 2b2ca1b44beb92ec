"""The red list as a workbook, as it is sent around and written on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.commands.office import Office
from smartplanner.fields.description import Kind
from smartplanner.model.light import Light
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import KINDS, RedItem, say_item
from smartplanner.queries.red_list import RedGroup


def export_red_list(office: Office, groups: Iterable[RedGroup], path: Path, *, as_of: date) -> int:
    """Write the entries of *groups* in their order to a workbook; returns how many.

    Raises a Problem when the file cannot be put in its place; then an older file there is as it was.
    """
    from smartplanner.excel.writing.writer import (  # slow to load, and most starts never write one
        SheetColumn,
        write_rows,
    )

    columns = [
        SheetColumn(_("Light"), 8), SheetColumn(_("What is lacking"), 14), SheetColumn(_("Code"), 14),
        SheetColumn(_("Title"), 44), SheetColumn(_("Unit"), 28), SheetColumn(_("Working group"), 20),
        SheetColumn(_("District"), 12), SheetColumn(_("Day that counts"), 12, Kind.DATE), SheetColumn(_("Why"), 36),
        SheetColumn(_("Whose turn"), 28),
    ]  # fmt: skip
    rows = (_row(office.reader, item) for group in groups for item in group.items)
    return write_rows(path, _("Red list"), columns, rows, caption=_("as of {day}", day=as_of.isoformat()))


def _row(reader: Reader, item: RedItem) -> list[Any]:
    unit = reader.name("organisation", item.unit) if item.unit else ""
    return [
        _(Light.of(item.light).label), _(KINDS[item.kind]), item.code, item.title, unit,
        reader.name("group", item.group) if item.group else "",
        reader.name("district", item.district) if item.district else "",
        item.day, say_item(item), _("the office") if item.at_the_office else unit or _("nobody named"),
    ]  # fmt: skip

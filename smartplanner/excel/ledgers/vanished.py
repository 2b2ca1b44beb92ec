"""Rows that an earlier version of a file held and this one does not: told, never deleted.

Versions of one file are called alike but for dates, numbers and marks of copies (朝阳区台账0930.xlsx and
朝阳区台账10月(1).xlsx).  Compared are the rows that their imports made or changed, as far as they are still in the
book and belong to the districts that the file speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.excel.proposal import REFUSED, VANISHED, RowReading, SheetReading
from smartplanner.fields import text
from smartplanner.model import entities
from smartplanner.queries import Reader

_VERSION = re.compile(
    r"\.\w{2,4}$|[\d\s._\-—()\[\]【】年月日号vV]|副本|拷贝|copy|最新版?|最终版?|终稿|定稿|修改版?|更新版?|报送版?|第.{1,3}[版期周]"
)


def with_vanished(
    sheets: Sequence[SheetReading], reader: Reader, file: str, changes: Mapping[str, Sequence[Change]]
) -> tuple[SheetReading, ...]:
    """Return *sheets* with the vanished rows told at the first table of each entity."""
    earlier = [name for name in reader.imported_files() if same_file(name, file)]
    found = list(sheets)
    for entity in {sheet.entity for sheet in sheets if sheet.entity and sheet.rows} if earlier else ():
        number = next(index for index, sheet in enumerate(found) if sheet.entity == entity and sheet.rows)
        gone = _gone(entity, [sheet for sheet in sheets if sheet.entity == entity], reader, earlier, changes)
        notes = tuple(_note(row, found[number].sheet, file) for row in gone)
        found[number] = replace(found[number], vanished=gone, problems=(*notes, *found[number].problems))
    return tuple(found)


def same_file(first: str, second: str) -> bool:
    """Return whether two file names are versions of one."""
    return _core(first) == _core(second)


def _core(name: str) -> str:
    core = _VERSION.sub("", text.clean(name).lower())
    return core or name


def _gone(
    entity: str,
    sheets: Sequence[SheetReading],
    reader: Reader,
    earlier: Sequence[str],
    changes: Mapping[str, Sequence[Change]],
) -> tuple[RowReading, ...]:
    described = entities()[entity]
    here = {row.id for sheet in sheets for row in sheet.rows if row.id}
    refused = {comparable(row.title) for sheet in sheets for row in sheet.rows if row.kind == REFUSED}
    missing = reader.imported(entity, earlier) - here
    if not missing:
        return ()
    rows = reader.rows(entity, missing)
    if "district" in described.by_name:
        made = [change.after or {} for change in changes.get(entity, ()) if change.before is None]
        kept = reader.rows(entity, here - {change.id for change in changes.get(entity, ()) if change.before is None})
        districts = {values.get("district") for values in made} | {row.district for row in kept}
        rows = [row for row in rows if row.district in districts]
    named = [(row.id, reader.name(entity, row.id)) for row in rows]
    return tuple(RowReading(0, VANISHED, id, title) for id, title in named if comparable(title) not in refused)


def _note(row: RowReading, sheet: str, file: str) -> Problem:
    message = _(
        "“{title}” stood in an earlier version of this file and is missing now; it was left as it is.", title=row.title
    )
    return Problem(code="row_vanished", message=message, level=Level.NOTE, file=file, sheet=sheet, value=row.title)

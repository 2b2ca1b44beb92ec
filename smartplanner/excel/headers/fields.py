"""The fields that columns mean to an entity, and how well the entity fits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from smartplanner.excel.headers.heads import SURE, HeadMatch, is_number_head, normal, vocabulary
from smartplanner.excel.headers.synonyms import ALIAS_HEADS
from smartplanner.excel.headers.table import Column, Table
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.fields.description import Entity

_FAVOURITE, _FAVOUR = "task", 0.25
_ALIASES = 0.9
"""What a column of short forms says for a list of units."""
_DISTRICT = re.compile(r".{1,12}(?:区|县|市|旗)$")


def table_of(entity: Entity, columns: Sequence[Column], first: int, last: int, cost: float, grid: Grid) -> Table | None:
    """Return the table of *entity* under these columns, *cost* off its score; None if it misses what it needs."""
    known = vocabulary(entity.name)
    number = next((column.index for column in columns if is_number_head(column.parts)), None)
    offers = [
        (match, column) for column in columns if column.index != number for match in known.match(column.parts)[:3]
    ]
    chosen = _assign(entity, offers, grid, last)
    required = {field.name for field in entity.fields if field.required and field.default is None}
    aliases = alias_columns(entity, columns)
    if not required <= chosen.keys() or not _enough(chosen, columns, number, len(aliases)):
        return None
    # 名称 and 简称 may stand over units as well.
    only_names = entity.name == "district" and not chosen.keys() & {"zone", "tier"}
    if only_names and not _names_districts(grid, last, chosen[entity.title][0].index):
        return None
    if "payment_terms" in chosen and _repeats(grid, last, chosen[entity.title][0].index):
        # Several rows for one contract: each is a payment, and none says how all of it is paid.
        del chosen["payment_terms"]
    _add_category(entity, chosen, offers)
    meaning = {column.index: (field, score) for field, (column, score) in chosen.items()}
    made = tuple(
        Column(column.index, column.parts, *meaning.get(column.index, ("", 0.0)), column.unit) for column in columns
    )
    score = sum(score for _column, score in chosen.values()) - cost
    score += (_FAVOUR if entity.name == _FAVOURITE else 0.0) + _ALIASES * len(aliases)
    return Table(entity.name, first, last, made, number, score) if score > 0 else None


def _repeats(grid: Grid, last: int, column: int) -> bool:
    """Return whether most titles stand below the header more than once, merged downwards or written again."""
    titles = [row[column] for row in grid.rows[last + 1 : last + 201] if column < len(row) and row[column] != ""]
    merged = any(left <= column <= right and bottom > top > last for top, left, bottom, right in grid.merges)
    return merged or 2 * len(set(titles)) <= len(titles)


def _add_category(
    entity: Entity, chosen: dict[str, tuple[Column, float]], offers: Sequence[tuple[HeadMatch, Column]]
) -> None:
    """Take a second column of titles, left of the one that differs in each row, for the category."""
    if "category" not in entity.by_name or "category" in chosen:
        return
    title, _score = chosen[entity.title]
    taken = {column.index for column, _score in chosen.values()}
    for match, column in offers:
        if match.field == entity.title and column.index < title.index and column.index not in taken:
            chosen["category"] = (column, SURE)
            return


def alias_columns(entity: Entity, columns: Iterable[Column]) -> list[int]:
    """Return the columns of a list of units that hold their short forms."""
    if entity.name != "organisation":
        return []
    return [column.index for column in columns if normal(column.parts[-1]) in ALIAS_HEADS and not column.field]


def _names_districts(grid: Grid, last: int, column: int) -> bool:
    """Return whether a column named 名称 or 区 holds districts, and not units."""
    cells = (text.squeeze(row[column]) for row in grid.rows[last + 1 : last + 60] if column < len(row))
    names = [cell for cell in cells if cell]
    return sum(1 for name in names if _DISTRICT.fullmatch(name)) * 2 >= len(names)


def _enough(chosen: Mapping[str, object], columns: Sequence[Column], number: int | None, more: int) -> bool:
    others, known = len(columns) - (number is not None), len(chosen) + more
    return known >= 3 or (known >= 2 and known * 2 >= others) or known == others >= 1


def _assign(
    entity: Entity, offers: list[tuple[HeadMatch, Column]], grid: Grid, last: int
) -> dict[str, tuple[Column, float]]:
    """Give each field one column, the best score first; of equal titles the column with more different texts."""
    chosen: dict[str, tuple[Column, float]] = {}
    taken: set[int] = set()
    visible = [offer for offer in offers if offer[1].index not in grid.hidden_columns]
    scores = [offer[0].score for offer in visible]
    fills = _fills(grid, last, {column.index for _match, column in visible}) if len(scores) != len(set(scores)) else {}

    def rank(offer: tuple[HeadMatch, Column]) -> tuple[float, int, int]:
        match, column = offer
        many = fills.get(column.index, 0)
        return (-match.score, -many if match.field == entity.title else 0, column.index)

    for match, column in sorted(visible, key=rank):
        if match.field not in chosen and column.index not in taken:
            chosen[match.field] = (column, match.score)
            taken.add(column.index)
    return chosen


def _fills(grid: Grid, last: int, columns: set[int]) -> dict[int, int]:
    """Return how many different texts each column has in the first rows below the header."""
    rows = grid.rows[last + 1 : last + 201]
    return {
        column: len({row[column] for row in rows if column < len(row) and isinstance(row[column], str)} - {""})
        for column in columns
    }

"""Rows gathered under headers by what a column shows, on one level or two; headers fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import flat

MARK = "\x00"
"""What the key of a header begins with; no id of a row does."""


@dataclass(frozen=True, slots=True)
class Group:
    """One header: its key, its text (empty: the rows without a value), its level and the ids below it."""

    key: str
    title: str
    level: int
    ids: Sequence[str]


def gather(
    ids: Sequence[str], rows: Callable[[str], Any], facets: Sequence[Facet], folded: Iterable[str] = ()
) -> tuple[list[str], dict[str, Group]]:
    """Return what is shown, headers among the ids, and the headers by key.

    Groups come in the order of their column, those without a value last; within them the rows stay as they are.
    What is below one of the *folded* headers is left out.
    """
    shown: list[str] = []
    groups: dict[str, Group] = {}
    _gather(_Task(ids, MARK, 0), rows, facets, (frozenset(folded), shown, groups))
    return shown, groups


@dataclass(frozen=True, slots=True)
class _Task:
    ids: Sequence[str]
    path: str
    level: int


def _gather(
    task: _Task,
    rows: Callable[[str], Any],
    facets: Sequence[Facet],
    into: tuple[frozenset[str], list[str], dict[str, Group]],
) -> None:
    folded, shown, groups = into
    if task.level == len(facets):
        shown.extend(task.ids)
        return
    for title, ids in _parted(task.ids, rows, facets[task.level]):
        key = f"{task.path}{title}{MARK}"
        groups[key] = Group(key, title, task.level, ids)
        shown.append(key)
        if key not in folded:
            _gather(_Task(ids, key, task.level + 1), rows, facets, into)


def _parted(ids: Sequence[str], rows: Callable[[str], Any], facet: Facet) -> list[tuple[str, list[str]]]:
    raw = facet.raw
    by_raw: dict[Any, list[str]] = {}
    for id in ids:
        by_raw.setdefault(raw(rows(id)), []).append(id)
    by_title: dict[str, list[str]] = {}
    keys: dict[str, Any] = {}
    for members in by_raw.values():
        row = rows(members[0])
        title = flat(facet.column.text(row))
        keys.setdefault(title, facet.key(row))
        if title in by_title:
            by_title[title] += members
        else:
            by_title[title] = members
    filled = [title for title in by_title if keys[title] not in (None, "")]
    filled.sort(key=keys.__getitem__)
    return [(title, by_title[title]) for title in (*filled, *(one for one in by_title if keys[one] in (None, "")))]

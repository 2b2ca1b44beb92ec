"""Rows gathered under headers by what a column shows, on one level or two; headers fold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import flat
from smartplanner.ui.grid.sums import say_total, total

MARK = "\x00"
"""What the key of a header begins with; no id of a row does."""


@dataclass(frozen=True, slots=True)
class Group:
    """One header: its key, its text (empty: the rows without a value), its level and the ids below it."""

    key: str
    title: str
    level: int
    ids: Sequence[str]


class Groups:
    """Under which headers a grid gathers its rows, which of them are folded, and the sums beside them.

    *facets* are those of the columns by name.
    """

    MOST_LEVELS = 2

    def __init__(self, facets: Mapping[str, Facet]) -> None:
        self._facets = facets
        self._folded: set[str] = set()
        self._sums: dict[tuple[str, str], str] = {}
        self.names: tuple[str, ...] = ()
        """The columns that the rows are grouped by."""
        self.by_key: dict[str, Group] = {}
        """The headers, in their order."""

    def group_by(self, names: Iterable[str]) -> None:
        """Group by these columns, as far as they are there, with every header open."""
        self.names = tuple(name for name in names if name in self._facets)[: self.MOST_LEVELS]
        self._folded.clear()

    def fold(self, keys: Iterable[str], *, away: bool) -> None:
        """Fold the headers *keys*, or open them again."""
        self._folded = self._folded | set(keys) if away else self._folded - set(keys)

    def is_folded(self, key: str) -> bool:
        """Whether the header *key* is folded."""
        return key in self._folded

    def arrange(self, ids: list[str], row_of: Callable[[str], Any]) -> list[str]:
        """Return what is shown of the rows *ids*: themselves, or gathered under headers."""
        self._sums.clear()
        self.by_key = {}
        if not self.names:
            return ids
        facets = [self._facets[name] for name in self.names]
        shown, self.by_key = gather(ids, row_of, facets, self._folded)
        return shown

    def sum_of(self, group: Group, facet: Facet, row_of: Callable[[str], Any]) -> str:
        """Return the sum of a column over the rows below a header, as the column writes it."""
        place = group.key, facet.column.name
        said = self._sums.get(place)
        if said is None:
            said = self._sums[place] = say_total(facet, total(facet, map(row_of, group.ids)))
        return said


def say_group(group: Group, *, red: int) -> str:
    """Return the text of a header: what its rows share, how many they are, and how many of them are *red*."""
    title, count = group.title or _("(empty)"), len(group.ids)
    if not red:
        return _("{title} ({count})", title=title, count=count)
    return _("{title} ({count}, red {red})", title=title, count=count, red=red)


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

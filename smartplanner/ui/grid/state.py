"""How a person set a list up, as a value: what a page remembers, and what a saved view keeps as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One column: its name, its width in device-independent pixels (0: the usual one), whether it is shown."""

    name: str
    width: int = 0
    shown: bool = True


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What one column asks of a row: one of these shown *values*, or a condition with what was typed for it.

    ``values`` is None where none were chosen; an empty text among them stands for the empty cells.  ``condition`` is
    a code of ``filters.CONDITIONS``.
    """

    column: str
    values: frozenset[str] | None = None
    condition: str = ""
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class ColourRule:
    """A tint for the cells of one column that fulfil a condition; ``tint`` names a light whose tint is taken."""

    column: str
    condition: str
    first: str = ""
    second: str = ""
    tint: str = "yellow"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """A list as a person set it up.  ``columns`` stand in their order; what a page has beside them follows unchanged.

    ``frozen`` is the number of first columns that stay in view; ``wrapped`` shows long texts on several lines;
    ``tinted`` lays the tint of its light below each row; ``quick`` is what a page keeps of filters of its own.
    """

    columns: tuple[ColumnState, ...] = ()
    sort: tuple[SortKey, ...] = ()
    group: tuple[str, ...] = ()
    filters: tuple[ColumnFilter, ...] = ()
    rules: tuple[ColourRule, ...] = ()
    text: str = ""
    quick: tuple[str, ...] = ()
    frozen: int = 0
    wrapped: bool = False
    tinted: bool = False

    def to_json(self) -> str:
        """Return the state as text to keep."""
        content = asdict(self)
        for one in content["filters"]:
            one["values"] = None if one["values"] is None else sorted(one["values"])
        return json.dumps(content, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> ViewState:
        """Return a kept state; what cannot be read in it is as if never set."""
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            return ViewState()
        if not isinstance(content, dict):
            return ViewState()
        return ViewState(
            columns=tuple(_read(ColumnState, content.get("columns"))),
            sort=tuple(_read(SortKey, content.get("sort"))),
            group=tuple(name for name in _list(content.get("group")) if isinstance(name, str)),
            filters=tuple(_read(ColumnFilter, content.get("filters"))),
            rules=tuple(_read(ColourRule, content.get("rules"))),
            text=_typed(content.get("text"), str, ""),
            quick=tuple(one for one in _list(content.get("quick")) if isinstance(one, str)),
            frozen=max(0, _typed(content.get("frozen"), int, 0)),
            wrapped=_typed(content.get("wrapped"), bool, False),
            tinted=_typed(content.get("tinted"), bool, False),
        )


_KINDS: Mapping[str, type] = {
    "name": str, "column": str, "condition": str, "first": str, "second": str, "tint": str,
    "width": int, "shown": bool, "descending": bool,
}  # fmt: skip


def _read(kind: type[Any], content: Any) -> Iterable[Any]:
    """Return the entries of *content* that are whole; a state of another version may hold others."""
    for entry in _list(content):
        if not isinstance(entry, dict):
            continue
        values = {name: value for name, value in entry.items() if name in kind.__dataclass_fields__}
        chosen = values.pop("values", None)
        if all(isinstance(value, _KINDS[name]) for name, value in values.items()) and values.get(_key(kind)):
            if isinstance(chosen, list) and all(isinstance(value, str) for value in chosen):
                values["values"] = frozenset(chosen)
            yield kind(**{"condition": "filled", **values} if kind is ColourRule else values)


def _key(kind: type[Any]) -> str:
    return "name" if kind is ColumnState else "column"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _typed(value: Any, kind: type[Any], default: Any) -> Any:
    return value if isinstance(value, kind) else default

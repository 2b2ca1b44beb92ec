"""How a person likes to see the board of a book: remembered per book and user, beside the settings.

Damaged or missing memory is as if nothing was ever chosen: no reason to keep anybody from a board.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from smartplanner.base.paths import user_dir
from smartplanner.base.whole_files import write_json
from smartplanner.queries.board import Column
from smartplanner.queries.board_columns import GROUPINGS, LANES, SELDOM

MOST_BOOKS = 20
"""Books that are remembered; the one longest not changed goes first."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """The choices: what makes columns and lanes, small cards, what was folded or opened by hand.

    ``columns`` has True for a column that was folded, False for one that was opened, by (field, value);
    ``lanes`` the folded lanes by (field, value).
    """

    columns: Mapping[tuple[str, str | None], bool] = field(default_factory=dict)
    grouping: str = "state"
    lane_field: str = ""
    compact: bool = False
    group: str | None = None
    lanes: frozenset[tuple[str, str | None]] = frozenset()

    def is_column_folded(self, field: str, column: Column) -> bool:
        """Whether a column is a strip: as chosen, else if it has no card at all or is rarely spoken of."""
        chosen = self.columns.get((field, column.key))
        return chosen if chosen is not None else column.total == 0 or (field, column.key) in SELDOM

    def is_lane_folded(self, field: str, key: str | None) -> bool:
        """Whether a lane is only its header."""
        return (field, key) in self.lanes

    def with_column(self, field: str, key: str | None, *, folded: bool) -> BoardView:
        """Return the view with one column folded or open."""
        return replace(self, columns={**self.columns, (field, key): folded})

    def with_lanes(self, field: str, keys: set[str | None], *, folded: bool) -> BoardView:
        """Return the view with these lanes folded or open."""
        chosen = {(field, key) for key in keys}
        return replace(self, lanes=self.lanes | chosen if folded else self.lanes - chosen)


def recall(book: Path) -> BoardView:
    """Return how the board of *book* was last seen by this user."""
    try:
        return from_content(_read()[str(book)])
    except (KeyError, ValueError, TypeError, AttributeError):
        return BoardView()


def remember(book: Path, view: BoardView) -> None:
    """Keep *view* for the next time; where the home cannot be written it is forgotten."""
    kept = {name: value for name, value in _read().items() if name != str(book)}
    kept[str(book)] = as_content(view)
    with contextlib.suppress(OSError):
        write_json(user_dir() / "boards.json", dict(list(kept.items())[-MOST_BOOKS:]))


def as_content(view: BoardView) -> dict[str, Any]:
    """Return *view* as plain values that JSON can hold."""
    return {
        "grouping": view.grouping,
        "lanes": view.lane_field,
        "compact": view.compact,
        "group": view.group,
        "columns": [[field, key, folded] for (field, key), folded in view.columns.items()],
        "folded_lanes": sorted([field, key or ""] for field, key in view.lanes),
    }


def _read() -> dict[str, Any]:
    try:
        content = json.loads((user_dir() / "boards.json").read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def from_content(kept: Mapping[str, Any]) -> BoardView:
    """Return the view of plain values; a KeyError, TypeError or ValueError if they are none."""
    grouping, lanes, group = kept["grouping"], kept["lanes"], kept["group"]
    return BoardView(
        grouping=grouping if grouping in GROUPINGS else "state",
        lane_field=lanes if lanes in LANES else "",
        compact=kept["compact"] is True,
        group=group if isinstance(group, str) else None,
        columns={(str(field), _key(key)): folded is True for field, key, folded in kept["columns"]},
        lanes=frozenset((str(field), _key(key) or None) for field, key in kept["folded_lanes"]),
    )


def _key(value: Any) -> str | None:
    return None if value is None else str(value)

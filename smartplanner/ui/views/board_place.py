"""The views of the board: what makes columns and lanes, which cards, what is folded, how large the cards are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker

from smartplanner.queries.board_filters import BESIDE, QUICK, Wish
from smartplanner.rules.lights import Light
from smartplanner.ui.board import BoardPage
from smartplanner.ui.board.memory import BoardView, as_content, from_content
from smartplanner.ui.views.places import Content, gone_record, listed, worded, words


class BoardPlace:
    """The board."""

    def __init__(self, page: BoardPage) -> None:
        self.page = page

    def read(self) -> dict[str, Any]:
        """Return what is chosen."""
        bar = self.page.bar
        return {
            "kind": "board",
            **_sorted(as_content(self.page.canvas.view)),
            "group": bar.wish.group,
            "lights": sorted(bar.wish.lights),
            "quick": sorted(bar.wish.quick),
            "text": bar.query,
        }

    def show(self, content: Content) -> list[str]:
        """Choose it again."""
        page, notes = self.page, []
        group = worded(content.get("group")) or None
        if group is not None and page.session.office.reader.row("group", group) is None:
            notes.append(gone_record("group"))
            group = None
        view = _view({**content, "group": group})
        page.bar.recall(view)
        with QSignalBlocker(page.bar.search):
            page.bar.search.setText(worded(content.get("text")))
        page.bar.chips.wish = Wish(
            frozenset(words(content.get("lights"))) & {str(light) for light in Light},
            frozenset(words(content.get("quick"))) & {**QUICK, **BESIDE}.keys(),
            group,
        )
        page.canvas.set_view(view)
        page.apply()
        return notes

    def usual(self) -> dict[str, Any]:
        """Return the board as it is at first."""
        plain = _sorted(as_content(BoardView()))
        return {"kind": "board", **plain, "group": None, "lights": [], "quick": [], "text": ""}

    def signals(self) -> list[Any]:
        """Return what tells of other choices."""
        bar, canvas = self.page.bar, self.page.canvas
        return [bar.changed, bar.resized, bar.folded, bar.restored, canvas.folding]


def _view(content: Content) -> BoardView:
    """Return the choices of a content; a list that is no list of pairs or triples is as if it was empty."""
    plain = as_content(BoardView())
    whole = {**plain, **{name: content[name] for name in plain if name in content}}
    whole["columns"] = [one for one in listed(whole["columns"]) if _is_row(one, 3)]
    whole["folded_lanes"] = [one for one in listed(whole["folded_lanes"]) if _is_row(one, 2)]
    for name in ("grouping", "lanes"):
        whole[name] = worded(whole[name])
    return from_content(whole)


def _is_row(one: Any, length: int) -> bool:
    return isinstance(one, list) and len(one) == length and isinstance(one[0], str)


def _sorted(content: dict[str, Any]) -> dict[str, Any]:
    columns = sorted(content["columns"], key=lambda one: (one[0], one[1] or ""))
    return {**content, "columns": columns, "folded_lanes": [list(one) for one in content["folded_lanes"]]}

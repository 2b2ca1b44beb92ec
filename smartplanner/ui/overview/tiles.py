"""The numbers at the top of the overview: what each is called, says and opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.fields.values import trim
from smartplanner.queries.overview.situation import Situation
from smartplanner.ui.operation.tile import Tile
from smartplanner.ui.overview import ways
from smartplanner.ui.overview.columns import Columns
from smartplanner.ui.overview.ways import Way
from smartplanner.ui.theme import SPACE

TILES: Mapping[str, str] = {
    "overdue": N_("Overdue"),
    "red": N_("Red lights"),
    "yellow": N_("Yellow lights"),
    "week": N_("Due this week"),
    "soon": N_("Due within 15 days"),
    "silent": N_("Units not reporting"),
    "done": N_("Completion rate"),
    "total": N_("Matters"),
}
"""The numbers in their order (msgids)."""
_LEAST = 128


class Tiles(QWidget):
    """The numbers; ``asked`` tells which one a person wants to see the list of."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[str, Tile] = {}
        row = Columns(least=_LEAST, gap=SPACE, most=len(TILES), even=True)
        for key, title in TILES.items():
            tile = self.tiles[key] = Tile(_(title))
            tile.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            row.add(tile)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row)

    def show_situation(self, found: Situation) -> None:
        """Show the numbers of a situation."""
        figures, changed = found.figures, found.changed
        newly = _("{count} newly red", count=len(changed.reddened)) if changed.known else ""
        finished = sum(figures.by_state.get(state, 0) for state in ("done", "closed", "archived"))
        reports = sum(one.reports for one in found.silent)
        shown = {
            "overdue": (str(figures.overdue), newly, ""),
            "red": (str(figures.by_light["red"]), _share(figures.by_light["red"], figures.total), "red"),
            "yellow": (str(figures.by_light["yellow"]), _share(figures.by_light["yellow"], figures.total), "yellow"),
            "week": (str(len(found.due_week)), _("by Sunday"), ""),
            "soon": (str(figures.due_soon), "", ""),
            "silent": (str(len(found.silent)), _("{count} reports owed", count=reports) if reports else "", ""),
            "done": (f"{trim(round(figures.done_share, 1))}%", _("{count} done", count=finished), ""),
            "total": (str(figures.total), _("{count} green", count=figures.by_light["green"]), ""),
        }
        for key, (number, below, light) in shown.items():
            self.tiles[key].show_figure(number, below, light=light)


def way_of(key: str, found: Situation) -> Way:
    """Return the way to the list of a number for the whole city."""
    made: Mapping[str, Callable[[], Way]] = {
        "overdue": ways.overdue,
        "red": lambda: ways.light("red"),
        "yellow": lambda: ways.light("yellow"),
        "week": lambda: ways.due_this_week(found.as_of),
        "soon": lambda: ways.light("soon"),
        "silent": lambda: ways.red_list("unreported", by="unit"),
        "done": lambda: ways.light("blue"),
        "total": lambda: ways.light(""),
    }
    return made[key]()


def _share(count: int, total: int) -> str:
    return _("{share} % of all", share=trim(round(100 * count / total, 1))) if total else ""

"""Which rows are in view: what is folded, what is looked for, and which links touch which rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from smartplanner.queries.gantt import Gantt, GanttLink, GanttRow

MOST_LINKS = 400
"""As many are drawn at once, with those that only pass by."""


class PlacedLink(NamedTuple):
    """A link between two rows in view, with the uppermost and lowest of both."""

    top: int
    bottom: int
    before: int
    after: int
    link: GanttLink


class Outline:
    """The rows of one chart in order, less those below folded rows and those that nobody looks for."""

    def __init__(self) -> None:
        self.gantt = Gantt()
        self.rows: list[GanttRow] = []
        self.place: dict[str, int] = {}
        self.links: list[PlacedLink] = []
        self.folded: set[str] = set()
        self.below: dict[str, list[GanttRow]] = {}
        self._by_id: dict[str, GanttRow] = {}
        self._accepts: Callable[[GanttRow], bool] | None = None

    def show(self, gantt: Gantt) -> None:
        """Show the rows of *gantt*; what is folded stays so."""
        self.gantt = gantt
        self._by_id = {row.id: row for row in gantt.rows}
        below: dict[str, list[GanttRow]] = defaultdict(list)
        for row in gantt.rows:
            if row.parent is not None:
                below[row.parent].append(row)
        self.below = dict(below)
        self.folded &= self.below.keys()
        self.refresh()

    def look_for(self, accepts: Callable[[GanttRow], bool] | None) -> None:
        """Show only the rows that *accepts* takes, with those above them; None shows all."""
        if self._accepts is None and accepts is None:
            return
        self._accepts = accepts
        self.refresh()

    def refresh(self) -> None:
        """Work out the rows and links in view."""
        wanted = None if self._accepts is None else self._wanted(self._accepts)
        hidden: set[str] = set()
        self.rows = []
        for row in self.gantt.rows:
            if row.parent in hidden or row.parent in self.folded:
                hidden.add(row.id)
            elif wanted is None or row.id in wanted:
                self.rows.append(row)
        self.place = {row.id: place for place, row in enumerate(self.rows)}
        self.links = list(self._placed(self.gantt.links))

    def copy(self) -> Outline:
        """Return the same rows for another view, which can be read while this one goes on."""
        made = Outline()
        made.gantt, made.rows, made.place, made.links = self.gantt, list(self.rows), dict(self.place), list(self.links)
        made.folded, made.below, made._by_id = set(self.folded), dict(self.below), self._by_id
        return made

    def fold(self, id: str) -> None:
        """Fold a row, or unfold it."""
        if id in self.below:
            self.folded ^= {id}
            self.refresh()

    def fold_all(self) -> None:
        """Fold every row that stands at the left edge."""
        self.folded = {row.id for row in self.gantt.rows if row.level == 0 and row.id in self.below}
        self.refresh()

    def unfold_all(self) -> None:
        """Unfold everything."""
        self.folded = set()
        self.refresh()

    def row(self, id: str | None) -> GanttRow | None:
        """Return a row by its id, in view or not; None if there is none."""
        return self._by_id.get(id or "")

    def visible_links(self, top: int, bottom: int) -> list[PlacedLink]:
        """Return the links that cross the rows *top* to *bottom*.

        Where they are too many to follow, only those that begin or end in one of these rows.
        """
        found = [placed for placed in self.links if placed.top <= bottom and placed.bottom >= top]
        if len(found) <= MOST_LINKS:
            return found
        return [placed for placed in found if placed.top >= top or placed.bottom <= bottom]

    def points_below(self, id: str) -> list[GanttRow]:
        """Return the points of time below a folded row, at any depth: they are drawn on its line."""
        found: list[GanttRow] = []
        for row in self.below.get(id, ()):
            if row.shape == "point":
                found.append(row)
            found += self.points_below(row.id)
        return found

    def _wanted(self, accepts: Callable[[GanttRow], bool]) -> set[str]:
        wanted: set[str] = set()
        for row in self.gantt.rows:
            if accepts(row):
                above: GanttRow | None = row
                while above is not None and above.id not in wanted:
                    wanted.add(above.id)
                    above = self._by_id.get(above.parent or "")
        return wanted

    def _placed(self, links: Iterable[GanttLink]) -> Iterable[PlacedLink]:
        for link in links:
            before, after = self.place.get(link.before), self.place.get(link.after)
            if before is not None and after is not None and before != after:
                yield PlacedLink(min(before, after), max(before, after), before, after, link)

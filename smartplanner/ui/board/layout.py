"""Where columns, lanes and cards stand: arithmetic in device-independent pixels, without Qt.

Cards have one height and columns one width, so a place is computed, never searched: the cost of a frame
does not depend on how many cards there are.  *scroll* is how far a column is scrolled, in pixels.  Without lanes
columns scroll on their own; with lanes they stand in rows, and all scroll together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

NARROWEST, WIDEST, STRIP = 236, 340, 28
"""Widths of a column with cards (they share the room that there is) and of a folded one, which is a strip."""
GAP, SMALL_GAP = 8, 3
"""Between columns, between cards, and around them; and between two strips."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The heights that follow from the font: of one card, of a column's header, of a lane's."""

    card: int
    header: int
    lane: int = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where one column stands, in the coordinates of the whole board, and how many cards it shows.

    ``ends`` says after how many of its cards each lane ends.
    """

    left: int
    width: int
    ends: tuple[int, ...]
    strip: bool

    @property
    def right(self) -> int:
        """The first pixel beside it."""
        return self.left + self.width

    @property
    def count(self) -> int:
        """How many cards it shows."""
        return self.ends[-1] if self.ends else 0


@dataclass(frozen=True, slots=True)
class Row:
    """Where a lane stands below the headers of the columns when nothing is scrolled; a folded one is its header."""

    top: int
    height: int
    folded: bool

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all columns for one size of the view; ``rows`` is empty without lanes."""

    places: tuple[Place, ...]
    sizes: Sizes
    height: int
    rows: tuple[Row, ...] = ()

    @property
    def width(self) -> int:
        """The width of the whole board; more than the view has if it scrolls sideways."""
        return self.places[-1].right + GAP if self.places else 0

    @property
    def step(self) -> int:
        """From the top of one card to the top of the next."""
        return self.sizes.card + GAP

    @property
    def top(self) -> int:
        """Where the room of the cards begins, below the header."""
        return GAP + self.sizes.header

    @property
    def room(self) -> int:
        """The height of the room of the cards."""
        return max(0, self.height - self.top - GAP)

    def furthest(self, column: int) -> int:
        """Return how far a column can be scrolled."""
        content = self.rows[-1].bottom if self.rows else self.places[column].count * self.step + GAP
        return max(0, content - self.room)

    def clamp(self, column: int, scroll: float) -> int:
        """Return the nearest *scroll* that the column allows."""
        return int(min(max(0, scroll), self.furthest(column)))

    def lane_of(self, column: int, index: int) -> int:
        """Return the lane of a card; 0 without lanes."""
        return bisect_right(self.places[column].ends, index) if self.rows else 0

    def is_folded(self, column: int, index: int) -> bool:
        """Whether a card is in a folded lane or column, so that it is nowhere to be seen."""
        return self.places[column].strip or bool(self.rows and self.rows[self.lane_of(column, index)].folded)

    def card_top(self, column: int, index: int, scroll: int) -> int:
        """Return where a card begins."""
        return self.top + self._offset(column, index) - scroll

    def _offset(self, column: int, index: int) -> int:
        """Return how far below the headers a card begins when nothing is scrolled."""
        if not self.rows:
            return GAP + index * self.step
        lane = self.lane_of(column, index)
        return self.rows[lane].top + self.sizes.lane + (index - self._start(column, lane)) * self.step

    def _start(self, column: int, lane: int) -> int:
        return self.places[column].ends[lane - 1] if lane else 0

    def visible(self, column: int, scroll: int) -> list[int]:
        """Return which cards of a column are at least partly in sight."""
        place = self.places[column]
        if place.strip or not place.count or self.room <= 0:
            return []
        if not self.rows:
            return list(self._between(scroll - GAP, scroll + self.room - GAP, place.count))
        found: list[int] = []
        for lane in self.rows_in_sight(scroll):
            if not self.rows[lane].folded:
                start, first_top = self._start(column, lane), self.rows[lane].top + self.sizes.lane
                shown = self._between(scroll - first_top, scroll + self.room - first_top, place.ends[lane] - start)
                found += range(start + shown.start, start + shown.stop)
        return found

    def _between(self, top: int, bottom: int, count: int) -> range:
        """Return which of *count* cards, one below the other from 0 on, are partly between two heights."""
        first = max(0, top // self.step)
        return range(first, max(first, min(count, (bottom - 1) // self.step + 1)))

    def rows_in_sight(self, scroll: int) -> range:
        """Return which lanes are at least partly in sight."""
        first = bisect_right([row.bottom for row in self.rows], scroll)
        return range(first, bisect_right([row.top for row in self.rows], scroll + self.room - 1))

    def row_top(self, lane: int, scroll: int) -> int:
        """Return where the header of a lane is drawn: it stays in sight while a card of its lane is."""
        row = self.rows[lane]
        return self.top + min(max(row.top - scroll, 0), row.bottom - scroll - self.sizes.lane)

    def row_at(self, y: int, scroll: int) -> int | None:
        """Return the lane at a height of the view."""
        if not self.rows or not self.top <= y < self.top + self.room:
            return None
        lane = bisect_right([row.top for row in self.rows], y - self.top + scroll) - 1
        return lane if lane >= 0 and y - self.top + scroll < self.rows[lane].bottom else None

    def row_header_at(self, y: int, scroll: int) -> int | None:
        """Return the lane whose header is at a height of the view."""
        lane = self.row_at(y, scroll)
        if lane is None:
            return None
        top = self.row_top(lane, scroll)
        return lane if top <= y < top + self.sizes.lane else None

    def columns_between(self, left: int, right: int) -> range:
        """Return which columns are at least partly between two distances from the board's left edge."""
        lefts = [place.left for place in self.places]
        first = max(0, bisect_right(lefts, left) - 1)
        if self.places and self.places[first].right <= left:
            first += 1
        return range(first, max(first, bisect_right(lefts, right - 1)))

    def column_at(self, x: int) -> int | None:
        """Return the column at a distance from the board's left edge; a gap belongs to no column."""
        column = bisect_right([place.left for place in self.places], x) - 1
        return column if column >= 0 and x < self.places[column].right else None

    def card_at(self, column: int, y: int, scroll: int) -> int | None:
        """Return the card of a column at a height of the view, or None beside all cards."""
        place = self.places[column]
        if place.strip or not self.top <= y < self.top + self.room:
            return None
        start, count, top = 0, place.count, GAP
        if self.rows:
            lane = self.row_at(y, scroll)
            if lane is None or self.rows[lane].folded or self.row_header_at(y, scroll) is not None:
                return None
            start, top = self._start(column, lane), self.rows[lane].top + self.sizes.lane
            count = place.ends[lane] - start
        index, rest = divmod(y - self.top - top + scroll, self.step)
        return start + index if 0 <= index < count and rest < self.sizes.card else None

    def reveal(self, column: int, index: int, scroll: int) -> int:
        """Return the *scroll* nearest to the present one at which the whole card is in sight."""
        above = self.sizes.lane if self.rows else GAP
        top = self._offset(column, index) - above
        return self.clamp(column, min(max(scroll, top + above + self.step - self.room), top))

    def page(self) -> int:
        """Return how many whole cards are in sight at once; at least one."""
        return max(1, self.room // self.step)

    def thumb(self, column: int, scroll: int) -> tuple[int, int] | None:
        """Return top and height of the scroll indicator of a column, or None if all its cards are in sight."""
        furthest = self.furthest(column)
        if not furthest or self.places[column].strip:
            return None
        height = max(24, self.room * self.room // (self.room + furthest))
        return self.top + (self.room - height) * scroll // furthest, height

    def scroll_of_thumb(self, column: int, top: int) -> int:
        """Return the *scroll* at which the indicator begins at *top*; the inverse of ``thumb``."""
        shown = self.thumb(column, 0)
        if shown is None or self.room <= shown[1]:
            return 0
        return self.clamp(column, (top - self.top) * self.furthest(column) / (self.room - shown[1]))


def lay_out(
    columns: Sequence[tuple[tuple[int, ...], bool]],
    *,
    width: int,
    height: int,
    sizes: Sizes,
    lanes: Sequence[bool] = (),
) -> Layout:
    """Place columns, each given as (after how many cards each lane ends, is a strip), in a view of *width* × *height*.

    *lanes* says of each lane whether it is folded; without lanes each column has one end, that of its cards.
    """
    strips = [strip for _ends, strip in columns]
    wide = strips.count(False)
    gaps = [SMALL_GAP if one and other else GAP for one, other in pairwise([False, *strips, False])]
    left_over = width - sum(gaps) - STRIP * strips.count(True)
    each = min(WIDEST, max(NARROWEST, left_over // wide)) if wide else 0
    places = []
    left = 0
    for gap, (ends, strip) in zip(gaps, columns, strict=False):
        places.append(Place(left + gap, STRIP if strip else each, ends, strip))
        left = places[-1].right
    return Layout(tuple(places), sizes, height, _rows(places, lanes, sizes))


def _rows(places: Sequence[Place], lanes: Sequence[bool], sizes: Sizes) -> tuple[Row, ...]:
    """Make each lane as high as the fullest of its cells, but never less than one card, so that it can be hit."""
    made = []
    top = 0
    for number, folded in enumerate(lanes):
        starts = [(place.ends[number - 1] if number else 0, place.ends[number]) for place in places if not place.strip]
        most = max((end - start for start, end in starts), default=0)
        height = sizes.lane + GAP if folded else sizes.lane + max(1, most) * (sizes.card + GAP)
        made.append(Row(top, height, folded))
        top += height
    return tuple(made)

"""Where columns and cards stand: arithmetic in device-independent pixels, without Qt.

Cards have one height and columns one width, so a place is computed, never searched: the cost of a frame
does not depend on how many cards there are.  Columns scroll on their own; *scroll* is how far, in pixels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST, WIDEST, STRIP = 240, 340, 38
"""Widths of a column with cards (they share the room that there is) and of an empty one, which is a strip."""
GAP = 8
"""Between columns, between cards, and around them."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The heights that follow from the font: of one card and of a column's header."""

    card: int
    header: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where one column stands, in the coordinates of the whole board, and how many cards it shows."""

    left: int
    width: int
    count: int
    strip: bool

    @property
    def right(self) -> int:
        """The first pixel beside it."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all columns for one size of the view."""

    places: tuple[Place, ...]
    sizes: Sizes
    height: int

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
        return max(0, self.places[column].count * self.step + GAP - self.room)

    def clamp(self, column: int, scroll: float) -> int:
        """Return the nearest *scroll* that the column allows."""
        return int(min(max(0, scroll), self.furthest(column)))

    def card_top(self, index: int, scroll: int) -> int:
        """Return where a card begins."""
        return self.top + GAP + index * self.step - scroll

    def visible(self, column: int, scroll: int) -> range:
        """Return which cards of a column are at least partly in sight."""
        place = self.places[column]
        if place.strip or not place.count or self.room <= 0:
            return range(0)
        first = max(0, (scroll - GAP) // self.step)
        last = (scroll + self.room - GAP - 1) // self.step
        return range(first, min(place.count, last + 1))

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
        if not self.top <= y < self.top + self.room:
            return None
        index, rest = divmod(y - self.top - GAP + scroll, self.step)
        inside = 0 <= index < self.places[column].count and rest < self.sizes.card
        return index if inside and not self.places[column].strip else None

    def reveal(self, column: int, index: int, scroll: int) -> int:
        """Return the *scroll* nearest to the present one at which the whole card is in sight."""
        top = index * self.step
        return self.clamp(column, min(max(scroll, top + self.step + GAP - self.room), top))

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


def lay_out(columns: Sequence[tuple[int, bool]], *, width: int, height: int, sizes: Sizes) -> Layout:
    """Place columns, each given as (cards shown, is a strip), in a view of *width* × *height*."""
    wide = sum(1 for _count, strip in columns if not strip)
    strips = len(columns) - wide
    left_over = width - GAP * (len(columns) + 1) - STRIP * strips
    each = min(WIDEST, max(NARROWEST, left_over // wide)) if wide else 0
    places = []
    left = GAP
    for count, strip in columns:
        own = STRIP if strip else each
        places.append(Place(left, own, count, strip))
        left += own + GAP
    return Layout(tuple(places), sizes, height)

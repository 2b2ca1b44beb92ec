"""Which paper a list is printed on, how large its letters are, and which columns stand side by side: plain numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smartplanner.reports.page.geometry import points
from smartplanner.reports.printed.choice import AUTO, MARGINS, PaperChoice

USUAL = 9.0
"""Points of a letter at 100 %."""
LEAST, MOST = 7.5, 10.5
"""What is smaller cannot be read in a meeting; what is larger only fills paper."""
_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
_SQUEEZED = {"A4": 0.8, "A3": 0.55}
"""How far columns are squeezed, their cells broken into more lines, before larger paper or more pages are taken."""
_NARROWEST = 2.4
"""A column is never narrower than so many letters, with its edges."""
_SHORT = 8.5
"""A column that needs so many letters at most, such as a date or a percentage, is squeezed after all others."""
_FOR_SHORT = 0.5
"""Part of the page's width that short columns take unsqueezed at most, the narrowest first."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Paper and margin in points, the size of letters, and the columns of each page across with their widths.

    The first column of the list stands first on every page across.
    """

    width: float
    height: float
    margin: float
    size: float
    bands: tuple[tuple[tuple[int, float], ...], ...]

    @property
    def room(self) -> float:
        """Width of the printed area."""
        return self.width - 2 * self.margin


def fit(widths: Sequence[float], choice: PaperChoice) -> Fit:
    """Return how columns of *widths* (points at the usual size) go on paper.

    Where nothing is chosen: A4 upright, A4 lying, A3 lying, the first on which letters stay readable.  What does not
    fit even so goes over several pages across.
    """
    margin = points(MARGINS[choice.margins])
    whole = sum(widths) or 1.0
    papers = list(_papers(choice))
    for place, (width, height) in enumerate(papers):
        room, last = width - 2 * margin, place == len(papers) - 1
        if choice.percent:
            if whole * choice.percent / 100 <= room:
                return _scaled(widths, choice.percent / 100, (width, height, margin))
        elif USUAL * room / whole >= LEAST * _least_part(width, height, last=last):
            return _filled(widths, (width, height, margin))
    width, height = papers[-1]
    return _scaled(widths, (choice.percent or 100 * LEAST / USUAL) / 100, (width, height, margin))


def _least_part(width: float, height: float, *, last: bool) -> float:
    """Return how far columns may be squeezed on a paper: not where it can still be turned."""
    if last:
        return _SQUEEZED["A3"]
    return _SQUEEZED["A4"] if width > height else 1.0


def _papers(choice: PaperChoice) -> Iterator[tuple[float, float]]:
    if choice.size == AUTO and choice.turn == AUTO:
        tried = [("A4", False), ("A4", True), ("A3", True)]
    else:
        sizes = ["A4", "A3"] if choice.size == AUTO else [choice.size]
        turns = [False, True] if choice.turn == AUTO else [choice.turn == "landscape"]
        tried = [(size, lying) for size in sizes for lying in turns]
    for size, lying in tried:
        short, long = (points(side) for side in _PAPERS[size])
        yield (long, short) if lying else (short, long)


def _filled(widths: Sequence[float], paper: tuple[float, float, float]) -> Fit:
    """Fill the width: letters grow up to a limit, columns with the page."""
    width, height, margin = paper
    room = width - 2 * margin
    size = max(LEAST, min(MOST, USUAL * room / (sum(widths) or 1.0)))
    floor = size * _NARROWEST
    if floor * len(widths) > room:
        return _scaled(widths, size / USUAL, paper)
    floors = _floors([one * size / USUAL for one in widths], room, size)
    return Fit(width, height, margin, size, (tuple(enumerate(_shared(widths, room, floors))),))


def _floors(needed: Sequence[float], room: float, size: float) -> list[float]:
    """Return what each column gets at least: a short one all that it needs, while there is room for the others."""
    floors = [size * _NARROWEST] * len(needed)
    for place in sorted(range(len(needed)), key=needed.__getitem__):
        if needed[place] > size * _SHORT:
            break
        tried = [*floors[:place], max(floors[place], needed[place]), *floors[place + 1 :]]
        if sum(tried) > max(room * _FOR_SHORT, sum(floors)):
            break
        floors = tried
    return floors


def _shared(widths: Sequence[float], room: float, floors: Sequence[float]) -> list[float]:
    """Share *room* out by *widths*, so that none gets less than its floor; *floors* fit into the room."""
    shares = list(widths)
    fixed: set[int] = set()
    while True:
        left = room - sum(floors[place] for place in fixed)
        whole = sum(width for place, width in enumerate(widths) if place not in fixed) or 1.0
        shares = [floors[place] if place in fixed else width * left / whole for place, width in enumerate(widths)]
        low = {place for place, share in enumerate(shares) if share < floors[place] - 0.001} - fixed
        if not low:
            return shares
        fixed |= low


def _scaled(widths: Sequence[float], scale: float, paper: tuple[float, float, float]) -> Fit:
    """Keep the scale: what does not fit the width goes on the next page across."""
    width, height, margin = paper
    room, size = width - 2 * margin, USUAL * scale
    floor = min(size * _NARROWEST, room / 3)
    wide = [min(max(one * scale, floor), room if place else room / 2) for place, one in enumerate(widths)]
    return Fit(width, height, margin, size, tuple(_bands(wide, room)))


def _bands(widths: Sequence[float], room: float) -> Iterator[tuple[tuple[int, float], ...]]:
    if not widths:
        yield ()
        return
    if sum(widths) <= room + 0.01:
        yield tuple(enumerate(widths))
        return
    first = (0, widths[0])
    band, used = [first], widths[0]
    for place in range(1, len(widths)):
        wide = min(widths[place], room - widths[0])
        if used + wide > room + 0.01 and len(band) > 1:
            yield tuple(band)
            band, used = [first], widths[0]
        band.append((place, wide))
        used += wide
    yield tuple(band)

"""Where a title is broken: by meaning, into lines of about one length (GB/T 9704 §7.3.1: 回行时词意完整).

The best of all ways is taken: each way costs what its breaks and the shape of its lines cost.  Words that belong
together are known from a list of what stands in the titles of such papers; between other characters a break is
possible but dear.  A title that its author broke stays as it is.
"""

from __future__ import annotations

import functools
import math
import re

from smartplanner.reports.page.geometry import ER_HAO_PT, Page
from smartplanner.reports.page.linebreak import NEVER_FIRST, NEVER_LAST, is_wide, wrap
from smartplanner.reports.page.title_words import TOGETHER

LONGEST = 200
"""Characters beyond which a title is none any more: it is filled up line by line."""
SHORTEST_LINE = 4
"""Characters that a line has at least, so that none looks lost."""
_NOT_FIRST = "的和与及等之并或"
_NOT_LAST = "和与及对向在将为把被第以从按"
_IMPOSSIBLE, _UGLY, _DEAR, _CHEAP = 1000.0, 120.0, 7.0, 1.0
_AFTER = "的、，；：）》”　 "
"""Signs after which a line likes to end."""
_WORDS = re.compile(
    "|".join(sorted(TOGETHER.split(), key=len, reverse=True))
    + r"|[0-9A-Za-z.%\-]+(?:年|月|日|期|项|个|号|届|次|版|类|级|区|部)?|第[一二三四五六七八九十百0-9]+[期次届批号]?"
)


@functools.lru_cache(maxsize=256)
def title_lines(text: str, room: float) -> tuple[str, ...]:
    """Return the lines of a title where *room* full-width characters fit on each."""
    if "\n" in text or _width(text) <= room or len(text) > LONGEST:
        lines = wrap(text, measure=_advance, width=room)
        return tuple(line.text for line in lines)
    return _best(text, room)


def lines_on(page: Page, title: str) -> tuple[str, ...]:
    """Return the lines of a title on a page: in 二号, with a character left free at both sides."""
    return title_lines(title, (page.text_width - 2 * ER_HAO_PT) / ER_HAO_PT)


def _best(text: str, room: float) -> tuple[str, ...]:
    """Return the cheapest way; *best* holds for each end of a line and its beginning the cost so far and its way."""
    breaks = _break_costs(text)
    widths = [0.0]
    for sign in text:
        widths.append(widths[-1] + _advance(sign))
    count = math.ceil(widths[-1] / room)
    wanted = widths[-1] / count
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
    for end in range(1, len(text) + 1):
        for start in range(end - 1, -1, -1):
            width = widths[end] - widths[start]
            if width > room and end - start > 1:
                break
            cost = (width - wanted) ** 2 * 0.25 + (breaks[end] if end < len(text) else 0.0)
            if width < SHORTEST_LINE:
                cost += _UGLY
            if start == 0:
                best[end, start] = (cost, (0,))
                continue
            before = (
                (best[start, earlier][0] + _step(width, widths[start] - widths[earlier]), best[start, earlier][1])
                for earlier in range(start)
                if (start, earlier) in best
            )
            found = min(before, default=None)
            if found is not None:
                best[end, start] = (found[0] + cost, (*found[1], start))
    total = len(text)
    starts = min(found for (end, _start), found in best.items() if end == total)[1]
    return tuple(text[a:b].strip() for a, b in zip(starts, (*starts[1:], total), strict=True))


def _step(width: float, above: float) -> float:
    """Return what the change from the line above costs: lines of quite one length make a brick."""
    return 0.5 if abs(width - above) < 0.5 else 0.0


def _break_costs(text: str) -> list[float]:
    """Return for each place what a line end there costs; the place is the index of the character after it."""
    costs = [_DEAR] * (len(text) + 1)
    for word in _WORDS.finditer(text):
        for place in range(word.start() + 1, word.end()):
            costs[place] = _UGLY
        for place in (word.start(), word.end()):
            costs[place] = min(costs[place], _CHEAP)
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if after in NEVER_FIRST or before in NEVER_LAST or not (is_wide(before) or is_wide(after)):
            costs[place] = _IMPOSSIBLE
        elif after in _NOT_FIRST or before in _NOT_LAST or text[:place].endswith("关于"):
            costs[place] = _UGLY
        elif before in _AFTER and costs[place] < _UGLY:
            costs[place] = 0.0
    return costs


def _advance(sign: str) -> float:
    return 1.0 if is_wide(sign) else 0.5


def _width(text: str) -> float:
    return sum(map(_advance, text))

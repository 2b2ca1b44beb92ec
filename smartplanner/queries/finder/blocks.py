"""Lines of many records in one text each, so that a search is a scan of text and not a loop over records."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from smartplanner.queries.finder.matching import fold
from smartplanner.queries.finder.sources import Record

BLOCK = 4096
"""Records to a block: few enough that making one never holds up a window's thread for long."""


class Block:
    """Some records of one entity.  Lines are never changed: what changed is dead here and stands in a later block."""

    def __init__(self, entity: str, records: Sequence[Record]) -> None:
        self.entity = entity
        self.ids = [record.id for record in records]
        self.over = bytes(record.over for record in records)
        self.dead: set[int] = set()
        self.fresh = False
        """Whether it holds what was changed of late, and is made anew by the next change."""
        self._written: dict[int, str] = {}
        """Titles that look otherwise than they are searched, by their line."""
        lines, starts, place = [], array("I"), 1
        for number, record in enumerate(records):
            title = fold(record.title)
            if title != record.title:
                self._written[number] = record.title
            line = "\t".join((title, *map(fold, record.names), "\n"))
            lines.append(line)
            starts.append(place)
            place += len(line)
        self._starts = starts
        self.text = "\n" + "".join(lines)

    def line(self, number: int) -> str:
        """Return one folded line: title, tab, and each other name with a tab after it."""
        begin = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[begin : end - 1]

    def title(self, number: int) -> str:
        """Return a title as it was written."""
        written = self._written.get(number)
        return self.line(number).split("\t", 1)[0] if written is None else written

    def having(self, text: str) -> Iterator[int]:
        """Give the lines in which *text* stands; a leading line end or tab says where in them."""
        find, starts = self.text.find, self._starts
        last = len(starts)
        at = find(text)
        while at >= 0:
            number = bisect_right(starts, at + 1) - 1
            if number not in self.dead:
                yield number
            if number + 1 >= last:
                return
            at = find(text, starts[number + 1] - 1)

    def matching(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Give the lines in which *pattern* is found."""
        starts = self._starts
        last = len(starts)
        found = pattern.search(self.text)
        while found is not None:
            number = bisect_right(starts, found.start() + 1) - 1
            if number not in self.dead:
                yield number
            if number + 1 >= last:
                return
            found = pattern.search(self.text, starts[number + 1] - 1)

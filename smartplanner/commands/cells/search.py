"""Looking for a text in cells, and what stands there when it is replaced."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from smartplanner.base.telling import Tell, told, untold
from smartplanner.commands.cells.preview import Key, Text
from smartplanner.commands.cells.shown import cell_text
from smartplanner.commands.office import Office
from smartplanner.model import entity as described_entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: *whole* cells only, and with its *case*, where so wished."""

    text: str
    whole: bool = False
    case: bool = False

    def fits(self, shown: str) -> bool:
        """Return whether the text stands in a cell that shows *shown*."""
        if not self.text:
            return False
        pattern = _pattern(self)
        return pattern.fullmatch(shown) is not None if self.whole else pattern.search(shown) is not None

    def replaced(self, shown: str, by: str) -> str:
        """Return what a cell shows after the text was replaced in it."""
        if self.whole:
            return by if self.fits(shown) else shown
        return _pattern(self).sub(lambda _found: by, shown) if self.text else shown


@functools.lru_cache(maxsize=64)
def _pattern(search: Search) -> re.Pattern[str]:
    return re.compile(re.escape(search.text), re.NOFLAG if search.case else re.IGNORECASE)


def replacements(
    office: Office, entity: str, keys: Iterable[Key], search: Search, by: str, *, tell: Tell = untold
) -> dict[Key, Text]:
    """Return the texts that replacing writes into those of the cells *keys* that hold what is looked for."""
    described = described_entity(entity)
    wanted = list(keys)
    tell(0.0)
    rows = {row.id: row for row in office.reader.rows(entity, {id for id, _name in wanted})}
    found: dict[Key, Text] = {}
    for id, name in told(wanted, tell):
        if id not in rows:
            continue
        shown = cell_text(described[name], rows[id], office.reader.name)
        if search.fits(shown):
            found[id, name] = search.replaced(shown, by)
    return found

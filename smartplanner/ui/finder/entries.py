"""One line of an answer as the palette shows it, whatever it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from smartplanner.base.i18n import N_

LATELY, FILTERS, COMMANDS, PAGES, PAPERS, NEW = "lately", "filters", "commands", "pages", "papers", "new"
VIEWS = "views"
GROUP_TITLES = {
    LATELY: N_("Opened lately"),
    FILTERS: N_("Lists, filtered"),
    COMMANDS: N_("Commands"),
    PAGES: N_("Pages"),
    VIEWS: N_("Views"),
    PAPERS: N_("Papers to write"),
    NEW: N_("Make a new one"),
}
"""The headings of what is no record; those of records are the names of their entities."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.  ``group`` is one of ``GROUP_TITLES`` or an entity; ``title`` and ``below`` are plain text.

    ``spans`` are the places of the title that answer what was typed; ``icon`` is drawn where there is no light;
    ``reason`` tells why it cannot be chosen now (empty: it can); ``run`` does it, ``in_list`` shows it in its list;
    ``over`` says that the record is settled; ``place`` is the record (entity, id).
    """

    group: str
    title: str
    run: Callable[[], object]
    below: str = ""
    aside: str = ""
    light: str = ""
    icon: str = "list"
    spans: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    over: bool = False
    in_list: Callable[[], object] | None = None
    place: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group."""

    title: str

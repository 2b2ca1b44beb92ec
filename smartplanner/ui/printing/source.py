"""What can be printed: who makes its pages, and what about them a person may choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from smartplanner.reports.printed import PaperChoice, PrintedList, Work, lay_out, write
from smartplanner.ui.slices import Sliced

LISTED = frozenset({"size", "turn", "percent", "margins", "head", "foot", "grey"})
"""What may be chosen about a list."""


@dataclass(frozen=True, slots=True)
class Made:
    """Pages laid out: how many (0: not known), and what makes the PDF of them.

    Either off the window's thread (``write``), or in it by slices, where Qt paints them in the colours of paper.
    """

    count: int
    write: Callable[[Work], bytes] | None = None
    painted: Callable[[], Sliced[bytes]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to print.  *key* names it where choices are remembered.

    ``make`` runs off the window's thread, unless the pages are ``painted`` by Qt: then it only lays them out.
    ``choices`` names the fields of ``PaperChoice`` that mean something to it; ``sizes`` the papers, ``stretches``
    how much of a chart goes on a page, by code with a msgid.
    """

    key: str
    title: str
    make: Callable[[PaperChoice, Work], Made]
    choices: frozenset[str] = LISTED
    painted: bool = False
    sizes: Mapping[str, str] = field(default_factory=dict)
    stretches: Mapping[str, str] = field(default_factory=dict)


def listed(key: str, title: str, gather: Callable[[PaperChoice], PrintedList], *, selectable: bool = False) -> Source:
    """Return how a list is printed that *gather* reads; *selectable*: several rows of it are selected."""

    def make(choice: PaperChoice, work: Work) -> Made:
        laid = lay_out(gather(choice), choice, work)
        return Made(len(laid.pages), lambda writing: write(laid, writing))

    return Source(key=key, title=title, make=make, choices=LISTED | ({"selected"} if selectable else set()))

"""What is said about a matter's light: the colour, why, by how much, and what decided it."""

from __future__ import annotations

from typing import NamedTuple

from smartplanner.rules.light_table import Rule


class Signal(NamedTuple):
    """A light: its colour, why (a code of ``light_words.CAUSES``) and by how much (days, points, percent, periods).

    ``child`` is the id of the matter below that caused it, ``words`` that matter's title or the reason that a
    person gave, ``rule`` the row of the table that decided.
    """

    light: str
    cause: str
    amount: int = 0
    child: str | None = None
    words: str = ""
    rule: Rule | None = None

"""The light table of an open book, read once and dropped when a row of it changes."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_table import Rules, compile_rules


def light_rules(reader: Reader) -> Rules:
    """Return the compiled table of the book; the default table if it has none."""
    return reader.companion(_BookRules).rules()


class _BookRules:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: Rules | None = None
        self._turn = 0

    def rules(self) -> Rules:
        known = self._known
        if known is None:
            turn = self._turn
            known = compile_rules(self._reader.rows("light_rule"))
            if turn == self._turn:  # else they may be those of before a commit of another thread
                self._known = known
        return known

    def follow(self, changes: Sequence[Change]) -> None:
        if any(change.entity == "light_rule" for change in changes):
            self._turn += 1
            self._known = None

"""How long a meeting has been on the screen, and how long each of its items."""

from __future__ import annotations

import time


class Stopwatch:
    """Counts from its making; ``look`` books the time since the last look to the item that was in view."""

    def __init__(self) -> None:
        self._began = self._looked = time.monotonic()
        self._spent: dict[str, float] = {}

    def look(self, item: str) -> None:
        """Book the time since the last look to *item*."""
        now = time.monotonic()
        self._spent[item] = self._spent.get(item, 0.0) + now - self._looked
        self._looked = now

    @property
    def minutes(self) -> int:
        """Whole minutes since the beginning."""
        return int((time.monotonic() - self._began) // 60)

    def minutes_of(self, item: str) -> int:
        """Whole minutes spent on *item*."""
        return int(self._spent.get(item, 0.0) // 60)

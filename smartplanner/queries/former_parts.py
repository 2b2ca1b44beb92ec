"""Which matters once stood below another: parts that were moved elsewhere since, or removed."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence

from smartplanner.changes import Change
from smartplanner.queries.reader import Reader


class FormerParts:
    """The former parts by the matter they stood below: read once, kept up with the commits.  Any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._reading = threading.Lock()
        self._read: dict[str, set[str]] | None = None
        self._noted: dict[str, set[str]] = {}

    def of(self, ids: Iterable[str]) -> set[str]:
        """Return the matters that stood directly below one of *ids* before; some of them may be gone."""
        with self._reading:
            if self._read is None:
                read = defaultdict[str, set[str]](set)
                for part, above in self._reader.formerly("task", "parent"):
                    read[above].add(part)
                self._read = read
            found: set[str] = set()
            for id in ids:
                found |= self._read.get(id, set()) | self._noted.get(id, set())
            return found

    def follow(self, changes: Sequence[Change]) -> None:
        """Note the parts that a commit moved or removed."""
        for change in changes:
            above = (change.before or {}).get("parent") if change.entity == "task" else None
            if above:
                # A new set each time: a thread that asks may be walking over the old one.
                self._noted[above] = self._noted.get(above, set()) | {change.id}

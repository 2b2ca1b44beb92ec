"""Long work that says how far it is, and that can be stopped."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.stopping import Stopped as Stopped


@dataclass
class Work:
    """Shared by the thread that works and the window: done and in all, and the wish to stop."""

    done: int = 0
    total: int = 0
    stopped: bool = False

    def begin(self, total: int) -> None:
        """A stretch of *total* pieces begins."""
        self.done, self.total = 0, total

    def step(self) -> None:
        """One piece is done; raises ``Stopped`` if no more are wanted."""
        if self.stopped:
            raise Stopped
        self.done += 1

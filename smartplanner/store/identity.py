"""Whether the file at a path is still the one that was opened: a synchroniser may put another in its place.

What is written to a file that lost its name is gone when the program closes it, and nobody is told.
"""

from __future__ import annotations

from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem


class Identity:
    """The file that was opened, by what the system knows it as; until it is noted any file will do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[int, int] | None = None

    def note(self) -> None:
        """Take the file that is there now for the one that was opened."""
        self._known = _known_as(self._path)

    @property
    def is_lost(self) -> bool:
        """Whether another file, or none, stands in its place."""
        return self._known is not None and _known_as(self._path) != self._known

    def check(self) -> None:
        """Raise a Problem if it is lost."""
        if self.is_lost:
            raise replaced(self._path)


def replaced(path: Path, rescued: Path | None = None) -> Problem:
    """Return the Problem of a book whose file was replaced while it was open; *rescued* holds what it held."""
    remedy = _("Close the book and open it anew; see which programs (synchronisation, backup) write into its folder.")
    if rescued is not None:
        remedy = _(
            "All that was saved until now lies in “{name}” beside it: close the book and open that one.",
            name=rescued.name,
        )
    return Problem(
        code="book_replaced",
        file=str(path),
        message=_("Another program replaced or removed the file of the book while it was open; nothing was written."),
        remedy=remedy,
    )


def _known_as(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino

"""What belongs to a person, not to the plan: recent books.  A damaged file is put aside, never a reason to stop."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smartplanner.base.paths import user_dir

_RECENT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this user."""

    recent: tuple[Path, ...] = ()
    folded: tuple[str, ...] = ("base",)
    """Sections of the navigation that are folded away."""

    @property
    def last_book(self) -> Path | None:
        """The book of last time."""
        return self.recent[0] if self.recent else None

    def with_book(self, book: Path) -> Settings:
        """Return the settings with *book* as the newest of the recent ones."""
        path = book.resolve()
        others = tuple(other for other in self.recent if other != path)
        return replace(self, recent=(path, *others)[:_RECENT])


def load_settings() -> Settings:
    """Read the settings; what is missing or unreadable is as if never set."""
    path = _file()
    try:
        content = path.read_bytes()
    except OSError:
        return Settings()
    try:
        return _parse(json.loads(content.decode("utf-8")))
    except (ValueError, TypeError, AttributeError, RecursionError):
        with contextlib.suppress(OSError):  # a home that cannot be written: the bad file is read again next time
            path.replace(path.with_name(path.name + ".bad"))
        return Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings whole or not at all.

    Where the home cannot be written (full, read-only) they are forgotten: no reason to keep anybody from a book.
    """
    path = _file()
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    content = {"recent": [str(book) for book in settings.recent], "folded": list(settings.folded)}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(content, indent=1), "utf-8")
        scratch.replace(path)


def _parse(content: Any) -> Settings:
    recent = [Path(book) for book in content.get("recent", []) if isinstance(book, str)]
    folded = tuple(name for name in content.get("folded", Settings().folded) if isinstance(name, str))
    return Settings(tuple(book for book in recent if _is_there(book)), folded)


def _is_there(book: Path) -> bool:
    try:
        return book.exists()
    except (OSError, ValueError):  # a name that this system cannot even ask for
        return False


def _file() -> Path:
    return user_dir() / "settings.json"

"""What belongs to a person, not to the plan: recent books.  A damaged file is put aside, never a reason to stop."""

from __future__ import annotations

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
        text = path.read_text("utf-8")
    except OSError:
        return Settings()
    try:
        return _parse(json.loads(text))
    except (ValueError, TypeError, AttributeError):
        path.replace(path.with_name(path.name + ".bad"))
        return Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings whole or not at all."""
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    content = {"recent": [str(book) for book in settings.recent]}
    scratch.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    scratch.replace(path)


def _parse(content: Any) -> Settings:
    recent = [Path(str(book)) for book in content.get("recent", []) if isinstance(book, str)]
    return Settings(tuple(book for book in recent if book.exists()))


def _file() -> Path:
    return user_dir() / "settings.json"

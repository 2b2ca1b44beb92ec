"""What belongs to a person, not to the plan: preferences, recent books, small things that pages remember.

What may be set, and what its values are, is described in ``base/preferences.py``.  A damaged file is put aside, a
damaged value is as if never set: never a reason to stop.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from smartplanner.base.paths import user_dir
from smartplanner.base.preferences import PREFERENCES, Preferences
from smartplanner.base.whole_files import write_json

_RECENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Preferences):
    """The settings of this user: the preferences, and what is remembered without being asked for."""

    recent: tuple[Path, ...] = ()
    folded: tuple[str, ...] | None = None
    """Sections of the navigation that are folded away; None while the person has folded none: the role decides."""
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    """Shortcuts that the person has changed, by the id of the verb, as Qt writes them; empty takes one away."""
    kept: Mapping[str, Any] = field(default_factory=dict)
    """Small things that pages remember by a name of their own, such as the widths of columns: values of JSON."""

    @property
    def last_book(self) -> Path | None:
        """The newest of the recent books that is there."""
        return next((book for book in self.recent if _is_there(book)), None)

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
    with contextlib.suppress(OSError):
        write_json(path, _content(settings))


def remember(key: str, value: Any) -> None:
    """Keep a small thing of a page (*value* as JSON knows it; None forgets it) until it is looked up again."""
    settings = load_settings()
    kept = {**settings.kept, key: value}
    if value is None:
        del kept[key]
    if kept != settings.kept:
        save_settings(replace(settings, kept=kept))


def remembered(key: str, default: Any = None) -> Any:
    """Return what ``remember`` kept under *key*.

    Whoever asks checks it: a person may have written into the file.  Tuples come back as lists.
    """
    return load_settings().kept.get(key, default)


def papers_folder(book: Path) -> Path:
    """Return the folder that a paper of *book* is suggested to be put into: the person's own, else beside the book."""
    wanted = load_settings().papers_folder
    return Path(wanted) if wanted and Path(wanted).is_dir() else book.parent


def _content(settings: Settings) -> dict[str, Any]:
    """Return what is written: only what differs from its default, so that a better default reaches everybody."""
    values = {one.key: getattr(settings, one.key) for one in PREFERENCES}
    content: dict[str, Any] = {
        "recent": [str(book) for book in settings.recent],
        "preferences": {one.key: values[one.key] for one in PREFERENCES if values[one.key] != one.default},
        "shortcuts": dict(settings.shortcuts),
        "kept": dict(settings.kept),
    }
    if settings.folded is not None:
        content["folded"] = list(settings.folded)
    return content


def _parse(content: Any) -> Settings:
    recent = [Path(book) for book in content.get("recent", []) if isinstance(book, str)]
    folded = content.get("folded")
    chosen = _mapping(content.get("preferences"))
    return Settings(
        recent=tuple(book for book in recent if _can_be_asked_for(book)),
        folded=None if folded is None else tuple(name for name in folded if isinstance(name, str)),
        shortcuts={id: keys for id, keys in _mapping(content.get("shortcuts")).items() if isinstance(keys, str)},
        kept=_mapping(content.get("kept")),
        **{one.key: one.checked(chosen[one.key]) for one in PREFERENCES if one.key in chosen},
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_there(book: Path) -> bool:
    try:
        return book.exists()
    except (OSError, ValueError):  # a name that this system cannot even ask for
        return False


def _can_be_asked_for(book: Path) -> bool:
    """Whether *book* is a path at all.  One that is not there now may lie on a drive that comes back."""
    try:
        book.exists()
    except (OSError, ValueError):
        return False
    return book.is_absolute()


def _file() -> Path:
    return user_dir() / "settings.json"

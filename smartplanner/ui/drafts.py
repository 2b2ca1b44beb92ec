"""What stood unsaved in a form when the program ended (a shutdown, a fault), kept until the book is opened again.

Nothing of it goes into the book: a figure that was half typed must not become one that was decided.  Each draft is
a file of its own in the user's settings, since several windows may be shut down in the same moment.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.base.paths import user_dir
from smartplanner.base.whole_files import write_json

_LARGEST = 1 << 20
"""Bytes; no form holds as much."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The touched fields of one form: ``values`` as the journal writes them, ``words`` where none could be read.

    ``id`` is empty for a record that is not in the book yet.
    """

    book: str
    entity: str
    id: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def keep(draft: Draft, path: Path | None = None) -> Path | None:
    """Write *draft* (to *path*, where it was kept before) and return its file; None if it cannot be written."""
    folder = user_dir() / "drafts"
    path = path or folder / f"{new_id()}.json"
    try:
        write_json(path, asdict(draft))
    except OSError:
        return None
    return path


def forget(path: Path) -> None:
    """Remove the file of a draft that was taken up again or let go."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def kept_for(book: Path) -> dict[Path, Draft]:
    """Return the drafts of *book* by their files, the oldest first; a damaged one is as if it were not there."""
    found = {}
    for path in sorted((user_dir() / "drafts").glob("*.json")):
        try:
            draft = _parse(json.loads(path.read_bytes()[:_LARGEST].decode("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
        if draft.book == name_of(book):
            found[path] = draft
    return found


def name_of(book: Path) -> str:
    """Return how a draft names its book."""
    return str(book.resolve())


def _parse(content: dict[str, Any]) -> Draft:
    return Draft(
        book=str(content["book"]),
        entity=str(content["entity"]),
        id=str(content["id"]),
        title=str(content["title"]),
        values=dict(content["values"]),
        words={str(name): str(text) for name, text in content["words"].items()},
    )

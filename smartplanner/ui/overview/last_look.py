"""Up to where a person saw a book when it was last open: kept beside the settings, for “since I last looked”."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.settings import remember, remembered
from smartplanner.queries.overview.changed import Since, last_step
from smartplanner.ui.session import Session

_KEY = "overview seen"
_BOOKS = 8
_BEFORE = "overview_seen_before"
"""The property of the session that holds what was kept when the book was opened."""


def last_look(session: Session) -> Since | None:
    """Return up to where the book was seen the last time it was open, and keep where it is now; None: never seen.

    What was kept before counts as long as the book stays open.
    """
    known: Any = session.property(_BEFORE)
    book = str(session.office.path)
    kept = remembered(_KEY)
    kept = kept if isinstance(kept, dict) else {}
    if known is None:
        known = kept.get(book) or []
        session.setProperty(_BEFORE, known)
    now = [last_step(session.office.journal), session.as_of.isoformat()]
    # The window of a past moment remembers nothing: its book is a copy that is gone when it closes.
    if kept.get(book) != now and getattr(session.parent(), "remembers", True):
        others = {name: value for name, value in kept.items() if name != book}
        remember(_KEY, dict([*others.items()][-_BOOKS + 1 :]) | {book: now})
    return _since(known)


def _since(kept: Any) -> Since | None:
    """Return what was kept; what somebody wrote into the file by hand is as if never kept."""
    try:
        number, day = kept
        return Since(date.fromisoformat(day), int(number)) if int(number) > 0 else None
    except (ValueError, TypeError):
        return None

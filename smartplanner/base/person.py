"""Who sits at this computer, as the history and the lock of a book name them."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """Return the name of this user; ``unknown`` where the system has none (a service account, a bare container)."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return "unknown"

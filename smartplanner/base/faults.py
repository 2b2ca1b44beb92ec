"""Reports of bugs: what a maintainer needs to know, and a file to keep it in, so that nothing is swallowed."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from smartplanner import __version__
from smartplanner.base import clock
from smartplanner.base.paths import user_dir


def report_text(error: BaseException) -> str:
    """Return what a maintainer needs to know of a bug."""
    head = f"SmartPlanner {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return head + "\n\n" + "".join(traceback.format_exception(error))


def keep_report(text: str) -> Path | None:
    """Write the report of a bug into the user's folder and return the file; None where it cannot be written."""
    moment = clock.now()[:19].replace(":", "").replace("-", "")
    path = user_dir() / "faults" / f"fault-{moment}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError:
        return None  # the report stands on standard error as well
    return path

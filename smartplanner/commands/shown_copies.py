"""Copies of attachments that other programs show: in a temporary folder, and gone again afterwards."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SHOWN = "smartplanner-shown-"
"""What the temporary folders begin with."""
_DAY = 24 * 60 * 60


def place_to_show() -> Path:
    """Return a new folder for a copy that another program shows; it goes away when this program ends.

    What a program that was killed left there goes away a day later.
    """
    for old in _left_over():
        _remove(old)
    made = Path(tempfile.mkdtemp(prefix=SHOWN))
    atexit.register(_remove, made)
    return made


def _left_over() -> Iterator[Path]:
    for path in Path(tempfile.gettempdir()).glob(f"{SHOWN}*"):
        try:
            status = path.lstat()
        except OSError:
            continue  # another program of ours was faster
        if stat.S_ISDIR(status.st_mode) and status.st_mtime < time.time() - _DAY:
            yield path


def _remove(place: Path) -> None:
    """Remove a folder with copies as far as it can be: one that is still open elsewhere goes another day."""

    def freed(action: Callable[[str], object], path: str, _why: Any) -> None:
        try:
            Path(path).chmod(stat.S_IRWXU)  # Windows removes no file that is read-only
            action(path)
        except OSError:
            return

    shutil.rmtree(place, onerror=freed)

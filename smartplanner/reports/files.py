"""A report file is replaced completely or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk, read back, and only then take
the place of the old file (reliability rule 7: saving straight over an old report on a full disk destroyed
the old one).
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

RETRIES = 5
"""How often a replacement is tried when another program (a virus scanner, a preview) holds the file."""
RETRY_DELAY_SECONDS = 0.2

Check = Callable[[bytes], None]
"""Looks at the bytes that came back from the disk and raises when they are no such file."""


def replace_file(path: Path, data: bytes, *, check: Check | None = None) -> None:
    """Write *data* to *path* atomically; on any failure the old file stays as it was.

    Raises ``Problem`` when the folder is missing or closed, the disk is full, or the file is open elsewhere.
    """
    if not path.parent.is_dir():
        raise Problem(
            code="no_folder",
            file=path.name,
            message=_("The folder “{folder}” does not exist.", folder=str(path.parent)),
            remedy=_("Make the folder or choose another place."),
        )
    scratch = path.with_name(f".{path.name[:80]}.{os.getpid()}.tmp")
    try:
        _write_through(scratch, data)
        written = scratch.read_bytes()
        if written != data:
            raise OSError(errno.EIO, "the file reads back differently")
        if check is not None:
            check(written)
        _take_place(scratch, path)
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        _remove(scratch)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_place(scratch: Path, path: Path) -> None:
    for attempt in range(RETRIES):
        try:
            scratch.replace(path)
            return
        except PermissionError:
            # Windows refuses while somebody else has the file open; scanners let go within a second.
            if path.is_dir() or os.name != "nt" or attempt == RETRIES - 1:
                raise
            time.sleep(RETRY_DELAY_SECONDS * (attempt + 1))


def _remove(scratch: Path) -> None:
    try:
        scratch.unlink(missing_ok=True)
    except OSError:
        # Nothing is lost by a left-over; the error that brought us here, if any, is the one to report.
        return


def _problem(path: Path, error: OSError) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            code="disk_full",
            file=path.name,
            message=_("The disk is full; the report was not written."),
            remedy=_("Free some space or choose another disk. An older file of this name is unchanged."),
        )
    if isinstance(error, PermissionError):
        return Problem(
            code="file_locked",
            file=path.name,
            message=_("The file cannot be replaced: it is open in another program or protected."),
            remedy=_("Close it in Word, WPS or the PDF reader, or choose another name."),
        )
    return Problem(
        code="not_written",
        file=path.name,
        message=_("The report was not written: {reason}.", reason=error.strerror or str(error)),
        remedy=_("Choose another place. An older file of this name is unchanged."),
    )

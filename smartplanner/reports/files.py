"""A report file is replaced completely or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk, read back, and only then take
the place of the old file (reliability rule 7: saving straight over an old report on a full disk destroyed
the old one).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from smartplanner.base.held import held, put_in_place
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of

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
        put_in_place(scratch, path)
    except OSError as error:
        raise _problem(path, error) from error
    finally:
        _remove(scratch)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


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
        return held(path)
    return Problem(
        code="not_written",
        file=path.name,
        message=_("The report was not written: {reason}.", reason=reason_of(error)),
        remedy=_("Choose another place. An older file of this name is unchanged."),
    )

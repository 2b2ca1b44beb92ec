"""Where a book may lie: not on a network drive and not in a folder that another program synchronises.

SQLite's locks do not work over network file systems, and a synchroniser copies a file in mid-write; both
have cost people their data.  Copies and backups may lie anywhere.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

SYNCHRONISED = ("onedrive", "nutstore", "坚果云", "wps云盘", "wpsdrive", "dropbox", "百度网盘同步空间", "icloud")
_REMOTE = 4
"""DRIVE_REMOTE of the Windows function GetDriveTypeW."""
_LONG_FORMS = ("\\\\?\\", "\\\\.\\")


def check_place(path: Path) -> None:
    """Raise a Problem if a live book must not lie at *path*."""
    if _is_remote(path):
        raise Problem(
            code="network_place",
            file=str(path),
            message=_("A book cannot be used on a network drive: two computers could damage it."),
            remedy=_("Copy it to a local drive and open it there."),
        )
    for part in path.resolve().parts[:-1]:
        if part.casefold().startswith(SYNCHRONISED):
            raise Problem(
                code="synchronised_place",
                file=str(path),
                message=_(
                    "The folder “{folder}” is synchronised by another program, which can damage a book.", folder=part
                ),
                remedy=_("Keep the book in an ordinary local folder; backups may lie in the synchronised one."),
            )


def is_network_name(path: str) -> bool:
    """Whether an absolute path of Windows names another computer: ``\\\\server\\share``, also in its long form.

    ``\\\\?\\C:\\`` is the long form of a local path, ``\\\\.\\`` a device of this computer.
    """
    written = path.replace("/", "\\").upper()
    if written.startswith(_LONG_FORMS):
        return written[4:].startswith("UNC\\")
    return written.startswith("\\\\")


def _is_remote(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        full = os.path.abspath(path)  # noqa: PTH100 - resolve() would turn a mapped letter into its UNC path
        if is_network_name(full):
            return True
        return int(ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(full)[0] + "\\")) == _REMOTE
    return False

"""A workbook to its place: whole or not at all, so that a full disk never costs the file that was there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from smartplanner.base.held import put_in_place
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of

T = TypeVar("T")


def save_whole(path: Path, write: Callable[[Path], T], *, least_rows: Callable[[T], int] = lambda _answer: 0) -> T:
    """Let *write* fill a file beside *path*, read it back, and put it there; returns what *write* answered.

    *least_rows* says, from that answer, how many rows the first sheet must have when it is read back.  Raises
    a Problem when the file cannot be put in its place; then an older file there is as it was.
    """
    scratch = path.with_name(f".{path.stem}.{os.getpid()}.tmp.xlsx")
    try:
        answer = write(scratch)
        _check(scratch, least_rows(answer))
        put_in_place(scratch, path)
    except OSError as error:
        message = _("The file cannot be written: {reason}.", reason=reason_of(error))
        remedy = _(
            "Check that the folder exists, that there is room on the disk, and that no program has the file open."
        )
        raise Problem(code="file_not_written", message=message, remedy=remedy, file=path.name) from error
    finally:
        scratch.unlink(missing_ok=True)
    return answer


def check_name(path: Path) -> None:
    """Refuse a name under which no program would open a workbook, and a folder that is not there."""
    if path.suffix.casefold() != ".xlsx":
        raise Problem(
            code="not_a_workbook_name",
            file=path.name,
            message=_("What is written is a workbook, which this name does not say."),
            remedy=_("Give it a name that ends in .xlsx."),
        )
    if not path.parent.is_dir():
        raise Problem(
            code="file_not_written",
            file=path.name,
            message=_("The folder “{folder}” does not exist.", folder=str(path.parent)),
            remedy=_("Make the folder or choose another place."),
        )


def _check(path: Path, rows: int) -> None:
    """Read the file back: what cannot be opened or lacks rows is not put in the place of an older one."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            end = workbook.get_sheet_by_index(0).end
            found = end[0] + 1 if end else 0
    except CalamineError as error:
        raise OSError(str(error)) from error
    if found < rows:
        raise OSError(f"{found} rows of {rows} were written")

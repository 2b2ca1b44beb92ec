"""Putting many files in place, whole or not at all: into a folder, or packed into a zip."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from smartplanner.base.held import held, put_in_place
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.commands.reporting import make_folder


@contextmanager
def workshop(folder: Path, *, keep: bool) -> Iterator[Path]:
    """Make a hidden folder beside the target, on the same disk, that is gone afterwards."""
    if keep and not folder.is_dir():
        raise Problem(
            code="no_folder",
            file=folder.name,
            message=_("The folder “{folder}” does not exist.", folder=str(folder)),
            remedy=_("Make the folder or choose another place."),
        )
    place = folder if folder.is_dir() else folder.parent
    make_folder(place)
    with reported(folder):
        made = Path(tempfile.mkdtemp(prefix=".papers-", dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def reported(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into a Problem."""
    try:
        yield
    except OSError as error:
        if isinstance(error, PermissionError):
            raise held(target) from error
        raise Problem(
            code="not_written",
            file=target.name,
            message=_("The papers were not written: {reason}.", reason=reason_of(error)),
            remedy=_("Free some space or choose another place. Older files of these names are unchanged."),
        ) from error


def pack(place: Path, names: Sequence[str], target: Path) -> None:
    """Write a zip with names in UTF-8 (its flag is set wherever a name is not ASCII) and put it in place."""
    packed = place / "papers.zip"
    with zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(place / name, name)
    with zipfile.ZipFile(packed) as archive:
        if archive.testzip() is not None:
            raise OSError("the archive reads back differently")
    put_in_place(packed, target)


def put_all(place: Path, names: Sequence[str], target: Path) -> None:
    """Move all files into the folder; where one cannot be replaced, those before it get their old files back."""
    make_folder(target)
    before = place / "before"
    before.mkdir()
    put: list[str] = []
    try:
        for name in names:
            if (target / name).is_dir():
                raise held(target / name)
            if (target / name).exists():
                put_in_place(target / name, before / name)
            put.append(name)
            put_in_place(place / name, target / name)
    except (OSError, Problem):
        for name in put:
            (target / name).unlink(missing_ok=True)
            if (before / name).exists():
                put_in_place(before / name, target / name)
        raise

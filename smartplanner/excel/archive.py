"""The packed parts of an .xlsx or .ods: is the directory sound, and what is in a part, streamed within a budget.

Nothing is ever unpacked to disk.  The checks stand before any reader of workbooks, because readers disagree
on damaged archives (two parts of one name, overlapping parts, sizes that lie).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from smartplanner.base.i18n import _
from smartplanner.excel import refusals

LARGEST_INFLATED = 300 << 20
"""Bytes of all parts together."""
MOST_PARTS = 10_000
_CHUNK = 4 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Archive:
    """An archive whose directory has been checked; parts are read in pieces."""

    def __init__(self, data: bytes) -> None:
        """Check the directory of *data*; raises a Problem that refuses the file."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise refusals.truncated() if b"PK\x05\x06" not in data else refusals.damaged(str(error)) from error
        self._infos = self._zip.infolist()
        _check(self._infos, self._zip.start_dir)
        self.names = frozenset(info.filename for info in self._infos)
        self._left = LARGEST_INFLATED

    def sizes(self) -> dict[str, int]:
        """Return the unpacked size of each part, in bytes, as declared."""
        return {info.filename: info.file_size for info in self._infos}

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give the content of a part in pieces of some megabytes."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < -LARGEST_INFLATED:
                        raise refusals.beyond(_("bytes when unpacked"), LARGEST_INFLATED - self._left, LARGEST_INFLATED)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise refusals.damaged(_("part {part} cannot be unpacked", part=name)) from error

    def read(self, name: str) -> bytes:
        """Return the whole content of a part; for small ones."""
        return b"".join(self.pieces(name))


def _check(infos: list[zipfile.ZipInfo], directory: int) -> None:
    if len(infos) > MOST_PARTS:
        raise refusals.unsound_archive(_("it has {count} parts", count=len(infos)))
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) != len(names):
        raise refusals.unsound_archive(_("two parts have the same name"))
    for info in infos:
        if not _is_inner_path(info.filename) or not _is_inner_path(info.orig_filename):
            raise refusals.unsound_archive(_("the part {part} leads out of the file", part=info.filename))
        if info.flag_bits & 0x1:
            raise refusals.encrypted()
        if info.compress_type not in _METHODS:
            raise refusals.unsound_archive(_("the part {part} is packed in an unknown way", part=info.filename))
    inflated = sum(info.file_size for info in infos)
    if inflated > LARGEST_INFLATED:
        raise refusals.beyond(_("bytes when unpacked"), inflated, LARGEST_INFLATED)
    _check_overlaps(infos, directory)


def _check_overlaps(infos: list[zipfile.ZipInfo], directory: int) -> None:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset for info in ordered[1:]] + [directory]
    for info, end in zip(ordered, ends, strict=True):
        if info.header_offset + 30 + len(info.filename.encode()) + info.compress_size > end:
            raise refusals.unsound_archive(_("its parts overlap"))


def _is_inner_path(name: str) -> bool:
    if name.startswith(("/", "\\")) or ":" in name or "\0" in name:
        return False
    parts = re.split(r"[/\\]", name)
    return ".." not in parts and not any(_DEVICES.fullmatch(part) for part in parts)

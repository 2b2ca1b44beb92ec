"""The packed parts of an .xlsx or .ods: is the directory sound, and what is in a part, piece by piece.

Nothing is ever unpacked to disk.  The checks stand before any reader of workbooks, because readers disagree
on damaged archives (two parts of one name, overlapping parts, sizes that lie).  What is unpacked here is all
that any reader can unpack: the sizes are those of the directory, and not one byte may follow.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.reading import refusals

LARGEST_INFLATED = 300 << 20
"""Bytes of all parts together."""
MOST_PARTS = 10_000
_CHUNK, _PACKED_CHUNK = 4 << 20, 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Archive:
    """An archive whose directory has been checked; parts are read in pieces."""

    def __init__(self, data: bytes) -> None:
        """Check the directory of *data*; raises a Problem that refuses the file."""
        directory = _find_directory(data)
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
            raise refusals.damaged(_reason(error)) from error
        if archive.start_dir != directory:
            raise _misplaced()
        self._data = data
        self._infos = {info.filename: info for info in archive.infolist()}
        _check(archive.infolist(), archive.start_dir)
        self.names = frozenset(self._infos)
        self.inflated = sum(info.file_size for info in self._infos.values())
        """Bytes of all parts together when unpacked."""

    def sizes(self) -> dict[str, int]:
        """Return the unpacked size of each part, in bytes."""
        return {name: info.file_size for name, info in self._infos.items()}

    def check_inflated(self) -> None:
        """Refuse an archive that has too much in it when unpacked."""
        if self.inflated > LARGEST_INFLATED:
            raise refusals.too_much_inside(self.inflated, LARGEST_INFLATED)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give the content of a part in pieces of some megabytes; a Problem where it is not what the directory says."""
        info = self._infos[name]
        left, check = info.file_size, 0
        try:
            for piece in _unpacked(self._packed(info), info.compress_type):
                left -= len(piece)
                if left < 0:
                    raise refusals.unsound_archive(_("the part {part} is larger than it says", part=name))
                check = zlib.crc32(piece, check)
                yield piece
        except zlib.error as error:
            raise refusals.damaged(_("part {part} cannot be unpacked", part=name)) from error
        if left or check != info.CRC:
            raise refusals.damaged(_("part {part} cannot be unpacked", part=name))

    def read(self, name: str, most: int = LARGEST_INFLATED) -> bytes:
        """Return the whole content of a part; a Problem if it has more than *most* bytes."""
        if self._infos[name].file_size > most:
            raise refusals.too_much_inside(self._infos[name].file_size, most, name)
        return b"".join(self.pieces(name))

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        """Return the packed bytes of a part; a Problem if its own header tells another story than the directory."""
        head = self._data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
            raise refusals.damaged(_("part {part} cannot be unpacked", part=info.filename))
        _mark, flags, method, name_length, extra_length = _LOCAL.unpack(head)
        name_start = info.header_offset + _LOCAL.size
        start = name_start + name_length + extra_length
        name = self._data[name_start : name_start + name_length]
        if flags & 0x1:
            raise refusals.encrypted()
        if method != info.compress_type or name != info.orig_filename.encode(_coding(info)):
            raise refusals.unsound_archive(_("the part {part} has two different headers", part=info.filename))
        if start + info.compress_size > len(self._data):
            raise refusals.damaged(_("part {part} cannot be unpacked", part=info.filename))
        return memoryview(self._data)[start : start + info.compress_size]


_LOCAL = struct.Struct("<4sxxHH16xHH")
"""Mark, flags, method, length of name and of extra field of the header before a part."""


_END = struct.Struct("<4s8xIIH")
"""Mark, size and place of the directory, and the length of a comment, in the record at the end."""


def _find_directory(data: bytes) -> int:
    """Return where the list of parts begins.

    Refuses an archive without an end, and one of which readers may find different lists: the record at the
    end must stand right behind the list that it names.
    """
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) - at < _END.size:
        raise refusals.truncated()
    _mark, size, place, comment = _END.unpack_from(data, at)
    if at + _END.size + comment > len(data):
        raise refusals.truncated()
    if place + size != at:
        raise _misplaced()
    return int(place)


def _misplaced() -> Problem:
    return refusals.unsound_archive(_("its list of parts is not where it should be"))


def _coding(info: zipfile.ZipInfo) -> str:
    return "utf-8" if info.flag_bits & 0x800 else "cp437"


def _unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    stream = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    for start in range(0, len(packed), _PACKED_CHUNK):
        rest = packed[start : start + _PACKED_CHUNK]
        while rest and not stream.eof:
            if piece := stream.decompress(rest, _CHUNK):
                yield piece
            rest = stream.unconsumed_tail
    while not stream.eof and (piece := stream.decompress(b"", _CHUNK)):
        yield piece
    if not stream.eof or stream.unused_data or rest:
        raise zlib.error("the packed data do not end where they should")


def _reason(error: Exception) -> str:
    return _("its list of parts cannot be read") + f" ({error})"


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

"""A look at an .xls (BIFF, also WPS's .et) before any reader gets it: how large it is, and what readers do not tell.

The old container (OLE2) is a small file system of chained sectors; its stream ``Workbook`` is a list of records.
What cannot be followed here is left to the reader, which runs in a process of its own.
Source: [MS-CFB] and [MS-XLS] by Microsoft.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.grid import cell_name
from smartplanner.excel.reading.scan import LARGEST_AREA, MOST_CELLS, SheetScan

_ENTRY = 128
_ROOT = "Root Entry"
_FREE = 0xFFFFFFFA
"""Sector numbers from here on mean no sector."""
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _ROW, _COLUMNS = 0x0809, 0x000A, 0x0085, 0x002F, 0x0208, 0x007D
_BOOL_OR_ERROR, _FORMULA, _MANY_NUMBERS = 0x0205, 0x0006, 0x00BD
_ONE_CELL = frozenset((0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6, _BOOL_OR_ERROR, _FORMULA))
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


def scan_legacy(data: bytes) -> Mapping[str, SheetScan]:
    """Return the scans by the sheets' names; raises a Problem where the workbook is beyond the limits or encrypted."""
    try:
        stream = _Container(data).stream(("Workbook", "Book"))
    except (struct.error, IndexError, ValueError):
        return {}
    return _Records(stream).scan()


def is_cut(data: bytes) -> bool:
    """Return whether an OLE2 file ends before the directory that its header names."""
    if len(data) < 512:
        return True
    shift, first = struct.unpack_from("<30xH16xI", data)
    return shift in (9, 12) and 0 < first < _FREE and (first + 1) << shift >= len(data)


class _Container:
    """The streams of an OLE2 file; raises ValueError, IndexError or struct.error where a chain leads nowhere."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sectors of an unknown size")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._first_entry, self._cutoff, self._first_mini = struct.unpack_from("<I4xII", data, 48)
        self._next = self._allocation()

    def stream(self, names: tuple[str, ...]) -> bytes:
        """Return the content of the first stream that has one of *names*."""
        self._check_ends(self._first_entry, self._first_mini)
        directory = b"".join(self._sectors(self._first_entry))
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            entries.setdefault(name, struct.unpack_from("<II", directory, at + 116))
        present = [name for name in names if name in entries]
        if not present or _ROOT not in entries:
            raise ValueError("no such stream")
        first, size = entries[present[0]]
        self._check_ends(self._first_mini, entries[_ROOT][0], first)
        if size >= self._cutoff:
            return b"".join(self._sectors(first))[:size]
        root = b"".join(self._sectors(entries[_ROOT][0]))
        following = self._numbers(b"".join(self._sectors(self._first_mini)))
        parts = [root[n * self._mini_size : (n + 1) * self._mini_size] for n in _chain(first, following)]
        return b"".join(parts)[:size]

    def _check_ends(self, *firsts: int) -> None:
        """Refuse the file if a chain from one of these sectors comes back to itself, wherever else it may lead."""
        for first in firsts:
            with suppress(IndexError):
                for _number in _chain(first, self._next):
                    pass

    def _allocation(self) -> tuple[int, ...]:
        """Return for each sector the number of the one that follows it in its chain."""
        data = self._data
        found = list(struct.unpack_from("<109I", data, 76))
        following = struct.unpack_from("<I", data, 68)[0]
        for _round in range(len(data) // self._size + 1):
            if following >= _FREE:
                break
            numbers = self._numbers(self._sector(following))
            found += numbers[:-1]
            following = numbers[-1]
        else:
            raise _endless()
        return self._numbers(b"".join(self._sector(number) for number in found if number < _FREE))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise ValueError("a sector behind the end")
        return self._data[start : start + self._size]

    def _sectors(self, first: int) -> Iterator[bytes]:
        return map(self._sector, _chain(first, self._next))

    @staticmethod
    def _numbers(sectors: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _chain(first: int, following: tuple[int, ...]) -> Iterator[int]:
    number = first
    for _round in range(len(following) + 1):
        if number >= _FREE:
            return
        yield number
        number = following[number]
    raise _endless()


def _endless() -> Problem:
    # The reader would follow such a chain until the memory is full.
    return refusals.damaged(_("its sectors form a circle"))


class _Records:
    """The records of a workbook, one sheet after the other."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._names: dict[int, str] = {}
        self._found: dict[str, SheetScan] = {}
        self._cells = 0

    def scan(self) -> Mapping[str, SheetScan]:
        """Return what the sheets say; raises a Problem."""
        scan = SheetScan()
        for at, kind, content in self._records():
            if kind == _FILEPASS:
                raise refusals.encrypted()
            if kind == _BOUNDSHEET:
                self._name(content)
            elif kind == _BOF and at in self._names:
                scan = self._found[self._names[at]] = SheetScan()
            elif kind == _EOF:
                self._check(scan)
                scan = SheetScan()
            else:
                _note(scan, kind, content)
        return self._found

    def _records(self) -> Iterator[tuple[int, int, bytes]]:
        stream, at, end = self._stream, 0, len(self._stream) - 4
        unpack = struct.Struct("<HH").unpack_from
        while at <= end:
            kind, length = unpack(stream, at)
            content = stream[at + 4 : at + 4 + length]
            if len(content) < length:
                return
            yield at, kind, content
            at += 4 + length

    def _name(self, content: bytes) -> None:
        if len(content) < 8:
            return
        place, count, wide = struct.unpack_from("<I2xBB", content)
        words = (
            content[8 : 8 + 2 * count].decode("utf-16-le", "replace")
            if wide
            else content[8 : 8 + count].decode("latin-1")
        )
        self._names[place] = words

    def _check(self, scan: SheetScan) -> None:
        self._cells += scan.cells
        area = sum(each.last_row * each.last_column for each in self._found.values())
        if self._cells > MOST_CELLS:
            raise refusals.beyond(_("cells"), self._cells, MOST_CELLS)
        if area > LARGEST_AREA:
            raise refusals.beyond(_("cells"), area, LARGEST_AREA).at(
                cell=cell_name(scan.last_row - 1, scan.last_column - 1)
            )


def _note(scan: SheetScan, kind: int, content: bytes) -> None:
    if kind in _ONE_CELL and len(content) >= 6:
        row, column = struct.unpack_from("<HH", content)
        _fill(scan, row, column, 1)
        if (code := _error(kind, content)) is not None:
            scan.errors[cell_name(row, column)] = _ERRORS.get(code, "#ERROR!")
    elif kind == _MANY_NUMBERS and len(content) >= 6:
        row, first = struct.unpack_from("<HH", content)
        last = struct.unpack_from("<H", content, len(content) - 2)[0]
        _fill(scan, row, last, max(last - first + 1, 0))
    elif kind == _ROW and len(content) >= 14:
        row, flags = struct.unpack_from("<H10xH", content)
        if flags & _HIDDEN_ROW:
            scan.hidden_rows.add(row + 1)
    elif kind == _COLUMNS and len(content) >= 10:
        first, last, flags = struct.unpack_from("<HH4xH", content)
        if flags & _HIDDEN_COLUMN:
            scan.hidden_columns.update(range(first + 1, min(last, 255) + 2))


def _fill(scan: SheetScan, row: int, column: int, cells: int) -> None:
    scan.cells += cells
    scan.last_row = max(scan.last_row, row + 1)
    scan.last_column = max(scan.last_column, column + 1)


def _error(kind: int, content: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and len(content) >= 8 and content[7] == 1:
        return content[6]
    if kind == _FORMULA and len(content) >= 14 and content[6] == 2 and content[12:14] == b"\xff\xff":
        return content[8]
    return None

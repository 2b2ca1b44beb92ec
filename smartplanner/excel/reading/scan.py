"""A cheap look at the XML of a worksheet before any reader gets it: how large it is, and what readers do not tell.

The reader ends the whole process on a file of 2 KB that names its cells far apart, so the area is known
before.  The regular form that office programs write is counted with byte patterns (about 0.3 s for 70 MB);
any other form goes through an XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.grid import Merge, column_letters, column_number

MOST_CELLS, MOST_ROWS, MOST_COLUMNS = 2_000_000, 200_000, 512
LARGEST_AREA = 8_000_000
"""Cells of the box around all filled cells; the reader takes about 40 bytes for each."""
MOST_MERGES, MOST_MERGED_CELLS = 20_000, 2_000_000

_CARRY = 1 << 16
_TAG_END = b"</row>"
_ROW_NUMBERS = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>\s*<(?!/c>)')
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([^\"']*)[\"']")
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref=[\"']([^\"']*)[\"']")
_LOST_TEXT = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*t="s"><v>-')
_HIDDEN_ROW = re.compile(rb'<row\s(?=[^>]*hidden="(?:1|true)")[^>]*?\br="(\d+)"')
_COLUMN_SETTING = re.compile(rb"<col\s([^>]*)>")
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_SHEET_DATA = b"sheetData"
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""")
_STAR_OR_SECRET = tuple(sign.encode() for sign in "★☆密")
"""A mark of secrecy holds one of these."""


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet says; rows and columns are counted from 1."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    """Only of formats whose reader does not give them; counted from 0."""
    errors: dict[str, str] = field(default_factory=dict)
    maybe_secret: bool = False


@dataclass(slots=True)
class Marks:
    """What the bytes of a part hint at: a secrecy mark, a worksheet."""

    maybe_secret: bool = False
    maybe_sheet: bool = False


def check_xml(pieces: Iterable[bytes], part: str) -> Marks:
    """Refuse a part with entity definitions or an unknown encoding; return what it may hold."""
    marks = Marks()
    for _piece in _checked(pieces, part, marks):
        pass
    return marks


def _checked(pieces: Iterable[bytes], part: str, marks: Marks) -> Iterator[bytes]:
    """Hand the pieces on, looking at each."""
    tail, first = b"", True
    for piece in pieces:
        if first:
            _check_encoding(piece, part)
            first = False
        seam = tail + piece[:16]
        if any(sign in piece or sign in seam for sign in _DEFINITIONS):
            raise refusals.entity_definitions()
        marks.maybe_secret = marks.maybe_secret or any(sign in piece or sign in seam for sign in _STAR_OR_SECRET)
        marks.maybe_sheet = marks.maybe_sheet or _SHEET_DATA in piece or _SHEET_DATA in seam
        tail = piece[-16:]
        yield piece


def scan_sheet(pieces: Callable[[], Iterable[bytes]], part: str) -> SheetScan:
    """Return what the sheet in *pieces* says; raises a Problem where it is beyond the limits.

    *pieces* gives the content anew at each call: a large sheet is never held as a whole.
    """
    found, marks = SheetScan(), Marks()
    regular = _scan_fast(_checked(pieces(), part, marks), found)
    if not regular:
        # The rest is looked at as well before any parser gets it.
        marks = check_xml(pieces(), part)
        _scan_slowly(pieces(), part, found)
    elif _is_beyond(found):
        _count_filled(pieces(), found)
    found.maybe_secret = marks.maybe_secret
    _refuse_beyond(found)
    return found


def _scan_fast(pieces: Iterable[bytes], found: SheetScan) -> bool:
    """Count by byte patterns; returns whether the sheet has the form for that."""
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    merges = _Merges()
    for chunk in _whole_rows(pieces):
        numbers = _ROW_NUMBERS.findall(chunk)
        cells = chunk.count(b"<c ")
        # Whatever else begins with <c: <col>, <cols>; more than those are cells in another form.
        if cells != len(numbers) or chunk.count(b"<c") != cells + chunk.count(b"<col") or b":c" in chunk:
            return False
        found.cells += len(numbers)
        rows.update(numbers)
        columns.update(_COLUMNS.findall(chunk))
        _note_facts(chunk, found, merges)
    found.last_row = max(map(int, rows), default=0)
    found.last_column = max((column_number(name.decode()) for name in columns), default=0)
    return True


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut the stream behind row ends, so that no cell is torn in two."""
    carry = b""
    for piece in pieces:
        chunk = carry + piece
        cut = chunk.rfind(_TAG_END)
        cut = cut + len(_TAG_END) if cut >= 0 else max(chunk.rfind(b"<c "), 0)
        if len(chunk) - cut > _CARRY * 64:
            cut = len(chunk)
        yield chunk[:cut]
        carry = chunk[cut:]
    yield carry


def _check_range(reference: str) -> re.Match[str]:
    match = _RANGE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise refusals.damaged(_("“{reference}” is no range of cells", reference=reference[:40]))
    return match


class _Merges:
    """Counts merged ranges against their budget."""

    def __init__(self) -> None:
        self.count = self.cells = 0

    def add(self, reference: str) -> None:
        self.count += 1
        left, top, right, bottom = _check_range(reference).groups()
        if right is not None:
            width = column_number(right) - column_number(left) + 1
            self.cells += max(width, 0) * max(int(bottom) - int(top) + 1, 0)
        if self.count > MOST_MERGES:
            raise refusals.beyond(_("merged ranges"), self.count, MOST_MERGES)
        if self.cells > MOST_MERGED_CELLS:
            raise refusals.beyond(_("merged cells"), self.cells, MOST_MERGED_CELLS)


def _note_facts(chunk: bytes, found: SheetScan, merges: _Merges) -> None:
    if b"<dimension" in chunk:
        for reference in _DIMENSION.findall(chunk):
            _check_range(reference.decode("ascii", "replace"))
    if b't="s"><v>-' in chunk and (lost := _LOST_TEXT.search(chunk)):
        raise refusals.damaged(_("the cell refers to a text that is not there")).at(cell=lost[1].decode())
    if b"mergeCell" in chunk:
        for reference in _MERGE.findall(chunk):
            merges.add(reference.decode("ascii", "replace"))
    if b'hidden="' in chunk:
        found.hidden_rows.update(int(number) for number in _HIDDEN_ROW.findall(chunk))
        for settings in _COLUMN_SETTING.findall(chunk):
            _note_hidden_column(settings, found)
    if b't="e"' in chunk and len(found.errors) < 10_000:
        found.errors.update((cell.decode(), text.decode("ascii", "replace")) for cell, text in _ERROR.findall(chunk))


def _note_hidden_column(settings: bytes, found: SheetScan) -> None:
    if not re.search(rb'hidden="(?:1|true)"', settings):
        return
    ends = [re.search(rb"\b" + name + rb'="(\d{1,5})"', settings) for name in (b"min", b"max")]
    if ends[0] and ends[1]:
        found.hidden_columns.update(range(int(ends[0][1]), min(int(ends[1][1]), MOST_COLUMNS) + 1))


def _is_beyond(found: SheetScan) -> bool:
    area = found.last_row * found.last_column
    return (
        found.cells > MOST_CELLS
        or found.last_row > MOST_ROWS
        or found.last_column > MOST_COLUMNS
        or area > LARGEST_AREA
    )


def _count_filled(pieces: Iterable[bytes], found: SheetScan) -> None:
    """Count only the cells with content: formatted blanks far outside are common and harmless."""
    found.cells, found.last_row, found.last_column = 0, 0, 0
    for chunk in _whole_rows(pieces):
        for match in _FILLED.finditer(chunk):
            found.cells += 1
            found.last_row = max(found.last_row, int(match[2]))
            if len(match[1]) > 1 or not found.last_column:
                found.last_column = max(found.last_column, column_number(match[1].decode()))
        if found.cells > MOST_CELLS:
            break


def _refuse_beyond(found: SheetScan) -> None:
    area = found.last_row * found.last_column
    if found.last_row > 1_048_576 or found.last_column > 16_384:
        raise refusals.damaged(_("a cell lies outside of any worksheet"))
    if found.last_row > MOST_ROWS:
        raise refusals.beyond(_("rows"), found.last_row, MOST_ROWS).at(cell=_last_cell(found))
    if found.last_column > MOST_COLUMNS:
        raise refusals.beyond(_("columns"), found.last_column, MOST_COLUMNS).at(cell=_last_cell(found))
    if found.cells > MOST_CELLS:
        raise refusals.beyond(_("cells"), found.cells, MOST_CELLS)
    if area > LARGEST_AREA:
        raise refusals.beyond(_("cells"), area, LARGEST_AREA).at(cell=_last_cell(found))


def _last_cell(found: SheetScan) -> str:
    """Return the corner of the box around all filled cells: where a person has to look."""
    return f"{column_letters(found.last_column)}{found.last_row}"


def _scan_slowly(pieces: Iterable[bytes], part: str, found: SheetScan) -> None:
    """Scan with an XML parser: other prefixes, quotes or attribute orders, cells without an address."""
    slow = _SlowScan(part, found)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = slow.start
    parser.EndElementHandler = slow.end
    parser.CharacterDataHandler = slow.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refusals.damaged(
            _("part {part} breaks off at byte {byte}", part=part, byte=parser.ErrorByteIndex)
        ) from error


class _SlowScan:
    """The handlers of the parser, and where it stands."""

    def __init__(self, part: str, found: SheetScan) -> None:
        self._found = found
        found.cells = found.last_row = found.last_column = 0
        self._part = part
        self._merges = _Merges()
        self._row = self._column = 0
        self._error: str | None = None
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local in ("v", "is"):
            self._note_filled()
            self._in_value = local == "v"
        elif local == "mergeCell":
            self._merges.add(attributes.get("ref", ""))
        elif local == "dimension":
            _check_range(attributes.get("ref", ""))
        elif local == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._found.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "v":
            self._in_value = False

    def text(self, content: str) -> None:
        if self._in_value and self._error is not None:
            self._found.errors[self._error] = self._found.errors.get(self._error, "") + content

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not number.isdecimal():
            raise self._bad_address(number)
        self._row, self._column = int(number), 0
        if attributes.get("hidden") in ("1", "true"):
            self._found.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            match = _RANGE.fullmatch(reference)
            if match is None or match[3]:
                raise self._bad_address(reference)
            self._column, self._row = column_number(match[1]), int(match[2])
        self._error = f"{column_letters(self._column)}{self._row}" if attributes.get("t") == "e" else None

    def _note_filled(self) -> None:
        self._found.cells += 1
        self._found.last_row = max(self._found.last_row, self._row)
        self._found.last_column = max(self._found.last_column, self._column)
        if self._found.cells > MOST_CELLS:
            raise refusals.beyond(_("cells"), self._found.cells, MOST_CELLS)

    def _bad_address(self, address: str) -> Problem:
        return refusals.damaged(_("“{address}” in part {part} is no cell", address=address[:40], part=self._part))


def _check_encoding(piece: bytes, part: str) -> None:
    head = _ENCODING.search(piece.lstrip(b"\xef\xbb\xbf")[:200])
    known = head is None or head[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
    if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in piece[:4] or not known:
        raise refusals.damaged(_("the encoding of part {part} is not UTF-8", part=part))

"""A look at the content of an .ods before any reader gets it: how large its tables are, and what readers do not tell.

A few bytes can repeat a filled cell a billion times, so repetitions are counted, not made.  Repeated blanks at
the end of rows and tables are normal.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from smartplanner.base.i18n import _
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.archive import Archive
from smartplanner.excel.reading.grid import cell_name
from smartplanner.excel.reading.scan import (
    LARGEST_AREA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED_CELLS,
    MOST_MERGES,
    MOST_ROWS,
    SheetScan,
    check_xml,
)

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_LARGEST_MANIFEST = 8 << 20
_CELLS = ("table:table-cell", "table:covered-table-cell")
_HIDDEN = ("collapse", "filter")
_MOST_ERRORS = 10_000


def scan_opendocument(archive: Archive) -> tuple[dict[str, SheetScan], bool]:
    """Return the scans by the tables' names and whether there may be a secrecy mark; a Problem refuses the file."""
    archive.check_inflated()
    if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST, _LARGEST_MANIFEST):
        raise refusals.encrypted()
    maybe_secret = False
    for name in sorted(archive.names):
        if name.endswith(".xml"):
            maybe_secret = check_xml(archive.pieces(name), name).maybe_secret or maybe_secret
    scan = _ContentScan()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        for piece in archive.pieces(_CONTENT):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refusals.damaged(
            _("part {part} breaks off at byte {byte}", part=_CONTENT, byte=parser.ErrorByteIndex)
        ) from error
    if not scan.found:
        raise refusals.no_sheet()
    return scan.found, maybe_secret


class _ContentScan:
    """The handlers of the parser, and where it stands; rows and columns count from 0."""

    def __init__(self) -> None:
        self.found: dict[str, SheetScan] = {}
        self._sheet = SheetScan()
        self._row = self._column = self._row_repeat = self._repeat = 0
        self._settings_column = 0
        self._cell: Mapping[str, str] | None = None
        self._words = ""
        self._filled_to = self._filled = 0
        self._cells = self._area = self._merged = 0
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._start_table(attributes)
        elif name == "table:table-column":
            self._set_columns(attributes)
        elif name == "table:table-row":
            self._row_repeat = _number(attributes, "table:number-rows-repeated")
            self._column = self._filled_to = self._filled = 0
            if attributes.get("table:visibility") in _HIDDEN:
                first = self._row + 1
                self._sheet.hidden_rows.update(range(first, min(first + self._row_repeat, MOST_ROWS + 1)))
        elif name in _CELLS:
            self._cell, self._words = attributes, ""
            self._repeat = _number(attributes, "table:number-columns-repeated")
            self._note_merge(attributes)

    def text(self, content: str) -> None:
        if self._cell is not None and len(self._words) < 64:
            self._words += content

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._area += self._sheet.last_row * self._sheet.last_column
            if self._area > LARGEST_AREA:
                raise refusals.beyond(_("cells"), self._area, LARGEST_AREA)

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("table:name", "")
        if name in self.found:
            raise refusals.damaged(_("its list of sheets names one of them twice"))
        self._sheet = self.found[name] = SheetScan()
        self._row = self._settings_column = 0

    def _set_columns(self, attributes: Mapping[str, str]) -> None:
        count = _number(attributes, "table:number-columns-repeated")
        first = self._settings_column + 1
        if attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_columns.update(range(first, min(first + count, MOST_COLUMNS + 1)))
        self._settings_column += count

    def _note_merge(self, attributes: Mapping[str, str]) -> None:
        height = _number(attributes, "table:number-rows-spanned")
        width = _number(attributes, "table:number-columns-spanned")
        if height == width == 1:
            return
        self._merged += height * width
        self._sheet.merges.append((self._row, self._column, self._row + height - 1, self._column + width - 1))
        if len(self._sheet.merges) > MOST_MERGES:
            raise refusals.beyond(_("merged ranges"), len(self._sheet.merges), MOST_MERGES)
        if self._merged > MOST_MERGED_CELLS:
            raise refusals.beyond(_("merged cells"), self._merged, MOST_MERGED_CELLS)

    def _end_cell(self) -> None:
        assert self._cell is not None
        attributes, self._cell = self._cell, None
        if self._words or any(name.startswith("office:") for name in attributes):
            self._filled += self._repeat
            self._filled_to = self._column + self._repeat
            if attributes.get("calcext:value-type") == "error" and len(self._sheet.errors) < _MOST_ERRORS:
                self._sheet.errors[cell_name(self._row, self._column)] = self._words
        self._column += self._repeat

    def _end_row(self) -> None:
        self._row += self._row_repeat
        if not self._filled:
            return
        self._sheet.last_row = self._row
        self._sheet.last_column = max(self._sheet.last_column, self._filled_to)
        self._sheet.cells += self._filled * self._row_repeat
        self._cells += self._filled * self._row_repeat
        if self._sheet.last_column > MOST_COLUMNS:
            raise refusals.beyond(_("columns"), self._sheet.last_column, MOST_COLUMNS)
        if self._row > MOST_ROWS:
            raise refusals.beyond(_("rows"), self._row, MOST_ROWS)
        if self._cells > MOST_CELLS:
            raise refusals.beyond(_("cells"), self._cells, MOST_CELLS)


def _number(attributes: Mapping[str, str], name: str) -> int:
    """Return a count of repetitions; 1 where none is given."""
    words = attributes.get(name, "1")
    if not (words.isascii() and words.isdigit()):
        raise refusals.damaged(_("“{reference}” is no range of cells", reference=words[:40]))
    return max(int(words[:12]), 1)

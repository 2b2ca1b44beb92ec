"""Number formats of cells, looked up only where a value alone does not tell what a person saw.

80 % may stand as 0.8 and October 2026 as the number 2026.1; the format code tells.  The styles and the
sheet are read again for that, so it happens at most once per sheet and only when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree

from smartplanner.excel.reading.container import Container
from smartplanner.excel.reading.grid import column_letters

_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 49: "@"}


class NumberFormats:
    """The format codes of one workbook; empty for anything but .xlsx."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._codes: list[str] | None = None
        self._columns: dict[tuple[str, int], Mapping[int, str]] = {}

    def of_sheet(self, sheet: str) -> Callable[[int], Mapping[int, str]]:
        """Return the function that gives the format codes of a column of *sheet* by row (indexes from 0)."""
        return lambda column: self._column(sheet, column)

    def _column(self, sheet: str, column: int) -> Mapping[int, str]:
        if self._container.archive is None or sheet not in self._container.parts:
            return {}
        if self._codes is None:
            self._codes = self._read_codes()
        if (sheet, column) not in self._columns:
            self._columns[sheet, column] = self._read_column(sheet, column, self._codes)
        return self._columns[sheet, column]

    def _read_codes(self) -> list[str]:
        archive = self._container.archive
        if archive is None or "xl/styles.xml" not in archive.names:
            return []
        try:
            styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        except ElementTree.ParseError:
            return []
        own = {}
        used: list[str] = []
        for element in styles.iter():
            local = element.tag.rpartition("}")[2]
            if local == "numFmt":
                own[element.get("numFmtId", "")] = element.get("formatCode", "")
            elif local == "cellXfs":
                used = [child.get("numFmtId", "0") for child in element]
        return [own.get(number) or _BUILT_IN.get(int(number), "") for number in used]

    def _read_column(self, sheet: str, column: int, codes: Sequence[str]) -> Mapping[int, str]:
        archive = self._container.archive
        assert archive is not None
        letters = column_letters(column + 1).encode()
        cells = re.compile(rb'<c(?=[^>]*\br="' + letters + rb'(\d{1,7})")([^>]*)>')
        if b":c " not in (content := archive.read(self._container.parts[sheet])):
            # The usual form: the address comes first, and the pattern starts with fixed bytes.
            cells = re.compile(rb'<c r="' + letters + rb'(\d{1,7})"([^>]*)>')
        found = {}
        for match in cells.finditer(content):
            style = _STYLE.search(match[2])
            if style and int(style[1]) < len(codes):
                found[int(match[1]) - 1] = codes[int(style[1])]
        return found

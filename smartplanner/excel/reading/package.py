"""The parts of an .xlsx: which of them are sheets, how much is in them, and what no reader should ever see.

Every part that a reader could take for a sheet is looked at, not only those that the list of sheets names in
the usual way: readers follow the list each in their own manner.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.archive import LARGEST_INFLATED, Archive
from smartplanner.excel.reading.blanks import last_filled_row
from smartplanner.excel.reading.scan import LARGEST_AREA, MOST_CELLS, MOST_ROWS, SheetScan, check_xml, scan_sheet

LARGEST_LIST = 32 << 20
"""Bytes of the lists of sheets and of relations; old ones carry tens of thousands of dead names."""
LARGEST_STYLES = 32 << 20
"""Bytes of the styles; real ones that decades of copying have swollen stay below."""
MOST_TAGS_OF_STYLES = 1_000_000
MOST_TEXTS = MOST_CELLS
_LARGEST_SOUNDED = 1 << 30
"""Bytes up to which a sheet that is too large is still looked through for what a person can do about it."""
_RELATION_NAMES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_PROMISES = re.compile(rb"""(?:uniqueCount|count)\s*=\s*["'](\d+)["']""")
_TABLE = re.compile(rb"<(?:\w+:)?sst\b[^>]*>")
_LONGEST_TAG = 4096
_XML_NAMES = (".xml", ".rels", ".vml")
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is in an .xlsx: the scan and the part of each sheet by the sheet's name, and what concerns all of it."""

    scans: Mapping[str, SheetScan]
    parts: Mapping[str, str]
    epoch_1904: bool
    external_links: int
    maybe_secret: bool


def look_into(archive: Archive) -> Package:
    """Look at every part of *archive*; raises a Problem that refuses the file."""
    parts, epoch_1904 = _sheet_parts(archive)
    _check_inflated(archive, parts)
    sheet_of = {part: name for name, part in parts.items()}
    scans: dict[str, SheetScan] = {}
    others: list[SheetScan] = []
    maybe_secret = False
    for part in sorted(archive.names):
        if part in sheet_of:
            scan = scans[sheet_of[part]] = _scan(archive, part, sheet_of[part])
            maybe_secret = maybe_secret or scan.maybe_secret
        elif _is_xml(archive, part):
            marks = check_xml(archive.pieces(part), part)
            maybe_secret = maybe_secret or marks.maybe_secret
            if marks.maybe_sheet:
                others.append(_scan(archive, part, ""))
    _check_together([*scans.values(), *others])
    _check_strings(archive)
    _check_styles(archive)
    links = sum(1 for name in archive.names if re.fullmatch(r"xl/externalLinks/[^/]+\.xml", name))
    return Package(
        scans=scans, parts=parts, epoch_1904=epoch_1904, external_links=links, maybe_secret=maybe_secret
    )  # fmt: skip


def _is_xml(archive: Archive, part: str) -> bool:
    if part.lower().endswith(_XML_NAMES):
        return True
    pieces = archive.pieces(part)
    start = next(pieces, b"")[:64]
    return b"<" in start


def _scan(archive: Archive, part: str, sheet: str) -> SheetScan:
    try:
        return scan_sheet(lambda: archive.pieces(part), part)
    except Problem as problem:
        raise problem.at(sheet=sheet) from problem.__cause__


def _check_inflated(archive: Archive, parts: Mapping[str, str]) -> None:
    """Refuse what is too large when unpacked, and say so if it is only blank rows under the table."""
    if archive.inflated <= LARGEST_INFLATED:
        return
    sizes = archive.sizes()
    sheet, part = max(parts.items(), key=lambda item: sizes[item[1]])
    if archive.inflated - sizes[part] <= LARGEST_INFLATED // 2 and sizes[part] <= _LARGEST_SOUNDED:
        filled, last = _sound(archive, part)
        if last > 2 * filled:
            raise refusals.blank_rows(filled + 1, last).at(sheet=sheet)
        if filled > MOST_ROWS:
            raise refusals.beyond(_("rows"), filled, MOST_ROWS).at(sheet=sheet)
    archive.check_inflated()


def _sound(archive: Archive, part: str) -> tuple[int, int]:
    try:
        return last_filled_row(archive.pieces(part))
    except Problem:
        return 0, 0  # a size that lies: it is refused for the size


def _check_together(scans: list[SheetScan]) -> None:
    """Refuse a workbook whose sheets are each within the limits but not all of them together."""
    cells = sum(scan.cells for scan in scans)
    area = sum(scan.last_row * scan.last_column for scan in scans)
    if cells > MOST_CELLS:
        raise refusals.beyond(_("cells"), cells, MOST_CELLS)
    if area > LARGEST_AREA:
        raise refusals.beyond(_("cells"), area, LARGEST_AREA)


def _sheet_parts(archive: Archive) -> tuple[dict[str, str], bool]:
    """Return the part of each sheet by the sheet's name, and whether the workbook counts days from 1904."""
    if _RELATIONS not in archive.names:
        raise refusals.damaged(_("the list of its sheets is missing"))
    named: list[tuple[str, str]] = []
    epoch_1904 = False
    for local, attributes in _elements(archive, _WORKBOOK, ("workbookPr", "sheet")):
        if local == "sheet":
            relation = next((attributes[name] for name in _RELATION_NAMES if name in attributes), "")
            named.append((attributes.get("name", ""), relation))
        else:
            epoch_1904 = attributes.get("date1904") in ("1", "true")
    if not named:
        raise refusals.no_sheet()
    targets = {
        attributes.get("Id", ""): _target(attributes.get("Target", ""))
        for _local, attributes in _elements(archive, _RELATIONS, ("Relationship",))
    }
    present = [(name, targets[relation]) for name, relation in named if targets.get(relation, "") in archive.names]
    _check_single(present)
    return dict(present), epoch_1904


def _target(words: str) -> str:
    target = words.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _check_single(named: list[tuple[str, str]]) -> None:
    """Refuse a list in which a part or a name stands twice: it would be read again and again, or by chance."""
    for count in (Counter(name for name, _part in named), Counter(part for _name, part in named)):
        if any(times > 1 for times in count.values()):
            raise refusals.damaged(_("its list of sheets names one of them twice"))


def _elements(archive: Archive, part: str, wanted: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the names, without their spaces, and the attributes of the *wanted* elements of a part."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in wanted:
            found.append((local, attributes))

    content = archive.read(part, LARGEST_LIST)
    check_xml([content], part)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise refusals.damaged(_("part {part} is not readable", part=part)) from error
    return found


def _check_styles(archive: Archive) -> None:
    if _STYLES in archive.names:
        if archive.sizes()[_STYLES] > LARGEST_STYLES:
            raise refusals.too_much_inside(archive.sizes()[_STYLES], LARGEST_STYLES, _STYLES)
        tags = sum(piece.count(b"<") for piece in archive.pieces(_STYLES))
        if tags > MOST_TAGS_OF_STYLES:
            raise refusals.beyond(_("entries of styles"), tags, MOST_TAGS_OF_STYLES)


def _check_strings(archive: Archive) -> None:
    """Refuse a table of texts that is too long, or that promises more texts than it has bytes.

    Readers reserve memory by the promise.
    """
    if _STRINGS not in archive.names:
        return
    texts, tail = 0, b""
    for piece in archive.pieces(_STRINGS):
        for table in _TABLE.findall(tail + piece[:_LONGEST_TAG]) + _TABLE.findall(piece):
            if any(int(promise) > archive.sizes()[_STRINGS] for promise in _PROMISES.findall(table)):
                raise refusals.damaged(_("its table of texts promises more texts than it has"))
        tail = piece[-_LONGEST_TAG:]
        texts += piece.count(b"<si") + piece.count(b":si")
    if texts > MOST_TEXTS:
        raise refusals.beyond(_("different texts"), texts, MOST_TEXTS)

"""What a file really is, in the order of defence: size, first bytes, directory of parts, XML, area of the sheets.

``open_container`` refuses a file with a ``Problem`` or hands out its bytes together with what the look ahead
found.  The name of a file is believed only for .csv, which has no first bytes of its own.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from smartplanner.base.held import holder_of
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.archive import Archive
from smartplanner.excel.reading.legacy import is_cut, scan_legacy
from smartplanner.excel.reading.opendocument import scan_opendocument
from smartplanner.excel.reading.package import look_into
from smartplanner.excel.reading.scan import SheetScan

LARGEST_FILE = 50 << 20
"""Bytes."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_NAMES = (".csv", ".txt", ".tsv")


class FileKind(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file that passed: its bytes, their SHA-256, and of an .xlsx the scan and the part of each sheet by its name."""

    path: Path
    kind: FileKind
    data: bytes = field(repr=False)
    sha256: str
    scans: Mapping[str, SheetScan] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    archive: Archive | None = None
    epoch_1904: bool = False
    external_links: int = 0
    maybe_secret: bool = True


def open_container(path: Path) -> Container:
    """Read the file at *path* and look at it; raises a Problem (with the file's name) that refuses it."""
    return classify(path, *read_once(path))


def read_once(path: Path) -> tuple[bytes, str]:
    """Return the bytes of the file and their SHA-256.

    The only time that the file is touched: what is looked at is what is parsed, whoever writes it meanwhile.
    """
    try:
        data = _read(path)
    except OSError as error:
        raise refusals.unreadable(_reason(path, error)).at(file=path.name) from error
    except Problem as problem:
        raise problem.at(file=path.name) from problem.__cause__
    return data, hashlib.sha256(data).hexdigest()


def classify(path: Path, data: bytes, sha256: str) -> Container:
    """Look at the bytes of a file; raises a Problem (with the file's name) that refuses it."""
    try:
        return _classify(path, data, sha256)
    except Problem as problem:
        raise problem.at(file=path.name) from problem.__cause__


def _read(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise refusals.unreadable(_("it is a folder or a device"))
    if found.st_size > LARGEST_FILE:
        raise refusals.too_large(found.st_size, LARGEST_FILE)
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise refusals.too_large(len(data), LARGEST_FILE)
    if not data:
        raise refusals.empty_file()
    return data


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        if person := holder_of(path):
            return _("{person} has it open in WPS, Word or Excel", person=person)
        return _("another program has it open, or you may not read it")
    return reason_of(error)


def _classify(path: Path, data: bytes, sha256: str) -> Container:
    if data.startswith(b"PK"):
        return _open_zip(path, data, sha256)
    if data.startswith(_OLE2):
        _check_ole2(data)
        return Container(path=path, kind=FileKind.XLS, data=data, sha256=sha256, scans=scan_legacy(data))
    if data[:2] == b"\x09\x08" or data[:2] in (b"\x09\x04", b"\x09\x02"):
        raise refusals.unsupported("Excel 2–5")
    if path.suffix.lower() in _TEXT_NAMES and b"\0" not in data[:4096]:
        return Container(path=path, kind=FileKind.CSV, data=data, sha256=sha256)
    raise refusals.not_a_workbook(_content(data))


def _content(data: bytes) -> str:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return _("a PDF document")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")) or b"<html" in start:
        return _("a web page")
    if start.startswith(b"<?xml"):
        return _("an XML file")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm")):
        return _("a picture")
    if start.startswith((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return _("a packed archive")
    if b"\0" not in data[:4096]:
        return _("plain text")
    return _("of an unknown kind")


def _check_ole2(data: bytes) -> None:
    """Tell by the names in its directory what an OLE2 file (the old container of Microsoft Office) holds."""
    if is_cut(data):
        raise refusals.truncated()
    if _has_stream(data, "EncryptedPackage"):
        raise refusals.encrypted()
    if _has_stream(data, "WordDocument"):
        raise refusals.is_word()
    if not (_has_stream(data, "Workbook") or _has_stream(data, "Book")):
        raise refusals.not_a_workbook(_("another office document"))


def _has_stream(data: bytes, name: str) -> bool:
    # A directory entry takes 128 bytes and begins with the name.
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = data.find(wanted, at + 1)
    return False


def _open_zip(path: Path, data: bytes, sha256: str) -> Container:
    archive = Archive(data)
    names = archive.names
    if "xl/workbook.xml" in names:
        return _open_xlsx(path, data, sha256, archive)
    if "xl/workbook.bin" in names:
        raise refusals.unsupported(".xlsb")
    if "word/document.xml" in names:
        raise refusals.is_word()
    if "content.xml" in names and b"spreadsheet" in (archive.read("mimetype", 1 << 10) if "mimetype" in names else b""):
        return _open_ods(path, data, sha256, archive)
    if "ppt/presentation.xml" in names:
        raise refusals.not_a_workbook(_("a presentation"))
    raise refusals.not_a_workbook(_("a packed archive without a workbook"))


def _open_xlsx(path: Path, data: bytes, sha256: str, archive: Archive) -> Container:
    package = look_into(archive)
    return Container(
        path=path,
        kind=FileKind.XLSX,
        data=data,
        sha256=sha256,
        scans=package.scans,
        parts=package.parts,
        archive=archive,
        epoch_1904=package.epoch_1904,
        external_links=package.external_links,
        maybe_secret=package.maybe_secret,
    )


def _open_ods(path: Path, data: bytes, sha256: str, archive: Archive) -> Container:
    scans, maybe_secret = scan_opendocument(archive)
    return Container(path=path, kind=FileKind.ODS, data=data, sha256=sha256, scans=scans, maybe_secret=maybe_secret)

"""Opens a Word document or a text file: in the order of defence size, first bytes, directory of parts, XML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.archive import Archive
from smartplanner.excel.reading.container import read_once
from smartplanner.excel.reading.scan import check_xml
from smartplanner.excel.word.body import BOXES, DELETED, HIDDEN, MOST_CHARACTERS, BodyHandler
from smartplanner.excel.word.document import WordDocument, WordLine
from smartplanner.excel.word.lists import NumberingHandler, StylesHandler
from smartplanner.excel.word.measures import measure
from smartplanner.excel.word.numbering import Numbering
from smartplanner.excel.word.reasons import for_word, not_text, not_word, old_word, too_much_text
from smartplanner.rules.paper import PaperFacts

LARGEST_PART = 64 << 20
"""Bytes of one part when unpacked; the text of a thousand pages has a tenth of it."""
_MAIN, _LISTS, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins, which the Windows editor calls Unicode."""
_SECRET = re.compile(r"(?:绝密|机密|秘密)[\s·:：]*[★☆]|[★☆]\s*(?:绝密|机密|秘密)|密\s*级\s*[:：]?\s*(?:绝密|机密|秘密)")
_SECRET_LINES = frozenset(("绝密", "机密", "秘密"))


class _Handler(Protocol):
    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, content: str) -> None: ...


def read_word(path: Path) -> WordDocument:
    """Return the text of the .docx at *path*; raises a Problem (with the file's name) that refuses it."""
    try:
        data, sha256 = read_once(path)
        handler = _read_parts(_open(data))
        _refuse_secret(handler.lines)
        return WordDocument(path.name, sha256, tuple(handler.lines), _notes(handler.left_out))
    except Problem as problem:
        raise for_word(problem).at(file=path.name) from problem.__cause__


def measure_word(path: Path) -> PaperFacts:
    """Return what was measured in the .docx at *path*; raises a Problem (with the file's name) that refuses it."""
    try:
        data, _sha256 = read_once(path)
        archive = _open(data)
        _refuse_secret(_read_parts(archive).lines)
        return measure(archive, _numbering(archive), file=path.name)
    except Problem as problem:
        raise for_word(problem).at(file=path.name) from problem.__cause__


def read_text_file(path: Path) -> WordDocument:
    """Return the lines of a text file in UTF-8 or GB18030; raises a Problem that refuses it."""
    try:
        data, sha256 = read_once(path)
        if data.startswith((b"PK", _OLE2)) or (b"\0" in data and not data.startswith(_WIDE)):
            raise not_text()
        if len(data) > 4 * MOST_CHARACTERS:
            raise too_much_text(MOST_CHARACTERS)
        lines = tuple(WordLine(line.strip()) for line in _decoded(data).splitlines() if line.strip())
        _refuse_secret(lines)
        return WordDocument(path.name, sha256, lines)
    except Problem as problem:
        raise for_word(problem).at(file=path.name) from problem.__cause__


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(_WIDE) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_text()


def _open(data: bytes) -> Archive:
    if data.startswith(_OLE2):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusals.encrypted()
        raise old_word()
    if not data.startswith(b"PK"):
        raise not_word(_content(data))
    archive = Archive(data)
    if _MAIN not in archive.names:
        sort = _("a workbook") if any(name.startswith("xl/") for name in archive.names) else _("a packed archive")
        raise not_word(sort)
    archive.check_inflated()
    return archive


def _content(data: bytes) -> str:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return _("a PDF document")
    if start.startswith(b"{\\rtf"):
        return _("text in the format RTF")
    if start.startswith(b"<") and b"html" in start:
        return _("a web page")
    return _("plain text") if b"\0" not in data[:4096] else _("of an unknown kind")


def _numbering(archive: Archive) -> Numbering:
    numbering = Numbering()
    for name, reading in ((_LISTS, NumberingHandler(numbering)), (_STYLES, StylesHandler(numbering))):
        if name in archive.names:
            _parse(archive, name, reading)
    return numbering


def _read_parts(archive: Archive) -> BodyHandler:
    body = BodyHandler(_numbering(archive))
    _parse(archive, _MAIN, body)
    return body


def _parse(archive: Archive, name: str, handler: _Handler) -> None:
    if archive.sizes()[name] > LARGEST_PART:
        raise refusals.too_much_inside(archive.sizes()[name], LARGEST_PART, name)
    check_xml(archive.pieces(name), name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(element: str, attributes: dict[str, str]) -> None:
        handler.start(_local(element), {_local(key): value for key, value in attributes.items()})

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda element: handler.end(_local(element))
    parser.CharacterDataHandler = handler.text
    try:
        for piece in archive.pieces(name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refusals.damaged(
            _("part {part} breaks off at byte {byte}", part=name, byte=parser.ErrorByteIndex)
        ) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_secret(lines: list[WordLine] | tuple[WordLine, ...]) -> None:
    for line in lines:
        if "密" in line.text and (line.text in _SECRET_LINES or _SECRET.search(line.text)):
            raise refusals.secret(line.text[:40])


def _notes(left_out: set[str]) -> tuple[Problem, ...]:
    said = {
        BOXES: _("The document has text boxes; their text was not read."),
        DELETED: _("The document has tracked changes; what was deleted was not read."),
        HIDDEN: _("The document has hidden text; it was not read."),
    }
    return tuple(
        Problem(code=f"word_{kind}", message=message, level=Level.WARNING)
        for kind, message in said.items()
        if kind in left_out
    )

"""A plain .docx written part by part, with the same bytes at every run."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

MOMENT = datetime(2026, 11, 20, 9, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = (
    HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = (
    HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/numbering" Target="numbering.xml"/></Relationships>'
)
NUMBERING = (
    HEAD + f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


@dataclass
class Page:
    """The paragraphs and tables of a document, as XML."""

    pieces: list[str] = field(default_factory=list)

    def say(self, words: str, *, size: int = 32, centred: bool = False, bold: bool = False, level: int = -1) -> None:
        """Add a paragraph; *size* in half points, *level* from 0 for one that is numbered automatically."""
        look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>' if level >= 0 else ""
        look += '<w:jc w:val="center"/>' if centred else '<w:ind w:firstLineChars="200"/>'
        self.pieces.append(f"<w:p><w:pPr>{look}</w:pPr>{_run(words, size=size, bold=bold)}</w:p>")

    def table(self, rows: list[list[str]]) -> None:
        """Add a table with thin lines."""
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        body = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p>{_run(cell, size=24)}</w:p></w:tc>" for cell in row) + "</w:tr>"
            for row in rows
        )
        self.pieces.append(f"<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{body}</w:tbl>")

    def document(self) -> str:
        """Return the main part."""
        return HEAD + f'<w:document xmlns:w="{MAIN}"><w:body>{"".join(self.pieces)}</w:body></w:document>'


def _run(words: str, *, size: int, bold: bool = False) -> str:
    font = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
    look = f'{font}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def write_docx(path: Path, page: Page) -> None:
    """Write *page* with fixed times."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/_rels/document.xml.rels": PARTS,
        "word/document.xml": page.document(),
        "word/numbering.xml": NUMBERING,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, words in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, words.encode())

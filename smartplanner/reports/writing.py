"""The one function that writes a report to a file.

Writers turn a document into bytes.  Ours make Word and PDF files; a writer of spreadsheets is handed in by
the composition root, because that library lives in another package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import Document
from smartplanner.reports.document.clean import clean_tree
from smartplanner.reports.files import replace_file
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.registry import Report
from smartplanner.reports.templates.filling import OURS, Wordings
from smartplanner.reports.word.writer import write_docx

Writer = Callable[[Document], bytes]
FORMATS = ("docx", "pdf")
"""The formats that this package writes by itself."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, and what a reader of the file should be told."""

    path: Path
    replaced_characters: int
    """Characters that no file can carry and that became visible marks."""
    missing_characters: str = ""
    """Characters that no font of the PDF has: they are drawn as □."""
    absent_fonts: tuple[str, ...] = ()
    """Roles of the PDF that another face had to serve."""


def formats(extra: Mapping[str, Writer] | None = None) -> tuple[str, ...]:
    """Return all formats, with those that were handed in."""
    return (*FORMATS, *(name for name in extra or () if name not in FORMATS))


def write_report(
    report: Report,
    figures: Any,
    *,
    format: str,
    path: Path,
    extra: Mapping[str, Writer] | None = None,
    wordings: Wordings = OURS,
) -> Written:
    """Make the report and write it to *path*; an older file is replaced completely or not at all.

    ``extra`` are writers of further formats by name, ``wordings`` an office's own templates.  Raises ``Problem``
    for an unknown format, a faulty template, missing fonts, or a place that cannot be written to.
    """
    if format not in formats(extra):
        raise Problem(
            code="unknown_format",
            message=_("A report cannot be written as “{format}”.", format=format),
            remedy=_("Formats: {names}.", names=", ".join(formats(extra))),
        )
    # Cleaned before they meet the template: Markdown would replace some characters without a count.
    figures, replaced = clean_tree(figures)
    document = report.build(figures, wordings=wordings)
    return write_document(document, format=format, path=path, extra=extra, replaced=replaced)


def write_document(
    document: Document,
    *,
    format: str,
    path: Path,
    extra: Mapping[str, Writer] | None = None,
    replaced: int = 0,
) -> Written:
    """Write a paper to *path* in a format that exists; an older file is replaced completely or not at all.

    ``replaced`` is the number of characters that were replaced in its figures before.
    """
    if extra and format in extra:
        replace_file(path, extra[format](document))
        return Written(path, replaced)
    if format == "docx":
        replace_file(path, write_docx(document), check=check_docx)
        return Written(path, replaced)
    fonts = load_fonts()
    fonts.missing.clear()
    replace_file(path, write_pdf(document, fonts=fonts), check=check_pdf)
    return Written(path, replaced, "".join(sorted(fonts.missing)), fonts.absent)


def check_docx(data: bytes) -> None:
    """Raise ``OSError`` when *data* is no whole Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            broken = package.testzip()
    except zipfile.BadZipFile as error:
        raise OSError(str(error)) from error
    if broken is not None:
        raise OSError(broken)


def check_pdf(data: bytes) -> None:
    """Raise ``OSError`` when *data* has no beginning or no end of a PDF file."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-32:]:
        raise OSError("not a whole PDF file")

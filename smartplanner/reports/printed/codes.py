"""Texts of a printed list as the codes of a PDF, put together once for each character and for each text.

ReportLab looks every character up again each time that it is written; of a list of 50,000 rows that took longest.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from smartplanner.reports.printed.lettering import Letters

_KEPT = 20_000
"""Texts of one face whose codes are kept."""
Run = tuple[str, str]
"""A stretch of one font: its name in the document, and the codes that draw it."""


class FaceCodes:
    """How texts are drawn in one face, in one document: fonts are put into it with the characters that are used."""

    def __init__(self, canvas: Canvas, letters: Letters) -> None:
        document: Any = canvas
        self._document = document._doc  # noqa: SLF001 - ReportLab hands its fonts the document itself
        self._letters = letters
        self._characters: dict[str, Run] = {}
        self._texts: dict[str, tuple[Run, ...]] = {}

    def runs(self, text: str) -> tuple[Run, ...]:
        """Return the stretches of *text*."""
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            known = self._texts[text] = tuple(self._cut(text))
        return known

    def _cut(self, text: str) -> list[Run]:
        found: list[Run] = []
        known, last, codes = self._characters, "", [""]
        for character in text:
            font, code = known.get(character) or self._learn(character)
            if font != last:
                if last:
                    found.append((last, "".join(codes)))
                last, codes = font, []
            codes.append(code)
        return [*found, (last, "".join(codes))] if last else found

    def _learn(self, character: str) -> Run:
        name, drawn = self._letters.drawn(character)
        font: Any = pdfmetrics.getFont(name)
        subset, codes = font.splitString(drawn, self._document)[0]
        run = font.getSubsetInternalName(subset, self._document), "".join(map(_escaped, codes))
        self._characters[character] = run
        return run


class PageText(PDFTextObject):
    """The texts of one page, one after the other, each in a place of its own."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._code: list[str]
        self._set = ""

    def put(self, runs: tuple[Run, ...], x: float, y: float, size: float) -> None:
        """Write a text that begins at *x*, its letters standing on *y*, both in points from the lower left corner."""
        add = self._code.append
        add(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for font, codes in runs:
            wanted = f"{font} {size:.3f} Tf"
            if wanted != self._set:
                add(wanted)
                self._set = wanted
            add(f"({codes}) Tj")


def _escaped(code: int) -> str:
    """Return a byte as it stands in a text of a PDF."""
    if 32 <= code < 127:
        sign = chr(code)
        return f"\\{sign}" if sign in "()\\" else sign
    return f"\\{code:03o}"

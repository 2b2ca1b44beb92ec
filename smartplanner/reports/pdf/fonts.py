"""The faces of a PDF by role, and which face draws a character.

Roles: ``fangsong`` (body), ``kai``, ``hei``, ``song``, ``biaosong`` (titles), ``masthead``.  The files lie
in ``resources/fonts`` and are named by its ``fonts.json``.  No face has every character, so each role has a
chain; a character that no face has is drawn as □ and reported.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.fields.text import BROKEN_MARK, CONTROL_MARK

rl_config.useA85 = 0  # pages as bytes, not once more as text: quicker, and a fifth smaller

CHAINS: Mapping[str, tuple[str, ...]] = {
    "fangsong": ("fangsong", "kai", "song", "hei"),
    "kai": ("kai", "song", "fangsong", "hei"),
    "hei": ("hei", "song", "kai"),
    "song": ("song", "kai", "hei"),
    "biaosong": ("biaosong", "song", "hei", "kai"),
    "masthead": ("masthead", "biaosong", "song", "hei", "kai"),
}
LATIN = {"fangsong": "song", "kai": "song"}
"""Letters and digits of these roles come from 宋体, whose digits look like those of Times New Roman."""
UNKNOWN = "□"


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn: the registered font, the character that stands for it, its advance per em."""

    font: str
    character: str
    advance: float


@dataclass
class FontBook:
    """The loaded faces by role; ``missing`` gathers the characters that none of them has."""

    faces: Mapping[str, str]
    absent: tuple[str, ...] = ()
    """Roles whose own file is not there: another face serves them."""
    missing: set[str] = field(default_factory=set)
    _glyphs: dict[tuple[str, str], Glyph] = field(default_factory=dict)

    def glyph(self, character: str, role: str) -> Glyph:
        """Return how *character* is drawn in *role*."""
        known = self._glyphs.get((character, role))
        if known is None:
            known = self._glyphs[character, role] = self._find(character, role)
        return known

    def _find(self, character: str, role: str) -> Glyph:
        chain = CHAINS[role]
        if role in LATIN and character.isascii():
            chain = (LATIN[role], *chain)
        names = [self.faces[item] for item in chain if item in self.faces] or list(self.faces.values())
        for sign in (character, UNKNOWN, "?"):
            for name in names:
                face = _face(name)
                if ord(sign) in face.charToGlyph:
                    return Glyph(name, sign, face.charWidths.get(ord(sign), face.defaultWidth) / 1000)
            if character not in (CONTROL_MARK, BROKEN_MARK):
                self.missing.add(character)
        return Glyph(names[0], "?", 0.5)


def load_fonts(folder: Path | None = None) -> FontBook:
    """Return the faces of *folder* (ours when None).

    Raises ``Problem`` when not one usable Chinese font is there.
    """
    folder = folder or resources("fonts")
    listing = folder / "fonts.json"
    entries = json.loads(listing.read_text(encoding="utf-8")) if listing.exists() else {}
    faces: dict[str, str] = {}
    absent: list[str] = []
    for role in CHAINS:
        path = folder / entries[role]["file"] if role in entries else None
        try:
            name = _register(path) if path is not None and path.exists() else ""
        except TTFError:
            name = ""
        if name:
            faces[role] = name
        else:
            absent.append(role)
    if not faces:
        raise Problem(
            code="no_fonts",
            file=str(folder),
            message=_("The fonts for PDF files are missing."),
            remedy=_("Install the program again, or write the report as a Word file."),
        )
    return FontBook(faces, tuple(absent))


@functools.cache
def _register(path: Path) -> str:
    """Register a font file with ReportLab once per run; return its name there."""
    name = f"smartplanner-{path.stem}-{len(pdfmetrics.getRegisteredFontNames())}"
    pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def _face(name: str) -> Any:
    """Return the tables of a registered font; ReportLab's types do not know that a TrueType font has them."""
    return pdfmetrics.getFont(name).face  # type: ignore[attr-defined]

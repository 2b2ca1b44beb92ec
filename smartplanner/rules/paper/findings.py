"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.rules.paper.facts import POINTS_PER_MM, ParagraphFacts


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation: where, what there is, what the standard says and where it says so."""

    code: str
    found: str
    wanted: str
    clause: str = ""
    """The section of GB/T 9704-2012, or the rule that is meant."""
    paragraph: int = 0
    """The number of the paragraph, empty ones counted; 0: the whole document."""
    words: str = ""
    """How the paragraph begins."""
    level: Level = Level.WARNING

    @property
    def place(self) -> str:
        """Where, in words."""
        if not self.paragraph:
            return _("Whole document")
        return _("Paragraph {number} “{words}”", number=self.paragraph, words=self.words)

    @property
    def said(self) -> str:
        """What there is; where that is only to be looked at, it says so."""
        return _("{found} (to be looked at)", found=self.found) if self.level is Level.NOTE else self.found

    @property
    def sentence(self) -> str:
        """All in one line."""
        clause = _(" ({clause})", clause=self.clause) if self.clause else ""
        return _("{place}: {found}; {wanted}{clause}", place=self.place, found=self.said, wanted=self.wanted,
                 clause=clause)  # fmt: skip


def at(paragraph: ParagraphFacts, code: str, found: str, wanted: str, clause: str = "") -> Finding:
    """Return a finding about one paragraph."""
    return Finding(code, found, wanted, clause, paragraph.number, paragraph.first_words)


def millimetres(points: float) -> str:
    """Return a length for a reader: 37 mm, 28.5 mm."""
    return f"{points / POINTS_PER_MM:.1f}".removesuffix(".0") + " mm"


def point_size(points: float) -> str:
    """Return a size for a reader: 16 pt, 28.95 pt."""
    return f"{points:.2f}".rstrip("0").rstrip(".") + " pt"

"""函: an office asks one unit to help with its matters, as plain values, and the paper made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.prose.official import Issuing, quoted
from smartplanner.reports.templates import filling

TEMPLATE = "letter.md.j2"
NAMED = 5
"""Matters that the text names one by one; more fill an annex."""
_LONGEST_TITLE = 20
"""Characters of a matter's title that the title of the letter bears."""


@dataclass(frozen=True, slots=True)
class AskedMatter:
    """A matter with which the unit is to help."""

    title: str
    code: str
    leads: bool
    """Whether the unit is in the lead; else it helps ``lead``."""
    lead: str
    due_text: str
    standing: str
    """How it stands in words: 逾期12天, 滞后20个百分点, or empty."""
    asked: str
    """What is asked of the unit, without closing sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFigures:
    """Everything that the letter says."""

    issuing: Issuing
    unit: str
    """The unit's full name."""
    matters: tuple[AskedMatter, ...]
    answer_by: date

    @property
    def leads(self) -> int:
        """How many matters the unit leads."""
        return sum(matter.leads for matter in self.matters)

    @property
    def supports(self) -> int:
        """With how many matters it helps others."""
        return len(self.matters) - self.leads

    @property
    def listed(self) -> bool:
        """Whether the matters are too many for the text."""
        return len(self.matters) > NAMED

    @property
    def subject(self) -> str:
        """What the letter is about: the matter's name where there is one of a bearable length."""
        first = self.matters[0].title
        if len(self.matters) == 1 and len(first) <= _LONGEST_TITLE:
            return quoted(first)
        return f"{len(self.matters)}项督办事项" if len(self.matters) > 1 else "有关督办事项"

    @property
    def title(self) -> str:
        """The title of the paper."""
        return f"关于商请协助办理{self.subject}的函"


def build_letter(figures: LetterFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the letter; raises ``Problem`` when the template is wrong."""
    issued = figures.issuing
    meta = Meta(title=figures.title, subject="函", author=issued.office, dated=issued.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

"""试点评估报告: what was assessed, the scores with their sum, the grade and what follows, and the paper of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "pilot_assessment.md.j2"
_TEXT_WIDTH = 156
"""Millimetres of a page's text."""
MOST_SCORERS = 4
"""Scorers that have a column of their own; with more the table shows what comes of their scores."""


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """One indicator: numbers as they are printed; ``scores`` by scorer, — where one is missing."""

    indicator: str
    weight: str
    scores: tuple[str, ...]
    average: str
    spread: str
    share: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HeldGate:
    """One review: its name, its day, what was decided, and the conditions."""

    name: str
    day: date | None
    decision: str
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class PilotCase:
    """One case written of the pilot."""

    title: str
    common: str
    extension: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotAssessmentFigures:
    """One pilot's assessment; empty where the book does not say."""

    office: str
    as_of: date
    name: str
    district: str = ""
    kind: str = ""
    """The class and tier of the district in words."""
    theme: str = ""
    scope: str = ""
    lead: str = ""
    operator: str = ""
    start: date | None = None
    end: date | None = None
    budget: int | None = None
    """Fen."""
    stage: str = ""
    first_day: date | None = None
    last_day: date | None = None
    scorers: tuple[str, ...] = ()
    indicators: tuple[ScoredIndicator, ...] = ()
    total: str = ""
    arithmetic: str = ""
    grades: str = ""
    """The lines of the grades: 90分以上为优秀，…."""
    grade: str = ""
    suggestion: str = ""
    why: str = ""
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gates: tuple[HeldGate, ...] = ()
    problems: tuple[str, ...] = ()
    cases: tuple[PilotCase, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The scorers that have a column."""
        return self.scorers if len(self.scorers) <= MOST_SCORERS else ()

    @property
    def widths(self) -> str:
        """The widths of the table's columns in millimetres."""
        numbers = [16, *(20 for _scorer in self.columns), 18, 14, 20]
        return ",".join(map(str, [_TEXT_WIDTH - sum(numbers), *numbers]))


def build_pilot_assessment(figures: PilotAssessmentFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the report; raises ``Problem`` when the template is wrong."""
    meta = Meta(title=f"{figures.name}评估报告", subject="试点评估", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

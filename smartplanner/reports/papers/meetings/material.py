"""会议材料: what a meeting is shown: how the matters stand, the red ones, the extensions to decide; and the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.periodic.briefing import Count, GroupRow, LateItem
from smartplanner.reports.prose.numbers import share_done
from smartplanner.reports.templates import filling

TEMPLATE = "meeting_material.md.j2"


@dataclass(frozen=True, slots=True)
class AskedExtension:
    """One request to move a deadline, for the meeting to decide."""

    title: str
    unit: str
    before: str
    after: str
    reason: str = ""
    progress: str = ""


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """A decision of the meeting before, and what became of it."""

    text: str
    lead: str
    due_text: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFigures:
    """Everything that the material says."""

    office: str
    as_of: date
    title: str
    """The meeting or the working group."""
    total: int
    done: int
    lights: tuple[Count, ...]
    units: tuple[GroupRow, ...] = ()
    """By unit in the lead, most late first."""
    late: tuple[LateItem, ...] = ()
    due_soon: tuple[LateItem, ...] = ()
    extensions: tuple[AskedExtension, ...] = ()
    earlier_title: str = ""
    earlier: tuple[EarlierDecision, ...] = ()

    @property
    def completion(self) -> float:
        """Share of matters done, in percent with one decimal."""
        return share_done(self.done, self.total) or 0.0


def build_material(figures: MaterialFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the material; raises ``Problem`` when the template is wrong."""
    meta = Meta(title=f"{figures.title}材料", subject="会议材料", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

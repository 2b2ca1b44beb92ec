"""督办通知单: what a unit is told when a matter is handed to it, as plain values, and the papers made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "supervision_notice.md.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticedMatter:
    """One matter, one notice (一事一单); empty where the book does not say."""

    title: str
    code: str = ""
    source: str = ""
    """The meeting, instruction or file with its number and day."""
    lead: str = ""
    """Full name, for the address."""
    lead_short: str = ""
    support: tuple[str, ...] = ()
    goal: str = ""
    priority: str = ""
    due_text: str = ""
    answer: str = ""
    """When and how the unit reports back."""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFigures:
    """The notices to print."""

    office: str
    as_of: date
    matters: tuple[NoticedMatter, ...]
    document_number: str = ""
    """Stands under the title where the office gave one."""


def build_notice(figures: NoticeFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the notices, each on a page of its own; raises ``Problem`` when the template is wrong."""
    meta = Meta(title="督办通知单", subject="督办通知单", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

"""请示: an office asks its superiors to move the deadline of one matter; plain values, and the paper made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.prose.official import Issuing, quoted
from smartplanner.reports.templates import filling

TEMPLATE = "extension_request.md.j2"
OFTEN = 2
"""Extensions granted before from which the office asks its superiors to be strict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequestFigures:
    """Everything that the request says."""

    issuing: Issuing
    title: str
    """The matter."""
    code: str
    lead: str
    support: tuple[str, ...]
    asked_by: str
    asked_on: date | None
    old_due: str
    """The deadline in force, in words; empty: none."""
    new_due: str
    days: int
    """By how many days it would move; 0 where one of them is not known."""
    first_due: str
    """The very first deadline where it is another one; else empty."""
    granted_before: int
    reason: str
    progress: str
    next_steps: str

    @property
    def often(self) -> bool:
        """Whether the deadline was moved so often that strictness is proposed."""
        return self.granted_before >= OFTEN

    @property
    def quoted(self) -> str:
        """The matter's name in quotation marks."""
        return quoted(self.title)

    @property
    def paper_title(self) -> str:
        """The title of the paper."""
        return f"关于延长{self.quoted}完成时限的请示"


def build_extension_request(figures: ExtensionRequestFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the request; raises ``Problem`` when the template is wrong."""
    issued = figures.issuing
    meta = Meta(title=figures.paper_title, subject="请示", author=issued.office, dated=issued.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

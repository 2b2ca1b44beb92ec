"""会议纪要: what a meeting heard and decided, as plain values, and the paper made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "meeting_minutes.md.j2"
_KIND = re.compile("专题|联席|调度|协调|推进|主任办公|领导小组(?!办公室)")
"""Words of a meeting's name that its 标志 takes up (GB/T 9704, 10.3: ××××纪要); the last in the name says the kind."""


@dataclass(frozen=True, slots=True)
class HeardItem:
    """One item of the agenda: its title, who spoke on it, and what the chair said."""

    title: str
    speaker: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """One decision: its words without closing sign, and its duties in words, empty where the words say them."""

    text: str
    duties: str = ""
    """由市交通委牵头，市公安局配合，于9月30日前完成."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFigures:
    """Everything that the minutes say."""

    office: str
    title: str
    """Name of the meeting."""
    number: str = ""
    held_on: date | None = None
    as_of: date
    place: str = ""
    chair: str = ""
    heard: tuple[HeardItem, ...] = ()
    decided: tuple[DecidedItem, ...] = ()
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day of the meeting; where it is not entered, the day of the paper."""
        return self.held_on or self.as_of

    @property
    def shown_number(self) -> str:
        """The number in the head: 第5期 for a plain figure, 京智纪〔2026〕5号 as it stands."""
        return f"第{self.number}期" if self.number.isdecimal() else self.number

    @property
    def meeting(self) -> str:
        """How the text calls the meeting: its name, ending with 会议 or 会."""
        return self.title if self.title.endswith(("会", "会议")) else f"{self.title}会议"

    @property
    def mark(self) -> str:
        """The 标志 in the head: 专题会议纪要 for a 专题 meeting, and plain 会议纪要 where the name says no kind."""
        return "".join(_KIND.findall(self.title)[-1:]) + "会议纪要"

    @property
    def topics(self) -> tuple[str, ...]:
        """The titles of the items of the agenda."""
        return tuple(item.title for item in self.heard)


def build_minutes(figures: MinutesFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the minutes; raises ``Problem`` when the template is wrong."""
    meta = Meta(title=f"{figures.meeting}纪要", subject="会议纪要", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

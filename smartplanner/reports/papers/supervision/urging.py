"""催办单: what each unit is reminded of in a week, as plain values, and the papers made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "urging_notice.md.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgedMatter:
    """One matter that a unit is reminded of, and why; ``reasons`` are words as they are printed."""

    task: str
    """Its id."""
    title: str
    code: str = ""
    role: str
    """牵头 or 配合."""
    due_text: str
    reasons: tuple[str, ...]
    grade: str
    """Code of the grade: reminder, blue, yellow, red."""
    grade_label: str
    """提醒, 蓝单, 黄单, 红单."""
    overdue: bool = False
    due_soon: bool = False
    unreported: bool = False
    unsigned: bool = False
    extension: bool = False

    @property
    def owes(self) -> bool:
        """Whether the unit owes something: who only waits for the answer to a request does not."""
        return self.overdue or self.due_soon or self.unreported or self.unsigned


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNotice:
    """The reminder to one unit; ``grade`` is the code of its sharpest one."""

    id: str
    unit: str
    """Full name, for the address."""
    short: str
    """Short name, for the name of the file."""
    grade: str
    grade_label: str
    matters: tuple[UrgedMatter, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """What kinds of delay there are and how many matters of each; a matter may be in several."""
        kinds = (
            ("已逾期", "overdue"),
            ("七日内到期", "due_soon"),
            ("应报未报", "unreported"),
            ("尚未签收", "unsigned"),
            ("延期申请待批", "extension"),
        )
        counted = ((label, sum(getattr(matter, kind) for matter in self.matters)) for label, kind in kinds)
        return tuple((label, count) for label, count in counted if count)

    @property
    def leads(self) -> int:
        """In how many of the matters the unit has the lead."""
        return sum(matter.role == "牵头" for matter in self.matters)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingFigures:
    """The reminders of one week, one for each unit that has a reason."""

    office: str
    as_of: date
    year: int
    week: int
    """The ISO week, as offices number their weekly papers."""
    answer_by: date
    notices: tuple[UnitNotice, ...]


def build_urging(figures: UrgingFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the reminders, each on a page of its own; raises ``Problem`` when the template is wrong."""
    title = f"督办事项催办单（{figures.year}年第{figures.week}周）"
    meta = Meta(title=title, subject="催办单", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)


def split_urging(figures: UrgingFigures) -> Iterable[tuple[str, UrgingFigures]]:
    """Give the reminder of each unit by itself, with the unit's short name for the file."""
    for notice in figures.notices:
        yield notice.short, replace(figures, notices=(notice,))

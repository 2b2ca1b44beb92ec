"""区级建设计划进展报告: how one district plan stands on a day, and the paper of it.  Sums are in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.prose.numbers import signed
from smartplanner.reports.templates import filling

TEMPLATE = "plan_progress.md.j2"
DONE_LATE = "晚于时限"
"""How the cause of a milestone begins that was done after its day."""


@dataclass(frozen=True, slots=True)
class PlanMilestone:
    """One milestone: its deadline in words, the day it was done, days overdue, and why, as far as it is said."""

    title: str
    due_text: str
    done_text: str = ""
    overdue_days: int = 0
    behind_points: int = 0
    lead: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """One line of money: the year and source in words, planned and spent; shares in percent, None: not known."""

    year: str
    source: str
    amount: int
    spent: int
    share: float | None
    gap: float | None

    @property
    def gap_words(self) -> str:
        """The difference from the schedule in percentage points with its sign, for a cell."""
        return signed(self.gap)


@dataclass(frozen=True, slots=True)
class PlanCommitment:
    """One commitment that is open or late: what is undertaken, its target, and why it is named."""

    area: str
    text: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgressFigures:
    """Everything that the paper says."""

    office: str
    as_of: date
    title: str
    district: str
    opening: str = ""
    """What changed since the last issue, or in the month; empty: not said."""
    kind: str = ""
    """The class and tier in words: 已建、二级."""
    state: str = ""
    period: str = ""
    budget: int | None = None
    progress: float | None = None
    """The weighted progress of the milestones in percent, one decimal; None: there is none."""
    schedule: float | None = None
    """序时进度: the elapsed share of the plan's period in percent, one decimal; None: the period is not known."""
    milestones: int = 0
    done: tuple[PlanMilestone, ...] = ()
    late: tuple[PlanMilestone, ...] = ()
    coming: tuple[PlanMilestone, ...] = ()
    """Open ones that fall due within the coming three months, the earliest first."""
    under_way: int = 0
    """Milestones neither done nor late."""
    money: tuple[PlanMoney, ...] = ()
    """By year and source, each year with its sum; the last line is the sum of all."""
    money_problems: tuple[str, ...] = ()
    commitments: int = 0
    """Commitments that apply."""
    waived: int = 0
    covered: int = 0
    open: tuple[PlanCommitment, ...] = ()
    """White spots: nothing works on them."""
    weak: tuple[PlanCommitment, ...] = ()
    """Covered, but what covers them is red or yellow."""
    version: str = ""
    """What the plan is compared with: 批复版（2026年2月27日）; empty: there is no version."""
    differences: tuple[str, ...] = ()
    tasks: int = 0
    """Supervised matters of the plan, and how many of them are done or overdue."""
    tasks_done: int = 0
    tasks_overdue: int = 0

    @property
    def title_lines(self) -> str:
        """The title of the paper, broken by meaning: the period in brackets does not come apart."""
        name, bracket, rest = self.title.rpartition("（")
        return f"{name}\n（{rest}进展报告" if bracket and name else f"{self.title}\n进展报告"

    @property
    def done_late(self) -> int:
        """Milestones that were done after their day."""
        return sum(one.cause.startswith(DONE_LATE) for one in self.done)

    @property
    def against_schedule(self) -> float | None:
        """Progress less schedule, in percentage points, of the printed figures."""
        if self.progress is None or self.schedule is None:
            return None
        return self.progress - self.schedule

    @property
    def whole_money(self) -> PlanMoney | None:
        """The sum of all years."""
        return self.money[-1] if self.money else None

    @property
    def overdue(self) -> tuple[PlanMilestone, ...]:
        """The late milestones whose day has passed."""
        return tuple(one for one in self.late if one.overdue_days)

    @property
    def behind(self) -> tuple[PlanMilestone, ...]:
        """The late milestones that are behind their plan only."""
        return tuple(one for one in self.late if not one.overdue_days)

    @property
    def problems(self) -> tuple[str, ...]:
        """What stands against the plan, in clauses; empty: nothing is known."""
        found = []
        if self.overdue:
            found.append(
                f"{len(self.overdue)}个里程碑逾期未完成，最长逾期{max(o.overdue_days for o in self.overdue)}天"
            )
        if self.behind:
            found.append(f"{len(self.behind)}个里程碑进度滞后")
        if self.tasks_overdue:
            found.append(f"所属督办事项逾期{self.tasks_overdue}项")
        if self.open:
            areas = list(dict.fromkeys(one.area for one in self.open))
            found.append(f"{len(self.open)}项承诺尚无工作支撑，涉及{'、'.join(areas)}{'等' * (len(areas) > 1)}领域")
        if self.weak:
            found.append(f"{len(self.weak)}项承诺的支撑工作亮红灯或黄灯，影响承诺兑现")
        found += self.money_problems
        return tuple(found)

    @property
    def steps(self) -> tuple[str, ...]:
        """What is to be done next, in clauses."""
        found = []
        if self.overdue:
            named = "、".join(f"“{one.title}”" for one in self.overdue[:3])
            found.append(
                f"对{named}{'等' if len(self.overdue) > 3 else ''}逾期里程碑逐项明确责任人和完成日期，倒排工期"
            )
        if self.coming:
            first = self.coming[0]
            found.append(
                f"抓紧推进三个月内到期的{len(self.coming)}个里程碑，首先按{first.due_text}的时限完成“{first.title}”"
            )
        if self.open:
            found.append("对尚无工作支撑的承诺逐项立项，或按程序说明不适用的理由")
        if self.weak:
            found.append("督促亮红灯和黄灯的支撑工作加快进度，重大困难及时报告")
        if self.version and self.differences:
            found.append("对与批复不一致的内容，确需调整的按程序报批")
        return tuple(found)


def build_plan_progress(figures: PlanProgressFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the paper; raises ``Problem`` when the template is wrong."""
    meta = Meta(
        title=f"{figures.title}进展报告", subject="区级建设计划", author=figures.office, dated=figures.as_of
    )  # fmt: skip
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)

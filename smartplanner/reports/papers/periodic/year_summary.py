"""年度总结: what a year brought in matters, groups, districts, pilots, contracts and scores.  Sums are in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.charts.data import ChartData
from smartplanner.reports.charts.of_papers import MonthMoney, MonthShare, matters_chart, money_chart, schedule_chart
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.comparing.opening import Opening
from smartplanner.reports.papers.periodic.briefing import Count, GroupRow, with_shares
from smartplanner.reports.prose.numbers import share_done
from smartplanner.reports.templates import filling

TEMPLATE = "year_summary.md.j2"
_NAMED_RANKS = 3
_NAMED_UNITS = 8
"""Units with one rank that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The money of plans of one source in the year."""

    source: str
    amount: int
    spent: int

    @property
    def share(self) -> float | None:
        """What share of it is spent, in percent; None where nothing was planned."""
        return 100 * self.spent / self.amount if self.amount else None


@dataclass(frozen=True, slots=True)
class YearScore:
    """One unit in the ranking of its kind."""

    kind: str
    rank: int
    name: str
    matters: int
    total: str


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month: the schedule at its end in percent, matters finished in it, and those of the year finished by then.

    ``so_far`` is None for a month that has not begun.
    """

    month: str
    schedule: float
    finished: int
    so_far: int | None


@dataclass(frozen=True, slots=True)
class RankedUnits:
    """The units that share one rank, and their score."""

    rank: int
    names: tuple[str, ...]
    total: str

    @property
    def words(self) -> str:
        """市教委、市司法局并列第1位（100分）; many are counted, not named."""
        if len(self.names) > _NAMED_UNITS:
            return f"{len(self.names)}个单位并列第{self.rank}位（{self.total}分）"
        level = "并列" if len(self.names) > 1 else ""
        return f"{'、'.join(self.names)}{level}第{self.rank}位（{self.total}分）"


@dataclass(frozen=True, slots=True)
class YearContracts:
    """The contracts: what fell due and was paid in the year, and what is blocked at its end."""

    contracts: int
    in_force: int
    total: int
    planned: int
    paid: int
    blocked: int
    blocked_sum: int
    low: int
    """Contracts whose service fell below what they need in a month of the year."""
    ending: int
    """Contracts that end within 90 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSummaryFigures:
    """Everything that the summary says."""

    office: str
    as_of: date
    """The last day that counts: the end of the year, or the day asked for."""
    year: int
    opening: Opening | None = None
    """What changed since the last summary, or in the year; None: not said."""
    states: tuple[Count, ...] = ()
    """Matters by state, those aside that were finished before the year."""
    done: int = 0
    done_in_time: int = 0
    done_late: int = 0
    """Finished ones of which both the day and the deadline are known."""
    overdue: int = 0
    schedule: float = 100.0
    groups: tuple[GroupRow, ...] = ()
    districts: tuple[GroupRow, ...] = ()
    longest: tuple[tuple[str, str, int], ...] = ()
    """The matters that are overdue for the longest: title, unit, days."""
    plans: int = 0
    milestones_due: int = 0
    milestones_done: int = 0
    """Of those that fell due in the year up to the day."""
    money: tuple[YearMoney, ...] = ()
    pilots: int = 0
    stages: tuple[tuple[str, int], ...] = ()
    reviews: tuple[tuple[str, int], ...] = ()
    """Reviews held in the year by what was decided."""
    cases: int = 0
    adopted: int = 0
    contracts: YearContracts | None = None
    scores: tuple[YearScore, ...] = ()
    """In the order of kinds, then ranks; empty: nothing to score, or no rules."""
    months: tuple[YearMonth, ...] = ()
    days_by_journal: int = 0
    """Matters of the months whose register has no day: the day counts on which they were marked as finished."""
    paid_by_month: tuple[MonthMoney, ...] = ()
    due_next: int = 0
    """Open matters that fall due in the next year."""

    @property
    def total(self) -> int:
        """All matters of the year."""
        return sum(state.count for state in self.states)

    @property
    def shown_states(self) -> tuple[tuple[str, int, float], ...]:
        """States that occur: label, count, share in percent; the shares add up to 100.0."""
        return with_shares(self.states)

    @property
    def completion(self) -> float:
        """Share of matters done, in percent with one decimal, as it is printed everywhere."""
        return share_done(self.done, self.total) or 0.0

    @property
    def whole_year(self) -> bool:
        """Whether the year is over."""
        return (self.as_of.month, self.as_of.day) == (12, 31)

    @property
    def amount(self) -> int:
        """What the plans have for the year."""
        return sum(one.amount for one in self.money)

    @property
    def spent(self) -> int:
        """What of it is spent."""
        return sum(one.spent for one in self.money)

    @property
    def problems(self) -> tuple[str, ...]:
        """What stands against the year, in clauses."""
        found = []
        if self.overdue:
            found.append(f"督办任务逾期未办结{self.overdue}项")
        if self.milestones_due > self.milestones_done:
            found.append(f"应完成而未完成的里程碑{self.milestones_due - self.milestones_done}个")
        if self.contracts is not None and self.contracts.blocked:
            found.append(f"因条件未具备受阻的付款{self.contracts.blocked}笔")
        if self.contracts is not None and self.contracts.low:
            found.append(f"服务考核出现低于达标分的合同{self.contracts.low}份")
        return tuple(found)

    @property
    def leaders(self) -> tuple[tuple[str, tuple[RankedUnits, ...]], ...]:
        """The first three ranks of each kind that has more than one rank; none when all are level."""
        found = []
        for kind in dict.fromkeys(one.kind for one in self.scores):
            same = [one for one in self.scores if one.kind == kind]
            ranks = sorted({one.rank for one in same})
            if len(ranks) > 1:
                found.append((kind, tuple(_ranked(same, rank) for rank in ranks if rank <= _NAMED_RANKS)))
        return tuple(found)


def _ranked(scores: list[YearScore], rank: int) -> RankedUnits:
    level = [one for one in scores if one.rank == rank]
    return RankedUnits(rank, tuple(one.name for one in level), level[0].total)


def _charts(figures: YearSummaryFigures) -> dict[str, ChartData]:
    year = f"{figures.year}年"
    late = figures.done - sum(one.finished for one in figures.months)
    shares_done = [
        MonthShare(
            one.month,
            one.schedule,
            100 * one.so_far / figures.total if one.so_far is not None and figures.total else None,
        )
        for one in figures.months
    ]
    drawn = {
        "schedule": schedule_chart(
            f"{year}督办任务办结率和序时进度",
            shares_done,
            as_of=figures.as_of,
            left_out=late,
            by_journal=figures.days_by_journal,
        ),
        "districts": matters_chart(f"{year}各区任务办理情况", figures.districts, as_of=figures.as_of),
        "money": money_chart(f"{year}运营合同应付和实付（累计）", figures.paid_by_month, as_of=figures.as_of),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}


def build_year_summary(figures: YearSummaryFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the paper; raises ``Problem`` when the template is wrong."""
    charts = _charts(figures)
    title = f"{figures.year}年智慧城市建设工作总结"
    meta = Meta(title=title, subject="年度总结", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)

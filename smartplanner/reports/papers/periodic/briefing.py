"""月度工作简报: the figures it needs, as plain values, and the paper made of them.

Nothing here reads a book: the figures are handed in by whoever can query one.  Shares and differences that
must agree with each other are computed here from the counts, so that the prose cannot contradict itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smartplanner.reports.charts.of_papers import matters_chart
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.comparing.opening import Opening
from smartplanner.reports.prose.numbers import share_done, shares
from smartplanner.reports.templates import filling

TEMPLATE = "monthly_briefing.md.j2"
NAMED_DUE = 6
"""How many tasks due next month the text names."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks are in one state or show one light; ``label`` as it is printed (已办结, 红灯)."""

    label: str
    count: int


def with_shares(counts: Sequence[Count]) -> tuple[tuple[str, int, float], ...]:
    """Return the counts that are not zero: label, count, share in percent; the shares add up to 100.0."""
    occurring = [one for one in counts if one.count]
    parts = shares([one.count for one in occurring])
    return tuple((one.label, one.count, part) for one, part in zip(occurring, parts, strict=True))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the table by field, district or unit; counts of tasks, each task in one of the last four."""

    name: str
    total: int
    done: int
    on_track: int
    behind: int
    overdue: int

    @property
    def rate(self) -> float:
        """Share of tasks done, in percent."""
        return 100 * self.done / self.total if self.total else 0.0

    @property
    def late(self) -> int:
        """Tasks that are overdue or behind."""
        return self.behind + self.overdue


@dataclass(frozen=True, slots=True)
class LateItem:
    """A task that is overdue (``overdue_days`` > 0) or behind its plan by ``behind_points`` percentage points."""

    title: str
    lead: str
    support: tuple[str, ...]
    due_text: str
    overdue_days: int
    cause: str
    next_steps: str
    behind_points: int = 0


@dataclass(frozen=True, slots=True)
class DueItem:
    """A task that is due in the coming month."""

    title: str
    lead: str
    due_text: str
    rank: int = 0
    """Its place by weight among those due: the first ones are named in the text when there are many."""


@dataclass(frozen=True, slots=True)
class DueChange:
    """A task whose date was changed since the last issue, with or without an extension."""

    title: str
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the last issue, as titles of tasks."""

    added: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    extended: tuple[DueChange, ...] = ()
    due_changed: tuple[DueChange, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.finished or self.extended or self.due_changed)


@dataclass(frozen=True, slots=True)
class Circulation:
    """Whom the briefing goes to: 报, 送, 发, and the number of copies (0: not said)."""

    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    issue_to: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingFigures:
    """Everything that the monthly briefing says."""

    paper_name: str = "智慧城市建设工作简报"
    office: str
    """Full name of the issuing office."""
    issue: int
    """Number within the year."""
    total_issue: int = 0
    """Number since the first issue; 0: not said."""
    year: int
    month: int
    """The month reported on, 1 to 12."""
    as_of: date
    """The day that all figures are true for; also the date in the masthead."""
    note: str = "内部资料 注意保存"
    """Stands top left; empty for none."""
    states: tuple[Count, ...]
    """Tasks by state; every task is in exactly one."""
    lights: tuple[Count, ...] = ()
    """Open tasks by light."""
    done: int
    """Tasks finished (已办结 and 已销号 together)."""
    scope: str = ""
    """The district, group or unit that it is about; empty: the whole city."""
    opening: Opening | None = None
    """What changed since the last issue; None: not said."""
    completion_before: float | None = None
    """Completion rate at the last issue, in percent; None: there was none."""
    completion_year_before: float | None = None
    """Completion rate in the issue of the same month of the last year, in percent; None: there was none."""
    schedule: float
    """序时进度: the elapsed share of the period, in percent (the end of September: 75.0)."""
    fields: tuple[GroupRow, ...] = ()
    """By field (领域), in the office's order."""
    districts: tuple[GroupRow, ...] = ()
    """By district, in the order of GB/T 2260."""
    worst_units: tuple[GroupRow, ...] = ()
    """Leading units with most late tasks, worst first."""
    done_this_month: tuple[str, ...] = ()
    """Titles of the tasks finished in the month."""
    overdue_this_month: tuple[str, ...] = ()
    """Titles of the tasks that became overdue in the month."""
    changes: Changes = Changes()
    first_issue: bool = False
    """Whether the book knows nothing from before the month, so that nothing can be compared."""
    done_without_day: int = 0
    """Tasks finished on a day that the register does not name."""
    late: tuple[LateItem, ...] = ()
    """Overdue tasks first, the longest first, then those behind."""
    due_next_month: tuple[DueItem, ...] = ()
    planned_fen: int | None = None
    """Sum of the planned amounts in 分; None: no task has one."""
    with_amount: int = 0
    """Tasks that have an amount."""
    problems: tuple[str, ...] = ()
    """Problems that the units reported, one sentence each, without a number in front."""
    circulation: Circulation = Circulation()

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(state.count for state in self.states)

    @property
    def shown_states(self) -> tuple[tuple[str, int, float], ...]:
        """States that occur: label, count, share in percent; the shares add up to 100.0."""
        return with_shares(self.states)

    @property
    def shown_lights(self) -> tuple[Count, ...]:
        """Lights that occur."""
        return tuple(light for light in self.lights if light.count)

    @property
    def completion(self) -> float:
        """Share of tasks done, in percent with one decimal, as it is printed everywhere."""
        return share_done(self.done, self.total) or 0.0

    @property
    def against_schedule(self) -> float:
        """Completion less schedule, in percentage points, of the printed figures."""
        return self.completion - self.schedule

    @property
    def against_before(self) -> float | None:
        """Completion less that of the last issue, in percentage points; None: there was none."""
        return None if self.completion_before is None else self.completion - self.completion_before

    @property
    def against_year_before(self) -> float | None:
        """Completion less that of a year before, in percentage points; None: there was no issue then."""
        return None if self.completion_year_before is None else self.completion - self.completion_year_before

    @property
    def overdue(self) -> tuple[LateItem, ...]:
        """The late tasks whose date has passed."""
        return tuple(item for item in self.late if item.overdue_days > 0)

    @property
    def behind(self) -> tuple[LateItem, ...]:
        """The late tasks that are behind their plan only."""
        return tuple(item for item in self.late if item.overdue_days <= 0)

    @property
    def weightiest_due(self) -> tuple[DueItem, ...]:
        """The tasks due next month that the text names, the weightiest first."""
        return tuple(sorted(self.due_next_month, key=lambda item: item.rank)[:NAMED_DUE])

    @property
    def lists_due(self) -> bool:
        """Whether the tasks due next month are too many for the text and fill an annex."""
        return len(self.due_next_month) > NAMED_DUE

    @property
    def late_annex(self) -> str:
        """How the text calls the list of late tasks: 附件1; 附件 where it is the only annex."""
        return "附件1" if self.lists_due else "附件"

    @property
    def due_annex(self) -> str:
        """How the text calls the list of tasks due next month."""
        return "附件2" if self.late else "附件"

    @property
    def next_month(self) -> int:
        """The month after the one reported on."""
        return self.month % 12 + 1


def title(figures: BriefingFigures) -> str:
    """Return the title of the briefing, for the document's properties; the template prints its own."""
    return f"{figures.year}年{figures.month}月{figures.scope}智慧城市建设重点任务进展情况"


def build_briefing(figures: BriefingFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the monthly briefing; ``wordings`` may hold an office's own.

    Raises ``Problem`` when the template is wrong.
    """
    chart = matters_chart("各区重点任务办理情况", figures.districts, as_of=figures.as_of)
    charts = {"districts": chart} if chart else {}
    meta = Meta(title=title(figures), subject=figures.paper_name, author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)

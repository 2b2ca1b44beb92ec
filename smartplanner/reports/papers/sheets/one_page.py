"""一页纸: what a leader has to know on one A4 page: ten numbers, the five worst, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from smartplanner.reports.charts.data import ChartData
from smartplanner.reports.charts.of_papers import lights_chart
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.page import geometry
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.sheets.board_page import shortened
from smartplanner.reports.pdf.writer import count_pages
from smartplanner.reports.templates import filling

TEMPLATE = "one_page.md.j2"
MOST_REDS = 5
MOST_DECISIONS = 4
RED_WIDTHS = (10.0, 68.0, 42.0, 36.0)
"""Millimetres of the columns of the reds: number, matter, how it stands, whose turn."""
DECISION_WIDTHS = (10.0, 146.0)
_LARGEST_PITCH_PT = geometry.LINE_PITCH_PT * 1.02
"""Line pitch at which the page with a chart has to fit still: Word sets tables a little higher than we do."""
_RED_LINES = 2
"""Lines that a cell of the reds may have."""
_PLACE = 10
"""Characters of a district's name that the title has room for."""
_SLACK = 1.5
"""Characters that a line may lose where it must not begin with a closing sign."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One number: its name, how it is printed, and the change since the last month in words; — where not known."""

    name: str
    value: str
    change: str


@dataclass(frozen=True, slots=True)
class WorstRed:
    """One red thing: what it is, how it stands, and whose turn it is."""

    title: str
    state: str
    turn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePageFigures:
    """Everything that the page says."""

    office: str
    as_of: date
    scope: str = ""
    numbers: tuple[KeyNumber, ...]
    comparable: bool = True
    """Whether the book knows the end of the last month."""
    lights: tuple[tuple[str, int], ...] = ()
    """How many matters show each light."""
    reds: tuple[WorstRed, ...] = ()
    """The worst first; the page shows five."""
    decisions: tuple[str, ...] = ()
    """What waits for a decision, in clauses; the page shows four."""

    @property
    def place(self) -> str:
        """The district in the title, as short as one line needs it."""
        return shortened(self.scope, _PLACE)

    @property
    def number_rows(self) -> tuple[tuple[str, ...], ...]:
        """The numbers, two beside each other."""
        half = (len(self.numbers) + 1) // 2
        cells = [(one.name, one.value, one.change) for one in self.numbers]
        cells += [("", "", "")] * (2 * half - len(cells))
        return tuple((*left, *right) for left, right in zip(cells[:half], cells[half:], strict=True))

    @property
    def red_rows(self) -> tuple[tuple[str, ...], ...]:
        """The reds that are shown, each cell cut to the lines that it has."""
        rows = [(one.title, one.state, one.turn) for one in self.reds[:MOST_REDS]]
        return tuple(
            tuple(_fitting(text, width, _RED_LINES) for text, width in zip(row, RED_WIDTHS[1:], strict=True))
            for row in rows
        )

    @property
    def decision_rows(self) -> tuple[str, ...]:
        """The decisions that are shown, each cut to one line; the last tells how many more there are."""
        left = len(self.decisions) - MOST_DECISIONS
        shown = self.decisions if left <= 0 else self.decisions[: MOST_DECISIONS - 1]
        rows = tuple(_fitting(text, DECISION_WIDTHS[1], 1) for text in shown)
        return (*rows, f"其余{left + 1}项见红灯清单") if left > 0 else rows

    @property
    def red_widths(self) -> str:
        """The widths of the table of reds, as a template says them."""
        return ",".join(f"{width:g}" for width in RED_WIDTHS)

    @property
    def decision_widths(self) -> str:
        """The widths of the table of decisions, as a template says them."""
        return ",".join(f"{width:g}" for width in DECISION_WIDTHS)


def _fitting(text: str, width_mm: float, lines: int) -> str:
    """Return *text* cut to what *lines* of a cell of *width_mm* hold."""
    setting = geometry.SMALL_TABLE
    room = (geometry.points(width_mm) - 2 * setting.beside) / setting.size - _SLACK
    return shortened(" ".join(text.split()), lines * room)


def build_one_page(figures: OnePageFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the page, with a chart where one fits; raises ``Problem`` when the template is wrong."""
    chart = lights_chart("督办事项亮灯情况", "督办事项", dict(figures.lights))
    if chart is not None:
        drawn = _built(figures, {"lights": chart}, wordings)
        if all(count_pages(drawn, pitch=pitch) == 1 for pitch in (geometry.LINE_PITCH_PT, _LARGEST_PITCH_PT)):
            return drawn
    return _built(figures, {}, wordings)


def _built(figures: OnePageFigures, charts: Mapping[str, ChartData], wordings: filling.Wordings) -> Document:
    meta = Meta(title="智慧城市建设一页纸", subject="一页纸", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)

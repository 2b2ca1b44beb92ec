"""The sizes and columns of the chart, the same on the screen and on paper; lengths in device-independent pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtGui import QFont, QFontMetricsF

from smartplanner.base.i18n import N_, _
from smartplanner.queries.gantt import GanttRow
from smartplanner.rules.workdays import Calendar

ROW = 28
"""Height of a row."""
HEADER_LINE = 24
HEADER = 2 * HEADER_LINE
BAR_TOP, BAR_HEIGHT = 5.0, 13.0
PLAN_TOP, PLAN_HEIGHT = 20.0, 4.0
DIAMOND = 14.0
BADGE = 13.0
BADGE_GAP = 13.0
"""From the end of a bar to its light; the handle of links lies between."""
EDGE = 18.0
"""Width of the arrows at the edges that tell where a bar out of sight is."""
INDENT = 16
TRIANGLE = 16
GRIP = 6.0
"""Pixels inside each end of a bar by which it is resized."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column at the left: its heading, width, words for a row, and whether it is a figure."""

    label: str
    width: int
    words: Callable[[GanttRow], str]
    figure: bool = False


def short_day(day: date | None) -> str:
    """Return a day as the table shows it."""
    return f"{day.year}-{day.month:02}-{day.day:02}" if day else ""


def slack_words(row: GanttRow) -> str:
    """Return the slack in workdays; empty where it is not known or of no use any more."""
    return "" if row.slack is None or row.shape == "summary" or row.done_on else _("{count} d", count=row.slack)


def _shown(day: date | None, computed: date | None) -> str:
    """Return a day that is written down, else the computed one in brackets."""
    return short_day(day) or (f"({short_day(computed)[2:]})" if computed else "")


COLUMNS = (
    TableColumn(N_("Name"), 222, lambda row: row.title),
    TableColumn(N_("Lead"), 82, lambda row: row.lead),
    TableColumn(N_("Start"), 84, lambda row: _shown(row.start, None if row.shape == "point" else row.early_start)),
    TableColumn(N_("Due"), 84, lambda row: _shown(row.due, row.early_finish)),
    TableColumn(N_("Slack"), 68, slack_words, figure=True),
)
NAME_LEAST = 120
"""The least width of the first column; the others give way from the right before it does."""
TABLE_WIDTH = sum(column.width for column in COLUMNS)


def column_widths(width: int) -> list[int]:
    """Return the widths of the columns that fit into a table of *width*; the first takes what the others leave."""
    shown = list(COLUMNS)
    while len(shown) > 1 and sum(column.width for column in shown[1:]) > width - NAME_LEAST:
        shown.pop()
    rest = [column.width for column in shown[1:]]
    return [width - sum(rest), *rest]


@dataclass(frozen=True)
class ChartLook:
    """What all painters of one chart share: its font, the days with a line, the calendar of free days."""

    font: QFont
    as_of: date
    today: date
    calendar: Calendar
    small: QFont = field(init=False)
    bold: QFont = field(init=False)
    metrics: QFontMetricsF = field(init=False)
    bold_metrics: QFontMetricsF = field(init=False)

    def __post_init__(self) -> None:
        base = QFont(self.font)
        base.setPixelSize(13)
        small, bold = QFont(base), QFont(base)
        small.setPixelSize(11)
        bold.setBold(True)
        object.__setattr__(self, "font", base)
        object.__setattr__(self, "small", small)
        object.__setattr__(self, "bold", bold)
        object.__setattr__(self, "metrics", QFontMetricsF(base))
        object.__setattr__(self, "bold_metrics", QFontMetricsF(bold))

"""The cards of the printed board, read from a book: columns and cards as the board on the screen has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.board import read_cards
from smartplanner.queries.tasks import TaskLine
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.periodic.briefing_items import due_words
from smartplanner.reports.papers.sheets.board_page import BoardCard, BoardColumn, BoardFigures
from smartplanner.reports.request import Request
from smartplanner.rules.lights import ENDED, FINISHED

BY = {"state": "按状态", "lead": "按牵头单位", "group": "按专项工作组", "district": "按区"}
"""What the columns can be made by."""


def gather_board(reader: Reader, _journal: Journal, request: Request) -> BoardFigures:
    """Return the board of the matters asked for; without their states, matters that are over are left out.

    Columns without a card are left out: a sheet has less room than a screen.
    """
    by = request.by or "state"
    if by not in BY:
        raise Problem(
            code="unknown_columns",
            message=_("A board has no columns by “{text}”.", text=by),
            remedy=_("Possible are: {choices}.", choices="、".join(BY)),
        )
    units = {} if by == "lead" else short_unit_names(reader)
    columns = []
    for column in read_cards(reader, as_of=request.as_of).board(by).columns:
        lines = [line for line in column.cards if request.within(line) and (by == "state" or not _is_over(line))]
        if lines:
            columns.append(BoardColumn(_title(by, column.key, column.title), _cards(lines, units, request.as_of)))
    return BoardFigures(
        office=request.office,
        as_of=request.as_of,
        by=BY[by],
        scope=reader.name("group", request.group) if request.group else "",
        columns=tuple(columns),
    )


def _is_over(line: TaskLine) -> bool:
    return line.state in FINISHED or line.state in ENDED


def _title(by: str, key: str | None, title: str) -> str:
    """Return the head of a column; a paper is in Chinese whatever language the window speaks."""
    if key is None:
        return "未明确"
    return translate(TaskState.of(key).label) if by == "state" else title


def _cards(lines: Iterable[TaskLine], units: Mapping[str, str], as_of: date) -> tuple[BoardCard, ...]:
    return tuple(
        BoardCard(line.signal.light, line.title, units.get(line.lead or "", ""), _due(line, as_of)) for line in lines
    )


def _due(line: TaskLine, as_of: date) -> str:
    return f"逾期{line.overdue_days}日" if line.overdue_days else due_words(line, year=as_of.year)

"""The cards of the printed board, read from a book: by state, unit in the lead, working group or district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import short_districts, short_unit_names
from smartplanner.reports.board_page import BoardCard, BoardColumn, BoardFigures
from smartplanner.reports.briefing_items import due_words
from smartplanner.reports.request import Request
from smartplanner.rules.lights import ENDED, FINISHED

BY = {"state": "按状态", "lead": "按牵头单位", "group": "按专项工作组", "district": "按区"}
"""What the columns can be made by."""
_LIGHTS = ("red", "yellow", "green", "grey", "blue")
_LAST = 9_999


def gather_board(reader: Reader, _journal: Journal, request: Request) -> BoardFigures:
    """Return the board of the matters asked for; without their states, matters that are over are left out."""
    by = request.by or "state"
    if by not in BY:
        raise Problem(
            code="unknown_columns",
            message=_("A board has no columns by “{text}”.", text=by),
            remedy=_("Possible are: {choices}.", choices="、".join(BY)),
        )
    lines = [line for line in task_lines(reader, as_of=request.as_of) if request.within(line)]
    if by != "state":
        lines = [line for line in lines if line.state not in FINISHED and line.state not in ENDED]
    units = short_unit_names(reader)
    names, order = _columns(reader, by, units)
    found: dict[str, list[TaskLine]] = defaultdict(list)
    for line in lines:
        found[str(getattr(line, by) or "")].append(line)
    columns = [
        BoardColumn(names.get(key, "") or "未明确", _cards(found[key], {} if by == "lead" else units, request.as_of))
        for key in sorted(found, key=lambda key: (not key, order(key), key))
    ]
    if by == "lead":
        columns.sort(key=lambda column: -sum(card.light in ("red", "yellow") for card in column.cards))
    return BoardFigures(
        office=request.office,
        as_of=request.as_of,
        by=BY[by],
        scope=reader.name("group", request.group) if request.group else "",
        columns=tuple(columns),
    )


def _columns(reader: Reader, by: str, units: Mapping[str, str]) -> tuple[Mapping[str, str], Callable[[str], int]]:
    """Return the titles of the columns by key, and the place of each."""
    if by == "state":
        states = [str(state) for state in TaskState]
        return {str(state): translate(state.label) for state in TaskState}, lambda key: _place(states, key)
    if by == "group":
        names = {id: name.removesuffix("专项工作组") for id, name in reader.names("group").items()}
        return names, lambda key: _place(list(names), key)
    entity = "district" if by == "district" else "organisation"
    places: dict[str, Any] = {str(id): order for id, order in reader.columns(entity, ["id", "order"])}
    titles = short_districts(reader) if by == "district" else units
    return titles, lambda key: _LAST if places.get(key) is None else int(places[key])


def _place(keys: list[str], key: str) -> int:
    return keys.index(key) if key in keys else _LAST


def _cards(lines: list[TaskLine], units: Mapping[str, str], as_of: date) -> tuple[BoardCard, ...]:
    """Return the cards: red first, within one light the latest and then the next due first."""
    lines = sorted(
        lines, key=lambda line: (_LIGHTS.index(line.signal.light), -line.overdue_days, line.due or date.max, line.title)
    )
    return tuple(
        BoardCard(line.signal.light, line.title, units.get(line.lead or "", ""), _due(line, as_of)) for line in lines
    )


def _due(line: TaskLine, as_of: date) -> str:
    return f"逾期{line.overdue_days}日" if line.overdue_days else due_words(line, year=as_of.year)

"""What a board can be grouped by: the value of a matter, and the columns or lanes that the values make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter

from smartplanner.base.i18n import N_, _
from smartplanner.fields.dates import format_date
from smartplanner.model.task import TaskState
from smartplanner.queries.board_names import BoardNames, without_common_end
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.life import SETTLED
from smartplanner.rules.lights import Light

GROUPINGS: Mapping[str, str] = {
    "state": N_("State"),
    "lead": N_("Lead unit"),
    "group": N_("Working group"),
    "district": N_("District"),
    "light": N_("Light"),
    "month": N_("Month due"),
}
"""The fields that a board can be grouped by, with their names (msgids)."""
LANES: Mapping[str, str] = {
    "": N_("No lanes"),
    **{name: GROUPINGS[name] for name in ("group", "district", "lead", "light")},
}
"""What the lanes across the columns can be made of, with their names (msgids); the empty name: none."""
SELDOM = frozenset({("state", "archived"), ("state", "terminated"), ("state", "routine"), ("month", "past")})
"""Columns that are folded until somebody opens them: what is over is rarely spoken of."""
MOST_MONTHS = 12
"""Months with a column of their own; what is due after them stands together."""
OVERDUE, PAST, LATER = "overdue", "past", "later"
"""Columns of a board by month beside the months: late; over and due before this month; after the last month."""
_OVER = SETTLED | {"done"}


def is_open(line: TaskLine) -> bool:
    """Whether a matter is still to be done, so that it counts for a limit, for signing and for reporting."""
    return line.state not in _OVER


def can_hold_open(field: str, key: str | None) -> bool:
    """Whether open matters can stand in a column at all: only then a limit of open matters means something."""
    return key is not None and not (field == "state" and key in _OVER) and (field, key) != ("month", PAST)


def value_getter(field: str, as_of: date) -> Callable[[TaskLine], str | None]:
    """Return what gives the value of a matter that a board grouped by *field* sorts it by."""
    if field == "light":
        return lambda line: line.signal.light
    if field == "month":
        return lambda line: month_key(line, as_of)
    return attrgetter(field)


def month_key(line: TaskLine, as_of: date) -> str | None:
    """Return the column of a matter on a board by month: a month as 2026-11, or one of those beside the months."""
    if line.overdue_days:
        return OVERDUE
    if line.due is None:
        return None
    ahead = (line.due.year - as_of.year) * 12 + line.due.month - as_of.month
    if ahead < 0:
        return PAST
    return _key_of(line.due) if ahead < MOST_MONTHS else LATER


def _key_of(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def headings(
    field: str, names: BoardNames, totals: Mapping[str | None, int], *, as_of: date
) -> list[tuple[str | None, str]]:
    """Return keys and titles of the columns, the one without a value last and only where it is needed.

    Of the units only those that lead something get a column: a city has more units than a board has room.
    """
    if field == "month":
        return list(_months(totals, as_of))
    if field == "state":
        known = {state.value: _(state.label) for state in TaskState}
    elif field == "light":
        known = {light.value: _(light.label) for light in Light}
    elif field == "lead":
        known = {id: name for id, name in names.short_units.items() if totals.get(id)}
    elif field == "group":
        known = without_common_end(names.groups)
    else:
        known = dict(names.districts)
    strange = sorted(key for key in totals if key is not None and key not in known)
    found: list[tuple[str | None, str]] = [*known.items(), *((key, key) for key in strange)]
    if totals.get(None) or field in ("group", "district"):
        found.append((None, _("Not filled in")))
    return found


def _months(totals: Mapping[str | None, int], as_of: date) -> Iterator[tuple[str | None, str]]:
    """Yield the late ones, each month from this one to the last with a card (at least two), then the rest."""
    yield OVERDUE, _("Overdue")
    firsts = [_month_ahead(as_of, ahead) for ahead in range(MOST_MONTHS)]
    last = max((number for number, first in enumerate(firsts) if totals.get(_key_of(first))), default=0)
    for number, first in enumerate(firsts[: max(2, last + 1)]):
        month = format_date(first, "month").removeprefix(f"{as_of.year}年")
        title = {0: _("This month, {month}", month=month), 1: _("Next month, {month}", month=month)}.get(number, month)
        yield _key_of(first), title
    if totals.get(LATER):
        yield LATER, _("Later than {month}", month=format_date(firsts[-1], "month"))
    yield None, _("No deadline")
    if totals.get(PAST):
        yield PAST, _("Over, due earlier")


def _month_ahead(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)

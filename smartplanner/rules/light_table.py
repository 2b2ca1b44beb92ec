"""The light table of an office: its rows in their order, what is wrong with them, and the table of a new book.

The first row that fits a matter decides its light.  A table is a value: it is compiled once from the rows of a book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.model.light import Light
from smartplanner.model.light_rule import LightCondition
from smartplanner.rules.light_conditions import CONDITIONS, NEEDED, THRESHOLDS, Condition


class RuleRow(Protocol):
    """What is asked of a row of ``model.light_rule``."""

    @property
    def order(self) -> int:
        """Where it stands."""

    @property
    def condition(self) -> str:
        """What it asks."""

    @property
    def threshold(self) -> float | None:
        """By how much, in the unit of the condition."""

    @property
    def progress_below(self) -> float | None:
        """Only matters with less progress fit."""

    @property
    def light(self) -> str:
        """The light that it gives."""

    @property
    def meaning(self) -> str | None:
        """What the office calls it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled row; ``fits`` is the condition's function."""

    condition: str
    threshold: float
    progress_below: float | None
    light: str
    meaning: str
    fits: Condition


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole table in its order.  ``needs_reports`` and ``needs_past`` say what must be read beside the matters."""

    rows: tuple[Rule, ...]

    @property
    def needs_reports(self) -> bool:
        """Whether a row asks for missed reports."""
        return any(rule.condition == LightCondition.UNREPORTED for rule in self.rows)

    @property
    def needs_past(self) -> bool:
        """Whether a row asks for the lights of the past days."""
        return self.remembered_days > 0

    @property
    def remembered_days(self) -> int:
        """How many days back a red light still counts."""
        days = (rule.threshold for rule in self.rows if rule.condition == LightCondition.CAUGHT_UP)
        return int(max(days, default=0))

    def without_past(self) -> Rules:
        """Return the table without the rows that ask for past lights: what decides whether a past light was red."""
        return Rules(tuple(rule for rule in self.rows if rule.condition != LightCondition.CAUGHT_UP))


def compile_rules(rows: Iterable[RuleRow]) -> Rules:
    """Return the table of *rows*; without any row the default table, so that a book is never without lights."""
    ordered = sorted(rows, key=lambda row: row.order)
    return Rules(tuple(map(_rule, ordered))) if ordered else DEFAULT_RULES


def _rule(row: RuleRow) -> Rule:
    condition = str(row.condition)
    threshold = THRESHOLDS.get(condition, 0.0) if row.threshold is None else row.threshold
    return Rule(condition, threshold, row.progress_below, str(row.light), row.meaning or "", CONDITIONS[condition])


def _row(condition: LightCondition, light: Light, threshold: float = 0, progress_below: float | None = None) -> Rule:
    return Rule(str(condition), threshold, progress_below, str(light), "", CONDITIONS[str(condition)])


DEFAULT_RULES = Rules(
    (
        _row(LightCondition.DONE, Light.BLUE),
        _row(LightCondition.ENDED, Light.GREY),
        _row(LightCondition.OVERDUE, Light.RED, 1),
        _row(LightCondition.NOT_STARTED, Light.GREY, 15),
        _row(LightCondition.BEHIND, Light.RED, 30),
        _row(LightCondition.DUE_WITHIN, Light.YELLOW, 15, 90),
        _row(LightCondition.BEHIND_FROM, Light.YELLOW, 10),
        _row(LightCondition.OTHERWISE, Light.GREEN),
    )
)
"""The table of a book that has none: as ``resources/reference/light_rules/default.json``."""

_HIGHER_FIRST = frozenset(
    str(condition)
    for condition in (
        LightCondition.OVERDUE,
        LightCondition.BEHIND,
        LightCondition.BEHIND_FROM,
        LightCondition.BEHIND_SHARE,
        LightCondition.START_MISSED,
        LightCondition.UNREPORTED,
        LightCondition.NOT_STARTED,
    )
)
"""Conditions that a higher threshold makes narrower; of the others a lower one does."""
_SAME_SCALE = {str(LightCondition.BEHIND_FROM): str(LightCondition.BEHIND)}


def table_problems(rows: Sequence[RuleRow]) -> list[Problem]:
    """Return what is wrong with a table: an error where matters would be left without a light, else a warning."""
    ordered = sorted(rows, key=lambda row: row.order)
    return [
        *_without_end(ordered),
        *_same_order(ordered),
        *_without_threshold(ordered),
        *_never_reached(ordered),
    ]


def _without_end(rows: Sequence[RuleRow]) -> list[Problem]:
    if any(row.condition == LightCondition.OTHERWISE and row.progress_below is None for row in rows):
        return []
    return [
        Problem(
            code="light_table_open",
            message=_("The light table has no row for everything else: some matters would have no light."),
            remedy=_("Add a last row with the condition “Everything else”."),
        )
    ]


def _same_order(rows: Sequence[RuleRow]) -> list[Problem]:
    return [
        Problem(
            code="light_rule_order",
            message=_("Two rows of the light table have the order {order}.", order=row.order),
            remedy=_("Give each row an order of its own: the first row that fits decides."),
        )
        for before, row in pairwise(rows)
        if before.order == row.order
    ]


def _without_threshold(rows: Sequence[RuleRow]) -> list[Problem]:
    return [
        Problem(
            code="light_rule_threshold",
            message=_("Row {order} “{condition}” has no threshold.", order=row.order, condition=_named(row)),
            remedy=_("Fill in the number from which the row fits."),
        )
        for row in rows
        if row.condition in NEEDED and row.threshold is None
    ]


def _never_reached(rows: Sequence[RuleRow]) -> list[Problem]:
    """Find rows that an earlier one covers wholly: doubles, thresholds the wrong way round, rows after the last."""
    found = []
    for place, row in enumerate(rows):
        above = next((other for other in rows[:place] if _covers(other, row)), None)
        if above is not None:
            message = _(
                "Row {order} “{condition}” can never decide: row {above} comes first and fits all that it fits.",
                order=row.order,
                condition=_named(row),
                above=above.order,
            )
            remedy = _("Put the narrower row first, or remove one of the two.")
            found.append(Problem(code="light_rule_covered", message=message, remedy=remedy, level=Level.WARNING))
    return found


def _covers(above: RuleRow, row: RuleRow) -> bool:
    """Whether every matter that fits *row* fits *above* already."""
    if above.progress_below is not None and (row.progress_below is None or row.progress_below > above.progress_below):
        return False
    if above.condition == LightCondition.OTHERWISE:
        return True
    kind = str(row.condition)
    if _SAME_SCALE.get(str(above.condition), str(above.condition)) != _SAME_SCALE.get(kind, kind):
        return False
    high, low = _threshold(row), _threshold(above)
    if above.condition == LightCondition.BEHIND and row.condition == LightCondition.BEHIND_FROM:
        return high > low
    return high >= low if kind in _HIGHER_FIRST else high <= low


def _threshold(row: RuleRow) -> float:
    return THRESHOLDS.get(str(row.condition), 0.0) if row.threshold is None else row.threshold


def _named(row: RuleRow) -> str:
    return _(LightCondition.of(str(row.condition)).label)

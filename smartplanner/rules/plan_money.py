"""The money of a plan by year and source: what is planned and spent, against the share of time that has gone by.

Amounts are in 分, shares in percent, their difference in 百分点.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields.money import format_money
from smartplanner.model.budget_batch import MoneySource
from smartplanner.model.funding import Funding
from smartplanner.model.plan import Plan
from smartplanner.rules.elapsed import elapsed_share, rounded, year_share

_ORDER = {str(source): place for place, source in enumerate(MoneySource)}
BEHIND = 10.0
"""Points by which spending lies behind time before it is worth a word."""


class MoneyLine(NamedTuple):
    """The money of one year and source, of a year (no source), or of all (neither).

    ``spent_share`` is None where nothing is planned, ``elapsed_share`` where the time is not known.
    """

    year: int | None
    source: str | None
    amount: int
    spent: int
    spent_share: float | None
    elapsed_share: float | None

    @property
    def gap(self) -> float | None:
        """Return by how many points spending is ahead of time (negative: behind)."""
        if self.spent_share is None or self.elapsed_share is None:
            return None
        return round(self.spent_share - self.elapsed_share, 1)

    @property
    def overspent(self) -> int:
        """Return what was spent beyond what was planned."""
        return max(0, self.spent - self.amount)


def money_lines(plan: Plan, rows: Iterable[Funding], *, as_of: date) -> list[MoneyLine]:
    """Return the lines by year and source, each year followed by its sum, at last the sum of all."""
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        held = sums[row.year, str(row.source)]
        held[0] += row.amount or 0
        held[1] += row.spent or 0
    lines: list[MoneyLine] = []
    for year in sorted({year for year, _source in sums}):
        elapsed = rounded(year_share(year, as_of=as_of))
        of_year = sorted((key for key in sums if key[0] == year), key=lambda key: _ORDER.get(key[1], 99))
        lines += [_line(year, source, _pair(sums[year, source]), elapsed) for _year, source in of_year]
        if len(of_year) > 1:
            lines.append(_line(year, None, _sum(sums[key] for key in of_year), elapsed))
    if lines:
        begin, end = plan.period_start, plan.period_end
        whole = None if begin is None or end is None or end < begin else rounded(elapsed_share(begin, end, as_of=as_of))
        lines.append(_line(None, None, _sum(sums.values()), whole))
    return lines


def check_money(plan: Plan, rows: Iterable[Funding]) -> list[Problem]:
    """Return a Problem where the sums disagree with the budget, and where more is spent than planned."""
    rows = list(rows)
    found = []
    total = sum(row.amount or 0 for row in rows)
    if rows and plan.budget is not None and total != plan.budget:
        values = {"total": format_money(total), "budget": format_money(plan.budget)}
        gap = format_money(abs(total - plan.budget))
        if total > plan.budget:
            message = _(
                "The yearly sums ({total}) are {gap} more than the budget of the plan ({budget}).", gap=gap, **values
            )
        else:
            message = _(
                "The yearly sums ({total}) are {gap} less than the budget of the plan ({budget}).", gap=gap, **values
            )
        remedy = _("Correct the budget or the sums by year and source.")
        found.append(Problem(code="money_disagrees", message=message, remedy=remedy, field="budget"))
    for row in rows:
        if (row.spent or 0) > (row.amount or 0):
            message = _(
                "{year}, {source}: {spent} spent, {over} more than planned.",
                year=row.year,
                source=_(MoneySource.of(str(row.source)).label),
                spent=format_money(row.spent or 0),
                over=format_money((row.spent or 0) - (row.amount or 0)),
            )
            remedy = _("Check the figure; what is above the plan needs an adjusted plan.")
            found.append(Problem(code="overspent", message=message, remedy=remedy, level=Level.WARNING, field="spent"))
    return found


def say_gap(line: MoneyLine) -> str:
    """Return the spent share against the time that has gone by, in words."""
    if line.spent_share is None:
        return _("nothing planned")
    if line.gap is None:
        return _("{spent}% spent", spent=f"{line.spent_share:g}")
    values = {"spent": f"{line.spent_share:g}", "elapsed": f"{line.elapsed_share:g}", "points": f"{abs(line.gap):g}"}
    if line.gap < 0:
        return _("{spent}% spent, {elapsed}% of the time gone: {points} points behind", **values)
    if line.gap > 0:
        return _("{spent}% spent, {elapsed}% of the time gone: {points} points ahead", **values)
    return _("{spent}% spent, {elapsed}% of the time gone", **values)


def say_points(line: MoneyLine) -> str:
    """Return by how many points spending is behind or ahead of time, in words; empty where that is not known."""
    if line.gap is None:
        return ""
    if not line.gap:
        return _("as time goes")
    points = f"{abs(line.gap):g}"
    return _("{points} points behind", points=points) if line.gap < 0 else _("{points} points ahead", points=points)


def _line(year: int | None, source: str | None, sums: tuple[int, int], elapsed: float | None) -> MoneyLine:
    amount, spent = sums
    return MoneyLine(year, source, amount, spent, round(100 * spent / amount, 1) if amount else None, elapsed)


def _pair(sums: list[int]) -> tuple[int, int]:
    return sums[0], sums[1]


def _sum(pairs: Iterable[list[int]]) -> tuple[int, int]:
    pairs = list(pairs)
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)

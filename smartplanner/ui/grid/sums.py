"""Sums of the numbers of a list: below it, beside the headers of groups, and of what is selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.fields.description import Kind
from smartplanner.fields.money import format_amount
from smartplanner.fields.values import trim
from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.filters import filled
from smartplanner.ui.slices import Sliced

AT_ONCE = 500
"""Rows that are counted between two looks at the clock."""


def total(facet: Facet, rows: Iterable[Any]) -> Any:
    """Return the sum of a column over *rows*; None where no cell is filled."""
    value = facet.value
    assert value is not None
    found = [number for row in rows if (number := value(row)) is not None]
    return sum(found) if found else None


def say_total(facet: Facet, amount: Any) -> str:
    """Return a sum as its column writes its cells."""
    if amount is None:
        return ""
    return format_amount(amount) if facet.field is not None and facet.field.kind is Kind.MONEY else trim(amount)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is selected: filled cells, and of the numbers among them sum and average as their column writes them."""

    count: int
    sum: str
    average: str


def tallying(cells: Iterable[tuple[Facet, Sequence[Any]]]) -> Sliced[Tally]:
    """Find the tally of a selection, in slices: for each column the rows selected in it.

    Numbers are added only where all selected ones are of one kind: an amount and a percentage have no sum.
    """
    count = 0
    numbers: list[Any] = []
    kinds: dict[Any, Facet] = {}
    for facet, rows in cells:
        is_filled = filled(facet)
        for begin in range(0, len(rows), AT_ONCE):
            some = rows[begin : begin + AT_ONCE]
            yield 0.0
            if facet.value is None or facet.kind == "date":
                count += sum(map(is_filled, some))
                continue
            found = [number for number in map(facet.value, some) if number is not None]
            count += len(found)
            if found:
                numbers += found
                kinds[facet.field.kind if facet.field is not None else None] = facet
    if not numbers or len(kinds) != 1:
        return Tally(count, "", "")
    facet = next(iter(kinds.values()))
    whole = sum(numbers)
    mean = whole / len(numbers)
    average = round(mean) if facet.kind == "money" else mean
    percent = "%" if facet.field is not None and facet.field.kind is Kind.PERCENT else ""
    return Tally(count, say_total(facet, whole) + percent, say_total(facet, average) + percent)


def say_tally(found: Tally) -> str:
    """Return a tally as the status line says it."""
    if not found.sum:
        return _("Count: {count}", count=found.count)
    return _("Count: {count}  Sum: {sum}  Average: {average}", count=found.count, sum=found.sum, average=found.average)

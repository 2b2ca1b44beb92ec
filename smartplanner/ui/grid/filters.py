"""What header filters ask of a row: chosen values or a condition, read from what a person typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.fields import numerals, text
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.money import WAN, read_money
from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.state import ColumnFilter

Test = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One kind of condition: its name (a msgid) with the words typed for it, and how many of them it takes."""

    label: str
    words: int
    kinds: tuple[str, ...]


_ALL = ("text", "light", "date", "money", "number")
_FIGURES = ("money", "number")
CONDITIONS: Mapping[str, Condition] = {
    "contains": Condition(N_("contains {first}"), 1, ("text",)),
    "lacks": Condition(N_("does not contain {first}"), 1, ("text",)),
    "is": Condition(N_("is {first}"), 1, ("text", *_FIGURES, "date")),
    "begins": Condition(N_("begins with {first}"), 1, ("text",)),
    "greater": Condition(N_("is more than {first}"), 1, _FIGURES),
    "smaller": Condition(N_("is less than {first}"), 1, _FIGURES),
    "between": Condition(N_("is between {first} and {second}"), 2, (*_FIGURES, "date")),
    "before": Condition(N_("is before {first}"), 1, ("date",)),
    "after": Condition(N_("is after {first}"), 1, ("date",)),
    "this_week": Condition(N_("is this week"), 0, ("date",)),
    "this_month": Condition(N_("is this month"), 0, ("date",)),
    "overdue": Condition(N_("is overdue"), 0, ("date",)),
    "blank": Condition(N_("is empty"), 0, _ALL),
    "filled": Condition(N_("is not empty"), 0, _ALL),
}
"""The conditions of a column by code, as a menu shows them."""


@dataclass(frozen=True, slots=True)
class Value:
    """One distinct text of a column, and how many rows show it."""

    text: str
    count: int


def conditions_for(facet: Facet) -> list[str]:
    """Return the codes of the conditions that make sense for a column."""
    codes = [code for code, condition in CONDITIONS.items() if facet.kind in condition.kinds]
    return [code for code in codes if code != "overdue" or facet.column.late is not None]


def say_filter(wanted: ColumnFilter, facet: Facet) -> str:
    """Return an active filter in words, such as 区：海淀区、西城区 or 总投资 大于 500."""
    title = facet.column.title
    if wanted.values is not None:
        words = [value or _("(empty)") for value in sorted(wanted.values)]
        shown = "、".join(words[:_NAMED])
        if len(words) > _NAMED:
            shown = _("{values} and {count} more", values=shown, count=len(words) - _NAMED)
        return _("{column}: {values}", column=title, values=shown)
    label = CONDITIONS[wanted.condition].label
    said = _(label, first=wanted.first, second=wanted.second)
    return _("{column} {condition}", column=title, condition=said)


_NAMED = 3
"""Values that a chip names before it only counts."""


def test_of(wanted: ColumnFilter, facet: Facet, *, as_of: date) -> Test:
    """Return what tells whether a row passes a filter; a Problem says what cannot be read in its words.

    The verdict follows from the raw value, so that it is reached once for each of them.
    """
    if wanted.values is not None:
        return _kept_verdicts(_value_test(wanted.values, facet), facet.raw)
    if wanted.condition == "overdue":
        late = facet.column.late
        return late if late is not None else _nothing
    if facet.value is not None and wanted.condition not in ("blank", "filled"):
        return _kept_verdicts(_figure_test(wanted, facet, as_of), facet.value)
    return _kept_verdicts(_text_test(wanted, facet), facet.raw)


def count_values(rows: Sequence[Any], facet: Facet) -> list[Value]:
    """Return the distinct texts of a column with how many rows show each, in the column's order; empty ones last."""
    text, plain = facet.column.text, facet.raw is facet.column.text
    raws = [facet.raw(row) for row in rows]
    examples = dict(zip(raws, rows, strict=True))
    found: dict[str, int] = {}
    keys: dict[str, Any] = {}
    for value, count in Counter(raws).items():
        row = examples[value]
        shown = flat(value if plain else text(row))
        if shown in found:
            found[shown] += count
        else:
            found[shown], keys[shown] = count, facet.key(row)
    filled = sorted((shown for shown in found if keys[shown] not in (None, "") and shown), key=keys.__getitem__)
    rest = [shown for shown in found if shown and keys[shown] in (None, "")]
    return [Value(shown, found[shown]) for shown in (*filled, *rest, *([""] if "" in found else []))]


def flat(shown: str) -> str:
    """Return a text as a cell shows it: on one line."""
    return shown if "\n" not in shown else " ".join(shown.split())


def _kept_verdicts(judge: Test, raw: Callable[[Any], Any]) -> Test:
    """Return *judge*, which is asked once for each distinct value that *raw* gives of a row."""
    verdicts: dict[Any, bool] = {}

    def test(row: Any) -> bool:
        value = raw(row)
        verdict = verdicts.get(value)
        if verdict is None:
            verdict = verdicts[value] = judge(row)
        return verdict

    return test


def filled(facet: Facet) -> Test:
    """Return what tells whether a row shows anything in a column."""
    text = facet.column.text
    return _kept_verdicts(lambda row: bool(text(row)), facet.raw)


def _value_test(values: frozenset[str], facet: Facet) -> Test:
    shown = facet.column.text
    return lambda row: flat(shown(row)) in values


def _nothing(_row: Any) -> bool:
    return False


def _text_test(wanted: ColumnFilter, facet: Facet) -> Test:
    shown, word = facet.column.text, wanted.first.casefold().strip()
    tests: Mapping[str, Callable[[str], bool]] = {
        "contains": lambda cell: word in cell,
        "lacks": lambda cell: word not in cell,
        "is": lambda cell: cell == word,
        "begins": lambda cell: cell.startswith(word),
        "blank": lambda cell: not cell,
        "filled": bool,
    }
    judge = tests.get(wanted.condition)
    if judge is None:
        return _nothing
    return lambda row: judge(flat(shown(row)).casefold())


def _figure_test(wanted: ColumnFilter, facet: Facet, as_of: date) -> Test:
    """Compare days and numbers; an empty cell passes none."""
    value = facet.value
    assert value is not None
    low, high = _bounds(wanted, facet, as_of)

    def judge(row: Any) -> bool:
        found = value(row)
        if found is None:
            return False
        match wanted.condition:
            case "greater" | "after":
                return bool(found > low)
            case "smaller" | "before":
                return bool(found < low)
            case "is":
                return bool(found == low)
        return bool(low <= found <= high)

    return judge


def _bounds(wanted: ColumnFilter, facet: Facet, as_of: date) -> tuple[Any, Any]:
    if wanted.condition == "this_week":
        monday = as_of - timedelta(as_of.weekday())
        return monday, monday + timedelta(6)
    if wanted.condition == "this_month":
        first = as_of.replace(day=1)
        return first, (first + timedelta(31)).replace(day=1) - timedelta(1)
    low = read_figure(wanted.first, facet, as_of=as_of)
    if CONDITIONS[wanted.condition].words < 2:
        return low, low
    high = read_figure(wanted.second, facet, as_of=as_of)
    return (low, high) if low <= high else (high, low)


def read_figure(typed: str, facet: Facet, *, as_of: date) -> Any:
    """Return a typed day, amount (bare: in 万元, as the list shows it) or number; else a Problem says what is wrong."""
    if facet.kind == "date":
        day = read_date(typed, DateContext(year=as_of.year, as_of=as_of))
        if day.value is not None:
            return day.value
    elif facet.kind == "money":
        amount = read_money(typed, header_unit=WAN, allow_negative=True)
        if amount.value is not None:
            return amount.value
    else:
        number = numerals.read_number(text.clean(typed).replace(" ", "").removesuffix("%"))
        if number is not None:
            return float(number)
    message = _("“{words}” cannot be read.", words=typed)
    remedy = _("Type a day such as 2026-09-30, an amount such as 500万 or a number.")
    raise Problem(code="filter_unreadable", message=message, remedy=remedy)

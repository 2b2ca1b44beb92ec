"""The supervision score of a unit: what happened in a period, counted by the office's rules, every point explained.

Base score, deductions and additions are rows of one table (考核规则).  A co-operating unit bears only the share that
its rule says; the base is never shared.  Points are rounded to hundredths item by item, so that what is printed
adds up exactly.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from smartplanner.base.i18n import N_, _

BASE, BY_HAND = "base", "by_hand"
_HUNDREDTH = Decimal("0.01")
DETAILS = {"overdue": N_("overdue by {amount} days"), "done_late": N_("{count} days late")}
"""What the detail of a point means, by condition; of the others it is said as it is."""


class Rule(Protocol):
    """One row of the table, as the book holds it."""

    @property
    def id(self) -> str:
        """Its id, by which an entry by hand may name it."""

    @property
    def order(self) -> int | None:
        """Its place in the table."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def condition(self) -> str:
        """What is counted (a ScoreCondition)."""

    @property
    def points(self) -> float:
        """Points for each; negative: a deduction."""

    @property
    def limit(self) -> float | None:
        """The most points that it gives or takes in a period."""

    @property
    def support_factor(self) -> float | None:
        """The share in percent that counts for a co-operating unit; None: all."""


class Fact(NamedTuple):
    """One thing that counts: what, in which matter, when; ``lead`` says which part the unit has in the matter.

    ``detail`` is a number of days or the name of a period, put into words by ``say_detail``.
    """

    condition: str
    title: str
    day: date | None
    lead: bool = True
    detail: str = ""
    task: str = ""


class Entry(NamedTuple):
    """Points that the office gave by hand; ``rule`` is the id of the row they belong to, if one was named."""

    points: float
    reason: str
    day: date
    rule: str | None = None
    task: str = ""


class Item(NamedTuple):
    """One explained point: the matter or the reason, the day, the points."""

    title: str
    day: date | None
    points: float
    lead: bool = True
    detail: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one rule gives; ``points`` is the sum of its items less what the limit cuts off (``cut``)."""

    title: str
    condition: str
    each: float
    items: tuple[Item, ...]
    cut: float = 0.0

    @property
    def points(self) -> float:
        """The points of this line."""
        return _sum((*(item.points for item in self.items), self.cut))

    @property
    def count(self) -> int:
        """How many things were counted."""
        return len(self.items)


def score(rules: Sequence[Rule], facts: Iterable[Fact], entries: Iterable[Entry] = ()) -> list[ScoreLine]:
    """Return what each rule gives for one unit, in the order of the table; rules that give nothing are left out.

    Entries that name no rule, or one that is gone, belong to the first rule for entries by hand; without such a rule
    they make a line of their own.
    """
    ordered = sorted(rules, key=lambda rule: (rule.order is None, rule.order or 0, rule.title))
    known: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        known[fact.condition].append(fact)
    given = list(entries)
    lines = [_line(rule, known[rule.condition], _entries_of(rule, ordered, given)) for rule in ordered]
    if not any(rule.condition == BY_HAND for rule in ordered):
        ids = {rule.id for rule in ordered}
        lines.append(ScoreLine("", BY_HAND, 0.0, tuple(map(_by_hand, (e for e in given if e.rule not in ids)))))
    return [line for line in lines if line.items]


def say_detail(condition: str, detail: str, say: Callable[..., str] = _) -> str:
    """Return the detail of a point in words; *say* translates a msgid, for a paper into Chinese whatever is in use."""
    words = DETAILS.get(condition)
    return say(words, amount=detail, count=detail) if words and detail else detail


def total(lines: Iterable[ScoreLine]) -> float:
    """Return the score: the sum of the lines."""
    return _sum(line.points for line in lines)


def ranks(totals: Sequence[float]) -> list[int]:
    """Return the rank of each total, the highest first; equal totals share a rank (1, 1, 3)."""
    return [1 + sum(other > one for other in totals) for one in totals]


def _line(rule: Rule, facts: Sequence[Fact], entries: Iterable[Entry]) -> ScoreLine:
    if rule.condition == BASE:
        items = [Item(rule.title, None, rounded(rule.points))]
    else:
        items = [_counted(rule, fact) for fact in facts]
    items += map(_by_hand, entries)
    return ScoreLine(rule.title, rule.condition, rule.points, tuple(items), _cut(rule, items))


def _counted(rule: Rule, fact: Fact) -> Item:
    share = 100.0 if fact.lead or rule.support_factor is None else rule.support_factor
    points = _shared(rule.points, share)
    return Item(fact.title, fact.day, points, fact.lead, fact.detail, fact.task)


@functools.lru_cache(maxsize=1024)
def _shared(points: float, percent: float) -> float:
    return rounded(Decimal(str(points)) * Decimal(str(percent)) / 100)


def _by_hand(entry: Entry) -> Item:
    return Item(entry.reason, entry.day, rounded(entry.points), task=entry.task)


def _entries_of(rule: Rule, rules: Sequence[Rule], entries: Iterable[Entry]) -> list[Entry]:
    ids = {other.id for other in rules}
    first = next((other.id for other in rules if other.condition == BY_HAND), None)
    return [entry for entry in entries if (entry.rule if entry.rule in ids else first) == rule.id]


def _cut(rule: Rule, items: Iterable[Item]) -> float:
    """Return what brings the sum back to the limit: positive for deductions, negative for additions."""
    if rule.limit is None or rule.condition == BASE:
        return 0.0
    raw = _sum(item.points for item in items)
    return _sum((max(-rule.limit, min(rule.limit, raw)), -raw))


def rounded(points: float | Decimal) -> float:
    """Return points in hundredths, half up as people round."""
    return float(Decimal(str(points)).quantize(_HUNDREDTH, ROUND_HALF_UP)) + 0.0


def _sum(points: Iterable[float]) -> float:
    # The same points come up again and again: each is turned into a decimal once.
    counts = Counter(points)
    return rounded(sum((Decimal(str(one)) * count for one, count in counts.items()), Decimal(0)))

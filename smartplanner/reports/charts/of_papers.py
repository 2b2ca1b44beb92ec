"""The charts that papers share: matters by place, money by month, scores, lights.

They get plain values; a paper that has nothing to show in a chart leaves it out instead of drawing an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from smartplanner.reports.charts.data import (
    MOST_ROWS,
    Bar,
    Bars,
    Line,
    Lines,
    Part,
    Stack,
    Stacked,
)  # fmt: skip
from smartplanner.reports.charts.drawing import Terms
from smartplanner.reports.prose.numbers import date_cn

CITY_LEVEL = "市级事项"
"""The group of matters that are of no district: it would dwarf the districts in a chart."""
FEN_PER_WAN = 1_000_000
_FEWEST = 2
"""Bars or months from which a chart says more than a sentence."""
_MOST_DEDUCTIONS = 15
"""Units whose deductions are shown: the table names all."""
_PARTS = (
    Part("已办结", "blue", "done"), Part("序时推进", "green", "on_track"), Part("滞后", "yellow", "behind"),
    Part("逾期", "red", "overdue"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """What fell due and what was paid in a month, in 分; ``paid`` None where the month has not come yet."""

    month: str
    planned: int
    paid: int | None


@dataclass(frozen=True, slots=True)
class MonthShare:
    """The share of matters done at the end of a month and the schedule, in percent; ``done`` None: not yet."""

    month: str
    schedule: float
    done: float | None


class Grouped(Protocol):
    """One line of a table of matters."""

    @property
    def name(self) -> str:
        """The district, group or unit."""

    @property
    def done(self) -> int:
        """Matters done."""

    @property
    def on_track(self) -> int:
        """Matters that run as planned."""

    @property
    def behind(self) -> int:
        """Matters behind their plan."""

    @property
    def overdue(self) -> int:
        """Matters whose day has passed."""


def source_line(as_of: date, where: str) -> str:
    """Return what stands below a chart: until when its numbers are true and where they come from."""
    return f"数据截至：{date_cn(as_of)}。数据来源：{where}"


def matters_chart(title: str, rows: Sequence[Grouped], *, as_of: date) -> Stacked | None:
    """Return how the matters of each district stand; None for fewer than two districts or more than a chart shows."""
    rows = [row for row in rows if row.name != CITY_LEVEL]
    if not _FEWEST <= len(rows) <= MOST_ROWS:
        return None
    stacks = tuple(Stack(row.name, (row.done, row.on_track, row.behind, row.overdue)) for row in rows)
    return Stacked(title, _PARTS, stacks, "项", source_line(as_of, "督办台账"))


def money_chart(title: str, months: Sequence[MonthMoney], *, as_of: date) -> Lines | None:
    """Return planned against paid, each summed up from the first month on, in 万元; None where there is no money."""
    if len(months) < _FEWEST or not any(one.planned or one.paid for one in months):
        return None
    planned = _running([one.planned for one in months])
    paid = _running([one.paid for one in months])
    return Lines(
        title, tuple(one.month for one in months),
        (Line("累计应付", planned), Line("累计实付", paid)), "万元", source_line(as_of, "运营合同台账"),
        0 if all(value == int(value) for value in (*planned, *paid) if value is not None) else 2,
    )  # fmt: skip


def schedule_chart(
    title: str, months: Sequence[MonthShare], *, as_of: date, left_out: int = 0, by_journal: int = 0
) -> Lines | None:
    """Return the share done against the schedule by month; ``left_out`` matters are done on a day nobody knows.

    Of ``by_journal`` matters only the day is known on which they were marked as done.
    """
    if len(months) < _FEWEST or not any(one.done for one in months):
        return None
    notes = [f"办结日期未载明的{by_journal}项按标注办结之日计"] if by_journal else []
    if left_out:
        notes.append(f"另有{left_out}项日期不明，未计入" if by_journal else f"办结日期未载明的{left_out}项未计入")
    source = source_line(as_of, "督办台账") + (f"（{'；'.join(notes)}）" if notes else "")
    return Lines(
        title, tuple(one.month for one in months),
        (Line("序时进度", tuple(one.schedule for one in months)), Line("办结率", tuple(one.done for one in months))),
        "%", source, 1,
    )  # fmt: skip


def lights_chart(title: str, name: str, counts: Mapping[str, int]) -> Stacked | None:
    """Return how many matters show each light as one bar, without a source line; None where there is no matter."""
    words = Terms().lights
    parts = tuple(Part(words[light], light, light) for light in words if counts.get(light))
    if not parts:
        return None
    return Stacked(title, parts, (Stack(name, tuple(float(counts[part.light]) for part in parts)),), "项")


def deduction_chart(kind: str, lost: Iterable[tuple[str, float]], *, as_of: date) -> Bars | None:
    """Return the points that units of a kind lost, the most first; None for fewer than three that lost any.

    Scores themselves hardly differ in length: all lie near a hundred.
    """
    rows = sorted(((name, -points) for name, points in lost if points < 0), key=lambda row: -row[1])
    if len(rows) <= _FEWEST:
        return None
    title = f"{kind}扣分情况" if len(rows) <= _MOST_DEDUCTIONS else f"{kind}扣分较多的{_MOST_DEDUCTIONS}个单位"
    decimals = 0 if all(points == int(points) for _name, points in rows) else 1
    bars = tuple(Bar(name, points) for name, points in rows[:_MOST_DEDUCTIONS])
    return Bars(title, bars, "分", source_line(as_of, "督查督办考核记录"), decimals)


def _running(amounts: Iterable[int | None]) -> tuple[float | None, ...]:
    total = 0
    found: list[float | None] = []
    for amount in amounts:
        total += amount or 0
        found.append(None if amount is None else total / FEN_PER_WAN)
    return tuple(found)

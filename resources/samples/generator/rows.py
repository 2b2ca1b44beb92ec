"""One row of a ledger: every column of the table filled for one matter."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator import wording
from generator.matters import Matter
from generator.table import Table
from generator.wording import Said


@dataclass(frozen=True, slots=True)
class Habits:
    """How the writer of one ledger words things: forms of deadlines and money, and of the progress column."""

    due: tuple[str, ...]
    money: tuple[str, ...] = ("number",)
    progress: str = "number"


def fill(draw: random.Random, table: Table, matter: Matter, habits: Habits, number: object) -> dict[str, Any]:
    """Return the contents of the row of *matter*, by field."""
    fields = {column.field for column in table.columns}
    if matter.outcome == "terminated" and "state" not in fields and habits.progress != "words":
        matter = replace(matter, outcome="going")  # such a ledger has no column that could say so
    values: dict[str, Any] = {
        "number": number,
        "title": matter.title,
        "category": matter.subject,
        "goal": wording.goal(draw),
        "lead": matter.lead,
        "support": wording.join_units(draw, matter.support),
        "district": matter.district,
        "leader": "分管副市长",
        "person": "信息化处负责人",
        "due": wording.due(draw, matter, list(habits.due)),
        "progress_text": wording.prose(draw, matter),
        "problems": wording.problem(draw, matter),
        "next_steps": wording.next_steps(draw, matter),
        "note": draw.choice(["", "", "", "", "列入市政府年度任务", "与区级平台联动"]),
    }
    values |= _money(draw, matter, habits)
    if habits.progress == "words":
        values["progress"] = wording.progress_words(draw, matter)
    else:
        values["progress"] = wording.percent(matter, habits.progress)
    values["state"] = wording.state(draw, matter)
    return {name: value for name, value in values.items() if name in fields}


def _money(draw: random.Random, matter: Matter, habits: Habits) -> dict[str, Said]:
    """Return the investment, the plan of the year and what is spent; the last two only beside a bare number."""
    amount = wording.money(draw, matter, draw.choice(habits.money))
    if not isinstance(amount.cell, int):
        return {
            "amount": amount,
            "amount_year": Said("—", {"amount_year": None}),
            "amount_done": Said("—", {"amount_done": None}),
        }
    year = round(amount.cell * draw.choice([0.4, 0.5, 0.6, 1]))
    done = round(year * matter.percent / 100)
    return {
        "amount": amount,
        "amount_year": Said(year, {"amount_year": year * 10_000}, "#,##0"),
        "amount_done": Said(done, {"amount_done": done * 10_000}, "#,##0"),
    }


def expected(table: Table, matter: Matter) -> dict[str, Any]:
    """Return what a reader must find for the columns that the table has; a sheet's own category comes from it."""
    found = matter.expected()
    found["category"] = matter.subject if any(column.field == "category" for column in table.columns) else None
    return found


def add(draw: random.Random, table: Table, matter: Matter, habits: Habits, number: object, **changes: Any) -> int:
    """Write *matter* as the next row, with single cells replaced by *changes*; return the row."""
    return table.matter(fill(draw, table, matter, habits, number) | changes, expected(table, matter))


def sums(rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Return the totals of the three amounts in 万元."""
    listed = list(rows)
    return {
        name: sum(row.get(name) or 0 for row in listed) / 10_000 for name in ("amount", "amount_year", "amount_done")
    }

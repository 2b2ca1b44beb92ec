"""Plain ledgers of plans, pilots, operators and contracts: one row a record, beside what a reader must find in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.table import NUMBER, Table, plain_column
from generator.wording import Said

WAN = 10_000
"""元 in 万元."""


@dataclass
class Records:
    """One sheet of records of one entity, and what must be found, row by row (money in 元, dates as ISO days)."""

    entity: str
    table: Table
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, **cells: Any) -> None:
        """Write one record: what a cell shows, or a ``Said`` with what it means."""
        found: dict[str, Any] = {"row": self.table.row}
        shown: dict[str, Any] = {"number": len(self.rows) + 1}
        for name, value in cells.items():
            if isinstance(value, Said):
                found |= value.means
            elif isinstance(value, date):
                found[name] = value.isoformat()
                value = Said(day(value), {})
            else:
                found[name] = value
            shown[name] = value
        fields = {column.field for column in self.table.columns}
        self.table.matter({name: value for name, value in shown.items() if name in fields}, {})
        self.rows.append({name: value for name, value in found.items() if value is not None})

    def truth(self) -> dict[str, Any]:
        """Return what a reader must find in this sheet."""
        return {"sheet": self.table.name, "entity": self.entity, "rows": self.rows}


def sheet(
    entity: str, name: str, title: str, columns: Sequence[tuple[str, str, float]], *, unit: str = "单位：万元"
) -> Records:
    """Return an empty sheet with title, unit row and header; *columns* are field, head and width."""
    made = [NUMBER, *(plain_column(*column[:2], width=column[2], kind=_kind(column[2])) for column in columns)]
    table = Table(name, made)
    table.title(title)
    table.unit_row("填报单位：示例数据", unit)
    table.header()
    table.freeze = f"C{table.row}"
    return Records(entity, table)


def money(**amounts: int | None) -> dict[str, Said | None]:
    """Return cells of 万元 for amounts in 元, by field."""
    return {
        name: None if yuan is None else Said(_number(yuan), {name: yuan}, "#,##0.##") for name, yuan in amounts.items()
    }


def word(shown: str, **means: str) -> Said:
    """Return a cell of words that stand for a choice: ``word("新建", kind="new")``."""
    return Said(shown, dict(means))


def day(value: date) -> str:
    """Return a day as a ledger writes it."""
    return f"{value.year}年{value.month}月{value.day}日"


def finish(records: Records, note: str = "备注：示例数据，不对应任何真实项目、单位和人员。") -> Records:
    """Write the footer."""
    records.table.line(note, "footer")
    return records


def _number(yuan: int) -> float | int:
    return yuan // WAN if yuan % WAN == 0 else yuan / WAN


def _kind(width: float) -> str:
    return "text" if width >= 26 else "centre"

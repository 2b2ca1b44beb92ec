"""Columns that are months: how a table of monthly scores in cross form is told from its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from smartplanner.excel.headers.heads import is_number_head, vocabulary
from smartplanner.fields import text
from smartplanner.fields.months import read_month

ENTITY = "service_score"
_LEAST = 3
"""Months that make a table one of scores by month."""
_MONEY = re.compile(r"付款|支付|资金|投资|万元|亿元|费用")
_SCORES = re.compile(r"考核|得分|评分|考评|评价")
_COMMON = ("contract", "level", "remark")


def may_have_months(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Return the rows (from 0) with at least three cells that name months: a quick look before heads are read."""
    return [number for number, row in enumerate(rows) if month_hits(row)]


def month_hits(row: Sequence[Any]) -> int:
    """Return how many cells of *row* name months; 0 for fewer than make a table of scores by month."""
    count = sum(1 for value in row if value and _is_month(value))
    return count if count >= _LEAST else 0


def of_money(texts: Iterable[str]) -> bool:
    """Return whether the *texts* around a table say that its months hold money, and not scores."""
    joined = "\n".join(texts)
    return bool(_MONEY.search(joined)) and not _SCORES.search(joined)


def month_columns(columns: Sequence[Any]) -> list[tuple[Any, tuple[int | None, int]]]:
    """Return the columns (of ``header.Column``) whose head is a month, each with its year, if named, and its month."""
    found = []
    for column in columns:
        month = _month_of(column.parts)
        if month is not None and column.field in ("", "period"):
            found.append((column, month))
    return found


def with_months(columns: Sequence[Any]) -> list[Any] | None:
    """Return *columns* with their fields if they are those of a table of scores by month; else None."""
    months = {column.index for column, _month in month_columns(columns)}
    if len(months) < _LEAST:
        return None
    known = vocabulary(ENTITY)
    best: dict[str, tuple[float, int]] = {}
    for column in columns:
        if column.index in months or is_number_head(column.parts):
            continue
        for match in known.match(column.parts):
            if match.field in _COMMON and match.score > best.get(match.field, (0.0, 0))[0]:
                best[match.field] = (match.score, column.index)
                break
    if "contract" not in best:
        return None
    fields = {index: (field, score) for field, (score, index) in best.items()}
    made = []
    for column in columns:
        field, score = ("period", 1.0) if column.index in months else fields.get(column.index, ("", 0.0))
        made.append(replace(column, field=field, score=score))
    return made


def _month_of(parts: Sequence[str]) -> tuple[int | None, int] | None:
    """Return the month that a head names; its year may stand in a row above: 2026年 over 1月."""
    found = read_month(parts[-1])
    if found is None:
        return None
    if found[0] is None:
        for part in reversed(parts[:-1]):
            if (joined := read_month(f"{text.squeeze(part).removesuffix('度')}{found[1]}月")) is not None:
                return joined
    return found


def _is_month(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 12 and read_month(value) is not None

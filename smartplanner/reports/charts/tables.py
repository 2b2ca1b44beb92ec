"""The numbers of a chart as a table, for Excel and for those who cannot see the chart."""

from __future__ import annotations

from smartplanner.reports.charts.data import Bars, ChartData, Lights, Lines, Stacked, number_words
from smartplanner.reports.charts.drawing import Terms

NOTHING = Terms().nothing


def table_of(data: ChartData) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the head and the rows of a chart's numbers."""
    unit = f"（{data.unit}）" if data.unit else ""
    if isinstance(data, Bars):
        return ("名称", f"数值{unit}"), tuple((bar.name, number_words(bar.value, data.decimals)) for bar in data.bars)
    if isinstance(data, Stacked):
        rows = ((row.name, *(number_words(value, data.decimals) for value in row.values)) for row in data.rows)
        counted = "" if data.share else unit
        return ("名称", *(part.name + counted for part in data.parts)), tuple(rows)
    if isinstance(data, Lines):
        columns = [[_known(value, data.decimals) for value in line.values] for line in data.lines]
        found = ((name, *(column[place] for column in columns)) for place, name in enumerate(data.places))
        return ("时间", *(line.name + unit for line in data.lines)), tuple(found)
    words = Terms().lights
    if isinstance(data, Lights):
        return ("名称", *data.columns), tuple(
            (row.name, *(words.get(light, "") for light in row.lights)) for row in data.rows
        )
    return ("名称", "灯号", "情况"), tuple((tile.name, words.get(tile.light, ""), tile.words) for tile in data.tiles)


def say(data: ChartData) -> str:
    """Return a chart in words: 名称：数值 for each row."""
    head, rows = table_of(data)
    if data.is_empty:
        return NOTHING
    if len(head) == 2:
        return "；".join(f"{row[0]}{row[1]}{data.unit}" for row in rows) + "。"
    return "；".join(f"{row[0]}：{_pairs(head, row)}" for row in rows) + "。"


def _pairs(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    return "，".join(f"{name}{value}" for name, value in zip(head[1:], row[1:], strict=True) if value)


def _known(value: float | None, decimals: int) -> str:
    return "" if value is None else number_words(value, decimals)

"""The chart of lights by district on the overview: its data, and the list behind each stretch of a bar."""

from __future__ import annotations

from collections.abc import Callable

from smartplanner.base.i18n import _
from smartplanner.queries.overview import LIGHTS, Breakdown
from smartplanner.queries.overview.situation import Situation
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.charts.data import Part, Stack, Stacked
from smartplanner.rules.lights import Light
from smartplanner.ui.overview import ways
from smartplanner.ui.overview.ways import Way

_MOST = 20


def light_chart(found: Situation) -> Stacked | None:
    """Return the matters by light of each district, else of each field of work; None where there is neither."""
    rows = _rows(found)[1]
    if not rows:
        return None
    return Stacked(
        title="",
        parts=tuple(Part(_(Light.of(light).label), light, light) for light in LIGHTS),
        rows=tuple(
            Stack(row.name, tuple(row.lights.get(light, 0) for light in LIGHTS), str(place))
            for place, row in enumerate(rows)
        ),
    )


def way_to_bar(key: str, found: Situation) -> Way:
    """Return the way to the matters that a picked bar, or a stretch of it, counts."""
    field, row, light = _picked(key, found)
    return ways.matters_with(field, row.name, _(Light.of(light).label) if light else "")


def counted_by_bar(key: str, found: Situation) -> tuple[str, Callable[[TaskLine], bool]]:
    """Return the name of a picked bar and which matters it counts."""
    field, row, light = _picked(key, found)
    return row.name, lambda line: getattr(line, field) == row.id and light in ("", line.signal.light)


def _picked(key: str, found: Situation) -> tuple[str, Breakdown, str]:
    place, _stroke, light = key.partition("/")
    field, rows = _rows(found)
    return field, rows[int(place)], light


def _rows(found: Situation) -> tuple[str, list[Breakdown]]:
    districts = [row for row in found.figures.by_district if row.id]
    if districts:
        return "district", districts[:_MOST]
    return "category", [row for row in found.figures.by_category if row.id][:_MOST]

"""Moves a drawing down, to stand below its legend."""

from __future__ import annotations

from dataclasses import replace

from smartplanner.reports.charts.drawing import Drawing, Shape, Stroke


def shift(drawing: Drawing, down: float) -> Drawing:
    """Return the drawing so much further down."""
    shapes = tuple(_moved(shape, down) for shape in drawing.shapes)
    areas = tuple(replace(area, y=area.y + down) for area in drawing.areas)
    return Drawing(drawing.width, drawing.height, shapes, areas)


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Stroke):
        return replace(shape, points=tuple((x, y + down) for x, y in shape.points))
    return replace(shape, y=shape.y + down)

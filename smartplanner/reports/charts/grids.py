"""Lights as lettered dots in a matrix, and the districts as tiles."""

from __future__ import annotations

from smartplanner.reports.charts.data import MOST_ROWS, Lights, Tiles
from smartplanner.reports.charts.drawing import Anchor, Area, Box, Dot, Drawing, Room, Shape, Stroke, Words

_ROW_EMS, _TIGHT_EMS, _WIDE_EMS = 1.85, 1.3, 3.0
_TILE_EMS, _TILE_HIGHEST_EMS = 3.9, 7.0


def light_matrix(data: Lights, room: Room) -> Drawing:
    """Return a matrix of dots; where there is no light nothing stands."""
    em, rows = room.em, data.rows[:MOST_ROWS]
    names = [room.cut(row.name, room.width * 0.26) for row in rows]
    left = max(room.measure(name, em) for name in names) + em * 0.8
    wide = (room.width - left) / max(1, len(data.columns))
    heads = [_in_lines(name, wide * 0.96, room) for name in data.columns]
    top = max(map(len, heads), default=1) * room.small * 1.2 + em * 0.4
    wanted = min((room.height - top) / len(rows), em * _WIDE_EMS) if room.height else em * _ROW_EMS
    pitch = max(em * _TIGHT_EMS, min(wanted, (room.highest - top) / len(rows)))
    shapes: list[Shape] = []
    areas = []
    for column, lines in enumerate(heads):
        for number, text in enumerate(lines):
            y = top - em * 0.2 - room.small * 1.2 * (len(lines) - number - 0.5)
            shapes.append(Words(left + wide * (column + 0.5), y, text, room.small, Anchor.MIDDLE))
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = top + pitch * place
        shapes.append(Stroke(((0, y), (room.width, y)), "line", em * 0.05))
        shapes.append(Words(left - em * 0.6, y + pitch / 2, name, em, Anchor.END))
        for column, light in enumerate(row.lights[: len(data.columns)]):
            x = left + wide * column
            if light:
                shapes.append(Dot(x + wide / 2, y + pitch / 2, min(pitch * 0.84, em * 1.6), light))
            says = room.terms.part.format(
                name=row.name, part=data.columns[column], value=room.terms.lights.get(light, room.terms.nothing)
            )
            column_key = data.keys[column] if data.keys else ""
            key = f"{row.key}/{column_key}" if row.key and column_key else row.key or column_key
            areas.append(Area(x, y, wide, pitch, key, says))
    height = top + pitch * len(rows)
    shapes.append(Stroke(((0, height), (room.width, height)), "line", em * 0.05))
    return Drawing(room.width, height, tuple(shapes), tuple(areas))


def tile_map(data: Tiles, room: Room) -> Drawing:
    """Return the districts as tiles where they lie roughly, and the note that this is no map."""
    em = room.em
    columns = max(tile.column for tile in data.tiles) + 1
    rows = max(tile.row for tile in data.tiles) + 1
    note = room.small * 1.8
    wide = min(room.width / columns, em * 14)
    wanted = min((room.height - note) / rows, em * _TILE_HIGHEST_EMS) if room.height else em * _TILE_EMS
    high = max(em * 2.6, min(wanted, (room.highest - note) / rows))
    start = (room.width - wide * columns) / 2
    gap = em * 0.25
    shapes: list[Shape] = []
    areas = []
    for tile in data.tiles:
        x, y = start + tile.column * wide + gap, tile.row * high + gap
        inner, tall = wide - 2 * gap, high - 2 * gap
        shapes.append(Box(x, y, inner, tall, "ground"))
        dot = em * 1.5 if tile.light else 0.0
        name = room.cut(tile.name, inner - em * 0.8 - dot)
        middle = y + tall * (0.32 if tile.words else 0.5)
        shapes.append(Words(x + em * 0.4, middle, name, em, bold=True))
        if tile.words:
            words = room.cut(tile.words, inner - em * 0.8, room.small)
            shapes.append(Words(x + em * 0.4, y + tall * 0.74, words, room.small))
        if tile.light:
            shapes.append(Dot(x + inner - dot / 2 - em * 0.25, middle, dot, tile.light))
        value = "，".join(part for part in (room.terms.lights.get(tile.light, ""), tile.words) if part)
        says = room.terms.says.format(name=tile.name, value=value or room.terms.nothing)
        areas.append(Area(x, y, inner, tall, tile.key, says))
    height = rows * high + note
    shapes.append(Words(room.width / 2, height - note / 2, room.terms.no_map, room.small, Anchor.MIDDLE, "muted"))
    return Drawing(room.width, height, tuple(shapes), tuple(areas))


def _in_lines(name: str, width: float, room: Room) -> list[str]:
    """Return a head on one line, or on two of about one length, the second cut where it is too long."""
    if room.measure(name, room.small) <= width:
        return [name]
    middle = (len(name) + 1) // 2
    while middle > 1 and room.measure(name[:middle], room.small) > width:
        middle -= 1
    return [name[:middle], room.cut(name[middle:], width, room.small)]

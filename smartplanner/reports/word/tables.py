"""Tables in Word: XML written directly, so that a thousand rows take well under a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartplanner.reports.document.blocks import Column, HeadCell, Table
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import Page
from smartplanner.reports.word.xml import Element, child, element, paragraph


def table_elements(table: Table, page: Page) -> Iterator[Element]:
    """Give the caption, the unit, the table and the gap that keeps it apart from a table after it."""
    if table.caption:
        yield paragraph("TableCaption", table.caption)
    if table.unit:
        yield paragraph("TableUnit", f"（单位：{table.unit}）")
    widths = _widths(table.columns, geometry.twips_of_points(page.text_width))
    made = _empty_table(widths, geometry.table_setting(small=table.small, form=table.form))
    kind = "List" if table.small else "Form" if table.form else "Table"
    for row in _head_grid(table.head, len(widths)):
        made.append(_head_row(row, widths, style=f"{kind}Head"))
    for number, cells in enumerate(table.rows):
        # The last row never stands alone under a repeated head.
        kept = number == len(table.rows) - 2 or (table.kept and number < len(table.rows) - 1)
        style = f"{kind}TextKept" if kept else f"{kind}Text"
        made.append(_row(cells, table.columns, widths, style=style))
    yield made
    yield paragraph("TableGap")


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """Return the widths in twips, scaled to fill *room*; an unset width is a fair share of what is left."""
    known = [geometry.twips(column.width_mm) for column in columns]
    unset = sum(1 for width in known if width <= 0)
    share = max((room - sum(known)) / unset, room / len(columns) / 2) if unset else 0.0
    raw = [float(width) if width > 0 else share for width in known]
    return [round(width * room / sum(raw)) for width in raw]


def _empty_table(widths: Sequence[int], setting: geometry.TableSetting) -> Element:
    made = element("tbl")
    properties = child(made, "tblPr")
    child(properties, "tblW", w=sum(widths), type="dxa")
    child(properties, "jc", val="center")
    edges = child(properties, "tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        child(edges, edge, val="single", sz=4, space=0, color="000000")
    child(properties, "tblLayout", type="fixed")
    margins = child(properties, "tblCellMar")
    for edge in ("top", "left", "bottom", "right"):
        room = setting.above if edge in ("top", "bottom") else setting.beside
        child(margins, edge, w=geometry.twips_of_points(room), type="dxa")
    grid = child(made, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=width)
    return made


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], *, style: str) -> Element:
    row = element("tr")
    child(child(row, "trPr"), "cantSplit")
    for text, column, width in zip(cells, columns, widths, strict=False):
        cell = child(row, "tc")
        properties = child(cell, "tcPr")
        child(properties, "tcW", w=width, type="dxa")
        child(properties, "vAlign", val="center")
        cell.append(paragraph(style, text, align=column.align.value))
    return row


def _head_grid(head: Sequence[Sequence[HeadCell]], columns: int) -> list[list[tuple[HeadCell | None, int, int]]]:
    """Return for each head row its (cell, column, columns); None continues a cell from the row above."""
    held: dict[int, tuple[int, int]] = {}
    """column → (rows still covered, columns covered)."""
    grid: list[list[tuple[HeadCell | None, int, int]]] = []
    for cells in head:
        row: list[tuple[HeadCell | None, int, int]] = []
        waiting = list(cells)
        column = 0
        while column < columns:
            rows, wide = held.get(column, (0, 1))
            if rows:
                row.append((None, column, wide))
                held[column] = (rows - 1, wide)
            else:
                cell = waiting.pop(0) if waiting else HeadCell("")
                wide = min(cell.columns, columns - column)
                row.append((cell, column, wide))
                held[column] = (cell.rows - 1, wide)
            column += wide
        grid.append(row)
    return grid


def _head_row(cells: Sequence[tuple[HeadCell | None, int, int]], widths: Sequence[int], *, style: str) -> Element:
    row = element("tr")
    properties = child(row, "trPr")
    child(properties, "cantSplit")
    child(properties, "tblHeader")
    for head_cell, column, wide in cells:
        cell = child(row, "tc")
        facts = child(cell, "tcPr")
        child(facts, "tcW", w=sum(widths[column : column + wide]), type="dxa")
        if wide > 1:
            child(facts, "gridSpan", val=wide)
        if head_cell is None:
            child(facts, "vMerge")
        elif head_cell.rows > 1:
            child(facts, "vMerge", val="restart")
        child(facts, "vAlign", val="center")
        cell.append(paragraph(style, head_cell.text if head_cell else ""))
    return row

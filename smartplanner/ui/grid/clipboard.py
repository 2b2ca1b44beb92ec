"""Cells between a grid and Excel: a block out as text and table, a block in from the selected cell on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from smartplanner.base.i18n import _
from smartplanner.commands.cells import PASTE, Placed, Target, cell_text, place_block, preview_cells, write_preview
from smartplanner.commands.cells.clips import FORMAT, as_table, as_text, keep, take
from smartplanner.excel.clipboard import has_header, parse_block
from smartplanner.excel.writing.writer import head_of
from smartplanner.model import entities
from smartplanner.ui.grid.clipboard_preview import CellsPreview, Pasting
from smartplanner.ui.grid.editing_range import (
    Range,
    columns_from,
    field_name,
    fields_of,
    rows_from,
    select_block,
    selected_range,
    selected_ranges,
    whole_rows,
)
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.session import Session

MOST_COPIED = 1_000_000
"""Cells; a block beyond it is no work of a clipboard."""


def copy_cells(session: Session, grid: Grid, entity: str, *, with_heads: bool | None = None) -> int:
    """Put the selected block on the clipboard; returns how many rows.  Whole rows carry their heads along."""
    found = selected_ranges(grid)
    if not found:
        return 0
    block = found[0] if len(found) == 1 else _joined(found)
    return _copy(session, grid, entity, block, with_heads=whole_rows(grid) if with_heads is None else with_heads)


def copy_rows(session: Session, grid: Grid, entity: str) -> int:
    """Put the rows with a selected cell on the clipboard, all shown columns under heads that an import knows."""
    ids = grid.selected_ids()
    return _copy(session, grid, entity, Range(ids, columns_from(grid, 0)), with_heads=True) if ids else 0


def _copy(session: Session, grid: Grid, entity: str, block: Range, *, with_heads: bool) -> int:
    texts = texts_of(session, grid, entity, block)
    rows = [_heads(grid, entity, block.columns), *texts] if with_heads else texts
    data = QMimeData()
    data.setData(FORMAT, QByteArray(keep(rows)))
    data.setText(as_text(rows))
    data.setHtml(as_table(rows, fields_of(grid, block.columns)))
    QGuiApplication.clipboard().setMimeData(data)
    return len(block.ids)


def texts_of(session: Session, grid: Grid, entity: str, block: Range) -> list[list[str]]:
    """Return the exact texts of a block; a computed column gives what it shows."""
    office, model = session.office, grid.grid_model
    wanted = None if len(block.ids) > 1000 else block.ids
    rows = {row.id: row for row in office.reader.rows(entity, wanted)}
    columns = [(model.columns[column], model.field_at(column)) for column in block.columns]
    name = office.reader.name
    return [
        [
            cell_text(field, rows[id], name) if field is not None and id in rows else column.text(model.row_of(id))
            for column, field in columns
        ]
        for id in block.ids
    ]


def clipped_block() -> list[list[str]]:
    """Return the cells on the clipboard; empty if there are none.  Raises the Problem of a block that is too large."""
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(FORMAT) and (kept := take(bytes(data.data(FORMAT).data()))):
        return kept
    return parse_block(data.text()) if data.hasText() else []


def takes_block(grid: Grid, entity: str, block: Sequence[Sequence[str]]) -> bool:
    """Whether a block goes into the cells from the selected one on; one with heads is matched row by row instead."""
    return bool(block) and selected_range(grid) is not None and not (len(block) > 1 and has_header(block, entity))


def paste_block(session: Session, grid: Grid, entity: str, block: Sequence[Sequence[str]]) -> CellsPreview | None:
    """Paste a block into the selected cells: at once where all is clean, else after a preview, which is returned."""
    placed = _without_what_is_shown(grid, _placed(grid, block))

    def read(blanks_stay: bool) -> Pasting:
        return _read(session, grid, entity, placed, blanks_stay=blanks_stay)

    pasting = read(False)
    preview = pasting.preview
    if preview.added or preview.problems or pasting.emptied or placed.left_out:
        dialog = CellsPreview(session, pasting, read, grid)
        dialog.accepted.connect(lambda: _select(grid, placed))
        dialog.open()
        return dialog
    if not preview.changes:
        session.said.emit(_("The cells hold that already; nothing was changed."))
        return None
    step = session.perform(lambda: write_preview(session.office, preview, doing=PASTE), window=grid)
    if step is not None:
        said = _("Pasted {count} cells; Ctrl+Z takes it back.", count=len(preview.written))
        session.said.emit(" ".join([said, *_hidden(grid)]))
        _select(grid, placed)
    return None


def _placed(grid: Grid, block: Sequence[Sequence[str]]) -> Placed:
    selected = selected_range(grid)
    assert selected is not None
    first = selected.columns[0]
    columns = columns_from(grid, grid.horizontalHeader().visualIndex(first))
    target = Target(
        ids=rows_from(grid, selected.ids[0], max(len(block), len(selected.ids))),
        fields=[field_name(grid, column) for column in columns],
        height=len(selected.ids),
        width=len(selected.columns),
    )
    return place_block(block, target)


def _without_what_is_shown(grid: Grid, placed: Placed) -> Placed:
    """Do not call a text left out that a computed column shows already: a block that was copied here holds it."""
    selected, model = selected_range(grid), grid.grid_model
    if selected is None or not placed.left_out:
        return placed
    ids = rows_from(grid, selected.ids[0], placed.height)
    columns = columns_from(grid, grid.horizontalHeader().visualIndex(selected.columns[0]))

    def shows(down: int, right: int, text: str) -> bool:
        if down >= len(ids) or right >= len(columns):
            return False
        return model.columns[columns[right]].text(model.row_of(ids[down])) == text

    return replace(placed, left_out=tuple(each for each in placed.left_out if not shows(*each)))


def _read(session: Session, grid: Grid, entity: str, placed: Placed, *, blanks_stay: bool) -> Pasting:
    cells = {key: text for key, text in placed.cells.items() if text.strip() or not blanks_stay}
    preview = preview_cells(session.office, entity, cells, as_of=session.as_of, added=placed.added)
    emptied = sum(1 for cell in preview.cells if cell.old and not cell.new and cell.id not in set(preview.added))
    remarks = _hidden(grid)
    if placed.left_out:
        count = len(placed.left_out)
        message = _("{count} texts are left out: their columns are computed, or there are none.", count=count)
        remarks = [message, *remarks]
    return Pasting(preview, remarks, emptied)


def _hidden(grid: Grid) -> list[str]:
    """Return the remark that rows out of sight are passed over, where some are."""
    model = grid.grid_model
    if model.shown_count() == model.total():
        return []
    return [_("Rows that the filter hides were passed over.")]


def _select(grid: Grid, placed: Placed) -> None:
    selected = selected_range(grid)
    if selected is not None:
        select_block(grid, selected.ids[0], selected.columns[0], height=placed.height, width=placed.width)


def _heads(grid: Grid, entity: str, columns: Sequence[int]) -> list[str]:
    described = entities()[entity]
    found = []
    for column in columns:
        field = grid.grid_model.field_at(column)
        found.append(head_of(described, field) if field is not None else grid.grid_model.columns[column].title)
    return found


def _joined(blocks: Sequence[Range]) -> Range:
    """Return blocks of the same columns one below the other; others give the first alone."""
    first = blocks[0]
    if any(list(block.columns) != list(first.columns) for block in blocks):
        return first
    ids = dict.fromkeys(id for block in blocks for id in block.ids)
    return replace(first, ids=list(ids))

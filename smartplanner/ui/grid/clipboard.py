"""Cells between a grid and Excel: a block out as text and table, a block in from the selected cell on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from smartplanner.base.i18n import _
from smartplanner.base.telling import Tell, told, untold, within
from smartplanner.changes import Step
from smartplanner.commands.cells import PASTE, Target, cell_text, place_block, preview_cells, write_preview
from smartplanner.commands.cells.clips import FORMAT, as_table, as_text, keep, take
from smartplanner.commands.cells.writing import READ
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
    select_cells,
    selected_range,
    selected_ranges,
    whole_rows,
)
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session

_COPIED_AT_ONCE = 5_000
"""Cells up to which a block is copied here and now."""


def copy_cells(
    session: Session,
    grid: Grid,
    entity: str,
    *,
    with_heads: bool | None = None,
    done: Callable[[int], object] = lambda _count: None,
) -> int:
    """Put the selected block on the clipboard; returns how many rows.  Whole rows carry their heads along.

    *done* is told how many when they are there: a large block is read beside the window.
    """
    found = selected_ranges(grid)
    if not found:
        return 0
    block = found[0] if len(found) == 1 else _joined(found)
    heads = whole_rows(grid) if with_heads is None else with_heads
    return _copy(session, grid, entity, block, with_heads=heads, done=done)


def copy_rows(session: Session, grid: Grid, entity: str) -> int:
    """Put the rows with a selected cell on the clipboard, all shown columns under heads that an import knows."""
    ids = grid.selected_ids()
    return _copy(session, grid, entity, Range(ids, columns_from(grid, 0)), with_heads=True) if ids else 0


class _Clip(NamedTuple):
    """A block in the forms that other programs and other lists take."""

    kept: bytes
    text: str
    table: str


def _copy(
    session: Session,
    grid: Grid,
    entity: str,
    block: Range,
    *,
    with_heads: bool,
    done: Callable[[int], object] = lambda _count: None,
) -> int:
    heads, fields = _heads(grid, entity, block.columns), fields_of(grid, block.columns)

    def work(tell: Tell) -> _Clip:
        texts = texts_of(session, grid, entity, block, tell=within(tell, 0.0, 0.8))
        rows = [heads, *texts] if with_heads else texts
        tell(0.8)
        return _Clip(keep(rows), as_text(rows), as_table(rows, fields))

    def put(clip: _Clip) -> None:
        data = QMimeData()
        data.setData(FORMAT, QByteArray(clip.kept))
        data.setText(clip.text)
        data.setHtml(clip.table)
        QGuiApplication.clipboard().setMimeData(data)
        done(len(block.ids))

    carry_out(session, _("The cells are being copied"), work, put, window=grid, large=block.size >= _COPIED_AT_ONCE)
    return len(block.ids)


def texts_of(session: Session, grid: Grid, entity: str, block: Range, *, tell: Tell = untold) -> list[list[str]]:
    """Return the exact texts of a block; a computed column gives what it shows."""
    tell(0.0)
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
        for id in told(block.ids, within(tell, 0.2, 1.0))
    ]


def clipped_block() -> list[list[str]]:
    """Return the cells on the clipboard; empty if there are none.  Raises the Problem of a block that is too large."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # Qt's types conceal that there may be none
    if data is None:  # nobody has put anything on the clipboard yet, or another program holds it just now
        return []
    if data.hasFormat(FORMAT) and (kept := take(bytes(data.data(FORMAT).data()))):
        return kept
    return parse_block(data.text()) if data.hasText() else []


def takes_block(grid: Grid, entity: str, block: Sequence[Sequence[str]]) -> bool:
    """Whether a block goes into the cells from the selected one on; one with heads is matched row by row instead."""
    return bool(block) and selected_range(grid) is not None and not (len(block) > 1 and has_header(block, entity))


def paste_block(session: Session, grid: Grid, entity: str, block: Sequence[Sequence[str]]) -> CellsPreview | None:
    """Paste a block into the selected cells: at once where all is clean, else after a preview.

    The preview is returned where it is there already: a large block is read, and written, beside the window.
    """
    aim = _aim(grid, len(block))
    large = max(aim.target.height * aim.target.width, len(block) * len(block[0])) >= LARGE
    reader = PasteReader(session, entity, aim, block, large=large)
    opened: list[CellsPreview] = []

    def work(tell: Tell) -> tuple[Pasting, Step | None, int]:
        pasting = reader.read(blanks_stay=False, tell=within(tell, 0.0, READ))
        if not pasting.is_clean:
            return pasting, None, 0
        preview, count = pasting.preview, len(pasting.preview.written)
        step = write_preview(session.office, preview, doing=PASTE, tell=within(tell, READ, 1.0))
        preview.forget()
        return pasting, step, count

    def say(made: tuple[Pasting, Step | None, int]) -> None:
        pasting, step, count = made
        if not pasting.is_clean:
            dialog = CellsPreview(session, pasting, reader, grid)
            dialog.accepted.connect(lambda: _select(grid, aim, pasting))
            dialog.open()
            opened.append(dialog)
        elif step is None:
            session.said.emit(_("The cells hold that already; nothing was changed."))
        else:
            said = _("Pasted {count} cells; Ctrl+Z takes it back.", count=count)
            session.said.emit(" ".join([said, *aim.remarks]))
            _select(grid, aim, pasting)

    carry_out(session, _("The cells are being pasted"), work, say, window=grid, large=large)
    return opened[0] if opened else None


class _Aim(NamedTuple):
    """Where a block goes, read from the window at once; what it shows there now, and remarks about it."""

    target: Target
    shown: Callable[[int, int], str]
    """The text in view so far down and to the right of the first cell; empty where there is none."""
    remarks: Sequence[str]
    column: int
    """The number of its first column."""


def _aim(grid: Grid, rows: int) -> _Aim:
    selected, model = selected_range(grid), grid.grid_model
    assert selected is not None
    ids = rows_from(grid, selected.ids[0], max(rows, len(selected.ids)))
    columns = columns_from(grid, grid.horizontalHeader().visualIndex(selected.columns[0]))
    target = Target(
        ids=ids,
        fields=[field_name(grid, column) for column in columns],
        height=len(selected.ids),
        width=len(selected.columns),
    )

    def shown(down: int, right: int) -> str:
        if down >= len(ids) or right >= len(columns):
            return ""
        return model.columns[columns[right]].text(model.row_of(ids[down]))

    return _Aim(target, shown, _hidden(grid), selected.columns[0])


class PasteReader:
    """Says what pasting a block would do; asks nothing of Qt, so that a large one is read beside the window."""

    def __init__(
        self, session: Session, entity: str, aim: _Aim, block: Sequence[Sequence[str]], *, large: bool
    ) -> None:
        self.large = large
        self._office, self._as_of, self._entity = session.office, session.as_of, entity
        self._aim, self._block = aim, block

    def read(self, *, blanks_stay: bool, tell: Tell = untold) -> Pasting:
        """Look at the block; *blanks_stay*: its blank cells leave what stands there alone."""
        tell(0.0)
        placed = place_block(self._block, self._aim.target)
        # A text that a computed column shows already is not left out: a block that was copied here holds it.
        left_out = sum(self._aim.shown(down, right) != text for down, right, text in placed.left_out)
        cells = {key: text for key, text in placed.cells.items() if text.strip() or not blanks_stay}
        preview = preview_cells(
            self._office, self._entity, cells, as_of=self._as_of, added=placed.added, tell=tell
        )  # fmt: skip
        added = set(preview.added)
        emptied = sum(1 for cell in preview.cells if cell.old and not cell.new and cell.id not in added)
        remarks = list(self._aim.remarks)
        if left_out:
            message = _("{count} texts are left out: their columns are computed, or there are none.", count=left_out)
            remarks = [message, *remarks]
        clean = not (preview.added or preview.problems or emptied or left_out)
        return Pasting(preview, remarks, emptied, clean, placed.height, placed.width)


def _hidden(grid: Grid) -> list[str]:
    """Return the remark that rows out of sight are passed over, where some are."""
    model = grid.grid_model
    if model.shown_count() == model.total():
        return []
    return [_("Rows that the filter hides were passed over.")]


def _select(grid: Grid, aim: _Aim, pasting: Pasting) -> None:
    """Select what was pasted, wherever the order of the list has put it: the next key means these cells."""
    select_cells(grid, aim.target.ids[: pasting.height], aim.column, width=pasting.width)


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

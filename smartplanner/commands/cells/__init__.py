"""Cells of a list as in a sheet: read texts, preview, write as one step, fill, find and replace, paste blocks."""

from smartplanner.commands.cells.permits import may_edit, refusal
from smartplanner.commands.cells.preview import CellChange, Key, Preview, preview_cells
from smartplanner.commands.cells.shown import cell_text, value_text
from smartplanner.commands.cells.writing import CHANGE, CLEAR, FILL, PASTE, REPLACE, set_cells, write_preview

__all__ = [
    "CHANGE", "CLEAR", "FILL", "PASTE", "REPLACE", "CellChange", "Key", "Preview", "cell_text", "may_edit",
    "preview_cells", "refusal", "set_cells", "value_text", "write_preview",
]  # fmt: skip

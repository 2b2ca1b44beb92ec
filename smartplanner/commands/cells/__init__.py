"""Cells of a list as in a sheet: read texts, preview, write as one step, fill, find and replace, paste blocks."""

from smartplanner.commands.cells.blocks import Placed, Target, place_block
from smartplanner.commands.cells.fills import fill_down, fill_right, fill_series, same_text
from smartplanner.commands.cells.permits import may_edit, refusal
from smartplanner.commands.cells.preview import CellChange, Key, Preview, Text, preview_cells
from smartplanner.commands.cells.reading import Picked
from smartplanner.commands.cells.search import Search, replacements
from smartplanner.commands.cells.shown import cell_text, value_text
from smartplanner.commands.cells.writing import CHANGE, CLEAR, FILL, PASTE, REPLACE, set_cells, write_preview

__all__ = [
    "CHANGE", "CLEAR", "FILL", "PASTE", "REPLACE", "CellChange", "Key", "Picked", "Placed", "Preview", "Search",
    "Target", "Text", "cell_text", "fill_down", "fill_right", "fill_series", "may_edit", "place_block",
    "preview_cells", "refusal", "replacements", "same_text", "set_cells", "value_text", "write_preview",
]  # fmt: skip

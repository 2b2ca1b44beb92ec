"""A ledger back to its sender: the cells that need him coloured and commented, and all of them in a list.

An .xlsx keeps its look: it is loaded whole, marked and written anew.  What cannot be carried over (shapes,
macros …) is told, never dropped in silence.  Of another kind of file the values are written to a new .xlsx.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.proposal import Proposal
from smartplanner.excel.reading.container import Container, FileKind, open_container
from smartplanner.excel.reading.grid import Grid
from smartplanner.excel.reading.reader import read_grids
from smartplanner.excel.sending.marking import COLOURS, add_list, comment_size, put_text, sheet_name
from smartplanner.excel.writing.saving import save_whole
from smartplanner.fields import text

LARGEST_FILE = 20 << 20
"""Bytes; a larger one would take too much memory to be loaded with its look."""
MOST_CELLS = 600_000
_LOST: Sequence[tuple[str, str]] = (
    (r"xl/vbaProject\.bin", N_("macros")),
    (r"xl/(?:activeX|ctrlProps)/.+", N_("buttons and other controls")),
    (r"xl/embeddings/.+", N_("embedded objects")),
    (r"xl/(?:slicers|slicerCaches|timelines)/.+", N_("slicers")),
    (r"xl/threadedComments/.+", N_("threaded comments")),
    (r"xl/diagrams/.+", N_("diagrams")),
    (r"xl/connections\.xml|xl/queryTables/.+", N_("data connections")),
    (r"xl/charts/.+", N_("details of charts")),
    (r"xl/cellimages\.xml", N_("pictures inside of cells")),
    (r"customXml/.+", N_("custom data")),
)
_IN_DRAWINGS = ((b":sp>", N_("shapes and text boxes")), (b":cxnSp>", N_("connecting lines")))
_FORMULAS = N_("the last values of formulas, until Excel or WPS opens it")
_IN_SHEETS = (
    (b"<f>", _FORMULAS),
    (b"<f ", _FORMULAS),
    (b"x14:dataValidation ", N_("drop-down lists that point to another sheet")),
    (b"x14:conditionalFormatting ", N_("newer kinds of conditional formats")),
    (b"x14:sparkline", N_("sparklines")),
)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was written: how many cells are marked, and the things of the original that the copy lacks."""

    marked: int
    lost: tuple[str, ...] = ()


def annotate(source: Path, proposal: Proposal, target: Path, *, author: str = "") -> Annotation:
    """Write a copy of the workbook *source* to *target* in which the places of the proposal's problems are marked.

    Errors are red, warnings yellow, notes are left alone; *author* signs the comments.  Raises a Problem if the
    source cannot be read, is larger than 20 MB, or is not the file that the proposal was made from, and if the
    target cannot be written.
    """
    container = open_container(source)
    if proposal.sha256 and proposal.sha256 != container.sha256:
        message = _("The file has been changed since it was read.")
        raise Problem(code="file_changed", message=message, remedy=_("Read it again."), file=source.name)
    problems = [problem for problem in proposal.problems if problem.level is not Level.NOTE]
    _refuse_large(container)
    if container.kind is FileKind.XLSX:
        workbook, lost = _load(container)
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    else:
        workbook, lost = Workbook(), ()
        sheets = _rewrite(container, workbook)
    marked = sum(
        _mark_sheet(sheets[name], found, author or _("The office"))
        for name, found in _by_sheet(problems).items()
        if name in sheets
    )
    problems.sort(key=lambda problem: problem.level is not Level.ERROR)  # what must be mended comes first
    add_list(workbook, sheets, problems, file=source.name, lost=lost)
    _save(workbook, container, target)
    return Annotation(marked, lost)


def _refuse_large(container: Container) -> None:
    cells = sum(scan.cells for scan in container.scans.values())
    if len(container.data) > LARGEST_FILE or cells > MOST_CELLS:
        message = _("The workbook is too large to be written back with its remarks.")
        remedy = _("Send its sender the list of remarks instead, or split the workbook.")
        raise Problem(code="too_large_to_annotate", message=message, remedy=remedy, file=container.path.name)


def _load(container: Container) -> tuple[Any, tuple[str, ...]]:
    """Load the workbook with its look; the second answer names what the copy will lack."""
    with warnings.catch_warnings():
        # Of what openpyxl leaves out it warns on the way; ``_losses`` looks for that itself.
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(BytesIO(container.data), rich_text=True)
        except Exception as error:  # whatever a stranger's file does to openpyxl, it is not our bug
            raise _not_annotatable(container, error) from error
    # A formula's last value is not kept; it is worked out anew when the copy is opened.
    workbook.calculation.fullCalcOnLoad = True
    return workbook, _losses(container)


def _save(workbook: Any, container: Container, target: Path) -> None:
    try:
        save_whole(target, workbook.save)
    except (Problem, OSError):
        raise
    except Exception as error:  # a part that openpyxl read but cannot write
        raise _not_annotatable(container, error) from error


def _not_annotatable(container: Container, error: Exception) -> Problem:
    message = _("The workbook cannot be written back with its look: {reason}.", reason=str(error)[:120])
    remedy = _("Open the file in WPS or Excel, save it as .xlsx, and try again.")
    return Problem(code="not_annotatable", message=message, remedy=remedy, file=container.path.name)


def _losses(container: Container) -> tuple[str, ...]:
    archive = container.archive
    assert archive is not None
    found = [label for pattern, label in _LOST if any(re.fullmatch(pattern, name) for name in archive.names)]
    for prefix, signs in (("xl/drawings/drawing", _IN_DRAWINGS), ("xl/worksheets/", _IN_SHEETS)):
        parts = [
            archive.read(name) for name in sorted(archive.names) if name.startswith(prefix) and name.endswith("xml")
        ]
        found += [label for sign, label in signs if any(sign in part for part in parts)]
    return tuple(dict.fromkeys(_(label) for label in found))


def _rewrite(container: Container, workbook: Any) -> dict[str, Any]:
    """Write the values of a file whose look cannot be kept; returns the new sheets by their old names."""
    workbook.remove(workbook.active)
    sheets = {}
    for grid in read_grids(container):
        sheet = sheets[grid.name] = workbook.create_sheet(sheet_name(grid.name))
        if grid.hidden:
            sheet.sheet_state = "hidden"
        _write_grid(sheet, grid)
    return sheets


def _write_grid(sheet: Any, grid: Grid) -> None:
    for number, row in enumerate(grid.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value == "":
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                put_text(cell, value)
            else:
                cell.value = value
    for top, left, bottom, right in grid.merges:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    for column in range(1, grid.width + 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = _width(grid, column - 1)


def _width(grid: Grid, column: int) -> float:
    longest = max((len(text.words(row[column])) for row in grid.rows[:100] if column < len(row)), default=0)
    return max(8.0, min(longest * 1.8 + 2, 44.0))


def _by_sheet(problems: Sequence[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.cell:
            found.setdefault(problem.sheet, []).append(problem)
    return found


def _mark_sheet(sheet: Any, problems: Sequence[Problem], author: str) -> int:
    """Mark the cells of one sheet; returns how many."""
    by_cell: dict[str, list[Problem]] = {}
    for problem in problems:
        by_cell.setdefault(problem.cell, []).append(problem)
    for address, found in by_cell.items():
        _mark_cell(_owner(sheet, address), found, author)
    return len(by_cell)


def _owner(sheet: Any, address: str) -> Any:
    """Return the cell at *address*; of a merged range the one that holds its value and can carry a comment."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if address in area)
    return sheet.cell(area.min_row, area.min_col)


def _mark_cell(cell: Any, problems: Sequence[Problem], author: str) -> None:
    level = Level.ERROR if any(problem.level is Level.ERROR for problem in problems) else Level.WARNING
    cell.fill = PatternFill("solid", fgColor=COLOURS[level])
    lines = [problem.message + problem.remedy for problem in problems]
    if cell.comment is not None:
        lines = [str(cell.comment.text), *lines]
    words = "\n".join(text.words(line) for line in dict.fromkeys(lines))
    width, height = comment_size(words)
    cell.comment = Comment(words, author, width=width, height=height)

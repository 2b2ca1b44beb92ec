"""Blocks of cells through the clipboard: text as Excel and WPS put it there to rows, and rows to such text.

A pasted block takes the same way as a ledger: its first row may be a header, else the columns are told.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.excel.choices import Choices, TableChoice
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.headers.finding import is_head_of
from smartplanner.excel.ledgers.importer import propose
from smartplanner.excel.proposal import UNCHANGED, Proposal, SheetReading
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.container import Container, FileKind
from smartplanner.excel.reading.grid import Grid, column_letters
from smartplanner.excel.reading.scan import MOST_COLUMNS, MOST_ROWS
from smartplanner.excel.reading.shelf import Shelf
from smartplanner.excel.writing.writer import head_of
from smartplanner.fields.description import Entity, Kind
from smartplanner.model import entities
from smartplanner.queries import Reader

NAME = N_("Clipboard")
LONGEST_BLOCK = 20_000_000
"""Characters."""
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

Rows = list[list[str]]


def parse_block(block: str) -> Rows:
    """Return the rows of a block as texts, all of one length, without empty rows at the end.

    A cell stands in quotation marks only if it holds a line break or a tab, as Excel and WPS do it; other
    quotation marks are part of the text.  Raises a Problem for a block beyond the limits of a workbook.
    """
    if len(block) > LONGEST_BLOCK:
        raise refusals.beyond(_("characters"), len(block), LONGEST_BLOCK)
    rows = _read_rows(block) if '"' in block else _split_rows(block)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return _levelled(rows)


def _split_rows(block: str) -> Rows:
    """Return the rows of a block without quotation marks: a quarter of the time of looking at each cell, or less."""
    rows = [line.split("\t") for line in _END.split(block)]
    return [list(map(_bared, row)) for row in rows] if "'" in block else rows


def _read_rows(block: str) -> Rows:
    rows: Rows = [[]]
    place = 0
    while place < len(block):
        cell, place = _read_cell(block, place)
        rows[-1].append(cell)
        if place < len(block) and block[place] == "\t":
            place += 1
            if place == len(block):
                rows[-1].append("")
        elif end := _END.match(block, place):
            place = end.end()
            rows.append([])
    return rows


def _read_cell(block: str, place: int) -> tuple[str, int]:
    """Return the cell that begins at *place*, and where it ends."""
    quoted = _QUOTED.match(block, place) if block[place] == '"' else None
    if quoted and ("\n" in quoted[1] or "\t" in quoted[1]):
        return quoted[1].replace('""', '"').replace("\r\n", "\n"), quoted.end()
    plain = _PLAIN.match(block, place)
    assert plain is not None
    return _bared(plain[0]), plain.end()


def _bared(cell: str) -> str:
    """Return a cell without the apostrophe that ``block_text`` put before a text that looks like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_SIGNS else cell


def _levelled(rows: Rows) -> Rows:
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS:
        raise refusals.beyond(_("rows"), len(rows), MOST_ROWS)
    if width > MOST_COLUMNS:
        raise refusals.beyond(_("columns"), width, MOST_COLUMNS)
    return [row + [""] * (width - len(row)) for row in rows]


def block_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as text that Excel and WPS take from the clipboard; nothing in it is a formula for them."""
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel-tab", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in _FORMULA_SIGNS and not _NUMBER.fullmatch(cell) else cell


def has_header(rows: Sequence[Sequence[str]], entity: str) -> bool:
    """Return whether the first row names columns of *entity*: most of its filled cells are heads."""
    filled = [cell for cell in rows[0] if cell.strip()] if rows else []
    return bool(filled) and sum(1 for cell in filled if is_head_of(entity, cell)) * 2 > len(filled)


def propose_block(
    block: str,
    reader: Reader,
    *,
    entity: str,
    as_of: date,
    columns: Sequence[str] | None = None,
    surroundings: Surroundings | None = None,
) -> Proposal:
    """Read a block of cells as rows of *entity*.

    *columns* are the fields that the columns of a block without a header stand for, in the order of the list
    that it is pasted into; a block narrower than that may begin at the first or at the title, and is read as
    what fits better.  Places count from 1 within the block.  A refusal is in the proposal's ``refused``.
    """
    try:
        rows = parse_block(block)
        if not rows:
            message = _("There are no cells on the clipboard.")
            raise Problem(code="no_rows", message=message, remedy=_("Copy cells in Excel or WPS first."))
        if has_header(rows, entity):
            return read_block(rows, reader, entity=entity, as_of=as_of, surroundings=surroundings)
        known = surroundings or Surroundings.of(reader)
        proposals = [
            read_block(rows, reader, entity=entity, as_of=as_of, columns=each, surroundings=known)
            for each in guess_columns(rows, columns or (), entity)
        ]
        return min(proposals, key=_badness)
    except Problem as problem:
        return Proposal(file=_(NAME), refused=problem)


def guess_columns(rows: Rows, columns: Sequence[str], entity: str) -> list[list[str]]:
    """Return what the columns of a block without a header may mean, likelier first.

    They are *columns* (what a list shows) from its first or from its title on, as far as the block is wide.
    """
    described = entities()[entity]
    fields = [name for name in columns if name in described.by_name] or [
        field.name for field in described.fields if field.note.column is not None
    ]
    width = len(rows[0])
    start = fields.index(described.title) if described.title in fields else 0
    from_title, from_first = fields[start : start + width], fields[:width]
    if from_title == from_first or described.title not in from_first:
        return [from_title]
    if from_first[0] == "code" and not any(any(map(str.isdigit, row[0])) for row in rows):
        return [from_title]  # nobody's codes are without a digit
    return [from_title, from_first]


def _badness(proposal: Proposal) -> int:
    """Return how many cells do not fit their columns; notes count as well, a unit that is not known is one."""
    if proposal.refused is not None:
        return 1_000_000
    return len({problem.cell for problem in proposal.problems if problem.field})


def read_block(
    rows: Sequence[Sequence[str]],
    reader: Reader,
    *,
    entity: str,
    as_of: date,
    columns: Sequence[str] | None = None,
    header: bool = False,
    surroundings: Surroundings | None = None,
) -> Proposal:
    """Read rows of which the first is a header, or whose *columns* are told (an empty name leaves one out).

    With *columns* and *header* the first row is a header that they replace.
    """
    name = _(NAME)
    choice = TableChoice(take=True, entity=entity, header_rows=(1, 1))
    lines = [list(row) for row in rows]
    if columns is not None:
        described = entities()[entity]
        padded = [*columns, *[""] * (len(rows[0]) - len(columns))][: len(rows[0])]
        heads = [head_of(described, described[each]) if each else "" for each in padded]
        lines = [heads, *(lines[1:] if header else lines)]
        letters = {column_letters(number): each for number, each in enumerate(padded, start=1)}
        choice = replace(choice, columns=letters)
    proposal = propose(
        Path(name), reader, as_of=as_of, entity=entity, surroundings=surroundings,
        choices=Choices(tables={name: choice}), shelf=_Block(Grid(name=name, rows=lines)),
    )  # fmt: skip
    proposal = _without_mere_words(proposal, entities()[entity])
    return proposal if columns is None or header else _moved_up(proposal)


def _without_mere_words(proposal: Proposal, described: Entity) -> Proposal:
    """Leave out what changes only the words for a value: a list shows other words than the ledger that they are of."""
    owners = {field.note.words: field.name for field in described.fields if field.note.words}
    owners |= {f"{field.name}_precision": field.name for field in described.fields if field.kind is Kind.DATE}
    given = {name for sheet in proposal.sheets for name in sheet.columns.values()}
    owners = {name: owner for name, owner in owners.items() if name not in given}
    kept: list[Change] = []
    gone: set[str] = set()
    for change in proposal.changes:
        if change.before is not None and change.after is not None:
            merely = {name for name, owner in owners.items() if name in change.after and owner not in change.after}
            after = {name: value for name, value in change.after.items() if name not in merely}
            if not after:
                gone.add(change.id)
                continue
            change = replace(change, before={name: change.before.get(name) for name in after}, after=after)
        kept.append(change)
    sheets = (
        replace(sheet, rows=tuple(replace(row, kind=UNCHANGED) if row.id in gone else row for row in sheet.rows))
        for sheet in proposal.sheets
    )
    return replace(proposal, changes=tuple(kept), sheets=tuple(sheets))


class _Block(Shelf):
    """Hands out one grid that is in memory already."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self._grid = grid

    def open(self, path: Path) -> Container:
        """Return a container without bytes; its hash is that of the cells."""
        sha256 = hashlib.sha256(repr(self._grid.rows).encode("utf-8", "surrogatepass")).hexdigest()
        return Container(path=path, kind=FileKind.CSV, data=b"", sha256=sha256)

    def grids(self, container: Container) -> list[Grid]:
        """Return the one grid."""
        return [self._grid]


def _moved_up(proposal: Proposal) -> Proposal:
    """Count places from the block's first row: the header above it is ours."""
    refused = proposal.refused
    return replace(
        proposal,
        sheets=tuple(_moved_up_sheet(sheet) for sheet in proposal.sheets),
        refused=refused.at(cell="") if refused is not None else None,
    )


def _moved_up_sheet(sheet: SheetReading) -> SheetReading:
    return replace(
        sheet,
        header_rows=None,
        rows=tuple(replace(row, row=row.row - 1) for row in sheet.rows),
        problems=tuple(_moved_up_problem(problem) for problem in sheet.problems if problem.cell not in _OWN_HEADS),
    )


def _moved_up_problem(problem: Problem) -> Problem:
    match = re.fullmatch(r"([A-Z]+)(\d+)", problem.cell)
    return problem.at(cell=f"{match[1]}{int(match[2]) - 1}") if match else problem


_OWN_HEADS = frozenset(f"{column_letters(number)}1" for number in range(1, MOST_COLUMNS + 1))

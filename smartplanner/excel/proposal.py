"""What reading a workbook gives: changes to be accepted, problems to be mended, and how every sheet was understood.

Plain frozen values: a preview shows them, ``journal.commit`` takes the changes, ``import --json`` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smartplanner.base.i18n import N_
from smartplanner.base.problems import Problem
from smartplanner.changes import Change

INSERT, UPDATE, UNCHANGED, REFUSED = "insert", "update", "unchanged", "refused"
VANISHED = "vanished"
UNSURE = 0.55
"""A table whose reading is less certain is asked about, not read."""
SKIPPED = {
    "empty": N_("empty sheet"),
    "no_header": N_("no table found"),
    "summary": N_("summary table"),
    "form": N_("form, not a table"),
    "hidden": N_("hidden sheet"),
    "no_rows": N_("header without rows"),
    "no_title": N_("no column for the title"),
    "unsure": N_("please say what it is"),
    "left_out": N_("by your choice"),
}
"""Why a sheet is left out: its code and words (msgids)."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """What became of one worksheet row (counted from 1), and the id of the book's row that it is about.

    ``kind`` is insert, update, unchanged or refused; ``title`` is what people know the row by.  What changes
    from what to what is in the proposal's ``Change`` of the same id.
    """

    row: int
    kind: str
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """How one column was understood: its letter and head, the field it means (empty: none), how surely (0 to 1).

    ``samples`` are the first few different values below the head, as texts; ``hidden`` that the column is.
    """

    letter: str
    head: str
    field: str = ""
    score: float = 0.0
    samples: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """How one sheet, or one table of it, was understood.

    ``table`` is the sheet's name and, for the second and further tables of a sheet, ``name#2`` and so on: the
    key under which ``Choices`` speak about it.  ``skipped`` says why a table was not read (empty, no_header,
    summary, form, hidden, unsure, left_out, no_title, no_rows); header rows count from 1; ``columns`` gives the
    field of each column letter that means one, ``guessed`` those among them that are not sure; ``heads`` the
    text of every column's head, ``details`` all columns with samples of their values.  ``certainty`` (0 to 1)
    says how sure the whole reading is: below ``UNSURE`` the table is left out as ``unsure`` until a person
    takes it in.
    """

    sheet: str
    table: str = ""
    entity: str | None = None
    skipped: str | None = None
    header_rows: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    rows: tuple[RowReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden: bool = False
    details: tuple[ColumnReading, ...] = ()
    certainty: float = 1.0
    key: tuple[str, ...] = ()
    """The fields by which its rows are matched with the book's when they have no code."""
    vanished: tuple[RowReading, ...] = ()
    """Rows of the book that an earlier version of the file held and this one does not (row 0, kind ``vanished``)."""

    @property
    def asks(self) -> bool:
        """Whether a person must say what the table is before it is read."""
        return self.skipped == "unsure"

    def count(self, kind: str) -> int:
        """Return how many rows became *kind*."""
        return sum(1 for row in self.rows if row.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one file proposes.  ``refused`` says why the whole file is; then there are no changes."""

    file: str
    sha256: str = ""
    sheets: tuple[SheetReading, ...] = ()
    changes: tuple[Change, ...] = ()
    refused: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all sheets."""
        return tuple(problem for sheet in self.sheets for problem in sheet.problems)


def as_json(proposal: Proposal, step: str | None = None) -> dict[str, Any]:
    """Return the entry of one file in ``import --json``; *step* is the id of the step that took the changes."""
    refused = proposal.refused
    return {
        "file": proposal.file,
        "sha256": proposal.sha256,
        "refused": None if refused is None else {"code": refused.code, "message": refused.sentence()},
        "step": step,
        "sheets": [_sheet(sheet) for sheet in proposal.sheets],
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "entity": sheet.entity,
        "skipped": sheet.skipped,
        "header_rows": list(sheet.header_rows) if sheet.header_rows else None,
        "columns": dict(sheet.columns),
        "rows": len(sheet.rows),
        "insert": sheet.count(INSERT),
        "update": sheet.count(UPDATE),
        "unchanged": sheet.count(UNCHANGED),
        "problems": [
            {
                "cell": problem.cell,
                "field": problem.field,
                "level": str(problem.level),
                "code": problem.code,
                "message": problem.message,
                "value": problem.value,
            }
            for problem in sheet.problems
        ],
    }

"""What reading a workbook gives: changes to be accepted, problems to be mended, and how every sheet was understood.

Plain frozen values: a preview shows them, ``journal.commit`` takes the changes, ``import --json`` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smartplanner.base.problems import Problem
from smartplanner.changes import Change

INSERT, UPDATE, UNCHANGED, REFUSED = "insert", "update", "unchanged", "refused"


@dataclass(frozen=True, slots=True)
class RowReading:
    """What became of one worksheet row (counted from 1), and the id of the book's row that it is about.

    ``kind`` is insert, update, unchanged or refused.
    """

    row: int
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """How one sheet was understood.

    ``skipped`` says why a sheet was not read (empty, no_header, summary, form, hidden, no_rows); header rows
    count from 1; ``columns`` gives the field of each column letter that means one, ``guessed`` those among
    them that are not sure; ``heads`` the text of every column's head.
    """

    sheet: str
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

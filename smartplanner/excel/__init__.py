"""Workbooks in and out: a file → grids → a recognised table → field values → a ``Proposal``; rows → a workbook.

``propose`` is the way in, ``write_rows`` the way out.  Nothing here writes to the book: a proposal is a list
of changes that somebody else commits, and a list of problems that a person can mend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartplanner.excel.choices import NO_CHOICES, Choices, TableChoice
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.ledgers.importer import propose
from smartplanner.excel.proposal import ColumnReading, Proposal, RowReading, SheetReading, as_json

if TYPE_CHECKING:
    from smartplanner.excel.writing.writer import export_entity, write_rows

__all__ = [
    "NO_CHOICES",
    "Choices",
    "ColumnReading",
    "Proposal",
    "RowReading",
    "SheetReading",
    "Surroundings",
    "TableChoice",
    "as_json",
    "export_entity",
    "propose",
    "write_rows",
]


def __getattr__(name: str) -> Any:
    """Load what writes workbooks when it is first wanted: the process that reads starts a third sooner without it."""
    if name in ("export_entity", "write_rows"):
        from smartplanner.excel.writing import writer

        return getattr(writer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

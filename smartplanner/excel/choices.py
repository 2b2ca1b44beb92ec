"""What a person decided about a workbook: which sheets, which columns mean what, which names stand for whom.

Plain values: the wizard makes them, an import profile keeps them for the next ledger of the same sender and
layout, ``propose`` follows them where they speak and recognises by itself where they are silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """What was decided about one table of a sheet; None or an empty mapping leaves it to recognition.

    ``take`` says whether to read it at all; ``header_rows`` are the first and last header row (counted from 1);
    ``columns`` gives the field of a column letter (an empty text: leave the column out); ``key`` the fields by
    which rows are matched with the book's; ``district`` the id of the district that all rows belong to;
    ``year`` the year of dates that name none; ``unit`` the yuan that one unit of a bare amount stands for;
    ``hidden`` whether hidden rows and columns are read as well.
    """

    take: bool | None = None
    entity: str | None = None
    header_rows: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    district: str | None = None
    year: int | None = None
    unit: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was decided about one workbook.

    ``tables`` is keyed by the sheet's name and, for the second and further tables of a sheet, ``name#2`` and so
    on; ``names`` gives the id that words stand for, by entity and words as written; ``values`` the value that
    words stand for, by ``entity.field`` and words; ``cells`` the value of one cell decided by hand, by
    ``sheet!F12`` (None: leave it empty); ``only`` limits an import to updates of these fields (a unit may change
    only its own columns: other differences are reported, not written); ``accepted`` are rows (``sheet!12``) that
    a person wants in although they looked like totals or samples.
    """

    tables: Mapping[str, TableChoice] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    cells: Mapping[str, Any] = field(default_factory=dict)
    only: frozenset[str] | None = None
    accepted: frozenset[str] = frozenset()


NO_CHOICES = Choices()

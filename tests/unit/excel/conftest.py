"""A book with the sample city's names, and workbooks made from rows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from smartplanner.base.ids import new_id
from smartplanner.base.paths import resources
from smartplanner.changes import Label, insert
from smartplanner.excel import propose
from smartplanner.queries import Reader

AS_OF = date(2026, 11, 23)


def _load(name):
    return json.loads(resources("reference", "beijing", name).read_text(encoding="utf-8"))


@pytest.fixture
def city(journal):
    """The journal of a book that knows the city's districts, units and working groups."""
    changes = [insert("district", new_id(), each) for each in _load("districts.json")]
    ids = {}
    for each in _load("organisations.json"):
        aliases = each.pop("aliases", [])
        ids[each["name"]] = key = new_id()
        changes.append(insert("organisation", key, each))
        changes += [insert("alias", new_id(), {"organisation": key, "name": alias}) for alias in aliases]
    for each in _load("groups.json"):
        each["lead"] = ids[each["lead"]]
        each["members"] = tuple(ids[name] for name in each["members"])
        changes.append(insert("group", new_id(), each))
    journal.commit(Label("reference"), changes)
    return journal


@pytest.fixture
def reader(city):
    return Reader(city)


@pytest.fixture
def names(reader):
    """Gives the name of a row: ``names("organisation", id)``."""
    return reader.name


@pytest.fixture
def ledger(tmp_path):
    """Makes a workbook: ``ledger({"Sheet": [[...], ...]}, merges={"Sheet": ["A1:C1"]})`` gives its path."""

    def make(sheets, *, merges=None, formats=None, file="ledger.xlsx") -> Path:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for span in (merges or {}).get(name, ()):
                sheet.merge_cells(span)
            for cell, code in (formats or {}).items():
                sheet[cell].number_format = code
        path = tmp_path / file
        book.save(path)
        return path

    return make


@pytest.fixture
def read(reader):
    """Reads a workbook as of the day of the tests."""

    def reading(path, **options):
        return propose(path, reader, as_of=AS_OF, **options)

    return reading


@pytest.fixture
def tasks(read, ledger):
    """Reads one sheet of rows and gives the values of its tasks in their order."""

    def values(rows, *, merges=(), formats=None, sheet="台账"):
        proposal = read(ledger({sheet: rows}, merges={sheet: merges}, formats=formats))
        assert proposal.refused is None, proposal.refused
        return [dict(change.after) for change in proposal.changes]

    return values

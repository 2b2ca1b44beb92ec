"""The sample ledgers of plans, pilots, contracts and reports are taken in exactly as they were meant."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from smartplanner.base.paths import resources
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office, new_office
from smartplanner.queries.listing import list_rows

SAMPLES = resources("samples")
DAY = date(2026, 11, 23)
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth_records.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with all sample ledgers, matters first."""
    with new_office(tmp_path_factory.mktemp("records") / "records.splan") as made:
        for path in sorted(path for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".xls")):
            accept(made, propose_ledger(made, path, as_of=DAY))
        yield made


def meant() -> dict[str, list[dict[str, Any]]]:
    """The rows of all files and sheets, by entity."""
    found: dict[str, list[dict[str, Any]]] = {}
    for file in TRUTH["files"]:
        for sheet in file["sheets"]:
            found.setdefault(sheet["entity"], []).extend(sheet["rows"])
    return found


@pytest.mark.parametrize(("entity", "rows"), meant().items(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_record_is_taken_in_as_it_was_meant(office, entity, rows):
    names = [{name for name in row if name != "row"} for row in rows]
    found = [dict(row) for row in list_rows(office.reader, entity, as_of=DAY)]
    for row, fields in zip(rows, names, strict=True):
        wanted = {name: row[name] for name in fields}
        match = next((each for each in found if all(each[name] == value for name, value in wanted.items())), None)
        assert match is not None, wanted
        found.remove(match)
    assert found == []


def test_importing_the_records_again_changes_nothing(office):
    for file in TRUTH["files"]:
        proposal = propose_ledger(office, SAMPLES / file["file"], as_of=DAY)
        assert proposal.changes == (), file["file"]


def test_the_payments_of_a_contract_add_up_to_what_it_costs_with_its_amendments(office):
    changes: dict[str, float] = {}
    for amendment in list_rows(office.reader, "amendment", as_of=DAY):
        changes[amendment["contract"]] = changes.get(amendment["contract"], 0) + amendment["amount_change"]
    payments = list_rows(office.reader, "payment", as_of=DAY)
    for contract in list_rows(office.reader, "contract", as_of=DAY):
        if contract["payment_terms"] == "按季度平均支付":
            continue  # said without days: nothing to split
        paid = sum(payment["amount"] for payment in payments if payment["contract"] == contract["title"])
        assert paid == contract["amount"] + changes.get(contract["title"], 0)

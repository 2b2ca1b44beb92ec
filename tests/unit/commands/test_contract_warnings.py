"""A ledger of contracts says before it is taken in what would not fit together, with the cell."""

from datetime import date

import pytest
from openpyxl import Workbook

from smartplanner.changes import Label, insert
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office

DAY = date(2026, 11, 23)
CONTRACTS = ["合同名称", "合同金额（万元）", "签订日期", "开始日期", "结束日期"]
PAYMENTS = ["合同名称", "付款节点", "应付金额（万元）", "应付日期", "实付金额（万元）", "实付日期"]
START, END = "2026-01-05", "2027-01-04"


@pytest.fixture
def office(journal):
    return Office(journal)


@pytest.fixture
def propose(office, tmp_path):
    def proposing(*sheets):
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, start=1):
            sheet = book.create_sheet(f"S{number}")
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "台账.xlsx")
        return propose_ledger(office, tmp_path / "台账.xlsx", as_of=DAY)

    return proposing


def test_payments_that_do_not_add_to_their_contract_are_told_at_its_sum(propose, office):
    contracts = [CONTRACTS, ["平台运营合同", 100, START, START, END], ["平台运维合同", 50, START, START, END]]
    payments = [
        PAYMENTS,
        ["平台运营合同", "首付款", 30, "2026-02-01", None, None],
        ["平台运营合同", "尾款", 60, "2026-12-01", None, None],
        ["平台运维合同", "全款", 50, "2026-12-01", None, None],
    ]
    proposal = propose(contracts, payments)
    found = [one for one in proposal.problems if one.code == "payments_total"]
    assert [(one.sheet, one.cell, str(one.level)) for one in found] == [("S1", "B2", "warning")]
    assert "平台运营合同" in found[0].sentence()
    assert accept(office, proposal) is not None


def test_what_a_ledger_of_payments_breaks_in_the_book_is_told_at_its_row_and_only_once(propose, office):
    values = {"title": "平台运营合同", "amount": 100_000_000, "state": "active", "start": date(2026, 1, 5)}
    first = {"contract": "c", "title": "首付款", "amount": 100_000_000}
    office.journal.commit(Label("made"), [insert("contract", "c", values), insert("payment", "p", first)])
    sheet = [PAYMENTS, ["平台运营合同", "增补款", 20, "2026-02-01", 30, "2026-02-02"]]
    proposal = propose(sheet)
    codes = {one.code: one.cell for one in proposal.problems}
    assert codes["over_paid"] == "E2"
    assert "payments_total" in codes
    accept(office, proposal)
    again = propose([PAYMENTS, ["平台运营合同", "增补款", 20, "2026-02-01", 30, "2026-02-03"]])
    assert not {"over_paid", "payments_total"} & {one.code for one in again.problems}


def test_a_ledger_that_fits_together_is_taken_in_without_a_word(propose):
    contracts = [CONTRACTS, ["平台运营合同", 100, START, START, END]]
    payments = [PAYMENTS, ["平台运营合同", "全款", 100, "2026-12-01", None, None]]
    assert [one for one in propose(contracts, payments).problems if str(one.level) != "note"] == []

"""Contracts and payments from the command line: what is owed, approving, paying, concentration."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office

YEAR = {"signed_on": date(2026, 1, 5), "start": date(2026, 1, 5), "end": date(2027, 1, 4), "state": "active"}


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "运营.splan"
    contract = {"code": "智运1号", "title": "平台运营合同", "operator": "o", "amount": 1_000_000, "area": "数据共享"}
    other = {"title": "平台运维合同", "operator": "o", "amount": 500, "area": "数据共享"}
    first = {"contract": "c", "title": "验收款", "amount": 400_000, "condition": "acceptance"}
    last = {"contract": "c", "title": "尾款", "amount": 600_000, "approved_no": "批9"}
    with new_office(path) as office:
        office.journal.commit(
            Label("made"),
            [
                insert("organisation", "u", {"name": "示例运营公司"}),
                insert("operator", "o", {"organisation": "u"}),
                insert("contract", "c", contract | YEAR),
                insert("contract", "d", other | YEAR),
                insert("payment", "a", first | {"due": date(2026, 11, 10)}),
                insert("payment", "b", last | {"due": date(2026, 11, 30)}),
            ],
        )
    return path


def test_what_is_owed_is_told_to_people_and_to_scripts(verb, book):
    told = verb("contracts", book, "--as-of", "2026-11-23", "--json").json
    assert (told["total"], told["owed_released"], told["owed_blocked"]) == (10_005, 6000, 4000)
    assert [(one["title"], one["released"], one["blocked_by"]) for one in told["owed"]] == [
        ("验收款", False, ["acceptance", "approval"]),
        ("尾款", True, []),
    ]
    assert {one["code"] for one in told["problems"]} == {"no_payments"}
    spoken = verb("contracts", book, "--as-of", "2026-11-23")
    assert "验收款" in spoken.out
    assert "6,000.00" in spoken.out


def test_one_contract_is_named_by_number_or_a_part_of_its_title(verb, book):
    for words in ("智运1号", "c", "运营合同"):
        told = verb("payment", book, words, "--json").json
        assert (told["contract"], told["total"], len(told["payments"])) == ("平台运营合同", 10_000, 2)
    assert verb("payment", book, "平台").status == 3
    assert verb("payment", book, "没有").status == 3
    assert "尾款" in verb("payment", book, "智运1号").out


def test_a_payment_is_approved_and_paid_and_refused_while_it_is_blocked(verb, book):
    refused = verb("approve", book, "智运1号", "验收款", "批1", "--json")
    assert (refused.status, refused.json["refused"]["code"]) == (3, "blocked")
    assert verb("pay", book, "智运1号", "验收款").status == 3
    paid = verb("pay", book, "智运1号", "尾款", "--sum", "1,000.5", "--json").json["payment"]
    assert (paid["paid"], paid["outstanding"], paid["settled"]) == (1000.5, 4999.5, False)
    assert verb("pay", book, "智运1号", "尾款").status == 0
    assert verb("pay", book, "智运1号", "尾款").status == 3
    assert verb("pay", book, "智运1号", "尾款", "--sum", "0.001").status == 2
    assert verb("pay", book, "智运1号", "没有").status == 3
    early = verb("pay", book, "智运1号", "验收款", "--reason", "会议同意", "--json").json["payment"]
    assert early["settled"]
    assert verb("undo", book).status == 0


def test_concentration_is_told_by_city_district_and_area_with_the_rule(verb, book):
    told = verb("concentration", book, "--by", "area", "--json").json["cells"][0]
    assert (told["name"], told["largest"], told["hhi"], told["light"]) == ("数据共享", 100, 10_000, "red")
    assert "80" in told["alarms"][0]
    for cut in ("city", "district", "area"):
        assert verb("concentration", book, "--by", cut).status == 0
    assert verb("concentration", book, "--by", "planet").status == 2


def test_a_list_of_payments_says_which_are_released(verb, book):
    rows = verb("list", book, "payment", "--json").json["rows"]
    assert {row["title"]: row["released"] for row in rows} == {"验收款": False, "尾款": True}
    assert verb("list", book, "payment", "--csv").out.splitlines()[0].endswith("released,blocked_by,deduction")

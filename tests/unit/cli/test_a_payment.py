"""One payment from its milestone to the money: page, verbs and the paper in Word and PDF say the same sums."""

import re
import shutil
import subprocess
from datetime import date

import pytest
from docx import Document

from smartplanner.changes import Label, insert, update
from smartplanner.commands.office import new_office, open_office
from smartplanner.queries.contracts import contract_page

DAY = date(2026, 11, 23)
AS_OF = ("--as-of", DAY.isoformat())
PAYABLE = 8_338_950_00
"""分: 8,700,000.00 元 less 4.15 %, for the mean score is 4.15 points below what the contract needs."""


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "一笔付款.splan"
    contract = {
        "title": "平台运营合同", "code": "智运27号", "operator": "o", "buyer": "u", "amount": 34_800_000_00,
        "state": "active", "signed_on": date(2025, 10, 13), "start": date(2025, 10, 13), "end": date(2028, 10, 12),
        "score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0,
    }  # fmt: skip
    first = {"title": "首付款", "amount": 26_100_000_00, "paid": 26_100_000_00, "paid_on": date(2025, 11, 20)}
    due = {"title": "年度服务款", "amount": 8_700_000_00, "milestone": "m", "condition": "milestone"}
    with new_office(path) as office:
        rows = [
            insert("organisation", "k", {"name": "示例健康科技有限公司"}),
            insert("organisation", "u", {"name": "某市卫生健康委员会"}),
            insert("operator", "o", {"organisation": "k"}),
            insert("contract", "c", contract),
            insert("milestone", "m", {"title": "平台上线", "contract": "c", "due": date(2026, 11, 1)}),
            insert("payment", "p", {"contract": "c", "due": date(2025, 11, 13), "approved_no": "批1", **first}),
            insert("payment", "q", {"contract": "c", "due": date(2026, 11, 13), **due}),
            *(
                insert("service_score", f"s{month}", {"contract": "c", "period": f"2026-{month:02}", "score": score})
                for month, score in ((8, 80.0), (9, 80.7), (10, 81.85))
            ),
        ]
        office.journal.commit(Label("made"), rows)
    return path


def told(verb, book):
    page = verb("payment", book, "智运27号", *AS_OF, "--json").json
    return next(one for one in page["payments"] if one["title"] == "年度服务款")


def paper(verb, book, kind, folder):
    file = folder / f"建议书.{kind}"
    answer = verb(
        "report", book, "payment-advice", "--contract", "智运27号", "--payment", "年度服务款", *AS_OF,
        "--format", kind, "--out", file,
    )  # fmt: skip
    assert answer.status == 0, answer.err
    if kind == "docx":
        document = Document(file)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "".join([*(one.text for one in document.paragraphs), *cells])
    else:
        done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
        text = done.stdout.decode()
    return re.sub(r"\s", "", text)


KINDS = [
    "docx",
    pytest.param("pdf", marks=pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_payment_goes_from_its_milestone_to_the_paper_and_the_money(verb, book, tmp_path, kind):
    assert told(verb, book)["blocked_by"] == ["milestone", "approval"]
    assert "建议暂缓支付" in paper(verb, book, kind, tmp_path)
    assert verb("approve", book, "智运27号", "年度服务款", "批2", *AS_OF).status == 3

    with open_office(book) as office:
        done = update("milestone", "m", {"done_on": None}, {"done_on": date(2026, 11, 20)})
        office.journal.commit(Label("done"), [done])
    assert told(verb, book)["blocked_by"] == ["approval"]
    assert "除审批文号外，付款条件均已具备" in paper(verb, book, kind, tmp_path)

    assert verb("approve", book, "智运27号", "年度服务款", "批2", *AS_OF).status == 0
    with open_office(book, writable=False) as office:
        page = contract_page(office.reader, "c", as_of=DAY)
    one = next(each for each in page.payments if each.id == "q")
    assert one.released
    assert (one.amount, one.deducted, one.payable) == (8_700_000_00, 361_050_00, PAYABLE)
    said = told(verb, book)
    assert (said["amount"], said["deduction"], said["payable"]) == (8_700_000, 361_050, 8_338_950)
    words = paper(verb, book, kind, tmp_path)
    for figure in ("8700000元", "361050元", "8338950元", "捌佰叁拾叁万捌仟玖佰伍拾元整", "361,050.00"):
        assert figure in words
    assert "付款条件均已具备，建议向示例健康科技有限公司支付8338950元" in words

    assert verb("pay", book, "智运27号", "年度服务款", *AS_OF).status == 0
    assert verb("pay", book, "智运27号", "年度服务款", *AS_OF).status == 3
    after = verb("payment", book, "智运27号", *AS_OF, "--json").json
    assert (after["paid"], after["total"]) == (34_438_950, 34_800_000)
    assert "该款项已于2026年11月23日支付，无须再付" in paper(verb, book, kind, tmp_path)
    figures = verb("figures", book, *AS_OF, "--json").json["operation"]
    assert (figures["money"]["paid"], figures["money"]["owed_released"]) == (34_438_950, 0)

"""Every paper of a book that has nothing, one matter, nothing late, or names of sixty letters: no empty words."""

import re
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.queries import Reader
from smartplanner.reports.document.blocks import Annex, Chart, Document, Heading, Paragraph, Table
from smartplanner.reports.registry import REPORTS
from smartplanner.reports.request import Request
from smartplanner.rules.workdays import Calendar

AS_OF = date(2026, 11, 23)
WAN = 1_000_000
LONG = "推进“一网统管”平台与各街道乡镇分中心互联互通及数据回流应用并同步完成验收备案工作暨全市智慧城市建设三年行动"
KNOWN = {"meeting": "m", "tasks": ("t1",), "unit": "u", "pilot": "pi", "payment": "p", "operator": "o", "plan": "pl"}
NOTHING_SAID = re.compile(r"(?<![\d.])0(?:项|个|份|笔|处|元|万元)|占(?:比)?0\.0%|None|：[。；]|，[。，；]|。。|（）|“”")
"""Counts of nothing in prose, empty brackets, signs after one another."""


def rows(*, name=str, year=2026, few=False):
    def day(month, number):
        return date(year, month, number)

    yield "district", "d", {"name": "海淀区", "kind": "built", "tier": 2, "order": 1}
    yield "organisation", "u", {"name": name("市交通委"), "kind": "department"}
    first = {"title": name("智慧停车"), "lead": "u", "district": "d", "state": "in_progress", "due": day(10, 1)}
    yield "task", "t1", first
    if not few:
        done = {"title": name("接口改造"), "lead": "u", "state": "done", "done_on": date(2026, 9, 1), "due": day(9, 1)}
        yield "task", "t2", done
        yield "task", "t3", {"title": name("目录备案"), "lead": "u", "state": "in_progress", "due": day(12, 10)}
    yield "score_rule", "s1", {"title": "基础分", "condition": "base", "points": 100.0}
    yield "score_rule", "s2", {"title": "逾期未办结", "condition": "overdue", "points": -1.0}
    yield "meeting", "m", {"title": name("第一次会议"), "held_on": date(2026, 11, 20)}
    yield "decision", "dc", {"meeting": "m", "order": 1, "text": name("完成联网"), "lead": "u"}
    yield "organisation", "oo", {"name": name("示例公司"), "kind": "company"}
    yield "operator", "o", {"organisation": "oo"}
    yield "contract", "c", {"title": name("服务合同"), "operator": "o", "amount": 100 * WAN, "district": "d"}
    yield "payment", "p", {"contract": "c", "title": name("首付款"), "amount": 30 * WAN, "due": day(11, 1)}
    yield "pilot", "pi", {"name": name("城市大脑试点"), "district": "d"}
    yield (
        "assessment",
        "a",
        {"indicator": name("完成度"), "pilot": "pi", "score": 80.0, "weight": 100.0, "scorer": "甲"},
    )
    yield "plan", "pl", {"title": name("建设计划"), "district": "d", "period_start": date(2026, 1, 1),
                         "period_end": date(2027, 12, 31)}  # fmt: skip
    yield "milestone", "ms", {"title": name("方案评审"), "plan": "pl", "due": day(6, 1)}
    yield "extension", "e", {"task": "t1", "state": "requested", "new_due": date(2028, 6, 1),
                             "requested_on": date(2026, 11, 1), "reason": name("审批周期长")}  # fmt: skip


BOOKS = {
    "empty": (),
    "one": tuple(rows(few=True)),
    "calm": tuple(rows(year=2027)),
    "long": tuple(rows(name=lambda text: LONG[: 60 - len(text)] + text)),
}


@pytest.fixture(params=BOOKS)
def book(request, journal):
    if BOOKS[request.param]:
        journal.commit(Label("rows"), [insert(*row) for row in BOOKS[request.param]])
    return request.param, journal


def paper_of(name, report, journal):
    options = {option: KNOWN[option] for option in report.needs} if name != "empty" else {}
    request = Request(office="某市智慧城市办", as_of=AS_OF, calendar=Calendar(), **options)
    return report.build(report.gather(Reader(journal), journal, request))


def prose(document: Document):
    for block in (*document.blocks, *(one for annex in document.annexes for one in annex.blocks)):
        if isinstance(block, Paragraph):
            yield block.text


def sections(blocks):
    """Give each heading with whether anything stands below it before the next of its level."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            deeper = isinstance(following, Heading) and following.level > block.level
            yield block.text, deeper or isinstance(following, (Paragraph, Table, Chart, Annex))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_paper_says_what_there_is_and_nothing_of_what_is_not(book, report):
    name, journal = book
    try:
        document = paper_of(name, report, journal)
    except Problem:
        assert name == "empty", "a book with matters gives every paper"
        return
    for text in (document.title, *prose(document)):
        assert NOTHING_SAID.search(text) is None, text
    for heading, filled in sections(document.blocks):
        assert filled, heading

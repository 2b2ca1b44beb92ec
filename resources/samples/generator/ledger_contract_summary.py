"""The districts' summary of contracts: spans, units and terms of payment in one cell each, scores by month across."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.ledger_contracts import OPERATORS
from generator.matters import AS_OF
from generator.names import DISTRICTS
from generator.records import WAN, Records, day, finish, sheet
from generator.table import NUMBER, Table, plain_column
from generator.wording import Said

SERVICES = [
    "接诉即办平台运营",
    "视频感知设施运维",
    "政务云资源服务",
    "数据治理与归集",
    "智慧社区平台运营",
    "安全监测服务",
]
UPPER = "零壹贰叁肆伍陆柒捌玖"
MONTHS = 10
"""Months scored by the day of the samples: January to October 2026."""
# what the cell says, and its payments: title, share in percent, condition, days after the signing
TERMS: list[tuple[str, list[tuple[str, int, str | None, int | None]]]] = [
    ("签订后30%，初验40%，终验25%，质保5%",
     [("首付款", 30, None, None), ("初验款", 40, "acceptance", None), ("终验款", 25, "acceptance", None),
      ("质保金", 5, None, None)]),
    ("合同签订后15日内支付30%；初验合格后支付40%；终验合格后支付30%",
     [("首付款", 30, None, 15), ("初验款", 40, "acceptance", None), ("终验款", 30, "acceptance", None)]),
    ("首付款：{first}万元；尾款：余款", [("首付款", 40, None, None), ("尾款", 60, None, None)]),
    ("3:4:3", [("第一期款", 30, None, None), ("第二期款", 40, None, None), ("第三期款", 30, None, None)]),
    ("1.签订后30日内支付50%；2.系统上线试运行后支付20%；3.年度考核合格后付清余款",
     [("首付款", 50, None, 30), ("上线款", 20, "milestone", None), ("考核款", 30, "service_score", None)]),
    ("按季度平均支付", []),
]  # fmt: skip
STATES = [("履行中", "active"), ("正常履约", "active"), ("执行中", "active")]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One contract of a district as it was meant; money in 元."""

    title: str
    operator: str
    district: str
    amount: int
    signed: date
    start: date
    end: date


def contract_summary(draw: random.Random) -> tuple[list[Table], list[Records]]:
    """Return the sheets of the workbook and what must be found in them."""
    made = _agreements(draw)
    contracts, payments = _contracts(made)
    scores = _scores(draw, made)
    finish(contracts)
    scores.table.line("备注：示例数据；空格表示当月未考核。", "footer")
    return [contracts.table, scores.table], [contracts, payments, scores]


def _agreements(draw: random.Random) -> list[Agreement]:
    made = []
    for number in range(12):
        district = DISTRICTS[(number * 5) % len(DISTRICTS)]
        signed = date(2025, 1 + number, 5 + number) if number < 10 else date(2026, number - 8, 10)
        if number % 3 == 1:
            signed = date(2026, 11, 3 + number)  # the terms of these name days after the signing
        start = date(signed.year, signed.month, 1) + timedelta(days=32)
        start = start.replace(day=1)
        end = date(start.year + 2, start.month, 1) - timedelta(days=1)
        if number % 4 == 1:
            start, end = signed, date(signed.year + 2, signed.month, signed.day) - timedelta(days=1)
        title = f"{district['short_name']}{SERVICES[number % len(SERVICES)]}合同"
        amount = draw.randrange(6, 24) * 10 * WAN
        made.append(
            Agreement(title, OPERATORS[number % len(OPERATORS)][0], district["name"], amount, signed, start, end)
        )
    return made


def _contracts(made: list[Agreement]) -> tuple[Records, Records]:
    """Return the sheet of contracts, and the payments that its terms come to."""
    contracts = sheet(
        "contract", "合同汇总", "各区智慧城市运营合同汇总表",
        [("district", "所属区", 12), ("title", "合同名称", 32), ("operator", "中标单位", 28),
         ("amount", "合同金额", 22), ("signed_on", "签订时间", 16), ("span", "起止日期", 26),
         ("payment_terms", "付款节点", 34), ("state", "履约状态", 12)],
    )  # fmt: skip
    payments = Records("payment", contracts.table)
    for number, one in enumerate(made):
        words, terms = TERMS[number % len(TERMS)]
        words = words.format(first=one.amount * 40 // 100 // WAN)
        shown, state = STATES[number % len(STATES)]
        row = contracts.table.row
        contracts.add(
            district=one.district, title=one.title, operator=one.operator, amount=_amount(number, one.amount),
            signed_on=one.signed, span=_span(number, one), payment_terms=words, state=Said(shown, {"state": state}),
        )  # fmt: skip
        left = one.amount
        for title, share, condition, days in terms:
            sum_ = one.amount * share // 100 if (title, share) != terms[-1][:2] else left
            left -= sum_
            found: dict[str, Any] = {
                "row": row, "contract": one.title, "title": title, "amount": sum_, "share": share,
                "condition": condition, "due": (one.signed + timedelta(days=days)).isoformat() if days else None,
            }  # fmt: skip
            payments.rows.append({name: value for name, value in found.items() if value is not None})
    for found in contracts.rows:
        found.pop("span", None)
    return contracts, payments


def _amount(number: int, yuan: int) -> Said:
    """Return an amount as districts write it: a bare number of 万元, with its own unit, or in words."""
    wan = yuan // WAN
    forms = [wan, f"{wan}万元", f"{yuan:,}元", f"人民币{_in_words(wan)}万元整", f"{wan}万元（含税）"]
    return Said(forms[number % len(forms)], {"amount": yuan})


def _in_words(number: int) -> str:
    """Return 180 as 壹佰捌拾; for 10 to 999 in tens."""
    hundreds, tens = number // 100, number // 10 % 10
    words = f"{UPPER[hundreds]}佰" if hundreds else ""
    return words + (f"{UPPER[tens]}拾" if tens else "")


def _span(number: int, one: Agreement) -> Said:
    """Return a span in one cell; both ends are meant."""
    forms = [
        f"{day(one.start)}至{day(one.end)}",
        "自签订之日起两年",
        f"{one.start.year}.{one.start.month}.{one.start.day}-{one.end.year}.{one.end.month}.{one.end.day}",
        f"{one.start.year}年{one.start.month}月—{one.end.year}年{one.end.month}月",
    ]
    return Said(forms[number % 4], {"start": one.start.isoformat(), "end": one.end.isoformat()})


def _scores(draw: random.Random, made: list[Agreement]) -> Records:
    heads = [plain_column(f"m{month}", f"{month}月", width=8) for month in range(1, MONTHS + 1)]
    table = Table("月度考核", [NUMBER, plain_column("contract", "合同名称", width=32, kind="text"), *heads])
    table.title("2026年各区运营服务月度考核得分汇总表")
    table.unit_row("填报单位：示例数据", "满分100分")
    table.header()
    records = Records("service_score", table)
    for number, one in enumerate(made[:8], start=1):
        cells: dict[str, Any] = {"number": number, "contract": one.title}
        for month in range(1, MONTHS + 1):
            first = date(2026, month, 1)
            if not one.start.replace(day=1) <= first <= min(one.end, AS_OF) or (number + month) % 7 == 0:
                continue
            score = draw.randrange(860, 985) / 10
            cells[f"m{month}"] = score
            records.rows.append({"row": table.row, "contract": one.title, "period": f"2026年{month}月", "score": score})
        table.matter(cells, {})
    return records

"""How well drawn ledgers of contracts are read: layouts, heads, units, spans and terms of payment in many words.

Run: ``python tests/bench/contract_accuracy.py [first seed] [count] [-v]``.  Prints the share of fields right by kind,
what was asked about or kept as words, and what was read wrongly.  A field is right when the value is the one meant.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

COUNT = 120
TARGET = 98.0
AS_OF = date(2026, 11, 23)
WAN = 1_000_000
"""分 in 万元."""
OPERATORS = ["甲乙云服务有限公司", "城运科技股份有限公司", "数据集团有限公司", "智慧交通运营有限公司"]
HEADS: dict[str, list[str]] = {
    "title": ["合同名称", "项目合同名称", "合同名称", "服务项目名称", "合同标的"],
    "code": ["合同编号", "合同号", "编号"],
    "operator": ["运营商", "乙方", "供应商", "中标单位", "服务单位", "承接单位", "乙方名称"],
    "amount": ["合同金额", "合同总价", "签约金额", "中标金额", "合同价款", "合同额"],
    "signed_on": ["签订日期", "签订时间", "签约日期", "合同签订日期", "合同签署时间"],
    "span": ["合同期限", "服务期限", "服务期", "起止日期", "起止时间", "合同起止日期", "服务起止时间", "履约期限"],
    "start": ["合同开始日期", "服务开始时间", "开始日期"],
    "end": ["合同到期日", "服务截止日期", "结束日期", "到期日期"],
    "terms": ["付款节点", "付款方式", "支付方式", "付款约定", "付款条款", "支付节点", "付款安排", "支付计划"],
    "state": ["合同状态", "状态", "履约状态", "执行状态"],
}
TERMS: list[tuple[str, list[float]]] = [
    ("签订后30%，初验40%，终验25%，质保5%", [30, 40, 25, 5]),
    ("合同签订后15日内支付30%；初验合格后支付40%；终验合格后支付30%", [30, 40, 30]),
    ("首付款：{30}万元；尾款：余款", [30, 70]),
    ("3:4:3", [30, 40, 30]),
    ("5：3：2", [50, 30, 20]),
    ("按3:5:2的比例分三次支付", [30, 50, 20]),
    ("首期款30%于合同签订后支付，二期款40%于初验通过后支付，尾款30%于终验后付清", [30, 40, 30]),
    ("1、签订后付30%\n2、初验后付至70%\n3、终验后付至95%\n4、质保期满付清余款", [30, 40, 25, 5]),
    ("合同生效后10个工作日内支付合同总价的50%，验收合格后支付剩余50%", [50, 50]),
    ("预付款40%（{40}万元），验收款60%（{60}万元）", [40, 60]),
    ("验收合格后一次性支付", [100]),
    ("签约后首付百分之三十，上线运行后付百分之四十，终验后付百分之三十", [30, 40, 30]),
    ("首付三成，验收后付七成", [30, 70]),
    ("签订合同后支付{30}万元，验收后支付{70}万元", [30, 70]),
    ("第一年支付50%、第二年支付30%、第三年支付20%", [50, 30, 20]),
    ("2026年12月底前支付60%，2027年6月底前支付40%", [60, 40]),
    ("甲方应在合同签订后30日内向乙方支付合同金额的20%作为预付款；项目上线后支付至80%；终验合格后支付至97%；"
     "剩余3%为质保金，质保期满后支付", [20, 60, 17, 3]),
    ("（1）合同签订：30%；（2）初验：30%；（3）终验：40%", [30, 30, 40]),
    ("签订30%+初验30%+终验40%", [30, 30, 40]),
    ("30%/30%/40%", [30, 30, 40]),
    ("年度考核得分85分以上支付90%，其余10%于期满后支付", [90, 10]),
    ("合同签订后支付33.3%，中期33.3%，验收33.4%", [33.3, 33.3, 33.4]),
    ("付款方式：合同签订后支付30%作为预付款，到货验收合格后支付60%，剩余10%一年后付清", [30, 60, 10]),
    ("首付{30}万，余款验收后付清", [30, 70]),
    ("合同签订后30个工作日内，凭发票支付合同价款的70%；终验合格后，凭验收报告支付合同价款的30%", [70, 30]),
    ("服务期满且考核合格后一次性支付合同款", [100]),
    ("签订合同支付50%，验收合格支付45%，质保期（2年）满后支付5%", [50, 45, 5]),
    ("2026年支付40%，2027年支付60%。", [40, 60]),
    ("合同签订后付50%，付款前乙方开具等额发票；验收后付50%，逾期按日0.05%计违约金", [50, 50]),
    ("签订后支付合同额的30%（即{30}万元）；上线后支付40%（即{40}万元）；终验后支付30%（即{30}万元）", [30, 40, 30]),
    ("第一笔：签订后支付40%\n第二笔：初验后支付40%\n第三笔：终验后支付20%", [40, 40, 20]),
    ("一、首付款30%。二、进度款40%。三、尾款30%。", [30, 40, 30]),
    ("签订后5个工作日支付30%，每半年考核后支付20%，期满支付10%", []),
    ("按年支付，每年支付合同总价的1/3", []),
    ("按季度平均支付", []),
    ("据实结算，按月支付", []),
    ("详见合同", []),
    ("签订后30%，验收60%", []),
]  # fmt: skip
STATES = {"履行中": "active", "正在履行": "active", "执行中": "active", "已到期": "expired", "已签订": "signed",
          "履行完毕": "expired", "已终止": "terminated", "续签": "renewed"}  # fmt: skip


@dataclass
class Meant:
    """One contract as it was meant."""

    values: dict[str, Any]
    shares: list[float]


@dataclass
class Tally:
    """Fields counted by kind; ``asked`` those left open with a problem at the row, ``wrong`` the others."""

    fields: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Draw, read, count, print."""
    from smartplanner.base.i18n import use_language

    use_language("zh_CN")
    numbers = [int(each) for each in sys.argv[1:] if each.lstrip("-").isdigit()]
    first, count = [*numbers, *(1, COUNT)[len(numbers) :]][:2]
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        book = _make_book(Path(folder) / "book.splan")
        for seed in range(first, first + count):
            path = Path(folder) / f"ledger-{seed}.xlsx"
            meant, scores = _draw(random.Random(seed), path)
            _check(seed, path, book, meant, scores, tally)
        book.close()
    _print(count, tally)


def _make_book(path: Path) -> Any:
    from smartplanner.base.ids import new_id
    from smartplanner.changes import Label, insert
    from smartplanner.journal import create_book

    journal = create_book(path)
    changes = []
    for name in OPERATORS:
        firm = new_id()
        changes.append(insert("organisation", firm, {"name": name, "kind": "company"}))
        changes.append(insert("operator", new_id(), {"organisation": firm}))
    journal.commit(Label("Operators"), changes)
    return journal


# -- drawing


def _draw(draw: random.Random, path: Path) -> tuple[list[Meant], dict[tuple[str, str], float]]:
    """Write one ledger, some with a second sheet of scores by month; return what was meant."""
    from openpyxl import Workbook

    unit = draw.choice(["万元", "元", "亿元", "万元", "万元"])
    where = draw.choice(["head", "caption", "cell"])
    spans = draw.random() < 0.6
    fields = ["title", "operator", "amount", "signed_on", *(["span"] if spans else ["start", "end"]), "terms"]
    fields += [name for name in ("code", "state") if draw.random() < 0.7]
    tail = fields[1:]
    draw.shuffle(tail)
    fields = ["title", *tail]
    book = Workbook()
    sheet = book.active
    sheet.title = draw.choice(["合同台账", "Sheet1", "运营合同"])
    if draw.random() < 0.7:
        sheet.append(["2026年智慧城市运营合同台账"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(fields) + 1)
        if where == "caption":
            sheet.append(["填报单位：某办公室", *[""] * (len(fields) - 2), f"单位：{unit}"])
    elif where == "caption":
        where = "head"
    heads = [draw.choice(HEADS[name]) for name in fields]
    if where == "head":
        heads[fields.index("amount")] += f"（{unit}）"
    sheet.append(["序号", *heads])
    meant = [_one(draw, number, spans) for number in range(draw.randrange(4, 12))]
    for number, one in enumerate(meant, start=1):
        cells = [_cell(draw, name, one, unit, where) for name in fields]
        sheet.append([number, *cells])
    if draw.random() < 0.4:
        total = sum(one.values["amount"] for one in meant)
        sheet.append(["合计", *[_amount(total, unit) if name == "amount" else "" for name in fields]])
    if draw.random() < 0.4:
        sheet.append(["备注：以上为示例数据。"])
    scores = _scores(draw, book, meant) if draw.random() < 0.5 else {}
    book.save(path)
    return meant, scores


def _one(draw: random.Random, number: int, spans: bool) -> Meant:
    signed = date(2025, 1, 1) + timedelta(days=draw.randrange(600))
    start = date(signed.year + signed.month // 12, signed.month % 12 + 1, 1)
    years = draw.choice([1, 2, 3])
    end = date(start.year + years, start.month, 1) - timedelta(days=1)
    counted = spans and draw.random() < 0.3
    if counted:
        signed = min(signed, signed.replace(day=min(signed.day, 28)))
        start, end = signed, date(signed.year + years, signed.month, signed.day) - timedelta(days=1)
    words, shares = draw.choice(TERMS)
    amount = draw.randrange(5, 400) * 10 * WAN
    for percent in (30, 40, 60, 70):
        words = words.replace(f"{{{percent}}}", f"{amount * percent // 100 / WAN:g}")
    values = {
        "title": f"示例{draw.choice(['平台', '数据', '感知', '安全', '云'])}服务合同{number + 1:02d}",
        "code": f"HT-{signed.year}-{number + 1:03d}", "operator": draw.choice(OPERATORS), "amount": amount,
        "signed_on": signed, "start": start, "end": end, "terms": words, "counted": years if counted else 0,
        "state": draw.choice(list(STATES)),
    }  # fmt: skip
    return Meant(values, shares)


def _cell(draw: random.Random, name: str, one: Meant, unit: str, where: str) -> Any:
    value = one.values.get(name)
    if name == "amount":
        if where == "cell" or draw.random() < 0.15:
            return _amount_in_words(draw, one.values["amount"])
        return _amount(one.values["amount"], unit)
    if name == "span":
        return _span(draw, one)
    if isinstance(value, date):
        return draw.choice([value, _day(value), value.isoformat(), f"{value.year}.{value.month}.{value.day}"])
    return value


def _amount(fen: int, unit: str) -> float:
    return round(fen / {"元": 100, "万元": WAN, "亿元": 10_000 * WAN}[unit], 8)


def _amount_in_words(draw: random.Random, fen: int) -> str:
    wan = fen // WAN
    digits = "零壹贰叁肆伍陆柒捌玖"
    places = ["", "拾", "佰", "仟"]
    text = str(wan)
    upper = "".join(
        digits[int(sign)] + places[len(text) - 1 - at] if sign != "0" else "零" for at, sign in enumerate(text)
    ).rstrip("零").replace("零零", "零")  # fmt: skip
    return draw.choice([
        f"{wan}万元", f"{wan}万", f"{fen // 100:,}元", f"¥{fen / 100:,.2f}元", f"人民币{upper}万元整",
        f"{wan}万元（含税）", f"人民币{upper}万元整（¥{fen / 100:,.2f}）", f"{wan / 10_000:g}亿元",
    ])  # fmt: skip


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _span(draw: random.Random, one: Meant) -> str:
    start, end, years = one.values["start"], one.values["end"], one.values["counted"]
    if years:
        number = "一两三"[years - 1]
        return draw.choice([
            f"自签订之日起{number}年", f"自合同签订之日起{years}年", f"{years}年（自签订之日起）",
            f"签订后{years * 12}个月",
            f"合同签订生效之日起{number}年",
        ])  # fmt: skip
    return draw.choice([
        f"{_day(start)}至{_day(end)}", f"{start.year}.{start.month}.{start.day}-{end.year}.{end.month}.{end.day}",
        f"{start.year}年{start.month}月—{end.year}年{end.month}月", f"{start.isoformat()}至{end.isoformat()}",
        f"自{_day(start)}起至{_day(end)}止", f"{start:%Y/%m/%d}-{end:%Y/%m/%d}", f"{_day(start)} ～ {_day(end)}",
        f"{start.year}.{start.month:02d}-{end.year}.{end.month:02d}",
    ])  # fmt: skip


def _scores(draw: random.Random, book: Any, meant: list[Meant]) -> dict[tuple[str, str], float]:
    """Add a sheet of scores by month; return them by contract and month."""
    sheet = book.create_sheet("月度考核")
    year, months = 2026, range(1, draw.randrange(4, 12))
    dated = draw.random() < 0.4
    if not dated:
        sheet.append([f"{year}年运营服务月度考核得分"])
    heads = [f"{year}年{month}月" if dated else f"{month}月" for month in months]
    sheet.append(["合同名称", *heads])
    found = {}
    for one in meant:
        row: list[Any] = [one.values["title"]]
        for month in months:
            score = round(draw.uniform(60, 100), 1)
            row.append(draw.choice([score, score, score, f"{score}分", "", "—"]))
            if row[-1] not in ("", "—"):
                found[one.values["title"], f"{year}年{month}月"] = score
        sheet.append(row)
    return found


# -- counting


def _check(
    seed: int, path: Path, journal: Any, meant: list[Meant], scores: dict[tuple[str, str], float], tally: Tally
) -> None:
    from smartplanner.excel import propose
    from smartplanner.queries import Reader

    reader = Reader(journal)
    proposal = propose(path, reader, as_of=AS_OF)
    if proposal.refused is not None:
        tally.codes[proposal.refused.code] += 1
        tally.fields["ledger"] += 1
        tally.asked["ledger"] += 1
        return
    tally.codes.update(str(problem.code) for problem in proposal.problems if problem.level != "note")
    rows = {change.id: change.after for change in proposal.changes if change.entity == "contract" and change.after}
    by_title = {values["title"]: (id, values) for id, values in rows.items()}
    payments = defaultdict(list)
    for change in proposal.changes:
        if change.entity == "payment" and change.after:
            payments[change.after["contract"]].append(change.after)
    for one in meant:
        id, values = by_title.get(one.values["title"], ("", {}))
        _check_values(seed, one, values, reader, tally)
        _check_payments(seed, one, payments.get(id, []), tally)
    found = {
        (rows[values["contract"]]["title"], values["period"]): values["score"]
        for change in proposal.changes
        if change.entity == "service_score" and (values := change.after)
    }
    for key, score in scores.items():
        _count("score", f"{seed} {key}", score, found.get(key), tally)
    for key in found.keys() - scores.keys():
        tally.wrong.append(f"{seed} {key}: a score that nobody gave")


def _check_values(seed: int, one: Meant, values: dict[str, Any], reader: Any, tally: Tally) -> None:
    for name in ("title", "operator", "amount", "signed_on", "start", "end", "terms", "state"):
        wanted = one.values[name]
        found = values.get("payment_terms" if name == "terms" else name)
        if name == "state" and found is None:
            continue  # without a column of its own, or with one that was not read: counted by the problems
        if name == "state":
            wanted = STATES[wanted]
        if name == "operator" and found:
            found = reader.name("operator", found)
        _count(name, f"{seed} {one.values['title']} {one.values[name]}", wanted, found, tally)


def _check_payments(seed: int, one: Meant, rows: list[dict[str, Any]], tally: Tally) -> None:
    place = f"{seed} {one.values['terms']!r}"
    amounts = sorted(row["amount"] for row in rows)
    wanted = sorted(round(one.values["amount"] * share / 100) for share in one.shares)
    if not one.shares:
        _count("terms left as words", place, [], amounts, tally)
        return
    _count("payments", place, wanted, amounts or None, tally)
    if rows and sum(amounts) != one.values["amount"]:
        tally.wrong.append(f"{place}: the payments do not add up")


def _count(kind: str, place: str, wanted: Any, found: Any, tally: Tally) -> None:
    tally.fields[kind] += 1
    if found == wanted:
        tally.right[kind] += 1
    elif found in (None, []):
        tally.asked[kind] += 1
        if "-v" in sys.argv:
            print(f"not read: {kind} {place}")
    else:
        tally.wrong.append(f"{kind} {place}: {found}, not {wanted}")


def _print(count: int, tally: Tally) -> None:
    fields, right = sum(tally.fields.values()), sum(tally.right.values())
    print(f"{count} drawn ledgers of contracts; targets: fields right ≥ {TARGET} %, read wrongly 0")
    print(f"{'field':<22}{'drawn':>8}{'right %':>9}{'not read':>10}")
    for kind, number in tally.fields.items():
        print(f"{kind:<22}{number:>8}{100 * tally.right[kind] / number:>9.2f}{tally.asked[kind]:>10}")
    print(f"{'all':<22}{fields:>8}{100 * right / fields:>9.2f}{sum(tally.asked.values()):>10}")
    print(f"read wrongly: {len(tally.wrong)}")
    print("\n".join(tally.wrong[:40] if "-v" in sys.argv else tally.wrong[:5]))
    print("told: " + ", ".join(f"{code} {number}" for code, number in tally.codes.most_common()))


if __name__ == "__main__":
    main()

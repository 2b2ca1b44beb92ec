# ruff: noqa: E501
"""Cells with their truth: each wording of ``ledgers.md`` §3 and its relatives, and what it means.

The truth comes from the maker, never from the program's grammars.  A truth is a mapping of fields to values; the
value ``ASK`` says that nothing may be written (the words are ambiguous or wrong), ``Either(x)`` that x may be
written or a person asked, ``None`` that the field stays empty.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

ASK = "ASK"


@dataclass(frozen=True)
class Either:
    """The value may be written, or a person asked; another value is wrong."""

    value: Any


@dataclass(frozen=True)
class Made:
    """One cell: what stands in it, what it means, and its number format if it needs one."""

    cell: Any
    truth: dict[str, Any]
    number_format: str = ""


MONTH_ENDS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
CHINESE_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


def wide(words: str) -> str:
    """Return ASCII characters as full-width ones."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in words)


def end(month: int, year: int = 2026) -> date:
    """Return the last day of a month."""
    return date(year, month, MONTH_ENDS[month] + (month == 2 and year % 4 == 0))


def dates(draw: random.Random, *, traps: bool, text_only: bool = False, formats: bool = True) -> Made:
    """Draw a deadline of a ledger of 2026."""
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    exact = date(2026, month, day)
    clear = [
        (f"2026年{month}月{day}日", exact), (f"2026-{month:02d}-{day:02d}", exact), (f"2026/{month}/{day}", exact),
        (f"2026.{month}.{day}", exact), (f"2026{month:02d}{day:02d}", exact), (wide(f"2026.{month}.{day}"), exact),
        (f"{month}月{day}日", exact), (f"{month}月{day}日前", exact), (f"2026年{month}月{day}日前", exact), (f"2026 年 {month} 月 {day} 日", exact),
        (f"2026-{month:02d}-{day:02d} 00:00:00", exact), (f"2026年{month}月{day}号", exact), (f"2026，{month}，{day}", exact),
        (f"2026、{month}、{day}", exact), (f"二〇二六年{CHINESE_MONTHS[month - 1]}月", end(month)), (f"{CHINESE_MONTHS[month - 1]}月底前", end(month)),
        (f"2026年{month}月", end(month)), (f"2026-{month:02d}", end(month)), (f"{month}月", end(month)), (f"{month}月份", end(month)),
        (f"2026年{month}月底", end(month)), (f"2026年{month}月底前", end(month)), (f"{month}月底前", end(month)), (f"{month}月底前完成", end(month)),
        (f"力争{month}月底前完成", end(month)), (f"{month}月上旬", date(2026, month, 10)), (f"{month}月中旬", date(2026, month, 20)), (f"{month}月下旬", end(month)),
        (f"2026年{month}月中旬", date(2026, month, 20)), (f"{month}月末", end(month)), ("Q2", end(6)), ("二季度末", end(6)), ("2026年第二季度", end(6)), ("第四季度", end(12)),
        ("四季度", end(12)), ("2026年三季度", end(9)), ("2026年Q3", end(9)), ("上半年", end(6)), ("下半年", end(12)), ("2026年上半年", end(6)), ("一季度底前", end(3)),
        ("年底前", end(12)), ("2026年底", end(12)), ("2026年底前", end(12)), ("年内", end(12)), ("全年", end(12)), ("2026年", end(12)), ("2026年12月底前", end(12)), ("2027年底前", end(12, 2027)),
        ("2027年6月", end(6, 2027)), ("2026年内完成", end(12)), ("今年年底", end(12)), ("2026年年底前", end(12)), ("2026年国庆节前", Either(date(2026, 9, 30))),
        ("2026年五一前", Either(date(2026, 4, 30))), ("2026年末", end(12)), (f"{month}月{day}日之前", exact), (f"不晚于{month}月{day}日", exact), (f"截至2026年{month}月底", end(month)),
        (f"2026年{month}月底前（建成）", end(month)), ("2025-2027年", end(12, 2027)), ("2025年1月—2026年6月", end(6)), ("2025年1月至2026年12月", end(12)), ("2025年启动、2027年完成", end(12, 2027)),
        ("3月底前完成方案，9月底前建成", end(9)), ("2026.3-2026.11", end(11)), ("2026年3月-11月", end(11)), ("2025/9/19-2026/9/18", date(2026, 9, 18)), ("2025/12/18/-2027/12/17", date(2027, 12, 17)),
        ("3月—9月", end(9)), ("2026年3月至9月", end(9)),
    ]  # fmt: skip
    if not text_only:
        clear += [
            (exact, exact),
            (datetime(2026, month, day), exact),
            (exact, exact),
            (int(f"2026{month:02d}{day:02d}"), exact),
            (f"2026{month:02d}{day:02d}", exact),
        ]
    dateless = [("长期", None), ("长期坚持", None), ("持续推进", None), ("常态化", None), ("全年持续", None), ("立行立改", None), ("尽快", None), ("待定", None),
                ("按市统一部署", None), ("—", None), ("/", None), ("无", None), ("", None), ("按要求推进", None), ("立即整改", None)]  # fmt: skip
    vague = [(f"{month}月初", Either(date(2026, month, 10))), ("年中", Either(end(6))), ("国庆前", Either(date(2026, 9, 30))), ("三季度前", Either(end(9))), ("双节前", Either(date(2026, 9, 24))),
             (f"{month}月{day}日左右", Either(exact)), (f"{month}.{20 + day % 9 + (1 if day % 9 == 0 else 0)}" if month else "", None)]  # fmt: skip
    vague.pop()
    trap = [("节前", ASK), ("26/9/3", ASK), ("26年9月", ASK), ("2026.2.30", ASK), ("2026年13月", ASK), ("3/4/2026", ASK), ("3个月内", ASK), ("印发后30日", ASK), ("2206年9月", ASK),
            ("年初", ASK), ("元旦前", ASK), ("春节前后", ASK), ("20260230", ASK), ("第二批", ASK), ("会后两周", ASK), ("9-10", ASK), ("xx", ASK), ("2026年9月31日", ASK)]  # fmt: skip
    if not text_only:
        trap += [(2026.1, ASK), (9.3, ASK), (-1, ASK)]
    roll = draw.random()
    words, truth = draw.choice(
        trap if traps and roll < 0.12 else vague if roll < 0.17 else dateless if roll < 0.3 else clear
    )
    if not text_only and roll > 0.99:
        return Made(2026.1, {"due": end(10) if formats else Either(end(10))}, "0.00")
    return Made(words, {"due": truth}, "yyyy/m/d" if isinstance(words, date) else "")


def upper(number: int) -> str:
    """Write whole 万 (1 to 9999) in the capital numerals of cheques."""
    digits, places = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]
    text, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + places[place]
            zero = False
        else:
            zero = True
    return text


def common(number: int) -> str:
    """Write 1 to 9999 in common Chinese numerals, as one says them."""
    table = str.maketrans("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")
    plain = upper(number).translate(table)
    return plain.removeprefix("一") if plain.startswith("一十") else plain


def money(draw: random.Random, field: str, unit: Decimal | None, *, traps: bool, text_only: bool = False) -> Made:
    """Draw an amount; *unit* is how many 元 a bare number of the column counts."""
    number = draw.choice([draw.randint(1, 9999), draw.randint(1, 999) * 10])
    wan = Decimal(number) * 10_000
    worded: list[tuple[Any, Any]] = [
        (f"{number}万", wan), (f"{number}万元", wan), (f"{number:,}万元", wan), (f"约{number}万元", wan), (f"{number}余万元", wan), (f"{number}万元左右", wan), (wide(f"{number}") + "万元", wan),
        (f"不超过{number}万元", wan), (f"{common(number)}万元", wan), (f"人民币{upper(number)}万元整", wan), (f"￥{number}万元", wan), (f"¥{number}万", wan), (f"{number} 万元", wan),
        (f"{number / 10000:.4f}亿元".replace("0亿", "亿") if number > 1000 else f"{number}万元", wan), ("1.2亿元", Decimal(120_000_000)), ("1.2亿", Decimal(120_000_000)), ("1亿2000万元", Decimal(120_000_000)),
        (f"总投资{number}万元", wan), (f"{number}万元（估算）", wan), (f"{number * 10000}元", wan), (f"{number}0000.00元", wan), (f"{number}万元，其中财政资金1万元", wan), ("500-800万元", None), ("630元/份", None),
        ("待定", None), ("据实结算", None), ("三千二百万元", Decimal(32_000_000)), ("两千万", Decimal(20_000_000)), ("3万5千元", Decimal(35_000)), (f"大约{number}万", wan), (f"{number}万元以内", wan),
        (f"{number}万元（含税）", wan), (f"共{number}万元", wan), ("0", Decimal(0)), ("1200万-1500万元", None), ("每年30万元", None), (f"{number}.5万元", wan + 5000),
    ]  # fmt: skip
    empty: list[tuple[Any, Any]] = [
        ("—", None),
        ("", None),
        ("/", None),
        ("无", None),
        ("-", None),
        ("N/A", None),
        ("暂无", None),
    ]
    trap: list[tuple[Any, Any]] = [
        ("约", ASK),
        ("100万美元", ASK),
        ("-30万元", ASK),
        ("1200 万或 1500 万", ASK),
        ("百万级", ASK),
        ("3-5个点", ASK),
        ("张数12", ASK),
        ("1.2.3万元", ASK),
    ]
    bare: list[tuple[Any, Any]] = [
        (str(number), number),
        (f"{number:,}", number),
        (f"{number}.00", number),
        (wide(str(number)), number),
    ]
    if not text_only:
        bare += [(number, number)] * 8 + [(number + 0.5, Decimal(number) + Decimal("0.5"))]
    roll = draw.random()
    if traps and roll < 0.08:
        words, truth = draw.choice(trap)
        return Made(words, {field: truth})
    if roll < 0.16:
        words, truth = draw.choice(empty)
        return Made(words, {field: truth})
    if roll < 0.45:
        words, truth = draw.choice(worded)
        return Made(words, {field: truth})
    words, counted = draw.choice(bare)
    return Made(words, {field: ASK if unit is None and counted else Decimal(counted) * (unit or 1)})


def progress(draw: random.Random, style: str, *, traps: bool, formats: bool = True) -> Made:
    """Draw a figure of progress in the *style* of its column: number, fraction (under a % format), text."""
    percent = draw.randint(1, 20) * 5 - draw.choice([0, 0, 1])
    if style == "number":
        percent = max(percent, 3)
        return Made(percent, {"progress": percent})
    if style == "fraction":
        meant = Either(100) if percent == 100 and not formats else percent
        return Made(percent / 100, {"progress": meant}, "0%")
    clear = [
        (f"{percent}%", percent), (f"{percent}％", percent), (f"已完成{percent}%", percent), (f"完成率{percent}%", percent), (f"约{percent}%", percent), (f"完成{percent}%左右", percent), (wide(str(percent)) + "％", percent),
        ("八成", 80), ("七成", 70), ("百分之八十", 80), ("已完成", 100), ("完成", 100), ("办结", 100), ("已销号", 100), ("100%", 100), ("√", 100), ("基本完成", 95), ("接近尾声", 95), ("未启动", 0), ("暂未启动", 0), ("未开工", 0),
        ("序时推进", None), ("正常推进", None), ("正在推进", None), ("推进中", None), ("滞后", None), ("进展缓慢", None), ("—", None), ("", None), ("/", None), ("过半", Either(50)), ("按计划推进", None), ("有序推进", None), ("一半", 50),
        (f"累计完成{percent}%", percent), (f"总体进度{percent}%", percent), ("已全部完成", 100), ("0%", 0), ("五分之四", Either(80)), ("超过80%", Either(80)),
    ]  # fmt: skip
    trap = [
        ("120%", ASK),
        ("-5%", ASK),
        ("很好", ASK),
        ("完成3个点位", Either(None)),
        ("60%-80%", ASK),
        ("1", Either(None)),
    ]
    words, truth = draw.choice(trap if traps and draw.random() < 0.1 else clear)
    return Made(words, {"progress": truth})


STATES = {
    "not_started": ["未启动", "未开工", "暂未启动"], "in_progress": ["推进中", "进行中", "办理中", "正在推进", "序时推进"], "done": ["已完成", "办结", "已办结", "完成"],
    "closed": ["已销号", "销号"], "terminated": ["已终止", "不再实施", "终止"], "routine": ["转常态化", "常态化"],
}  # fmt: skip


def state(draw: random.Random) -> Made:
    """Draw a word of a state column."""
    name = draw.choice(list(STATES))
    return Made(draw.choice(STATES[name]), {"state": name})

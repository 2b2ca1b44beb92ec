"""How papers about contracts say things: sums to the 分 in figures and in words, months, states, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from smartplanner.fields.money import format_money
from smartplanner.rules.deductions import DeductionLine
from smartplanner.rules.payments import Missing
from smartplanner.rules.sums import figure

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")
_YI = 10_000_000_000
"""分 in 亿元."""
STATES: Mapping[str, str] = {
    "draft": "起草", "approval": "审批", "signed": "已签订", "active": "履行中", "changed": "变更中",
    "accepted": "已验收", "expired": "已到期", "renewed": "已续签", "terminated": "已终止",
}  # fmt: skip
SOURCES: Mapping[str, str] = {
    "fiscal": "财政资金", "bond": "专项债券", "social": "社会资本", "own": "自筹资金", "other": "其他资金",
}  # fmt: skip
_MISSING: Mapping[str, str] = {
    "contract": "合同尚未签订",
    "ended": "合同已终止",
    "amount": "付款金额未填",
    "milestone": "里程碑“{detail}”尚未完成",
    "milestone_unnamed": "未明确对应的里程碑",
    "acceptance": "验收尚未签署",
    "service_score": "服务考核得分未达标（{detail}）",
    "service_unscored": "服务尚未考核{detail}",
    "approval": "尚无审批文号",
}
_TURNS: Mapping[str, str] = {
    "operator": "运营商", "buyer": "委托单位", "lead": "里程碑牵头单位", "office": "本办公室",
}  # fmt: skip


def yuan(fen: int) -> str:
    """Return an amount of 分 in 元 with two decimals and commas, for cells of a table: 1,333,320.00."""
    return f"{Decimal(fen) / 100:,.2f}"


def plain_yuan(fen: int) -> str:
    """Return an amount of 分 for a sentence, to the 分 and without commas: 1333320元, 1333320.05元."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}{f'.{rest:02d}' if rest else ''}元"


def remainder(whole: int, part: int) -> str:
    """Return what *part* leaves of *whole* (分) for a sentence that prints all three: the printed numbers add up.

    In 亿元 with two decimals 8.95 less 6.33 is 2.62, whatever rounding makes of the exact rest.
    """
    rounded = [(Decimal(sum_) / _YI).quantize(Decimal("0.01"), ROUND_HALF_UP) for sum_ in (whole, part, whole - part)]
    if min(rounded) < 1:
        return format_money(whole - part)
    return f"{(rounded[0] - rounded[1]).normalize():f}亿元"


def in_words(fen: int) -> str:
    """Return an amount of 分 as cheques write it: 人民币壹佰叁拾叁万叁仟叁佰贰拾元整, 人民币叁元零伍分."""
    sign, fen = ("负" if fen < 0 else ""), abs(fen)
    whole, cents = divmod(fen, 100)
    tenth, cent = divmod(cents, 10)
    text = f"{_whole(whole)}元" if whole else ""
    if not cents:
        return f"人民币{sign}{text or '零元'}整"
    if tenth:
        text += f"{_DIGITS[tenth]}角"
    elif whole:
        text += "零"
    return f"人民币{sign}{text}{f'{_DIGITS[cent]}分' if cent else '整'}"


def _whole(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if text and (group < 1000 or groups[place + 1] == 0):
            text += "零"
        text += _group(group) + _GROUPS[place]
    return text


def _group(group: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text


def month_words(month: str) -> str:
    """Return 2026-08 as 2026年8月."""
    return f"{month[:4]}年{int(month[5:])}月"


def span_of_months(months: tuple[str, ...]) -> str:
    """Return 2026年1月至8月, 2025年11月至2026年2月 or 2026年8月; empty for none."""
    if not months:
        return ""
    first, last = month_words(months[0]), month_words(months[-1])
    if first == last:
        return first
    return f"{first}至{last.removeprefix(first[:5]) if last.startswith(first[:5]) else last}"


def score_words(score: Fraction | float) -> str:
    """Return a score with at most two decimals."""
    return figure(Fraction(score))


def missing_words(one: Missing) -> str:
    """Return what a payment lacks."""
    detail = one.detail.replace(" < ", "分，应达到") + "分" if one.code == "service_score" else one.detail
    if one.code == "service_unscored":
        ends = [month_words(month) for month in detail.split("…")] if detail else []
        detail = f"（{'至'.join(ends)}）" if ends else ""
    return _MISSING[one.code].format(detail=detail)


def turn_words(one: Missing, organisations: Mapping[str, str]) -> str:
    """Return whose turn it is, by name where the book knows it."""
    return organisations.get(one.unit or "", "") or _TURNS[one.turn]


def deduction_words(line: DeductionLine) -> str:
    """Return how a part of the deduction comes about."""
    if line.kind == "share":
        return (
            f"考核期平均得分{score_words(line.score)}分，比达标分{score_words(line.needed)}分"
            f"低{score_words(line.needed - line.score)}分，按合同约定扣减本次付款的{figure(line.percent, places=4)}%"
        )
    if line.kind == "level":
        return (
            f"{month_words(line.month)}“{line.title}”得分{score_words(line.score)}分，"
            f"低于目标分{score_words(line.needed)}分，按合同约定扣减"
        )
    return f"扣款以本次付款的{figure(line.percent)}%为上限，超出部分不扣"

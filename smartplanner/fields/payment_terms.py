"""How a contract is paid, as one cell says it: 签订后30%，初验40%，终验25%，质保5%; 首付款：300万元；尾款：余款; 3:4:3.

Every clause becomes a ``Term`` in shares or in 分; ``payment_parts`` makes payments of them that add up to the
amount.  按季度平均支付 names a rhythm and no days: it stays words, and that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import date_words, numerals, text
from smartplanner.fields.date_ranges import Length, read_length
from smartplanner.fields.date_words import Scope
from smartplanner.fields.money import read_money
from smartplanner.fields.payment_titles import condition_of, score_of, title_of

_LONGEST = 1000
_MOST = 60
"""Clauses; more are no terms of one contract."""
_DIGITS = r"\d+(?:\.\d+)?"
_SHARE = re.compile(
    rf"(?P<figure>{_DIGITS})[%％]|百分之(?P<words>[{numerals.SIGNS}]+)|(?P<tenths>[一二三四五六七八九十])成(?!果|立|效|交|为)"
)
_AMOUNT = re.compile(
    rf"(?:人民币|[¥￥])?(?P<amount>(?:\d[\d,]*(?:\.\d+)?|[{numerals.SIGNS}]{{2,}})(?:[十百千]?万|亿)?元?整?)(?![\d%％.]|个?(?:工作)?[日天]|个?[月年周]|分|期|次|号)"
)
_UNIT_NEEDED = re.compile(r"[元万亿]")
_REST = re.compile(r"余款|余下|剩余|其余|结清|尾款付清|付清|余额|尾款(?=$|[^:：])")
_UP_TO = re.compile(r"(?:付|支付|拨付|付款|支付总额|累计)[^%\d]{0,12}(?:至|到|达)[^%\d]{0,14}$|累计[^%\d]{0,14}$")
_RATIO = re.compile(rf"(?<![\d:]){_DIGITS}(?::{_DIGITS})+(?![\d:])")
_RHYTHM = re.compile(r"(?:按|每|分|逐)(?:个)?(?:月|季度?|半年|年度?|批次?|期)|据实|按实|按需|按进度")
_AT_ONCE = re.compile(r"一次性|全额(?:支付|付清)|一次付清")
_NONE = re.compile(r"^(?:无|不设|不付|没有)(?:预付款?|首付款?|定金)")
_IN_STAGES = re.compile(r"^(?:款项|付款)?共?分[一二两三四五六七八九十\d]+[期次批笔]+(?:支付|付款|付清)?[:：,，]?")
_ASIDE = re.compile(r"违约|滞纳|逾期|罚[金款]|利率|税率|增值税")
"""Parts whose percentages are no shares of the amount."""
_STRONG = re.compile(r"[;；。\n]+")
_ADDED = re.compile(r"(?:即|计|共计|合计|约|为|人民币|[¥￥(（]|折合)*$")
_SIGNED = re.compile(
    r"(?:签订|签署|签约|合同生效|生效|订立)(?:之日|当日|日)?(?:起|后)?(?P<length>\d[^,，;；]{0,8}|[一二两三四五六七八九十半][^,，;；]{0,8})"
)
_WORKDAYS = re.compile(r"工作日|工作天")
_NUMBERING = re.compile(r"^(?:[(]?\d{1,2}[).、]|\d{1,2}[.、)](?!\d)|[①-⑳]|[(]?[一二三四五六七八九十]{1,2}[)、.])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One clause: a share in percent or an amount in 分, or what is left over; when, and on what condition."""

    title: str
    words: str
    share: Decimal | None = None
    amount: int | None = None
    rest: bool = False
    condition: str = ""
    """acceptance, service_score, milestone, or empty."""
    score_needed: float | None = None
    due: date | None = None
    after_signing: Length | None = None


@dataclass(frozen=True, slots=True)
class TermsReading:
    """The clauses of one cell in their order; none where it names no sums.  ``problem`` has no place yet."""

    terms: tuple[Term, ...]
    words: str
    problem: Problem | None = None


def read_terms(raw: Any, *, as_of: date | None = None) -> TermsReading:
    """Read one cell as the terms on which a contract is paid.

    A warning says why nothing was split: a rhythm without days, shares beyond 100 %, words without sums.
    """
    given = text.words(raw)
    if text.is_empty(raw):
        return TermsReading((), given)
    plain = text.clean(given, lines=True)
    if not isinstance(raw, str) or len(plain) > _LONGEST:
        return _unread(given)
    if (ratio := _RATIO.search(plain)) is not None and not _SHARE.search(plain):
        return _from_ratio(ratio[0], given)
    found = [_term(clause, as_of) for clause in _clauses(plain)]
    terms = _named_apart(_from_totals([term for term in found if term is not None]))
    if not terms:
        return _without_sums(plain, given)
    if len(terms) > _MOST:
        return _unread(given)
    return _checked(tuple(terms), given)


# -- clauses


def _clauses(plain: str) -> list[str]:
    """Return the clauses, each with one sum if it has any."""
    made: list[str] = []
    for piece in _STRONG.split(plain):
        piece = _IN_STAGES.sub("", _NUMBERING.sub("", piece.strip()).replace(" ", ""))
        if not piece or _NONE.match(piece):
            continue
        made += _parts(piece)
    return _with_openings(made)


def _parts(piece: str) -> list[str]:
    """Part a piece with several sums at its commas; a sum that only repeats the one before stays with it."""
    made: list[str] = []
    waiting = ""
    for part in _split_outside_numbers(piece):
        part = _NUMBERING.sub("", part)
        if _ASIDE.search(part):
            continue
        joined = f"{waiting},{part}" if waiting else part
        waiting = ""
        if not _sums(part):
            waiting = joined
        elif made and _sums(made[-1]) == 1 and _repeats(made[-1], part):
            made[-1] += f",{joined}"
        else:
            made.append(joined)
    if waiting and made:
        made[-1] += f",{waiting}"
    return made or ([waiting] if waiting else [])


def _split_outside_numbers(piece: str) -> list[str]:
    """Split at commas, but not inside 3,000,000."""
    return [part for part in re.split(r"(?<!\d),|,(?!\d{3}(?!\d))|[，、]|(?<=%)[/+]", piece) if part]


def _repeats(before: str, part: str) -> bool:
    """Return whether *part* says the sum of *before* again, as an amount: 30%，计300万元."""
    match = _AMOUNT.search(part)
    return bool(_SHARE.search(before) and match and not _SHARE.search(part) and _ADDED.fullmatch(part[: match.start()]))


def _with_openings(clauses: list[str]) -> list[str]:
    """Put a clause without a sum before the next one: 签订后15日内；支付30%."""
    made: list[str] = []
    opening = ""
    for clause in clauses:
        if _sums(clause):
            made.append(f"{opening},{clause}" if opening else clause)
            opening = ""
        elif not made or not re.search(r"发票|逾期|违约|账户|账号|税|不计息|利息", clause):
            opening = clause if not opening else f"{opening},{clause}"
    return made


def _sums(part: str) -> int:
    shares = len(_SHARE.findall(part))
    return shares or len(_amounts(part)) or (1 if _REST.search(part) else 0)


def _amounts(part: str) -> list[re.Match[str]]:
    return [match for match in _AMOUNT.finditer(part) if _UNIT_NEEDED.search(match["amount"])]


def _term(clause: str, as_of: date | None) -> Term | None:
    bare = clause
    shares, amounts = list(_SHARE.finditer(bare)), _amounts(bare)
    share = _share(shares[0]) if shares else None
    amount = _fen(amounts[0]["amount"]) if amounts else None
    rest = share is None and amount is None
    if rest and not _REST.search(bare):
        return None
    first = shares[0] if shares else amounts[0] if amounts else None
    before = bare[: first.start()] if first is not None else bare
    cumulative = share is not None and bool(_UP_TO.search(before))
    due, after = _when(clause, as_of)
    return Term(
        title=title_of(clause, before),
        words=clause,
        share=-share if cumulative and share is not None else share,
        amount=amount,
        rest=rest,
        condition=condition_of(clause),
        score_needed=score_of(clause),
        due=due,
        after_signing=after,
    )


def _share(match: re.Match[str]) -> Decimal | None:
    if match["figure"]:
        return Decimal(match["figure"])
    number = numerals.read_number(match["words"] or match["tenths"])
    return None if number is None else number if match["words"] else number * 10


def _fen(words: str) -> int | None:
    return read_money(words).value


def _when(clause: str, as_of: date | None) -> tuple[date | None, Length | None]:
    """Return the day that a clause names, or how long after the signing it falls due; workdays are left as words."""
    signed = _SIGNED.search(clause)
    if signed is not None and not _WORKDAYS.search(signed["length"]):
        return None, read_length(signed["length"])
    found = re.search(
        r"(?:20\d\d[年./-])?\d{1,2}月[^,，;；:：支付]{0,6}|20\d\d[年./-][^,，;；:：支付]{1,9}|[12]\d{3}年", clause
    )
    if found is None or re.search(r"个月|工作日", found[0]):
        return None, None
    try:
        spans = date_words.spans_in(found[0], Scope(None, as_of) if "年" not in found[0] else Scope(None, None))
    except Problem:
        return None, None
    return (spans[0].last, None) if len(spans) == 1 else (None, None)


# -- what the clauses come to


def _from_totals(terms: list[Term]) -> list[Term]:
    """Turn 付至70% into what is due at that stage: less the shares before it (totals travel as negative shares)."""
    made: list[Term] = []
    reached = Decimal(0)
    for term in terms:
        share = term.share
        if share is not None and share < 0:
            share = -share - reached if -share > reached else -share
            term = replace(term, share=share)
        reached += share or 0
        made.append(term)
    return made


def _named_apart(terms: list[Term]) -> list[Term]:
    """Give terms of one title numbers: 进度款, 进度款（二）."""
    seen: dict[str, int] = {}
    made = []
    for number, term in enumerate(terms, start=1):
        title = term.title or f"第{_numeral(number)}期款"
        seen[title] = seen.get(title, 0) + 1
        made.append(replace(term, title=title if seen[title] == 1 else f"{title}（{_numeral(seen[title])}）"))
    return made


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    if not tens:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"


def _from_ratio(ratio: str, given: str) -> TermsReading:
    parts = [Decimal(part) for part in ratio.split(":")]
    whole = sum(parts)
    if not 1 < len(parts) <= _MOST or not all(parts):
        return _unread(given)
    terms = (
        Term(title=f"第{_numeral(number)}期款", words=given, share=part * 100 / whole)
        for number, part in enumerate(parts, start=1)
    )
    return TermsReading(tuple(terms), given)


def _without_sums(plain: str, given: str) -> TermsReading:
    if _AT_ONCE.search(plain):
        term = Term(
            title="一次性付款",
            words=given,
            share=Decimal(100),
            condition=condition_of(plain),
            score_needed=score_of(plain),
        )
        return TermsReading((term,), given)
    if _RHYTHM.search(plain):
        message = _(
            "“{words}” names a rhythm but no sums or days; it was kept as words and not split.", words=given[:80]
        )
        remedy = _("Enter the payments one by one, or write shares such as “签订后30%，验收70%”.")
        return TermsReading((), given, _warning("terms_rhythm", given, message, remedy))
    return _unread(given)


def _checked(terms: tuple[Term, ...], given: str) -> TermsReading:
    if sum(term.rest for term in terms) > 1 or any(term.share is not None and term.share <= 0 for term in terms):
        return _unread(given)
    known = [term.share for term in terms if term.share is not None]
    total = sum(known, Decimal(0))
    in_shares = len(known) == len(terms)
    has_rest = any(term.rest for term in terms)
    if total > 100 or (in_shares and total != 100) or (has_rest and total == 100):
        message = _(
            "The shares of the payments add up to {total}%, not to 100%; they were not split.", total=f"{total:f}"
        )
        remedy = _("Mend the shares, or enter the payments one by one.")
        return TermsReading((), given, _warning("terms_not_whole", given, message, remedy))
    return TermsReading(terms, given)


def _unread(given: str) -> TermsReading:
    message = _("“{words}” was not understood as terms of payment; it was kept as words.", words=given[:80])
    remedy = _("Write shares such as “签订后30%，验收70%”, or enter the payments one by one.")
    return TermsReading((), given, _warning("terms_unreadable", given, message, remedy))


def _warning(code: str, given: str, message: str, remedy: str) -> Problem:
    return Problem(code=code, message=message, remedy=remedy, level=Level.WARNING, value=given[:200])

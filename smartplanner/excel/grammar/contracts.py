"""What ledgers of contracts, payments and bonds say in their own way: both ends of a span in one cell, states in words.

A span that counts from the signing (自签订之日起两年) waits under ``SPAN`` until the whole row is read; then
``finish_contract`` sets its ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import REMARK, Cell, CellContext, CellReader, as_remark
from smartplanner.fields import text
from smartplanner.fields.date_ranges import RangeReading, read_range
from smartplanner.fields.dates import DateContext
from smartplanner.fields.description import Entity, Field

SPAN = "+span"
"""The key under which a span travels whose ends another cell decides."""
_SPANS: Mapping[tuple[str, str], tuple[str, str]] = {
    (entity, name): ends
    for entity, ends in (
        ("contract", ("start", "end")),
        ("pilot", ("start", "end")),
        ("payment", ("service_from", "service_to")),
    )
    for name in ends
}
"""By entity and field: the fields of both ends."""
_WORDS: Mapping[tuple[str, str], tuple[tuple[str, re.Pattern[str]], ...]] = {
    ("payment", "condition"): (
        ("service_score", re.compile(r"考核|考评|评分|得分|达标")),
        ("acceptance", re.compile(r"(?<!未)验收|初验|终验")),
        ("milestone", re.compile(r"里程碑|上线|试运行|节点|到货|交付")),
    ),
    ("bond", "kind"): (
        ("warranty", re.compile(r"质保|质量")),
        ("tender", re.compile(r"投标")),
        ("performance", re.compile(r"履约|保函")),
    ),
    ("contract", "state"): (
        ("terminated", re.compile(r"终止|解除|中止|作废")),
        ("renewed", re.compile(r"(?<!待)续签|续约")),
        ("expired", re.compile(r"(?:已|合同)(?:到期|届满)|期满|履行完毕|执行完毕|已完结|已完成|已结束")),
        ("changed", re.compile(r"变更")),
        ("accepted", re.compile(r"(?<!待)(?<!未)验收(?:通过|合格|完成)")),
        ("approval", re.compile(r"审批|会签|待签")),
        ("draft", re.compile(r"起草|草拟|拟定|洽谈")),
        ("active", re.compile(r"履行|履约|执行|实施|服务[期中]|运营中|运维中|进行|在建|正常")),
        ("signed", re.compile(r"签[订署约]")),
    ),
    ("contract", "kind"): (
        ("concession", re.compile(r"特许")),
        ("authorised", re.compile(r"授权")),
        ("building", re.compile(r"建设|工程|集成|开发")),
        ("purchase", re.compile(r"购买|采购|服务|运维|运营|租赁")),
    ),
    ("operator", "model"): (
        ("joint_venture", re.compile(r"合资|混合|参股|混改")),
        ("state_owned", re.compile(r"国有|国资|国企|央企")),
        ("private", re.compile(r"民营|民企|私营|社会资本")),
    ),
}
"""Choices that ledgers describe instead of naming, the surest words first."""


_ORDERED = ("contract", "payment")
"""Entities whose ends must follow one another; a pilot's days are plans, and are shown as they are."""


def contract_reader(read: CellReader, entity: Entity, described: Field, context: CellContext) -> CellReader:
    """Return *read* with what the ledgers of contracts write in the column of *described*; itself for other fields."""
    place = (entity.name, described.name)
    if place in _SPANS:
        return _span_reader(read, described, context, _SPANS[place])
    if place in _WORDS:
        return _described_choice(read, entity, described, _WORDS[place])
    return read


def _span_reader(read: CellReader, described: Field, context: CellContext, ends: tuple[str, str]) -> CellReader:
    """Read both ends of a span; the one that has a column of its own is left to it."""
    scope = DateContext(year=context.year, as_of=context.as_of, epoch_1904=context.epoch_1904)

    def reading(raw: Any) -> Cell:
        if not isinstance(raw, str) or text.is_empty(raw):
            return read(raw)
        span = read_range(raw, scope)
        if span.length is not None:
            return Cell({SPAN: span})
        if span.problem is not None and span.problem.code == "range_reversed":
            return Cell({}, (span.problem,))
        if span.start is None or (span.end is None and described.name != ends[1]):
            return read(raw)
        found = {ends[0]: span.start, ends[1]: span.end}
        return Cell({name: day for name, day in found.items() if name == described.name or name not in context.given})

    return reading


def _described_choice(
    read: CellReader, entity: Entity, described: Field, known: tuple[tuple[str, re.Pattern[str]], ...]
) -> CellReader:
    """Read words that describe a choice; what remains unknown is kept as a remark where nothing depends on it."""

    def reading(raw: Any) -> Cell:
        cell = read(raw)
        if not cell.problems or cell.problems[0].code != "unknown_choice":
            return cell
        words = text.words(raw)
        remark = as_remark(entity, described, words)
        for name, pattern in known:
            if pattern.search(text.squeeze(words)):
                assert described.choices is not None
                label = _(described.choices.of(name).label)
                message = _("“{words}” was read as {state}; the words went to the note.", words=words, state=label)
                if not remark:
                    message = _("“{words}” was read as {state}.", words=words, state=label)
                problem = Problem(code="choice_guessed", message=message, level=Level.NOTE, value=words)
                return Cell({described.name: name} | remark, (problem,))
        if described.required or not remark:
            return cell
        message = _(
            "“{words}” is no known {label}; the words went to the note.", words=words, label=_(described.note.label)
        )
        return Cell(remark, (Problem(code="choice_unknown", message=message, level=Level.WARNING, value=words),))

    return reading


def finish_contract(entity: Entity, values: dict[str, Any]) -> list[tuple[str, Problem]]:
    """Set the ends of a span that waits in *values*, and check their order; problems come with their field."""
    ends = next((pair for (name, _field), pair in _SPANS.items() if name == entity.name), None)
    if ends is None:
        return []
    first, last = ends
    problems: list[tuple[str, Problem]] = []
    span = values.pop(SPAN, None)
    if isinstance(span, RangeReading) and values.get(last) is None:
        span = span.counted(values.get(first) or values.get("signed_on"))
        values.setdefault(first, span.start)
        values[last] = span.end
        if span.problem is not None:
            problems.append((last, span.problem))
            remark = as_remark(entity, entity[last], span.words).get(REMARK)
            if remark:
                values["note"] = "\n".join(filter(None, (values.get("note"), remark)))
    begin, end = values.get(first), values.get(last)
    if entity.name in _ORDERED and not problems and begin is not None and end is not None and begin > end:
        problems.append((last, _reversed(entity, first, last, begin, end)))
    return problems


def _reversed(entity: Entity, first: str, last: str, begin: Any, end: Any) -> Problem:
    message = _(
        "“{first}” ({begin}) comes after “{last}” ({end}).",
        first=_(entity[first].note.label), begin=begin.isoformat(),
        last=_(entity[last].note.label), end=end.isoformat(),
    )  # fmt: skip
    remedy = _("Check which of the two is right.")
    return Problem(code="range_reversed", message=message, remedy=remedy, level=Level.WARNING, field=last)

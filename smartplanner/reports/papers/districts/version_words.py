"""How a plan differs from a version of it, in Chinese sentences for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from smartplanner.base.i18n import translate
from smartplanner.fields.money import format_money
from smartplanner.reports.prose.numbers import date_cn
from smartplanner.rules.plan_versions import NAMES, Difference, Held

_EMPTY = "无"
_WORDS: Mapping[str, str] = {
    "gone": "{name}已取消",
    "added": "新增{name}",
    "start_later": "{name}开始时间由{old}推迟至{new}（{shift}）",
    "start_earlier": "{name}开始时间由{old}提前至{new}（{shift}）",
    "due_later": "{name}完成时间由{old}推迟至{new}（{shift}）",
    "due_earlier": "{name}完成时间由{old}提前至{new}（{shift}）",
    "start_set": "{name}开始时间定为{new}",
    "start_taken": "{name}开始时间{old}已取消",
    "due_set": "{name}完成时间定为{new}",
    "due_taken": "{name}完成时间{old}已取消",
    "more_money": "{name}由{old}增加至{new}",
    "less_money": "{name}由{old}减少至{new}",
    "target_lowered": "{name}目标由{old}降低为{new}",
    "target_raised": "{name}目标由{old}提高为{new}",
    "target_changed": "{name}目标由{old}调整为{new}",
    "renamed": "{what}“{old}”更名为“{new}”",
    "text_changed": "{name}内容由“{old}”调整为“{new}”",
    "indicator_changed": "{name}指标由“{old}”调整为“{new}”",
}


def difference_words(found: Iterable[Difference], old: Iterable[Held], new: Iterable[Held]) -> Iterator[str]:
    """Give each difference between what a version held and what is held now as a sentence without its full stop."""
    before = {(item.what, item.of): item for item in old}
    after = {(item.what, item.of): item for item in new}
    for one in found:
        words = _WORDS.get(one.code)
        key = (one.what, one.of)
        yield words.format(**_values(one, before.get(key), after.get(key))) if words else one.sentence.rstrip("。")


def _values(one: Difference, old: Held | None, new: Held | None) -> dict[str, str]:
    what = translate(NAMES[one.what])
    field = _field(one.code)
    return {
        "what": what,
        "name": f"{what}“{one.title}”",
        "old": _said(old, field),
        "new": _said(new, field),
        "shift": f"{one.shift:+d}个工作日" if one.shift else "仅涉及非工作日",
    }


def _field(code: str) -> str:
    if code.endswith("_money"):
        return "amount"
    first = code.partition("_")[0]
    return {"renamed": "title"}.get(code, first if first in Held._fields else "title")


def _said(item: Held | None, field: str) -> str:
    value = getattr(item, field, None)
    if field == "amount":
        return format_money(value or 0)
    return date_cn(value) if isinstance(value, date) else str(value or _EMPTY)

"""What the head of a column means: its text against the labels and heads of an entity's fields.

Exact spellings count fully; spellings without brackets, without known modifiers (具体, 主要, 年度 …) or with
a known ending a little less; words that merely contain a head, or nearly are one, much less.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from smartplanner.base.i18n import _, language
from smartplanner.excel.headers.synonyms import ALIAS_HEADS, MORE_HEADS
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Field
from smartplanner.model import entities

LONGEST_HEAD = 40
"""Characters; longer texts are instructions or data."""
SURE = 0.8
"""A column whose score is lower was guessed, and the reader says so."""
LEAST = 0.6

_BRACKETS = re.compile(r"[(\[【<《].*?[)\]】>》]")
_SIGNS = re.compile(r"[^\w]|_")
_NUMBERING = re.compile(r"^\d{1,2}[.、)]")
_MODIFIERS = re.compile(
    r"^(?:项目|任务|事项|工作|具体|重点|主要|年度|本年度?|当年|目前|当前|最新|现阶段|计划|预计|拟|总体|相关|所属|督办|各|市级|区级|本周|本月|本期|本季度|截[至止]\d*年?\d*月?\d*日?底?|\d{4}年度?|\d{1,2}月份?)+"
)
_ENDINGS = re.compile(r"(?:情况|说明|名称|内容|描述|简述|明细|信息|填写|必填|选填|一栏|数额|额度|额)+$")
_GENERIC = frozenset(
    ["名称", "单位名称", "单位", "部门", "内容", "情况", "时间", "日期", "金额", "具体内容", "描述", "数额", "说明"]
)
_NUMBER_HEADS = frozenset(["序号", "项次", "编次", "no", "序", "号", "行号", "no序号"])


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """The field that a head means, and how well they fit (1 is exact)."""

    field: str
    score: float


class Vocabulary:
    """The spellings of one entity's fields in the language in use."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.exact: dict[str, str] = {}
        self.shortened: dict[str, str] = {}
        # Heads before labels: a translated label must not take a head away from the field that lists it.
        for field in entity.fields:
            for head in field.note.heads:
                self.exact.setdefault(normal(head), field.name)
        for field in entity.fields:
            for spelling in spellings(field):
                self.exact.setdefault(spelling, field.name)
        # What merely resembles a head is compared with the entity's own heads only.
        self.long = [(spelling, name) for spelling, name in self.exact.items() if len(spelling) >= 3]
        own = list(self.exact.items())
        for field in entity.fields:
            for spelling in further_spellings(entity.name, field.name):
                self.exact.setdefault(spelling, field.name)
        # 投资 stands for 投资额, 进展 for 进展情况, where no field has the short form as its own.
        for spelling, name in own:
            if (short := _ENDINGS.sub("", spelling)) and len(short) >= 2 and short not in self.exact:
                self.shortened.setdefault(short, name)
        self._known: dict[tuple[str, ...], tuple[HeadMatch, ...]] = {}

    def match(self, parts: tuple[str, ...]) -> tuple[HeadMatch, ...]:
        """Return what the head of a column can mean, best first; *parts* are its rows from top to bottom."""
        if parts not in self._known:
            self._known[parts] = self._match(parts)
        return self._known[parts]

    def _match(self, parts: tuple[str, ...]) -> tuple[HeadMatch, ...]:
        best: dict[str, float] = {}

        def add(found: dict[str, float], weight: float) -> None:
            for name, score in found.items():
                best[name] = max(best.get(name, 0.0), score * weight)

        leaf = parts[-1]
        add(self._score(leaf), 1.0)
        if len(parts) > 1:
            above = parts[-2]
            for joined in (above + leaf, leaf + above):
                if (name := self.exact.get(normal(joined))) is not None:
                    best[name] = 1.05
            if normal(leaf) in _GENERIC or _UNIT_ONLY.fullmatch(text.squeeze(leaf)):
                add(self._score(above), 0.95)
            else:
                add({name: score for name, score in self._score(above + leaf).items() if score >= SURE}, 0.9)
        ranked = sorted(best.items(), key=lambda item: -item[1])
        return tuple(HeadMatch(name, score) for name, score in ranked if score >= LEAST)

    def _score(self, head: str) -> dict[str, float]:
        if len(head) > LONGEST_HEAD:
            return {}
        whole, bare = normal(head), normal(_BRACKETS.sub("", text.squeeze(head)))
        for candidate, score in ((whole, 1.0), (bare, 0.98)):
            if candidate in self.exact:
                return {self.exact[candidate]: score}
        if bare in self.shortened:
            return {self.shortened[bare]: 0.88}
        return self._score_parts(head, bare) or self._score_near(bare)

    def _score_parts(self, head: str, bare: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for candidate in _shorter(bare):
            if candidate in self.exact:
                return {self.exact[candidate]: 0.9}
        for part in re.split(r"[/、与和及]", _BRACKETS.sub("", text.squeeze(head))):
            if (name := self.exact.get(normal(part))) is not None and normal(part) != bare:
                found[name] = 0.85
        return found if len(found) == 1 else {}

    def _score_near(self, bare: str) -> dict[str, float]:
        found: dict[str, float] = {}
        if len(bare) < 4:
            return found
        for spelling, name in self.long:
            share = len(spelling) / len(bare)
            if bare.endswith(spelling) and share >= 0.5:
                score = 0.5 + 0.3 * share
            elif spelling in bare and share >= 0.6:
                score = 0.45 + 0.3 * share
            elif 0.7 <= share <= 1.4 and len(spelling) >= 5 and fuzz.ratio(bare, spelling) >= 85:
                score = 0.7
            else:
                continue
            found[name] = max(found.get(name, 0.0), score)
        return found


_UNIT_ONLY = re.compile(r"[(（]?(?:万元|亿元|元|%|％|百分比|年月日?|是/否|个|项)[)）]?")


def spellings(field: Field) -> list[str]:
    """Return the normal forms of all texts that name *field*: heads, label, translated label."""
    texts = (*field.note.heads, _(field.note.label), field.note.label)
    return [spelling for each in texts if (spelling := normal(each))]


def further_spellings(entity: str, field: str) -> list[str]:
    """Return the normal forms of the heads that other offices write for a field."""
    return [normal(each) for each in MORE_HEADS.get((entity, field), "").split()]


@functools.lru_cache(maxsize=8192)
def normal(head: str) -> str:
    """Return the form in which heads are compared: no blanks, signs or numbering, small letters."""
    return _SIGNS.sub("", _NUMBERING.sub("", text.squeeze(head)).lower())


def is_number_head(parts: Sequence[str]) -> bool:
    """Return whether the head names the running number of the rows, which is not imported."""
    return normal(parts[-1]) in _NUMBER_HEADS


def vocabulary(entity: str) -> Vocabulary:
    """Return the vocabulary of an entity in the language in use."""
    return _vocabulary(entity, language())


@functools.cache
def _vocabulary(entity: str, _language: str) -> Vocabulary:
    return Vocabulary(entities()[entity])


@functools.cache
def all_spellings(_language: str) -> frozenset[str]:
    """Return the spellings of all fields of all entities: a quick test of whether a cell may be a head."""
    found = {spelling for entity in entities().values() for field in entity.fields for spelling in spellings(field)}
    found |= {spelling for key in MORE_HEADS for spelling in further_spellings(*key)}
    return frozenset(found | _NUMBER_HEADS | ALIAS_HEADS)


def may_be_head(value: str) -> bool:
    """Return whether *value* looks like a head of some entity: exactly, or without brackets and modifiers."""
    if len(value) > LONGEST_HEAD:
        return False
    known = all_spellings(language())
    bare = normal(_BRACKETS.sub("", text.squeeze(value)))
    return normal(value) in known or bare in known or any(candidate in known for candidate in _shorter(bare))


def _shorter(bare: str) -> list[str]:
    without_modifiers, without_ending = _MODIFIERS.sub("", bare), _ENDINGS.sub("", bare)
    both = _ENDINGS.sub("", without_modifiers)
    return [each for each in (without_modifiers, without_ending, both) if each and each != bare]

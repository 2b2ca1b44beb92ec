"""What each row under a header is: data, or one of the rows that people put between the data.

Group rows, subtotals, footers, samples, instructions and repeated headers are never data, and each is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from smartplanner.excel.headers.heads import normal
from smartplanner.excel.headers.table import Table, anchor
from smartplanner.excel.ledgers.fill import coalesced
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.model import entities


class RowKind(StrEnum):
    """The kinds of rows; the values of all but the first two are also the codes under which they are told."""

    DATA = "data"
    BLANK = "blank"
    GROUP = "group_row"
    SUBTOTAL = "subtotal_row"
    FOOTER = "footer_row"
    SAMPLE = "sample_row"
    INSTRUCTION = "instruction_row"
    HEADER = "repeated_header"
    HELPER = "helper_row"
    OUTSIDE = "outside_table"
    UNTITLED = "title_missing"


_SUBTOTAL = re.compile(
    r"(?:本页|本区|本表|分项|全市|各区|部门|区级|市级|年度|项目|任务|资金|投资|其中|以上)?(?:小计|合计|总计|累计|共计|总合计|汇总)"
    r"(?:[(:].*|[一二三四五六七八九十\d]+|\d*[项个件].*|金额|资金|数)?"
)
_SUBTOTAL_NAMED = re.compile(r".{1,20}(?:小计|合计|总计)[:)]?")
_FOOTER = re.compile(
    r"(?:填表人|填报人|审核人|制表人?|复核人?|审批人|经办人|联系人|联系电话|联系方式|填表日期|填报日期|填表时间|填报时间|填报单位|报送单位|单位负责人|主管领导|分管领导|负责人|主要负责人|签字|盖章)"
    r"(?:签字|签名|签章|\(.{0,8}\))?\s*[:]"
    r"|(?:注|备注|说明|填表说明|填报说明|填写说明|注意|注意事项|附注|附)\d?\s*[:.]|(?:注|备注|说明|填表说明|填报说明|填写说明)$|(?:★|\*|※)\s*\S|本表(?:由|一式|数据)"
)
_CONTINUED = re.compile(r"(?:[(]?\d{1,2}[.、)]|[①-⑳]|[(]?[一二三四五六七八九十][)、.])")
_SAMPLE_TITLE = re.compile(
    r"(?:填写)?(?:示例|样例|范例)\s*[:]|(?:例|例如|如)\s*:|(?:填写)?(?:示例|样例|范例)\d?$|[(]?(?:填写)?(?:示例|样例)[)]"
)
_SAMPLE_NUMBER = re.compile(r"(?:填写)?(?:示例|样例|范例|例|例如)[:\d]?")
_INSTRUCTION = re.compile(r"填写|填报|请|按.{1,12}(?:填|顺序)|应|须|不得|下拉|格式|要求")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+(?:部分|类|板块|章|篇)|[(]?[一二三四五六七八九十]{1,3}[)、.．:]|[(]\d{1,2}[)])\s*"
)
_CHINESE_NUMBER = re.compile(r"[(]?(?:[一二三四五六七八九十]{1,3}|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,4})[)、.]?")
_COUNT = re.compile(r"\s*[(【\[](?:共|合计|计)?\s*\d+\s*(?:项|个|件|条|项任务|个项目|项工作)?[)】\]]\s*$")
_UNIT = re.compile(r"[(]?(?:万元|亿元|元|千元|%|项|个|年月日?|是/否)[)]?")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


class RowSorter:
    """Sorts the rows of one table."""

    def __init__(self, grid: Grid, table: Table) -> None:
        entity = entities()[table.entity]
        self._grid = grid
        self._table = table
        self._columns = {column.index: column for column in table.columns}
        self._fields = {column.field: column.index for column in table.columns if column.field}
        self._title = self._fields.get(anchor(entity))
        named = next((column for column in table.columns if column.field == anchor(entity)), None)
        self._further_titles = coalesced(grid, table, named) if named is not None else ()
        self._right = max(self._columns, default=0)
        self._left = min(self._columns, default=0)
        self._money = {
            index for name, index in self._fields.items() if entity[name].kind in ("money", "number", "integer")
        }
        self._wide = _wide_rows(grid, self._left, self._right)
        self._after_footer = self._seen_data = False
        self._numbered = self._has_numbers()

    def sort(self, number: int) -> RowKind:
        """Return what row *number* (from 0) is.  Call it for each row in order."""
        row = self._grid.rows[number]
        if row.count("") == len(row):
            return RowKind.BLANK
        title = self._text(row, self._title)
        for other in self._further_titles:
            title = title or self._text(row, other)
        running = row[self._table.number] if self._table.number is not None else ""
        if title and number not in self._wide and _is_running_number(running) and not _needs_look(title):
            self._after_footer, self._seen_data = False, True
            return RowKind.DATA
        kind = self._look(number, row, title, running)
        self._seen_data = self._seen_data or kind is RowKind.DATA
        self._after_footer = kind is RowKind.FOOTER
        return kind

    def _look(self, number: int, row: Sequence[Any], title: str, running: Any) -> RowKind:
        filled = {index: value for index, value in enumerate(row) if text.words(value)}
        if not filled:
            return RowKind.BLANK
        inside = {index: value for index, value in filled.items() if self._left <= index <= self._right}
        if not inside:
            return RowKind.OUTSIDE
        first = text.clean(next(iter(inside.values())))
        squeezed = text.squeeze(first)
        if self._is_repeated_header(inside):
            return RowKind.HEADER
        if self._is_helper(inside, number):
            return RowKind.HELPER
        leading = [*list(inside.values())[:3], title]
        if any(_is_subtotal(text.squeeze(value)) for value in leading if isinstance(value, str)):
            return RowKind.SUBTOTAL
        if self._is_sample(title, running) or (len(inside) > 1 and _SAMPLE_NUMBER.fullmatch(squeezed)):
            return RowKind.SAMPLE
        alone = len(inside) == 1
        if alone and not self._seen_data and self._is_instruction(first, number):
            return RowKind.INSTRUCTION
        if _FOOTER.match(first) and (alone or not title or squeezed == text.squeeze(title)) and len(inside) <= 6:
            return RowKind.FOOTER
        if self._after_footer and alone and (_CONTINUED.match(first) or number in self._wide):
            return RowKind.FOOTER
        if self._is_group(inside, number, title, running):
            return RowKind.GROUP
        if title:
            return RowKind.DATA
        return self._without_title(inside)

    def _without_title(self, inside: Mapping[int, Any]) -> RowKind:
        known = set(self._fields.values())
        told = [index for index in inside if index in known and not text.is_empty(inside[index])]
        return RowKind.UNTITLED if told else RowKind.BLANK

    def _text(self, row: Sequence[Any], column: int | None) -> str:
        if column is None or column >= len(row) or text.is_empty(row[column]):
            return ""
        return text.clean(row[column])

    def _is_repeated_header(self, inside: Mapping[int, Any]) -> bool:
        same = sum(
            1
            for index, value in inside.items()
            if isinstance(value, str)
            and index in self._columns
            and normal(value) in {normal(part) for part in self._columns[index].parts}
        )
        return same >= 2 and same * 2 >= len(inside)

    def _is_helper(self, inside: Mapping[int, Any], number: int) -> bool:
        if number > self._table.last + 2:
            return False
        words = [text.squeeze(value) for value in inside.values()]
        if all(_UNIT.fullmatch(word) for word in words):
            return True
        if len(words) < 4:
            return False
        counted = [str(count) for count in range(int(words[0]), int(words[0]) + len(words))] if words[0] in "01" else []
        return words == counted or all(
            len(word) == 1 and (word in _STEMS or word.isascii()) and not word.isdigit() for word in words
        )

    def _is_sample(self, title: str, running: Any) -> bool:
        number = text.squeeze(running) if isinstance(running, str) else ""
        return bool(_SAMPLE_TITLE.match(title)) or bool(_SAMPLE_NUMBER.fullmatch(number))

    def _is_instruction(self, first: str, number: int) -> bool:
        if number > self._table.last + 3:
            return False
        return len(first) >= 12 and bool(_INSTRUCTION.search(first)) and not _NUMBERING.match(first)

    def _is_group(self, inside: Mapping[int, Any], number: int, title: str, running: Any) -> bool:
        words = {index: value for index, value in inside.items() if index not in self._money}
        if len(words) == 1:
            index, value = next(iter(words.items()))
            if not isinstance(value, str) or len(text.squeeze(value)) > 60:
                return False
            if number in self._wide or _NUMBERING.match(text.clean(value)) or index == self._table.number:
                return True
            if index < (self._title or 0) and len(inside) == 1 and index == self._left:
                return True
            return bool(title) and len(inside) == 1 and self._numbered and not text.words(running)
        if len(words) == 2 and title and isinstance(running, str) and _CHINESE_NUMBER.fullmatch(text.squeeze(running)):
            return self._numbered
        return False

    def _has_numbers(self) -> bool:
        """Return whether most rows carry a running number, so that one without is something else."""
        if self._table.number is None:
            return False
        values = [
            row[self._table.number]
            for row in self._grid.rows[self._table.last + 1 :][:300]
            if len(row) > self._table.number
        ]
        return sum(1 for value in values if _is_running_number(value)) * 2 >= len(values)


def group_name(words: str) -> tuple[str, int]:
    """Return the name in a group row without numbering and count, and its depth: 一、 is 0, （一） is 1."""
    plain = text.clean(words)
    match = _NUMBERING.match(plain)
    depth = 1 if match and match[0].startswith("(") else 0
    name = _COUNT.sub("", plain[match.end() :] if match else plain).strip().rstrip(":")
    return name or plain, depth


def _needs_look(title: str) -> bool:
    return title.isdecimal() or (
        title[0] in "示样范例填(小合总累共本汇"
        and (bool(_SAMPLE_TITLE.match(title)) or _is_subtotal(title.replace(" ", "")))
    )


def _is_subtotal(squeezed: str) -> bool:
    return len(squeezed) <= 24 and bool(_SUBTOTAL.fullmatch(squeezed) or _SUBTOTAL_NAMED.fullmatch(squeezed))


def _is_running_number(value: Any) -> bool:
    if isinstance(value, int | float):
        return not isinstance(value, bool)
    return (
        isinstance(value, str)
        and 0 < len(value) <= 8
        and text.squeeze(value).rstrip(".、").replace("-", "").replace(".", "").isdecimal()
    )


def _wide_rows(grid: Grid, left: int, right: int) -> frozenset[int]:
    """Return the rows in which one merged cell spans most of the table."""
    spans: dict[int, int] = defaultdict(int)
    for top, first, bottom, last in grid.merges:
        if top == bottom:
            spans[top] = max(spans[top], min(last, right) - max(first, left) + 1)
    least = max(3.0, 0.6 * (right - left + 1))
    return frozenset(row for row, width in spans.items() if width >= least)

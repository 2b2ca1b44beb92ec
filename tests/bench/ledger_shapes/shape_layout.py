# ruff: noqa: E501
"""Lays a table out as offices do: titles, headers of several rows, categories, totals, notes, hidden things."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import shape_names as names
from shape_families import Column, Family, Setting, columns_of
from shape_words import ASK, Made


@dataclass
class RowTruth:
    """One row of data: its worksheet row (from 1) and what each of its cells means."""

    row: int
    values: dict[str, Any]


@dataclass
class Block:
    """One table of a sheet: its family, its header rows (from 1), its rows of data, the columns' fields by letter index."""

    family: Family
    header: tuple[int, int]
    rows: list[RowTruth]
    fields: dict[int, str]
    taken: bool = True


@dataclass
class Sheet:
    """One worksheet as it will be written; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    blocks: list[Block] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any, number_format: str = "") -> None:
        """Set a cell."""
        if value not in ("", None):
            self.cells[row, column] = value
        if number_format:
            self.formats[row, column] = number_format

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range of more than one cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def height(self) -> int:
        """The last row in use."""
        return max((row for row, _column in self.cells), default=0)


class Layout:
    """Draws the layout of one table and writes it to a sheet."""

    def __init__(
        self,
        draw: random.Random,
        sheet: Sheet,
        family: Family,
        *,
        file_kind: str,
        tag: str,
        top: int = 1,
        left: int = 1,
        traps: bool = True,
        district: str | None = None,
    ) -> None:
        self.draw, self.sheet, self.family, self.top, self.left = draw, sheet, family, top, left
        self.flat = file_kind == "csv"
        self.district = district
        unit = draw.choice([Decimal(10_000)] * 6 + [Decimal(1), Decimal(100_000_000), None])
        self.setting = Setting(
            unit=unit,
            unit_in_head=draw.random() < 0.6,
            progress=draw.choice(["number", "fraction", "text", "text"]),
            traps=traps,
            text_only=self.flat,
            tag=tag,
            formats=file_kind == "xlsx",
        )
        if self.flat and self.setting.progress == "fraction":
            self.setting.progress = "text"
        self.columns = [column for column in columns_of(draw, family) if not (column.field == "district" and district)]
        if draw.random() < 0.35:
            self._shuffle()
        fields = {column.field for column in self.columns}
        self.setting.roles = family.entity == "task" and "support" not in fields
        self.extra = draw.randint(0, 3) if draw.random() < 0.3 else 0
        self.numbered = draw.random() < 0.85
        self.categories = family.entity == "task" and draw.random() < 0.6
        self.category_style = (
            draw.choice(["merged", "blank", "group", "group", "group_plain", "repeated"]) if self.categories else ""
        )
        if self.flat and self.category_style in ("merged", "group"):
            self.category_style = "group_plain" if self.numbered else "repeated"
        if self.category_style == "group_plain" and not self.numbered:
            self.category_style = "repeated"
        self.header_depth = draw.choice([1, 1, 2, 2, 3]) if not self.flat else draw.choice([1, 1, 2])

    def _shuffle(self) -> None:
        groups: dict[str, list[Column]] = {}
        for column in self.columns:
            groups.setdefault(column.group or column.field, []).append(column)
        order = list(groups.values())
        self.draw.shuffle(order)
        self.columns = [column for group in order for column in group]

    # -- columns

    def place(self) -> None:
        """Decide which column stands where."""
        index = self.left
        self.number_column = index if self.numbered else 0
        index += self.numbered
        self.category_column = 0
        if self.category_style in ("merged", "blank", "repeated"):
            self.category_column, index = index, index + 1
        self.where: dict[str, int] = {}
        extra_at = self.draw.sample(range(len(self.columns) + 1), min(self.extra, len(self.columns)))
        self.extras: list[int] = []
        self.wide: dict[str, int] = {}
        for number, column in enumerate(self.columns):
            if number in extra_at:
                self.extras.append(index)
                index += 1
            self.where[column.field] = index
            index += 1
        self.right = index - 1

    def head(self, column: Column) -> str:
        """Draw the text over a column."""
        text = self.draw.choice(column.heads)
        if column.money and self.setting.unit is not None and self.setting.unit_in_head:
            unit = {Decimal(10_000): "万元", Decimal(1): "元", Decimal(100_000_000): "亿元"}[self.setting.unit]
            text += self.draw.choice([f"（{unit}）", f"({unit})", f" （{unit}）   ", f"\n（{unit}）", f"({unit})·"])
        roll = self.draw.random()
        if roll < 0.05:
            text = f"{text}  "
        elif roll < 0.09 and len(text) >= 4:
            text = f"{text[:2]}\n{text[2:]}"
        elif roll < 0.12 and len(text) == 2:
            text = f"{text[0]}  {text[1]}"
        elif roll < 0.15:
            text = f"{text}*"
        elif roll < 0.17:
            text = f" {text}"
        return text

    # -- rows

    def write(self, count: int) -> Block:
        """Write the whole table with about *count* rows of data and return its truth."""
        self.place()
        row = self._caption(self.top)
        first = row
        row = self._header(row)
        block = Block(self.family, (first, row - 1), [], {})
        block.fields = {index: name for name, index in self.where.items() if not name.startswith("+")}
        row = self._below_header(row)
        if self.draw.random() < 0.2 and self._has_money():
            row = self._total(row, self.draw.choice(["合计", "总计", "合 计"]))
        row = self._body(row, count, block)
        if self.draw.random() < 0.3 and self._has_money():
            row = self._total(row, self.draw.choice(["合计", "总计", "总 计"]))
        self._footer(row)
        self.sheet.blocks.append(block)
        return block

    def _has_money(self) -> bool:
        return any(column.money for column in self.columns)

    def _caption(self, row: int) -> int:
        draw = self.draw
        place = f"{self.district}" if self.district and draw.random() < 0.5 else ""
        caption = draw.choice(self.family.captions)
        unit = self.setting.unit
        must = self._has_money() and unit is not None and not self.setting.unit_in_head
        if draw.random() < 0.9 or must:
            title = draw.choice(
                [
                    f"2026年{place}{caption}",
                    f"{place}{caption}（2026年）",
                    f"{place}{caption}",
                    f"附件1 2026年{place}{caption}",
                ]
            )
            self.sheet.put(row, self.left, title)
            if not self.flat and draw.random() < 0.8:
                self.sheet.merge(row, self.left, row, self.right)
            row += 1
        if must or draw.random() < 0.3:
            if draw.random() < 0.6:
                self.sheet.put(
                    row, self.left, draw.choice(["填报单位：", "填报单位：市政数局", "填报日期：2026年11月20日"])
                )
            if must:
                name = {Decimal(10_000): "万元", Decimal(1): "元", Decimal(100_000_000): "亿元"}[unit or Decimal(1)]
                self.sheet.put(
                    row,
                    max(self.right - 1, self.left + 1),
                    draw.choice([f"单位：{name}", f"（单位：{name}）", f"金额单位：{name}"]),
                )
            row += 1
        if draw.random() < 0.1:
            row += 1
        if draw.random() < 0.06 and not self.flat:
            self.sheet.put(row, self.left + 1, "引用招采台账A列信息")
            row += 1
        return row

    def _header(self, row: int) -> int:
        depth = self.header_depth
        groups = self._grouped()
        if not groups and depth > 1:
            depth = 1
        heads = {self.where[column.field]: self.head(column) for column in self.columns}
        if self.number_column:
            heads[self.number_column] = self.draw.choice(
                [
                    "序号",
                    "序 号",
                    "编号" if "code" not in self.where and self.family.entity not in ("task", "contract") else "序号",
                    "项次",
                    "序号·",
                ]
            )
        if self.category_column:
            heads[self.category_column] = self.draw.choice(["任务类别", "类别", "领域", "任务分类"])
        for number, column in enumerate(self.extras):
            heads[column] = self.draw.choice(["工作底稿", "内部字段", "自定义", "小组代码"]) + str(number + 1)
        self.heads = heads
        last = row + depth - 1
        grouped = {column: top for top, columns in groups.items() for column in columns} if depth > 1 else {}
        for column, text in heads.items():
            if column in grouped:
                self.sheet.put(last, column, text)
                if depth == 3:
                    self.sheet.merge(last - 1, column, last, column)
                    self.sheet.cells[last - 1, column] = self.sheet.cells.pop((last, column))
            else:
                self.sheet.put(row, column, text)
                if not self.flat:
                    self.sheet.merge(row, column, last, column)
        if depth > 1:
            for top, columns in groups.items():
                self.sheet.put(row, columns[0], top)
                if not self.flat:
                    self.sheet.merge(row, columns[0], row, columns[-1])
        return last + 1

    def _grouped(self) -> dict[str, list[int]]:
        """Return the groups whose columns stand side by side, at least two of them."""
        found: dict[str, list[int]] = {}
        for column in self.columns:
            if column.group:
                found.setdefault(column.group, []).append(self.where[column.field])
        return {
            name: places
            for name, places in found.items()
            if len(places) > 1 and places == list(range(places[0], places[-1] + 1))
        }

    def _below_header(self, row: int) -> int:
        draw = self.draw
        roll = draw.random()
        anchor = self.where[self.family.title]
        if roll < 0.08:
            self.sheet.put(row, self.left, "1.按序号顺序填写；2.完成时限请填写到具体日期，不得空缺。")
            if not self.flat:
                self.sheet.merge(row, self.left, row, self.right)
            return row + 1
        if roll < 0.14 and self.numbered:
            self.sheet.put(row, self.number_column, draw.choice(["示例", "例", "样例"]))
            self.sheet.put(row, anchor, "某某系统建设")
            if "due" in self.where:
                self.sheet.put(row, self.where["due"], "2026年12月31日")
            return row + 1
        if roll < 0.17 and self.right - self.left >= 4:
            for column in range(self.left, self.right + 1):
                self.sheet.put(row, column, str(column - self.left + 1) if self.flat else column - self.left + 1)
            return row + 1
        return row

    def _body(self, row: int, count: int, block: Block) -> int:
        draw = self.draw
        groups = (
            ["夯实数字底座", "提升政务服务效能", "强化数据要素供给", "完善城市运行管理"] if self.categories else [""]
        )
        numbering = draw.choice(["{}、{}（{}项）", "{}、{}", "（{}）{}"])
        sizes = [max(1, count // len(groups))] * len(groups)
        number = 0
        previous: dict[str, tuple[Any, Any]] = {}
        for group_number, (group, size) in enumerate(zip(groups, sizes, strict=True)):
            if self.category_style in ("group", "group_plain"):
                text = numbering.format("一二三四五"[group_number], group, size)
                self.sheet.put(row, self.left, text)
                if self.category_style == "group":
                    self.sheet.merge(row, self.left, row, self.right)
                row += 1
            start = row
            for _each in range(size):
                number += 1
                if number > 2 and draw.random() < 0.01 and not self.flat:
                    row = self._again(row)
                self._row(row, number, group, row == start, block, previous)
                row += 1
                if draw.random() < 0.02:
                    row += 1
            if self.category_style == "merged" and row - 1 > start:
                self.sheet.merge(start, self.category_column, row - 1, self.category_column)
            if self._has_money() and draw.random() < 0.12:
                row = self._total(row, "小计")
        return row

    def _row(
        self, row: int, number: int, group: str, first: bool, block: Block, previous: dict[str, tuple[Any, Any]]
    ) -> None:
        draw, truth = self.draw, {}
        if self.number_column:
            self.sheet.put(
                row, self.number_column, str(number) if self.flat else draw.choice([number] * 6 + [str(number)])
            )
        if self.category_column and (first or self.category_style == "repeated"):
            self.sheet.put(row, self.category_column, group)
        if self.categories:
            truth["category"] = group
        if self.district:
            truth["district"] = self.district
        for column in self.columns:
            made = column.make(draw, self.setting)
            made = self._ditto(column, made, previous)
            if column.field in ("title", "name") and made.cell == "":
                continue
            self.sheet.put(row, self.where[column.field], made.cell, made.number_format)
            for name, value in made.truth.items():
                truth[name] = value
        for index in self.extras:
            self.sheet.put(row, index, f"附{number}")
        if "support" in truth and "lead" in truth and isinstance(truth["support"], list):
            truth["support"] = [unit for unit in truth["support"] if unit != truth["lead"]]
        if draw.random() < 0.01 and not self.flat:
            self.sheet.hidden_rows.add(row)
        block.rows.append(RowTruth(row, truth))

    def _ditto(self, column: Column, made: Made, previous: dict[str, tuple[Any, Any]]) -> Made:
        """Now and then say "the same as above" where the cell above says something plain."""
        name = column.field
        above = previous.get(name)
        if above is not None and name in ("lead", "due") and len(made.truth) == 1 and self.draw.random() < 0.03:
            return Made(self.draw.choice(["同上", "〃", "同上。"]), {name: above[1]})
        value = made.truth.get(name)
        plain = (
            made.cell not in ("", None)
            and isinstance(made.cell, str)
            and value not in (None, ASK)
            and len(made.truth) == 1
        )
        if plain:
            previous[name] = (made.cell, value)
        else:
            previous.pop(name, None)
        return made

    def _again(self, row: int) -> int:
        """Repeat the header as it was, as the top of a new printed page."""
        if self.header_depth == 1 or not self._grouped():
            for column, text in self.heads.items():
                self.sheet.put(row, column, text)
            return row + 1
        return row

    def _total(self, row: int, word: str) -> int:
        place = self.number_column or self.where[self.family.title]
        if self.draw.random() < 0.3:
            place = self.where[self.family.title]
        self.sheet.put(row, place, word)
        for column in self.columns:
            if column.money:
                self.sheet.put(row, self.where[column.field], "99999" if self.flat else 99999)
        return row + 1

    def _footer(self, row: int) -> None:
        draw = self.draw
        if draw.random() < 0.4:
            row += draw.choice([0, 0, 1])
            self.sheet.put(
                row,
                self.left,
                draw.choice(
                    [
                        "注：1.进展情况请按月更新。",
                        "填表人：        审核人：        联系电话：",
                        "备注：本表每月25日前报送。",
                        "说明：完成时限以文件为准",
                        "注：\n1.如实填报\n2.加盖公章",
                    ]
                ),
            )
            if draw.random() < 0.3:
                self.sheet.put(row + 1, self.left, "2.资金以万元计。")


def random_sheet_name(draw: random.Random, family: Family) -> str:
    """Draw the name of a sheet."""
    return draw.choice(["Sheet1", "台账", family.captions[0][:20], "汇总表" if False else "2026年", "任务表 "])


def some_district(draw: random.Random) -> str:
    """Draw a district's name."""
    name: str = draw.choice(names.DISTRICTS)["name"]
    return name

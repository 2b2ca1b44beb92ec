# ruff: noqa: E501
"""Draws whole workbooks from a seed: which family, which file format, how many tables and sheets, what else stands there."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import shape_families as families
from shape_files import write
from shape_layout import Layout, Sheet, random_sheet_name, some_district

KINDS = ("xlsx", "xlsx", "xlsx", "xlsx", "xls", "csv", "csv gb18030", "ods")
SHAPES = ("plain", "plain", "plain", "districts", "stacked", "beside", "scratch", "offset", "hidden")


@dataclass
class Workbook:
    """One drawn workbook: its file name, its shape in words, its sheets with their truth."""

    file: str
    shape: str
    sheets: list[Sheet]
    encoding: str = "utf-8-sig"

    def save(self, folder: Path) -> Path:
        """Write it into *folder* and return its path."""
        path = folder / self.file
        write(path, self.sheets, self.encoding)
        return path


def draw_workbook(seed: int) -> Workbook:
    """Return the workbook of *seed*."""
    draw = random.Random(seed)
    kind = draw.choice(KINDS)
    family = families.TASK if draw.random() < 0.5 else draw.choice(families.FAMILIES)
    shape = draw.choice(SHAPES)
    flat = kind.startswith("csv")
    if flat and shape in ("districts", "hidden"):
        shape = "plain"
    if shape == "districts" and family is not families.TASK:
        shape = "plain"
    if kind in ("ods", "xls") and shape == "hidden":
        shape = "plain"
    sheets = _SHAPES[shape](draw, family, "csv" if flat else kind)
    suffix = "csv" if flat else kind
    encoding = "gb18030" if kind.endswith("gb18030") else draw.choice(["utf-8-sig", "utf-8"])
    return Workbook(f"{family.entity}-{shape}-s{seed:x}.{suffix}", f"{family.entity} {shape} {kind}", sheets, encoding)


def _size(draw: random.Random) -> int:
    return draw.choice([3, 8, 15, 25, 40])


def _plain(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheet = Sheet(random_sheet_name(draw, family))
    Layout(draw, sheet, family, file_kind=kind, tag="甲").write(_size(draw))
    return [sheet]


def _districts(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheets = []
    seen: set[str] = set()
    if draw.random() < 0.5:
        summary = Sheet("汇总")
        for row, values in enumerate(
            [["各区汇总表"], ["序号", "区", "任务数", "完成数", "完成率"], [1, "东城区", 12, 6, 0.5]]
        ):
            for column, value in enumerate(values):
                summary.put(row + 1, column + 1, value)
        sheets.append(summary)
    for number in range(draw.randint(2, 4)):
        name = some_district(draw)
        if name in seen:
            continue
        seen.add(name)
        sheet = Sheet(name)
        Layout(draw, sheet, family, file_kind=kind, tag="甲乙丙丁"[number], district=name).write(draw.randint(3, 12))
        sheets.append(sheet)
    return sheets


def _stacked(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheet = Sheet(random_sheet_name(draw, family))
    Layout(draw, sheet, family, file_kind=kind, tag="甲").write(draw.randint(3, 12))
    other = draw.choice([family, families.TASK, families.CONTRACT, families.PILOT])
    top = sheet.height + draw.randint(2, 4)
    Layout(draw, sheet, other, file_kind=kind, tag="乙", top=top).write(draw.randint(3, 12))
    return [sheet]


def _beside(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheet = Sheet(random_sheet_name(draw, family))
    first = Layout(draw, sheet, family, file_kind=kind, tag="甲")
    first.write(draw.randint(3, 12))
    other = draw.choice([families.CONTRACT, families.PILOT, families.UNIT_LIST])
    Layout(draw, sheet, other, file_kind=kind, tag="乙", left=first.right + draw.randint(2, 3)).write(
        draw.randint(3, 12)
    )
    return [sheet]


def _scratch(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheet = Sheet(random_sheet_name(draw, family))
    layout = Layout(draw, sheet, family, file_kind=kind, tag="甲")
    layout.write(_size(draw))
    left = layout.right + draw.randint(2, 6)
    for _number in range(draw.randint(3, 12)):
        value = draw.choice(["核对", "待问", 12, 0.5, "=SUM", "合计", "已完成", "2026-01-01"])
        sheet.put(
            draw.randint(1, max(sheet.height, 2)), left + draw.randint(0, 4), str(value) if kind == "csv" else value
        )
    return [sheet]


def _offset(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheet = Sheet(random_sheet_name(draw, family))
    Layout(draw, sheet, family, file_kind=kind, tag="甲", top=draw.randint(2, 6), left=draw.randint(2, 4)).write(
        _size(draw)
    )
    extra = Sheet("Sheet3")
    extra.put(1, 1, "")
    return [sheet]


def _hidden(draw: random.Random, family: families.Family, kind: str) -> list[Sheet]:
    sheets = _plain(draw, family, kind)
    sheet = sheets[0]
    block = sheet.blocks[0]
    column = max(block.fields) + 1
    sheet.put(block.header[1], column, draw.choice(["进展情况", "任务名称", "工作底稿"]))
    for row in block.rows:
        sheet.put(row.row, column, "隐藏列中的旧稿")
    sheet.hidden_columns.add(column)
    draft = Sheet("旧稿", hidden=True)
    Layout(draw, draft, family, file_kind=kind, tag="旧").write(5)
    draft.blocks[0].taken = False
    return [sheet, draft]


_SHAPES = {
    "plain": _plain, "districts": _districts, "stacked": _stacked, "beside": _beside, "scratch": _scratch, "offset": _offset, "hidden": _hidden,
}  # fmt: skip

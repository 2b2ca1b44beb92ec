"""The ledger of digital government, worded as freely as people do."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime
from typing import Any

from generator import wording
from generator.matters import Matter, take
from generator.names import EVERY_DISTRICT, full_name
from generator.rows import Habits, expected, fill
from generator.table import NUMBER, Table, plain_column
from generator.wording import Said, fixed_due

SERVICE_COLUMNS = [
    NUMBER,
    plain_column("title", "主要任务", width=30, kind="text"),
    plain_column("goal", "工作举措", width=34, kind="text"),
    plain_column("lead", "责任单位", width=22),
    plain_column("support", "配合单位", width=22),
    plain_column("due", "时限要求", width=18),
    plain_column("amount", "总投资\n（万元）", width=12, kind="number"),
    plain_column("progress", "进度", width=12),
    plain_column("progress_text", "进展情况", width=36, kind="text"),
    plain_column("note", "备注", width=14, kind="text"),
]
# row: (cells, outcome that fits, or "" for any)
HARD: dict[int, tuple[dict[str, Any], str]] = {
    3: ({"due": wording.without_date("立行立改")}, "done"),
    5: ({"due": fixed_due("2025-2027年", "2027-12-31", "range")}, "going"),
    8: ({"due": wording.without_date("按市统一部署")}, "waiting"),
    12: ({"due": fixed_due("2025年1月—2026年6月", "2026-06-30", "range")}, "done"),
    15: ({"due": fixed_due("3月底前(方案)，9月底前(建成)", "2026-09-30", "range")}, "late"),
    21: ({"due": fixed_due("2025年启动、2027年完成", "2027-12-31", "range")}, "going"),
    27: ({"due": wording.without_date("尽快")}, "going"),
    30: ({"due": fixed_due(datetime(2026, 12, 15), "2026-12-15", "day")}, "going"),
    18: ({"support": Said("各区", {"support": list(EVERY_DISTRICT)})}, ""),
    24: (
        {"support": Said("市科委、中关村管委会、市财政局", {"support": [full_name("市科委"), full_name("市财政局")]})},
        "",
    ),
    33: ({"support": Said("北京市人力资源和\n社会保障局", {"support": [full_name("市人社局")]})}, ""),
}


def service_ledger(draw: random.Random, matters: dict[str, list[Matter]]) -> list[Table]:
    """Return a ledger whose deadlines, progress and units are worded as freely as people do."""
    table = Table("数字政务", SERVICE_COLUMNS)
    table.title("数字政务专项工作组2026年重点任务台账（示例数据）")
    table.unit_row("牵头单位：北京市政务服务和数据管理局", "截至2026年11月20日")
    table.header()
    habits = Habits(
        (
            "bare-before",
            "quarter",
            "quarter-end",
            "quarter-q",
            "half",
            "year",
            "year-within",
            "year-full",
            "tens",
            "bare",
        ),
        ("number", "text", "over", "about", "numerals", "none"),
        "words",
    )
    for n, matter in enumerate(take(matters["数字政务"], 36), 1):
        cells, outcome = HARD.get(n, ({}, ""))
        if outcome:
            matter = replace(matter, outcome=outcome, percent=100 if outcome == "done" else 60)
        if n == 26:
            values = fill(draw, table, matter, habits, n) | {"due": "13月底前"}
            table.refuse(values, "due", "no such month")
            continue
        table.matter(fill(draw, table, matter, habits, n) | _units(matter, n) | cells, expected(table, matter))
        if n in (10, 20):
            _repeat_due(table, "同上" if n == 10 else "〃")
    table.line("备注：责任单位排第一位的为牵头单位。（示例数据）", "footer")
    return [table]


def _units(matter: Matter, n: int) -> dict[str, Any]:
    """Write the units of some rows in other ways: roles in one cell, several leading units, a line break."""
    if n in HARD and "support" in HARD[n][0]:
        return {}
    if n % 4 == 0:
        return {"lead": f"{matter.lead}牵头，{'、'.join(matter.support)}配合", "support": None}
    if n % 7 == 0:
        return {"lead": "、".join((matter.lead, *matter.support)), "support": None}
    if n % 9 == 0:
        return {"support": "；\n".join(matter.support)}
    return {}


def _repeat_due(table: Table, words: str) -> None:
    """Write 同上 for the deadline of the last row, which then means that of the row before."""
    before, last = table.tasks[-2:]
    place = table.place("due")
    table.cells[last["row"], place] = replace(table.cells[last["row"], place], value=words, number_format="")
    last["due"], last["due_precision"] = before["due"], before["due_precision"]

# ruff: noqa: E501
"""How long the import of a large ledger takes, as a multiple of what python-calamine alone takes to read it.

Run: ``python tests/bench/import_speed.py [rows]``.  Makes a workbook of 20,000 rows × 60 columns with a
three-row merged header in a temporary folder and times, each in a fresh process and as the median of three:
calamine alone, a proposal, a proposal and its commit.  Prints the ratios beside their limits, and the peak memory.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ROWS, COLUMNS, RUNS = 20_000, 60, 3
LIMIT_PROPOSE, LIMIT_ALL, LIMIT_MEMORY = 4.0, 8.0, 1 << 30

HEADS = [
    "序号", "任务类别", "重点任务", "工作目标及举措", "牵头单位", "配合单位", "牵头市领导", "完成时限", "总投资", "年度计划",
    "累计完成", "进展情况", "进度(%)", "存在问题", "状态", "备注",
]  # fmt: skip
UNITS = ["市经信局", "市交通委", "市规自委", "市发改委", "市公安局", "市民政局", "市教委", "市财政局"]


def make_workbook(path: Path, rows: int) -> None:
    """Write the ledger: title, unit line, three header rows, rows in which every text column repeats little."""
    from openpyxl import Workbook

    draw = random.Random(20)
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["2026年智慧城市建设重点任务台账"])
    sheet.append(["填报单位：示例"] + [""] * 10 + ["单位：万元"])
    filler = [f"自定义列{number}" for number in range(COLUMNS - len(HEADS))]
    top = [*HEADS[:4], "责任单位", "", HEADS[6], HEADS[7], "资金", "", "", *HEADS[11:], *filler]
    middle = [""] * 4 + ["牵头单位", "配合单位", "", "", "预算", "", "执行"] + [""] * (COLUMNS - 11)
    bottom = [""] * 8 + ["总投资", "年度计划", "累计完成"] + [""] * (COLUMNS - 11)
    for row in (top, middle, bottom):
        sheet.append(row)
    for span in ("A1:BH1", "E3:F3", "I3:K3", "I4:J4", "E4:E5", "F4:F5"):
        sheet.merge_cells(span)
    for column in (*"ABCDGHLMNOP", "Q"):
        sheet.merge_cells(f"{column}3:{column}5")
    for number in range(rows):
        progress = draw.randint(0, 99)
        sheet.append([
            number + 1, f"类别{number // 500}", f"第{number}号社区智慧门禁与停车诱导系统建设", f"完成{number % 90}个点位建设并接入市级平台。",
            draw.choice(UNITS), "、".join(draw.sample(UNITS, 2)), "分管副市长", draw.choice(["2026年9月底前", "2026-10-15", "四季度", "2026年底", f"{draw.randint(1, 12)}月{draw.randint(1, 28)}日"]),
            draw.randint(10, 9000), draw.randint(10, 900), draw.choice([120, "约1.2亿元", "300万元", "—"]),
            f"已完成第{number}次现场踏勘，正在开展设备安装和接口联调工作。", progress, draw.choice(["无", "资金批复较晚"]), "推进中", "",
            *(f"附加信息{number % 700}-{extra}" if extra % 3 else number * extra for extra in range(COLUMNS - len(HEADS))),
        ])  # fmt: skip
    book.save(path)


def open_book(folder: Path):
    """Return the journal of a new book with the city's units."""
    from smartplanner.base.ids import new_id
    from smartplanner.changes import Label, insert
    from smartplanner.journal import create_book

    journal = create_book(folder / f"book-{time.time_ns()}.splan")
    changes = []
    for each in json.loads((ROOT / "resources/reference/beijing/organisations.json").read_text(encoding="utf-8")):
        key = new_id()
        changes.append(
            insert("organisation", key, {"name": each["name"], "kind": each["kind"], "order": each["order"]})
        )
        changes += [insert("alias", new_id(), {"organisation": key, "name": alias}) for alias in each["aliases"]]
    journal.commit(Label("reference"), changes)
    return journal


def run(what: str, path: Path) -> None:
    """Do one measured run in this process and print seconds and peak bytes."""
    if what == "calamine":
        started = time.perf_counter()
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(path) as workbook:
            for sheet in workbook.sheet_names:
                workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        _print_run(time.perf_counter() - started, "")
        return
    journal = open_book(path.parent)
    from smartplanner.changes import Label
    from smartplanner.excel import propose
    from smartplanner.queries import Reader

    reader = Reader(journal)
    started = time.perf_counter()
    proposal = propose(path, reader, as_of=date(2026, 11, 23))
    if proposal.refused is not None:
        raise proposal.refused
    if what == "commit":
        journal.commit(Label("import"), proposal.changes, origin="import")
    seconds = time.perf_counter() - started
    sheet = proposal.sheets[0]
    _print_run(seconds, f"{sheet.count('insert')} rows, {len(sheet.columns)} columns, {len(sheet.problems)} problems")
    journal.close()


def _print_run(seconds: float, remark: str) -> None:
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, remark]))


def measure(path: Path, *names: str) -> dict[str, tuple[float, int, str]]:
    """Return, for each thing to do, the median seconds, the peak memory and the remark of three fresh processes.

    They take turns, so that whatever else the machine does slows all of them alike.
    """
    found: dict[str, list] = {name: [] for name in names}
    for _number in range(RUNS):
        for name in names:
            command = [sys.executable, __file__, name, str(path)]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            found[name].append(json.loads(answer.stdout.splitlines()[-1]))
    return {
        name: (statistics.median(each[0] for each in runs), max(each[1] for each in runs), runs[0][2])
        for name, runs in found.items()
    }


def main() -> None:
    """Make the workbook, measure, print."""
    if len(sys.argv) == 3:
        run(sys.argv[1], Path(sys.argv[2]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) == 2 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        make_workbook(path, rows)
        print(f"{rows} rows × {COLUMNS} columns, {path.stat().st_size / 1e6:.1f} MB")
        measured = measure(path, "calamine", "propose", "commit")
        alone, memory, _remark = measured["calamine"]
        print(f"calamine alone       {alone:6.2f} s   {memory / 1e6:6.0f} MB")
        for what, name, limit in (("propose", "propose", LIMIT_PROPOSE), ("commit", "propose and commit", LIMIT_ALL)):
            seconds, memory, remark = measured[what]
            print(
                f"{name:20} {seconds:6.2f} s   {memory / 1e6:6.0f} MB   {seconds / alone:4.1f} × (limit {limit:g} ×)"
                f"   memory {memory / LIMIT_MEMORY:.2f} of the limit   {remark}"
            )


if __name__ == "__main__":
    main()

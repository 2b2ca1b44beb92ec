"""Make the sample ledgers and ``truth.json``: ``python resources/samples/make_samples.py [--out DIR]``.

The same program gives the same files: the chance is seeded, times inside the files are fixed.  What a reader
must find stands in ``truth.json``; it comes from what was meant when a row was written, never from a parser.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator import (  # noqa: E402
    ledger_city,
    ledger_contract_summary,
    ledger_contracts,
    ledger_district,
    ledger_field,
    ledger_pilots,
    ledger_plans,
    ledger_reports,
    ledger_service,
)
from generator.files import write_xls, write_xlsx  # noqa: E402
from generator.matters import AS_OF, city_matters, district_matters  # noqa: E402
from generator.records import Records  # noqa: E402
from generator.table import Table  # noqa: E402

SEED = 20261123
NOTES = [
    "A field that a task does not list is not determined by its row; null means that it must be empty.",
    "Amounts are in 元, progress in percent, units by their official names, districts by their full names.",
    "Rows count from 1 as in the worksheet. Rows under “refused” need a person; rows under “not_tasks” are no tasks.",
    "Where several units stand in the cell of the leading unit without roles, the first leads and the others support.",
    "A group row 一、夯实数字底座（12项） gives the category 夯实数字底座; 同上 repeats the cell above.",
]


def build() -> dict[str, list[Table]]:
    """Return the sheets of every workbook, by file name."""
    draw = random.Random(SEED)
    city, districts = city_matters(draw), district_matters(draw)
    return {
        "01-市级重点任务台账.xlsx": ledger_city.city_ledger(draw, city),
        "02-各区任务台账.xlsx": ledger_district.district_ledger(draw, districts),
        "03-督办事项台账.xlsx": ledger_city.supervision_ledger(draw, city),
        "04-重点领域任务台账.xlsx": ledger_field.field_ledger(draw, city),
        "05-数据共享与网络安全台账.xlsx": ledger_field.security_ledger(draw, city),
        "06-平谷区补充任务表.xls": ledger_district.old_ledger(draw, districts),
        "07-数字政务任务台账.xlsx": ledger_service.service_ledger(draw, city),
    }


def build_records(known: Counter[str]) -> dict[str, tuple[list[Table], list[Records]]]:
    """Return the workbooks of plans, pilots, contracts and reports with what must be found, by file name.

    *known* counts the titles of the matters that the other workbooks bring in.
    """
    draw = random.Random(SEED + 1)
    city = city_matters(random.Random(SEED))
    return {
        "09-区级建设计划台账.xlsx": ledger_plans.plan_ledger(draw),
        "10-试点台账.xlsx": ledger_pilots.pilot_ledger(draw),
        "11-运营商与合同台账.xlsx": ledger_contracts.contract_ledger(draw),
        "12-月度进展填报台账.xlsx": ledger_reports.report_ledger(draw, city, known),
        "13-各区运营合同汇总表.xlsx": ledger_contract_summary.contract_summary(random.Random(SEED + 2)),
    }


def truth_of_records(books: dict[str, tuple[list[Table], list[Records]]]) -> dict[str, Any]:
    """Return what a reader must make of the workbooks of records."""
    return {
        "as_of": AS_OF.isoformat(),
        "files": [
            {"file": name, "sheets": [each.truth() for each in records]} for name, (_tables, records) in books.items()
        ],
    }


def truth(books: dict[str, list[Table]]) -> dict[str, Any]:
    """Return what a reader must make of the workbooks."""
    return {
        "as_of": AS_OF.isoformat(),
        "ledger_year": 2026,
        "notes": NOTES,
        "files": [{"file": name, "sheets": [table.truth() for table in tables]} for name, tables in books.items()],
    }


def main() -> None:
    """Write everything into the folder that the command line names, or beside this program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    books = build()
    for name, tables in books.items():
        (write_xls if name.endswith(".xls") else write_xlsx)(out / name, tables)
    sheets = [table for tables in books.values() for table in tables]
    records = build_records(Counter(str(task.get("title")) for table in sheets for task in table.tasks))
    for name, (tables, _found) in records.items():
        write_xlsx(out / name, tables)
    (out / "truth_records.json").write_text(_shown(truth_of_records(records)), encoding="utf-8", newline="\n")
    (out / "truth.json").write_text(_shown(truth(books)), encoding="utf-8", newline="\n")


def _shown(found: dict[str, Any]) -> str:
    """Return *found* as JSON with one task on a line, so that a change shows as the rows that it changed."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    rows = [row for file in found["files"] for sheet in file["sheets"] for key in ROWS for row in sheet.get(key, [])]
    for row in rows:
        text = text.replace(_indented(row), json.dumps(row, ensure_ascii=False), 1)
    return text + "\n"


ROWS = ("tasks", "refused", "not_tasks", "rows")


def _indented(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * 6)


if __name__ == "__main__":
    main()

"""The sample ledgers of the program against the truth that stands beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shape_check import AS_OF, Score, make_book

from smartplanner.base.paths import resources
from smartplanner.excel import propose
from smartplanner.journal import open_book
from smartplanner.queries import Reader


def score_samples(folder: Path) -> Score:
    """Return the score over all sample ledgers."""
    truth = json.loads(resources("samples", "truth.json").read_text(encoding="utf-8"))
    journal = open_book(make_book(folder / "samples.splan"))
    reader, score = Reader(journal), Score()
    for expected in truth["files"]:
        proposal = propose(resources("samples", expected["file"]), reader, as_of=AS_OF)
        values = {change.id: change.after or {} for change in proposal.changes}
        for sheet, meant in zip(proposal.sheets, expected["sheets"], strict=False):
            rows = {row.row: row for row in sheet.rows}
            for task in meant.get("tasks", ()):
                score.rows += 1
                row = rows.get(task["row"])
                if row is None:
                    score.lost += 1
                got = values.get(row.id, {}) if row is not None else {}
                for name, value in task.items():
                    if name == "row":
                        continue
                    score.fields += 1
                    score.right += (same := _plain(reader, name, got.get(name)) == value)
                    if not same:
                        score.faults.append(
                            f"{expected['file']}!{task['row']}: {name} is {value!r}, not {got.get(name)!r}"
                        )
            for refused in meant.get("refused", ()):
                row = rows.get(refused["row"])
                if row is not None and values.get(row.id, {}).get(refused["field"]):
                    score.wrong_where_ambiguous += 1
    journal.close()
    return score


def _plain(reader: Reader, name: str, value: Any) -> Any:
    if name == "support":
        return [reader.name("organisation", unit) for unit in value or ()]
    if name in ("lead", "district"):
        return reader.name("organisation" if name == "lead" else name, value) if value else None
    if name in ("amount", "amount_year", "amount_done") and value is not None:
        return value / 100
    return value.isoformat() if hasattr(value, "isoformat") else value

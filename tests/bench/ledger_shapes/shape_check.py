# ruff: noqa: E501
"""Reads drawn workbooks with the program and counts against their truth: fields right, rows lost, wrong values."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shape_families import KNOWN_CONTRACTS, KNOWN_PILOTS, KNOWN_PLANS, KNOWN_TASKS, OPERATORS
from shape_layout import Block, RowTruth
from shape_names import DISTRICTS, UNITS
from shape_words import ASK, Either
from shape_workbooks import Workbook

from smartplanner.base.ids import new_id
from smartplanner.changes import Label, insert
from smartplanner.excel import propose
from smartplanner.journal import create_book, open_book
from smartplanner.model import entities
from smartplanner.queries import Reader

AS_OF = date(2026, 11, 23)
_REFERENCES = {
    "lead": "organisation", "support": "organisation", "organisation": "organisation", "district": "district",
    "operator": "operator", "contract": "contract", "plan": "plan", "pilot": "pilot", "task": "task",
}  # fmt: skip


@dataclass
class Score:
    """What was counted; ``faults`` are the places, for whoever mends them."""

    fields: int = 0
    right: int = 0
    rows: int = 0
    lost: int = 0
    wrong_where_ambiguous: int = 0
    extra: int = 0
    asked_needlessly: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add what another workbook counted."""
        for name in ("fields", "right", "rows", "lost", "wrong_where_ambiguous", "extra", "asked_needlessly"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults

    @property
    def percent(self) -> float:
        """Fields read right, in percent."""
        return 100.0 * self.right / self.fields if self.fields else 100.0


def make_book(path: Path) -> Path:
    """Make the book that the drawn ledgers are read against."""
    journal = create_book(path)
    changes = [insert("district", new_id(), each) for each in DISTRICTS]
    ids: dict[str, str] = {}
    for unit in UNITS:
        ids[unit["name"]] = new_id()
        values = {name: unit[name] for name in ("name", "kind", "order")}
        changes.append(insert("organisation", ids[unit["name"]], values))
        changes += [
            insert("alias", new_id(), {"organisation": ids[unit["name"]], "name": alias}) for alias in unit["aliases"]
        ]
    district = next(change.id for change in changes if change.entity == "district")
    changes += [insert("operator", new_id(), {"organisation": ids[name]}) for name in OPERATORS]
    changes += [insert("contract", new_id(), {"title": title}) for title in KNOWN_CONTRACTS]
    changes += [insert("plan", new_id(), {"title": title, "district": district}) for title in KNOWN_PLANS]
    changes += [insert("pilot", new_id(), {"name": name}) for name in KNOWN_PILOTS]
    changes += [insert("task", new_id(), {"title": title}) for title in KNOWN_TASKS]
    journal.commit(Label("reference"), changes)
    journal.close()
    return path


class Checker:
    """Holds a book open and checks workbooks against it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = open_book(make_book(folder / "shapes.splan"))
        self.reader = Reader(self._journal)

    def close(self) -> None:
        """Close the book."""
        self._journal.close()

    def check(self, workbook: Workbook) -> Score:
        """Return the score of one workbook."""
        path = workbook.save(self._folder)
        proposal = propose(path, self.reader, as_of=AS_OF)
        score = Score()
        name = workbook.file
        if proposal.refused is not None:
            score.faults.append(f"{name}: refused: {proposal.refused.code} {proposal.refused.message}")
        values = {change.id: dict(change.after or {}) for change in proposal.changes}
        for sheet in workbook.sheets:
            here = [each for each in proposal.sheets if each.sheet == sheet.name or (len(workbook.sheets) == 1)]
            if proposal.refused is None and not here:
                score.faults.append(f"{name}: sheet {sheet.name} is not told")
            told = {int("".join(filter(str.isdigit, problem.cell)) or 0) for each in here for problem in each.problems}
            skipped = any(each.skipped for each in here)
            problems: dict[int, list[Any]] = {}
            for each in here:
                for problem in each.problems:
                    problems.setdefault(int("".join(filter(str.isdigit, problem.cell)) or 0), []).append(problem)
            wanted: dict[int, set[int]] = {}
            for block in sheet.blocks:
                reading = _reading_of(block, here)
                results = {row.row: row for row in reading.rows} if reading is not None else {}
                if not block.taken:
                    if results:
                        score.faults.append(f"{name}: hidden sheet was read")
                    continue
                wanted.setdefault(id(reading), set()).update(row.row for row in block.rows)
                for row in block.rows:
                    self._row(f"{name}!{row.row}", block, row, results, values, told, skipped, problems, score)
            for each in here:
                for row in each.rows:
                    if row.kind == "insert" and row.row not in wanted.get(id(each), set()):
                        score.extra += 1
                        score.faults.append(f"{name}!{row.row}: is no row of data but was taken: {values.get(row.id)}")
        return score

    def _row(
        self,
        place: str,
        block: Block,
        row: RowTruth,
        results: Any,
        values: Any,
        told: set[int],
        skipped: bool,
        problems: Any,
        score: Score,
    ) -> None:
        score.rows += 1
        truth = {name: value for name, value in row.values.items() if not name.startswith("+")}
        asks = any(value == ASK or isinstance(value, Either) for value in truth.values())
        result = results.get(row.row)
        if result is None:
            if row.row not in told and not skipped:
                score.lost += 1
            score.fields += len(truth)
            score.faults.append(
                f"{place}: row not read ({'told' if row.row in told else 'NOT TOLD'}) {truth.get('title', '')} {[p.code for p in problems.get(row.row, [])]}"
            )
            return
        if result.kind == "refused":
            if not asks:
                score.fields += len(truth)
                score.asked_needlessly += 1
                score.faults.append(
                    f"{place}: refused needlessly {[(p.code, p.field, p.value) for p in problems.get(row.row, []) if p.level == 'error']}"
                )
            return
        got = values.get(result.id, {})
        for name, meant in truth.items():
            self._field(place, block, name, meant, got, truth, score)

    def _field(self, place: str, block: Block, name: str, meant: Any, got: Any, truth: Any, score: Score) -> None:
        value = self._plain(block, name, got.get(name))
        if meant == ASK:
            if value not in (None, []):
                score.wrong_where_ambiguous += 1
                score.faults.append(
                    f"{place}: {name} is ambiguous, but {value!r} was written {got.get(name + '_text', '')}"
                )
            return
        if isinstance(meant, Either):
            if value not in (None, []) and value != meant.value:
                score.wrong_where_ambiguous += 1
                score.faults.append(
                    f"{place}: {name} may be {meant.value!r}, but {value!r} was written {got.get(name + '_text', '')}"
                )
            return
        if name == "progress" and meant is None and truth.get("state") in ("done", "closed", "not_started"):
            return
        score.fields += 1
        meant = _comparable(meant)
        if name == "support" and value:
            value = [unit for unit in value if unit != truth.get("lead")]
        if name == "note" and value and "：" in value and value.startswith(meant or ""):
            # Words that no field takes go to the note, behind what it says itself.
            value = meant
        if value == meant or (value in (None, []) and meant in (None, [])):
            score.right += 1
        else:
            words = got.get(f"{name}_text") or got.get(f"{name}_words") or ""
            score.faults.append(f"{place}: {name} is {meant!r}, read as {value!r} {words!r}")

    def _plain(self, block: Block, name: str, value: Any) -> Any:
        if value in (None, ""):
            return None
        if isinstance(value, tuple | list):
            return [self.reader.name(_REFERENCES[name], each) for each in value]
        described = entities()[block.family.entity].by_name.get(name)
        if described is not None and described.target:
            return self.reader.name(described.target, value)
        if described is not None and described.kind == "money":
            return Decimal(value) / 100
        return _comparable(value)


def _reading_of(block: Block, here: list[Any]) -> Any:
    """Return the reading of a block: of its entity, and sharing most of its columns; None if there is none."""
    from smartplanner.excel.reading.grid import column_number

    def shared(each: Any) -> int:
        columns = {column_number(letters) for letters in each.columns}
        rows = {row.row for row in each.rows}
        return len(columns & block.fields.keys()) if not rows or rows & {row.row for row in block.rows} else 0

    fitting = [each for each in here if each.entity == block.family.entity and shared(each)]
    return max(fitting, key=shared, default=None)


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Decimal(str(value)).normalize() + 0
    return value


def codes(faults: list[str]) -> Counter[str]:
    """Return how often each kind of fault occurs."""
    return Counter(fault.split(": ", 1)[1][:40] for fault in faults)


def free(folder: Path) -> None:
    """Remove what was written."""
    shutil.rmtree(folder, ignore_errors=True)

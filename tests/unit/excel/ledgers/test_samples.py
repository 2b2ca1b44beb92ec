"""The sample ledgers against the truth that their maker wrote beside them: every field, every refused row."""

import json

import pytest

from smartplanner.base.paths import resources

TRUTH = json.loads(resources("samples", "truth.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("expected", TRUTH["files"], ids=lambda each: each["file"])
def test_a_sample_ledger_is_read_as_its_maker_meant_it(read, names, expected):
    proposal = read(resources("samples", expected["file"]))
    assert proposal.refused is None
    changes = {change.id: change.after for change in proposal.changes}
    for sheet, meant in zip(proposal.sheets, expected["sheets"], strict=True):
        assert sheet.sheet.strip() == meant["sheet"].strip()
        assert bool(sheet.skipped) == bool(meant["skipped"])
        if meant["skipped"]:
            continue
        assert list(sheet.header_rows) == meant["header_rows"]
        assert sheet.columns == meant["columns"]
        assert {row.row for row in sheet.rows if row.kind == "refused"} == {row["row"] for row in meant["refused"]}
        errors = {problem.cell for problem in sheet.problems if problem.level == "error"}
        assert errors == {row["cell"] for row in meant["refused"]}
        values = {row.row: changes[row.id] for row in sheet.rows if row.kind != "refused"}
        assert sorted(values) == [task["row"] for task in meant["tasks"]]
        for task in meant["tasks"]:
            got = {name: _plain(name, values[task["row"]].get(name), names) for name in task if name != "row"}
            assert got == {name: value for name, value in task.items() if name != "row"}
        _assert_told(sheet, meant)


def _assert_told(sheet, meant):
    told = {int("".join(filter(str.isdigit, problem.cell))) for problem in sheet.problems if problem.cell}
    below = {
        row["row"] for row in meant["not_tasks"] if row["row"] > meant["header_rows"][1] and row["what"] != "blank"
    }
    assert below <= told


def _plain(name, value, names):
    if name == "support":
        return [names("organisation", unit) for unit in value or ()]
    if name == "lead":
        return names("organisation", value)
    if name == "district":
        return names("district", value) if value else None
    if name in ("amount", "amount_year", "amount_done") and value is not None:
        return value / 100
    return value.isoformat() if hasattr(value, "isoformat") else value

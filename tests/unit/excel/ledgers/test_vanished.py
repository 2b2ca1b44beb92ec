"""A row that is missing in the later version of a file is told, and nothing else happens to it."""

import pytest

from smartplanner.changes import Label
from smartplanner.excel.ledgers.vanished import same_file
from smartplanner.journal import Source

HEAD = ["序号", "任务名称", "牵头单位", "所属区", "完成时限"]


@pytest.fixture
def imported(read, ledger, city):
    def taking(rows, file):
        proposal = read(ledger({"S": [HEAD, *rows]}, file=file))
        city.commit(Label("import"), proposal.changes, origin="import", source=Source(file, proposal.sha256))
        return proposal

    return taking


ROWS = [[1, "甲任务", "市经信局", "朝阳区", "9月底"], [2, "乙任务", "市教委", "朝阳区", "10月底"]]


def vanished(proposal):
    return [problem.value for problem in proposal.problems if problem.code == "row_vanished"]


def test_a_row_missing_in_a_later_version_is_told_and_kept(imported, read, ledger, reader):
    imported(ROWS, "朝阳区台账0930.xlsx")
    proposal = read(ledger({"S": [HEAD, ROWS[0]]}, file="朝阳区台账10月(1).xlsx"))
    assert vanished(proposal) == ["乙任务"]
    assert [row.title for row in proposal.sheets[0].vanished] == ["乙任务"]
    assert proposal.changes == ()


def test_a_row_that_an_error_keeps_out_has_not_vanished(imported, read, ledger):
    imported(ROWS, "台账.xlsx")
    assert (
        vanished(read(ledger({"S": [HEAD, ROWS[0], [2, "乙任务", "不知名委", "朝阳区", ""]]}, file="台账.xlsx"))) == []
    )


def test_rows_of_other_files_and_other_districts_have_not_vanished(imported, read, ledger):
    imported(ROWS, "朝阳区台账.xlsx")
    assert vanished(read(ledger({"S": [HEAD, ROWS[0]]}, file="海淀区任务.xlsx"))) == []
    other = [1, "丙任务", "市教委", "海淀区", "9月底"]
    assert vanished(read(ledger({"S": [HEAD, other]}, file="朝阳区台账.xlsx"))) == []


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("a.xlsx", "a.xls", True),
        ("周报第3期.xlsx", "周报第4期.xlsx", True),
        ("甲区.xlsx", "乙区.xlsx", False),
        ("1.xlsx", "2.xlsx", False),
    ],
)
def test_versions_of_a_file_are_called_alike(first, second, same):
    assert same_file(first, second) is same

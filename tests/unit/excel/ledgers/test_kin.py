"""Rows of one ledger that name each other, in any order."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office
from smartplanner.queries.listing import list_rows

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    return Office(journal)


def ledger(path, head, *rows):
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def taken(office, path, entity):
    proposal = propose_ledger(office, path, as_of=DAY, entity=entity)
    accept(office, proposal)
    return proposal, {row["title"]: row for row in list_rows(office.reader, entity, as_of=DAY)}


MILESTONES = ("里程碑名称", "计划完成时间", "前置节点")


def test_a_row_can_name_one_that_stands_further_down(office, tmp_path):
    path = ledger(
        tmp_path / "m.xlsx",
        MILESTONES,
        ("竣工验收", "2026年12月31日", "系统联调、设备安装"),
        ("系统联调", "2026年11月30日", "设备安装"),
        ("设备安装", "2026年10月31日", None),
    )
    proposal, found = taken(office, path, "milestone")
    assert [problem.sentence() for problem in proposal.problems] == []
    assert found["竣工验收"]["after"] == ["系统联调", "设备安装"]
    assert found["系统联调"]["after"] == ["设备安装"]


def test_the_same_ledger_again_changes_nothing(office, tmp_path):
    rows = [("竣工验收", "2026年12月31日", "系统联调"), ("系统联调", "2026年11月30日", None)]
    path = ledger(tmp_path / "m.xlsx", MILESTONES, *rows)
    taken(office, path, "milestone")
    assert propose_ledger(office, path, as_of=DAY, entity="milestone").changes == ()


def test_a_reference_to_a_refused_row_is_left_out_and_told(office, tmp_path):
    path = ledger(
        tmp_path / "m.xlsx",
        MILESTONES,
        ("竣工验收", "2026年12月31日", "系统联调"),
        ("系统联调", "2026年13月45日", None),
    )
    proposal, found = taken(office, path, "milestone")
    assert set(found) == {"竣工验收"}
    assert found["竣工验收"]["after"] == []
    assert [problem.cell for problem in proposal.problems if problem.code == "reference_refused"] == ["C2"]


def test_a_child_that_stands_above_its_parent_is_written_after_it(office, tmp_path):
    path = ledger(
        tmp_path / "t.xlsx",
        ("任务名称", "责任单位", "上级任务"),
        ("子任务甲", None, "总任务"),
        ("孙任务", None, "子任务甲"),
        ("总任务", None, None),
    )
    _proposal, found = taken(office, path, "task")
    assert (found["子任务甲"]["parent"], found["孙任务"]["parent"]) == ("总任务", "子任务甲")

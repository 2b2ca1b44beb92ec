"""A dozen drawn ledgers of differing shapes are read as their maker meant them (the benchmark reads many more)."""

import sys
from pathlib import Path

import pytest

SHAPES = Path(__file__).resolve().parents[2] / "bench" / "ledger_shapes"


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    sys.path.insert(0, str(SHAPES))
    try:
        from shape_check import Checker

        made = Checker(tmp_path_factory.mktemp("shapes"))
        yield made
        made.close()
    finally:
        sys.path.remove(str(SHAPES))


@pytest.mark.parametrize("start", [1, 7, 19, 34, 52, 101])
def test_drawn_ledgers_are_read_as_they_were_meant(checker, start):
    from shape_check import Score
    from shape_workbooks import draw_workbook

    total = Score()
    for seed in range(start, start + 3):
        total.add(checker.check(draw_workbook(seed)))
    assert (total.lost, total.wrong_where_ambiguous, total.extra) == (0, 0, 0), total.faults
    assert total.percent >= 99, total.faults

"""How well drawn workbooks of differing shapes are read, against the truth that their maker knows.

Run: ``python tests/bench/import_accuracy.py [first seed] [count] [-v]``.  Prints per family and for the sample
ledgers: fields right, rows lost silently, wrong values written where the text was ambiguous.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench" / "ledger_shapes")]

COUNT = 48
TARGET = 99.0


def main() -> None:
    """Draw, read, count, print."""
    from shape_check import Checker, Score
    from shape_samples import score_samples
    from shape_workbooks import draw_workbook

    from smartplanner.base.i18n import use_language

    use_language("zh_CN")
    numbers = [int(each) for each in sys.argv[1:] if each.lstrip("-").isdigit()]
    first, count = [*numbers, *(1, COUNT)[len(numbers) :]][:2]
    scores: dict[str, Score] = {}
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(Path(folder))
        for seed in range(first, first + count):
            workbook = draw_workbook(seed)
            score = checker.check(workbook)
            faults += score.faults
            for name in (workbook.shape.split()[0], "all drawn"):
                scores.setdefault(name, Score()).add(score)
        checker.close()
        scores["samples"] = score_samples(Path(folder))
        faults += scores["samples"].faults
    if "-v" in sys.argv:
        print("\n".join(faults))
    _print(count, scores)


def _print(count: int, scores: dict) -> None:
    print(f"{count} drawn workbooks and the samples; targets: fields right ≥ {TARGET} %, lost 0, wrong 0")
    print(f"{'family':<18}{'rows':>7}{'fields':>8}{'right %':>9}{'lost':>6}{'wrong':>7}{'extra':>7}{'asked':>7}")
    order = sorted(scores, key=lambda name: (name in ("all drawn", "samples"), name))
    for name in order:
        each = scores[name]
        print(
            f"{name:<18}{each.rows:>7}{each.fields:>8}{each.percent:>9.2f}{each.lost:>6}"
            f"{each.wrong_where_ambiguous:>7}{each.extra:>7}{each.asked_needlessly:>7}"
        )


if __name__ == "__main__":
    main()

"""Whether our dates agree with TaskJuggler's (Debian package tj3) on 200 random plans.  Prints what differs.

Run: ``python tests/bench/schedule_against_taskjuggler.py``; with ``--golden`` it writes the small fixed part that
``tests/golden/test_schedule_golden.py`` tries without TaskJuggler.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT))

from taskjuggler import EARLY, LATE, ask, differences, random_plan  # noqa: E402

EACH = 100
TOGETHER = 50
"""Plans of one run of TaskJuggler."""
FIXED = 8
GOLDEN = ROOT / "tests" / "golden" / "schedule" / "taskjuggler.json"


def main() -> int:
    """Compare, print, and return 1 if any date differs."""
    if shutil.which("tj3") is None:
        print("TaskJuggler is not installed (apt install tj3): left out")
        return 0
    if "--golden" in sys.argv:
        return write_golden()
    different: list[str] = []
    items = 0
    begin = time.perf_counter()
    for side in (EARLY, LATE):
        plans = [random_plan(number, side=side) for number in range(EACH)]
        items += sum(len(plan.activities) for plan in plans)
        for first in range(0, EACH, TOGETHER):
            some = plans[first : first + TOGETHER]
            with tempfile.TemporaryDirectory() as folder:
                different += differences(some, ask(some, Path(folder)))
    for line in different[:20]:
        print(line)
    seconds = time.perf_counter() - begin
    verdict = "FAILED" if different else "PASSED"
    print(f"{verdict}: {2 * EACH} plans, {items} items, {len(different)} with other dates than TaskJuggler's")
    print(f"took {seconds:.0f} s")
    return 1 if different else 0


def write_golden() -> int:
    """Store the fixed plans with TaskJuggler's answers."""
    plans = [random_plan(number, side=side, seed=5) for side in (EARLY, LATE) for number in range(FIXED)]
    with tempfile.TemporaryDirectory() as folder:
        answers = ask(plans, Path(folder))
    stored = [
        {
            "name": plan.name,
            "side": plan.side,
            "activities": [[one.id, one.duration, one.start and one.start.isoformat()] for one in plan.activities],
            "links": [list(link) for link in plan.links],
            "answers": answers[plan.name],
        }
        for plan in plans
    ]
    GOLDEN.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in stored)
    GOLDEN.write_text(f"[\n{lines}\n]\n", "utf-8")
    print(f"wrote {len(stored)} plans to {GOLDEN.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

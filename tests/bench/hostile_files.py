# ruff: noqa: E501
"""What becomes of every file of the bad-input catalogue, and of workbooks with random damage.

Run: ``python tests/bench/hostile_files.py [number of mutants]``.  Each file is read by a fresh process; the table
shows what is expected, what came, the seconds with the start of the process, the seconds of processor time (of a
file that ended its process: none), and the most memory that it took.
Then the first answer on a small ledger is timed, and mutants of real workbooks are read: none may hang, kill the
program or show a mistake of it.  Exits with 1 if anything is not as it should be.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/unit/excel/hostile")]

MUTANTS = 300
FIRST_ANSWER = 0.7


def check_cases(book: Path, folder: Path) -> int:
    """Read every case in a process of its own; returns how many went wrong."""
    from hostile_cases import CASES
    from hostile_office import MOST_MEMORY, MOST_SECONDS, read

    from smartplanner.excel.apart.worker import Worker

    before = book.read_bytes()
    wrong = 0
    print(f"{'case':<58} {'expected':<18} {'got':<18} {'s':>6} {'cpu':>5} {'MB':>5}")
    for number, case in enumerate(CASES):
        home = folder / str(number)
        home.mkdir()
        path = case.make(home)
        with Worker() as worker:
            outcome = read(worker, book, path)
        shutil.rmtree(home)
        good = (
            outcome.got == case.expected
            and (outcome.work or outcome.seconds) <= MOST_SECONDS
            and book.read_bytes() == before
        )
        # A refusal for its memory shows that the watch works: the file did take it.
        good = good and (outcome.peak <= MOST_MEMORY or case.expected == "reader_memory")
        wrong += not good
        mark = "" if good else "  WRONG"
        print(
            f"{case.number:>3} {case.name:<54} {case.expected!s:<18} {outcome.got!s:<18} {outcome.seconds:>6.2f} {outcome.work:>5.2f} {outcome.peak >> 20:>5}{mark}"
        )
    print(f"{len(CASES)} cases, {wrong} not as expected; limits {MOST_SECONDS:.0f} s, {MOST_MEMORY >> 20} MB")
    return wrong


def time_first_answer(book: Path, folder: Path) -> int:
    """Time a ledger of 50 rows: the first answer with the start of the process, and the next with another mapping."""
    from hostile_crafting import ledger_rows, pack, parts, sheet
    from hostile_office import read

    from smartplanner.excel.apart.worker import Worker

    path = pack(folder / "first.xlsx", parts(sheet(ledger_rows(50))))
    first, next_one = [], []
    for _round in range(3):
        with Worker() as worker:
            first.append(read(worker, book, path).seconds)
            next_one.append(read(worker, book, path).seconds)
    good = min(first) <= FIRST_ANSWER
    print(f"first answer on 50 rows {min(first):.2f} s (limit {FIRST_ANSWER} s), next answer {min(next_one):.2f} s")
    return 0 if good else 1


def check_mutants(book: Path, folder: Path, count: int) -> int:
    """Read workbooks with random damage; returns how many broke more than their own reading."""
    from hostile_mutants import mutants
    from hostile_office import MOST_SECONDS, read

    from smartplanner.excel.apart.worker import Worker

    answers: dict[str, int] = {}
    wrong, slowest, started = 0, 0.0, time.perf_counter()
    with Worker() as worker:
        for path in mutants(folder, count, seed=20):
            try:
                outcome = read(worker, book, path)
            except Exception as error:
                wrong += 1
                kept = path.with_name(f"kept-{path.name}")
                path.replace(kept)
                print(f"  {kept}: {error}")
                continue
            answer = outcome.got if isinstance(outcome.got, str) else "read"
            answers[answer] = answers.get(answer, 0) + 1
            slowest = max(slowest, outcome.seconds)
            wrong += outcome.seconds > MOST_SECONDS
    print(
        f"{count} mutants, {wrong} uncaught or hanging, slowest {slowest:.2f} s, {time.perf_counter() - started:.0f} s in all"
    )
    print("  " + ", ".join(f"{answer} {number}" for answer, number in sorted(answers.items())))
    return wrong


def main() -> int:
    """Run all three; returns the exit status."""
    from hostile_office import make_book

    count = int(sys.argv[1]) if len(sys.argv) > 1 else MUTANTS
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    book = make_book(folder)
    wrong = check_cases(book, folder) + time_first_answer(book, folder) + check_mutants(book, folder, count)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

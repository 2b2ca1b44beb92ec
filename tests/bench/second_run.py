"""What the set-up costs when it is done already: ``dev.py run`` against the program itself.

Limit: the program is reached within 1.5 s of what it takes by itself.  The verb ``info`` on a small book stands
for the program; whole processes, in turn, medians.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
LIMIT = 1.5


def seconds(command: list[str]) -> float:
    """The wall time of one process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = str(Path(folder) / "small.splan")
        itself = [sys.executable, "-m", "smartplanner"]
        through = [sys.executable, "packaging/dev.py", "run"]
        subprocess.run([*itself, "new", book], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        seconds([*through, "info", book])
        pairs = [(seconds([*itself, "info", book]), seconds([*through, "info", book])) for _ in range(RUNS)]
    alone, wrapped = (statistics.median(column) for column in zip(*pairs, strict=True))
    more = statistics.median(outer - inner for inner, outer in pairs)
    print(f"program {alone:.2f} s, through dev.py {wrapped:.2f} s: {more:.2f} s more (limit {LIMIT:.1f} s)")


if __name__ == "__main__":
    main()

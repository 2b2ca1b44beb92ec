"""How long a list of 50,000 rows takes on its way to a PDF, against a limit of 20 seconds.

Run: ``python tests/bench/printing.py``
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from smartplanner.reports.printed import Line, PrintedColumn, PrintedList, SheetTexts, lay_out, write

ROWS, LIMIT = 50_000, 20.0
WIDTHS = (30, 50, 170, 60, 50, 60, 50, 60, 90, 120)


def main() -> None:
    """Print the seconds of laying out and of writing."""
    lines = [
        Line([
            "红", f"T-{number:05}", f"推进政务数据共享交换平台第{number}期建设并完成验收工作", "市数据局", "海淀区",
            "2026-09-30", "办理中", f"{number * 13.5:.2f}", "第一专项工作组", "按季度报送进展情况",
        ])
        for number in range(ROWS)
    ]  # fmt: skip
    texts = SheetTexts(title="督办事项", as_of=date(2026, 11, 23))
    listed = PrintedList(texts=texts, columns=[PrintedColumn("列", width) for width in WIDTHS], lines=lines)
    begin = time.perf_counter()
    laid = lay_out(listed)
    between = time.perf_counter()
    data = write(laid)
    end = time.perf_counter()
    print(f"{ROWS} rows, {len(laid.pages)} pages, {len(data) / 1e6:.1f} MB: laid out in {between - begin:.1f} s,")
    print(f"written in {end - between:.1f} s, together {end - begin:.1f} s (limit {LIMIT:.0f} s)")


if __name__ == "__main__":
    main()

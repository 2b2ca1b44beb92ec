"""How long papers take: a briefing over 5,000 matters, an annex of 1,000 rows, 100 reminders; LibreOffice beside it.

Run: ``python tests/bench/documents.py``.  The ratio to LibreOffice is printed where ``soffice`` is installed: its whole
run and, less its start (converting a file of one line), its conversion of the same Word file into PDF.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office, new_office
from smartplanner.commands.reporting import write, write_into
from smartplanner.reports.document.blocks import (
    Annex,
    Column,
    Document,
    HeadCell,
    Heading,
    Meta,
    Paragraph,
    Run,
    Table,
)
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.word.writer import write_docx

TODAY = date(2026, 11, 23)
META = Meta("题目", "主题", "编发单位", TODAY)
STATES = ("in_progress", "in_progress", "in_progress", "done", "closed", "not_started")
SUBJECTS = ("智慧交通信号灯联网控制改造", "公共数据共享交换平台扩容", "社区养老服务一张图", "生态环境监测感知网络建设")


def main() -> int:
    """Measure and print; return 1 if a figure is beyond its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with new_office(folder / "bench.splan") as office:
            fill(office, 5_000)
            beyond = [*briefings(office, folder), *reminders(office, folder)]
        beyond += annexes(folder)
        beyond += long_paper()
        against_libreoffice(folder)
    return int(any(beyond))


def fill(office: Office, count: int) -> None:
    """Put so many matters of 100 units into the book."""
    changes = [
        insert("organisation", f"unit-{number}", {"name": f"北京市第{number}管理局", "kind": "department"})
        for number in range(100)
    ]
    for number in range(count):
        values = {
            "title": f"{SUBJECTS[number % 4]}（第{number}项）",
            "state": STATES[number % len(STATES)],
            "lead": f"unit-{number % 100}",
            "support": (f"unit-{(number + 7) % 100}",),
            "due": TODAY + timedelta(number % 400 - 120),
            "progress": float(number * 7 % 100),
            "problems": "部分点位供电条件不具备，需协调属地解决" if number % 3 == 0 else None,
        }
        changes.append(insert("task", f"task-{number}", values))
    office.journal.commit(Label("Bench"), changes)


def briefings(office: Office, folder: Path) -> list[bool]:
    """Write the monthly briefing in both formats, figures and all; the first one warms fonts and caches."""
    beyond = []
    for format in ("docx", "pdf"):
        path = folder / f"briefing.{format}"
        cold = timed(lambda: write(office, "monthly-briefing", as_of=TODAY, format=format, path=path))  # noqa: B023
        warm = timed(lambda: write(office, "monthly-briefing", as_of=TODAY, format=format, path=path))  # noqa: B023
        print(f"briefing over 5,000 matters, {format:>4}: first {cold:6.2f} s, again {warm:6.2f} s  (limit 2 s)")
        beyond.append(cold > 2)
    return beyond


def reminders(office: Office, folder: Path) -> list[bool]:
    """Write a reminder for each of 100 units, and the one for all of them."""
    out = folder / "reminders"
    took = timed(lambda: write_into(office, "urging-notice", as_of=TODAY, format="docx", folder=out))
    print(f"reminders: {len(list(out.iterdir()))} files in {took:6.2f} s  (limit 20 s for 100)")
    return [took > 20]


def annexes(folder: Path) -> list[bool]:
    """Write an annex of 1,000 rows and 8 columns in both formats."""
    document = annex_paper(1_000)
    (data, slow) = both(lambda: write_docx(document))
    (folder / "annex.docx").write_bytes(data)
    print(f"annex 1,000 × 8, docx: {slow:6.2f} s, {len(data) / 1e6:5.2f} MB  (limit 3 s)")
    (data, slow_pdf) = both(lambda: write_pdf(document))
    print(f"annex 1,000 × 8,  pdf: {slow_pdf:6.2f} s, {len(data) / 1e6:5.2f} MB  (limit 3 s)")
    return [slow > 3, slow_pdf > 3]


def annex_paper(rows: int) -> Document:
    """Return a paper with one landscape annex of so many rows."""
    table = Table(
        tuple(Column(width) for width in (10, 60, 30, 30, 25, 20, 20, 30)),
        (tuple(HeadCell(name) for name in ("序号", "事项", "牵头", "配合", "时限", "进度", "滞后", "原因")),),
        tuple(
            (str(number), f"{SUBJECTS[number % 4]}（第{number}项）", "市交通委", "市公安局、市财政局", "2026年12月底前",
             f"{number % 100}%", f"逾期{number % 90}日", "部分点位供电条件不具备，需协调属地解决")
            for number in range(1, rows + 1)
        ),
        small=True,
    )  # fmt: skip
    body = (Paragraph((Run("现将有关情况通报如下。" * 6),)),)
    return Document(META, "题目", body, annexes=(Annex(0, "事项清单", (table,), landscape=True),))


def long_paper() -> list[bool]:
    """Write a paper of about 30 pages and print its size."""
    words = "各牵头单位要对照议定事项逐项细化措施，明确责任人和时间节点，配合单位要主动支持、按时反馈。"
    blocks = [
        block for number in range(1, 31) for block in (Heading(1, f"{number}、总体要求"), Paragraph((Run(words * 13),)))
    ]
    data, took = both(lambda: write_pdf(Document(META, "题目", tuple(blocks))))
    pages = data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")
    print(f"paper of {pages} pages, pdf: {took:6.2f} s, {len(data) / 1e6:5.2f} MB  (limit 1.5 MB for 30 pages)")
    return [len(data) / 1e6 > 1.5]


def against_libreoffice(folder: Path) -> None:
    """Print what LibreOffice takes to make PDF of the same Word files."""
    office = shutil.which("soffice")
    if office is None:
        print("soffice is not installed: no ratio")
        return
    tiny = folder / "tiny.docx"
    tiny.write_bytes(write_docx(Document(META, "题目", ())))
    convert(office, tiny)  # makes its profile
    start = timed(lambda: convert(office, tiny))
    annex = annex_paper(1_000)
    for path, ours in ((folder / "annex.docx", timed(lambda: write_pdf(annex))),):
        theirs = timed(lambda: convert(office, path))  # noqa: B023
        print(
            f"{path.stem}: our PDF {ours:6.2f} s, LibreOffice {theirs:6.2f} s (its start {start:5.2f} s): "
            f"× {theirs / ours:.1f}, without its start × {max(theirs - start, 0) / ours:.1f}"
        )


def convert(office: str, path: Path) -> None:
    """Let LibreOffice make a PDF of *path* beside it, with a profile of its own."""
    profile = (path.parent / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
         str(path.parent), str(path)],
        check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": str(path.parent)},
    )  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that *work* takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def both(work: Callable[[], bytes]) -> tuple[bytes, float]:
    """Return what *work* makes, and the seconds that it takes."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())

"""How long a keystroke of finding anything takes among 100,000 records, against 50 ms.

Printed as well: how long the index takes in the background, what memory it needs, and what a commit costs.

Run: ``python tests/bench/finder.py``
"""

from __future__ import annotations

import functools
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smartplanner.changes import Change, Label, insert, update
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.finder import Finder

RECORDS, CONTRACTS = 100_000, 8_000
LIMIT = 50.0
VERBS = ("推进", "开展", "完成", "建立", "落实", "加快", "组织", "研究", "制定", "深化", "启动", "优化")
PLACES = (
    "海淀区",
    "朝阳区",
    "东城区",
    "西城区",
    "丰台区",
    "石景山区",
    "通州区",
    "昌平区",
    "大兴区",
    "顺义区",
    "怀柔区",
    "密云区",
)
SUBJECTS = (
    "交通信号灯智能联网",
    "城市运行一网统管平台",
    "政务云资源整合",
    "社区养老服务终端",
    "地下管线监测",
    "数据共享交换",
    "智慧园区改造",
    "停车诱导系统",
    "燃气安全物联感知",
    "水务调度指挥",
    "教育资源公共服务",
    "医疗健康信息互通",
    "公共安全视频联网",
    "农产品质量追溯",
    "环境空气监测站点",
    "文旅融合大数据",
    "应急指挥调度",
    "电子证照归集应用",
    "5G基站布局",
    "重庆经验推广",
)
WORSE = {
    "one letter": "a",
    "one character in all": "区",
    "a character in few": "庆",
    "two initials": "hd",
    "initials": "hdqjtxhd",
    "pinyin": "haidian",
    "part of pinyin": "haidianq",
    "two words": "海淀 燃气",
    "two words never together": "海淀 朝阳",
    "Chinese and initials": "海淀 rqaq",
    "code": "2026-098765",
    "half a code": "98765",
    "no hit, Chinese": "鑫淼",
    "no hit, letters": "zbqw",
    "no hit, pinyin": "zhongguancunkexuecheng",
    "no hit, digits": "777777777",
}
TYPED = ("haidianquranqi", "hdqrqaq", "海淀区燃气安全", "zhongguancun", "2026-098765")
"""Typed letter by letter, as a person does."""


def main() -> int:
    """Make the book, measure, print; returns 1 if the limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.splan"
        with new_office(path) as office:
            fill(office)
        with open_office(path) as office:
            return report(office)


def fill(office: Office) -> None:
    """Write the made-up records in one step each kind."""
    office.journal.commit(Label("filled"), list(map(matter, range(RECORDS - CONTRACTS))))
    office.journal.commit(Label("filled"), list(map(contract, range(CONTRACTS))))


def matter(number: int) -> Change:
    """Return one made-up matter; the same for the same number."""
    title = (
        f"{VERBS[number % len(VERBS)]}{PLACES[number * 7 % len(PLACES)]}{SUBJECTS[number * 13 % len(SUBJECTS)]}"
        f"第{number}项重点任务并形成机制"
    )
    state = ("in_progress", "in_progress", "done", "closed")[number % 4]
    return insert("task", f"task-{number:036}", {"title": title, "code": f"2026-{number:06}", "state": state})


def contract(number: int) -> Change:
    """Return one made-up contract."""
    title = f"{PLACES[number % len(PLACES)]}{SUBJECTS[number * 3 % len(SUBJECTS)]}运营服务合同"
    return insert("contract", f"contract-{number:032}", {"title": title, "code": f"HT-{number:05}"})


def report(office: Office) -> int:
    """Measure and print."""
    finder = office.reader.companion(Finder)
    finder.readings.learn(["读"])  # loads what knows the readings
    built = elapsed(finder.build)
    print(f"index of {RECORDS} records: {built:.0f} ms in the background, {memory(office):.0f} MB")
    longest = 0.0
    for name, query in WORSE.items():
        median, worst, hits = keystroke(finder, query)
        longest = max(longest, worst)
        print(f"{name:26} {query:22} median {median:5.1f} ms, longest {worst:5.1f} ms, {hits} shown")
    for query in TYPED:
        spent = [elapsed(functools.partial(finder.search, query[:end])) for end in range(1, len(query) + 1)]
        longest = max(longest, *spent)
        median = statistics.median(spent)
        print(f"typed letter by letter: {query:18} median {median:5.1f} ms, longest {max(spent):5.1f} ms")
    print(f"a commit of one record and a search after it: {commit_and_search(office, finder):.1f} ms")
    passed = longest <= LIMIT
    print(f"{'PASSED' if passed else 'FAILED'}: longest keystroke {longest:.1f} ms, allowed {LIMIT:.0f} ms")
    return 0 if passed else 1


def keystroke(finder: Finder, query: str) -> tuple[float, float, int]:
    """Return median and longest milliseconds of a search that nothing before it narrows, and how much it shows."""
    spent = []
    hits = 0
    for _ in range(7):
        finder.search("\u3402")  # what nothing that is asked next continues
        begin = time.perf_counter()
        hits = len(finder.search(query).hits)
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent), max(spent), hits


def commit_and_search(office: Office, finder: Finder) -> float:
    """Rename one matter and look for it; returns the milliseconds of the search."""
    id = f"task-{7:036}"
    change = update("task", id, {"title": office.reader.row("task", id).title}, {"title": "鑫淼工程专项"})
    assert change is not None
    office.journal.commit(Label("renamed"), [change])
    spent = elapsed(lambda: finder.search("鑫淼"))
    assert finder.search("鑫淼").hits[0].id == id
    return spent


def memory(office: Office) -> float:
    """Return the megabytes that an index of the book holds."""
    tracemalloc.start()
    finder = Finder(office.reader)
    finder.build()
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())

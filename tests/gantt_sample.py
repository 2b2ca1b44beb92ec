"""A made-up programme for the tests and benchmarks of the Gantt: plans with work items, milestones and links."""

from __future__ import annotations

from datetime import date, timedelta

from smartplanner.changes import Change, insert

TODAY = date(2026, 11, 23)
DISTRICTS = (
    "东城区", "西城区", "朝阳区", "海淀区", "丰台区", "石景山区", "门头沟区", "房山区", "通州区", "顺义区", "昌平区",
    "大兴区", "怀柔区", "平谷区", "密云区", "延庆区", "经开区",
)  # fmt: skip
WORK = (
    ("方案编制与批复", ("完成可研报告", "通过专家评审", "取得立项批复")),
    ("数字底座建设", ("统一身份认证接入", "数据中台部署", "物联感知平台联调", "数字底座上线")),
    ("城市运行一网统管", ("指挥中心改造", "事件分拨系统开发", "与市级平台对接", "一网统管试运行")),
    ("政务服务一网通办", ("事项梳理", "电子证照归集", "一件事场景开发", "一网通办验收")),
    ("智慧社区示范", ("社区选点", "设备安装", "居民端上线", "示范社区验收")),
)


def programme(plans: int = 17, *, versions: bool = True) -> list[Change]:
    """Return the changes that make so many plans of 24 rows each, with links, and their approved versions."""
    changes = []
    for number in range(plans):
        changes += one_plan(number, versions=versions)
    return changes


def one_plan(number: int, *, versions: bool = True) -> list[Change]:
    """Return one district's plan."""
    district, plan = f"district-{number}", f"plan-{number}"
    name = DISTRICTS[number % len(DISTRICTS)]
    begin = date(2026, 1, 5) + timedelta(days=number * 11 % 60)
    changes = [
        insert("district", district, {"name": name if number < len(DISTRICTS) else f"{name}{number}", "order": number}),
        insert(
            "plan",
            plan,
            {
                "district": district,
                "title": f"{name}智慧城市建设计划（2026—2027年）",
                "period_start": begin,
                "period_end": date(2027, 12, 31),
                "state": "approved",
            },
        ),
    ]
    held = [insert("baseline", f"version-{number}", {
        "plan": plan, "title": "批复版", "kind": "approved", "taken_on": date(2026, 2, 1)})]  # fmt: skip
    links: list[Change] = []
    before = ""
    day = begin
    for part, (title, steps) in enumerate(WORK):
        item = f"item-{number}-{part}"
        changes.append(insert("milestone", item, {"title": title, "plan": plan}))
        day = begin + timedelta(days=part * (95 + number % 7))
        for step, words in enumerate(steps):
            id = f"step-{number}-{part}-{step}"
            last = step == len(steps) - 1
            length = 0 if last else 18 + (number * 7 + step * 11) % 40
            start, due = day, day + timedelta(days=length)
            slip = (number + part) % 4 * 9 if part else 0
            changes.append(insert("milestone", id, _step(id, words, plan, item, start, due, slip=slip, point=last)))
            held.append(insert("baseline_item", f"held-{id}", {
                "baseline": f"version-{number}", "what": "milestone", "of": id, "title": words,
                "start": None if last else start, "due": due}))  # fmt: skip
            if before:
                links.append(insert("dependency", f"link-{id}", {
                    "before": before, "after": id, "kind": "finish_start"}))  # fmt: skip
            before, day = id, due + timedelta(days=1 if not last else 3)
    return changes + links + (held if versions else [])


def _step(id: str, title: str, plan: str, item: str, start: date, due: date, *, slip: int, point: bool) -> dict:
    start, due = start + timedelta(days=slip), due + timedelta(days=slip)
    values: dict = {"title": title, "plan": plan, "parent": item, "due": due}
    if not point:
        values["start"] = start
    if due < TODAY - timedelta(days=30):
        values |= {"done_on": due, "progress": 100.0}
    elif start < TODAY and not point:
        values["progress"] = float(hash_of(id) % 90)
    return values


def hash_of(text: str) -> int:
    """Return a number for a text, the same in every run."""
    return sum(place * ord(letter) for place, letter in enumerate(text, 1))

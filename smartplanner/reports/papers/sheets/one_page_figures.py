"""The figures of the one page for a leader, read from a book as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from smartplanner.base.clock import local_day
from smartplanner.fields.money import format_money
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.concentration import place_of
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import owed_payments, paid_total
from smartplanner.queries.past_lights import PastLights
from smartplanner.queries.portfolio import matrix
from smartplanner.queries.portfolio_movement import last_month_end
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.red_list import red_items
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.queries.units import short_unit_names
from smartplanner.reports.papers.comparing.earlier import states_at
from smartplanner.reports.papers.sheets.board_page import shortened
from smartplanner.reports.papers.sheets.one_page import KeyNumber, OnePageFigures, WorstRed
from smartplanner.reports.prose.causes import light_cause
from smartplanner.reports.prose.numbers import change, percent
from smartplanner.reports.request import Request
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.lights import FINISHED, overdue_days
from smartplanner.rules.milestones import is_late

UNKNOWN = "—"
_OFFICE = "本办公室"
_TITLE = 15
"""Characters of a title in a line that also says why."""
_DECISIONS = {
    "extension": "是否同意“{title}”延期（{why}）",
    "contract": "“{title}”续签、重新采购或移交（{why}）",
    "gate": "“{title}”评审安排（{why}）",
    "payment": "“{title}”付款（{why}）",
    "bond": "“{title}”退还（{why}）",
}
"""What a leader decides about the entries of the red list that wait for the office, by kind."""


@dataclass(frozen=True, slots=True)
class _Tasks:
    """The matters at one time."""

    total: int
    done: int
    overdue: int
    red: int
    yellow: int

    @property
    def rate(self) -> float:
        return round(100 * self.done / self.total + 1e-9, 1) if self.total else 0.0


def gather_one_page(reader: Reader, journal: Journal, request: Request) -> OnePageFigures:
    """Return the figures of the matters, plans and contracts of the city, or of one district."""
    since = last_month_end(request.as_of)
    lines = [line for line in task_lines(reader, as_of=request.as_of) if request.within(line)]
    now, then = _now(lines), _then(reader, journal, lines, request, since)
    items = [item for item in red_items(reader, as_of=request.as_of) if request.district in (None, item.district)]
    return OnePageFigures(
        office=request.office,
        as_of=request.as_of,
        scope=reader.name("district", request.district) if request.district else "",
        numbers=(
            *_of_tasks(now, then),
            *_of_plans(reader, request, since),
            *_of_contracts(reader, request, since),
        ),
        comparable=then is not None,
        lights=tuple(sorted(Counter(line.signal.light for line in lines).items())),
        reds=tuple(_reds(items, short_unit_names(reader))),
        decisions=tuple(_decisions(items)),
    )


def _now(lines: Sequence[TaskLine]) -> _Tasks:
    lights = Counter(line.signal.light for line in lines)
    return _Tasks(
        len(lines),
        sum(line.state in FINISHED for line in lines),
        sum(line.overdue_days > 0 for line in lines),
        lights["red"],
        lights["yellow"],
    )


def _then(reader: Reader, journal: Journal, lines: Sequence[TaskLine], request: Request, since: date) -> _Tasks | None:
    """Return the matters as they were at the end of last month; None where the book was begun later."""
    steps = journal.steps()
    if not steps or local_day(steps[-1].at) > since:
        return None
    states = states_at(journal, lines, since=request.as_of.replace(day=1))
    if request.district is not None:
        # The journal tells of the whole city; of a matter that is gone it is not asked where it belonged.
        here = {line.id for line in lines}
        states = {id: state for id, state in states.items() if id in here}
    past = PastLights(reader, states)
    found = past.on(since)
    lights = Counter(found[id] for id in states if id in found)
    stood = past.standings(since)
    overdue = sum(overdue_days(stood[id].state, stood[id].due, as_of=since) > 0 for id in states if id in stood)
    return _Tasks(len(states), sum(state in FINISHED for state in states.values()), overdue, lights["red"],
                  lights["yellow"])  # fmt: skip


def _of_tasks(now: _Tasks, then: _Tasks | None) -> list[KeyNumber]:
    return [
        _count("督办事项", now.total, then.total if then else None),
        _count("已办结", now.done, then.done if then else None),
        KeyNumber("办结率", percent(now.rate) if now.total else UNKNOWN,
                  change(now.rate - then.rate) if then and then.total and now.total else UNKNOWN),
        _count("逾期事项", now.overdue, then.overdue if then else None),
        _count("红灯事项", now.red, then.red if then else None),
        _count("黄灯事项", now.yellow, then.yellow if then else None),
    ]  # fmt: skip


def _of_plans(reader: Reader, request: Request, since: date) -> list[KeyNumber]:
    plans = {row.id for row in reader.rows("plan") if request.district in (None, row.district)}
    rows = [row for row in reader.rows("milestone") if row.plan in plans]

    def late(day: date) -> int:
        return sum(is_late(row.due, row.done_on, as_of=day) for row in rows)

    spots = [cell for cell in matrix(reader, as_of=request.as_of).white_spots() if request.district in (None, cell.row)]
    return [
        _count("逾期里程碑", late(request.as_of), late(since) if rows else None, unit="个"),
        _count("建设空白点", len(spots), None, unit="处"),
    ]


def _of_contracts(reader: Reader, request: Request, since: date) -> list[KeyNumber]:
    every = contract_facts(reader)
    places = place_of(reader, every)
    facts = [fact for id, fact in every.items() if request.district in (None, places[id])]
    paid, before = (sum(paid_total(fact, as_of=day) for fact in facts) for day in (request.as_of, since))
    blocked, earlier = (_blocked(facts, day) for day in (request.as_of, since))
    moved = paid - before
    words = f"{'增加' if moved > 0 else '减少'}{format_money(abs(moved))}" if moved else "持平"
    return [
        KeyNumber("合同已付款", format_money(paid) if paid else "无", words if facts else UNKNOWN),
        _count("受阻付款", blocked, earlier if facts else None, unit="笔"),
    ]


def _blocked(facts: Iterable[ContractFact], day: date) -> int:
    return sum(not one.released for one in owed_payments(facts, as_of=day))


def _count(name: str, now: int, then: int | None, *, unit: str = "项") -> KeyNumber:
    if then is None:
        words = UNKNOWN
    elif now == then:
        words = "持平"
    else:
        words = f"{'增加' if now > then else '减少'}{abs(now - then)}{unit}"
    return KeyNumber(name, f"{now}{unit}" if now else "无", words)


def _reds(items: Iterable[RedItem], units: dict[str, str]) -> Iterable[WorstRed]:
    met: set[str] = set()
    for item in items:
        if item.light == "red" and item.id not in met:
            met.add(item.id)
            turn = _OFFICE if item.at_the_office else units.get(item.unit or "", "未明确")
            yield WorstRed(item.title, light_cause(item.signal), turn)


def _decisions(items: Iterable[RedItem]) -> Iterable[str]:
    """Give what waits for a decision: the most pressing of each kind first, then the second of each, and so on."""
    kinds: dict[str, list[str]] = {kind: [] for kind in _DECISIONS}
    for item in items:
        if item.kind in kinds and item.light in ("red", "yellow"):
            words = _DECISIONS[item.kind].format(title=_within_quotes(item.title), why=light_cause(item.signal))
            kinds[item.kind].append(words)
    for row in zip_longest(*kinds.values()):
        yield from filter(None, row)


def _within_quotes(title: str) -> str:
    """Return a title as it stands within quotation marks: short, its own ones become single (GB/T 15834)."""
    words = shortened(" ".join(title.split()), _TITLE)
    return words.replace("“", "‘").replace("”", "’")

"""How long the contracts' figures take with 5,000 contracts and 60,000 payments, against a plain reading of the rows.

Limits: overview with all figures 400 ms, concentration by any cut 100 ms, one contract's payment chain 30 ms.

Run: ``python tests/bench/contracts.py``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smartplanner.changes import Change, Label, insert, update
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.concentration import concentration
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import contract_overview, contract_page
from smartplanner.queries.operators import operator_page
from smartplanner.rules.contract_facts import PaymentFact
from smartplanner.rules.payments import chain

CONTRACTS, PAYMENTS_EACH, SCORES_EACH, OPERATORS = 5_000, 12, 9, 60
TODAY = date(2026, 11, 23)
AREAS = ("数据共享", "数字政务", "智慧交通", "智慧医疗", "城市运行", "生态环境", "网络安全", "基础设施")
STATES = ["active"] * 6 + ["signed", "changed", "accepted", "expired", "terminated", "draft"]
CONDITIONS = (None, "acceptance", "service_score", "milestone")
OVERVIEW, CONCENTRATION, CHAIN = 400.0, 100.0, 30.0
RUNS = 5


def main() -> int:
    """Make the book, measure, print; returns 1 if a limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contracts.splan"
        with new_office(path) as office:
            fill(office)
        with open_office(path) as office:
            return report(office)


def report(office: Office) -> int:
    """Measure and print."""
    reader = office.reader
    plain = best(lambda: reader.raw_columns("payment", PaymentFact._fields))
    say("plain reading of the payments", plain, plain)
    first = elapsed(lambda: contract_overview(reader, as_of=TODAY))
    say("overview, first reading of the book", first, plain)
    again = best(lambda: contract_overview(reader, as_of=TODAY))
    say("overview with all figures", again, plain, OVERVIEW)
    after = best(lambda: pay_and_look(office))
    say("a commit and the overview after it", after, plain, OVERVIEW)
    cuts = [best(lambda cut=cut: concentration(reader, cut=cut, as_of=TODAY)) for cut in ("city", "district", "area")]
    for cut, spent in zip(("city", "district", "area"), cuts, strict=True):
        say(f"concentration by {cut}", spent, plain, CONCENTRATION)
    fact = contract_facts(reader)["c7"]
    one = best(lambda: chain(fact, as_of=TODAY))
    say("one contract's chain", one, plain, CHAIN)
    page = best(lambda: contract_page(reader, "c7", as_of=TODAY))
    say("one contract's page", page, plain, CHAIN)
    say("one operator's page, 83 contracts", best(lambda: operator_page(reader, "o7", as_of=TODAY)), plain)
    passed = max(again, after) <= OVERVIEW and max(cuts) <= CONCENTRATION and max(one, page) <= CHAIN
    print(f"{'PASSED' if passed else 'FAILED'}: overview {again:.0f} ms, chain {one:.2f} ms, index {max(cuts):.0f} ms")
    return 0 if passed else 1


def pay_and_look(office: Office) -> None:
    """Change one payment and read the overview again."""
    row = office.reader.row("payment", "c7-11")
    change = update("payment", row.id, {"amount": row.amount}, {"amount": row.amount + 1})
    assert change is not None
    office.journal.commit(Label("amount"), [change])
    contract_overview(office.reader, as_of=TODAY)


def say(what: str, spent: float, plain: float, limit: float | None = None) -> None:
    """Print one figure with its ratio to the plain reading."""
    against = f"   limit {limit:.0f} ms" if limit is not None else ""
    print(f"{what:<40} {spent:8.2f} ms   × {spent / plain:.2f} of the plain reading{against}")


def best(action: Callable[[], object]) -> float:
    """Return the median of several runs in milliseconds."""
    return statistics.median(elapsed(action) for _ in range(RUNS))


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds of the processor *action* takes: other programs of this computer do not count."""
    begin = time.process_time()
    action()
    return (time.process_time() - begin) * 1000


def fill(office: Office) -> None:
    """Bring the made-up contracts into the book."""
    districts = [row.id for row in office.reader.rows("district")]
    office.journal.commit(Label("fill"), list(changes(districts)))


def changes(districts: list[str]) -> Iterator[Change]:
    """Give the changes that make operators, contracts, payments and scores; the same each time."""
    for number in range(OPERATORS):
        yield insert("organisation", f"u{number}", {"name": f"示例运营{number}公司", "kind": "company"})
        yield insert("operator", f"o{number}", {"organisation": f"u{number}", "model": "private"})
    for number in range(CONTRACTS):
        yield from contract(number, districts)


def contract(number: int, districts: list[str]) -> Iterator[Change]:
    """Give the changes of one contract."""
    id = f"c{number}"
    start = date(2024, 1, 1) + timedelta(days=number % 700)
    amount = (number % 400 + 20) * 1_200_000
    yield insert(
        "contract",
        id,
        {
            "title": f"示例合同第{number}号", "operator": f"o{number % OPERATORS}", "kind": "purchase",
            "amount": amount, "signed_on": start, "start": start, "end": start + timedelta(days=1095),
            "state": STATES[number % len(STATES)],
            "district": districts[number % len(districts)] if number % 3 else None, "area": AREAS[number % len(AREAS)],
            "score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0,
        },
    )  # fmt: skip
    for step in range(PAYMENTS_EACH):
        due = start + timedelta(days=30 + 90 * step)
        paid = due < TODAY - timedelta(days=20 + number % 40)
        yield insert(
            "payment",
            f"{id}-{step}",
            {
                "contract": id, "title": f"第{step + 1}期", "amount": amount // PAYMENTS_EACH, "due": due,
                "condition": CONDITIONS[step % 4], "source": ("fiscal", "bond", None)[number % 3],
                "approved_no": f"批{step}" if paid else None, "paid_on": due + timedelta(days=9) if paid else None,
                "paid": amount // PAYMENTS_EACH if paid else None, "accepted_on": due if paid else None,
            },
        )  # fmt: skip
    for step in range(SCORES_EACH):
        score = 70.0 + (number * 7 + step * 3) % 300 / 10
        yield insert("service_score", f"{id}s{step}", {"contract": id, "period": f"2026年{step + 2}月", "score": score})


if __name__ == "__main__":
    sys.exit(main())

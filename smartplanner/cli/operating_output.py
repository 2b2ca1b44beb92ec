"""How the verbs about operators print payments, cells of the concentration and problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.cli.output import Output
from smartplanner.commands.office import Office
from smartplanner.queries.concentration import Cell
from smartplanner.queries.contract_fields import in_yuan
from smartplanner.queries.operation_money import Money
from smartplanner.rules.payments import PaymentStatus
from smartplanner.rules.sums import yuan

SHOWN = 30
"""Lines of one part that are printed; ``--json`` gives all."""


def payment_json(office: Office, one: PaymentStatus) -> dict[str, Any]:
    """Return one payment with its conditions as the verbs print it."""
    return {
        "id": one.id,
        "contract": office.reader.name("contract", one.contract),
        "title": one.title,
        "due": one.due.isoformat() if one.due else None,
        "amount": in_yuan(one.amount),
        "deduction": in_yuan(one.deducted),
        "explained": [line.words for line in one.deduction.lines],
        "payable": in_yuan(one.payable),
        "paid": in_yuan(one.paid),
        "outstanding": in_yuan(one.outstanding),
        "paid_on": one.paid_on.isoformat() if one.paid_on else None,
        "settled": one.settled,
        "released": one.released,
        "blocked_by": list(dict.fromkeys(one.blocked_by)),
        "missing": [
            {
                "condition": item.condition,
                "words": item.words,
                "turn": item.turn,
                "unit": office.reader.name("organisation", item.unit) if item.unit else None,
            }
            for item in one.missing
        ],
        "light": one.light.light,
    }


def say_payment(office: Office, one: PaymentStatus, output: Output, *, of: str = "") -> None:
    """Print one payment on one line; *of* is the title of its contract."""
    day = one.due.isoformat() if one.due else _("no day given")
    title = f"{of}：{one.title}" if of else one.title
    if one.settled:
        state = _("paid {sum}", sum=yuan(one.paid))
    elif one.released:
        state = _("released, payable {sum}", sum=yuan(one.outstanding))
    else:
        turns = (f"{item.words}（{_whose(office, item.unit, item.whose)}）" for item in one.missing)
        state = _("blocked: {missing}", missing="；".join(turns))
    output.say(f"  {day}  {title}  {yuan(one.amount)}  {state}")


def _whose(office: Office, unit: str | None, role: str) -> str:
    return (office.reader.name("organisation", unit) if unit else "") or role


def cell_json(cell: Cell, names: dict[str, str]) -> dict[str, Any]:
    """Return one cell of the concentration."""
    return {
        "name": cell.name,
        "total": in_yuan(cell.total),
        "largest": number(cell.largest),
        "top_three": number(cell.top_three),
        "hhi": number(cell.hhi),
        "light": cell.light,
        "single": cell.measured.single,
        "sole_renewals": cell.measured.sole_renewals,
        "operators": [
            {
                "operator": names.get(one.operator or "") or None, "amount": in_yuan(one.amount),
                "percent": number(one.percent), "contracts": one.contracts,
            }
            for one in cell.operators
        ],
        "ending": [
            {
                "operator": names.get(one.operator or "") or None, "quarter": one.quarter,
                "contracts": len(one.contracts), "amount": in_yuan(one.amount), "percent": number(one.percent),
            }
            for one in cell.ending
        ],
        "alarms": [alarm.words for alarm in cell.alarms],
    }  # fmt: skip


def money_json(money: Money) -> dict[str, Any]:
    """Return planned against paid in every cut."""
    cuts = {
        "by_month": money.by_month,
        "by_year": money.by_year,
        "by_source": money.by_source,
        "by_district": money.by_district,
        "by_area": money.by_area,
    }
    rows = {
        name: [
            {"key": row.key, "name": row.name, "planned": in_yuan(row.planned), "paid": in_yuan(row.paid)}
            for row in part
        ]
        for name, part in cuts.items()
    }
    return {"planned": in_yuan(money.planned), "due": in_yuan(money.due), "paid": in_yuan(money.paid), **rows}


def problem_json(problem: Problem) -> dict[str, str]:
    """Return a problem as the verbs print it."""
    return {"code": problem.code, "level": str(problem.level), "message": problem.message, "remedy": problem.remedy}


def number(value: Any) -> float:
    """Return an exact number as JSON has it, to two digits."""
    return round(float(value), 2)


def say_part(output: Output, title: str, lines: Iterable[str]) -> None:
    """Print a part with its title and count, if it has any lines."""
    listed = list(lines)
    if not listed:
        return
    output.say()
    output.say(f"{title} ({len(listed)})")
    for line in listed[:SHOWN]:
        output.say(f"  {line}")

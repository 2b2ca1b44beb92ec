"""What ``figures`` prints of contracts: money planned, paid and due, and how much hangs on one company."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.commands.office import Office
from smartplanner.queries.contract_fields import in_yuan
from smartplanner.queries.contracts import contract_overview


def contract_figures(office: Office, *, as_of: date) -> dict[str, Any]:
    """Return the figures of the contracts as of a day: sums in 元, shares in percent, counts of alarms by light."""
    found = contract_overview(office.reader, as_of=as_of)
    names = office.reader.names("operator")
    city = found.concentration.cells[0] if found.concentration.cells else None
    largest = city.operators[0].operator if city and city.operators else None
    return {
        "contracts": found.contracts,
        "in_force": found.in_force,
        "money": {
            "total": in_yuan(found.total),
            "planned": in_yuan(found.money.planned),
            "due": in_yuan(found.money.due),
            "paid": in_yuan(found.money.paid),
            "remaining": in_yuan(found.remaining),
            "owed_released": in_yuan(found.owed_released),
            "owed_blocked": in_yuan(found.owed_blocked),
            "deducted": in_yuan(found.deducted),
        },
        "concentration": {
            "largest": round(float(city.largest), 1) if city else None,
            "largest_operator": names.get(largest or "") or None,
            "top_three": round(float(city.top_three), 1) if city else None,
            "hhi": round(float(city.hhi)) if city else None,
            "alarms": {light: sum(alarm.light == light for alarm in found.alarms) for light in ("red", "yellow")},
        },
        "expiring": len(found.expiring),
        "breaches": len(found.breaches),
    }

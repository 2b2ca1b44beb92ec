"""The figures for scripts: matters by state, light, district, group and unit; contracts; money in 元."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from smartplanner.commands.office import Office
from smartplanner.commands.operating.figures import contract_figures
from smartplanner.queries.contract_fields import in_yuan
from smartplanner.queries.overview import Breakdown, movement
from smartplanner.queries.overview.situation import Situation, situation


def figures(office: Office, *, as_of: date) -> dict[str, Any]:
    """Return the figures as of a day; money is in 元, what changed is counted from the first of the month."""
    now = situation(office.reader, office.journal, as_of=as_of)
    found = now.figures
    since = as_of.replace(day=1)
    moved = movement(office.journal, since=since, until=as_of)
    return {
        "as_of": as_of.isoformat(),
        "total": found.total,
        "by_state": dict(found.by_state),
        "by_light": dict(found.by_light),
        "overdue": found.overdue,
        "due_soon": found.due_soon,
        "completion": round(found.done_share, 1),
        "by_district": _rows(found.by_district),
        "by_group": _rows(found.by_group),
        "by_lead": _rows(found.by_lead),
        "by_category": _rows(found.by_category),
        "money": {"planned": found.amount / 100, "tasks_with_amount": found.with_amount},
        "changed": {
            "since": since.isoformat(),
            "added": len(moved.added),
            "finished": len(moved.finished),
            "removed": len(moved.removed),
            "due_moved": len(moved.due_before),
        },
        "operation": contract_figures(office, as_of=as_of),
        **_pressing(office, now),
    }


def _pressing(office: Office, now: Situation) -> dict[str, Any]:
    """Return what presses: what is due, who is silent, what changed since yesterday, money against the year."""
    names, money, changed = office.reader.names("organisation"), now.money, now.changed
    return {
        "due_this_week": len(now.due_week),
        "red_list": dict(sorted(now.kinds().items())),
        "not_reported": [
            {"unit": names.get(one.unit or "") or None, "matters": len(one.matters), "reports": one.reports}
            for one in now.silent
        ],
        "since_yesterday": {
            "known": changed.known,
            "added": len(changed.added),
            "finished": len(changed.finished),
            "turned_red": len(changed.reddened),
            "put_off": len(changed.put_off),
            "removed": changed.removed,
        },
        "spending": {
            "year": money.year,
            "planned": in_yuan(money.planned),
            "due": in_yuan(money.due),
            "approved": in_yuan(money.approved),
            "paid": in_yuan(money.paid),
            "elapsed": round(float(money.elapsed), 1),
        },
        "reviews_due": len(now.gates),
        "payments_blocked": len(now.blocked),
        "agenda": now.agenda,
    }


def _rows(rows: Sequence[Breakdown]) -> list[dict[str, Any]]:
    return [{"name": row.name or None, "total": row.total, "lights": dict(row.lights)} for row in rows]

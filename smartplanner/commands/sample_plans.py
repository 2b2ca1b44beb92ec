"""The plans of the sample book: requirements adopted, covered by what the districts work on, kept as approved.

Everything goes through the commands that a person uses, in the order of the ledgers, so that the same ledgers
always make the same book.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.commands.office import Office
from smartplanner.commands.planning import adopt_requirements, cover, cover_as_suggested, take_version, waive

SUBMITTED_ON, APPROVED_ON = date(2026, 1, 20), date(2026, 2, 27)
_WORKED_ON = {"数字底座": "对接市级数字底座", "感知体系": "感知设施", "数据汇聚共享": "公共数据目录"}
"""Words in the titles of milestones that work on an area."""


def plan_districts(office: Office, *, as_of: date) -> None:
    """Let every plan adopt what its class and tier ask for, cover most of it, and keep the approved version."""
    for number, plan in enumerate(office.reader.rows("plan")):
        if number == _UNTOUCHED:
            continue
        adopt_requirements(office, plan.id)
        if number % 5 != 3:  # some districts have not said yet what their matters are for
            cover_as_suggested(office, plan.id, as_of=as_of)
        _cover_by_milestones(office, plan.id, number)
        take_version(office, plan.id, kind="submitted", on=SUBMITTED_ON)
        take_version(office, plan.id, kind="approved", on=APPROVED_ON)
    _waive_one(office)


_UNTOUCHED = 6
"""The plan that nobody has worked on yet: it shows what an empty one looks like."""


def _cover_by_milestones(office: Office, plan: str, number: int) -> None:
    milestones = office.reader.rows_naming("milestone", "plan", [plan])
    for commitment in office.reader.rows_naming("commitment", "plan", [plan]):
        words = _WORKED_ON.get(commitment.area or "")
        working = next((row for row in milestones if words and words in row.title), None)
        if working is not None and (number + len(commitment.text)) % 4:
            cover(office, commitment.id, milestones=[working.id])


def _waive_one(office: Office) -> None:
    still = next((row for row in office.reader.rows("commitment") if not _covered(row)), None)
    if still is not None:
        waive(office, still.id, "区内无此类设施，经办公室同意不作要求")


def _covered(row: Any) -> bool:
    return bool(row.tasks or row.milestones or row.pilot)

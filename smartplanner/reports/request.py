"""What a report is asked for: the day, and the options that the report takes, as ids of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from smartplanner.rules.workdays import Calendar

DISTRICT, GROUP, UNIT, MEETING = "district", "group", "unit", "meeting"
TASKS, PERIOD, BY, PILOT = "tasks", "period", "by", "pilot"
CONTRACT, PAYMENT, OPERATOR, PLAN = "contract", "payment", "operator", "plan"
OPTIONS = (DISTRICT, GROUP, UNIT, MEETING, TASKS, PERIOD, BY, PILOT, CONTRACT, PAYMENT, OPERATOR, PLAN)
"""All options that a report may take, as they are called on the command line."""


class Placed(Protocol):
    """A matter of today or of an earlier day, with where it belongs."""

    @property
    def district(self) -> str | None:
        """Its district."""

    @property
    def group(self) -> str | None:
        """Its working group."""

    @property
    def lead(self) -> str | None:
        """The unit in the lead."""

    @property
    def support(self) -> tuple[str, ...]:
        """The units that support it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One asking for a report; an option that is not used is None or empty."""

    office: str
    """Full name of the issuing office."""
    as_of: date
    calendar: Calendar
    district: str | None = None
    group: str | None = None
    unit: str | None = None
    meeting: str | None = None
    pilot: str | None = None
    tasks: tuple[str, ...] = ()
    period: str = ""
    """2026, 2026-Q4 or 2026-11; empty: that of the day."""
    by: str = ""
    """What a board's columns are made by: state, lead, group, district."""
    contract: str | None = None
    payment: str | None = None
    operator: str | None = None
    plan: str | None = None
    document_number: str = ""
    """发文字号 that the office gave, e.g. 京智办发〔2026〕12号; empty: a placeholder to fill in."""
    signer: str = ""
    """签发人 of a paper to superiors; several are separated by 、."""
    issue_number: int | None = None
    """期号 of a 简报; None: the month's number."""
    total_number: int | None = None
    """总期号; None: that which the report counts by itself."""

    @property
    def within(self) -> Callable[[Placed], bool]:
        """What tells whether a matter is among those asked for by district, working group and unit."""
        return lambda line: (
            (self.district is None or line.district == self.district)
            and (self.group is None or line.group == self.group)
            and (self.unit is None or line.lead == self.unit or self.unit in line.support)
        )

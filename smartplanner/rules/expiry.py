"""The ladder before something runs out: 90, 60 and 30 days, and past."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from smartplanner.base.i18n import N_, _

LADDER = ((30, "red"), (60, "yellow"), (90, "green"))
"""Days before the end, and the light from then on."""
KINDS = {
    "contract": N_("Contract ends"),
    "bond": N_("Bond to be released"),
    "guarantee": N_("Guarantee runs out"),
    "licence": N_("Licence runs out"),
    "terms": N_("Terms of the operator end"),
    "payment": N_("Payment due"),
}
"""What can run out (msgids)."""


class Expiry(NamedTuple):
    """One thing that runs out: *entity* and *id* are what a click opens, *left* the days (negative: past).

    *rung* is 0 (past), 30, 60 or 90; *contract* and *operator* are ids where known, *amount* is in 分.
    """

    kind: str
    entity: str
    id: str
    title: str
    day: date
    left: int
    rung: int
    light: str
    contract: str | None = None
    operator: str | None = None
    amount: int | None = None

    @property
    def words(self) -> str:
        """Which kind it is and how long it has, in words."""
        if self.left < 0:
            return _("{kind}: {days} days ago", kind=_(KINDS[self.kind]), days=-self.left)
        return _("{kind}: in {days} days", kind=_(KINDS[self.kind]), days=self.left)


def rung(day: date, *, as_of: date) -> tuple[int, str] | None:
    """Return the rung and light of something that ends on *day*; None when that is more than 90 days away."""
    left = (day - as_of).days
    if left < 0:
        return 0, "red"
    return next(((days, light) for days, light in LADDER if left <= days), None)

"""How sharply a unit is urged on a matter: the ladder 提醒, 蓝单, 黄单, 红单, by how late and how often urged before.

The ladder is that of several cities (蓝黄红三单); the days are our starting values.  Circulating a unit by name (通报)
is decided by a person, never computed.
"""

from __future__ import annotations

from collections.abc import Iterable

from smartplanner.model.task_event import UrgeGrade

LADDER = tuple(str(grade) for grade in UrgeGrade)
"""From the gentlest to the sharpest."""
OVERDUE_FROM = (1, 16, 31)
"""Days overdue from which a blue, a yellow and a red slip is due."""
_TOP = LADDER.index(UrgeGrade.RED)


def next_grade(earlier: Iterable[str | None], *, overdue_days: int = 0, lead: bool = True) -> str:
    """Return the grade of the next reminder: the sharper of what the delay asks for and one step above the last.

    *earlier* are the grades of the reminders that the unit has had; one without a grade was the gentlest.  A unit that
    only co-operates never gets a red slip: the one in the lead answers for the matter.
    """
    climbed = max((LADDER.index(grade or LADDER[0]) + 1 for grade in earlier), default=0)
    by_delay = sum(overdue_days >= days for days in OVERDUE_FROM)
    return LADDER[min(_TOP if lead else _TOP - 1, max(by_delay, climbed))]


def sharpest(grades: Iterable[str]) -> str:
    """Return the sharpest of *grades*; the gentlest for none."""
    return max(grades, key=LADDER.index, default=LADDER[0])

"""How sharply a unit is urged on a matter: the ladder 提醒, 蓝单, 黄单, 红单, by how late and how often urged before.

The ladder is that of several cities (蓝黄红三单); days and times are our starting values.
"""

from __future__ import annotations

LADDER = ("reminder", "blue", "yellow", "red")
"""From the gentlest to the sharpest; circulating a unit by name (通报) is decided by a person, never computed."""
OVERDUE_FROM = (1, 16, 31)
"""Days overdue from which a blue, a yellow and a red slip is due."""


def grade_of(*, overdue_days: int, urged: int, lead: bool = True) -> str:
    """Return the grade of the next reminder: the sharper of what the days and the earlier reminders ask for.

    A unit that only co-operates never gets a red slip: the one in the lead answers for the matter.
    """
    by_days = sum(overdue_days >= days for days in OVERDUE_FROM)
    top = len(LADDER) - (1 if lead else 2)
    return LADDER[min(top, max(by_days, urged))]


def sharpest(grades: list[str]) -> str:
    """Return the sharpest of *grades*; the gentlest for none."""
    return max(grades, key=LADDER.index, default=LADDER[0])

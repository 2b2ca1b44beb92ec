"""When everything begins and ends: dates from durations, links and constraints, and what a slip moves.

What is written stays: an item begins no earlier than its own dates say, and later only where an item before it, a
constraint or the begin of the plan asks for it.  So a plan that has just dates reads as it was written.

Times are workday numbers of the calendar (调休 and all).  Work from Monday through Tuesday begins at the number of
Monday and ends at that of Wednesday; a milestone is a point, reached at the end of its day.
"""

from smartplanner.rules.schedule.items import NOT_LINKED, Activity, CriticalPaths, Link, Moved, Times
from smartplanner.rules.schedule.schedule import Schedule, make_schedule

__all__ = ["NOT_LINKED", "Activity", "CriticalPaths", "Link", "Moved", "Schedule", "Times", "make_schedule"]

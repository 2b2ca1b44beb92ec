"""The Gantt: plans, pilots and contracts on a time axis, on the screen and on paper."""

from smartplanner.ui.gantt.page import GanttPage

__all__ = ["GanttPage"]

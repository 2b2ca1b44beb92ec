"""History: of one record as a list of changes in words, and of the whole book as a place.

``page`` holds the timeline, the comparison and the bin side by side; ``record`` is the tab in forms.
"""

from smartplanner.ui.history.page import HistoryPage
from smartplanner.ui.history.record import RecordHistory
from smartplanner.ui.history.times import local_time

__all__ = ["HistoryPage", "RecordHistory", "local_time"]

"""Saved views: what a page is set up to show, kept in the book, chosen above the page, shown before a meeting.

``ViewBar`` is the button above a page, ``places`` reads and sets up each kind of page, ``BriefingWindow`` shows the
chosen views on the full screen one after another.
"""

from smartplanner.ui.views.bar import ViewBar as ViewBar
from smartplanner.ui.views.bar import add_view_bar as add_view_bar

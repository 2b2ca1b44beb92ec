"""The overview: what is red and why, what is due, what changed, who is silent.  Every number opens its list.

``page`` reads and chooses the view; ``dashboard`` is that of the office and of a convener, ``leader`` that of a
leader.  ``tiles`` and ``panel`` are their parts, ``columns`` lets them reflow; ``words`` says what a situation is,
``ways`` which list a number opens, ``last_look`` since when a person has not looked.
"""

from __future__ import annotations

from smartplanner.ui.overview.page import OverviewPage

__all__ = ["OverviewPage"]

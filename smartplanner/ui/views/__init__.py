"""Saved views: what a page is set up to show, kept in the book, chosen above the page, shown before a meeting.

``ViewBar`` is the button above a page, ``places`` reads and sets up each kind of page, ``BriefingWindow`` shows the
chosen views on the full screen one after another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartplanner.base.i18n import _
from smartplanner.ui.views.bar import ViewBar as ViewBar
from smartplanner.ui.views.bar import add_view_bar as add_view_bar

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def save_view_of(shell: Shell) -> None:
    """Ask for a name and keep how the page in sight is set up; say so where a page has no views."""
    page: Any = shell.stack.currentWidget()
    bar = getattr(page, "view_bar", None)
    if bar is not None:
        bar.save_as()
    elif shell.session is not None:
        shell.session.said.emit(_("This page has nothing that a view could keep."))


def show_views_before_meeting(shell: Shell) -> None:
    """Show the chosen views on the full screen; where none is chosen, ask for them."""
    from smartplanner.commands.views import briefing_views
    from smartplanner.ui.views.briefing import show_briefing
    from smartplanner.ui.views.managing import ViewsDialog

    if shell.session is None:
        return
    if briefing_views(shell.session.office.reader):
        show_briefing(shell.session, shell)
        return
    dialog = ViewsDialog(shell.session, shell)
    dialog.exec()
    dialog.deleteLater()

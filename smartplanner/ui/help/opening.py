"""Opens the manual at the topic of the page in view; one window of it at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartplanner.ui.help.topics import topic_of
from smartplanner.ui.help.window import HelpWindow

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def open_help(shell: Shell, topic: str = "") -> HelpWindow:
    """Show the manual at *topic*, or at that of the page in view."""
    window = shell.findChild(HelpWindow)
    if window is None:
        window = HelpWindow(shell)
    window.show_topic(topic or topic_of(shell.page_name()))
    window.show()
    window.activateWindow()
    return window

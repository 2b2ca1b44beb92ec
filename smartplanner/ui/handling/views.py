"""The verbs of looking: as of which day, with which preferences, in which view, in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartplanner.ui.day import ask_day

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def choose_day(shell: Shell) -> None:
    """Ask for the day that all lights and figures are computed for."""
    if shell.session is not None:
        picked = ask_day(shell, shell.as_of)
        if picked is not None:
            shell.look_as_of(picked)


def refresh(shell: Shell) -> None:
    """Read the page in view anew."""
    load = getattr(shell.stack.currentWidget(), "load", None)
    if load is not None:
        load()


def save_view(shell: Shell) -> None:
    """Keep the page as it is set up now under a name."""
    from smartplanner.ui.views import save_view_of

    save_view_of(shell)


def show_before_meeting(shell: Shell) -> None:
    """Show the views that are looked at before a meeting, in their order."""
    from smartplanner.ui.views import show_views_before_meeting

    show_views_before_meeting(shell)


def hold_meeting(shell: Shell) -> None:
    """Hold a meeting on the full screen."""
    if shell.session is not None:
        from smartplanner.ui.meeting.hold import hold_meeting

        hold_meeting(shell.session, shell)


def show_preferences(shell: Shell) -> None:
    """Ask what the person wants; each answer takes effect at once."""
    from smartplanner.ui.preferences.dialog import PreferencesDialog

    dialog = PreferencesDialog(shell)
    dialog.exec()
    dialog.deleteLater()


def choose_shortcuts(shell: Shell) -> None:
    """Ask for other shortcuts."""
    from smartplanner.ui.preferences.dialog import PreferencesDialog

    dialog = PreferencesDialog(shell)
    dialog.show_shortcuts()
    dialog.exec()
    dialog.deleteLater()

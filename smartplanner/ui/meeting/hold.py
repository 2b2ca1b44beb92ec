"""Meeting mode from beginning to end: ask which meeting, then hold it on the full screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.meeting.setup import SetupDialog
from smartplanner.ui.meeting.window import MeetingWindow
from smartplanner.ui.session import Session, show_problem


def hold_meeting(session: Session, parent: QWidget | None = None) -> None:
    """Ask what meeting it is, open it or go on with it, and stay until it is left."""
    if not session.office.writable:
        message = _("The book is open to read only; a meeting would be written into it.")
        show_problem(Problem(code="read_only", message=message), parent)
        return
    setup = SetupDialog(session, parent)
    accepted = setup.exec() == QDialog.DialogCode.Accepted
    meeting = setup.meeting
    setup.deleteLater()
    if not accepted:
        return
    window = MeetingWindow(session, meeting, parent)
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.exec()
    window.deleteLater()

"""The way back to the sender: each ledger with its doubtful cells coloured and commented, into one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.collecting import needs_return, return_into
from smartplanner.ui.folder_field import ask_folder, open_folder
from smartplanner.ui.importing.work import FileWork
from smartplanner.ui.session import Session, show_problem


def to_return(works: Sequence[FileWork]) -> list[FileWork]:
    """Return the files that hold something for their sender to mend or check."""
    return [work for work in works if work.proposal is not None and needs_return(work.proposal)]


def send_back(session: Session, works: Sequence[FileWork], window: QWidget) -> None:
    """Ask for a folder and write the marked copies into it, in the background."""
    folder = ask_folder(window, works[0].path.parent, title=_("Folder for the marked copies"))
    if folder is None:
        return
    office = session.office
    pairs = [(work.path, work.proposal) for work in works if work.proposal is not None]

    def write() -> list[Path]:
        return [return_into(office, path, proposal, folder)[0] for path, proposal in pairs]

    def tell(written: list[Path]) -> None:
        names = "\n".join(path.name for path in written)
        text = _("{count} marked copies were written:\n{names}\n\nOpen the folder?", count=len(written), names=names)
        buttons = QMessageBox.StandardButton
        if QMessageBox.question(window, _("Back to the sender"), text, buttons.Yes | buttons.No) == buttons.Yes:
            open_folder(folder)

    def fail(error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        show_problem(error, window)

    session.in_background(write, tell, fail)

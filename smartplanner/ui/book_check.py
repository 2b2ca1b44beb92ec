"""Is the book whole?  Checked beside the window; the answer in one sentence, or what is wrong as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.commands.books import Checked, check, checked
from smartplanner.ui.finding_table import FindingTable
from smartplanner.ui.progress import LongWork, Progress
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_HEADS = (N_("What is wrong"), N_("What to do"))
_ATTACHMENTS = frozenset({"attachment_missing", "attachment_changed"})
"""Problems of files beside the book; the book itself is whole then."""
_SHOWN = 500
"""Problems that are listed; more of them say nothing more."""


def check_the_book(shell: Shell) -> None:
    """Check the open book; a person may stop it, and nothing is written."""
    session = shell.session
    if session is None:
        return
    office = session.office

    def work(progress: Progress, _cancelled: object) -> tuple[Sequence[Problem], Checked]:
        return check(office, progress=progress), checked(office)

    def show(found: tuple[Sequence[Problem], Checked]) -> None:
        dialog = BookCheckDialog(*found, name=office.path.name, parent=shell)
        dialog.backup_button.clicked.connect(lambda: shell.do("backup"))
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    LongWork(session, _("The book is being checked"), work, show, window=shell)


class BookCheckDialog(QDialog):
    """What a check found: all well in one sentence, or the problems with what to do about each."""

    def __init__(self, problems: Sequence[Problem], looked_at: Checked, *, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.problems = list(problems)
        self.setWindowTitle(_("Check of the book"))
        self.answer = _words(say_whole(name) if not problems else say_damage(problems, name), "subheading")
        self.advice = _words(say_looked_at(looked_at) if not problems else say_advice(problems), "")
        self.list = FindingTable([_(head) for head in _HEADS], name=_("What is wrong"))
        shown = [(problem.message, problem.remedy) for problem in problems[:_SHOWN]]
        self.list.show_findings(shown, [problem.sentence() for problem in problems])
        self.list.setVisible(bool(problems))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(_("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self.list.copy_all)
        self.copy_button.setVisible(bool(problems))
        self.backup_button = buttons.addButton(_("Make a backup…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.backup_button.setVisible(not problems)
        buttons.rejected.connect(self.reject)
        closing = buttons.button(QDialogButtonBox.StandardButton.Close)
        closing.setDefault(True)
        closing.setFocus()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (self.answer, self.advice):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        if problems:
            resize_within_screen(self, 860, 460)
        else:
            self.setMinimumWidth(460)


def say_whole(name: str) -> str:
    """Return the answer for a book that is whole."""
    return _("“{name}” is whole.", name=name)


def say_looked_at(found: Checked) -> str:
    """Return what was looked at."""
    said = _(
        "The file, {records} records and {steps} steps of the history were looked at; they agree.",
        records=f"{found.records:,}",
        steps=f"{found.steps:,}",
    )
    if found.files:
        said += _("{count} attachment(s) are as they were attached.", count=f"{found.files:,}")
    return said


def say_damage(problems: Sequence[Problem], name: str) -> str:
    """Return the answer for a book that is not whole."""
    if all(problem.code in _ATTACHMENTS for problem in problems):
        return _("“{name}” is whole; {count} of its attachments are not.", name=name, count=len(problems))
    return _("“{name}” is not whole: {count} problem(s).", name=name, count=len(problems))


def say_advice(problems: Sequence[Problem]) -> str:
    """Return what to do, the most careful step first."""
    if all(problem.code in _ATTACHMENTS for problem in problems):
        return _("Nothing of the records is lost. Bring the files back from a copy, or attach them again.")
    return _(
        "Change nothing in this book for now, and keep the file as it is. Open the last backup (File → Open book…), "
        "check it as well, and work on with it if it is whole. The list below can be copied for whoever helps you."
    )


def _words(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setObjectName(look)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label

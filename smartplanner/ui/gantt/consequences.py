"""Shows what moving one milestone would do to others, in words, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.commands.scheduling import SlipProposal
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import INK, LIGHT_LOOKS, SPACE


class ConsequenceDialog(QDialog):
    """The moves of one proposal, and what speaks against it.  Accepted means: write it."""

    def __init__(self, proposal: SlipProposal, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What follows"))
        self.heading = QLabel(_heading(proposal))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setAccessibleName(_("What follows"))
        for words in proposal.notes:
            self._add(words, light="yellow")
        for problem in proposal.problems:
            self._add(problem.sentence(), light="red" if problem.level == Level.ERROR else "yellow")
        for words in proposal.sentences():
            self._add(words)
        self.buttons = QDialogButtonBox()
        if proposal.changes:
            apply = self.buttons.addButton(_("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
            apply.setDefault(True)
        cancel = self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (self.heading, self.list, self.buttons):
            layout.addWidget(widget)
        (apply if proposal.changes else cancel).setFocus()  # Tab goes on to the list, to scroll it
        resize_within_screen(self, 720, 460)

    def _add(self, words: str, *, light: str = "") -> None:
        marks = {"yellow": _("Note: {words}", words=words), "red": _("Against it: {words}", words=words)}
        item = QListWidgetItem(marks.get(light, words), self.list)
        if light:
            item.setBackground(LIGHT_LOOKS[light].tint)
        item.setForeground(INK)


def needs_asking(proposal: SlipProposal) -> bool:
    """Whether a person should see the proposal first: it writes others, or something speaks against it.

    The work item above only spans its parts; that its span changes is nothing to ask about.
    """
    others = any(change.id != proposal.milestone for change in proposal.changes)
    return others or not proposal.changes or bool(proposal.problems)


def _heading(proposal: SlipProposal) -> str:
    others = sum(move.id != proposal.milestone for move in proposal.moves)
    if not proposal.moves and not proposal.notes:
        return _("“{title}” stands there already.", title=proposal.title)
    if not proposal.moves:
        return _("“{title}” cannot be moved there.", title=proposal.title)
    words = _("Moving “{title}” moves {count} other(s) with it.", title=proposal.title, count=others)
    if len(proposal.plans) > 1:
        plans = "、".join(f"{name} {count}" for name, count in proposal.plans)
        words += "\n" + _("{count} plans are hit: {plans}", count=len(proposal.plans), plans=plans)
    return words

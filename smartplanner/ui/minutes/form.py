"""The chosen matter with its parts to be corrected, and in words what has to be looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.minutes import ProposedTask
from smartplanner.model import entity as described_entity
from smartplanner.ui.editors import Editor, Options, make_editor
from smartplanner.ui.theme import SPACE

_FIELDS = ("title", "lead", "support", "due")
_SIGNS = {Level.ERROR: "！", Level.WARNING: "？", Level.NOTE: "·"}


class ItemForm(QFrame):
    """The editors of one matter; ``corrected`` tells the values that a person changed."""

    corrected = Signal(dict)

    def __init__(self, options: Options, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        described = described_entity("task")
        self.editors: dict[str, Editor] = {name: make_editor(described[name], options, as_of) for name in _FIELDS}
        self.problems = QLabel()
        self.problems.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.setWordWrap(True)
        self.problems.setObjectName("muted")
        form = QFormLayout()
        form.setSpacing(SPACE)
        for name, editor in self.editors.items():
            editor.edited.connect(lambda name=name: self._take(name))
            form.addRow(_(described[name].note.label), editor)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problems)
        self.show_task(None)

    def show_task(self, task: ProposedTask | None, *, open: bool = True) -> None:
        """Show a matter, or nothing; *open* is whether it can still be changed."""
        self.setEnabled(task is not None and open)
        values: dict[str, Any] = {name: getattr(task, name) if task is not None else None for name in _FIELDS}
        for name, editor in self.editors.items():
            editor.set_value(values[name] or None)
            editor.mark(None)
        self.show_problems(task)

    def show_problems(self, task: ProposedTask | None) -> None:
        """Say what has to be looked at."""
        lines = [f"{_SIGNS[problem.level]} {problem.sentence()}" for problem in (task.problems if task else ())]
        if task is not None and task.due_text:
            lines.insert(0, _("Deadline as given: {words}", words=task.due_text))
        self.problems.setText("\n".join(lines))

    def wrong(self) -> Problem | None:
        """Return what is wrong with what stands in the editors."""
        if not self.isEnabled():
            return None
        found = [self.editors[name].check() for name in ("lead", "support", "due")]
        return next((problem for problem in found if problem is not None), None)

    def _take(self, name: str) -> None:
        try:
            value = self.editors[name].value()
        except Problem:
            return  # typed only in part; it is checked when the field is left, and before anything is accepted
        self.corrected.emit({name: value if value is not None else "" if name == "title" else None})

"""Says what holds everything up: the chains of critical milestones, and what the plans have against themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.rules.schedule import Schedule
from smartplanner.ui.gantt.look import short_day
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import LIGHT_LOOKS, SPACE

_PROBLEMS = 200
"""As many are listed."""


class PathsDialog(QDialog):
    """The critical paths of one plan, or of all; *names* are those of plans by id.

    ``chosen`` carries the id of a milestone that a person picks."""

    chosen = Signal(str)

    def __init__(self, schedule: Schedule, owner: str | None, names: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Critical paths"))
        found = schedule.paths(owner)
        self._names = names
        self.heading = QLabel(_heading(found.count, len(found.paths)))
        self.heading.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        for problem in schedule.problems[:_PROBLEMS]:
            item = QListWidgetItem(_("Problem: {words}", words=problem.sentence()), self.list)
            item.setBackground(LIGHT_LOOKS["red" if problem.level == "error" else "yellow"].tint)
        for number, path in enumerate(found.paths, 1):
            self._add_path(schedule, number, path)
        self.list.itemActivated.connect(self._choose)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for widget in (self.heading, self.list, buttons):
            layout.addWidget(widget)
        resize_within_screen(self, 720, 520)

    def _add_path(self, schedule: Schedule, number: int, path: tuple[str, ...]) -> None:
        last = schedule.times[path[-1]].early_finish
        words = _("Path {number}: {count} item(s), ends {day}", number=number, count=len(path), day=short_day(last))
        owners = dict.fromkeys(schedule.activities[id].owner or "" for id in path)
        if held := "、".join(name for one in owners if (name := self._names.get(one, ""))):
            words = f"{words} · {held}"
        heading = QListWidgetItem(words, self.list)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        for id in path:
            times = schedule.times[id]
            days = f"{short_day(times.early_start)}—{short_day(times.early_finish)}"
            item = QListWidgetItem(f"    {schedule.activities[id].title}  {days}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, id)

    def _choose(self, item: QListWidgetItem) -> None:
        id = item.data(Qt.ItemDataRole.UserRole)
        if id:
            self.chosen.emit(id)
            self.accept()


def _heading(count: int, shown: int) -> str:
    if not count:
        return _("Nothing is critical: nothing open decides the end of a plan.")
    words = _("{count} chain(s) of milestones hold up the end; each day of delay on them moves it.", count=count)
    return words + (" " + _("The first {count} are listed.", count=shown) if shown < count else "")

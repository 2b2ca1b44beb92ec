"""The two lists of the window of templates: which templates there are, and the mistakes in the one that is tried."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.wording import Template, line_of, standing_of
from smartplanner.ui.session import literally

_HELD = Qt.ItemDataRole.UserRole
_ROWS_IN_SIGHT = 7


class TemplateList(QListWidget):
    """The templates; ``wanted`` tells the name of the one that a person goes to, after the list has settled."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Templates of papers"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # dots say that a title goes on
        self.currentItemChanged.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def fill(self, templates: Iterable[Template], *, chosen: str) -> None:
        """Show the templates, the one named *chosen* as the current one; nobody is told."""
        self.blockSignals(True)
        self.clear()
        for one in templates:
            item = QListWidgetItem(f"{one.title}\n{standing_of(one)}" if one.own else one.title, self)
            item.setData(_HELD, one.name)
            item.setToolTip(literally(f"{one.title}：{standing_of(one)}"))
            if one.name == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def name_at(self, row: int) -> str:
        """Return the name of the template in a row."""
        return str(self.item(row).data(_HELD))

    def choose(self, name: str) -> None:
        """Make the template of that name the current one."""
        for row in range(self.count()):
            if self.name_at(row) == name:
                self.setCurrentRow(row)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(_HELD))


class FaultList(QListWidget):
    """The mistakes in a template, a row each; ``wanted`` tells the line (from 1) that a person goes to."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Mistakes in the template"))
        self.setWordWrap(True)
        self.setMaximumHeight(_ROWS_IN_SIGHT * self.fontMetrics().lineSpacing())
        self.itemActivated.connect(self._tell)
        self.itemClicked.connect(self._tell)

    def show_faults(self, problems: Sequence[Problem]) -> None:
        """Show these mistakes; where there is none, the list is not there."""
        self.clear()
        for problem in problems:
            item = QListWidgetItem(problem.message, self)
            item.setData(_HELD, line_of(problem))
        self.setVisible(bool(problems))

    def _tell(self, item: QListWidgetItem) -> None:
        if item.data(_HELD):
            self.wanted.emit(item.data(_HELD))

"""The two lists of the window of templates: which templates there are, and the mistakes in the one that is tried."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.wording import Template, line_of, standing_of
from smartplanner.ui.session import literally

_HELD = Qt.ItemDataRole.UserRole


class TemplateList(QListWidget):
    """The templates; ``wanted`` tells the name of the one that a person goes to, after the list has settled."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Templates of papers"))
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
    """The mistakes in a template; ``wanted`` tells the line (from 1) that a person goes to."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Mistakes in the template"))
        self.setWordWrap(True)
        self.setMaximumHeight(96)
        self.itemActivated.connect(self._tell)
        self.itemDoubleClicked.connect(self._tell)

    def show_fault(self, problem: Problem | None) -> None:
        """Show this mistake, or that there is none: then the list is not there."""
        self.clear()
        if problem is not None:
            remedy = _("It can be saved, but not put to use, until this is mended. Double click goes to the line.")
            item = QListWidgetItem(f"{problem.message}\n{remedy}", self)
            item.setData(_HELD, line_of(problem))
        self.setVisible(problem is not None)

    def _tell(self, item: QListWidgetItem) -> None:
        if item.data(_HELD):
            self.wanted.emit(item.data(_HELD))

"""The kinds of paper in groups, as an office thinks of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.commands.reporting import report_titles
from smartplanner.ui.theme import MUTED

GROUPS: dict[str, tuple[str, ...]] = {
    N_("Periodic papers"): ("monthly-briefing", "supervision-circular", "one-page", "year-summary"),
    N_("Supervision"): ("urging-notice", "supervision-notice", "board-page", "scoring-table"),
    N_("Plans and pilots"): ("plan-progress", "tier-overview", "pilot-assessment"),
    N_("Operators and contracts"): ("contract-execution", "payment-advice", "operator-year"),
    N_("Letters and requests"): ("letter", "request", "report-up"),
    N_("Meetings"): ("meeting-material", "meeting-minutes"),
}
"""Heading (a msgid) to the names of reports; one that is nowhere stands under "Other papers"."""


class KindList(QListWidget):
    """The kinds of paper under their headings; ``chosen`` tells the name of a report."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Kinds of paper"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group, names in _grouped().items():
            self._add_heading(group)
            for name, title in names.items():
                item = QListWidgetItem(title, self)
                item.setData(Qt.ItemDataRole.UserRole, name)
        self.currentItemChanged.connect(self._tell)

    def names(self) -> list[str]:
        """Return the reports in the order of the list."""
        found = (self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count()))
        return [name for name in found if name]

    def mark(self, name: str) -> None:
        """Show which kind is in view, without telling it."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.item(row).data(Qt.ItemDataRole.UserRole) == name:
                    self.setCurrentRow(row)

    def _add_heading(self, group: str) -> None:
        item = QListWidgetItem(_(group), self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(MUTED)
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _tell(self, item: QListWidgetItem | None) -> None:
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if name:
            self.chosen.emit(name)


def _grouped() -> dict[str, dict[str, str]]:
    titles = report_titles()
    found = {group: {name: titles[name] for name in names if name in titles} for group, names in GROUPS.items()}
    placed = {name for names in GROUPS.values() for name in names}
    found[N_("Other papers")] = {name: title for name, title in titles.items() if name not in placed}
    return {group: names for group, names in found.items() if names}

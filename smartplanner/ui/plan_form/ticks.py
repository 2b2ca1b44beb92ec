"""A list of requirements to tick, sorted by area; and the dialog that takes the ticked ones over into a plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.planning import adopt_requirements, open_requirements
from smartplanner.commands.planning.finding import class_of
from smartplanner.model.requirement import Requirement
from smartplanner.rules.tiers import say_set
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen

_ID = int(Qt.ItemDataRole.UserRole)


class RequirementTicks(QWidget):
    """Requirements under the headings of their areas, all ticked at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(_("Proposed requirements"))
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.all_button, self.none_button = QPushButton(_("Tick all")), QPushButton(_("Tick none"))
        self.all_button.clicked.connect(lambda: self.tick(Qt.CheckState.Checked))
        self.none_button.clicked.connect(lambda: self.tick(Qt.CheckState.Unchecked))
        self.list.itemChanged.connect(lambda _item: self._tell())
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def show_rows(self, rows: Iterable[Requirement], *, unticked: Collection[str] = ()) -> None:
        """Offer these requirements; those of *unticked* (ids) without a tick."""
        self.list.blockSignals(True)
        self.list.clear()
        by_area: dict[str, list[Requirement]] = {}
        for row in rows:
            by_area.setdefault(row.area or _("No area"), []).append(row)
        for area, members in by_area.items():
            self._add_heading(area)
            for row in members:
                item = QListWidgetItem(_words(row), self.list)
                item.setData(_ID, row.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = row.id not in unticked
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._tell()

    def picked(self) -> list[str]:
        """Return the ids of the ticked requirements."""
        return [str(item.data(_ID)) for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def tick(self, state: Qt.CheckState) -> None:
        """Tick all, or none."""
        for item in self._items():
            item.setCheckState(state)

    def _items(self) -> list[QListWidgetItem]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in items if item.data(_ID)]

    def _add_heading(self, area: str) -> None:
        heading = QListWidgetItem(area, self.list)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.list.font())
        font.setBold(True)
        heading.setFont(font)

    def _tell(self) -> None:
        total = len(self._items())
        self.count.setText(_("{picked} of {total} ticked", picked=len(self.picked()), total=total))


class AdoptDialog(QDialog):
    """Offers the requirements of the plan's class and tier that it has not taken over yet."""

    def __init__(self, session: Session, plan: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take over requirements"))
        self._session, self._plan = session, plan
        self.ticks = RequirementTicks()
        self.hint = QLabel(_("All requirements of this class and tier are in the plan already."))
        self.hint.setObjectName("muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        self.set_words = QLabel(_say_set(session, plan))
        self.set_words.setTextFormat(Qt.TextFormat.PlainText)
        self.set_words.setWordWrap(True)
        for widget in (self.set_words, self.ticks, self.hint, self.buttons):
            layout.addWidget(widget)
        self.set_words.setVisible(bool(self.set_words.text()))
        rows = open_requirements(session.office, plan)
        self.ticks.show_rows(rows)
        self.ticks.setVisible(bool(rows))
        self.hint.setVisible(not rows)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(rows))
        resize_within_screen(self, 640, 620)

    def _take(self) -> None:
        picked = self.ticks.picked()
        office, plan = self._session.office, self._plan
        if self._session.perform(lambda: [adopt_requirements(office, plan, only=picked)], window=self) is not None:
            self.accept()


def _say_set(session: Session, plan: str) -> str:
    row = session.office.reader.row("plan", plan)
    return say_set(session.office.reader.rows("requirement"), *class_of(session.office, row)) if row else ""


def _words(row: Requirement) -> str:
    if row.indicator and row.target:
        return _("{text} ({indicator}: {target})", text=row.text, indicator=row.indicator, target=row.target)
    return row.text

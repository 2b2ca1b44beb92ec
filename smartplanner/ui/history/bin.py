"""The bin: what was removed and is not back, and the way back for one or several records."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.history import step_name
from smartplanner.commands.history.bin import Binned, Return, binned, bring_back, plan_return
from smartplanner.model import entities
from smartplanner.model import entity as described_entity
from smartplanner.ui import icons
from smartplanner.ui.history.lines import LinesModel, dress
from smartplanner.ui.history.times import local_time
from smartplanner.ui.session import Session, literally, show_problem
from smartplanner.ui.theme import SPACE


class BinView(QWidget):
    """The removed records, the last first.  ``showing`` asks for the step that removed one."""

    showing = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._all: list[Binned] = []
        heads = [_("Removed"), _("Who"), _("Kind of record"), _("Record"), _("Went with it"), _("Step")]
        self.model: LinesModel[Binned] = LinesModel(heads, _cells, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, widths=(136, 84, 104, 300, 200, 84), stretch=(3,), name=_("Bin"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_state())
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the bin"))
        self.search.setAccessibleName(_("Search the bin"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.entity_box = QComboBox()
        self.entity_box.setAccessibleName(_("Kind of record"))
        self.entity_box.addItem(_("All records"), "")
        self.entity_box.currentIndexChanged.connect(lambda _place: self._narrow())
        self.all_box = QCheckBox(_("Undone too"))
        self.all_box.toggled.connect(lambda _on: self._narrow())
        self.restore_button = QPushButton(_("Bring back"))
        icons.dress(self.restore_button, "undo")
        self.restore_button.clicked.connect(self.bring_back)
        self.step_button = QPushButton(_("Show the step"))
        self.step_button.clicked.connect(self._show_step)
        self.nothing = QLabel(_("The bin is empty. What is removed from any list or form lies here and can come back."))
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._lay_out()

    def load(self) -> None:
        """Look into the bin anew."""
        self._all = binned(self.session.office)
        there = {one.gone.entity for one in self._all}
        for name, described in entities().items():
            if name in there and self.entity_box.findData(name) < 0:
                self.entity_box.addItem(_(described.label), name)
        self._narrow()

    def bring_back(self) -> None:
        """Bring back the chosen records in one step; what they name and is gone as well is offered along."""
        keys = [one.gone.key for one in self._chosen()]
        if not keys:
            return
        office = self.session.office
        planned = self.session.perform(lambda: plan_return(office, keys), window=self)
        if planned is None:
            return
        try:
            self._bring_back(planned)
        except Problem as problem:
            show_problem(problem, self)

    def _bring_back(self, planned: Return) -> None:
        office, empty = self.session.office, False
        if planned.missing:
            answer = self._ask_about(planned)
            if answer is None:
                return
            if answer == "with":
                planned = plan_return(office, planned.chosen, with_missing=True)
            else:
                empty = True
        step = bring_back(office, planned, leave_empty=empty)
        self.session.said.emit(_("{name} ({count} change(s))", name=step_name(office, step), count=step.size))

    def _ask_about(self, planned: Return) -> str | None:
        """Ask what to do about records that are named and gone: bring them along, leave the fields empty, or stop."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Bring back"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        lines = [f"{one.needed_by}　{one.field}：{one.name}" for one in planned.missing[:8]]
        more = len(planned.missing) - len(lines)
        lines += [_("and {count} more", count=more)] if more > 0 else []
        box.setText(_("What is to come back names records that are gone as well:") + "\n" + "\n".join(lines))
        roles = QMessageBox.ButtonRole
        along = box.addButton(_("Bring them back too"), roles.AcceptRole)
        empty = box.addButton(_("Leave the fields empty"), roles.DestructiveRole)
        empty.setEnabled(not any(one.required for one in planned.missing))
        box.addButton(_("Cancel"), roles.RejectRole)
        box.exec()
        pressed = box.clickedButton()
        answer = "with" if pressed is along else "empty" if pressed is empty else None
        box.deleteLater()
        return answer

    def _chosen(self) -> list[Binned]:
        return [self.model.things[index.row()] for index in self.table.selectionModel().selectedRows()]

    def _narrow(self) -> None:
        sought, entity = self.search.text().strip().casefold(), self.entity_box.currentData()
        kept = [
            one
            for one in self._all
            if (self.all_box.isChecked() or not one.taken_back)
            and (not entity or one.gone.entity == entity)
            and (not sought or sought in one.title.casefold())
        ]
        self.model.show_things(kept)
        self.table.setVisible(bool(kept))
        self.nothing.setVisible(not kept)
        self._show_state()

    def _show_state(self) -> None:
        chosen = self._chosen()
        self.restore_button.setEnabled(bool(chosen) and self.session.office.writable)
        self.restore_button.setText(
            _("Bring back {count} records", count=len(chosen)) if len(chosen) > 1 else _("Bring back")
        )
        self.step_button.setEnabled(len(chosen) == 1)
        self.table.setToolTip(literally(chosen[0].title) if len(chosen) == 1 else "")

    def _show_step(self) -> None:
        if chosen := self._chosen():
            self.showing.emit(chosen[0].gone.number)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(self.entity_box)
        tools.addWidget(self.all_box)
        tools.addStretch()
        tools.addWidget(self.step_button)
        tools.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)


def _cells(one: Binned) -> tuple[str, ...]:
    went = "、".join(f"{_(described_entity(name).label)} {count}" for name, count in one.parts)
    label = _(described_entity(one.gone.entity).label)
    return local_time(one.gone.at), one.gone.person, label, one.title, went, str(one.gone.number)

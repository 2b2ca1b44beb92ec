"""The bin: what was removed and is not back, and the way back for one or several records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

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

from smartplanner.base.i18n import N_, _
from smartplanner.base.telling import Tell, within
from smartplanner.changes import Step
from smartplanner.commands.history import step_name
from smartplanner.commands.history.bin import Binned, Return, binned, bring_back, is_large, plan_return
from smartplanner.model import entities
from smartplanner.model import entity as described_entity
from smartplanner.ui import icons
from smartplanner.ui.grid.selection import places
from smartplanner.ui.history.lines import LinesModel, dress
from smartplanner.ui.history.times import local_time
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

T = TypeVar("T")
_EMPTY = N_("The bin is empty. What is removed from any list or form lies here and can come back.")


class BinView(QWidget):
    """The removed records, the last first.  ``showing`` asks for the step that removed one."""

    showing = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._all: list[Binned] = []
        self._asked = 0
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
        self.nothing = QLabel(_(_EMPTY))
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._lay_out()

    def load(self) -> None:
        """Look into the bin anew; beside the window where there is much in it."""
        office = self.session.office
        self._asked += 1
        asked = self._asked
        if not is_large(office):
            self._take(asked, binned(office))
            return
        if not self._all:
            self.nothing.setText(_("Reading …"))
        self.session.in_background(lambda: binned(office), lambda found: self._take(asked, found), asker=self)

    def _take(self, asked: int, found: list[Binned]) -> None:
        """Show what was found, unless it has been looked for anew since."""
        if asked != self._asked:
            return
        self._all = found
        self.nothing.setText(_(_EMPTY))
        there = {one.gone.entity for one in self._all}
        for name, described in entities().items():
            if name in there and self.entity_box.findData(name) < 0:
                self.entity_box.addItem(_(described.label), name)
        self._narrow()

    def bring_back(self) -> None:
        """Bring back the chosen records in one step; what they name and is gone as well is offered along."""
        chosen = self._chosen()
        if not chosen:
            return
        keys = [one.gone.key for one in chosen]
        office = self.session.office

        def work(tell: Tell) -> Return | Step:
            planned = plan_return(office, keys, tell=within(tell, 0.0, 0.5))
            return planned if planned.missing else bring_back(office, planned, tell=within(tell, 0.5, 1.0))

        self._carry_out(work, lambda made: self._go_on(made, chosen), chosen)

    def _go_on(self, made: Return | Step, chosen: Sequence[Binned]) -> None:
        """Say what came back, or ask about what is missing for it and go on as answered."""
        if isinstance(made, Step):
            self._say(made)
            return
        office, answer = self.session.office, self._ask_about(made)
        if answer is None:
            return

        def work(tell: Tell) -> Step:
            planned, empty = made, answer == "empty"
            if not empty:
                planned = plan_return(office, made.chosen, with_missing=True, tell=within(tell, 0.0, 0.5))
            return bring_back(office, planned, leave_empty=empty, tell=within(tell, 0.5, 1.0))

        self._carry_out(work, self._say, chosen)

    def _carry_out(self, work: Callable[[Tell], T], done: Callable[[T], object], chosen: Sequence[Binned]) -> None:
        title = _("The records are being brought back")
        # At least so many come back, with those that went with the chosen ones.
        large = len(chosen) >= LARGE or sum(1 + sum(count for _name, count in one.parts) for one in chosen) >= LARGE
        carry_out(self.session, title, work, done, window=self, large=large)

    def _say(self, step: Step) -> None:
        name = step_name(self.session.office, step)
        self.session.said.emit(_("{name} ({count} change(s))", name=name, count=step.size))

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
        return [self.model.things[place] for place in places(self.table)]

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

"""Taking a step back: at once after a question, or with a choice for each thing that was changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.history import step_name
from smartplanner.commands.history.plan import Conflict, Plan, Standing, plan_rollback
from smartplanner.commands.history.resolve import Choice, Choices, Outcome, resolve, same_choice, take_back
from smartplanner.commands.history.words import listed
from smartplanner.ui.history.lines import LinesModel, chosen_row, dress
from smartplanner.ui.history.times import local_time
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session, literally, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_MEANING, _SHORT, _LOW = 92, 64, 400
"""Pixels of what a choice means: usually, and in a window that is no higher than the last of them."""
_CHOICE = 4
"""The column of the choices."""
_FOLLOWS = 6
"""Consequences that are named."""


def ask_and_take_back(session: Session, step: Step, window: QWidget) -> None:
    """Plan, ask, and take back *step*; nothing is written before the person says so."""

    def ask(plan: Plan) -> None:
        if not plan.conflicts:
            _ask_plainly(session, plan, window)
            return
        dialog = TakeBackDialog(session, plan, window)
        dialog.exec()
        dialog.deleteLater()

    def fail(error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        show_problem(error, window)

    office = session.office
    if step.size < LARGE:
        plan = session.perform(lambda: plan_rollback(office, step.id), window=window)
        if plan is not None:
            ask(plan)
        return
    session.said.emit(_("Looking at what was changed since…"))
    session.in_background(lambda: plan_rollback(office, step.id), ask, fail)


def _ask_plainly(session: Session, plan: Plan, window: QWidget) -> None:
    step = plan.step
    name = step_name(session.office, step)
    question = literally(_("Take this step back?\n{name} ({count} change(s))", name=name, count=step.size))
    buttons = QMessageBox.StandardButton
    if QMessageBox.question(window, _("Take back"), question, buttons.Yes | buttons.No) == buttons.Yes:
        _write(session, plan, {}, window=window, done=lambda _step: _forget(session, plan))
    else:
        _forget(session, plan)


def _forget(session: Session, plan: Plan) -> None:
    """Let go of a plan beside the window: dropped here, one of many rows would hold it up."""
    if len(plan.rows) >= LARGE:
        session.in_background(plan.forget, lambda _none: None)


def _write(session: Session, plan: Plan, choices: Choices, *, window: QWidget, done: Callable[[Step], None]) -> None:
    """Take back as chosen, a large step beside the window; *done* is told of what was written."""
    office = session.office
    carry_out(
        session,
        _("Taking back …"),
        lambda tell: take_back(office, plan, choices, tell=tell),
        done,
        window=window,
        large=len(plan.rows) >= LARGE,
    )


class TakeBackDialog(QDialog):
    """Names what stands in the way of taking a step back, each with a choice; says what comes of it."""

    def __init__(self, session: Session, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.plan = plan
        self.choices = same_choice(plan, Choice.KEEP)
        self._steps: dict[int, str] = {}
        self._asked = 0
        self.setWindowTitle(_("Take back a step"))
        heads = [_("Record"), _("What"), _("Then"), _("Now"), _("Choice"), _("Changed by")]
        self.model: LinesModel[Conflict] = LinesModel(heads, self._cells, self)
        self.table = _ChoiceTable(self.turn)
        self.table.setModel(self.model)
        dress(self.table, widths=(200, 96, 120, 120, 150, 220), stretch=(0,), name=_("Conflicts"))
        self.table.horizontalHeader().setMinimumSectionSize(90)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.clicked.connect(self._clicked)
        self.keep_button = QPushButton(_("Keep all"))
        self.restore_button = QPushButton(_("Restore all"))
        self.keep_button.clicked.connect(lambda: self.choose_all(Choice.KEEP))
        self.restore_button.clicked.connect(lambda: self.choose_all(Choice.RESTORE))
        self.chosen_text = QTextEdit()
        self.chosen_text.setReadOnly(True)
        self.chosen_text.setAccessibleName(_("What the choice means"))
        self.outcome = QLabel()
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok_button = self.buttons.button(kinds.Ok)
        self.ok_button.setText(_("Take back"))
        self.buttons.accepted.connect(self.take_back)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.model.show_things(plan.conflicts)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_meaning())
        self.table.selectRow(0)
        self._reckon()
        resize_within_screen(self, 1080, 620)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a low window to the list."""
        super().resizeEvent(event)
        self.chosen_text.setFixedHeight(_MEANING if self.height() > _LOW else _SHORT)

    def turn(self, rows: Sequence[int]) -> None:
        """Turn the choice of these rows round; what cannot be restored stays."""
        if not rows:
            return
        wanted = Choice.KEEP if self._choice(self.plan.conflicts[rows[0]]) is Choice.RESTORE else Choice.RESTORE
        self._set([self.plan.conflicts[row] for row in rows], wanted)

    def choose_all(self, choice: Choice) -> None:
        """Make one choice for all."""
        self._set(self.plan.conflicts, choice)

    def take_back(self) -> None:
        """Write it as one step; stay open when that is refused."""
        _write(self.session, self.plan, dict(self.choices), window=self, done=self._say_written)

    def _say_written(self, step: Step) -> None:
        name = step_name(self.session.office, step)
        self.session.said.emit(_("{name} ({count} change(s))", name=name, count=step.size))
        self.accept()

    def _set(self, conflicts: Sequence[Conflict], choice: Choice) -> None:
        for conflict in conflicts:
            self.choices[conflict.key] = choice if conflict.can_restore else Choice.KEEP
        self.model.refresh()
        self._show_meaning()
        self._reckon()

    def _choice(self, conflict: Conflict) -> Choice:
        return self.choices.get(conflict.key, Choice.KEEP)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == _CHOICE:
            self.turn([index.row()])

    def _cells(self, conflict: Conflict) -> tuple[str, ...]:
        what, then, now = _words_of(conflict)
        by = self._step_words(conflict.by) if conflict.by else ""
        return conflict.title, what, then, now, _choice_words(conflict, self._choice(conflict)), by

    def _step_words(self, number: int) -> str:
        if number not in self._steps:
            step = self.session.office.journal.step(str(number))
            name = step_name(self.session.office, step)
            words = (_("No. {number}", number=number), local_time(step.at), step.person, name)
            self._steps[number] = "　".join(words)
        return self._steps[number]

    def _show_meaning(self) -> None:
        row = chosen_row(self.table)
        self.chosen_text.setPlainText(_meaning(self.plan.conflicts[row]) if row is not None else "")

    def _reckon(self) -> None:
        """Find out what comes of the choices: of a large step beside the window, the latest choice counting."""
        office, plan, choices = self.session.office, self.plan, dict(self.choices)
        self._asked += 1
        number = self._asked
        if len(plan.rows) < LARGE:
            self._show_outcome(resolve(office, plan, choices))
            return
        self.ok_button.setEnabled(False)
        self.outcome.setText(_("Working out what comes of the choices …"))
        self.session.in_background(lambda: (number, resolve(office, plan, choices)), self._take_outcome)

    def _take_outcome(self, answer: tuple[int, Outcome]) -> None:
        if answer[0] == self._asked:
            self._show_outcome(answer[1])

    def _show_outcome(self, outcome: Outcome) -> None:
        restored = sum(choice is Choice.RESTORE for choice in self.choices.values())
        kept = len(self.plan.conflicts) - restored
        lines = [
            _(
                "{count} change(s) will be written: {clean} record(s) go back with nothing in the way, "
                "{kept} conflict(s) kept, {restored} restored.",
                count=len(outcome.changes),
                clean=self.plan.clean,
                kept=kept,
                restored=restored,
            )
        ]
        if outcome.follows:
            shown = " ".join(outcome.follows[:_FOLLOWS])
            more = len(outcome.follows) - _FOLLOWS
            lines.append(shown + (_(" … and {count} more", count=more) if more > 0 else ""))
        self.outcome.setText("\n".join(lines))
        self.ok_button.setEnabled(bool(outcome.changes) and self.session.office.writable)

    def _lay_out(self) -> None:
        name = step_name(self.session.office, self.plan.step)
        heading = QLabel(_("Taking back “{name}”", name=name))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setObjectName("subheading")
        count = len(self.plan.conflicts)
        hint = QLabel(
            _(
                "{count} thing(s) were changed since. Click a choice, or press Space, to turn it round. "
                "Nothing is written before you take back.",
                count=count,
            )
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        tools = QHBoxLayout()
        tools.addWidget(hint, 1)
        tools.addWidget(self.keep_button)
        tools.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(heading)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.chosen_text)
        layout.addWidget(self.outcome)
        layout.addWidget(self.buttons)


class _ChoiceTable(QTableView):
    """A table whose chosen lines are turned round by Space."""

    def __init__(self, turn: Callable[[Sequence[int]], None]) -> None:
        super().__init__()
        self._turn = turn

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the choice of the chosen lines round by Space."""
        if event.key() == Qt.Key.Key_Space:
            self._turn([index.row() for index in self.selectionModel().selectedRows()])
            return
        super().keyPressEvent(event)


def _choice_words(conflict: Conflict, choice: Choice) -> str:
    if not conflict.can_restore:
        return _("● keep (only choice)")
    return _("● restore what was then") if choice is Choice.RESTORE else _("○ keep what is now")


def _words_of(conflict: Conflict) -> tuple[str, str, str]:
    """Return what the conflict is about, what was then and what is now."""
    empty = _("(empty)")
    if conflict.standing is Standing.GREW:
        now = _("changed: {fields}", fields=conflict.now) if conflict.now else _("named by others")
        return _("made by this step"), _("(not there)"), now
    if conflict.standing is Standing.REMOVED:
        return _("changed by this step"), _("there"), _("removed")
    if not conflict.fields:
        return _("removed by this step"), _("there"), _("removed")
    return conflict.label, conflict.then or empty, conflict.now or empty


def _meaning(conflict: Conflict) -> str:
    """Return what each choice means for this conflict, in full."""
    what, then, now = _words_of(conflict)
    lines = [f"{conflict.title}　{what}"]
    named = listed(conflict.dependants)
    if conflict.standing is Standing.GREW:
        lines.append(_("Keep: the record stays. Restore: it is removed, as before the step."))
        if named:
            lines.append(_("Named by: {names}. What is part of it goes too, other fields are emptied.", names=named))
        if not conflict.can_restore:
            lines.append(_("It cannot be removed: others cannot be without it."))
    elif conflict.standing is Standing.REMOVED:
        lines.append(_("Keep: it stays removed. Restore: it comes back, as it was before the step."))
        if named:
            lines.append(_("It cannot come back, because {names} is gone; look into the bin.", names=named))
    elif not conflict.fields:
        lines.append(_("It names {names}, which is gone. Restore: it comes back with that field empty.", names=named))
        if not conflict.can_restore:
            lines.append(_("It cannot come back without it; look into the bin first."))
    else:
        lines.append(_("Then: {then}", then=then))
        lines.append(_("Now: {now}", now=now))
        if named:
            lines.append(_("What was then names {names}, which is gone; look into the bin first.", names=named))
    return "\n".join(lines)

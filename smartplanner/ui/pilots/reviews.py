"""评审: the gates of a pilot, the checklist of the chosen one, and its decision."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.piloting import check_points, follow_conditions, take_checklist
from smartplanner.fields.values import choice_label
from smartplanner.model import entity as described_entity
from smartplanner.queries.pilots import GateView, PilotView, say_signal
from smartplanner.rules.lights import Light
from smartplanner.ui.page_keys import HERE, add_key
from smartplanner.ui.pilots.dialogs import decision_dialog, plan_dialog, remark_dialog, run
from smartplanner.ui.pilots.panes import Pane
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE


class ReviewsTab(QWidget):
    """Gates above (Enter opens one, to move its day), the points of the chosen one below (Y and N note one)."""

    def __init__(self, session: Session, pilot: str) -> None:
        super().__init__()
        self.session, self.pilot = session, pilot
        self._view: PilotView | None = None
        self.gates = Pane(session, "", _gate_columns(), lambda view: str(view.row.id))
        self.points = Pane(session, _("Checklist"), _point_columns(session), lambda check: str(check.id))
        self.plan_button = self.gates.add_button(_("Plan a review…"), self._plan)
        self.decide_button = self.gates.add_button(_("Decide…"), self._decide)
        self.follow_button = self.gates.add_button(_("Make matters of the conditions"), self._follow)
        self.gates.tools.addStretch()
        self.list_button = self.points.add_button(_("Take the checklist of this review"), self._take)
        self.pass_button = self.points.add_button(_("Passed (Y)"), lambda: self._check(passed=True))
        self.fail_button = self.points.add_button(_("Not passed (N)"), lambda: self._check(passed=False))
        self.all_button = self.points.add_button(_("All the rest passed"), self._pass_rest)
        self.remark_button = self.points.add_button(_("With a remark…"), self._remark)
        self.points.tools.addStretch()
        split = QSplitter(Qt.Orientation.Vertical)
        for pane, share in ((self.gates, 220), (self.points, 300)):
            split.addWidget(pane)
            split.setStretchFactor(split.count() - 1, share)
        split.setChildrenCollapsible(False)
        split.setSizes([180, 340])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(split)
        self.gates.table.selectionModel().selectionChanged.connect(lambda *_change: self._show_points())
        self.points.table.selectionModel().selectionChanged.connect(lambda *_change: self._enable())
        self.gates.table.opened.connect(self._open_gate)
        self.points.table.opened.connect(lambda _id: self._remark())
        for key, passed in (("Y", True), ("N", False)):
            add_key(self.points.table, key, partial(self._check, passed=passed), where=HERE)

    def show_view(self, view: PilotView) -> None:
        """Show the gates of the pilot as they are now; at first the one that waits is chosen, or the last."""
        first = self._view is None
        self._view = view
        nothing = _("No review yet. “Plan a review” makes one with the checklist that fits the tier of the district.")
        self.gates.show_rows(view.gates, nothing)
        if first and view.gates:
            waiting = [gate for gate in view.gates if gate.row.decision is None]
            self.gates.table.select((waiting or view.gates[-1:])[0].row.id)
        self._show_points()

    def gate(self) -> GateView | None:
        """Return the gate that is chosen."""
        found: GateView | None = self.gates.chosen()
        return found

    def _open_gate(self, id: str) -> None:
        form = Form(self.session, "gate", id, self.window())
        if form.row is not None:
            form.exec()
        form.deleteLater()

    def _show_points(self) -> None:
        gate = self.gate()
        nothing = _("This review has no checklist.") if gate is not None else ""
        self.points.show_rows(gate.checks if gate is not None else (), nothing)
        self.points.heading.setText(
            _("Checklist of “{gate}” (★ must be passed)", gate=gate.row.gate) if gate else _("Checklist")
        )
        self._enable()

    def _enable(self) -> None:
        gate, writable = self.gate(), self.session.office.writable
        waits = writable and gate is not None and gate.row.decision is None
        self.decide_button.setEnabled(waits)
        followed = gate is not None and (bool(gate.tasks) or any(check.task for check in gate.checks))
        conditional = gate is not None and gate.row.decision == "conditional" and bool(gate.row.conditions)
        self.follow_button.setVisible(conditional and not followed)
        self.follow_button.setEnabled(writable)
        self.list_button.setVisible(bool(waits and gate and gate.kind and not gate.checks))
        has_points = gate is not None and bool(gate.checks)
        for button in (self.pass_button, self.fail_button, self.all_button, self.remark_button):
            button.setVisible(has_points)
            button.setEnabled(waits and has_points)

    def _plan(self) -> None:
        following = self._view.following if self._view is not None else None
        run(plan_dialog(self.session, self.pilot, following, self.window()))

    def _decide(self) -> None:
        gate = self.gate()
        if gate is not None:
            run(decision_dialog(self.session, gate, self.window()))

    def _follow(self) -> None:
        gate = self.gate()
        if gate is not None:
            self.session.perform(lambda: follow_conditions(self.session.office, gate.row.id), window=self)

    def _take(self) -> None:
        gate = self.gate()
        if gate is not None:
            self.session.perform(lambda: take_checklist(self.session.office, gate.row.id), window=self)

    def _check(self, *, passed: bool) -> None:
        """Note the chosen point and go to the next one."""
        check = self.points.chosen()
        if check is None or not self.pass_button.isEnabled():
            return
        place = self.points.model.place_of(check.id)
        self.session.perform(lambda: check_points(self.session.office, [check.id], passed=passed), window=self)
        self.points.table.selectRow(min(place + 1, self.points.model.rowCount() - 1))

    def _pass_rest(self) -> None:
        gate = self.gate()
        rest = [check.id for check in gate.checks if check.passed is None] if gate is not None else []
        if rest:
            self.session.perform(lambda: check_points(self.session.office, rest, passed=True), window=self)

    def _remark(self) -> None:
        check = self.points.chosen()
        if check is not None and self.remark_button.isEnabled():
            run(remark_dialog(self.session, check, self.window()))


def _gate_columns() -> list[Column]:
    decision = described_entity("gate")["decision"]

    def day(value: Any) -> str:
        return value.isoformat() if value else ""

    return [
        Column(
            "light", _("Light"), 6, lambda view: _(Light.of(view.light).label),
            light=lambda view: str(view.light), tip=lambda view: _say_decision(decision, view),
        ),
        Column("gate", _("Gate"), 16, lambda view: str(view.row.gate)),
        Column("due", _("Planned for"), 12, lambda view: day(view.row.due)),
        Column("held_on", _("Held on"), 12, lambda view: day(view.row.held_on)),
        Column("decision", _("Review result"), 12, lambda view: _say_decision(decision, view)),
        Column("tasks", _("Made good"), 9, _say_tasks),
        Column("conditions", _("Conditions"), 34, lambda view: " ".join((view.row.conditions or "").split())),
    ]  # fmt: skip


def _say_decision(field: Any, view: GateView) -> str:
    if view.row.decision:
        return choice_label(field, view.row.decision)
    return say_signal(view.signal) if view.signal else _("not decided")


def _say_tasks(view: GateView) -> str:
    """Return how many of the matters made of the conditions are done."""
    if not view.tasks:
        return ""
    done = sum(line.signal.light in ("blue", "grey") for line in view.tasks)
    return _("{done} of {count}", done=done, count=len(view.tasks))


def _point_columns(session: Session) -> list[Column]:
    passed = {None: _("not checked"), True: _("√ passed"), False: _("× not passed")}
    names = session.office.reader.name
    return [
        Column("text", _("Point to check"), 40, lambda check: str(check.text)),
        Column("passed", _("Passed"), 10, lambda check: passed[check.passed]),
        Column("remark", _("Remark"), 24, lambda check: " ".join((check.remark or "").split())),
        Column("task", _("Task made of it"), 24, lambda check: names("task", check.task) if check.task else ""),
    ]

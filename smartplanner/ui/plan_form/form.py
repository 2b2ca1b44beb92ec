"""The form of one plan, or of a new one with the requirements that its class and tier propose."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.editing import set_fields
from smartplanner.commands.planning import add_plan, check_plan
from smartplanner.rules.tiers import require_set
from smartplanner.ui.editors import Editor
from smartplanner.ui.life.tabs import LifeTab
from smartplanner.ui.plan_form.commitments import CommitmentsTab
from smartplanner.ui.plan_form.tabs import MilestonesTab, MoneyTab
from smartplanner.ui.plan_form.ticks import RequirementTicks
from smartplanner.ui.plan_form.versions import VersionsTab
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_LIVING = frozenset(
    {
        "plan",
        "commitment",
        "requirement",
        "milestone",
        "funding",
        "baseline",
        "baseline_item",
        "task",
        "pilot",
        "district",
    }
)
"""Entities whose changes can show in the form."""


class PlanForm(Form):
    """A plan in the book has tabs about all that belongs to it; a new one proposes requirements to tick."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.plan_tabs: list[LifeTab] = []
        self.tabs: QTabWidget | None = None
        self.ticks: RequirementTicks | None = None
        self.checks = QLabel()
        super().__init__(session, "plan", id, parent)
        resize_within_screen(self, 1120, 680)
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the fields on *body*, and beside or behind them what belongs to the plan."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        fields = QFormLayout()
        fields.setSpacing(SPACE)
        for field in self.described.fields:
            fields.addRow(self.label(field), self.editor(field.name))
        self.checks.setTextFormat(Qt.TextFormat.PlainText)
        self.checks.setWordWrap(True)
        self.checks.setAlignment(Qt.AlignmentFlag.AlignTop)
        first = QWidget()
        columns = QHBoxLayout(first)
        columns.addLayout(fields, 1)
        columns.addWidget(self._side(), 1)
        if self.row is None:
            layout.addWidget(first, 1)
            for name in ("kind", "tier", "district"):
                self.editors[name].edited.connect(self._propose)
            self._propose()
            return
        self.tabs = QTabWidget()
        self.tabs.addTab(first, _("The plan itself"))
        commitments, milestones = CommitmentsTab(self.session, self.id), MilestonesTab(self.session, self.id)
        money, versions = MoneyTab(self.session, self.id), VersionsTab(self.session, self.id)
        self.plan_tabs = [commitments, milestones, money, versions]
        titles = (_("Commitments and requirements"), _("Milestones"), _("Money"), _("Versions of the plan"))
        for title, page in zip(titles, self.plan_tabs, strict=True):
            self.tabs.addTab(page, title)
        self.add_beside(self.tabs)
        layout.addWidget(self.tabs, 1)
        self._check()

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.tabs is not None:
            self.tabs.setCurrentIndex(0)
        super().show_editor(editor)

    def _side(self) -> QWidget:
        panel = QFrame()
        panel.setObjectName("panel")
        layout = QVBoxLayout(panel)
        heading = QLabel(_("Proposed requirements") if self.row is None else _("What the plan lacks"))
        heading.setObjectName("subheading")
        layout.addWidget(heading)
        layout.addWidget(self.checks, 0 if self.row is None else 1)
        if self.row is None:
            self.ticks = RequirementTicks()
            layout.addWidget(self.ticks, 1)
            layout.addStretch(0)
        return panel

    def _propose(self) -> None:
        """Offer the requirements of the chosen class and tier; those of the district where none is chosen."""
        assert self.ticks is not None
        reader = self.session.office.reader
        kind, tier = _value(self.editors["kind"]), _value(self.editors["tier"])
        district = reader.row("district", _value(self.editors["district"]) or "")
        if district is not None:
            kind, tier = kind or district.kind, tier or district.tier
        try:
            rows = require_set(reader.rows("requirement"), kind, tier)
        except Problem as problem:
            rows = []
            self.checks.setText(problem.sentence())
        self.checks.setVisible(not rows)
        self.ticks.setVisible(bool(rows))
        self.ticks.show_rows(rows)

    def _write(self) -> bool:
        values = self.values()
        if self.row is None:
            assert self.ticks is not None
            add_plan(self.session.office, values, self.ticks.picked(), accepted=self.kept_doubts)
        elif values:
            set_fields(self.session.office, "plan", [self.id], values, accepted=self.kept_doubts)
        return True

    def _check(self) -> None:
        """Say what is wrong with the plan as a whole."""
        found = check_plan(self.session.office, self.id, as_of=self.session.as_of)
        lines = [f"• {problem.sentence()}" for problem in found]
        self.checks.setText("\n\n".join(lines) or _("Nothing is wrong with the plan."))

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what an action of a tab, or a hand elsewhere, changed; what the person is typing stays."""
        if self.row is None or not rows.keys() & _LIVING:
            return
        row = self.session.office.reader.row("plan", self.id)
        if row is None:
            return
        for tab in self.plan_tabs:
            tab.load()
        self._check()
        if self.id in rows.get("plan", ()):
            self.row = row
            self.refill()


def _value(editor: Editor) -> Any:
    """Return what an editor holds; None where it cannot be read."""
    try:
        return editor.value()
    except Problem:
        return None

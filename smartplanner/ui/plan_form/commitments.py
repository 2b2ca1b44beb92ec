"""The tab 承诺与要求: each commitment with its light, what covers it, and what could."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QSizePolicy, QVBoxLayout

from smartplanner.base.i18n import _
from smartplanner.commands.planning import cover, cover_as_suggested, waive
from smartplanner.commands.planning.finding import class_of
from smartplanner.queries.portfolio_coverage import CommitmentLine, coverage
from smartplanner.rules.lights import Light
from smartplanner.rules.tiers import name_class, say_why
from smartplanner.ui.editors import PickDialog
from smartplanner.ui.life.tabs import LifeTab
from smartplanner.ui.plan_form.ticks import AdoptDialog
from smartplanner.ui.plan_form.tier_dialog import TierDialog
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column


class CommitmentsTab(LifeTab):
    """What a plan undertakes."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(session, id, _columns(), lambda line: str(line.id))
        self.summary = QLabel()
        self.summary.setObjectName("muted")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.adopt_button = self.add_button(_("Take over requirements…"), self.adopt)
        self.tier_button = self.add_button(_("Change class and tier…"), self.change_tier)
        self.suggest_button = self.add_button(_("Cover as suggested"), self.cover_as_suggested)
        self.tasks_button = self.add_button(_("Covered by tasks…"), lambda: self.pick("task"))
        self.milestones_button = self.add_button(_("Covered by milestones…"), lambda: self.pick("milestone"))
        self.waive_button = self.add_button(_("Does not apply…"), self.waive)
        self.tools.addStretch(1)
        self.tool_row.fold(self.waive_button, self.tier_button, self.milestones_button, self.tasks_button)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.summary)
        self.table.opened.connect(lambda key: session.asked.emit("commitment", key))
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._offer())
        self.load()

    def read(self) -> Sequence[CommitmentLine]:
        """Return the commitments as of the session's day."""
        return coverage(self.session.office.reader, self.id, as_of=self.session.as_of)

    def nothing(self) -> str:
        """Say how commitments come in."""
        return _("The plan has no commitments yet. Take over the requirements of its class and tier.")

    def load(self) -> None:
        """Show the commitments and count the open ones."""
        chosen = self.table.selected_ids()
        super().load()
        for id in chosen[:1]:
            self.table.select(id)
        lines = self.model.shown_rows()
        row = self.session.office.reader.row("plan", self.id)
        if row is None:
            return
        spots = sum(line.is_open for line in lines)
        name = name_class(*class_of(self.session.office, row))
        self.summary.setText(_("{name}: {open} of {total} open", name=name, open=spots, total=len(lines)))
        self.suggest_button.setEnabled(
            self.session.office.writable and any(line.is_open and line.suggested for line in lines)
        )
        self._offer()

    def adopt(self) -> None:
        """Offer what the class and tier asks for beside."""
        dialog = self.session.perform(lambda: AdoptDialog(self.session, self.id, self), window=self)
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def change_tier(self) -> None:
        """Ask for another class and tier."""
        row = self.session.office.reader.row("plan", self.id)
        if row is not None:
            dialog = TierDialog(self.session, "plan", self.id, class_of(self.session.office, row), self)
            dialog.exec()
            dialog.deleteLater()

    def cover_as_suggested(self) -> None:
        """Let the suggested matters cover what is open."""
        office = self.session.office
        self.session.perform(lambda: cover_as_suggested(office, self.id, as_of=self.session.as_of), window=self)

    def pick(self, entity: str) -> None:
        """Ask what covers the selected commitment; what is suggested stands first."""
        line = self._selected()
        if line is None:
            return
        reader = self.session.office.reader
        title = _("Covered by tasks") if entity == "task" else _("Covered by milestones")
        present = tuple(one.id for one in line.covers if one.entity == entity)
        first = [one.id for one in line.suggested if one.entity == entity]
        near = _of_plan(self.session, self.id, entity)
        everything = reader.names(entity)
        names = {id: everything[id] for id in dict.fromkeys([*present, *first, *near]) if id in everything}
        dialog = PickDialog(title, names, present, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            picked, office = dialog.picked(), self.session.office
            if entity == "task":
                self.session.perform(lambda: cover(office, line.id, tasks=picked), window=self)
            else:
                self.session.perform(lambda: cover(office, line.id, milestones=picked), window=self)
        dialog.deleteLater()

    def waive(self) -> None:
        """Ask why the selected commitment does not apply."""
        line = self._selected()
        if line is None:
            return
        question = _("Why does it not apply? Empty: it applies.")
        reason, agreed = QInputDialog.getText(self, _("Does not apply"), question, text=line.waived or "")
        if agreed:
            self.session.perform(lambda: waive(self.session.office, line.id, reason), window=self)

    def _selected(self) -> CommitmentLine | None:
        ids = self.table.selected_ids()
        line: CommitmentLine | None = self.model.row_of(ids[0]) if ids else None
        return line

    def _offer(self) -> None:
        possible = bool(self.table.selected_ids()) and self.session.office.writable
        for button in (self.tasks_button, self.milestones_button, self.waive_button):
            button.setEnabled(possible)


def _of_plan(session: Session, plan: str, entity: str) -> list[str]:
    """Return the milestones of the plan, or the matters of the plan and its district."""
    reader = session.office.reader
    row = reader.row("plan", plan)
    found = [one.id for one in reader.rows_naming(entity, "plan", [plan])]
    if entity == "task" and row is not None:
        found += [one.id for one in reader.rows_naming("task", "district", [row.district])]
    return found


def _columns() -> list[Column]:
    return [
        Column(
            "light",
            _("Light"),
            5,
            lambda line: _(Light.of(line.signal.light).label),
            light=lambda line: str(line.signal.light),
        ),
        Column("area", _("Area"), 12, lambda line: line.area or ""),
        Column("text", _("What is undertaken"), 30, lambda line: line.text),
        Column("why", _("Why"), 22, lambda line: say_why(line.signal)),
        Column("covers", _("Covered by"), 28, lambda line: "、".join(one.title for one in line.covers)),
        Column("suggested", _("Could be covered by"), 24, lambda line: "、".join(one.title for one in line.suggested)),
        Column("indicator", _("Indicator"), 16, lambda line: line.indicator or ""),
        Column("target", _("Target value"), 8, lambda line: line.target or ""),
        Column("current", _("Current value"), 8, lambda line: line.current or ""),
    ]

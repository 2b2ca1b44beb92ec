"""The tabs of a plan about its milestones and its money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from smartplanner.base.i18n import _
from smartplanner.commands.planning import check_plan
from smartplanner.fields.money import format_amount, format_wan
from smartplanner.model.budget_batch import MoneySource
from smartplanner.queries.gantt import Scope
from smartplanner.queries.portfolio_coverage import Cover, milestone_covers
from smartplanner.rules.lights import Light
from smartplanner.rules.plan_money import BEHIND, MoneyLine, check_money, money_lines, say_points
from smartplanner.rules.tiers import say_why
from smartplanner.ui.life.tabs import LifeTab
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.table import Column
from smartplanner.ui.theme import set_tone


class MilestoneLine(NamedTuple):
    """One milestone with its light."""

    id: str
    row: Any
    cover: Cover


class MilestonesTab(LifeTab):
    """The milestones of a plan in the order of their due days."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(session, id, _milestone_columns(), lambda line: str(line.id))
        self.problem = _problem_label()
        self.gantt_button = self.add_button(_("Show in the Gantt chart"), self.show_gantt)
        self.gantt_button.setEnabled(True)
        self.tools.addStretch(1)
        self.tools.addWidget(self.problem)
        self.table.opened.connect(lambda key: session.asked.emit("milestone", key))
        self.load()

    def read(self) -> Sequence[MilestoneLine]:
        """Return the milestones."""
        reader = self.session.office.reader
        covers = milestone_covers(reader, as_of=self.session.as_of)
        return [
            MilestoneLine(row.id, row, covers[row.id]) for row in reader.rows_naming("milestone", "plan", [self.id])
        ]

    def nothing(self) -> str:
        """Say how milestones come in."""
        return _("The plan has no milestones yet. Add them under “Milestones”, or import a ledger of plans.")

    def load(self) -> None:
        """Show the milestones, and whether their weights add up."""
        super().load()
        wrong = [
            problem
            for problem in check_plan(self.session.office, self.id, as_of=self.session.as_of)
            if problem.code in ("weights_not_100", "before_plan", "after_plan")
        ]
        self.problem.setText(wrong[0].sentence() if wrong else "")

    def show_gantt(self) -> None:
        """Show the plan in the Gantt chart, in a window of its own."""
        from smartplanner.ui.gantt import GanttPage

        dialog = QDialog(self)
        dialog.setWindowTitle(_("Gantt chart"))
        page = GanttPage(self.session, dialog)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        resize_within_screen(dialog, 1180, 640)
        page.load()
        page.bar.show_scope(Scope("plan", self.id))
        dialog.exec()
        dialog.deleteLater()


class MoneyTab(LifeTab):
    """The money of a plan by year and source against the time that has gone by."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(session, id, _money_columns(), lambda line: f"{line.year} {line.source}")
        self.problem = _problem_label()
        self.tools.addWidget(self.problem, 1)
        self.table.setSortingEnabled(False)
        self.load()

    def read(self) -> Sequence[MoneyLine]:
        """Return the lines with their sums."""
        reader = self.session.office.reader
        plan = reader.row("plan", self.id)
        return (
            money_lines(plan, reader.rows_naming("funding", "plan", [self.id]), as_of=self.session.as_of)
            if plan
            else []
        )

    def nothing(self) -> str:
        """Say how money comes in."""
        return _("No money is planned yet. Add it under “Fundings”, or import a ledger of plans.")

    def load(self) -> None:
        """Show the lines, and what disagrees."""
        super().load()
        reader = self.session.office.reader
        plan = reader.row("plan", self.id)
        wrong = check_money(plan, reader.rows_naming("funding", "plan", [self.id])) if plan else []
        self.problem.setText("\n".join(problem.sentence() for problem in wrong[:3]))


def _problem_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_tone(label, "error")
    return label


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _milestone_columns() -> list[Column]:
    return [
        Column(
            "light",
            _("Light"),
            5,
            lambda line: _(Light.of(line.cover.signal.light).label),
            light=lambda line: str(line.cover.signal.light),
        ),
        Column("title", _("Title"), 36, lambda line: line.row.title),
        Column("start", _("Start"), 12, lambda line: _day(line.row.start)),
        Column("due", _("Due"), 12, lambda line: _day(line.row.due)),
        Column("done_on", _("Done on"), 12, lambda line: _day(line.row.done_on)),
        Column("weight", _("Weight"), 8, lambda line: f"{line.row.weight:g}%" if line.row.weight else "", right=True),
        Column("why", _("Why"), 30, lambda line: say_why(line.cover.signal)),
    ]


def _money_columns() -> list[Column]:
    return [
        Column("year", _("Year"), 10, lambda line: str(line.year) if line.year else _("All years")),
        Column("source", _("Source of money"), 12, _source),
        Column("amount", _("Planned (10,000 yuan)"), 14, lambda line: format_amount(line.amount), right=True),
        Column("spent", _("Spent (10,000 yuan)"), 14, lambda line: format_amount(line.spent), right=True),
        Column("share", _("Spent share"), 10, lambda line: _percent(line.spent_share), right=True),
        Column("elapsed", _("Share of time"), 10, lambda line: _percent(line.elapsed_share), right=True),
        Column("gap", _("Against time"), 28, _gap),
    ]


def _source(line: MoneyLine) -> str:
    return _(MoneySource.of(line.source).label) if line.source else _("Sum")


def _percent(share: float | None) -> str:
    return f"{share:g}%" if share is not None else "—"


def _gap(line: MoneyLine) -> str:
    words = say_points(line)
    if line.overspent:
        return _("{words}; overspent by {over}", words=words, over=_wan(line.overspent))
    if line.gap is not None and line.gap < -BEHIND:
        return "▼ " + words
    return words


def _wan(fen: int) -> str:
    return _("{amount} × 10,000 yuan", amount=format_wan(fen))

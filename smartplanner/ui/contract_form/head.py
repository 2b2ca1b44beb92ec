"""Where a contract stands: its light and why, its state, its sum with amendments, what is paid, what can be done."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.money import format_money
from smartplanner.model.contract import ContractState
from smartplanner.queries.contracts import ContractPage
from smartplanner.rules.contracts import USUAL_STATE, Move
from smartplanner.rules.lights import Light
from smartplanner.ui.contract_form.acts import move_dialog
from smartplanner.ui.contract_form.standing import standing
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.operation.listing import line_label, plain_label
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE, set_tone

_MOST_PROBLEMS = 3


class ContractHead(QFrame):
    """The standing of one contract; its buttons ask for what a step needs."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session, self._id = session, id
        self.buttons: dict[str, QPushButton] = {}
        self._facts, self._acts, self._sums = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        self.problems = line_label()
        set_tone(self.problems, "error")
        for row in (self._facts, self._acts):
            row.setSpacing(SPACE)
        self._sums.setHorizontalSpacing(SPACE * 3)
        self._sums.setVerticalSpacing(0)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE - 2)
        for part in (self._facts, self._sums, self._acts):
            layout.addLayout(part)
        layout.addWidget(self.problems)

    def show_page(self, page: ContractPage) -> None:
        """Show the contract as it stands now."""
        for part in (self._facts, self._acts, self._sums):
            empty_layout(part)
        self._show_facts(page)
        self._show_sums(page)
        self._show_acts(page)
        self._show_problems(page.problems)

    def ask(self, move: Move) -> bool:
        """Ask for what the step needs and take it."""
        dialog = move_dialog(self._session, self._id, move, self.window())
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def _show_facts(self, page: ContractPage) -> None:
        light, reason = standing(page)
        self._facts.addWidget(Lamp(light))
        state = _(ContractState.of(page.fact.state or USUAL_STATE).label)
        self._facts.addWidget(plain_label(_(Light.of(light).label), "subheading"))
        why = line_label(reason)
        why.setToolTip(literally(reason))
        self._facts.addWidget(why, 1)
        for text, look in ((state, "subheading"), (_term(page), "")):
            self._facts.addSpacing(SPACE)
            self._facts.addWidget(plain_label(text, look))
        self._facts.addSpacing(SPACE)
        self._facts.addWidget(plain_label(_("as of {day}", day=self._session.as_of.isoformat()), "muted"))

    def _show_sums(self, page: ContractPage) -> None:
        original = page.original or 0
        change = page.total - original
        deducted = sum(one.deducted for one in page.payments if one.settled or one.fact.deducted is not None)
        sums = (
            (_("Original sum"), format_money(original)),
            (_("Amendments"), ("+" if change > 0 else "") + format_money(change)),
            (_("Sum now"), format_money(page.total)),
            (_("Paid so far"), format_money(page.paid)),
            (_("Remaining"), format_money(page.remaining)),
            (_("Deducted so far"), format_money(deducted)),
        )
        for column, (name, sum_) in enumerate(sums):
            self._sums.addWidget(plain_label(name, "muted"), 0, column)
            self._sums.addWidget(plain_label(sum_, "subheading"), 1, column)
        self._sums.setColumnStretch(len(sums), 1)

    def _show_acts(self, page: ContractPage) -> None:
        self.buttons = {}
        for move in page.moves:
            button = QPushButton(_(move.label))
            button.setAutoDefault(False)  # Enter in a field of the form saves; it does not take a step
            button.setEnabled(self._session.office.writable)
            button.clicked.connect(lambda _on=False, move=move: self.ask(move))
            self._acts.addWidget(button)
            self.buttons[move.after] = button
        self._acts.addStretch()

    def _show_problems(self, problems: Any) -> None:
        shown: list[Problem] = list(problems)[:_MOST_PROBLEMS]
        lines = ["！" + problem.sentence() for problem in shown]
        if (more := len(problems) - len(shown)) > 0:
            lines.append(_("and {count} more", count=more))
        self.problems.setText("\n".join(lines))
        self.problems.setToolTip(literally("\n".join(problem.sentence() for problem in problems)))
        self.problems.setVisible(bool(lines))


def _term(page: ContractPage) -> str:
    first = page.runs.start.isoformat() if page.runs.start else "…"
    last = page.runs.end.isoformat() if page.runs.end else "…"
    return _("{first} to {last}", first=first, last=last)


def empty_layout(layout: QHBoxLayout | QGridLayout) -> None:
    """Remove everything from *layout*."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

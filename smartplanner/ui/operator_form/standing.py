"""Where an operator stands: its model, its share of the city, its contracts and money, what it lacks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.fields.money import format_money
from smartplanner.model.operator import OperatorModel, SecurityLevel
from smartplanner.queries.operators import OperatorPage
from smartplanner.rules.lights import WORST_FIRST, Light
from smartplanner.rules.sums import figure
from smartplanner.ui.contract_form.head import empty_layout
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.operation.listing import line_label, plain_label
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE


class OperatorHead(QFrame):
    """The standing of one operator, in two lines."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self._facts, self._sums = QHBoxLayout(), QGridLayout()
        self._facts.setSpacing(SPACE)
        self._sums.setHorizontalSpacing(SPACE * 4)
        self._sums.setVerticalSpacing(0)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE - 2)
        layout.addLayout(self._facts)
        layout.addLayout(self._sums)

    def show_page(self, page: OperatorPage) -> None:
        """Show the operator as it stands now."""
        empty_layout(self._facts)
        empty_layout(self._sums)
        light, reason = standing(page)
        self._facts.addWidget(Lamp(light))
        model = _(OperatorModel.of(page.row.model).label) if page.row.model else _("model not given")
        level = _(SecurityLevel.of(page.row.security_level).label) if page.row.security_level else _("level not given")
        self._facts.addWidget(plain_label(_(Light.of(light).label), "subheading"))
        why = line_label(reason)
        why.setToolTip(literally(reason))
        self._facts.addWidget(why, 1)
        for text, look in ((model, "subheading"), (level, "")):
            self._facts.addSpacing(SPACE)
            self._facts.addWidget(plain_label(text, look))
        self._facts.addSpacing(SPACE)
        self._facts.addWidget(plain_label(_("as of {day}", day=self._session.as_of.isoformat()), "muted"))
        owed = sum(one.outstanding for one in page.owed)
        sums = (
            (_("Contracts in force"), _("{count} of {total}", count=page.in_force, total=len(page.contracts))),
            (_("Contract sums"), format_money(page.total)),
            (_("Paid so far"), format_money(page.paid)),
            (_("Remaining"), format_money(page.remaining)),
            (_("Payable by the end of the month"), format_money(owed)),
            (_("Share of the city"), figure(page.share, places=1) + "%"),
        )
        for column, (name, sum_) in enumerate(sums):
            self._sums.addWidget(plain_label(name, "muted"), 0, column)
            self._sums.addWidget(plain_label(sum_, "subheading"), 1, column)
        self._sums.setColumnStretch(len(sums), 1)


def standing(page: OperatorPage) -> tuple[str, str]:
    """Return the light of an operator and why: the worst of its problems, of what runs out, of its share.

    A payment that is late is not held against the operator.
    """
    reasons = [("red", one.message) for one in page.problems if one.level is Level.ERROR]
    ending = [one for one in page.expiring if one.kind != "payment" and one.light != "green"]
    reasons += [(one.light, f"{one.title}：{one.words}") for one in ending]
    reasons += [(alarm.light, alarm.words) for alarm in page.alarms]
    reasons += [(line.breach.light, f"{line.title}：{line.breach.words}") for line in page.contracts if line.breach]
    reasons += [("yellow", one.message) for one in page.problems if one.level is Level.WARNING]
    reasons.sort(key=lambda reason: WORST_FIRST[reason[0]])
    return reasons[0] if reasons else ("green", _("nothing is missing or running out"))

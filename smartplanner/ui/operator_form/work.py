"""What an operator does for the city: its contracts with money and scores, its years of service, its shares."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level
from smartplanner.model.contract import ContractState
from smartplanner.queries.concentration import CUT_NAMES
from smartplanner.queries.operators import ContractLine, OperatorPage
from smartplanner.rules.contracts import USUAL_STATE
from smartplanner.rules.service import TRENDS
from smartplanner.rules.sums import figure
from smartplanner.ui.operation.listing import Listing, amount_column, light_column
from smartplanner.ui.operation.papers import YEAR, open_paper
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

_SIGNS = {"up": "↗", "down": "↘", "flat": "→", "": ""}
_REMEDIES = {
    "contract": N_("Renew, accept or end the contract in time."),
    "bond": N_("Give the bond back, or say why it is kept."),
    "guarantee": N_("Ask for a longer guarantee."),
    "licence": N_("Ask for the renewed licence."),
    "terms": N_("Agree on new terms, or end its contracts."),
    "payment": N_("Pay it, or settle what it still lacks."),
}
"""What to do about each kind of thing that runs out."""
_ONLY_NAMED = N_("No contract names this operator yet. Add one on the page “Contracts”, or import their ledger.")


class ContractsTab(QWidget):
    """The contracts above, the years of service below; a double click opens the contract."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__()
        self.session, self.id = session, id
        self.paper_button = QPushButton(_("Write the year of service"))
        self.paper_button.setAutoDefault(False)
        self.paper_button.clicked.connect(self.write)
        self.contracts = Listing(
            _contract_columns(session),
            lambda line: str(line.id),
            nothing=_(_ONLY_NAMED),
            opened=lambda line: session.asked.emit("contract", line.id),
            stretch=1,
        )
        self.years = Listing(_year_columns(), lambda year: str(year.year), nothing=_("No month was scored yet."))
        _stack(self, self.contracts, self.years, (330, 150))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.paper_button)
        layout.setAlignment(self.paper_button, Qt.AlignmentFlag.AlignLeft)

    def write(self) -> None:
        """Open the paper on what the operator did in a year."""
        open_paper(self.session, YEAR, self.window(), operator=self.id, period=str(self.session.as_of.year))

    def show_page(self, page: OperatorPage) -> None:
        """Show the contracts and years."""
        self.contracts.show_rows(page.contracts)
        self.years.show_rows(page.years)


class SharesTab(QWidget):
    """The operator's share of the city, of districts and areas, and which of its contracts end together."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shares = Listing(
            _share_columns(), lambda share: f"{share.cut} {share.cell}",
            nothing=_("No contract of this operator is in force."), stretch=2,
        )  # fmt: skip
        self.ending = Listing(
            self._ending_columns(), lambda one: one.quarter,
            nothing=_("No two contracts of this operator end in the same quarter."), stretch=3,
        )  # fmt: skip
        _stack(self, self.shares, self.ending, (300, 180))

    def show_page(self, page: OperatorPage) -> None:
        """Show the shares."""
        self.shares.show_rows(page.shares)
        self.ending.show_rows(page.ending)

    def _ending_columns(self) -> list[Column]:
        reader = self._session.office.reader
        return [
            Column("quarter", _("Quarter"), 10, lambda one: one.quarter),
            amount_column("amount", _("Contract sums (10,000 yuan)"), lambda one: one.amount, 16),
            Column("percent", _("Of its money"), 10, lambda one: figure(one.percent, places=1) + "%", right=True),
            Column("contracts", _("Contracts that end together"), 50,
                   lambda one: "、".join(reader.name("contract", id) for id in one.contracts)),
        ]  # fmt: skip


class _Line(NamedTuple):
    number: int
    light: str
    words: str
    remedy: str


class ChecksTab(QWidget):
    """What the operator lacks for its model and what contradicts itself, each with what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.listing = Listing(
            [
                light_column(lambda line: line.light),
                Column("words", _("What is wrong"), 56, lambda line: line.words),
                Column("remedy", _("What to do"), 40, lambda line: line.remedy),
            ],
            lambda line: str(line.number),
            nothing=_("Nothing is missing for its operating model, and nothing contradicts itself."),
            stretch=1,
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.listing)

    def show_page(self, page: OperatorPage) -> None:
        """Show the alarms, what runs out and the problems, the worst first."""
        lines = [(alarm.light, alarm.words, _("Spread new contracts over more operators.")) for alarm in page.alarms]
        lines += [(one.light, f"{one.title}：{one.words}", _(_REMEDIES[one.kind])) for one in page.expiring]
        for problem in page.problems:
            light = {Level.ERROR: "red", Level.WARNING: "yellow"}.get(problem.level, "grey")
            lines.append((light, problem.message, problem.remedy))
        lines.sort(key=lambda line: ("red", "yellow").index(line[0]) if line[0] in ("red", "yellow") else 2)
        self.listing.show_rows([_Line(number, *line) for number, line in enumerate(lines)])


def _contract_columns(session: Session) -> list[Column]:
    def light(line: ContractLine) -> str:
        if not line.in_force:
            return "blue" if line.state in ("expired", "renewed", "terminated") else "grey"
        return line.breach.light if line.breach is not None else "green"

    def score(line: ContractLine) -> str:
        return f"{figure(line.mean, places=1)} {_SIGNS[line.trend]}" if line.mean is not None else ""

    def ends(line: ContractLine) -> str:
        return line.end.isoformat() if line.end else ""

    wan = _("10,000 yuan")
    return [
        light_column(light, lambda line: line.breach.words if line.breach else ""),
        Column("title", _("Contract"), 34, lambda line: line.title),
        Column("state", _("State"), 9, lambda line: _(ContractState.of(line.state or USUAL_STATE).label)),
        Column("area", _("Area"), 12, lambda line: line.area or ""),
        Column("end", _("End"), 11, ends, key=lambda line: line.end),
        amount_column("total", _("{label} ({unit})", label=_("Sum now"), unit=wan), lambda line: line.total, 14),
        amount_column("paid", _("Paid so far"), lambda line: line.paid, 14),
        Column("mean", _("Mean of 12 months"), 12, score, key=lambda line: line.mean, right=True,
               tip=lambda line: _(TRENDS[line.trend])),
    ]  # fmt: skip


def _year_columns() -> list[Column]:
    return [
        Column("year", _("Year"), 8, lambda one: str(one.year)),
        Column("scored", _("Months scored"), 10, lambda one: str(one.scored), right=True),
        Column("mean", _("Mean score"), 10, lambda one: figure(one.mean, places=1), right=True),
        Column("lowest", _("Lowest score"), 10, lambda one: figure(one.lowest, places=1), right=True),
        Column("below", _("Months below"), 10, lambda one: str(one.below), right=True),
        amount_column("deducted", _("{label} ({unit})", label=_("Deducted"), unit=_("10,000 yuan")),
                      lambda one: one.deducted, 14),
    ]  # fmt: skip


def _share_columns() -> list[Column]:
    return [
        light_column(lambda share: str(share.light)),
        Column("cut", _("Taken over"), 12, lambda share: _(CUT_NAMES[share.cut])),
        Column("name", _("Place or area"), 24, lambda share: share.name),
        Column("percent", _("Share"), 10, lambda share: figure(share.percent, places=1) + "%",
               key=lambda share: share.percent, right=True),
    ]  # fmt: skip


def _stack(whole: QWidget, above: QWidget, below: QWidget, sizes: Any) -> None:
    split = QSplitter(Qt.Orientation.Vertical)
    split.addWidget(above)
    split.addWidget(below)
    split.setSizes(list(sizes))
    layout = QVBoxLayout(whole)
    layout.setSpacing(SPACE)
    layout.addWidget(split)

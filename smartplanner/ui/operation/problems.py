"""What is wrong or weak over all contracts: services below what counts as kept, and what contradicts itself."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.queries.contracts import ContractOverview
from smartplanner.ui.operation.listing import Listing, light_column
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column

_LIGHTS = {Level.ERROR: "red", Level.WARNING: "yellow"}


class _Line(NamedTuple):
    number: int
    light: str
    kind: str
    contract: str
    words: str
    remedy: str


class ProblemsPanel(QWidget):
    """One list, the worst first; opening a line shows the contract."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.listing = Listing(
            self._columns(),
            lambda line: str(line.number),
            nothing=_("Nothing contradicts itself: sums, days, shares and scores agree, and every service is kept."),
            opened=self._open,
            stretch=3,
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.listing)

    def show_overview(self, found: ContractOverview) -> None:
        """Show the breaches and problems of these contracts."""
        lines = [(one.light, _("Service"), one.contract, one.words, _("Ask the operator to mend it.")) for one in
                 found.breaches]  # fmt: skip
        for one in found.findings:
            problem = one.problem
            lines.append((_light(problem), _("Data"), one.contract, problem.message, problem.remedy))
        lines.sort(key=lambda line: line[0] != "red")
        self.listing.show_rows([_Line(number, *line) for number, line in enumerate(lines)])

    def _columns(self) -> list[Column]:
        reader = self.session.office.reader
        return [
            light_column(lambda line: line.light),
            Column("kind", _("Kind"), 6, lambda line: line.kind),
            Column("contract", _("Contract"), 26,
                   lambda line: reader.name("contract", line.contract) if line.contract else ""),
            Column("words", _("What is wrong"), 44, lambda line: line.words),
            Column("remedy", _("What to do"), 34, lambda line: line.remedy),
        ]  # fmt: skip

    def _open(self, line: _Line) -> None:
        if line.contract:
            self.session.asked.emit("contract", line.contract)


def _light(problem: Any) -> str:
    return _LIGHTS.get(problem.level, "grey")

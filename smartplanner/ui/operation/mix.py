"""共建共营: who invests, builds, runs and benefits, over all contracts in force, and which contracts these are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.model.contract import Side
from smartplanner.queries.concentration import in_force
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contracts import MixRow
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import running_total
from smartplanner.ui.operation.listing import Listing, amount_column, plain_label
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

PARTS = {
    "invested_by": N_("Who invests"),
    "built_by": N_("Who builds"),
    "run_by": N_("Who runs it"),
    "benefits": N_("Who benefits"),
}


class MixPanel(QWidget):
    """The parts with their sides above, the contracts of the chosen line below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._sums: dict[str, int] = {}
        split = QSplitter(Qt.Orientation.Vertical, self)
        self.rows = Listing(
            self._row_columns(),
            lambda row: f"{row.field} {row.side}",
            nothing=_("No contract is in force yet; each can say who invests, builds, runs and benefits."),
            stretch=1,
            parent=split,
        )
        below = QWidget(split)
        self.contracts = Listing(
            self._contract_columns(),
            lambda fact: str(fact.id),
            nothing=_("Choose a line above to see its contracts."),
            opened=lambda fact: session.asked.emit("contract", fact.id),
            stretch=0,
            parent=below,
        )
        self.chosen = plain_label("", "subheading")
        self.rows.table.selectionModel().selectionChanged.connect(lambda *_change: self._explain())
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.chosen)
        inner.addWidget(self.contracts, 1)
        split.addWidget(self.rows)
        split.addWidget(below)
        split.setSizes([270, 230])
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(split)

    def show_rows(self, rows: Sequence[MixRow]) -> None:
        """Show these lines; the first is chosen if none was."""
        self._sums = {}
        for row in rows:
            self._sums[row.field] = self._sums.get(row.field, 0) + row.amount
        self.rows.show_rows(rows)
        if rows and not self.rows.chosen():
            self.rows.table.selectRow(0)
        self._explain()

    def _explain(self) -> None:
        chosen: list[MixRow] = self.rows.chosen()
        if not chosen:
            self.chosen.setText("")
            self.contracts.show_rows(())
            return
        row, as_of = chosen[0], self.session.as_of
        facts = contract_facts(self.session.office.reader).values()
        shown = [fact for fact in facts if getattr(fact, row.field) == row.side and in_force(fact, as_of=as_of)]
        self.chosen.setText(f"{_(PARTS[row.field])}：{side_words(row.side)}")
        self.contracts.show_rows(sorted(shown, key=lambda fact: -(fact.amount or 0)))

    def _row_columns(self) -> list[Column]:
        return [
            Column("part", _("Part"), 14, lambda row: _(PARTS[row.field])),
            Column("side", _("Side"), 20, lambda row: side_words(row.side)),
            Column("contracts", _("Number of contracts"), 8,
                   lambda row: str(row.contracts), key=lambda row: row.contracts,
                   right=True),
            amount_column("amount", _("Contract sums (10,000 yuan)"), lambda row: row.amount, 16),
            Column("share", _("Share of the money"), 12, self._share, key=lambda row: row.amount, right=True),
        ]  # fmt: skip

    def _share(self, row: MixRow) -> str:
        whole = self._sums.get(row.field, 0)
        return f"{row.amount * 100 / whole:.1f}%" if whole else ""

    def _contract_columns(self) -> list[Column]:
        reader, as_of = self.session.office.reader, self.session.as_of

        def operator(fact: ContractFact) -> str:
            return reader.name("operator", fact.operator) if fact.operator else ""

        def total(fact: ContractFact) -> int:
            return running_total(fact.amount, fact.amendments, as_of=as_of)

        return [
            Column("title", _("Contract"), 34, lambda fact: fact.title),
            Column("operator", _("Operator"), 24, operator),
            amount_column("total", _("Contract sums (10,000 yuan)"), total, 14),
            *(Column(field, _(label), 12, _side(field)) for field, label in PARTS.items()),
        ]


def side_words(side: str | None) -> str:
    """Return a side in words; one that is not given is said so."""
    return _(Side.of(side).label) if side else _("not given")


def _side(field: str) -> Any:
    return lambda fact: side_words(getattr(fact, field))

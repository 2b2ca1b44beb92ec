"""The form of a contract: where it stands, its payments with what each still lacks, its scores, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.contracts import contract_page
from smartplanner.ui.contract_form.head import ContractHead
from smartplanner.ui.contract_form.payments import PaymentsTab
from smartplanner.ui.contract_form.scores import ScoresTab
from smartplanner.ui.contract_form.terms import FundingTab, MilestonesTab, TermsTab
from smartplanner.ui.operation.panels import two_columns
from smartplanner.ui.operation.standing_form import StandingForm
from smartplanner.ui.session import Session

_GROUPS: Mapping[str, Sequence[str]] = {
    N_("What the contract is about"): (
        "title", "code", "kind", "operator", "buyer", "district", "area", "plan", "pilot", "renews", "sole_source",
    ),
    N_("Sum and term"): ("amount", "signed_on", "start", "end", "sources", "payment_terms"),
    N_("Assessment and deduction"): ("score_needed", "deduct_percent", "deduct_limit"),
    N_("Built and run together"): ("invested_by", "built_by", "run_by", "benefits", "participation"),
    N_("Other remarks"): ("note",),
}  # fmt: skip
"""The fields of a contract by the heading under which they stand."""


class ContractForm(StandingForm):
    """The form of one contract, or of a new one."""

    entity = "contract"
    living = frozenset(
        {
            "contract", "payment", "amendment", "service_level", "service_score", "bond", "milestone", "funding",
            "attachment", "operator", "organisation",
        }
    )  # fmt: skip

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.head: ContractHead | None = None
        self.parts: list[Any] = []
        super().__init__(session, id, parent)

    def facts(self, parent: QWidget) -> QWidget:
        """Return the two columns of panels with all fields; the state of a contract in the book changes by steps."""
        if self.row is not None:
            return two_columns(self, _GROUPS, parent)
        groups = dict(_GROUPS)
        first = next(iter(groups))
        return two_columns(self, groups | {first: (*groups[first], "state")}, parent)

    def facts_title(self) -> str:
        """Return what the tab of the facts is called."""
        return _("All facts")

    def make_head(self) -> QWidget:
        """Return the head of the contract."""
        self.head = ContractHead(self.session, self.id)
        return self.head

    def make_parts(self) -> Sequence[tuple[str, QWidget]]:
        """Return the tabs about the life of the contract."""
        self.payments = PaymentsTab(self.session, self.id)
        self.scores = ScoresTab(self.session, self.id)
        self.terms = TermsTab(self.session, self.id)
        titled = (
            (_("Chain of payments"), self.payments),
            (_("Service assessment"), self.scores),
            (_("Amendments and bonds"), self.terms),
            (_("Sources of money"), FundingTab(self.session, self.id)),
            (_("Milestones"), MilestonesTab(self.session, self.id)),
        )
        self.parts = [part for _title, part in titled]
        return titled

    def fill(self) -> None:
        """Show the row's values; a new contract begins as a draft."""
        super().fill()
        if self.row is None:
            self.editors["state"].set_value("draft")

    def show_standing(self) -> None:
        """Read the contract with all that hangs on it, and show it."""
        page = contract_page(self.session.office.reader, self.id, as_of=self.session.as_of)
        if page is None or self.head is None:
            return
        self.head.show_page(page)
        for part in self.parts:
            part.show_page(page)

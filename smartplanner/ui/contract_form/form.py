"""The form of a contract: where it stands, its payments with what each still lacks, its scores, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.contracts import contract_page
from smartplanner.ui.contract_form.head import ContractHead
from smartplanner.ui.contract_form.payments import PaymentsTab
from smartplanner.ui.contract_form.scores import ScoresTab
from smartplanner.ui.contract_form.terms import FundingTab, MilestonesTab, TermsTab
from smartplanner.ui.editors import Editor
from smartplanner.ui.operation.listing import Tabs
from smartplanner.ui.operation.panels import two_columns
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

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
_LIVING = frozenset(
    {
        "contract", "payment", "amendment", "service_level", "service_score", "bond", "milestone", "funding",
        "attachment", "operator", "organisation",
    }
)  # fmt: skip
"""A commit that touches one of these can show in the form."""


class ContractForm(Form):
    """The form of one contract, or of a new one."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.head: ContractHead | None = None
        self.parts: list[Any] = []
        super().__init__(session, "contract", id, parent)
        resize_within_screen(self, 1160, 720)
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the panels on *body*; of a contract in the book also where it stands, and tabs about its life."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        facts = self._facts()
        if self.row is None:
            layout.addWidget(facts, 1)
            return
        self.head = ContractHead(self.session, self.id)
        layout.addWidget(self.head)
        self._scrolled = QScrollArea()  # here, so that the tables of the other tabs keep to the window
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidget(facts)
        self.payments = PaymentsTab(self.session, self.id)
        self.scores = ScoresTab(self.session, self.id)
        self.terms = TermsTab(self.session, self.id)
        self.parts = [
            self.payments, self.scores, self.terms, FundingTab(self.session, self.id),
            MilestonesTab(self.session, self.id),
        ]  # fmt: skip
        titles = (
            _("Chain of payments"), _("Service assessment"), _("Amendments and bonds"), _("Sources of money"),
            _("Milestones"),
        )  # fmt: skip
        self.tabs = Tabs()
        for title, part in zip(titles, self.parts, strict=True):
            self.tabs.addTab(part, title)
        self.tabs.addTab(self._scrolled, _("All facts"))
        self.add_beside(self.tabs)
        layout.addWidget(self.tabs, 1)
        self._show()

    def fill(self) -> None:
        """Show the row's values; a new contract begins as a draft."""
        super().fill()
        if self.row is None:
            self.editors["state"].set_value("draft")

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.row is not None:
            self.tabs.setCurrentWidget(self._scrolled)
            self._scrolled.ensureWidgetVisible(editor)
        super().show_editor(editor)

    def _show(self) -> None:
        """Read the contract with all that hangs on it, and show it."""
        page = contract_page(self.session.office.reader, self.id, as_of=self.session.as_of)
        if page is None or self.head is None:
            return
        self.head.show_page(page)
        for part in self.parts:
            part.show_page(page)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what an act, or a hand elsewhere, changed; what the person is typing stays."""
        if self.head is None or not rows.keys() & _LIVING:
            return
        row = self.session.office.reader.row("contract", self.id)
        if row is None:
            return
        self._show()
        if self.id in rows.get("contract", ()):
            self.row = row
            self.refill()

    def _facts(self) -> QWidget:
        """Return the two columns of panels with all fields; the state of a contract in the book changes by steps."""
        if self.row is not None:
            return two_columns(self, _GROUPS)
        groups = dict(_GROUPS)
        first = next(iter(groups))
        return two_columns(self, groups | {first: (*groups[first], "state")})

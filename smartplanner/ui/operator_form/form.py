"""The form of an operator: where it stands, what it is, who holds it, what it runs, what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.operators import OperatorPage, operator_page
from smartplanner.ui.operation.panels import two_columns
from smartplanner.ui.operation.standing_form import StandingForm
from smartplanner.ui.operator_form.holdings import HoldingsTab, LicencesTab
from smartplanner.ui.operator_form.standing import OperatorHead
from smartplanner.ui.operator_form.work import ChecksTab, ContractsTab, SharesTab
from smartplanner.ui.session import Session

_GROUPS: Mapping[str, Sequence[str]] = {
    N_("The company"): ("organisation", "model", "security_level", "chief_officer", "key_people", "risks"),
    N_("Board and state share"): ("state_share", "board_seats", "state_seats", "shares"),
    N_("Terms"): ("terms", "term_until"),
}


class OperatorForm(StandingForm):
    """The form of one operator, or of a new one."""

    entity = "operator"
    living = frozenset(
        {
            "operator", "organisation", "shareholder", "licence", "contract", "payment", "amendment", "service_score",
            "service_level", "bond", "concentration_rule", "attachment",
        }
    )  # fmt: skip

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.head: OperatorHead | None = None
        super().__init__(session, id, parent)

    def facts(self, parent: QWidget) -> QWidget:
        """Return the two columns of panels with all fields."""
        return two_columns(self, _GROUPS, parent)

    def facts_title(self) -> str:
        """Return what the tab of the facts is called."""
        return _("All facts of the company")

    def make_head(self) -> QWidget:
        """Return the head of the operator."""
        self.head = OperatorHead(self.session)
        return self.head

    def make_parts(self) -> Sequence[tuple[str, QWidget]]:
        """Return the tabs about the work of the operator."""
        self.contracts, self.shares = ContractsTab(self.session, self.id), SharesTab(self.session)
        self.checks = ChecksTab()
        self.holdings = HoldingsTab(self.session, self.id)
        self.licences = LicencesTab(self.session, self.id)
        return (
            (_("Contracts and service"), self.contracts),
            (_("Checks"), self.checks),
            (_("Shareholding"), self.holdings),
            (_("Licences"), self.licences),
            (_("Share and concentration"), self.shares),
        )

    def show_standing(self) -> None:
        """Read the operator with all that hangs on it, and show it."""
        page: OperatorPage | None = operator_page(self.session.office.reader, self.id, as_of=self.session.as_of)
        if page is None or self.head is None:
            return
        self.head.show_page(page)
        for part in (self.contracts, self.shares, self.checks):
            part.show_page(page)
        self.holdings.load()
        self.licences.load()
        checks = self.checks.listing.model.total()
        self.tabs.setTabText(self.tabs.indexOf(self.checks), _("Checks ({count})", count=checks))

"""The form of an operator: where it stands, what it is, who holds it, what it runs, what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.operators import OperatorPage, operator_page
from smartplanner.ui.editors import Editor
from smartplanner.ui.operation.listing import Tabs
from smartplanner.ui.operation.panels import two_columns
from smartplanner.ui.operator_form.holdings import HoldingsTab, LicencesTab
from smartplanner.ui.operator_form.standing import OperatorHead
from smartplanner.ui.operator_form.work import ChecksTab, ContractsTab, SharesTab
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_GROUPS: Mapping[str, Sequence[str]] = {
    N_("The company"): ("organisation", "model", "security_level", "chief_officer", "key_people", "risks"),
    N_("Board and state share"): ("state_share", "board_seats", "state_seats", "shares"),
    N_("Terms"): ("terms", "term_until"),
}
_LIVING = frozenset(
    {
        "operator", "organisation", "shareholder", "licence", "contract", "payment", "amendment", "service_score",
        "service_level", "bond", "concentration_rule", "attachment",
    }
)  # fmt: skip
"""A commit that touches one of these can show in the form."""


class OperatorForm(Form):
    """The form of one operator, or of a new one."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.head: OperatorHead | None = None
        super().__init__(session, "operator", id, parent)
        resize_within_screen(self, 1160, 720)
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the panels on *body*; of an operator in the book also where it stands, and tabs about its work."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        facts = two_columns(self, _GROUPS)
        if self.row is None:
            layout.addWidget(facts, 1)
            return
        self.head = OperatorHead(self.session)
        layout.addWidget(self.head)
        self._scrolled = QScrollArea()  # here, so that the tables of the other tabs keep to the window
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidget(facts)
        self.contracts, self.shares, self.checks = (
            ContractsTab(self.session, self.id),
            SharesTab(self.session),
            ChecksTab(),
        )
        self.holdings = HoldingsTab(self.session, self.id)
        self.licences = LicencesTab(self.session, self.id)
        self.tabs = Tabs()
        for title, part in (
            (_("Contracts and service"), self.contracts),
            (_("Checks"), self.checks),
            (_("Shareholding"), self.holdings),
            (_("Licences"), self.licences),
            (_("Share and concentration"), self.shares),
            (_("All facts of the company"), self._scrolled),
        ):
            self.tabs.addTab(part, title)
        self.add_beside(self.tabs)
        layout.addWidget(self.tabs, 1)
        self._show()

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.row is not None:
            self.tabs.setCurrentWidget(self._scrolled)
            self._scrolled.ensureWidgetVisible(editor)
        super().show_editor(editor)

    def _show(self) -> None:
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

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what a commit changed; what the person is typing stays."""
        if self.head is None or not rows.keys() & _LIVING:
            return
        row = self.session.office.reader.row("operator", self.id)
        if row is None:
            return
        self._show()
        if self.id in rows.get("operator", ()):
            self.row = row
            self.refill()

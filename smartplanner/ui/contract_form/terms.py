"""The smaller tabs of a contract: amendments and bonds, sources of money, milestones."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.contracts import ContractPage
from smartplanner.ui.contract_form.acts import amend_dialog
from smartplanner.ui.operation.listing import light_column, plain_label
from smartplanner.ui.operation.parts import OwnedTab
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import scrolled

_SOON = 30
"""Days before its day from which a bond or milestone is yellow."""


class TermsTab(QWidget):
    """What was changed since signing above, the money held as security below."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__()
        self._session, self._id = session, id
        self.amendments = OwnedTab(
            session, id, "amendment",
            {"number": 14, "title": 24, "signed_on": 11, "amount_change": 15, "new_start": 11, "new_end": 11,
             "text": 30},
            owner="contract",
            adding=self._amend,
            nothing=_("No amendment. An amendment changes the sum or the days and leaves the original as it is."),
        )  # fmt: skip
        self.bonds = OwnedTab(
            session, id, "bond",
            {"kind": 14, "amount": 14, "release_on": 12, "released_on": 12, "valid_until": 12, "condition": 30},
            owner="contract",
            nothing=_("No bond is held. Add the performance or warranty bond with the day on which it goes back."),
            extra=[light_column(lambda row: bond_light(row, session.as_of))],
        )  # fmt: skip
        split = QSplitter(Qt.Orientation.Vertical)
        for title, part in ((_("Amendments"), self.amendments), (_("Bonds"), self.bonds)):
            split.addWidget(_titled(title, part))
        both = QVBoxLayout()
        both.addWidget(split)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(both))

    def _amend(self) -> None:
        dialog = amend_dialog(self._session, self._id, self.window())
        dialog.exec()
        dialog.deleteLater()

    def show_page(self, _page: ContractPage) -> None:
        """Show the rows as they are now."""
        self.amendments.load()
        self.bonds.load()


class FundingTab(OwnedTab):
    """From which sources the money comes, by year."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(
            session, id, "funding",
            {"year": 8, "source": 12, "batch": 20, "amount": 16, "spent": 16, "area": 14},
            owner="contract",
            nothing=_("No source of money is named yet. Add each sum with its year, source and batch."),
        )  # fmt: skip

    def show_page(self, _page: ContractPage) -> None:
        """Show the rows as they are now."""
        self.load()


class MilestonesTab(OwnedTab):
    """What the contract has to reach, on which payments wait."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(
            session, id, "milestone",
            {"title": 30, "start": 11, "due": 11, "done_on": 11, "progress": 8, "lead": 20, "evidence": 24},
            owner="contract",
            nothing=_("No milestone yet. A payment can wait for one: add it here, then name it in the payment."),
            extra=[light_column(lambda row: day_light(row.due, row.done_on, session.as_of))],
        )  # fmt: skip

    def show_page(self, _page: ContractPage) -> None:
        """Show the rows as they are now."""
        self.load()


def bond_light(row: Any, as_of: date) -> str:
    """Return the light of a bond: red once it should have gone back or its guarantee ran out."""
    if row.released_on is None and row.valid_until is not None and row.valid_until < as_of:
        return "red"
    return day_light(row.release_on, row.released_on, as_of)


def day_light(due: date | None, done_on: date | None, as_of: date) -> str:
    """Return the light of something that is due on a day, and may be done."""
    if done_on is not None:
        return "blue"
    if due is None:
        return "grey"
    left = (due - as_of).days
    return "red" if left < 0 else "yellow" if left <= _SOON else "green"


def _titled(title: str, part: QWidget) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(plain_label(title, "subheading"))
    layout.addWidget(part, 1)
    return whole

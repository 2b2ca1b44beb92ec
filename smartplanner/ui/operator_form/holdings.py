"""Who holds an operator and what it may do: shareholders with their sum, licences with their days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from smartplanner.base.i18n import _
from smartplanner.rules.expiry import rung
from smartplanner.rules.sums import HUNDRED, exact, figure
from smartplanner.ui.operation.listing import light_column, plain_label
from smartplanner.ui.operation.parts import OwnedTab
from smartplanner.ui.session import Session
from smartplanner.ui.theme import set_tone


class HoldingsTab(OwnedTab):
    """The shareholders, and whether their shares add to 100 %."""

    def __init__(self, session: Session, id: str) -> None:
        self.sum = plain_label("", "subheading")
        super().__init__(
            session, id, "shareholder", {"name": 34, "share": 12, "nature": 16, "seats": 10},
            owner="operator",
            nothing=_("No shareholder is entered yet. Add each with its share; the shares have to add to 100 %."),
        )  # fmt: skip
        self.above.addWidget(self.sum)

    def load(self) -> None:
        """Show the shareholders and the sum of their shares."""
        super().load()
        rows = self.model.shown_rows()
        total = sum((exact(row.share) for row in rows), Fraction())
        seats = sum(row.seats or 0 for row in rows)
        whole = total == HUNDRED
        words = _("Shares: {sum} % in all, {seats} seat(s)", sum=figure(total), seats=seats)
        if rows and not whole:
            words = "！" + words + "，" + _("not 100 %")
        self.sum.setText(words)
        self.sum.setVisible(bool(rows))
        set_tone(self.sum, "" if whole else "error")


class LicencesTab(OwnedTab):
    """The licences and certificates, with a light for the day on which each runs out."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(
            session, id, "licence", {"title": 34, "number": 22, "issued_on": 12, "expires_on": 12},
            owner="operator",
            nothing=_("No licence is entered yet. Add each with its last day; it shows up here 90 days before."),
            extra=[light_column(lambda row: licence_light(row.expires_on, session.as_of))],
        )  # fmt: skip


def licence_light(expires: date | None, as_of: date) -> str:
    """Return the light of a licence by its last day: grey without one, green while more than 60 days are left."""
    if expires is None:
        return "grey"
    found = rung(expires, as_of=as_of)
    return found[1] if found is not None else "green"

"""The office's thresholds of concentration to begin with."""

from __future__ import annotations

from smartplanner.base.i18n import N_
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.reference import concentration_rule_changes


def take_concentration_rules(office: Office) -> Step | None:
    """Bring the usual thresholds into a book that has none; None when it has some."""
    if office.reader.count("concentration_rule"):
        return None
    return office.journal.commit(Label(N_("Usual rules of concentration taken over")), concentration_rule_changes())

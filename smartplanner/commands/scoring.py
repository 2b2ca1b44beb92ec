"""The supervision score: what a period gives, and the office's table of rules to begin with."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.reference import score_rule_changes
from smartplanner.queries.scoring import Scores, score_period, scores


def scores_of(office: Office, *, period: str = "", as_of: date) -> Scores:
    """Return the scores of all units for a period (2026, 2026-Q4, 2026-11; the quarter of the day for none).

    A Problem for a text that names no period, and for a book without rules.
    """
    found = scores(office.reader, score_period(period, as_of=as_of), as_of=as_of)
    if not found.has_rules:
        raise Problem(
            code="no_score_rules",
            message=_("This book has no rules of scoring, so no score can be told."),
            remedy=_("Take over the usual table on the page of scores, or with: score BOOK --take-rules."),
        )
    return found


def take_score_rules(office: Office) -> Step | None:
    """Bring the usual table of rules into a book that has none; None when it has rules."""
    if office.reader.count("score_rule"):
        return None
    return office.journal.commit(Label(N_("Usual rules of scoring taken over")), score_rule_changes())

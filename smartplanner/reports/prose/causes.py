"""Why a light is what it is, in Chinese: a paper is Chinese whatever language the window speaks."""

from __future__ import annotations

from smartplanner.base.i18n import translate
from smartplanner.queries.red_items import CAUSES as RED_CAUSES
from smartplanner.rules.light_words import CAUSES
from smartplanner.rules.signal import Signal


def light_cause(signal: Signal) -> str:
    """Return the reason for a light, short; also that of an entry of the red list and of a pilot."""
    text = RED_CAUSES.get(signal.cause) or CAUSES[signal.cause]
    return translate(text, amount=signal.amount, words=signal.words).strip()

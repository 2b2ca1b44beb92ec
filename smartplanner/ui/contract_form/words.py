"""How payments of the chain are said in words: where one stands, what it still lacks, why something is taken off."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.queries.reader import Reader
from smartplanner.rules.payments import Missing, PaymentStatus, say_light
from smartplanner.rules.sums import yuan

_MOST_LINES = 4
"""Lines of a deduction that are told; the rest is counted."""
_SHORT = 3
"""Missing conditions that a cell names."""


def state_words(one: PaymentStatus) -> str:
    """Return where a payment stands: paid, ready to pay, waiting for its approval number, or blocked."""
    if one.settled:
        return _("Paid")
    if one.released:
        return _("Can be paid") if not one.paid else _("Partly paid, rest can be paid")
    return _("Only the approval number is missing") if one.ready else _("Blocked")


def turn_of(reader: Reader, missing: Missing) -> str:
    """Return whose turn it is: the unit by name where it is known, else its role."""
    return (reader.name("organisation", missing.unit) if missing.unit else "") or missing.whose


def missing_words(reader: Reader, one: PaymentStatus) -> str:
    """Return what a payment lacks and whose turn it is, on one line."""
    return "；".join(f"{item.words} → {turn_of(reader, item)}" for item in one.missing[:_SHORT])


def explain(reader: Reader, one: PaymentStatus) -> str:
    """Return in a few lines why a payment is released or not, and what is taken off by which rule."""
    light = say_light(one.light)
    if one.settled and one.paid_on is not None:
        light = one.paid_on.isoformat()  # the light of what is paid says no more than that
    lines = [
        _(
            "“{title}”: {state}, {light}. Payable {sum}.",
            title=one.title, state=state_words(one), light=light, sum=yuan(one.payable),
        )
    ]  # fmt: skip
    lines += [_("Missing: {what}. It is the turn of: {who}.", what=item.words, who=turn_of(reader, item))
              for item in one.missing]  # fmt: skip
    if one.deducted:
        recorded = one.fact.deducted is not None
        words = _("Deducted {sum} (as recorded)") if recorded else _("Deducted {sum} (by the rule of the contract)")
        lines.append(words.replace("{sum}", yuan(one.deducted)) + ("：" if one.deduction.lines else ""))
        lines += [f"　{line.words}" for line in one.deduction.lines[:_MOST_LINES]]
        if (more := len(one.deduction.lines) - _MOST_LINES) > 0:
            lines.append("　" + _("and {count} more", count=more))
    return "\n".join(lines)

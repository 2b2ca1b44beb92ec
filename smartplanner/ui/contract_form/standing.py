"""The light of a contract: the worst of what hangs on it, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.queries.contracts import ContractPage
from smartplanner.rules.contracts import ENDED, NOT_YET, USUAL_STATE
from smartplanner.rules.lights import WORST_FIRST
from smartplanner.rules.payments import say_light


def standing(page: ContractPage) -> tuple[str, str]:
    """Return the light of a contract and why: blue once it has ended, grey before it is signed, else the worst."""
    state = page.fact.state or USUAL_STATE
    if state in ENDED:
        return "blue", _("the contract has ended")
    if state in NOT_YET:
        return "grey", _("not signed yet")
    found = sorted(_reasons(page), key=lambda reason: WORST_FIRST[reason[0]])
    return found[0] if found else ("green", _("nothing is late, missing or running out"))


def _reasons(page: ContractPage) -> Iterator[tuple[str, str]]:
    for problem in page.problems:
        if problem.level is Level.ERROR:
            yield "red", _("its figures contradict each other")
    for one in page.expiring:
        if one.light != "green" and one.kind != "payment":  # payments say more about themselves below
            yield one.light, one.words
    if page.service.current is not None:
        yield page.service.current.light, page.service.current.words
    for payment in page.payments:
        light = str(payment.light.light)
        if not payment.settled and light in ("red", "yellow"):
            yield light, _("{payment}: {reason}", payment=payment.title, reason=say_light(payment.light))

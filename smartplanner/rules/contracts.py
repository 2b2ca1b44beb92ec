"""A contract's life: which state may follow which, what it amounts to after its amendments, what contradicts itself.

起草 → 审批 → 签订 → 履行 → 变更 → 验收 → 到期, 续签 or 终止.  A contract that came from a ledger enters at any state;
one without a state counts as a draft.  The original sum and days are never overwritten: amendments stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.model.contract import ContractState
from smartplanner.rules.contract_facts import AmendmentFact, ContractFact
from smartplanner.rules.sums import yuan

USUAL_STATE = "draft"
"""What a contract without a state counts as."""
IN_FORCE = frozenset({"signed", "active", "changed", "accepted"})
"""States in which a contract binds both sides: its money counts, its end is watched."""
NOT_YET = frozenset({"draft", "approval"})
ENDED = frozenset({"expired", "renewed", "terminated"})
_LONGEST_RUN = 100
"""Renewals in a row that are followed; more are a loop."""


class Move(NamedTuple):
    """One legal step.  *needs*: of reason, operator, amount, term, over (its end has come)."""

    before: str
    after: str
    label: str
    needs: tuple[str, ...] = ()


MOVES = (
    Move("draft", "approval", N_("Submit for approval"), ("operator", "amount")),
    Move("draft", "terminated", N_("Give the draft up"), ("reason",)),
    Move("approval", "signed", N_("Note that it is signed"), ("operator", "amount", "term")),
    Move("approval", "draft", N_("Send back to drafting"), ("reason",)),
    Move("approval", "terminated", N_("Give the draft up"), ("reason",)),
    Move("signed", "active", N_("Begin performance")),
    Move("signed", "terminated", N_("Terminate the contract"), ("reason",)),
    Move("active", "changed", N_("Note a change of the contract"), ("amendment",)),
    Move("active", "accepted", N_("Note the acceptance")),
    Move("active", "expired", N_("Note that it has run out"), ("over",)),
    Move("active", "renewed", N_("Note the renewal"), ("renewal",)),
    Move("active", "terminated", N_("Terminate the contract"), ("reason",)),
    Move("changed", "active", N_("Go on with performance")),
    Move("changed", "accepted", N_("Note the acceptance")),
    Move("changed", "expired", N_("Note that it has run out"), ("over",)),
    Move("changed", "renewed", N_("Note the renewal"), ("renewal",)),
    Move("changed", "terminated", N_("Terminate the contract"), ("reason",)),
    Move("accepted", "active", N_("Take the acceptance back"), ("reason",)),
    Move("accepted", "expired", N_("Note that it has run out"), ("over",)),
    Move("accepted", "renewed", N_("Note the renewal"), ("renewal",)),
    Move("accepted", "terminated", N_("Terminate the contract"), ("reason",)),
    Move("expired", "renewed", N_("Note the renewal"), ("renewal",)),
    Move("expired", "active", N_("Take back into force"), ("reason",)),
)
"""Every legal step, the usual one of a state first."""


class Term(NamedTuple):
    """From when to when a contract runs after its amendments."""

    start: date | None
    end: date | None


def legal_moves(state: str | None) -> tuple[Move, ...]:
    """Return the steps that a contract in *state* may take, the usual one first."""
    return tuple(move for move in MOVES if move.before == (state or USUAL_STATE))


def move_values(
    fact: ContractFact, to: str, *, on: date, reason: str = "", renewed: bool = False
) -> dict[str, Any] | Problem:
    """Return the values to set when the contract goes to the state *to* on a day, or the Problem why it may not.

    *renewed* says that another contract renews this one.
    """
    move = next((move for move in legal_moves(fact.state) if move.after == to), None)
    if move is None:
        return _illegal(fact, to)
    problem = _lacking(fact, move, on, reason, renewed=renewed)
    if problem is not None:
        return problem
    values: dict[str, Any] = {"state": to}
    if to == "signed" and fact.signed_on is None:
        values["signed_on"] = on
    if to == "active" and fact.start is None:
        values["start"] = on
    return values


def running_total(amount: int | None, amendments: Iterable[AmendmentFact], *, as_of: date | None = None) -> int:
    """Return the sum after all amendments, those signed after *as_of* left out; an amendment without a day counts."""
    total = amount or 0
    for one in amendments:
        if one.amount_change and (as_of is None or one.signed_on is None or one.signed_on <= as_of):
            total += one.amount_change
    return total


def term(fact: ContractFact, *, as_of: date | None = None) -> Term:
    """Return from when to when the contract runs: the latest amendment that names a day decides."""
    start, end = fact.start, fact.end
    for one in sorted(fact.amendments, key=lambda one: one.signed_on or date.min):
        if as_of is None or one.signed_on is None or one.signed_on <= as_of:
            start, end = one.new_start or start, one.new_end or end
    return Term(start, end)


def sole_source_run(id: str, contracts: Mapping[str, ContractFact]) -> int:
    """Return how many sole-source renewals in a row led to this contract, itself among them."""
    count, seen = 0, {id}
    fact = contracts.get(id)
    while fact is not None and fact.renews and fact.sole_source and count < _LONGEST_RUN:
        count += 1
        if fact.renews in seen:
            break
        seen.add(fact.renews)
        fact = contracts.get(fact.renews)
    return count


def renewal_rings(contracts: Mapping[str, ContractFact]) -> list[tuple[str, Problem]]:
    """Return the contracts (of two or more in a ring) that renew one another, each with its Problem."""
    found = []
    for fact in contracts.values():
        before = contracts.get(fact.renews or "")
        for _turn in range(_LONGEST_RUN):
            if before is None or before is fact:
                break
            before = contracts.get(before.renews or "")
        if before is fact and fact.renews != fact.id:
            message = _("“{title}” renews a contract that in the end renews it.", title=fact.title)
            remedy = _("Name the contract before it, or none.")
            found.append((fact.id, Problem(code="renewal_ring", message=message, remedy=remedy, field="renews")))
    return found


def contract_problems(fact: ContractFact) -> list[Problem]:
    """Return what contradicts itself in the contract and its amendments."""
    problems = []
    runs = term(fact)
    if runs.start and runs.end and runs.end < runs.start:
        problems.append(
            Problem(
                code="end_before_start",
                message=_(
                    "“{title}” ends on {end}, before it starts on {start}.",
                    title=fact.title,
                    end=runs.end,
                    start=runs.start,
                ),
                remedy=_("Correct one of the two days."),
                field="end",
                value=runs.end.isoformat(),
            )
        )
    if fact.signed_on and runs.end and runs.end < fact.signed_on:
        problems.append(
            Problem(
                code="end_before_signing",
                message=_(
                    "“{title}” ends on {end}, before it was signed on {day}.",
                    title=fact.title, end=runs.end, day=fact.signed_on,
                ),
                remedy=_("Correct one of the two days."),
                level=Level.WARNING,
                field="end",
                value=runs.end.isoformat(),
            )
        )  # fmt: skip
    problems += _negative_totals(fact)
    if fact.renews == fact.id:
        problems.append(
            Problem(
                code="renews_itself",
                message=_("“{title}” is entered as the renewal of itself.", title=fact.title),
                remedy=_("Name the contract before it, or none."),
                field="renews",
            )
        )
    return problems


def amendment_problem(fact: ContractFact, change: int, *, title: str) -> Problem | None:
    """Return the Problem of an amendment that would make the sum of the contract negative; None if it does not."""
    total = running_total(fact.amount, fact.amendments) + change
    return _negative(fact, title, total) if total < 0 else None


def _negative_totals(fact: ContractFact) -> list[Problem]:
    total, problems = fact.amount or 0, []
    for one in sorted(fact.amendments, key=lambda one: one.signed_on or date.max):
        total += one.amount_change or 0
        if total < 0:
            problems.append(_negative(fact, one.title, total))
    return problems


def _negative(fact: ContractFact, amendment: str, total: int) -> Problem:
    return Problem(
        code="negative_total",
        message=_(
            "The amendment “{amendment}” makes the sum of “{title}” negative ({sum}).",
            amendment=amendment, title=fact.title, sum=yuan(total),
        ),
        remedy=_("Check the sign and the unit of the change."),
        field="amount_change",
    )  # fmt: skip


def _illegal(fact: ContractFact, to: str) -> Problem:
    if to not in ContractState._value2member_map_:
        states = ", ".join(map(str, ContractState))
        return Problem(code="unknown_state", message=_("There is no state “{state}”.", state=to), remedy=states)
    possible = "、".join(_(ContractState.of(move.after).label) for move in legal_moves(fact.state))
    return Problem(
        code="illegal_move",
        message=_(
            "“{title}” is in the state “{before}” and cannot go to “{after}”.",
            title=fact.title,
            before=_(ContractState.of(fact.state or USUAL_STATE).label),
            after=_(ContractState.of(to).label),
        ),
        remedy=_("Possible are: {choices}.", choices=possible) if possible else _("Undo the step that ended it."),
        field="state",
    )


def _lacking(fact: ContractFact, move: Move, on: date, reason: str, *, renewed: bool) -> Problem | None:
    """Return what the step still needs."""
    runs = term(fact)
    for need in move.needs:
        if need == "reason" and not reason.strip():
            return _needs(fact, "reason_needed", _("a reason is needed"), _("Say why."), "reason")
        if need == "operator" and fact.operator is None:
            return _needs(fact, "operator_needed", _("it names no operator"), _("Fill in the operator."), "operator")
        if need == "amount" and fact.amount is None:
            return _needs(fact, "amount_needed", _("it has no sum"), _("Fill in the contract amount."), "amount")
        if need == "term" and runs.end is None:
            return _needs(fact, "end_needed", _("it has no end"), _("Fill in the day on which it ends."), "end")
        if need == "amendment" and not fact.amendments and not reason.strip():
            remedy = _("Enter the amendment, or say what is being changed.")
            return _needs(fact, "amendment_needed", _("it has no amendment"), remedy, "reason")
        if need == "renewal" and not renewed:
            remedy = _("Renew it: that makes the new contract and ends this one.")
            return _needs(fact, "renewal_needed", _("no contract renews it"), remedy, "renews")
        if need == "over" and (runs.end is None or runs.end > on):
            words = _("it runs until {day}", day=runs.end) if runs.end else _("it has no end")
            return _needs(fact, "not_over", words, _("End it earlier by terminating it, with a reason."), "end")
    return None


def _needs(fact: ContractFact, code: str, lacking: str, remedy: str, field: str) -> Problem:
    message = _("“{title}” cannot take this step: {reason}.", title=fact.title, reason=lacking)
    return Problem(code=code, message=message, remedy=remedy, field=field)

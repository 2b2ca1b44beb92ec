"""Moving a contract on, amending it, renewing it: each one step that can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, insert, update
from smartplanner.commands.office import Office
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.model.contract import ContractState
from smartplanner.queries.contract_book import contract_facts
from smartplanner.rules.consistency import contradictions
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import IN_FORCE, USUAL_STATE, amendment_problem, legal_moves, move_values, term

_TAKEN_OVER = (
    "operator", "kind", "district", "pilot", "plan", "buyer", "area", "sources", "score_needed", "deduct_percent",
    "deduct_limit", "invested_by", "built_by", "run_by", "benefits", "participation",
)  # fmt: skip
"""What a renewal takes over from the contract before it."""


def move_contract(office: Office, id: str, to: str, *, on: date, reason: str = "") -> Step:
    """Move a contract to the state *to* on a day, in one step; the reason stands in the history.

    Raises a Problem when the move is not legal or lacks something (``reason_needed``, ``end_needed``, ``not_over`` …);
    then nothing is written.
    """
    row, fact = found(office, id)
    renewed = any(other.renews == id for other in contract_facts(office.reader).values())
    values = move_values(fact, to, on=on, reason=reason, renewed=renewed)
    if isinstance(values, Problem):
        raise values
    label = _move_label(row, fact.state, to, reason)
    return _committed(office, label, [_updated("contract", row, values)])


def amend_contract(
    office: Office,
    id: str,
    *,
    title: str,
    signed_on: date,
    amount_change: int = 0,
    new_start: date | None = None,
    new_end: date | None = None,
    number: str = "",
    text: str = "",
) -> Step:
    """Enter an amendment; the contract keeps its own sum and days, and one in force goes to the state ``changed``.

    Raises a Problem when the sum would become negative, the new end lies before the start, or the contract has ended.
    """
    row, fact = found(office, id)
    if (fact.state or USUAL_STATE) not in IN_FORCE:
        raise Problem(
            code="not_in_force",
            message=_("“{title}” is not in force, so it cannot be amended.", title=fact.title),
            remedy=_("Change the draft itself, or make a new contract."),
        )
    if problem := amendment_problem(fact, amount_change, title=title):
        raise problem
    values: dict[str, Any] = {
        "contract": id, "title": title.strip(), "signed_on": signed_on, "amount_change": amount_change or None,
        "new_start": new_start, "new_end": new_end, "number": number.strip() or None, "text": text.strip() or None,
    }  # fmt: skip
    runs = term(fact)
    start, end = new_start or runs.start, new_end or runs.end
    if (new_start or new_end) and start is not None and end is not None and end < start:
        raise Problem(
            code="end_before_start",
            message=_("The new end ({end}) lies before the start ({start}).", end=end, start=start),
            remedy=_("Correct one of the two days."),
            field="new_end" if new_end else "new_start",
        )
    _refuse("amendment", values)
    changes: list[Change | None] = [insert("amendment", new_id(), values)]
    if any(move.after == "changed" for move in legal_moves(fact.state)):
        changes.append(_updated("contract", row, {"state": "changed"}))
    label = Label(N_("Amend “{title}”: {amendment}"), {"title": row.title, "amendment": values["title"]})
    return _committed(office, label, changes)


def renew_contract(
    office: Office,
    id: str,
    *,
    start: date,
    end: date,
    title: str = "",
    code: str = "",
    amount: int | None = None,
    sole_source: bool | None = None,
) -> tuple[str, Step]:
    """Make the contract that renews this one, as a draft, and note the renewal; returns the new id and the step.

    It takes over the parties, area and rules; *amount* is that of the old one where none is given, *title* the old
    one with the year.  Raises a Problem when the contract cannot be renewed in its state.
    """
    row, fact = found(office, id)
    values = move_values(fact, "renewed", on=start, renewed=True)
    if isinstance(values, Problem):
        raise values
    key = new_id()
    made: dict[str, Any] = {name: getattr(row, name) for name in _TAKEN_OVER}
    made |= {
        "title": title.strip() or _("{title} (renewed {year})", title=row.title, year=start.year),
        "code": code.strip() or None,
        "amount": fact.amount if amount is None else amount,
        "start": start,
        "end": end,
        "state": "draft",
        "renews": id,
        "sole_source": sole_source,
    }
    _refuse("contract", made)
    label = Label(N_("Renew “{title}”"), {"title": row.title})
    return key, _committed(office, label, [_updated("contract", row, values), insert("contract", key, made)])


def found(office: Office, id: str) -> tuple[Any, ContractFact]:
    """Return the row and facts of a contract; a Problem if it is gone."""
    row, fact = office.reader.row("contract", id), contract_facts(office.reader).get(id)
    if row is None or fact is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return row, fact


def _updated(entity: str, row: Any, values: dict[str, Any]) -> Change | None:
    return update(entity, row.id, {name: getattr(row, name) for name in values}, values)


def _refuse(entity: str, values: dict[str, Any]) -> None:
    described = described_entity(entity)
    problems = [*validate(described, values), *contradictions(described, values)]
    if problems:
        raise problems[0]


def _committed(office: Office, label: Label, changes: list[Change | None]) -> Step:
    step = office.journal.commit(label, [change for change in changes if change is not None])
    assert step is not None  # each of these acts changes something
    return step


def _move_label(row: Any, before: str | None, after: str, reason: str) -> Label:
    values = {
        "title": row.title,
        "before": _(ContractState.of(before or USUAL_STATE).label),
        "after": _(ContractState.of(after).label),
    }
    if reason.strip():
        message = N_("“{title}”: from {before} to {after} ({reason})")
        return Label(message, {**values, "reason": reason.strip()})
    return Label(N_("“{title}”: from {before} to {after}"), values)

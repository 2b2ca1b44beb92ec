"""What each of the three operating models needs, and whether an operator's shareholding adds up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.rules.sums import HUNDRED, exact, figure


class Company(Protocol):
    """What is asked of an operator."""

    @property
    def model(self) -> str | None:
        """state_owned, joint_venture or private."""

    @property
    def state_share(self) -> float | None:
        """Percent held by the state."""

    @property
    def board_seats(self) -> int | None:
        """Seats on its board."""

    @property
    def state_seats(self) -> int | None:
        """Seats of the state side."""

    @property
    def chief_officer(self) -> str | None:
        """首席智慧城市运营官."""

    @property
    def terms(self) -> str | None:
        """Terms of the concession or purchase."""

    @property
    def term_until(self) -> date | None:
        """Until when these hold."""


class Holding(Protocol):
    """What is asked of a shareholder."""

    @property
    def name(self) -> str:
        """Who holds."""

    @property
    def share(self) -> float:
        """Percent held."""

    @property
    def nature(self) -> str | None:
        """state, private, foreign or staff."""

    @property
    def seats(self) -> int | None:
        """Seats on the board."""


def operator_problems(company: Company, holdings: Iterable[Holding], *, name: str, as_of: date) -> list[Problem]:
    """Return what an operator lacks for its model, and what contradicts itself in its shares and seats."""
    held = list(holdings)
    problems = [*_shares(company, held, name), *_seats(company, held, name)]
    needs = {"state_owned": _state_owned, "joint_venture": _joint_venture, "private": _private}
    if company.model is None:
        problems.append(_lacks(name, "model", _("the operating model is not given")))
    else:
        problems += needs[str(company.model)](company, name, as_of)
    return problems


def _shares(company: Company, held: list[Holding], name: str) -> list[Problem]:
    if not held:
        return []
    problems = []
    total = sum((exact(one.share) for one in held), Fraction())
    if total != HUNDRED:
        problems.append(
            Problem(
                code="shares_over" if total > HUNDRED else "shares_under",
                message=_("The shares of “{name}” add to {sum} %, not to 100 %.", name=name, sum=figure(total)),
                remedy=_("Correct or complete its shareholders."),
                field="share",
                value=figure(total),
            )
        )
    state = sum((exact(one.share) for one in held if one.nature == "state"), Fraction())
    known = all(one.nature is not None for one in held)
    if known and company.state_share is not None and exact(company.state_share) != state:
        problems.append(
            Problem(
                code="state_share",
                message=_(
                    "“{name}”: the state share is given as {given} %, its shareholders make {sum} %.",
                    name=name, given=figure(exact(company.state_share)), sum=figure(state),
                ),
                remedy=_("Correct the state share or the shareholders."),
                level=Level.WARNING,
                field="state_share",
            )
        )  # fmt: skip
    return problems


def _seats(company: Company, held: list[Holding], name: str) -> list[Problem]:
    seats, state = company.board_seats, company.state_seats
    problems = []
    if seats is not None and state is not None and state > seats:
        problems.append(
            _seat_problem(_("“{name}”: the state side has more seats than the board.", name=name), "state_seats")
        )
    given = sum(one.seats or 0 for one in held)
    if seats is not None and given > seats:
        message = _(
            "“{name}”: its shareholders have {given} seats, the board has {seats}.", name=name, given=given, seats=seats
        )
        problems.append(_seat_problem(message, "board_seats"))
    return problems


def _seat_problem(message: str, field: str) -> Problem:
    return Problem(code="board_seats", message=message, remedy=_("Correct the seats."), field=field)


def _state_owned(company: Company, name: str, _as_of: date) -> list[Problem]:
    if company.state_share is None:
        return [_lacks(name, "state_share", _("the state share is not given"))]
    if exact(company.state_share) == HUNDRED:
        return []
    message = _(
        "“{name}” is entered as state-owned, but the state holds {share} %.",
        name=name, share=figure(exact(company.state_share)),
    )  # fmt: skip
    remedy = _("Correct the operating model or the state share.")
    return [Problem(code="not_state_owned", message=message, remedy=remedy, field="state_share")]


def _joint_venture(company: Company, name: str, _as_of: date) -> list[Problem]:
    problems = []
    if company.state_share is None:
        problems.append(_lacks(name, "state_share", _("the state share is not given")))
    elif not 0 < company.state_share < HUNDRED:
        message = _("“{name}” is entered as a joint venture, but one side holds everything.", name=name)
        remedy = _("Correct the operating model or the state share.")
        problems.append(Problem(code="not_joint", message=message, remedy=remedy, field="state_share"))
    if company.board_seats is None or company.state_seats is None:
        problems.append(_lacks(name, "board_seats", _("the seats on the board are not given")))
    if not company.chief_officer:
        problems.append(_lacks(name, "chief_officer", _("the chief operating officer is not given")))
    return problems


def _private(company: Company, name: str, as_of: date) -> list[Problem]:
    problems = []
    if not company.terms:
        problems.append(_lacks(name, "terms", _("the terms of concession or purchase are not given")))
    if company.term_until is None:
        problems.append(_lacks(name, "term_until", _("the end of the terms is not given")))
    elif company.term_until < as_of:
        message = _("“{name}”: its terms ended on {day}.", name=name, day=company.term_until)
        remedy = _("Enter the new terms, or end its contracts.")
        problems.append(Problem(code="terms_over", message=message, remedy=remedy, field="term_until"))
    return problems


def _lacks(name: str, field: str, lacking: str) -> Problem:
    return Problem(
        code="operator_lacks",
        message=_("“{name}”: {lacking}.", name=name, lacking=lacking),
        remedy=_("Fill it in on the page of the operator."),
        level=Level.WARNING,
        field=field,
    )

"""A contract goes from draft to its end by legal steps only; its amendments stand beside the original."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.model.contract import ContractState
from smartplanner.rules.contract_facts import AmendmentFact, ContractFact
from smartplanner.rules.contracts import (
    MOVES,
    amendment_problem,
    contract_problems,
    legal_moves,
    move_values,
    renewal_rings,
    running_total,
    sole_source_run,
    term,
)

DAY = date(2026, 11, 23)


def contract(**values):
    usual = {"operator": "o", "amount": 100, "start": date(2026, 1, 1), "end": date(2026, 12, 31), "state": "active"}
    return ContractFact(**({"id": "c", "title": "合同"} | usual | values))


def amendment(id="a", **values):
    return AmendmentFact(id, "c", f"补充协议{id}", **values)


def move(fact, to, **said):
    answer = move_values(fact, to, on=DAY, **said)
    return answer.code if isinstance(answer, Problem) else answer


def test_the_usual_way_leads_from_the_draft_to_the_end():
    state, way = "draft", ["draft"]
    while moves := legal_moves(state):
        state = moves[0].after
        if state in way:
            break
        way.append(state)
    assert way == ["draft", "approval", "signed", "active", "changed"]
    assert {move.after for move in MOVES} == {str(state) for state in ContractState}
    assert legal_moves("terminated") == legal_moves("renewed") == ()


def test_a_contract_without_a_state_counts_as_a_draft():
    assert move(contract(state=None), "approval") == {"state": "approval"}


@pytest.mark.parametrize(
    ("state", "to"), [("draft", "active"), ("signed", "accepted"), ("terminated", "active"), ("renewed", "active")]
)
def test_an_illegal_move_is_refused_and_says_what_is_possible(state, to):
    problem = move_values(contract(state=state), to, on=DAY, reason="因故")
    assert problem.code == "illegal_move"
    assert problem.remedy


def test_an_unknown_state_is_refused():
    assert move(contract(), "nonsense") == "unknown_state"


def test_what_a_step_still_lacks_is_said():
    assert move(contract(state="draft", operator=None), "approval") == "operator_needed"
    assert move(contract(state="draft", amount=None), "approval") == "amount_needed"
    assert move(contract(state="approval", end=None), "signed") == "end_needed"
    assert move(contract(), "terminated") == "reason_needed"
    assert move(contract(), "terminated", reason="  ") == "reason_needed"
    assert move(contract(), "changed") == "amendment_needed"
    assert move(contract(), "expired") == "not_over"
    assert move(contract(), "renewed") == "renewal_needed"


def test_a_step_sets_the_day_that_it_is_about_where_none_is_known():
    assert move(contract(state="approval"), "signed") == {"state": "signed", "signed_on": DAY}
    assert move(contract(state="approval", signed_on=date(2026, 1, 1)), "signed") == {"state": "signed"}
    assert move(contract(state="signed", start=None), "active") == {"state": "active", "start": DAY}


def test_a_contract_runs_out_when_the_last_amendment_says_so():
    assert move(contract(end=DAY), "expired") == {"state": "expired"}
    longer = amendment(signed_on=date(2026, 6, 1), new_end=date(2027, 12, 31))
    assert move(contract(end=DAY, amendments=(longer,)), "expired") == "not_over"


def test_amendments_add_up_and_the_original_stays():
    both = (amendment(signed_on=date(2026, 2, 1), amount_change=50), amendment("b", amount_change=-30))
    assert running_total(100, both) == 120
    assert running_total(100, both, as_of=date(2026, 1, 31)) == 70
    assert running_total(None, ()) == 0


def test_the_latest_amendment_decides_the_term():
    first = amendment(signed_on=date(2026, 2, 1), new_end=date(2028, 1, 1))
    second = amendment("b", signed_on=date(2026, 8, 1), new_end=date(2027, 6, 30), new_start=date(2026, 3, 1))
    fact = contract(amendments=(second, first))
    assert term(fact) == (date(2026, 3, 1), date(2027, 6, 30))
    assert term(fact, as_of=date(2026, 3, 1)) == (date(2026, 1, 1), date(2028, 1, 1))


def codes(fact):
    return [problem.code for problem in contract_problems(fact)]


def test_contradictions_are_told():
    assert codes(contract()) == []
    assert codes(contract(end=date(2025, 1, 1))) == ["end_before_start"]
    assert codes(contract(amendments=(amendment(new_end=date(2025, 1, 1)),))) == ["end_before_start"]
    assert codes(contract(start=None, signed_on=date(2027, 1, 1))) == ["end_before_signing"]
    assert codes(contract(renews="c")) == ["renews_itself"]
    assert codes(contract(amendments=(amendment(amount_change=-101),))) == ["negative_total"]


def test_an_amendment_may_take_everything_but_no_cent_more():
    assert amendment_problem(contract(), -100, title="补") is None
    assert amendment_problem(contract(), -101, title="补").code == "negative_total"


def test_sole_source_renewals_in_a_row_are_counted_and_a_ring_ends():
    chain = {
        "a": contract(id="a"),
        "b": contract(id="b", renews="a", sole_source=True),
        "c": contract(id="c", renews="b", sole_source=True),
        "d": contract(id="d", renews="c", sole_source=False),
        "x": contract(id="x", renews="y", sole_source=True),
        "y": contract(id="y", renews="x", sole_source=True),
    }
    assert [sole_source_run(id, chain) for id in "abcd"] == [0, 1, 2, 0]
    assert sole_source_run("x", chain) == 2


def test_contracts_that_renew_one_another_in_a_ring_are_told_and_a_chain_is_not():
    ring = {"a": "b", "b": "c", "c": "a"}
    chain = {"d": None, "e": "d", "f": "e", "into": "a", "self": "self", "gone": "nothing"}
    facts = {id: ContractFact(id=id, title=id, renews=renews) for id, renews in (ring | chain).items()}
    assert [id for id, _problem in renewal_rings(facts)] == ["a", "b", "c"]
    assert all(problem.sentence() for _id, problem in renewal_rings(facts))

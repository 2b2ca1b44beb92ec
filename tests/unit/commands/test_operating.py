"""Contracts are moved, amended and renewed, payments approved and paid: one step each, refused with the reason."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.operating import (
    amend_contract,
    approve_payment,
    contract_figures,
    move_contract,
    record_payment,
    renew_contract,
    take_concentration_rules,
)
from smartplanner.journal.journal import say
from smartplanner.queries.contract_book import contract_facts
from smartplanner.rules.contracts import running_total

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    made = Office(journal)
    journal.commit(
        Label("made"),
        [
            insert("organisation", "u", {"name": "示例运营公司"}),
            insert("operator", "o", {"organisation": "u"}),
            insert(
                "contract", "c",
                {"title": "运营合同", "operator": "o", "amount": 10_000, "state": "active", "area": "数据共享",
                 "signed_on": date(2026, 1, 5), "start": date(2026, 1, 5), "end": date(2027, 1, 4),
                 "score_needed": 85.0, "deduct_percent": 2.0, "deduct_limit": 10.0},
            ),
            insert("contract", "n", {"title": "新合同", "state": "draft"}),
            insert("payment", "a", {"contract": "c", "title": "验收款", "amount": 4000, "condition": "acceptance",
                                    "due": date(2026, 11, 30)}),
            insert("payment", "b", {"contract": "c", "title": "尾款", "amount": 6000, "due": date(2026, 12, 30)}),
            insert("service_score", "s", {"contract": "c", "period": "2026年10月", "score": 83.0}),
        ],
    )  # fmt: skip
    return made


def refused(action):
    with pytest.raises(Problem) as caught:
        action()
    assert caught.value.sentence()
    return caught.value.code


def accept(office):
    from smartplanner.commands.editing import set_fields

    set_fields(office, "payment", ["a"], {"accepted_on": date(2026, 11, 1)})


def row(office, entity, id):
    return office.reader.row(entity, id)


def test_a_move_is_one_step_with_its_reason_in_the_history(office):
    step = move_contract(office, "c", "terminated", on=DAY, reason="资质注销")
    assert row(office, "contract", "c").state == "terminated"
    assert "资质注销" in say(step.label)
    office.journal.undo()
    assert row(office, "contract", "c").state == "active"


def test_a_move_that_may_not_be_writes_nothing(office):
    steps = len(office.journal.steps())
    assert refused(lambda: move_contract(office, "n", "active", on=DAY)) == "illegal_move"
    assert refused(lambda: move_contract(office, "n", "approval", on=DAY)) == "operator_needed"
    assert refused(lambda: move_contract(office, "gone", "approval", on=DAY)) == "row_gone"
    assert len(office.journal.steps()) == steps


def test_an_amendment_leaves_the_original_and_may_not_make_it_negative(office):
    amend_contract(office, "c", title="补充协议一", signed_on=DAY, amount_change=-10_000, new_end=date(2027, 6, 30))
    fact = contract_facts(office.reader)["c"]
    assert (fact.amount, running_total(fact.amount, fact.amendments), fact.state) == (10_000, 0, "changed")
    again = lambda: amend_contract(office, "c", title="二", signed_on=DAY, amount_change=-1)  # noqa: E731
    assert refused(again) == "negative_total"
    assert refused(lambda: amend_contract(office, "n", title="补", signed_on=DAY)) == "not_in_force"
    early = lambda: amend_contract(office, "c", title="三", signed_on=DAY, new_end=date(2025, 1, 1))  # noqa: E731
    assert refused(early) == "end_before_start"


def test_a_renewal_makes_a_draft_that_names_the_contract_before_it(office):
    key, _step = renew_contract(office, "c", start=date(2027, 1, 5), end=date(2028, 1, 4), sole_source=True)
    made = row(office, "contract", key)
    assert (made.state, made.renews, made.operator, made.area, made.amount) == ("draft", "c", "o", "数据共享", 10_000)
    assert row(office, "contract", "c").state == "renewed"
    assert refused(lambda: renew_contract(office, "n", start=DAY, end=DAY)) == "illegal_move"
    backwards = lambda: renew_contract(office, "c", start=DAY, end=date(2020, 1, 1))  # noqa: E731
    assert refused(backwards) == "illegal_move"
    office.journal.undo()
    assert refused(backwards) == "dates_in_wrong_order"
    assert row(office, "contract", "c").state == "active"


def test_an_approval_waits_for_the_acceptance_and_fixes_what_is_deducted(office):
    assert refused(lambda: approve_payment(office, "a", number="批1", on=DAY)) == "blocked"
    accept(office)
    assert refused(lambda: approve_payment(office, "a", number=" ", on=DAY)) == "number_needed"
    approve_payment(office, "a", number=" 批1 ", on=DAY)
    told = row(office, "payment", "a")
    assert (told.approved_no, told.deducted) == ("批1", 160)  # 低2分，每分2%
    assert refused(lambda: approve_payment(office, "a", number="批2", on=DAY)) == "approved_already"


def test_a_released_payment_is_paid_less_what_is_deducted_and_only_once(office):
    assert refused(lambda: record_payment(office, "a", on=DAY)) == "not_released"
    accept(office)
    approve_payment(office, "a", number="批1", on=DAY)
    assert refused(lambda: record_payment(office, "a", on=DAY, paid=3841)) == "over_payable"
    assert refused(lambda: record_payment(office, "a", on=DAY, paid=0)) == "bad_sum"
    record_payment(office, "a", on=DAY, paid=840)
    record_payment(office, "a", on=DAY)
    told = row(office, "payment", "a")
    assert (told.paid, told.paid_on, told.deducted) == (3840, DAY, 160)
    assert refused(lambda: record_payment(office, "a", on=DAY)) == "paid_already"


def test_a_payment_before_its_release_needs_a_reason_that_history_keeps(office):
    step = record_payment(office, "b", on=DAY, reason="领导小组会议同意先行支付")
    assert "先行支付" in say(step.label)
    office.journal.undo()
    assert row(office, "payment", "b").paid is None


def test_no_payment_passes_what_is_left_of_the_contract(office):
    amend_contract(office, "c", title="核减", signed_on=DAY, amount_change=-5000)
    assert refused(lambda: record_payment(office, "b", on=DAY, reason="先付")) == "over_what_is_left"


def test_the_usual_rules_of_concentration_come_into_a_book_once(office):
    assert take_concentration_rules(office) is not None
    assert take_concentration_rules(office) is None


def test_one_payment_is_played_from_its_milestone_to_the_money(office):
    from smartplanner.commands.editing import set_fields

    milestone = insert("milestone", "m", {"title": "平台上线", "contract": "c", "due": date(2026, 11, 1)})
    office.journal.commit(Label("milestone"), [milestone])
    set_fields(office, "payment", ["b"], {"milestone": "m", "condition": "milestone"})
    assert refused(lambda: approve_payment(office, "b", number="批1", on=DAY)) == "blocked"
    set_fields(office, "milestone", ["m"], {"done_on": date(2026, 11, 20)})
    assert contract_figures(office, as_of=date(2026, 12, 1))["money"]["owed_blocked"] == 98.4
    approve_payment(office, "b", number="批1", on=DAY)
    record_payment(office, "b", on=DAY)
    figures = contract_figures(office, as_of=DAY)
    assert (figures["money"]["paid"], figures["concentration"]["largest"]) == (60, 100)
    for _step in range(3):
        office.journal.undo()
    assert refused(lambda: approve_payment(office, "b", number="批1", on=DAY)) == "blocked"


def test_an_empty_book_has_figures_of_contracts(journal):
    figures = contract_figures(Office(journal), as_of=DAY)
    assert (figures["contracts"], figures["concentration"]["hhi"]) == (0, None)


def test_a_sum_is_not_noted_before_the_day_of_one_that_was_noted_already(office):
    accept(office)
    approve_payment(office, "a", number="批1", on=DAY)
    record_payment(office, "a", on=DAY, paid=1000)
    assert refused(lambda: record_payment(office, "a", on=date(2026, 11, 20), paid=500)) == "paid_later"
    assert row(office, "payment", "a").paid == 1000
    record_payment(office, "a", on=DAY, paid=500)
    assert row(office, "payment", "a").paid == 1500


def test_a_payment_with_a_day_and_no_sum_counts_as_paid_in_full_for_what_is_left(office):
    from smartplanner.commands.editing import set_fields

    accept(office)
    set_fields(office, "payment", ["b"], {"paid_on": date(2026, 11, 1)})
    set_fields(office, "contract", ["c"], {"amount": 9_000})
    approve_payment(office, "a", number="批1", on=DAY)
    assert refused(lambda: record_payment(office, "a", on=DAY, paid=3001)) == "over_what_is_left"
    record_payment(office, "a", on=DAY, paid=3000)


def test_an_amendment_may_not_end_before_the_start_that_an_earlier_one_moved(office):
    amend_contract(office, "c", title="补一", signed_on=DAY, new_start=date(2026, 12, 1))
    moved = {"signed_on": DAY, "new_end": date(2026, 11, 30)}
    assert refused(lambda: amend_contract(office, "c", title="补二", **moved)) == "end_before_start"
    late = {"signed_on": DAY, "new_start": date(2027, 3, 1)}
    assert refused(lambda: amend_contract(office, "c", title="补三", **late)) == "end_before_start"

"""Each of the three operating models needs its own particulars, and shares add to a hundred."""

from datetime import date

from smartplanner.model.operator import Operator
from smartplanner.model.shareholder import Shareholder
from smartplanner.rules.expiry import rung
from smartplanner.rules.operators import operator_problems

DAY = date(2026, 11, 23)


def holder(share, nature="state", seats=None):
    return Shareholder(id="s", operator="o", name="股东", share=share, nature=nature, seats=seats)


def codes(*holders, **values):
    row = Operator(id="o", organisation="u", **values)
    return [(one.code, one.field) for one in operator_problems(row, holders, name="公司", as_of=DAY)]


STATE = {"model": "state_owned", "state_share": 100.0}
JOINT = {"model": "joint_venture", "state_share": 51.0, "board_seats": 7, "state_seats": 4, "chief_officer": "某"}
PRIVATE = {"model": "private", "terms": "特许经营", "term_until": date(2029, 1, 1)}


def test_whole_particulars_are_no_problem():
    assert codes(holder(100.0), **STATE) == []
    assert codes(holder(51.0, seats=4), holder(49.0, "private", 3), **JOINT) == []
    assert codes(holder(33.4, "private"), holder(33.3, "private"), holder(33.3, "staff"), **PRIVATE) == []


def test_shares_over_and_under_a_hundred_are_told_with_their_sum():
    assert ("shares_over", "share") in codes(holder(60.0), holder(60.0, "private"), **JOINT)
    assert ("shares_under", "share") in codes(holder(51.0), holder(48.9, "private"), **JOINT)
    row = Operator(id="o", organisation="u", **STATE)
    assert operator_problems(row, [holder(99.5)], name="公司", as_of=DAY)[0].value == "99.5"


def test_the_state_share_must_be_that_of_the_shareholders():
    assert codes(holder(40.0), holder(60.0, "private"), **JOINT) == [("state_share", "state_share")]
    assert codes(holder(40.0, None), holder(60.0, "private"), **JOINT) == []


def test_a_state_owned_operator_is_wholly_so():
    assert codes(model="state_owned", state_share=99.0) == [("not_state_owned", "state_share")]
    assert codes(model="state_owned") == [("operator_lacks", "state_share")]


def test_a_joint_venture_needs_seats_and_its_chief_officer():
    assert codes(model="joint_venture", state_share=51.0) == [
        ("operator_lacks", "board_seats"),
        ("operator_lacks", "chief_officer"),
    ]
    assert codes(**JOINT | {"state_share": 100.0}) == [("not_joint", "state_share")]
    assert codes(**JOINT | {"state_seats": 8}) == [("board_seats", "state_seats")]
    assert ("board_seats", "board_seats") in codes(holder(51.0, seats=5), holder(49.0, "private", 3), **JOINT)


def test_a_private_operator_needs_terms_that_are_not_over():
    assert codes(model="private") == [("operator_lacks", "terms"), ("operator_lacks", "term_until")]
    assert codes(**PRIVATE | {"term_until": date(2026, 11, 22)}) == [("terms_over", "term_until")]
    assert codes() == [("operator_lacks", "model")]


def test_the_ladder_has_rungs_at_ninety_sixty_and_thirty_days_and_past():
    days = {date(2026, 11, 22): (0, "red"), date(2026, 11, 23): (30, "red"), date(2026, 12, 23): (30, "red")}
    days |= {date(2026, 12, 24): (60, "yellow"), date(2027, 1, 22): (60, "yellow"), date(2027, 1, 23): (90, "green")}
    days |= {date(2027, 2, 21): (90, "green"), date(2027, 2, 22): None}
    assert {day: rung(day, as_of=DAY) for day in days} == days

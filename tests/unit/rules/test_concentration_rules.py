"""How much hangs on one company is measured exactly, and the rule that lights it is said in words."""

from datetime import date
from types import SimpleNamespace

from smartplanner.rules.concentration import Stake, alarms, light_of, measure

DAY = date(2026, 11, 23)
END = date(2027, 2, 1)


def stake(id, operator, amount, *, end=None, area=None, sole=0):
    return Stake(id, operator, amount, end, None, area, sole)


def rule(name, yellow=None, red=None, cut="area"):
    return SimpleNamespace(measure=name, cut=cut, yellow=yellow, red=red)


NAMES = {"a": "甲公司", "b": "乙公司"}


def told(stakes, *rules, cut="area"):
    found = alarms(measure(stakes, cut=cut, as_of=DAY), rules, cut=cut, cell="数据共享", place="数据共享", names=NAMES)
    return [(one.measure, one.light) for one in found], found


def test_shares_the_three_largest_and_the_index_are_measured():
    found = measure(
        [stake("1", "a", 50), stake("2", "b", 30), stake("3", "c", 15), stake("4", "d", 5)], cut="city", as_of=DAY
    )
    assert (found.largest, found.top_three, found.hhi) == (50, 95, 2500 + 900 + 225 + 25)
    assert [one.operator for one in found.operators] == ["a", "b", "c", "d"]


def test_nothing_in_force_is_no_alarm_and_no_division_by_zero():
    empty = measure([], cut="city", as_of=DAY)
    assert (empty.total, empty.hhi, empty.largest) == (0, 0, 0)
    assert measure([stake("1", "a", 0)], cut="city", as_of=DAY).hhi == 0


def test_an_alarm_says_the_measure_the_company_and_where_red_begins():
    stakes = [stake("1", "a", 62), stake("2", "b", 38)]
    lights, found = told(stakes, rule("largest", 40, 60))
    assert lights == [("largest", "red")]
    for word in ("数据共享", "62", "甲公司", "60"):
        assert word in found[0].words
    assert light_of(found) == "red"


def test_a_threshold_begins_at_its_figure_and_an_empty_one_never():
    stakes = [stake("1", "a", 60), stake("2", "b", 40)]
    assert told(stakes, rule("largest", 40, 60.1))[0] == [("largest", "yellow")]
    assert told(stakes, rule("largest", None, 60))[0] == [("largest", "red")]
    assert told(stakes, rule("largest"))[0] == []
    assert told(stakes, rule("largest", 10, 20, cut="city"))[0] == []


def test_contracts_of_one_operator_that_end_in_one_quarter_are_found():
    stakes = [
        stake("1", "a", 30, end=END),
        stake("2", "a", 30, end=date(2027, 3, 31)),
        stake("3", "a", 40, end=date(2027, 4, 1)),
        stake("4", "b", 100, end=END),
        stake("5", "c", 9, end=date(2026, 11, 1)),
        stake("6", "c", 9, end=date(2026, 11, 2)),
    ]
    ending = measure(stakes, cut="city", as_of=DAY).ending
    assert [(one.operator, one.quarter, one.contracts, one.percent) for one in ending] == [
        ("a", "2027-Q1", ("1", "2"), 60)
    ]
    assert told(stakes, rule("ending_together", 60))[0] == [("ending_together", "yellow")]


def test_single_operators_are_counted_over_the_city_and_flagged_in_an_area():
    stakes = [
        stake("1", "a", 1, area="甲"),
        stake("2", "a", 1, area="甲"),
        stake("3", "a", 1, area="乙"),
        stake("4", "b", 1, area="乙"),
    ]
    assert measure(stakes, cut="city", as_of=DAY).single == 1
    lights, found = told(stakes[:2], rule("single", 1))
    assert lights == [("single", "yellow")]
    assert "甲公司" in found[0].words
    assert told(stakes[2:], rule("single", 1))[0] == []


def test_sole_source_renewals_in_a_row_light_up():
    assert told([stake("1", "a", 1, sole=2)], rule("sole_renewals", 1, 2))[0] == [("sole_renewals", "red")]

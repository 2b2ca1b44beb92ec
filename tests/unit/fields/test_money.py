from decimal import Decimal

import pytest

from smartplanner.fields.money import WAN, YI, format_money, format_wan, read_money, unit_in

YUAN = 100
"""分"""


def summary(reading):
    problem = reading.problem
    return reading.value, reading.precision, "" if problem is None else f"{problem.level} {problem.code}"


@pytest.mark.parametrize(
    ("raw", "yuan"),
    [
        ("1200万", 12_000_000), ("1,200万元", 12_000_000), ("1200.00", 12_000_000), (1200.0, 12_000_000),
        (1200, 12_000_000),
        ("１２００", 12_000_000), ("三千二百万元", 32_000_000), ("壹仟贰佰万元整", 12_000_000),
        ("1亿2000万元", 120_000_000),
        ("1 200 万元", 12_000_000), ("¥1200", 12_000_000), ("1,234.5", 12_345_000), ("一百二十", 1_200_000),
        ("12万", 120_000),
        ("1.2E+3", 12_000_000), ("1200万元。", 12_000_000), ("总投资1200万元", 12_000_000), (0, 0), ("0", 0),
        ("零", 0), (0.1 + 0.2, 3_000),
    ],
)  # fmt: skip
def test_an_amount_under_a_header_in_wan_is_read(raw, yuan):
    assert summary(read_money(raw, header_unit=WAN)) == (yuan * YUAN, "exact", "")


@pytest.mark.parametrize(
    ("raw", "yuan"),
    [
        ("1.2亿元", 120_000_000),
        ("1亿2000万", 120_000_000),
        ("500元", 500),
        ("3千元", 3_000),
        ("500百万元", 500_000_000),
        ("630.5元", Decimal("630.5")),
    ],
)
def test_a_cell_with_its_own_unit_needs_no_header(raw, yuan):
    assert summary(read_money(raw, header_unit=None)) == (yuan * YUAN, "exact", "")


@pytest.mark.parametrize(
    ("raw", "header_unit", "yuan"), [("1.2亿元", WAN, 120_000_000), ("500元", WAN, 500), ("12万", Decimal(1), 120_000)]
)
def test_the_unit_in_the_cell_wins_over_the_header_with_a_warning(raw, header_unit, yuan):
    assert summary(read_money(raw, header_unit=header_unit)) == (yuan * YUAN, "exact", "warning amount_unit_differs")


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("约300万元", "about"), ("300余万元", "about"), ("300多万元", "about"), ("近300万元", "about"),
        ("约300", "about"), ("300万元左右", "about"),
        ("300万元（估算）", "about"), ("不超过300万元", "upper"), ("300万元以内", "upper"), ("不少于300万元", "lower"),
        ("超300万元", "lower"),
    ],
)  # fmt: skip
def test_an_amount_that_is_not_exact_is_kept_with_a_note(raw, precision):
    assert summary(read_money(raw, header_unit=WAN)) == (3_000_000 * YUAN, precision, "note amount_approximate")


@pytest.mark.parametrize(
    ("raw", "precision", "problem"),
    [
        ("500-800万元", "range", "warning amount_range"), ("500万元至800万元", "range", "warning amount_range"),
        ("3-5", "range", "warning amount_range"),
        ("630元/份", "none", "warning amount_rate"), ("200万元/年", "none", "warning amount_rate"),
        ("每年200万元", "none", "warning amount_rate"),
        ("待定", "none", "warning amount_needs_review"), ("据实结算", "none", "warning amount_needs_review"),
        ("无", "", ""), ("/", "", ""), ("—", "", ""), (None, "", ""),
    ],
)  # fmt: skip
def test_what_is_not_one_amount_gives_no_number(raw, precision, problem):
    assert summary(read_money(raw, header_unit=WAN)) == (None, precision, problem)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (-5, "amount_negative"), ("-500万元", "amount_negative"), (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        ("NaN", "not_a_number"), ("1e999", "amount_out_of_range"), (1e16, "amount_out_of_range"),
        (2**63, "amount_out_of_range"),
        (10**400, "amount_out_of_range"), ("9" * 50, "amount_out_of_range"), ("9" * 400, "amount_out_of_range"),
        ("100美元", "amount_foreign_currency"), ("1200万元（800万元）", "amount_contradictory"),
        ("abc", "amount_unreadable"), ("30%", "amount_unreadable"), ("1,20", "amount_unreadable"),
        ("1200平方米", "amount_unreadable"),
        ("十几万元", "amount_unreadable"), ("(500)", "amount_unreadable"), ("1 2", "amount_unreadable"),
        ("010-12345678", "amount_unreadable"),
        ("2025年200万，2026年300万", "amount_unreadable"), (True, "amount_unreadable"),
        ("1亿2000", "amount_unreadable"),
    ],
)  # fmt: skip
def test_what_can_not_be_an_amount_is_asked_about(raw, code):
    reading = read_money(raw, header_unit=WAN)
    assert reading.asks
    assert (reading.value, reading.problem.code) == (None, code)


@pytest.mark.parametrize("raw", [630, "630", "1,200.00", "三千二百", "约30"])
def test_a_bare_number_without_a_unit_in_the_header_is_asked_about(raw):
    reading = read_money(raw, header_unit=None)
    assert (reading.value, reading.problem.code) == (None, "amount_without_unit")


def test_a_remark_is_set_aside_with_a_note():
    for raw in ("1200万元（含税）", "1200万元，其中财政资金800万元", "壹仟贰佰万元整（¥12,000,000.00元）"):
        assert summary(read_money(raw, header_unit=WAN)) == (12_000_000 * YUAN, "exact", "note amount_with_remark")


def test_a_caller_can_allow_amounts_below_zero():
    assert read_money("-500", header_unit=WAN, allow_negative=True).value == -5_000_000 * YUAN


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("总投资（万元）", WAN), ("（单位：亿元）", YI), ("招标预算金额 （元）           ", Decimal(1)),
        ("金额(元)", Decimal(1)),
        ("总投资\n（万元）", WAN), ("预算/万元", WAN), ("总投资万元", WAN), ("单位：万元  填报日期：2026年9月", WAN),
        ("资金（百万元）", WAN * 100),
        ("预算[千元]", Decimal(1000)), ("总投资", None), ("项目单元", None), ("单价（元/份）", None),
        ("填报单位：", None),
        ("总投资（亿元）年度（万元）", None),
    ],
)  # fmt: skip
def test_the_unit_is_found_in_a_header(header, unit):
    assert unit_in(header) == unit


@pytest.mark.parametrize(
    ("yuan", "written", "wan"),
    [
        (0, "0元", "0"), ("0.5", "0.5元", "0.00005"), ("9999.99", "9999.99元", "1"), (10_000, "1万元", "1"),
        (12_000_000, "1200万元", "1200"),
        (12_345_678, "1234.57万元", "1234.57"), ("99999999.99", "1亿元", "10000"), (120_000_000, "1.2亿元", "12000"),
        (-5_000_000, "-500万元", "-500"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_officials_write_them(yuan, written, wan):
    fen = int(Decimal(yuan) * 100)
    assert (format_money(fen), format_wan(fen)) == (written, wan)

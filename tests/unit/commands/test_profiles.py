"""What was decided about a ledger is kept for the next of its sender, and only what is still true then."""

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.changes import Label, insert
from smartplanner.commands.choices_text import read_choices, write_choices
from smartplanner.commands.office import Office
from smartplanner.commands.profiles import (
    NewUnit,
    Review,
    fingerprint,
    pattern,
    remembered,
    sender_of,
    take_in,
    worth_keeping,
)
from smartplanner.excel.choices import NO_CHOICES, Choices, TableChoice
from smartplanner.excel.proposal import Proposal, SheetReading

DAY = date(2026, 11, 23)
HEADS = {"A": "序号", "B": "任务名称", "C": "2026年投资"}

words = st.text("市台账任务9月 #!", min_size=1, max_size=8)
letters = st.text(string.ascii_uppercase, min_size=1, max_size=2)
values = st.one_of(
    st.none(), words, st.booleans(), st.integers(), st.dates(), st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False), st.lists(words).map(tuple),
)  # fmt: skip
tables = st.builds(
    TableChoice,
    take=st.none() | st.booleans(),
    entity=st.none() | st.just("task"),
    header_rows=st.none() | st.tuples(st.integers(1, 9), st.integers(1, 9)),
    columns=st.dictionaries(letters, st.sampled_from(["title", "due", ""])),
    key=st.lists(words, max_size=2).map(tuple),
    district=st.none() | words,
    year=st.none() | st.integers(2000, 2100),
    unit=st.none() | st.sampled_from([1, 10_000]),
    hidden=st.none() | st.booleans(),
)
all_choices = st.builds(
    Choices,
    tables=st.dictionaries(words, tables, max_size=2),
    names=st.dictionaries(st.tuples(words, words), words, max_size=2),
    values=st.dictionaries(st.tuples(words, words), values, max_size=2),
    cells=st.dictionaries(words, values, max_size=2),
    only=st.none() | st.frozensets(words, max_size=2),
    accepted=st.frozensets(words, max_size=2),
)


@given(all_choices)
def test_choices_come_back_from_their_text(choices):
    assert read_choices(write_choices(choices)) == choices


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", "null", '{"tables": 3}', '{"names": [1]}', '{"cells": {"a": {"day": "x"}}}']
)
def test_a_spoilt_text_gives_no_choices(spoilt):
    assert read_choices(spoilt) == NO_CHOICES


def test_a_day_and_an_amount_keep_their_kind():
    kept = Choices(cells={"台账!C3": date(2026, 9, 30), "台账!D3": Decimal("1.50"), "台账!E3": ("甲", "乙")})
    assert read_choices(write_choices(kept)) == kept


@pytest.fixture
def office(journal):
    return Office(journal)


def reading(sheet="2026年9月", heads=HEADS, file="朝阳区台账2026年9月.xlsx", changes=()):
    read = SheetReading(sheet=sheet, table=sheet, entity="task", header_rows=(2, 2), heads=heads)
    return Proposal(file=file, sha256="0", sheets=(read,), changes=changes)


def a_task(title):
    return insert("task", f"00000000-0000-4000-8000-{ord(title[0]):012d}", {"title": title})


def test_the_next_months_sheet_has_the_same_layout():
    assert fingerprint(reading()) == fingerprint(reading(sheet="2026年10月", heads=HEADS | {"C": "2027年投资"}))
    assert fingerprint(reading()) != fingerprint(reading(heads=HEADS | {"D": "备注"}))
    assert fingerprint(Proposal(file="空.xlsx")) == ""


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("朝阳区台账2026年9月.xlsx", "朝阳区台账"),
        ("03-督办事项台账（定稿）.xlsx", "督办事项台账"),
        ("市交通委_20260930.xls", "市交通委"),
    ],
)
def test_the_sender_is_the_name_of_the_file_without_its_dates(name, sender):
    assert sender_of(name) == sender


def test_the_reporting_unit_is_a_better_sender():
    assert sender_of("附件1.xlsx", ["", " 市交通委 "]) == "市交通委"


def test_a_sheets_number_does_not_count():
    assert pattern("2026年9月") == pattern("2026年10月")


def test_what_was_true_of_one_ledger_only_is_forgotten():
    choices = Choices(
        tables={"台账": TableChoice(columns={"C": "due"}, year=2026)},
        names={("organisation", "数局"): "1", ("group", "专班"): "2"},
        cells={"台账!C3": "x"},
        accepted=frozenset(["台账!4"]),
    )
    assert worth_keeping(choices) == Choices(
        tables={"台账": TableChoice(columns={"C": "due"})}, names={("group", "专班"): "2"}
    )


def test_a_profile_is_found_for_the_same_sender_and_layout_and_the_sheet_as_now_called(office):
    first = reading(changes=(a_task("甲"),))
    choices = Choices(tables={"2026年9月": TableChoice(columns={"C": "amount"})})
    sender, layout = sender_of(first.file), fingerprint(first)
    take_in(office, first, Review(choices=choices, sender=sender, layout=layout), today=DAY)
    found = remembered(office, reading(sheet="2026年10月"), "朝阳区台账")
    assert found is not None
    assert found.tables == {"2026年10月": TableChoice(columns={"C": "amount"})}
    assert remembered(office, reading(), "海淀区台账") is None
    assert remembered(office, reading(heads={"A": "别的"}), "朝阳区台账") is None


def test_using_a_profile_again_marks_the_day_and_keeps_one(office):
    choices = Choices(tables={"2026年9月": TableChoice(columns={"C": "amount"})})
    for number, title in enumerate("甲乙"):
        proposal = reading(changes=(a_task(title),))
        review = Review(choices=choices, sender="朝阳区台账", layout=fingerprint(proposal))
        take_in(office, proposal, review, today=date(2026, 11, 23 + number))
    (profile,) = office.reader.rows("import_profile")
    assert profile.used_on == date(2026, 11, 24)


def test_names_of_rows_that_are_gone_are_not_used(office):
    proposal = reading(changes=(a_task("甲"),))
    choices = Choices(
        tables={"2026年9月": TableChoice(district="gone", columns={"C": "amount"})}, names={("group", "专班"): "gone"}
    )
    review = Review(choices=choices, sender="甲", layout=fingerprint(proposal))
    take_in(office, proposal, review, today=DAY)
    found = remembered(office, reading(), "甲")
    assert found == Choices(tables={"2026年9月": TableChoice(columns={"C": "amount"})})


def test_units_short_forms_rows_and_profile_are_one_step(office):
    office.journal.commit(Label("unit"), [insert("organisation", "u1", {"name": "市大数据中心"})])
    proposal = reading(changes=(a_task("甲"),))
    review = Review(
        units=[NewUnit("u2", "示例数据公司", "company")],
        aliases={"数据中心": "u1", "示例数据公司": "u2", "市大数据中心": "u1"},
        choices=Choices(tables={"2026年9月": TableChoice(columns={"C": "amount"})}),
        sender="甲",
        layout=fingerprint(proposal),
    )
    step = take_in(office, proposal, review, today=DAY)
    assert step is not None
    assert step.size == 4
    assert list(office.reader.names("alias").values()) == ["数据中心"]
    office.journal.undo()
    assert office.reader.count("organisation") == 1
    assert office.reader.count("import_profile") == 0


def test_a_file_that_changes_nothing_makes_no_step(office):
    assert take_in(office, reading(), Review(), today=DAY) is None

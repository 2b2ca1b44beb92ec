"""Sentences typed in haste: blanks for commas, no object, a festival with its year."""

from __future__ import annotations

from datetime import date

import pytest

from smartplanner.fields.sentence import SentenceReader
from smartplanner.fields.units import Directory, Unit

HELD = date(2026, 11, 23)
UNITS = [
    Unit("交通", "北京市交通委员会", ("市交通委",), "department", 1),
    Unit("公安", "北京市公安局", ("市公安局",), "department", 2),
    Unit("规自", "北京市规划和自然资源委员会", ("市规自委",), "department", 3),
]
READER = SentenceReader(Directory(UNITS))


@pytest.mark.parametrize(
    ("sentence", "support"),
    [
        ("由市交通委牵头 市公安局配合 12月底前完成路口改造", ("公安",)),
        ("市交通委牵头市公安局配合12月底前完成路口改造", ("公安",)),
        ("市交通委牵头、市公安局配合、市规自委参与，12月底前完成路口改造", ("公安", "规自")),
    ],
)
def test_units_are_found_without_commas_between_them(sentence, support):
    found = READER.read(sentence, as_of=HELD)
    assert (found.title, found.lead, found.support) == ("路口改造", "交通", support)
    assert found.due == date(2026, 12, 31)


@pytest.mark.parametrize("sentence", ["12月底前由市交通委完成", "由市交通委于12月底前全部办结"])
def test_done_alone_does_not_say_what_is_to_be_done(sentence):
    found = READER.read(sentence, as_of=HELD)
    assert found.title == ""
    assert "sentence_no_title" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("words", "due"), [("2027年国庆节前", date(2027, 9, 30)), ("明年国庆前", date(2027, 9, 30)), ("明年春节前", None)]
)
def test_the_year_of_a_festival_belongs_to_the_deadline(words, due):
    found = READER.read(f"{words}由市交通委完成路口改造", as_of=HELD)
    assert (found.title, found.due_text, found.due) == ("完成路口改造", words, due)


def test_signs_that_nobody_sees_do_not_reach_the_title():
    found = READER.read("\u202e由市交通委牵头\u200b，12月底前完成\ufeff路口改造", as_of=HELD)
    assert found.title == "路口改造"


@pytest.mark.parametrize(
    ("sentence", "support"),
    [
        ("由【市交通委】牵头，12月底前完成路口改造", ()),
        ("由“市交通委”牵头，【市公安局】配合，12月底前完成路口改造", ("公安",)),
        ("责成【市交通委】会同「市公安局、市规自委」于12月底前完成路口改造", ("公安", "规自")),
        ("由市交通委牵头，市公安局 市规自委配合，12月底前完成路口改造", ("公安", "规自")),
        ("由市交通委牵头，市公安局　市规自委配合，12月底前完成路口改造", ("公安", "规自")),
        ("市交通委牵头，市公安局、 【市规自委】配合，12月底前完成路口改造", ("公安", "规自")),
    ],
)
def test_names_in_marks_or_parted_by_blanks_are_units_and_leave_the_title_clean(sentence, support):
    found = READER.read(sentence, as_of=HELD)
    assert (found.title, found.lead, found.support) == ("路口改造", "交通", support)
    assert "unit_unknown" not in {problem.code for problem in found.problems}


def test_marks_that_are_no_unit_stay_in_the_title():
    found = READER.read("由市交通委牵头，推进【重点】“市公安局”数据接入", as_of=HELD)
    assert found.title == "推进【重点】“市公安局”数据接入"


def test_the_new_year_of_this_year_is_the_one_to_come_and_is_asked_about():
    found = READER.read("由市交通委牵头，今年元旦前完成路口改造", as_of=HELD)
    assert found.due == date(2026, 12, 31)
    assert "date_next_year" in {problem.code for problem in found.problems}

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

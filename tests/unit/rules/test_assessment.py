"""The grade and the suggestion of an assessment, and what is refused."""

import pytest

from smartplanner.base.problems import Problem
from smartplanner.rules.assessment import Score, Standard, assess, missing_words, say_why


def sheet(*marks, weights=(50.0, 50.0), veto=(), scorers=("甲",), standard=None):
    """A sheet of two indicators; each mark is what all scorers gave, or a tuple by scorer."""
    scores = [
        Score(name, scorer, (mark if isinstance(mark, tuple) else (mark,) * len(scorers))[place], weight, name in veto)
        for name, weight, mark in zip(("成效", "安全"), weights, marks, strict=True)
        for place, scorer in enumerate(scorers)
    ]
    return assess(scores, standard)


@pytest.mark.parametrize(
    ("marks", "grade", "suggestion"),
    [
        ((90, 90), "excellent", "spread"),
        ((89.99, 89.99), "good", "spread"),
        ((80, 80), "good", "spread"),
        ((79.99, 79.99), "passed", "mend"),
        ((60, 60), "passed", "mend"),
        ((59.99, 59.99), "failed", "hold"),
        ((100, 59), "passed", "mend"),
        ((100, 75), "good", "spread"),
    ],
)
def test_the_grade_follows_the_sum_and_the_suggestion_the_grade(marks, grade, suggestion):
    found = sheet(*marks)
    assert (found.grade, found.suggestion) == (grade, suggestion)


def test_a_veto_item_below_the_line_fails_the_whole_whatever_the_sum():
    found = sheet(100, 59, weights=(90.0, 10.0), veto=("安全",))
    assert found.total == 95.9
    assert (found.grade, found.suggestion, found.vetoed) == ("failed", "hold", ("安全",))
    assert "安全" in say_why(found)


def test_a_veto_item_on_the_line_does_not_fail():
    assert sheet(100, 60, weights=(90.0, 10.0), veto=("安全",)).grade == "excellent"


def test_a_weak_indicator_is_mended_before_a_good_pilot_is_spread():
    found = sheet(100, 59, weights=(70.0, 30.0))
    assert (found.grade, found.suggestion) == ("good", "mend")
    assert "安全" in say_why(found)


def test_scorers_who_differ_widely_are_marked_and_looked_at_again():
    found = sheet((95, 80), (90, 90), scorers=("甲", "乙"))
    line = found.lines[0]
    assert (line.spread, line.deviation, line.wide) == (15.0, 7.5, True)
    assert not found.lines[1].wide
    assert found.suggestion == "mend"


def test_the_sum_is_written_as_a_line_that_can_be_reckoned_again():
    found = sheet((92, 89, 94), (88, 85, 90), weights=(25.0, 75.0), scorers=("一", "二", "三"))
    assert found.arithmetic == "91.67×25%＋87.67×75%＝22.92＋65.75＝88.67"


def test_other_lines_make_other_grades():
    strict = Standard(grades=(("excellent", 95.0), ("good", 90.0), ("passed", 75.0)), veto_below=75.0)
    assert sheet(90, 90, standard=strict).grade == "good"
    assert sheet(74, 74, standard=strict).grade == "failed"


def test_missing_scores_are_named_by_scorer():
    found = sheet((90, None), (90, 80), scorers=("甲", "乙"))
    assert found.missing == (("乙", "成效"),)
    assert [problem.code for problem in missing_words(found)] == ["score_missing"]
    assert found.suggestion == "mend"


@pytest.mark.parametrize(
    ("scores", "code", "said"),
    [
        ([], "no_scores", ""),
        ([Score("成效", "甲", 90, 40.0), Score("安全", "甲", 90, 50.0)], "weights_not_100", "90"),
        ([Score("成效", "甲", 90, 100.0), Score("成效", "乙", 90, 90.0)], "weights_differ", "90、100"),
        ([Score("成效", "甲", 90, None)], "no_weight", "成效"),
        ([Score("成效", "甲", 90, 100.0), Score("成效", "甲", 80, 100.0)], "scored_twice", "成效"),
    ],
)
def test_a_sheet_that_does_not_make_sense_is_refused_with_what_is_wrong(scores, code, said):
    with pytest.raises(Problem) as refusal:
        assess(scores)
    assert refusal.value.code == code
    assert said in refusal.value.message


def test_weights_with_decimals_add_up_exactly():
    names = "甲乙丙丁戊己庚"
    scores = [Score(name, "一", 90, 14.3 if name != "庚" else 14.2) for name in names]
    assert assess(scores).total == pytest.approx(90, abs=0.05)

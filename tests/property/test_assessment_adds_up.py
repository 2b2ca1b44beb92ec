"""An assessment sheet adds up whatever is scored, and does not depend on the order in which it was filled in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.base.problems import Problem
from smartplanner.rules.assessment import Score, assess, missing_words

SCORERS = ("甲组", "乙组", "丙组", "丁组")


@st.composite
def sheets(draw):
    """Weights that add up to 100, and a score of every indicator by every scorer."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=6)))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    scorers = SCORERS[: draw(st.integers(1, len(SCORERS)))]
    marks = st.integers(0, 1000).map(lambda tenths: tenths / 10)
    return [
        Score(f"指标{number}", scorer, draw(marks), float(weight), draw(st.booleans()))
        for number, weight in enumerate(weights)
        for scorer in scorers
    ]


@given(sheets())
def test_the_shares_add_up_to_the_total_that_is_printed(scores):
    sheet = assess(scores)
    shares = sum((Decimal(str(line.share)) for line in sheet.lines), Decimal(0))
    assert shares == Decimal(str(sheet.total))
    assert sheet.arithmetic.endswith(f"＝{sheet.total:.2f}")
    exact = sum(line.average * line.weight / 100 for line in sheet.lines)
    assert abs(sheet.total - exact) < 0.0051
    assert all(abs(line.share - line.average * line.weight / 100) < 0.0101 for line in sheet.lines)


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_the_scorers_does_not_matter(scores, random):
    shuffled = list(scores)
    random.shuffle(shuffled)
    one, other = assess(scores), assess(shuffled)
    by_name = {line.indicator: line for line in other.lines}
    assert [by_name[line.indicator] for line in one.lines] == list(one.lines)
    assert (one.total, one.grade, one.suggestion) == (other.total, other.grade, other.suggestion)


@given(sheets(), st.data())
def test_a_missing_score_is_named_and_the_average_is_that_of_the_others(scores, data):
    lacking = data.draw(st.sampled_from(scores))
    rest = [one if one != lacking else one._replace(score=None) for one in scores]
    sheet = assess(rest)
    assert (lacking.scorer, lacking.indicator) in sheet.missing
    assert any(lacking.scorer in problem.message for problem in missing_words(sheet))
    line = next(line for line in sheet.lines if line.indicator == lacking.indicator)
    assert lacking.scorer not in line.scores
    if line.scores:
        assert min(line.scores.values()) - 0.005 <= line.average <= max(line.scores.values()) + 0.005


@given(sheets(), st.integers(1, 50))
def test_weights_that_do_not_add_up_are_refused_with_their_sum(scores, more):
    first = scores[0].indicator
    wrong = [one._replace(weight=one.weight + more) if one.indicator == first else one for one in scores]
    with pytest.raises(Problem) as refusal:
        assess(wrong)
    assert refusal.value.code == "weights_not_100"
    assert str(100 + more) in refusal.value.message

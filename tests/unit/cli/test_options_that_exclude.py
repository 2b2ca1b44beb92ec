"""Options of which one is needed, and options that exclude each other, are complained of in our own words."""

import pytest


@pytest.mark.parametrize("options", [(), ("--grant", "--refuse")])
def test_a_decision_is_either_to_grant_or_to_refuse(verb, filled_book, options):
    answer = verb("decide", filled_book, "路口", *options)
    assert answer.status == 2
    assert "--grant" in answer.err
    assert "--refuse" in answer.err
    assert not any(words in answer.err for words in ("required", "not allowed", "argument"))

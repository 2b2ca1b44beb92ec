"""Documents as text that lasts: exact there and back, and damaged text is a Problem, whatever is damaged."""

import json
from dataclasses import replace
from datetime import date

import pytest
from briefing_samples import sample_figures
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import (
    Align,
    Annex,
    Column,
    Document,
    HeadCell,
    Heading,
    Masthead,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    Table,
    Tail,
)
from smartplanner.reports.document.frozen import document_of, figures_of, figures_text, options_kept, text_of
from smartplanner.reports.papers.periodic.briefing import build_briefing

TABLE = Table(
    (Column(12.5, Align.RIGHT), Column()), ((HeadCell("甲", 2, 1),),), (("1", "<b>&\n=1+1"),), "表", "项", small=True
)
WHOLE = Document(
    Meta("题目", "主题", "编发单位", date(2026, 9, 30)),
    "两行\n题目",
    (Heading(2, "（一）"), Paragraph((Run("粗", bold=True), Run("细")), ParagraphStyle.FLUSH), TABLE, PageBreak(),
     Signature("某办", "2026年9月30日")),
    Masthead("简报", "9", "33", "某办", "2026年9月30日", "内部"),
    (Annex(1, "附件题目", (TABLE,), landscape=True),),
    Tail("领导", "", "各区", 30),
    Paper.WIDE,
)  # fmt: skip


@pytest.mark.parametrize("document", [WHOLE, build_briefing(sample_figures())], ids=["every block", "briefing"])
def test_a_document_comes_back_exactly(document):
    again = document_of(text_of(document))
    assert again == document
    assert [type(block) for block in again.blocks] == [type(block) for block in document.blocks]


@given(st.lists(st.text(), max_size=4), st.sampled_from(ParagraphStyle), st.floats(0, 200))
def test_any_text_comes_back_exactly(texts, style, width):
    paragraph = Paragraph(tuple(Run(text, bold=bool(text)) for text in texts), style)
    table = Table((Column(width),), (), tuple((text,) for text in texts))
    document = replace(WHOLE, blocks=(paragraph, table))
    assert document_of(text_of(document)) == document


def test_a_field_that_came_later_takes_its_default():
    kept = json.loads(text_of(WHOLE))
    del kept["document"]["paper"], kept["document"]["annexes"][0]["landscape"]
    again = document_of(json.dumps(kept))
    assert again.paper is Paper.PORTRAIT
    assert not again.annexes[0].landscape


def places(value, path=()):
    """Give every place in a JSON value."""
    yield path
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*path, key))


@pytest.mark.parametrize("wrong", [None, 7, "?", [], {}, True], ids=repr)
def test_a_wrong_value_anywhere_is_a_problem_or_an_exact_value(wrong):
    """Where the wrong value is one that could stand there it is read as such; never another error."""
    text = text_of(WHOLE)
    for path in list(places(json.loads(text)))[1:]:
        kept = json.loads(text)
        place = kept
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = wrong
        try:
            read = document_of(json.dumps(kept))
        except Problem:
            continue
        assert json.loads(text_of(read))["document"].keys() == kept["document"].keys() | {"$"}


@pytest.mark.parametrize("text", ["", "null", "[]", "7", "{}", '{"version":2,"document":{}}', "{" * 9, '"\\ud800"'])
def test_what_is_no_kept_document_is_a_problem(text):
    with pytest.raises(Problem):
        document_of(text)


def test_figures_are_kept_as_plain_json_and_nothing_else_breaks():
    figures = figures_of(figures_text(sample_figures()))
    assert figures["done"] == 41
    assert figures["as_of"] == "2026-09-30"
    assert figures_of(None) == figures_of("{") == figures_of("[]") == figures_of('{"figures": 3}') == {}
    assert options_kept(None) == options_kept("x") == options_kept("[1]") == {}

import gc
import weakref

import pytest

from smartplanner.base.problems import Problem
from smartplanner.reports.templates import filling


def render(text: str, **values: object) -> str:
    return filling.render("own.md.j2", values, wordings={"own.md.j2": text})


def problem(text: str, **values: object) -> Problem:
    with pytest.raises(Problem) as caught:
        render(text, **values)
    return caught.value


def test_values_are_escaped_and_the_template_is_not():
    assert render("**{{ name }}**", name="*甲*") == "**&#42;甲&#42;**"


def test_a_macro_is_not_escaped_twice():
    text = "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('*') }}"
    assert render(text) == "<&#42;>"


def test_what_a_template_was_filled_with_goes_with_the_paper():
    class Figures:
        """What a paper says."""

        name = "甲"

    text = "{% macro m() %}{{ figures.name }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ n() }}"
    figures = Figures()
    watched = weakref.ref(figures)
    gc.disable()  # it must not wait for a search
    try:
        assert render(text, figures=figures) == "甲"
        del figures
        assert watched() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("甲\n\n{{ nothing }}", "nothing"),
        ("甲\n\n{% if %}", "%}"),
        ("甲\n\n{{ value | percent }}", ""),
        ("甲\n\n{{ value }}", "为空"),
        ("甲\n\n{{ 1 | nosuchfilter }}", "nosuchfilter"),
        ("甲\n\n{{ ''.__class__.__mro__ }}", "__class__"),
        ("甲\n\n{{ '*' | safe }}", "safe"),
    ],
)
def test_a_faulty_template_is_a_problem_that_names_template_line_and_reason(text, reason):
    found = problem(text, value=None)
    assert found.file == "own.md.j2"
    assert "3" in found.message
    assert reason in found.message


def test_a_template_that_does_not_exist_is_a_problem():
    with pytest.raises(Problem) as caught:
        filling.render("nothing.md.j2", {})
    assert caught.value.code == "no_template"

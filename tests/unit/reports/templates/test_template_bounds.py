"""Own wordings: what they may not reach, what stops them, what is said of their mistakes, what the filters make."""

import html
import tracemalloc
from dataclasses import dataclass, field
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.reports.templates import filling
from smartplanner.reports.templates.offered import FILTERS

NAME = "own.md.j2"
MOST_MEMORY = 32 << 20


@dataclass(frozen=True)
class Matter:
    title: str = "智慧停车"
    total: int = 3


@dataclass(frozen=True)
class Figures:
    matters: tuple[Matter, ...] = (Matter(),)
    as_of: date = date(2026, 11, 23)
    lead: str | None = None
    names: tuple[str, ...] = field(default=("甲", "乙"))


def render(text: str) -> str:
    return filling.render(NAME, {"figures": Figures()}, wordings={NAME: text})


def problem(text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        render(text)
    return caught.value


ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ figures.__class__ }}",
    "{{ figures['__class__'] }}",
    "{{ figures.__init__.__globals__ }}",
    "{{ figures | attr('__class__') }}",
    "{{ (figures | map(attribute='__class__') | list) }}",
    "{{ ([figures] | map(attribute='__class__') | first) }}",
    "{{ ([figures] | map(attribute='__dict__') | first) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ range.__globals__ }}",
    "{{ '{0.__class__}'.format(figures) }}",
    "{{ '{0.__class__}'.format_map({'a': figures}) }}",
    "{{ '%s' % figures }}",
    "{{ figures.names.__add__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ config }}",
    "{{ request }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator.gi_frame }}{% endfor %}",
    "{{ environment.rounds.__globals__ }}",
    "{{ ''.encode() }}",
    "{{ figures.as_of.strftime('%1000000Y') }}",
    "{{ figures.as_of.replace }}",
    "{% include '../../smartplanner/app.py' %}",
    "{% include '/etc/passwd' %}",
    "{% include '..\\\\..\\\\pyproject.toml' %}",
    "{% import '/etc/passwd' as x %}",
    "{% extends '../x' %}",
)


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_but_the_figures_is_reached(text):
    assert problem(text).file


TOO_LARGE = (
    "{{ range(1000000000) | list }}",
    "{{ range(1000000000) | sum }}",
    "{{ 'x' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'x'.rjust(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ '\t'.expandtabs(1000000000) }}",
    "{{ 1 | round(1000000000) }}",
    "{{ [1] | batch(1000000000) | list }}",
    "{{ range(9999) | map('string') | list }}",
    "{% set s = 'x' * 1000000 %}{{ s | replace('x', s) }}",
    "{% set s = 'x' * 1000000 %}{{ range(9999) | join(s) }}",
    "{% set s = 'x' * 1000000 %}{{ s ~ s ~ s ~ s ~ s }}",
    "{% set s = 'x' * 1000000 %}{{ s + s + s + s + s }}",
    "甲" * 300_000,
)
TOO_LONG = (
    "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3,
    "{% for a in range(10000) %}{% for b in range(10000) %}甲{% endfor %}{% endfor %}",
    "{{ 9 ** 99999999 }}",
    "{% macro m(n) %}{{ m(n - 1) }}{{ m(n - 1) }}{% endmacro %}{{ m(1000) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "{% include 'own.md.j2' %}{% include 'own.md.j2' %}",
    "{% macro m() %}{% for a in range(9000) %}" + "长" * 9000 + "{% endfor %}{% endmacro %}{{ m() }}",
    "{% for a in range(9999) %}{% set x = range(9999) | list %}{% endfor %}",
    "{% for a in range(9999) %}{% set x = range(9999) | sort %}{% endfor %}",
    "{% for a in range(9999) %}{% set x = range(9999) | sum %}{% endfor %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
    "{{ -" + "-" * 20000 + "1 }}",
)


@pytest.mark.parametrize("text", TOO_LONG, ids=lambda text: text[:40])
def test_a_template_without_end_is_stopped_and_says_so(text):
    assert problem(text).code == "bad_template"


@pytest.mark.parametrize("text", TOO_LARGE, ids=lambda text: text[:40])
def test_a_template_that_makes_too_much_is_stopped_before_it_fills_the_memory(text):
    tracemalloc.start()
    try:
        assert problem(text).code == "bad_template"
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


FAULTS = (
    ("{{ figures.mattars }}", "matters"),
    ("{{ figurs.matters }}", "figures"),
    ("{{ 1 | percnt }}", "percent"),
    ("{% fro x in y %}", "fro"),
    ("{% if figures %}甲", "endif"),
    ("{% for x in figures.names %}{% endif %}", "endfor"),
    ("{% endif %}", "if"),
    ("{{ figures.lead }}", "空"),
    ("{{ figures.lead.name }}", "空"),
    ("{{ figures.lead | money }}", "空"),
    ("{{ figures.names[7] }}", "第7项"),
    ("{{ figures.names | date_cn }}", "过滤器"),
    ("{{ figures.matters + 1 }}", "计算"),
    ("{{ 1 / 0 }}", "除"),
    ("{% for x in 3 %}{% endfor %}", "清单"),
    ("{{ 'a' | length(1, 2, 3) }}", "括号"),
    ("{{ figures.as_of | date_cn }", "}}"),
    ("{{ figures.as_of | date_cn", "指令"),
    ("{# 说明", "注释"),
    ("{{ 甲，乙 }}", "，"),
    ("{{ }}", "}}"),
    ("{% if %}甲{% endif %}", "%}"),
    ("{{ 1 is nosuch }}", "nosuch"),
    ("{{ figures.__class__ }}", "__class__"),
    ("{{ figures.matters() }}", "清单"),
)


@pytest.mark.parametrize(("text", "word"), FAULTS)
def test_a_mistake_is_said_in_chinese_with_its_line(text, word):
    found = problem("甲\n\n" + text)
    assert word in found.message
    assert "第3行" in found.message
    for english in ("undefined", "expected", "object", "unexpected", "attribute", "There", "The "):
        assert english not in found.message


@pytest.mark.parametrize(
    ("one", "value", "written", "result"),
    [(one.name, *example) for one in FILTERS for example in one.examples],
)
def test_a_filter_makes_of_its_example_what_the_help_says(one, value, written, result):
    assert one in written
    text = f"{{{{ value | {written} }}}}"
    assert html.unescape(filling.render(NAME, {"value": value}, wordings={NAME: text})) == result


def test_text_beside_finished_markdown_is_escaped_too():
    text = "{% macro m() %}**甲**{% endmacro %}{{ m() ~ '*' }}{{ [m(), '*'] | join('_') }}"
    assert render(text) == "**甲**&#42;**甲**&#95;&#42;"


def test_an_honest_template_with_a_large_table_is_not_stopped():
    text = "{% for a in range(5000) %}|{% for b in range(8) %} {{ b }} |{% endfor %}\n\n{% endfor %}"
    assert render(text).count("\n") == 5000


def test_lists_are_chosen_from_and_counted_as_the_supplied_templates_do():
    text = (
        '{{ figures.matters | selectattr("title") | list | length }}{{ figures.matters | sum("total") }}'
        '{{ figures.matters | map(attribute="title") | join("；") }}'
    )
    assert html.unescape(render(text)) == "13智慧停车"

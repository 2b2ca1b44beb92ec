"""Several mistakes in one template are all told, each at its line; nothing is told that is none."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from smartplanner.base.paths import resources
from smartplanner.reports.templates.filling import mistakes_in, our_text

NAMES = sorted(path.name for path in Path(resources("templates")).glob("*.j2"))


@dataclass(frozen=True)
class Matter:
    title: str


@dataclass(frozen=True)
class Figures:
    office: str
    late: tuple[Matter, ...]


FIGURES = Figures("某办", (Matter("智慧停车"),))


def found(text, figures=FIGURES):
    return [(int(one.field.removeprefix("line ")), one.message) for one in mistakes_in("own.md.j2", text, figures)]


def lines(text):
    return [line for line, _message in found(text)]


@pytest.mark.parametrize("name", NAMES)
def test_no_template_of_ours_has_a_mistake(name):
    assert found(our_text(name), None) == []


def test_mistakes_of_each_kind_are_told_together():
    text = """# 通报
{{ figures.offce }}
{{ figures.office | uppper }}
{{ nothing }}
{{ 1 + }}
{% fro item in figures.late %}
::: tabel widths="1"
::: table width="1"
{% for item in figures.late %}{{ item.titel }}{% endfor %}
"""
    assert lines(text) == [2, 3, 4, 5, 6, 7, 8, 9]
    words = "".join(message for _line, message in found(text))
    for said in ("offce", "office", "uppper", "nothing", "fro", "tabel", "width", "titel"):
        assert said in words


def test_lines_after_a_mistake_in_the_writing_are_read():
    text = "{% if %}\n{% endif %}\n{{ a b }}\n{{ figures.office | }}\n{% for x %}{% endfor %}\n{{ figures.office }}"
    assert lines(text) == [1, 3, 4, 5]


def test_a_value_that_is_not_closed_does_not_hide_what_follows():
    assert lines("{{ figures.office\n{{ figures.offce }}\n{% if figures.late\n{{ 1 | nosuch }}") == [1, 2, 3, 4]


def test_an_instruction_that_is_not_closed_is_one_mistake_and_its_end_none():
    assert lines("{% if figures.late % }\n甲\n{% else %}\n乙\n{% endif %}\n{{ 1 | nosuch }}") == [1, 6]


def test_a_value_may_go_on_over_lines():
    assert found('{{ figures.office\n   ~ "甲" }}\n{% set a = {"b": {"c": 1}} %}{{ a }}') == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("甲\n{% if figures.late %}\n乙\n", 2),
        ("甲\n{% for item in figures.late %}\n{% if item %}\n{% endfor %}\n", 4),
        ("甲\n乙\n{% endif %}\n", 3),
        ("{% for item in figures.late %}\n{% else %}\n{% endfor %}\n{% if figures.late %}\n", 4),
    ],
)
def test_blocks_that_do_not_fit_together_are_told_once_where_it_shows(text, line):
    assert lines(text) == [line]


def test_names_are_looked_up_also_where_blocks_do_not_fit():
    assert lines("{% if figures.late %}\n{{ figures.offce }}\n") == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "{% for item in figures.late %}{{ loop.index }}{{ item.title }}{% else %}无{% endfor %}",
        "{% macro m(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}",
        "{% if other is defined %}{{ other }}{% endif %}{{ another | default('无') }}",
        "{% for n in range(3) %}{{ n }}{% endfor %}",
        "{# {{ broken } {% if %} ::: nothing #}\n正文",
        '{% set x %}甲{% endset %}{{ x }}{{ "{{" }}',
        '::: table widths="{{ figures.office }}"{% if figures.late %} unit="项"{% endif %}\n',
        "{% raw %}{{ not read }}{% endraw %}",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert found(text) == []


def test_what_is_written_as_it_stands_is_not_read_where_something_else_is_wrong():
    assert lines("{% raw %}{{ 1 + }}{{{% endraw %}\n{% if %}{% endif %}") == [2]


def test_the_same_mistake_on_a_line_is_told_once():
    assert lines("{{ figures.a }}{{ figures.a }}") == [1]


def test_a_text_of_nothing_but_mistakes_is_told_up_to_a_limit():
    assert len(found("{{ 1 + }}\n" * 400)) == 50
    assert len(found("{{\n" * 400)) == 50


def test_a_template_that_is_nested_too_deeply_is_one_mistake():
    assert len(found("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}")) == 1

"""The light table as a supervision office reads it: which matter gets which light under which row, and why.

The matters of the text tables run from 1 January to 10 April 2026: a hundred days, so that on day *n* exactly *n*
percent should be done.
"""

from datetime import date, timedelta

import pytest

from smartplanner.base.problems import Level
from smartplanner.commands.light_presets import presets
from smartplanner.model.light_rule import LightCondition, LightRule
from smartplanner.rules.light_conditions import CONDITIONS
from smartplanner.rules.light_table import DEFAULT_RULES, compile_rules, table_problems
from smartplanner.rules.lights import say_cause, say_reason, task_signal

START, DUE = date(2026, 1, 1), date(2026, 4, 10)
STATES = {"办理中": "in_progress", "未启动": "not_started", "已办结": "done", "已销号": "closed", "中止": "terminated",
          "转常态化": "routine", "待签收": "signing"}  # fmt: skip
LIGHTS = {"红": "red", "黄": "yellow", "绿": "green", "蓝": "blue", "灰": "grey"}

CITIES = """
| 规则         | 状态     | 第几天 | 进度 | 灯 |
| default      | 办理中   |   50   |  50  | 绿 |
| default      | 办理中   |   50   |  40  | 黄 |
| default      | 办理中   |   50   |  20  | 黄 |
| default      | 办理中   |   50   |  19  | 红 |
| default      | 办理中   |   85   |  89  | 黄 |
| default      | 办理中   |  101   |  99  | 红 |
| default      | 未启动   |   50   |   -  | 灰 |
| default      | 未启动   |   90   |   -  | 黄 |
| default      | 已办结   |  200   |  80  | 蓝 |
| default      | 中止     |  200   |  80  | 灰 |
| yinchuan_2025| 办理中   |   50   |  41  | 绿 |
| yinchuan_2025| 办理中   |   50   |  40  | 黄 |
| yinchuan_2025| 办理中   |   50   |  20  | 黄 |
| yinchuan_2025| 办理中   |   50   |  19  | 红 |
| yinchuan_2025| 未启动   |   20   |   -  | 黄 |
| yinchuan_2025| 未启动   |   91   |   -  | 红 |
| sanya_2022   | 办理中   |   50   |  50  | 绿 |
| sanya_2022   | 办理中   |   50   |  49  | 黄 |
| sanya_2022   | 办理中   |   50   |  25  | 黄 |
| sanya_2022   | 办理中   |   50   |  24  | 红 |
| ningguo      | 已办结   |   50   | 100  | 绿 |
| ningguo      | 办理中   |   50   |  50  | 蓝 |
| ningguo      | 办理中   |   50   |  30  | 黄 |
| ningguo      | 办理中   |  101   |  99  | 红 |
| yichang      | 办理中   |   50   |  50  | 绿 |
| yichang      | 办理中   |   50   |  49  | 红 |
| yichang      | 办理中   |   90   |  95  | 黄 |
| suqian_2025  | 办理中   |   90   |  95  | 蓝 |
| suqian_2025  | 办理中   |   50   |  49  | 黄 |
| suqian_2025  | 办理中   |  101   |  99  | 红 |
| suqian_2025  | 已销号   |  101   | 100  | 绿 |
| dazu_2025    | 办理中   |   50   |  29  | 红 |
| dazu_2025    | 办理中   |   50   |  30  | 绿 |
| dazu_2025    | 已办结   |   50   | 100  | 蓝 |
| ouhai        | 办理中   |   50   |  50  | 绿 |
| ouhai        | 办理中   |   50   |  49  | 红 |
"""


def lines_of(text):
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()]
    return [tuple(row) for row in rows[1:]]


def signal(rules, state, day, progress, **more):
    figure = None if progress == "-" else float(progress)
    return task_signal(
        STATES[state], figure, START, DUE, as_of=START + timedelta(int(day) - 1), rules=rules, **more
    )  # fmt: skip


@pytest.mark.parametrize(("table", "state", "day", "progress", "light"), lines_of(CITIES))
def test_the_tables_of_the_cities_light_as_their_sources_say(table, state, day, progress, light):
    assert signal(compile_rules(presets()[table].rows), state, day, progress).light == LIGHTS[light]


def row(order, condition, light, threshold=None, below=None):
    return LightRule(
        id=str(order), order=order, condition=condition, threshold=threshold, progress_below=below, light=light
    )


def test_the_default_file_is_the_default_of_a_book_without_rows():
    assert [
        (rule.condition, rule.threshold, rule.progress_below, rule.light)
        for rule in compile_rules(presets()["default"].rows).rows
    ] == [(rule.condition, rule.threshold, rule.progress_below, rule.light) for rule in DEFAULT_RULES.rows]
    assert compile_rules([]) is DEFAULT_RULES


@pytest.mark.parametrize("name", presets())
def test_every_table_that_comes_along_is_whole_and_names_its_source(name):
    assert table_problems(presets()[name].rows) == []
    assert presets()[name].source


def test_every_condition_of_the_model_can_be_asked():
    assert set(CONDITIONS) == {str(condition) for condition in LightCondition}


def test_the_first_row_that_fits_decides_whatever_the_order_in_the_file():
    rules = compile_rules([row(3, "otherwise", "green"), row(2, "overdue", "yellow", 5), row(1, "overdue", "red", 10)])
    assert [signal(rules, "办理中", day, 0).light for day in (100, 104, 105, 109, 110)] == [
        "green", "green", "yellow", "yellow", "red",
    ]  # fmt: skip


def test_what_no_row_fits_is_grey_and_says_so():
    found = signal(compile_rules([row(1, "overdue", "red", 1)]), "办理中", 50, 0)
    assert found[:2] == ("grey", "undecided")
    assert say_reason(found)


def test_a_missed_report_and_what_was_caught_up_have_rows_of_their_own():
    rules = compile_rules(
        [row(1, "unreported", "red", 2), row(2, "caught_up", "yellow", 31), row(3, "otherwise", "green")]
    )
    assert rules.needs_reports
    assert rules.remembered_days == 31
    assert signal(rules, "办理中", 50, 50, missed=1).light == "green"
    assert signal(rules, "办理中", 50, 50, missed=2)[:3] == ("red", "unreported", 2)
    red = START + timedelta(18)
    assert signal(rules, "办理中", 50, 50, last_red=red)[:3] == ("yellow", "caught_up", 31)
    assert signal(rules, "办理中", 51, 50, last_red=red).light == "green"


def test_the_reason_says_the_number_and_the_rule_its_threshold():
    found = signal(DEFAULT_RULES, "办理中", 50, 19)
    assert "31" in say_cause(found)
    assert "31" in say_reason(found)
    assert "30" in say_reason(found)


WRONG = [
    ([row(1, "overdue", "red", 1)], "light_table_open", Level.ERROR),
    ([row(1, "otherwise", "green", None, 50)], "light_table_open", Level.ERROR),
    ([row(1, "overdue", "red", 1), row(1, "otherwise", "green")], "light_rule_order", Level.ERROR),
    ([row(1, "behind", "red"), row(2, "otherwise", "green")], "light_rule_threshold", Level.ERROR),
    ([row(1, "otherwise", "green"), row(2, "overdue", "red", 1)], "light_rule_covered", Level.WARNING),
    (
        [row(1, "behind", "yellow", 10), row(2, "behind", "red", 30), row(3, "otherwise", "green")],
        "light_rule_covered",
        Level.WARNING,
    ),
    (
        [row(1, "due_within", "yellow", 15), row(2, "due_within", "red", 3), row(3, "otherwise", "green")],
        "light_rule_covered",
        Level.WARNING,
    ),
    (
        [row(1, "done", "blue"), row(2, "done", "green"), row(3, "otherwise", "green")],
        "light_rule_covered",
        Level.WARNING,
    ),
]


@pytest.mark.parametrize(("rows", "code", "level"), WRONG)
def test_a_table_that_cannot_decide_or_contradicts_itself_is_named(rows, code, level):
    found = table_problems(rows)
    assert [(problem.code, problem.level) for problem in found] == [(code, level)]
    assert found[0].remedy


def test_narrow_rows_before_wide_ones_are_no_contradiction():
    rows = [
        row(1, "behind", "red", 30),
        row(2, "behind_from", "yellow", 30),
        row(3, "due_within", "red", 3, 50),
        row(4, "due_within", "yellow", 15),
        row(5, "otherwise", "green"),
    ]
    assert table_problems(rows) == []

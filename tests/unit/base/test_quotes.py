"""What is quoted already is quoted by ‘…’ where a sentence puts it within “…”."""

import pytest

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.base.quotes import nested


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“推进“一网通办”建设”已存在", "“推进‘一网通办’建设”已存在"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("“一“二“三”二”一”", "“一‘二“三”二’一”"),
        ("“推进‘一网通办’建设”", "“推进‘一网通办’建设”"),
        ("“推进“一网…”", "“推进“一网…”"),
        ("”倒“", "”倒“"),
        ("没有引号", "没有引号"),
    ],
)
def test_quotation_marks_within_others_are_single_where_they_come_in_pairs(text, shown):
    assert nested(text) == shown


def test_a_title_with_quotation_marks_is_named_within_a_message():
    said = _("sheet “{sheet}” ", sheet="“十五五”规划")
    assert "“‘十五五’规划”" in said
    assert "‘" in translate("File “{file}” ", language="en", file="“十五五”规划.xlsx")


def test_a_value_outside_the_marks_of_the_message_keeps_its_own():
    problem = Problem(code="x", message="“甲”已存在。", value="“乙”")
    assert problem.sentence().startswith("“甲”已存在。")
    assert "“‘乙’”" in problem.sentence()


def test_a_value_that_the_message_names_already_is_not_said_twice():
    value = "推进“一网通办”建设"
    problem = Problem(code="x", message=_("There is no step “{step}” in the history.", step=value), value=value)
    assert problem.sentence().count("一网通办") == 1


def test_a_title_that_was_quoted_by_hand_is_quoted_well_in_the_sentence():
    problem = Problem(code="x", message="晚于父事项：“推进“一网通办”建设” 2026-12-31。")
    assert "“推进‘一网通办’建设”" in problem.sentence()

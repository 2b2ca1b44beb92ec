"""Saved views: kept, changed, renamed, removed, put in order, each one step; what is no setting is refused."""

import pytest

from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.views import (
    LARGEST,
    arrange_views,
    briefing_views,
    find_view,
    missing_usual_views,
    read_content,
    remove_view,
    rename_view,
    save_view,
    take_usual_views,
    update_view,
    usual_views,
    views_of,
)

CONTENT = {"kind": "list", "text": "公园"}


@pytest.fixture
def office(journal):
    return Office(journal)


def names(office, page=""):
    return [row.name for row in views_of(office.reader, page)]


def test_a_view_is_kept_behind_the_others_and_its_setting_comes_back(office):
    save_view(office, "task", "甲", CONTENT)
    save_view(office, "board", "乙", {"kind": "board"}, briefing=True)
    save_view(office, "task", "丙", {})
    assert names(office) == ["甲", "乙", "丙"]
    assert names(office, "task") == ["甲", "丙"]
    assert read_content(views_of(office.reader)[0].content) == CONTENT
    assert [row.name for row in briefing_views(office.reader)] == ["乙"]


def test_each_change_is_one_step_that_can_be_taken_back(office):
    save_view(office, "task", "甲", CONTENT)
    id = find_view(office.reader, "甲").id
    before = office.journal.label_to_undo()
    assert update_view(office, id, {"text": "别的"}) is not None
    assert rename_view(office, id, " 新  名 ") is not None
    assert names(office) == ["新 名"]
    remove_view(office, id)
    assert names(office) == []
    for _number in range(3):
        office.journal.undo()
    assert names(office) == ["甲"]
    assert read_content(views_of(office.reader)[0].content) == CONTENT
    assert office.journal.label_to_undo() == before


def test_what_is_as_before_makes_no_step(office):
    save_view(office, "task", "甲", CONTENT)
    id = find_view(office.reader, "甲").id
    assert update_view(office, id, CONTENT) is None
    assert rename_view(office, id, "甲") is None
    assert arrange_views(office, [id], []) is None


@pytest.mark.parametrize("name", ["", "   ", "长" * 41, "甲"])
def test_a_name_must_be_there_short_and_free_on_its_page(office, name):
    save_view(office, "task", "甲", CONTENT)
    with pytest.raises(Problem):
        save_view(office, "task", name, CONTENT)
    assert names(office) == ["甲"]


def test_two_pages_may_have_views_of_one_name_and_then_the_page_must_be_named(office):
    save_view(office, "task", "甲", CONTENT)
    save_view(office, "board", "甲", CONTENT)
    with pytest.raises(Problem) as refused:
        find_view(office.reader, "甲")
    assert refused.value.code == "view_unclear"
    assert find_view(office.reader, "甲", "board").page == "board"


def test_order_and_ticks_are_kept_in_one_step(office):
    for name in ("甲", "乙", "丙"):
        save_view(office, "task", name, CONTENT)
    first, second, third = (row.id for row in views_of(office.reader))
    step = arrange_views(office, [third, first, second, "gone"], [second, third])
    assert step is not None
    assert names(office) == ["丙", "甲", "乙"]
    assert [row.name for row in briefing_views(office.reader)] == ["丙", "乙"]
    arrange_views(office, [third, first, second], [third])
    assert [row.name for row in briefing_views(office.reader)] == ["丙"]


@pytest.mark.parametrize(
    "text", ["", "[]", "1", "{", "[" * 100_000, '{"a": NaN}', '{"a": "\\ud800"}', '{"a": "' + "x" * LARGEST + '"}']
)
def test_a_text_that_is_no_setting_is_refused(text):
    with pytest.raises(Problem) as refused:
        read_content(text)
    assert refused.value.code == "view_unreadable"


def test_the_usual_views_are_offered_until_they_are_in_the_book(office):
    offered = [one["name"] for one in missing_usual_views(office.reader)]
    assert offered == [
        "本周到期",
        "逾期未办结",
        "我的工作组",
        "各区红灯",
        "本月未报进展",
        "待签收",
        "可以支付",
        "30天内到期",
    ]
    assert take_usual_views(office, ["待签收"]) is not None
    assert names(office) == ["待签收"]
    assert take_usual_views(office) is not None
    assert missing_usual_views(office.reader) == []
    assert len(names(office)) == len(usual_views())
    assert take_usual_views(office) is None

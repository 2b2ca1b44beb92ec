"""In which order names stand wherever a person looks for one: the office's own, then by pinyin."""

import pytest

from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.board_names import read_names
from smartplanner.queries.ranks import ordered_ids, ordered_names
from smartplanner.queries.spelling import spelled


@pytest.fixture
def reader(journal):
    units = [
        ("w", "文旅局", None),
        ("g", "公安局", None),
        ("j", "经信局", 2),
        ("f", "发改委", 1),
        ("b", "北投集团", None),
    ]
    groups = [("s", "数据专班"), ("a", "安全专班")]
    rows = [insert("organisation", id, {"name": name, "order": order}) for id, name, order in units]
    rows += [insert("group", id, {"name": name}) for id, name in groups]
    journal.commit(Label("units"), rows)
    return Reader(journal)


def test_units_stand_in_the_official_order_and_then_by_pinyin(reader):
    assert list(ordered_names(reader, "organisation").values()) == ["发改委", "经信局", "北投集团", "公安局", "文旅局"]
    assert list(ordered_names(reader, "group").values()) == ["安全专班", "数据专班"]


def test_the_board_offers_them_in_the_same_order(reader):
    names = read_names(reader)
    assert list(names.units.values()) == list(ordered_names(reader, "organisation").values())
    assert list(names.groups.values()) == ["安全专班", "数据专班"]


def test_the_order_follows_a_new_name_a_new_place_and_a_new_unit(reader, journal):
    ordered_names(reader, "organisation")
    journal.commit(Label("rename"), [update("organisation", "w", {"name": "文旅局"}, {"name": "保密局"})])
    journal.commit(Label("place"), [update("organisation", "g", {"order": None}, {"order": 1})])
    journal.commit(Label("new"), [insert("organisation", "n", {"name": "测绘院"})])
    assert list(ordered_names(reader, "organisation")) == ["f", "g", "j", "w", "b", "n"]


def test_names_that_are_shown_in_another_way_are_ordered_as_shown(reader):
    assert ordered_ids(reader, "group", ["s", "a"], {"s": "A 数据", "a": "B 安全"}) == ["s", "a"]


def test_letters_of_either_case_and_digits_stand_before_chinese():
    assert sorted(["智慧", "APP", "app2", "12345热线", "啊"], key=spelled) == ["12345热线", "啊", "APP", "app2", "智慧"]

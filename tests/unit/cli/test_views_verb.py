"""The verb about saved views."""

import pytest

PAGES = ("task", "task", "task", "task", "board", "board", "operation", "operation")


@pytest.fixture
def book(journal, book_path):
    journal.close()
    return book_path


def test_the_usual_views_are_taken_in_and_listed(verb, book):
    assert verb("views", book, "usual").status == 0
    views = verb("views", book, "--json").json["views"]
    assert tuple(view["page"] for view in views) == PAGES
    assert "本周到期" in verb("views", book).out
    assert verb("views", book, "usual", "--json").json == {"step": None}


def test_views_are_saved_renamed_and_removed_by_name(verb, book):
    assert verb("views", book, "save", "甲", '{"kind": "list", "text": "公园"}', "--page", "task").status == 0
    assert verb("views", book, "rename", "甲", "乙").status == 0
    (view,) = verb("views", book, "--json").json["views"]
    assert (view["name"], view["content"]["text"]) == ("乙", "公园")
    assert verb("views", book, "remove", "乙").status == 0
    assert verb("views", book, "--json").json == {"views": []}


def test_the_views_before_a_meeting_are_just_those_named_in_their_order(verb, book):
    verb("views", book, "usual")
    assert verb("views", book, "briefing", "待签收", "本周到期").status == 0
    views = verb("views", book, "--json").json["views"]
    assert [view["name"] for view in views if view["briefing"]] == ["待签收", "本周到期"]


@pytest.mark.parametrize(
    "words",
    [
        ("remove", "没有"),
        ("rename", "一个"),
        ("save", "甲", "[1]", "--page", "task"),
        ("save", "甲", "{}", "--page", "nowhere"),
        ("save", "", "{}", "--page", "task"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(verb, book, words):
    assert verb("views", book, *words).status == 3
    assert verb("views", book, "--json").json == {"views": []}

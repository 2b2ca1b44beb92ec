"""The red list, the light table and a light set by hand on the command line."""

import shutil

import pytest


@pytest.fixture
def book(filled_book, tmp_path):
    return shutil.copy(filled_book, tmp_path / "book.splan")


def test_the_red_list_names_what_is_late_and_soon_in_words_and_as_json(verb, book):
    told = verb("red-list", book)
    assert told.status == 0
    assert "政务云迁移" in told.out
    found = verb("red-list", book, "--by", "kind", "--json").json
    assert [(group["name"] is not None, len(group["items"])) for group in found["groups"]] == [(True, 1), (True, 1)]
    late = found["groups"][0]["items"][0]
    assert (late["kind"], late["light"], late["amount"], late["turn"]) == ("overdue", "red", 54, "unit")
    assert found["counts"]["overdue"] == found["counts"]["behind"] + found["counts"]["due_soon"] == 1


def test_only_one_kind_and_another_day_can_be_asked_for(verb, book):
    found = verb("red-list", book, "--kind", "overdue", "--as-of", "2027-01-01", "--json").json
    assert found["total"] == 2
    assert verb("red-list", book, "--as-of", "2025-01-01").out.strip()
    assert verb("red-list", book, "--by", "weather").status == 2


def test_a_light_table_is_previewed_and_then_taken_over(verb, book):
    before = verb("light-table", book, "--json").json
    assert verb("light-table", book, "--take", "ningguo", "--preview", "--json").json["changed"] == 2
    assert verb("light-table", book, "--json").json["rows"] == before["rows"]
    taken = verb("light-table", book, "--take", "ningguo", "--json").json
    assert taken["rows"] != before["rows"]
    assert taken["problems"] == []
    assert verb("undo", book).status == 0
    assert verb("light-table", book, "--json").json["rows"] == before["rows"]


def test_a_light_table_that_does_not_exist_is_refused(verb, book):
    refused = verb("light-table", book, "--take", "atlantis")
    assert refused.status == 3
    assert "yinchuan_2025" in refused.err


def test_a_light_is_set_with_a_reason_and_taken_back(verb, book):
    assert verb("set-light", book, "政务云迁移", "green").status == 3
    assert verb("set-light", book, "政务云迁移", "green", "--reason", "已改期").status == 0
    rows = verb("list", book, "task", "--json").json["rows"]
    late = next(row for row in rows if row["id"] == "late")
    assert (late["light"], late["computed_light"], late["set_light_on"]) == ("green", "red", "2026-11-23")
    assert verb("set-light", book, "政务云迁移", "computed").status == 0
    assert verb("set-light", book, "政务云迁移", "computed", "--json").json["step"] is None

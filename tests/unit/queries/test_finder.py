"""Finding records by their words, pinyin, initials and codes."""

import pytest

from smartplanner.changes import Label, delete, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.finder import Finder
from smartplanner.queries.finder.matching import Why

TITLES = {
    "t1": "推进海淀区城市大脑建设",
    "t2": "朝阳区停车诱导系统",
    "t3": "学习重庆经验",
    "t4": "长城沿线智慧旅游",
    "t5": "海淀区",
    "t6": "12345 热线ＡＩ质检",
}


@pytest.fixture
def book(journal):
    changes = [insert("district", "d", {"name": "海淀区", "short_name": "海淀", "code": "110108"})]
    changes += [insert("organisation", "o", {"name": "北京市经济和信息化局"})]
    changes += [insert("alias", "a", {"name": "市经信局", "organisation": "o"})]
    changes += [insert("operator", "p", {"organisation": "o"})]
    changes += [insert("task", id, {"title": title, "code": f"2026-{id}"}) for id, title in TITLES.items()]
    changes += [insert("task", "done", {"title": "海淀区城市大脑建设", "state": "closed"})]
    journal.commit(Label("filled"), changes)
    return journal


@pytest.fixture
def finder(book):
    made = Reader(book).companion(Finder)
    made.build()
    return made


def ids(finder, query, **options):
    return [hit.id for hit in finder.search(query, **options).hits]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("重", "t3"),
        ("停车", "t2"),
        ("chongqing", "t3"),
        ("cqjy", "t3"),
        ("chaoyang", "t2"),
        ("cyq", "t2"),
        ("changch", "t4"),
        ("ccyx", "t4"),
        ("hdqcsdn", "t1"),
        ("haidqu chengshi", "t1"),
        ("大脑 推进", "t1"),
        ("2026-t4", "t4"),
        ("ai质检", "t6"),
        ("aizj", "t6"),
        ("ai zhijian", "t6"),
        ("12345", "t6"),
    ],
)
def test_a_record_is_found_by_its_words_pinyin_initials_and_code(finder, query, wanted):
    assert wanted in ids(finder, query, entities={"task"})


def test_what_is_nowhere_is_not_found(finder):
    assert ids(finder, "鑫淼") == []
    assert ids(finder, "zbqw") == []
    assert ids(finder, "海淀 热线") == []
    assert ids(finder, "   ") == []


def test_the_same_title_comes_before_one_that_begins_so_and_before_one_that_holds_it(finder):
    assert ids(finder, "海淀区", entities={"task"}) == ["t5", "done", "t1"]


def test_a_code_or_short_name_comes_first_of_all(finder):
    answer = finder.search("海淀")
    assert (answer.hits[0].id, answer.hits[0].why) == ("d", Why.CODE)


def test_letters_that_spell_a_whole_title_come_before_those_that_begin_one(finder):
    assert ids(finder, "hdq", entities={"task"}) == ["t5", "done", "t1"]


def test_what_is_open_comes_before_what_is_over(finder):
    assert ids(finder, "城市大脑建设", entities={"task"}) == ["t1", "done"]


def test_what_was_opened_last_comes_first_among_its_equals(finder):
    assert ids(finder, "城市大脑建设", recent=[("task", "done")]) == ["done", "t1"]


def test_a_unit_is_found_by_its_alias_and_so_is_the_operator_by_the_name_of_its_unit(finder):
    assert ids(finder, "市经信局") == ["o"]
    assert ids(finder, "sjxj") == ["o"]
    assert set(ids(finder, "信息化")) == {"o", "p"}


def test_the_part_that_was_found_is_told(finder):
    hit = next(hit for hit in finder.search("csdn 海淀").hits if hit.id == "t1")
    assert [hit.title[begin:end] for begin, end in hit.spans] == ["海淀", "城市大脑"]


def test_a_title_is_given_as_it_was_written(finder):
    assert finder.search("ai").hits[0].title == "12345 热线ＡＩ质检"


def test_codes_alone_can_be_looked_for(finder):
    assert ids(finder, "1101", codes_only=True) == ["d"]
    assert ids(finder, "12345", codes_only=True) == []


def test_a_commit_is_found_at_once(book, finder):
    assert ids(finder, "隧道") == []
    rename = update("task", "t2", {"title": TITLES["t2"]}, {"title": "隧道监测"})
    book.commit(Label("renamed"), [rename, insert("task", "new", {"title": "新建隧道"})])
    assert ids(finder, "隧道") == ["t2", "new"]
    assert ids(finder, "停车") == []
    book.undo()
    assert ids(finder, "隧道") == []
    assert ids(finder, "停车") == ["t2"]


def test_what_was_removed_is_no_longer_found(book, finder):
    row = Reader(book).row("task", "t3")
    book.commit(Label("removed"), [delete("task", row)])
    assert ids(finder, "重庆") == []


def test_an_operator_is_found_by_the_new_name_of_its_unit(book, finder):
    rename = update("organisation", "o", {"name": "北京市经济和信息化局"}, {"name": "北京市数据局"})
    book.commit(Label("renamed"), [rename])
    assert set(ids(finder, "数据局")) == {"o", "p"}


def test_before_the_index_is_whole_what_is_there_is_searched(book):
    finder = Reader(book).companion(Finder)
    pieces = iter([True, False])
    assert not finder.build(lambda: next(pieces))
    answer = finder.search("海淀")
    assert not answer.whole
    assert {hit.entity for hit in answer.hits} == {"task"}
    assert finder.build()
    assert {hit.entity for hit in finder.search("海淀").hits} == {"task", "district"}


def test_narrowing_letter_by_letter_finds_what_the_whole_word_finds(finder):
    for query in ("haidianqu", "hdqcsdn", "海淀区城市", "推进 大脑"):
        for end in range(1, len(query)):
            finder.search(query[:end])
        typed = ids(finder, query)
        finder.search("淼")
        assert typed == ids(finder, query)


def test_no_more_of_a_kind_than_asked_for_are_given_and_it_is_said(finder):
    answer = finder.search("海淀区", shown=2)
    assert "task" in answer.more
    assert len([hit for hit in answer.hits if hit.entity == "task"]) == 2


def test_a_large_commit_is_left_to_the_background_so_that_no_keystroke_waits_for_it(book, finder):
    many = [insert("task", f"n{number}", {"title": f"隧道监测{number}"}) for number in range(600)]
    book.commit(Label("imported"), many)
    answer = finder.search("隧道")
    assert (answer.hits, answer.whole) == ((), False)
    assert finder.build()
    assert "task" in finder.search("隧道").more


def test_more_changed_records_than_a_block_holds_are_all_found(book, finder, monkeypatch):
    monkeypatch.setattr("smartplanner.queries.finder.index.BLOCK", 3)
    for number in range(8):
        book.commit(Label("made"), [insert("task", f"n{number}", {"title": f"隧道{number}"})])
        assert len(ids(finder, "隧道")) == number + 1
    rename = update("task", "n0", {"title": "隧道0"}, {"title": "桥梁"})
    book.commit(Label("renamed"), [rename])
    assert set(ids(finder, "隧道")) == {f"n{number}" for number in range(1, 8)}

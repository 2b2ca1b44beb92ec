"""How matters are put into columns, and found."""

from datetime import date

import pytest

from smartplanner.model.task import TaskState
from smartplanner.queries.board import Cards, in_card_order
from smartplanner.queries.board_filters import Wish
from smartplanner.queries.board_names import BoardNames, read_names, without_common_end
from smartplanner.queries.initials import Initials, matcher
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine
from smartplanner.queries.units import short_name
from smartplanner.rules.lights import Signal

TODAY = date(2026, 11, 23)
NAMES = BoardNames(
    {"u1": "北京市财政局", "u2": "北京市教育委员会"},
    {"u1": "财政局", "u2": "市教委"},
    {"u1": "北京市财政局\n财政局", "u2": "北京市教育委员会\n市教委"},
    {"g1": "智慧交通专项工作组", "g2": "数据共享专项工作组"},
    {"d1": "东城区", "d2": "海淀区"},
)


def line(id, **values):
    blank = dict.fromkeys(TaskLine._fields)
    given = {"id": id, "title": id, "support": (), "signal": Signal("green", "on_track"), "overdue_days": 0}
    return TaskLine(**{**blank, **given, **values})


def keys(lines, field):
    return [column.key for column in Cards(lines, NAMES, as_of=TODAY).board(field).columns]


def test_states_stand_in_the_order_of_life_and_those_without_one_come_last():
    states = [state.value for state in TaskState]
    assert keys([line("a", state="done")], "state") == states
    assert keys([line("a", state="done"), line("b")], "state") == [*states, None]


def test_every_group_and_district_has_a_column_and_only_units_that_lead_something():
    lines = [line("a", lead="u2", group="g2", district="d1"), line("b")]
    assert keys(lines, "group") == ["g1", "g2", None]
    assert keys(lines, "district") == ["d1", "d2", None]
    assert keys(lines, "lead") == ["u2", None]


def test_a_value_that_the_book_does_not_know_gets_a_column_of_its_own():
    assert keys([line("a", lead="gone")], "lead") == ["gone"]


def test_the_worst_light_comes_first_then_the_earliest_deadline():
    lines = [
        line("no date"),
        line("late", due=date(2026, 12, 1)),
        line("early", due=date(2026, 6, 1)),
        line("yellow", signal=Signal("yellow", "behind", 12)),
        line("red", signal=Signal("red", "overdue", 3)),
    ]
    assert [each.id for each in in_card_order(lines)] == ["red", "yellow", "early", "late", "no date"]


def test_a_filter_leaves_the_totals_and_counts_lights_before_lights_are_chosen():
    lines = [line("甲", state="done"), line("乙", state="done", signal=Signal("red", "overdue", 3))]
    board = Cards(lines, NAMES, as_of=TODAY).board("state", wish=Wish(lights=frozenset({"red"})))
    done = next(column for column in board.columns if column.key == "done")
    assert ([card.id for card in done.cards], done.total) == (["乙"], 2)
    assert (board.shown, board.total, dict(board.lights)) == (1, 2, {"red": 1, "green": 1})


def test_replaced_and_removed_cards_are_found_as_they_are_now():
    cards = Cards([line("a", title="智慧交通"), line("b", title="智慧社区")], NAMES, as_of=TODAY)
    assert cards.board("state", query="zhjt").shown == 1
    cards.replace(["a", "b"], [line("a", title="网络安全")])
    assert cards.board("state", query="zhjt").shown == 0
    assert cards.board("state", query="wlaq").shown == 1
    assert cards.board("state").total == 1


def test_cards_that_were_made_ready_are_found_as_all_others_and_as_they_are_now():
    lines = [line(f"{number}", title=f"智慧交通{number}") for number in range(1_200)]
    cards = Cards(lines, NAMES, as_of=TODAY)
    ready = cards.preparing()
    assert next(ready) == 0.0
    cards.replace(["7"], [line("7", title="网络安全")])
    assert max(ready) < 1.0
    assert cards.board("state", query="zhjt").shown == 1_199
    assert [card.id for column in cards.board("state", query="wlaq").columns for card in column.cards] == ["7"]


def test_totals_follow_what_was_replaced():
    def totals():
        return {column.key: (column.total, column.open) for column in cards.board("state").columns if column.total}

    cards = Cards([line("a", state="in_progress"), line("b", state="done")], NAMES, as_of=TODAY)
    assert totals() == {"in_progress": (1, 1), "done": (1, 0)}
    cards.replace(["a"], [line("a", state="done")])
    assert totals() == {"done": (2, 0)}
    cards.replace_all([line("c", state="in_progress")])
    assert totals() == {"in_progress": (1, 1)}


@pytest.mark.parametrize("query", ["zdgz", "cqjd", "重点", "AI", "ai zdgz"])
def test_a_character_is_found_under_each_of_its_readings(query):
    text = "重点工作 重庆街道 AI".casefold()
    match = matcher(query, Initials(), lambda: [text])
    assert match is not None
    assert match(text)


def test_signs_in_a_query_are_signs_and_nothing_else():
    match = matcher("[.*", Initials(), list)
    assert match is not None
    assert match("a[.*b")
    assert not match("abc")


def test_a_short_name_keeps_what_tells_units_apart():
    assert short_name("北京市教育委员会", ["教委", "市教委"]) == "市教委"
    assert short_name("某某集团", []) == "某某集团"


def test_the_end_that_all_groups_share_is_left_out():
    assert without_common_end(NAMES.groups) == {"g1": "智慧交通", "g2": "数据共享"}
    assert without_common_end({"a": "工作组", "b": "数据工作组"}) == {"a": "工作组", "b": "数据工作组"}
    assert without_common_end({"a": "智慧交通专项工作组"}) == {"a": "智慧交通专项工作组"}
    assert without_common_end({}) == {}


def test_names_are_read_in_their_usual_order(journal):
    from smartplanner.changes import Label, insert

    changes = [
        insert("organisation", "u1", {"name": "后", "order": 2}),
        insert("organisation", "u2", {"name": "无"}),
        insert("organisation", "u3", {"name": "北京市前进委员会", "order": 1}),
        insert("alias", "a1", {"organisation": "u3", "name": "前进委"}),
    ]
    journal.commit(Label("Names"), changes)
    names = read_names(Reader(journal))
    assert list(names.short_units.items()) == [("u3", "前进委"), ("u1", "后"), ("u2", "无")]

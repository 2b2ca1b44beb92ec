"""Boards by month and in lanes, what narrows them, and what stands against a card."""

import itertools
from datetime import date

import pytest

from smartplanner.changes import Label, delete, insert, update
from smartplanner.model.task import TaskState
from smartplanner.queries.board import Cards
from smartplanner.queries.board_filters import Wish
from smartplanner.queries.board_marks import Marks, read_limits, read_marks, refresh_marks
from smartplanner.queries.board_names import BoardNames
from smartplanner.queries.reader import Reader
from smartplanner.queries.signatures import unsigned_units as unsigned_by_rule
from smartplanner.queries.tasks import TaskLine, task_lines
from smartplanner.rules.lights import Signal

TODAY = date(2026, 11, 23)
EARLIER = date(2026, 11, 3)
NAMES = BoardNames({}, {}, {}, {"g1": "智慧交通专项工作组", "g2": "数据共享专项工作组"}, {})


def line(id, **values):
    blank = dict.fromkeys(TaskLine._fields)
    given = {"id": id, "title": id, "support": (), "signal": Signal("green", "on_track"), "overdue_days": 0}
    return TaskLine(**{**blank, **given, **values})


def cards(*lines, marks=None, limits=None):
    made = Cards(lines, NAMES, as_of=TODAY)
    made.marks = marks or Marks()
    made.limits = limits or {}
    return made


def ids(column):
    return [card.id for card in column.cards]


# -- months


def test_months_stand_in_their_order_between_the_late_ones_and_those_without_a_deadline():
    board = cards(line("late", due=date(2026, 10, 1), overdue_days=53), line("far", due=date(2027, 2, 5))).board(
        "month"
    )
    keys = [column.key for column in board.columns]
    assert keys == ["overdue", "2026-11", "2026-12", "2027-01", "2027-02", None]
    assert board.columns[3].title == "2027年1月"


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"due": date(2026, 11, 30)}, "2026-11"),
        ({"due": date(2026, 12, 31)}, "2026-12"),
        ({"due": date(2027, 10, 31)}, "2027-10"),
        ({"due": date(2027, 11, 1)}, "later"),
        ({"due": date(2026, 11, 1), "overdue_days": 22}, "overdue"),
        ({"due": date(2026, 11, 1), "state": "done"}, "2026-11"),
        ({"due": date(2026, 3, 1), "state": "done"}, "past"),
        ({"due": None}, None),
    ],
)
def test_a_matter_stands_in_the_month_in_which_it_is_due(values, key):
    board = cards(line("a", **values)).board("month")
    assert [column.key for column in board.columns if column.cards] == [key]


# -- lanes


def test_lanes_stand_in_the_usual_order_and_only_those_with_a_card():
    board = cards(line("a", group="g2"), line("b")).board("state", lanes="group")
    assert [(lane.key, lane.shown) for lane in board.lanes] == [("g2", 1), (None, 1)]


def test_the_cards_of_a_column_stand_lane_after_lane_the_worst_first_in_each():
    red = Signal("red", "overdue", 3)
    board = cards(
        line("a", state="done", group="g2"),
        line("b", state="done", group="g1"),
        line("c", state="done", group="g1", signal=red),
        line("d", state="done"),
    ).board("state", lanes="group")
    done = board.column_of("done")
    assert ids(done) == ["c", "b", "a", "d"]
    assert [[card.id for card in done.cell(lane)] for lane in range(3)] == [["c", "b"], ["a"], ["d"]]
    assert board.lanes[0].lights == {"red": 1, "green": 1}
    assert [len(board.column_of("closed").cell(lane)) for lane in range(3)] == [0, 0, 0]


def test_lanes_of_the_same_field_as_the_columns_are_no_lanes():
    board = cards(line("a", group="g1")).board("group", lanes="group")
    assert (board.lane_field, board.lanes) == ("", ())


# -- filters


MARKS = Marks({"a": 2}, frozenset({"a", "b", "c"}), unreported=frozenset({"b", "over"}))
PRESSED = (
    line("a", due=date(2026, 11, 20), overdue_days=3, state="in_progress", group="g1"),
    line("b", due=date(2026, 11, 30), state="in_progress", group="g2"),
    line("c", due=date(2026, 12, 1), state="signing"),
    line("over", due=date(2026, 11, 30), state="done"),
)


@pytest.mark.parametrize(
    ("quick", "found"),
    [
        ({"overdue"}, {"a"}),
        ({"soon"}, {"b"}),
        ({"unreported"}, {"b"}),
        ({"unsigned"}, {"a", "b", "c"}),
        ({"unsigned", "overdue"}, {"a"}),
        ({"soon", "overdue"}, set()),
    ],
)
def test_quick_filters_narrow_together_and_leave_out_what_is_over(quick, found):
    board = cards(*PRESSED, marks=MARKS).board("state", wish=Wish(quick=frozenset(quick)))
    assert {card.id for column in board.columns for card in column.cards} == found


def test_each_quick_filter_counts_what_it_would_leave():
    board = cards(*PRESSED, marks=MARKS).board("state", wish=Wish(quick=frozenset({"unsigned"})))
    assert board.quick == {
        "overdue": 1, "soon": 1, "unreported": 1, "unsigned": 3, "memos": 0, "attachments": 0,
    }  # fmt: skip


def test_what_is_counted_is_what_each_filter_leaves():
    held = cards(*PRESSED, line("today", due=TODAY), line("handing", state="assigning"), marks=MARKS)
    counted = held.board("state").quick
    assert counted == {name: held.board("state", wish=Wish(quick=frozenset({name}))).shown for name in counted}


def test_one_group_can_be_looked_at_alone():
    board = cards(*PRESSED).board("state", wish=Wish(group="g2"))
    assert (board.shown, board.total) == (1, 4)


# -- limits


def test_only_open_matters_count_for_a_limit_whatever_is_filtered():
    lines = [line(f"{n}", lead="u", state="in_progress") for n in range(3)] + [line("over", lead="u", state="closed")]
    held = cards(*lines, limits={("lead", "u"): 2})
    for wish in (Wish(), Wish(lights=frozenset({"red"}))):
        column = held.board("lead", wish=wish).column_of("u")
        assert (column.open, column.limit, column.exceeded) == (3, 2, True)


def test_a_column_of_what_is_over_has_no_limit():
    held = cards(line("a", state="done"), limits={("state", "done"): 1, ("state", "review"): 1})
    assert held.board("state").column_of("done").limit is None
    assert held.board("state").column_of("review").limit == 1


# -- marks


@pytest.fixture
def reader(journal):
    task = {"state": "in_progress", "title": "甲", "cycle": "monthly"}
    changes = [
        insert("organisation", "u1", {"name": "市一局"}),
        insert("organisation", "u2", {"name": "市二局"}),
        insert("task", "silent", task),
        insert("task", "told", {**task, "title": "乙"}),
        insert("task", "named", {**task, "title": "丙", "cycle": "quarterly"}),
        insert("task", "free", {**task, "title": "丁", "cycle": "none"}),
        insert("progress_report", "r1", {"task": "silent", "period": "2026-10", "reported_on": date(2026, 10, 30)}),
        insert("progress_report", "r2", {"task": "told", "reported_on": date(2026, 11, 2)}),
        insert("progress_report", "r3", {"task": "named", "period": "四季度"}),
        insert("party", "p1", {"task": "told", "organisation": "u1", "role": "support"}),
        insert("party", "p2", {"task": "told", "organisation": "u2", "role": "support", "signed_on": TODAY}),
        insert("party", "p3", {"task": "silent", "organisation": "u1", "role": "lead"}),
        insert("board_limit", "l1", {"grouping": "state", "value": "review", "limit": 4}),
    ]
    journal.commit(Label("Sample"), changes)
    return Reader(journal)


def test_a_matter_without_a_report_in_its_present_period_is_unreported(reader):
    assert read_marks(reader, as_of=TODAY).unreported == {"silent"}
    assert read_marks(reader, as_of=date(2026, 12, 1)).unreported == {"silent", "told"}


def test_units_that_have_not_signed_are_counted_where_others_have_signed(reader):
    marks = read_marks(reader, as_of=TODAY)
    assert (dict(marks.unsigned), marks.waiting) == ({"told": 1}, {"told"})


def test_marks_follow_what_a_commit_touched(reader, journal):
    marks = read_marks(reader, as_of=TODAY)
    report = insert("progress_report", "r4", {"task": "silent", "reported_on": TODAY})
    signed = update("party", "p1", {"signed_on": None}, {"signed_on": TODAY})
    journal.commit(Label("More"), [report, signed])
    marks = refresh_marks(reader, marks, {"progress_report": {"r4"}, "party": {"p1"}}, as_of=TODAY)
    assert marks == read_marks(reader, as_of=TODAY)
    assert (marks.unreported, dict(marks.unsigned)) == (frozenset(), {})
    journal.commit(Label("Less"), [delete("progress_report", reader.row("progress_report", "r4"))])
    marks = refresh_marks(reader, marks, {"progress_report": {"r4"}}, as_of=TODAY)
    assert marks.unreported == {"silent"}


def test_the_cards_of_a_board_wait_for_the_same_signatures_as_the_red_list(reader, journal):
    states = (*TaskState,)
    rows = []
    for number, (state, parts, day) in enumerate(itertools.product(states, range(5), (None, TODAY, EARLIER))):
        id = f"m{number}"
        lead, support = ("u1" if parts else None), (["u2", "u3"] if parts > 1 else [])
        values = {"title": id, "state": str(state), "lead": lead, "support": support}
        rows.append(insert("task", id, values))
        if day:
            rows.append(insert("task_event", f"{id}-e", {"task": id, "act": "assign", "happened_on": day}))
        for place, unit in enumerate(("u1", "u2", "u3", "u1")[: max(0, parts - 1)]):
            role = ("lead", "support", "contact", "support")[place]
            signed = TODAY if place == 1 and parts > 3 else None
            values = {"task": id, "organisation": unit, "role": role, "signed_on": signed}
            rows.append(insert("party", f"{id}-{place}", values))
    journal.commit(Label("many"), [insert("organisation", "u3", {"name": "市三局"}), *rows])
    lines = task_lines(reader, as_of=TODAY)
    owed = {one.task: one.units for one in unsigned_by_rule(reader, lines, as_of=TODAY)}
    marks = read_marks(reader, as_of=TODAY)
    assert marks.waiting == owed.keys()
    leads = {line.id: line.lead for line in lines}
    helping = {id: sum(unit not in (None, leads[id]) for unit in units) for id, units in owed.items()}
    assert marks.unsigned == {id: count for id, count in helping.items() if count}
    assert 10 < len(owed) < len(lines) / 2
    again = read_marks(reader, as_of=TODAY, ids=list(owed)[::2])
    assert again.waiting == frozenset(list(owed)[::2])
    held = cards(*lines, marks=marks)
    assert held.board("state").quick["unsigned"] == len(owed)


def test_limits_are_read_by_column(reader):
    assert read_limits(reader) == {("state", "review"): 4}

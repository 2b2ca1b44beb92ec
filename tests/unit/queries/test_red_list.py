"""The red list finds each thing once for each reason, says whose turn it is, and groups it."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.red_items import CAUSES, KINDS, say_item, say_item_fully
from smartplanner.queries.red_list import counts_by_kind, counts_of_matters, grouped, red_items

DAY = date(2026, 11, 23)


@pytest.fixture
def reader(journal):
    return Reader(journal)


def task(id, **values):
    return insert("task", id, {"title": f"事项{id}", "lead": "u", "state": "in_progress", **values})


UNIT = insert("organisation", "u", {"name": "北京市甲局"})
OTHER = insert("organisation", "w", {"name": "北京市乙局"})


def found(journal, reader, *changes):
    journal.commit(Label("made"), [UNIT, OTHER, *changes])
    return [(item.kind, item.id, item.light, item.amount, item.at_the_office) for item in red_items(reader, as_of=DAY)]


FAR = date(2027, 12, 31)


def test_lights_late_behind_and_soon_are_listed_the_worst_first(journal, reader):
    year = {"start": date(2026, 1, 1), "due": date(2026, 12, 31)}
    rows = [
        task("soon", due=date(2026, 11, 30)),
        task("behind", progress=20.0, **year),
        task("late", due=date(2026, 11, 3)),
        task("good", progress=90.0, **year),
        task("done", due=date(2026, 1, 3), state="done"),
        task("review", due=date(2026, 11, 3), state="review"),
    ]
    assert found(journal, reader, *rows) == [
        ("overdue", "late", "red", 20, False),
        ("overdue", "review", "red", 20, True),
        ("behind", "behind", "red", 70, False),
        ("due_soon", "soon", "yellow", 7, False),
    ]


def test_missing_reports_count_in_a_row_from_the_last_one(journal, reader):
    start = date(2026, 1, 1)
    rows = [
        task("silent", cycle="monthly", start=start, due=FAR, progress=60.0),
        task("late", cycle="monthly", start=start, due=FAR, progress=60.0),
        task("good", cycle="monthly", start=start, due=FAR, progress=60.0),
        task("quarter", cycle="quarterly", start=start, due=FAR, progress=60.0),
        task("never", cycle="none", start=start, due=FAR, progress=60.0),
        insert("progress_report", "a", {"task": "late", "period": "2026年9月"}),
        insert("progress_report", "b", {"task": "good", "reported_on": date(2026, 10, 30)}),
        insert("progress_report", "c", {"task": "quarter", "period": "第二季度"}),
    ]
    assert found(journal, reader, *rows) == [
        ("unreported", "silent", "red", 10, False),
        ("unreported", "late", "yellow", 1, False),
        ("unreported", "quarter", "yellow", 1, False),
    ]


def test_who_has_not_signed_is_listed_unit_by_unit(journal, reader):
    rows = [
        task("new", state="signing", due=FAR),
        task("part", state="in_progress", due=FAR),
        task("kept", state="in_progress", due=FAR),
        insert("party", "p1", {"task": "part", "organisation": "u", "role": "lead", "signed_on": DAY}),
        insert("party", "p2", {"task": "part", "organisation": "w", "role": "support"}),
        insert("party", "p3", {"task": "kept", "organisation": "w", "role": "support"}),
        insert("task_event", "e", {"task": "part", "act": "assign", "happened_on": date(2026, 11, 13)}),
    ]
    journal.commit(Label("made"), [UNIT, OTHER, *rows])
    items = red_items(reader, as_of=DAY)
    assert [(item.id, item.unit, item.light, item.amount) for item in items] == [
        ("part", "w", "red", 10),
        ("new", "u", "yellow", 0),
    ]
    assert all("签收" in say_item(item) or "sign" in say_item(item) for item in items)


def test_extensions_wait_at_the_office(journal, reader):
    rows = [
        task("t", state="extension", due=FAR),
        insert("extension", "x", {"task": "t", "state": "requested", "requested_on": date(2026, 11, 20)}),
        insert("extension", "y", {"task": "t", "state": "refused", "requested_on": date(2026, 10, 20)}),
    ]
    assert found(journal, reader, *rows) == [("extension", "t", "yellow", 3, True)]


def test_gates_payments_contracts_and_bonds_join_the_list(journal, reader):
    rows = [
        insert("gate", "g1", {"gate": "立项评审", "due": date(2026, 11, 20)}),
        insert("gate", "g2", {"gate": "验收评审", "due": date(2026, 11, 20), "decision": "proceed"}),
        insert("contract", "c30", {"title": "一", "end": date(2026, 12, 20), "state": "active", "buyer": "u"}),
        insert("contract", "c60", {"title": "二", "end": date(2027, 1, 20), "state": "active"}),
        insert("contract", "c90", {"title": "三", "end": date(2027, 2, 20), "state": "active"}),
        insert("contract", "over", {"title": "四", "end": date(2026, 11, 22), "state": "active"}),
        insert("contract", "closed", {"title": "五", "end": date(2026, 11, 22), "state": "expired"}),
        insert("payment", "p1", {"contract": "c30", "title": "首付款", "due": date(2026, 11, 13)}),
        insert("payment", "p2", {"contract": "c30", "title": "尾款", "due": date(2026, 11, 13), "paid_on": DAY}),
        insert("bond", "b", {"contract": "c30", "kind": "warranty", "release_on": date(2026, 12, 1)}),
    ]
    assert found(journal, reader, *rows) == [
        ("gate", "g1", "red", 3, True),
        ("payment", "p1", "red", 10, True),
        ("contract", "c30", "red", 27, True),
        ("contract", "over", "red", 1, True),
        ("bond", "b", "red", 8, True),
        ("contract", "c60", "yellow", 58, True),
        ("contract", "c90", "green", 89, True),
    ]
    assert next(item.title for item in red_items(reader, as_of=DAY) if item.id == "p1") == "一：首付款"


def test_groups_hold_all_entries_and_counts_name_every_kind(journal, reader):
    rows = [task("a", due=date(2026, 11, 1)), task("b", due=date(2026, 11, 1), lead="w"), task("c", due=DAY, lead=None)]
    journal.commit(Label("made"), [UNIT, OTHER, *rows])
    items = red_items(reader, as_of=DAY)
    by_unit = grouped(reader, items, "unit")
    assert [group.key for group in by_unit][-1] is None
    assert {group.title for group in by_unit[:2]} == {"北京市甲局", "北京市乙局"}
    assert [group.key for group in grouped(reader, items, "kind")] == ["overdue", "due_soon"]
    counts = counts_by_kind(items)
    assert set(counts) == set(KINDS)
    assert sum(counts.values()) == len(items) == 3
    assert all(say_item_fully(item) for item in items)


def test_several_units_that_owe_something_in_one_matter_are_several_entries_and_one_matter(journal, reader):
    waiting = task("a", due=date(2027, 6, 1), lead="u", support=["w"], state="signing")
    journal.commit(Label("made"), [UNIT, OTHER, waiting])
    items = red_items(reader, as_of=DAY)
    assert counts_by_kind(items)["unsigned"] == 2
    assert counts_of_matters(items)["unsigned"] == 1


def test_an_entry_follows_the_day_that_is_asked_for(journal, reader):
    journal.commit(Label("made"), [UNIT, OTHER, task("a", due=date(2026, 12, 31), progress=99.0)])
    assert red_items(reader, as_of=DAY) == []
    assert [item.amount for item in red_items(reader, as_of=date(2027, 1, 10))] == [10]


def test_causes_are_sentences():
    assert all("{" not in text.replace("{amount}", "").replace("{words}", "") for text in CAUSES.values())


COMPANY = insert("organisation", "k", {"name": "示例运营公司"})
OPERATOR = insert("operator", "o", {"organisation": "k", "term_until": date(2026, 12, 31)})


def running(id, **values):
    usual = {"title": f"合同{id}", "operator": "o", "state": "active", "buyer": "u", "amount": 10_000}
    return insert("contract", id, {**usual, "signed_on": date(2026, 1, 1), "start": date(2026, 1, 1), **values})


def test_a_payment_says_what_blocks_it_and_whose_turn_that_is(journal, reader):
    late = {"due": date(2026, 11, 13), "amount": 100, "needs_approval": False}
    rows = [
        COMPANY, OPERATOR, running("c"), running("over", state="terminated"), running("new", state="draft"),
        insert("payment", "free", {"contract": "c", "title": "一", **late}),
        insert("payment", "held", {"contract": "c", "title": "二", "condition": "acceptance", **late}),
        insert("payment", "number", {"contract": "c", "title": "三", **late, "needs_approval": True}),
        insert("payment", "half", {"contract": "c", "title": "四", **late, "paid": 40, "paid_on": date(2026, 11, 1)}),
        insert("payment", "gone", {"contract": "over", "title": "五", **late}),
        insert("payment", "early", {"contract": "new", "title": "六", **late}),
    ]  # fmt: skip
    journal.commit(Label("made"), [UNIT, *rows])
    items = {item.id: item for item in red_items(reader, as_of=DAY) if item.kind == "payment"}
    assert {id: (item.signal.cause, item.unit, item.at_the_office) for id, item in items.items()} == {
        "free": ("payment_late", "u", True),
        "held": ("payment_late_blocked", "u", False),
        "number": ("payment_late_blocked", "u", True),
        "half": ("payment_late", "u", True),
    }
    assert items["held"].signal.words in say_item(items["held"])


def test_licences_terms_and_guarantees_stand_on_the_list_with_the_lights_of_their_ladder(journal, reader):
    rows = [
        COMPANY, OPERATOR, running("c"),
        insert("licence", "l", {"operator": "o", "title": "资质", "expires_on": date(2026, 11, 1)}),
        insert("licence", "far", {"operator": "o", "title": "证书", "expires_on": date(2027, 11, 1)}),
        insert("bond", "b", {"contract": "c", "kind": "performance", "valid_until": date(2027, 2, 1)}),
    ]  # fmt: skip
    journal.commit(Label("made"), [UNIT, *rows])
    items = red_items(reader, as_of=DAY)
    assert [(item.kind, item.entity, item.id, item.light, item.unit) for item in items] == [
        ("licence", "licence", "l", "red", "k"),
        ("licence", "operator", "o", "yellow", "k"),
        ("bond", "bond", "b", "green", "u"),
    ]
    assert all(str(item.amount) in say_item(item) for item in items)


def test_a_contract_that_is_accepted_and_over_or_was_prolonged_is_left_out(journal, reader):
    end = date(2026, 11, 1)
    rows = [
        COMPANY, insert("operator", "o", {"organisation": "k"}),
        running("done", state="accepted", end=end), running("long", end=end), running("over", end=end),
        insert("amendment", "a", {"contract": "long", "title": "补充协议", "new_end": date(2028, 1, 1)}),
    ]  # fmt: skip
    journal.commit(Label("made"), [UNIT, *rows])
    assert [item.id for item in red_items(reader, as_of=DAY)] == ["over"]


def test_service_below_what_is_needed_turns_red_after_three_months(journal, reader):
    rows = [insert("operator", "o", {"organisation": "k"}), running("c", score_needed=85.0)]
    rows += [
        insert("service_score", f"s{month}", {"contract": "c", "period": f"2026-{month:02}", "score": 80.0})
        for month in (8, 9, 10)
    ]
    journal.commit(Label("made"), [UNIT, COMPANY, *rows])
    (item,) = red_items(reader, as_of=DAY)
    assert (item.kind, item.entity, item.id, item.light, item.unit, item.at_the_office) == (
        "service", "contract", "c", "red", "k", False,
    )  # fmt: skip
    assert [item.light for item in red_items(reader, as_of=date(2026, 9, 30))] == ["yellow"]


def test_entries_that_weigh_the_same_keep_their_places_when_one_is_changed(journal, reader):
    journal.commit(Label("made"), [UNIT, *(task(id, title="同名事项", due=date(2026, 11, 1)) for id in "abc")])
    assert [item.id for item in red_items(reader, as_of=DAY)] == ["a", "b", "c"]
    journal.commit(Label("changed"), [update("task", "a", {"goal": None}, {"goal": "目标"})])
    assert [item.id for item in red_items(reader, as_of=DAY)] == ["a", "b", "c"]

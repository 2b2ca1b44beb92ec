"""The matrix of districts and areas: lights with their cause, white spots, sums, movement."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert, update
from smartplanner.commands.office import Office, new_office
from smartplanner.queries.portfolio import OTHER, matrix, say_cell, worst_first
from smartplanner.queries.portfolio_areas import area_of
from smartplanner.queries.portfolio_movement import last_month_end, movement

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    late = {"due": date(2026, 11, 3), "state": "in_progress"}
    fine = {"due": date(2027, 6, 1), "state": "in_progress"}
    rows = [
        insert("district", "d1", {"name": "甲区", "kind": "new", "tier": 1, "zone": "新城", "order": 1}),
        insert("district", "d2", {"name": "乙区", "kind": "built", "tier": 2, "order": 2}),
        insert("requirement", "r1", {"area": "数字底座", "text": "对接", "kind": "new", "tier": 1}),
        insert("requirement", "r2", {"area": "智慧交通", "text": "联网", "kind": "new", "tier": 1}),
        insert("requirement", "r3", {"area": "智慧社区", "text": "减表", "kind": "new", "tier": 1}),
        insert("requirement", "r4", {"area": "智慧社区", "text": "改造", "kind": "built", "tier": 2}),
        insert("plan", "p", {"title": "甲区计划", "district": "d1"}),
        insert("milestone", "m1", {"title": "对接里程碑", "plan": "p", "due": date(2026, 11, 10)}),
        insert("milestone", "m2", {"title": "其他里程碑", "plan": "p", "due": date(2027, 11, 10)}),
        insert(
            "commitment",
            "c1",
            {"plan": "p", "requirement": "r1", "area": "数字底座", "text": "对接", "milestones": ("m1",)},
        ),
        insert("commitment", "c2", {"plan": "p", "requirement": "r2", "area": "智慧交通", "text": "联网"}),
        insert("commitment", "c3", {"plan": "p", "area": "产业与园区", "text": "场景", "waived": "无园区"}),
        insert("task", "t1", {"title": "社区平台", "category": "建设智慧社区", "district": "d1"} | late),
        insert("task", "t2", {"title": "社区改造", "category": "智慧社区", "plan": "p"} | fine),
        insert("task", "t3", {"title": "市级事项"} | fine),
        insert("pilot", "s", {"name": "医疗试点", "theme": "智慧医疗", "district": "d2", "end": date(2027, 5, 1)}),
    ]
    journal.commit(Label("rows"), rows)
    return Office(journal)


def test_a_cell_has_the_worst_light_and_says_the_cause(office):
    found = matrix(office.reader, as_of=DAY)
    base = found.cell("d1", "数字底座")
    assert (base.light, base.asked, base.open, base.works) == ("red", 1, 0, 1)
    assert "对接" in say_cell(base)
    assert "13" in say_cell(base)
    assert found.cell("d2", "智慧医疗").works == 1
    assert {one.id for one in worst_first(base.things)} == {"c1", "m1"}


def test_what_is_asked_and_nobody_works_on_is_a_white_spot(office):
    found = matrix(office.reader, as_of=DAY)
    assert found.cell("d1", "智慧交通").is_white
    assert found.cell("d2", "智慧社区").is_white
    assert {(cell.row, cell.column) for cell in found.white_spots()} == {("d1", "智慧交通"), ("d2", "智慧社区")}
    assert found.cell("d2", "智慧社区").worst.entity == "requirement"


def test_work_in_an_area_makes_it_no_white_spot_though_the_requirement_stays_open(office):
    cell = matrix(office.reader, as_of=DAY).cell("d1", "智慧社区")
    assert (cell.light, cell.asked, cell.open, cell.works, cell.is_white) == ("red", 1, 1, 2, False)


def test_what_is_waived_does_not_count(office):
    cell = matrix(office.reader, as_of=DAY).cell("d1", "产业与园区")
    assert (cell.light, cell.asked, cell.waived, cell.is_white) == ("", 0, 1, False)
    assert say_cell(cell)
    assert say_cell(matrix(office.reader, as_of=DAY).cell("d2", "数字政务"))


def test_matters_of_the_city_stand_apart_and_milestones_without_an_area_in_a_column_of_their_own(office):
    found = matrix(office.reader, as_of=DAY)
    assert found.apart == 1
    assert [one.id for one in found.cell("d1", OTHER).things] == ["m2"]
    assert found.columns[-1].key == OTHER
    assert [head.key for head in found.rows] == ["d1", "d2"]


def test_rows_and_columns_can_be_tiers_classes_and_zones(office):
    by_tier = matrix(office.reader, as_of=DAY, columns="tier")
    assert by_tier.cell("d1", "1").works == 4
    assert by_tier.cell("d1", "2").things == ()
    zones = matrix(office.reader, as_of=DAY, rows="zone")
    assert [head.key for head in zones.rows] == ["新城", OTHER]
    assert matrix(office.reader, as_of=DAY, rows="kind", columns="tier").cell("built", "2").works == 1
    with pytest.raises(KeyError):
        matrix(office.reader, as_of=DAY, rows="moon")


def test_a_milestone_that_covers_two_areas_counts_once_in_the_sum(office):
    office.journal.commit(Label("x"), [update("commitment", "c2", {"milestones": ()}, {"milestones": ("m1",)})])
    found = matrix(office.reader, as_of=DAY)
    assert found.cell("d1", "智慧交通").works == found.cell("d1", "数字底座").works == 1
    assert found.row_total("d1").works == found.total().works - 1 == 4
    assert matrix(office.reader, as_of=DAY, columns="tier").cell("d1", "1").works == 4


def test_what_moved_since_last_month_is_told_with_the_reason(office):
    assert last_month_end(DAY) == date(2026, 10, 31)
    found = matrix(office.reader, as_of=DAY)
    moved = movement(office.reader, found)
    (one,) = moved["d1", "数字底座"]
    assert (one.thing.id, one.before, one.is_worse) == ("m1", "yellow", True)
    assert "13" in one.reason
    office.journal.commit(Label("x"), [update("milestone", "m1", {"done_on": None}, {"done_on": date(2026, 11, 5)})])
    assert not any(
        one.is_worse for one in movement(office.reader, matrix(office.reader, as_of=DAY)).get(("d1", "数字底座"), [])
    )


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("数字底座", "数字底座"),
        ("夯实数字底座", "数字底座"),
        ("数据共享", "数据汇聚共享"),
        ("筑牢安全防线", "网络安全"),
        ("接续推进", None),
        ("", None),
        (None, None),
    ],
)
def test_the_words_of_ledgers_mean_areas(words, area):
    assert area_of(words) == area


def test_a_new_book_has_requirements_for_every_class_and_tier_and_all_are_white_spots(tmp_path):
    with new_office(tmp_path / "new.splan") as office:
        found = matrix(office.reader, as_of=DAY)
        assert len(found.rows) == 17
        assert len(found.columns) == 12
        assert len(found.white_spots()) > 150


def test_an_empty_book_has_an_empty_matrix(journal):
    found = matrix(Office(journal).reader, as_of=DAY)
    assert (found.rows, found.columns, found.white_spots()) == ((), (), [])

"""Lights in a person's hands: a whole table in one step, one light with its reason beside the computed one."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert, update
from smartplanner.commands.light_presets import presets
from smartplanner.commands.lights import apply_preset, check_table, preview_table, set_light
from smartplanner.commands.office import Office, new_office
from smartplanner.queries.listing import list_rows
from smartplanner.queries.tasks import task_lines
from smartplanner.rules.lights import say_cause

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    journal.commit(
        Label("matters"),
        [
            insert("task", "late", {"title": "甲", "due": date(2026, 11, 1), "state": "in_progress", "progress": 50.0}),
            insert("task", "done", {"title": "乙", "due": date(2026, 11, 1), "state": "done"}),
        ],
    )
    return Office(journal)


def lights(office, day=DAY):
    return {line.id: (line.signal.light, line.computed.light) for line in task_lines(office.reader, as_of=day)}


def test_a_new_book_has_the_default_table_as_rows_that_can_be_edited(tmp_path):
    with new_office(tmp_path / "new.splan") as office:
        rows = office.reader.rows("light_rule")
        assert [row.condition for row in rows] == [row.condition for row in presets()["default"].rows]
        assert check_table(office) == []


def test_another_table_lights_the_book_anew_and_undo_lights_it_as_before(office):
    assert lights(office)["done"] == ("blue", "blue")
    apply_preset(office, "ningguo")
    assert lights(office)["done"] == ("green", "green")
    office.journal.undo()
    assert lights(office)["done"] == ("blue", "blue")


def test_a_table_that_does_not_exist_is_refused_with_the_names_of_those_that_do(office):
    with pytest.raises(Problem) as refusal:
        apply_preset(office, "atlantis")
    assert refusal.value.code == "no_preset"
    assert "yinchuan_2025" in refusal.value.remedy


def test_a_preview_counts_each_change_of_light_and_writes_nothing(office):
    found = preview_table(office, presets()["ningguo"].rows, as_of=DAY)
    assert (found.total, found.changed, found.moves) == (2, 1, {("blue", "green"): 1})
    assert office.reader.count("light_rule") == 0


def test_a_light_set_by_hand_stands_beside_the_computed_one_with_its_reason_and_an_event(office):
    set_light(office, "late", "yellow", reason="  已开专题会，\n本周整改 ", on=DAY)
    assert lights(office)["late"] == ("yellow", "red")
    line = next(line for line in task_lines(office.reader, as_of=DAY) if line.id == "late")
    assert "已开专题会， 本周整改" in say_cause(line.signal)
    (event,) = office.reader.rows("task_event")
    assert (event.task, event.act, event.happened_on) == ("late", "set_light", DAY)
    assert "本周整改" in event.reason
    row = next(row for row in list_rows(office.reader, "task", as_of=DAY) if row["id"] == "late")
    assert (row["light"], row["computed_light"]) == ("yellow", "red")
    assert "本周整改" in row["light_cause"]


def test_a_light_set_by_hand_is_taken_back_and_the_events_keep_both(office):
    set_light(office, "late", "green", reason="误报", on=DAY)
    set_light(office, "late", None, reason="", on=DAY)
    assert lights(office)["late"] == ("red", "red")
    assert len(office.reader.rows("task_event")) == 2
    assert set_light(office, "late", None, reason="", on=DAY) is None


def test_a_light_set_by_hand_ends_with_the_matter(office):
    set_light(office, "late", "red", reason="市领导要求", on=DAY)
    office.journal.commit(Label("done"), [update("task", "late", {"state": "in_progress"}, {"state": "done"})])
    assert lights(office)["late"] == ("blue", "blue")


@pytest.mark.parametrize(
    ("id", "light", "reason", "code"),
    [
        ("late", "green", "  ", "reason_needed"),
        ("late", "purple", "因为", "no_light"),
        ("gone", "green", "因为", "row_gone"),
    ],
)
def test_a_light_without_reason_of_no_colour_or_for_nothing_is_refused_and_nothing_is_written(
    office, id, light, reason, code
):
    with pytest.raises(Problem) as refusal:
        set_light(office, id, light, reason=reason, on=DAY)
    assert refusal.value.code == code
    assert office.reader.count("task_event") == 0

"""The sheet of a record: every filled field, what belongs to the record, and the memos about it."""

from __future__ import annotations

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import new_office
from smartplanner.commands.printing import record_sheet
from smartplanner.reports.printed import LineKind, lay_out

DAY = date(2026, 11, 23)


@pytest.fixture
def office(tmp_path):
    made = new_office(tmp_path / "本市.splan")
    rows = [
        insert("task", "t1", {"title": "平台建设", "state": "in_progress", "code": "ZH-1", "note": "长" * 300}),
        insert("task_event", "e1", {"task": "t1", "act": "urge", "happened_on": DAY}),
        insert("memo", "m1", {"entity": "task", "of": "t1", "text": "已电话沟通", "written_on": DAY}),
        insert("memo", "m2", {"entity": "plan", "of": "t1", "text": "别的记录", "written_on": DAY}),
    ]
    made.journal.commit(Label("rows"), rows)
    yield made
    made.close()


def test_a_sheet_has_the_fields_the_events_and_the_memos_of_its_record(office):
    sheet = record_sheet(office, "task", "t1", as_of=DAY)
    said = [text for line in sheet.lines for text in (*line.cells, line.title)]
    assert sheet.texts.title == "平台建设"
    assert "ZH-1" in said
    assert "长" * 300 in said
    assert any(DAY.isoformat() in text for text in said)
    assert "已电话沟通" in said
    assert "别的记录" not in said


def test_a_long_text_goes_over_the_whole_width_and_is_whole(office):
    laid = lay_out(record_sheet(office, "task", "t1", as_of=DAY))
    long = [
        part.cells[1]
        for page in laid.pages
        for part in page.parts
        if laid.listed.lines[part.line].kind is LineKind.TEXT and "长" in part.cells[1][0]
    ]
    assert "".join("".join(lines) for lines in long) == "长" * 300
    half = laid.fit.room / 2 / laid.fit.size
    assert len(long[0][0]) > half


def test_a_record_that_is_gone_is_said_to_be(office):
    with pytest.raises(Problem):
        record_sheet(office, "task", "nobody", as_of=DAY)

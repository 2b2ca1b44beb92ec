"""The life of a matter from the command line, as a script plays it."""

import json
from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.cli.main import run
from smartplanner.commands.office import open_office


@pytest.fixture
def book(tmp_path):
    """A book with two matters of one lead and one co-operating unit."""
    path = tmp_path / "本市.splan"
    assert run(["new", str(path)]) == 0
    with open_office(path) as office:
        units = {name: id for id, name in office.reader.names("organisation").items()}
        lead, other = units["北京市交通委员会"], units["北京市公安局"]
        values = {"lead": lead, "support": (other,), "due": date(2026, 11, 30)}
        office.journal.commit(
            Label("rows"),
            [
                insert("task", "one", {"code": "D-1", "title": "智慧停车", "state": "assigning", **values}),
                insert("task", "two", {"code": "D-2", "title": "智慧路灯", "state": "assigning", **values}),
            ],
        )
    return path


def do(capsys, *arguments, status=0):
    capsys.readouterr()
    assert run([*map(str, arguments), "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_matter_is_played_from_assigning_to_the_archive(book, capsys):
    played = [
        (["act", book, "交办", "D-1", "D-2", "--on", "2026-11-02"], "signing"),
        (["sign", book, "智慧停车", "--unit", "市公安局", "--on", "2026-11-03"], "signing"),
        (["sign", book, "D-1", "--on", "2026-11-03", "--person", "联络员"], "in_progress"),
        (["progress", book, "D-1", "--progress", "60%", "--text", "已完成六成", "--on", "2026-11-10"], "in_progress"),
        (["act", book, "urge", "D-1", "--grade", "蓝单", "--on", "2026-11-11"], "in_progress"),
        (["extend", book, "D-1", "--to", "2026年12月31日", "--reason", "设备未到", "--progress", "六成",
          "--on", "2026-11-12"], "extension"),
        (["decide", book, "D-1", "--grant", "--answer", "同意", "--by", "分管领导", "--on", "2026-11-13"],
         "in_progress"),
        (["act", book, "finish", "D-1", "--on", "2026-12-20"], "done"),
        (["act", book, "close", "D-1", "--evidence", "验收报告", "--on", "2026-12-25"], "closed"),
        (["act", book, "归档", "D-1", "--on", "2026-12-31"], "archived"),
    ]  # fmt: skip
    for arguments, state in played:
        told = do(capsys, *arguments)
        assert told["tasks"][0]["state"] == state, arguments
    assert told["tasks"][0] | {"id": ""} == {
        "id": "", "code": "D-1", "title": "智慧停车", "state": "archived", "progress": 100.0, "due": "2026-12-31",
        "original_due": "2026-11-30", "extensions": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["act", "销号", "D-1"], "illegal_move"),
        (["act", "飞", "D-1"], "unknown_act"),
        (["act", "urge", "智慧"], "task_ambiguous"),
        (["act", "urge", "没有这件事"], "task_unknown"),
        (["act", "urge", "D-1", "--grade", "紫单"], "unknown_grade"),
        (["sign", "D-1", "--unit", "没有这个单位"], "unit_unknown"),
        (["extend", "D-1", "--to", "2026-13-40", "--reason", "雨"], None),
        (["decide", "D-1", "--grant"], "no_request"),
        (["progress", "D-1", "--progress", "许多"], None),
        (["divide", "D-1", "一期|市公安局|2027-03-31"], "later_than_parent"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_remedy(book, capsys, arguments, code):
    verb, *rest = arguments
    refused = do(capsys, verb, book, *rest, "--on", "2026-11-02", status=3)["refused"]
    assert refused["message"]
    assert code in (None, refused["code"])


def test_parts_are_made_with_their_units_and_deadlines(book, capsys):
    told = do(capsys, "divide", book, "D-1", "一期|市公安局|2026-11-20", "二期", "--on", "2026-11-02")
    assert [(row["title"], row["due"]) for row in told["tasks"][1:]] == [("一期", "2026-11-20"), ("二期", "2026-11-30")]


def test_a_unit_is_handed_over(book, capsys):
    told = do(capsys, "hand-over", book, "市交通委", "市公安局")
    assert told["changes"] >= 2
    assert do(capsys, "list", book, "task")["rows"][0]["lead"] == "北京市公安局"

"""A meeting as a script plays it."""

import json
from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.cli.main import run
from smartplanner.commands.office import open_office

DAY = "2026-11-23"
SENTENCE = "由市交通委牵头，市公安局配合，2027年9月底前完成信号灯联网"


@pytest.fixture
def book(tmp_path):
    """A book with a late matter and a waiting extension of the traffic group."""
    path = tmp_path / "本市.splan"
    assert run(["new", str(path)]) == 0
    with open_office(path) as office:
        groups = {name: id for id, name in office.reader.names("group").items()}
        group = next(id for name, id in groups.items() if "交通" in name)
        values = {"group": group, "state": "in_progress"}
        asked = {"task": "two", "new_due": date(2027, 3, 31), "reason": "设备未到", "state": "requested"}
        office.journal.commit(
            Label("rows"),
            [
                insert("task", "one", {"title": "智慧停车", "due": date(2026, 9, 30), **values}),
                insert("task", "two", {"title": "智慧路灯", "due": date(2027, 2, 26), **values}),
                insert("extension", "asked", asked),
            ],
        )
    return path


def do(capsys, book, *arguments, status=0):
    capsys.readouterr()
    assert run(["meeting", str(book), *arguments, "--as-of", DAY, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_meeting_is_played_from_its_agenda_to_its_end(book, capsys):
    agenda = do(capsys, book, "agenda", "--group", "交通")["agenda"]
    assert [(line["kind"], line["title"]) for line in agenda] == [("red", "智慧停车"), ("extension", "智慧路灯")]
    assert do(capsys, book, "open", "--title", "第4次调度会", "--group", "交通")["items"] == 2
    for deed in (
        ["note", "1", "一周内拿出方案"],
        ["decide", "1", SENTENCE],
        ["grant", "2", "同意"],
        ["light", "1", "yellow", "已恢复推进"],
        ["add", "临时议题"],
        ["pass", "3"],
    ):
        assert do(capsys, book, *deed)["step"], deed
    assert do(capsys, book, "pass", "3")["step"] is None
    shown = do(capsys, book, "show")
    assert [line["handled"] for line in shown["agenda"]] == [True, True, True]
    outcome = shown["outcome"]
    assert [decided["due"] for decided in outcome["decisions"]] == ["2027-09-30"]
    assert [remark["text"] for remark in outcome["notes"]] == ["一周内拿出方案"]
    assert len(outcome["extensions"]) == 1
    do(capsys, book, "close")
    assert do(capsys, book, "show", "--meeting", "第4次调度会")["outcome"]["ended"] is True


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["note", "1", "x"], "no_meeting"),
        (["agenda", "--kinds", "purple"], "unknown_kind"),
        (["agenda", "--group", "没有的组"], "unknown_name"),
        (["show", "--meeting", "没有的会"], "unknown_name"),
        (["open"], "no_title"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(book, capsys, arguments, code):
    refused = do(capsys, book, *arguments, status=3)["refused"]
    assert refused["code"] == code
    assert refused["message"]


def test_an_item_that_is_not_on_the_agenda_is_refused(book, capsys):
    do(capsys, book, "open", "--title", "第4次调度会")
    for number in ("9", "0", "x", "²"):
        assert do(capsys, book, "pass", number, status=3)["refused"]["code"] == "no_item"


def test_of_two_meetings_under_way_one_has_to_be_named(book, capsys):
    do(capsys, book, "open", "--title", "第4次调度会")
    do(capsys, book, "open", "--title", "第5次调度会")
    assert do(capsys, book, "close", status=3)["refused"]["code"] == "several_meetings"
    do(capsys, book, "close", "--meeting", "第5次调度会")
    assert do(capsys, book, "show")["outcome"]["title"] == "第4次调度会"


def test_people_read_the_agenda_as_a_table(book, capsys):
    assert run(["meeting", str(book), "agenda", "--as-of", DAY]) == 0
    said = capsys.readouterr().out
    assert "智慧停车" in said
    assert "智慧路灯" in said

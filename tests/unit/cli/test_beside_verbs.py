"""The verbs that write beside a record, and the one that tells what is there."""

import json

import pytest

from smartplanner.changes import Label, insert
from smartplanner.cli.main import run


@pytest.fixture
def book(journal, book_path):
    journal.commit(
        Label("filled"),
        [
            insert("organisation", "u", {"name": "市经信局"}),
            insert("task", "t1", {"title": "朝阳区停车诱导", "code": "2026-7", "lead": "u"}),
            insert("contract", "c1", {"title": "停车运营合同"}),
        ],
    )
    journal.close()
    return str(book_path)


def told(book, capsys, entity, record):
    capsys.readouterr()
    assert run(["related", book, entity, record, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_memo_a_file_and_a_link_stand_beside_the_record(book, capsys, tmp_path):
    scan = tmp_path / "纪要.pdf"
    scan.write_bytes(b"%PDF")
    assert run(["memo", book, "task", "2026-7", "已电话催办", "--pin"]) == 0
    assert run(["attach", book, "task", "停车诱导", str(scan), "--remark", "签字版"]) == 0
    assert run(["relate", book, "task", "t1", "contract", "停车运营", "--remark", "同一个项目"]) == 0
    found = told(book, capsys, "task", "t1")
    assert (found["memos"][0]["text"], found["memos"][0]["pinned"]) == ("已电话催办", True)
    assert (found["attachments"][0]["name"], found["attachments"][0]["remark"]) == ("纪要.pdf", "签字版")
    assert found["links"] == [{"entity": "contract", "id": "c1", "title": "停车运营合同", "remark": "同一个项目"}]
    assert told(book, capsys, "contract", "c1")["links"][0]["title"] == "朝阳区停车诱导"


def test_related_tells_what_points_at_a_unit_and_what_a_matter_points_at(book, capsys):
    (back,) = told(book, capsys, "organisation", "市经信局")["related"]
    assert (back["entity"], back["field"], back["outward"], back["count"]) == ("task", "lead", False, 1)
    assert back["first"] == [{"id": "t1", "title": "朝阳区停车诱导"}]
    assert told(book, capsys, "task", "t1")["related"][0]["outward"]


def test_related_reads_as_lines_for_a_person(book, capsys):
    run(["relate", book, "task", "t1", "contract", "c1", "--remark", "同一个项目"])
    capsys.readouterr()
    assert run(["related", book, "task", "t1"]) == 0
    said = capsys.readouterr().out
    assert "市经信局" in said
    assert "停车运营合同" in said
    assert "同一个项目" in said


@pytest.mark.parametrize(
    "words",
    [
        ["memo", "task", "没有这件事", "在吗"],
        ["memo", "task", "t1", "  "],
        ["relate", "task", "t1", "task", "t1"],
        ["attach", "task", "t1", "no such file.pdf"],
    ],
)
def test_what_cannot_be_written_is_refused_with_a_reason(book, capsys, words):
    assert run([words[0], book, *words[1:]]) == 3
    assert capsys.readouterr().err.strip()

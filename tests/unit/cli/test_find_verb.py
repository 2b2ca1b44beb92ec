"""The verb that finds records."""

import json

from smartplanner.changes import Label, insert
from smartplanner.cli.main import run


def test_find_prints_kind_title_and_id(journal, book_path, capsys):
    journal.commit(Label("filled"), [insert("task", "t1", {"title": "朝阳区停车诱导", "code": "2026-7"})])
    journal.close()
    assert run(["find", str(book_path), "cyq", "停车"]) == 0
    said = capsys.readouterr().out
    assert "督办事项" in said
    assert "朝阳区停车诱导" in said
    assert "t1" in said


def test_find_tells_how_each_was_found(journal, book_path, capsys):
    journal.commit(Label("filled"), [insert("task", "t1", {"title": "停车诱导", "code": "2026-7"})])
    journal.close()
    assert run(["find", str(book_path), "2026-7", "--json"]) == 0
    hit = {"entity": "task", "id": "t1", "title": "停车诱导", "why": "code"}
    assert json.loads(capsys.readouterr().out) == {"query": "2026-7", "hits": [hit]}


def test_finding_nothing_is_no_refusal(journal, book_path, capsys):
    journal.close()
    assert run(["find", str(book_path), "鑫淼", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"] == []

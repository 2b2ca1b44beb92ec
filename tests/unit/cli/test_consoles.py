"""Consoles and pipes of other code pages: what a verb says in Chinese ends none of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.office import open_office

TITLE = "电子证照跨省互认 😀 𠮷"


@pytest.fixture
def spoken_book(book_path):
    """A book whose one matter has signs that no code page of a Chinese Windows knows."""
    with open_office(book_path) as office:
        office.journal.commit(Label("one"), [insert("task", "one", {"title": TITLE})])
    return book_path


def run(encoding, *arguments):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "smartplanner", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii"])
def test_a_verb_writes_utf_8_whatever_the_console_is_set_to(spoken_book, encoding):
    answer = run(encoding, "list", spoken_book, "task", "--json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout.decode("utf-8"))["rows"][0]["title"] == TITLE


def test_a_refusal_is_said_in_chinese_on_a_gbk_console(tmp_path):
    answer = run("gbk", "list", tmp_path / "没有.splan", "task")
    assert answer.returncode == 3
    assert "没有.splan" in answer.stderr.decode("utf-8")
    assert "Traceback" not in answer.stderr.decode("utf-8")

"""The verb about wordings: what a script or a careful hand does without the window."""

import json

import pytest

from smartplanner.cli.main import run
from smartplanner.commands.office import new_office
from smartplanner.reports.templates.filling import our_text

NAME = "supervision_circular"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "本市.splan"
    new_office(path).close()
    return str(path)


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "通报.md.j2"
    path.write_text(our_text(f"{NAME}.md.j2").replace("近期，", "按照工作安排，"), encoding="utf-8-sig")
    return path


def told(capsys):
    return json.loads(capsys.readouterr().out)


def test_the_list_tells_whose_wording_serves(book, capsys):
    assert run(["wording", book, "copy", NAME]) == 0
    capsys.readouterr()
    assert run(["wording", book, "list", "--json"]) == 0
    found = told(capsys)["templates"]
    assert [one["template"] for one in found if one["active"]] == [f"{NAME}.md.j2"]


def test_a_file_is_checked_set_shown_switched_off_and_used_again(book, own, capsys):
    assert run(["wording", book, "check", str(own), NAME]) == 0
    assert run(["wording", book, "set", NAME, str(own)]) == 0
    assert run(["wording", book, "off", NAME]) == 0
    assert run(["wording", book, "use", NAME]) == 0
    capsys.readouterr()
    assert run(["wording", book, "compare", NAME]) == 0
    assert "按照工作安排，" in capsys.readouterr().out
    assert run(["wording", book, "restore", NAME]) == 0


def test_a_mistake_is_refused_with_template_line_and_reason(book, own, capsys):
    own.write_text("# 通报\n\n{{ figures.offce }}\n", encoding="utf-8")
    assert run(["wording", book, "check", str(own), NAME]) == 3
    said = capsys.readouterr().err
    assert f"{NAME}.md.j2" in said
    assert "3" in said
    assert "office" in said


def test_several_mistakes_are_told_together_for_people_and_for_scripts(book, own, capsys):
    own.write_text("# 通报\n\n{{ figures.offce }}\n\n{% if %}\n{% endif %}\n", encoding="utf-8")
    assert run(["wording", book, "check", str(own), NAME]) == 3
    said = capsys.readouterr()
    assert "3" in said.err
    assert "5" in said.out
    assert run(["wording", book, "check", str(own), NAME, "--json"]) == 3
    assert [one["line"] for one in json.loads(capsys.readouterr().out)["mistakes"]] == [3, 5]


@pytest.mark.parametrize("words", [["show", "nothing"], ["set", NAME], ["use", NAME], ["check", "nofile", NAME]])
def test_what_cannot_be_done_is_refused(book, words):
    assert run(["wording", book, *words]) == 3


def test_a_file_that_is_no_text_is_refused(book, own):
    own.write_bytes(b"\xff\xfe\x00\xd8")
    assert run(["wording", book, "check", str(own), NAME]) == 3

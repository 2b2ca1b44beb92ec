"""Words, moments, keys and problems: the small things that everything else stands on."""

import ast
import pickle
import shutil
import threading
import time
import uuid
from datetime import date
from pathlib import Path

import pytest

from smartplanner.base import clock, i18n, person
from smartplanner.base.faults import keep_report, report_text
from smartplanner.base.i18n import _, use_language
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem, shorten

ROOT = Path(__file__).resolve().parents[3]
NASTY = "{x} {0} {x.__class__} %s %(n)s \\ “”"


def test_what_people_wrote_is_filled_in_and_never_formatted_again():
    shown = NASTY.replace("“”", "‘’")  # within other marks
    assert shown in _("There is no step “{step}” in the history.", step=NASTY)
    problem = Problem(code="x", message=_("There is no step “{step}” in the history.", step=NASTY), file=NASTY)
    assert problem.sentence().count(NASTY) + problem.sentence().count(shown) == 2


def test_an_empty_text_is_not_the_head_of_the_catalogue():
    assert _("") == ""


@pytest.mark.parametrize("name", ["xx", "../../etc/passwd", ""])
def test_a_language_that_is_not_there_speaks_the_plain_messages(name):
    use_language(name)
    assert _("There is nothing to undo.") == "There is nothing to undo."


@pytest.mark.parametrize("content", [b"", b"\xde\x12\x04\x95", b"x" * 100, b"\xde\x12\x04\x95" + b"\xff" * 60])
def test_a_catalogue_that_was_cut_off_is_made_again(tmp_path, monkeypatch, content):
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    shutil.copytree(i18n.i18n_dir() / "zh_CN" / "LC_MESSAGES", folder)
    compiled = folder / "smartplanner.mo"
    compiled.write_bytes(content)
    monkeypatch.setattr(i18n, "i18n_dir", lambda: tmp_path)
    use_language("zh_CN")
    assert _("There is nothing to undo.") == "没有可撤销的操作。"
    assert compiled.stat().st_size > 10_000


def test_keys_made_at_once_by_many_threads_are_different_and_sorted_in_time():
    made = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(2000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000
    assert {uuid.UUID(id).version for id in made} == {7}
    in_order = [new_id() for _ in range(1000)]
    assert in_order == sorted(in_order)


def test_a_moment_is_shown_as_this_place_has_it(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    assert clock.local("2026-10-31T16:30:00.000Z") == "2026-11-01 00:30"
    assert clock.local_day("2026-10-31T16:30:00.000Z") == date(2026, 11, 1)
    monkeypatch.undo()
    time.tzset()
    assert clock.now().endswith("Z")
    assert clock.local(clock.now())


def test_a_person_without_a_name_is_unknown(monkeypatch):
    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr(person.getpass, "getuser", nobody)
    assert person.user_name() == "unknown"


def test_a_problem_keeps_everything_through_a_process():
    detail = Problem(code="b", message="inner", level=Level.WARNING)
    place = {"file": "f", "sheet": "s", "cell": "F12", "field": "due", "value": "v"}
    problem = Problem(code="a", message="m", remedy="r", details=(detail,), **place)
    back = pickle.loads(pickle.dumps(problem))
    assert back == problem
    assert back.details == problem.details
    assert back.sentence() == str(problem)
    assert hash(back) == hash(problem)


def test_a_sentence_names_the_place_the_reason_the_value_and_the_remedy_in_one_line():
    problem = Problem(
        code="x", message="不是日期。", remedy="请改。", file="a.xlsx", sheet="表1", cell="F12", value="某\n日" * 60
    )
    sentence = problem.sentence()
    for part in ("a.xlsx", "表1", "F12", "不是日期", "请改。", "…"):
        assert part in sentence
    assert "\n" not in sentence


def test_a_long_value_is_shortened_with_a_mark():
    assert shorten("一二三", 3) == "一二三"
    assert shorten("一二三四", 3) == "一二…"
    assert shorten(" a \n b\t") == "a b"


def test_the_report_of_a_fault_is_kept_or_at_least_told(monkeypatch, tmp_path):
    text = report_text(ValueError("坏 \udcff"))
    assert "ValueError" in text
    assert keep_report(text).read_text("utf-8").startswith("SmartPlanner")
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("SMARTPLANNER_HOME", str(tmp_path / "file"))
    assert keep_report(text) is None


def test_no_message_is_put_together_from_pieces_before_it_is_translated():
    """A text that people wrote must never become a message or a format: only whole literals and names of them do."""
    built = []
    for path in (ROOT / "smartplanner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
                first = node.args[0]
                if isinstance(first, (ast.JoinedStr, ast.BinOp)) or (
                    isinstance(first, ast.Call) and getattr(first.func, "attr", "") == "format"
                ):
                    built.append(f"{path.name}:{node.lineno}")
    assert built == []

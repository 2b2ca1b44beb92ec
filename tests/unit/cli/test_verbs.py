"""Each verb: what it does, its exit status, Chinese for people, one JSON document with the documented keys."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from contextlib import suppress

import psutil
import pytest
from nasty_text import NASTY

from smartplanner.base.paths import resources
from smartplanner.cli.main import VERBS, verb_names
from smartplanner.model import entities

LEDGER = resources("samples", "07-数字政务任务台账.xlsx")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_verb_of_the_design_is_there():
    names = "demo new info import list export report figures history undo redo rollback check backup restore self-test"
    assert set(names.split()) <= set(verb_names())


@pytest.mark.parametrize("name", verb_names())
def test_every_verb_explains_itself_in_chinese(name, capsys):
    from smartplanner.cli.main import make_parser

    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([name, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for word in ("usage:", "positional arguments", "options:", "show this help message"):
        assert word not in told
    assert CHINESE.search(told)


@pytest.mark.parametrize("verb_of_book", [verb.name for verb in VERBS if verb.name not in ("demo", "self-test")])
def test_every_verb_takes_json(verb_of_book, verb):
    assert "--json" in help_of(verb_of_book)


def help_of(name):
    from smartplanner.cli.main import make_parser

    return make_parser()._subparsers._group_actions[0].choices[name].format_help()


def test_new_makes_a_book_with_the_reference_data(verb, tmp_path):
    answer = verb("new", tmp_path / "新.splan")
    assert answer.status == 0
    assert CHINESE.search(answer.out)
    assert answer.err == ""
    counts = verb("info", tmp_path / "新.splan", "--json").json["counts"]
    assert counts["district"] == 17
    assert counts["task"] == 0


def test_new_with_json_prints_the_book_and_its_counts(verb, tmp_path):
    document = verb("new", tmp_path / "新.splan", "--json").json
    assert document["book"] == str(tmp_path / "新.splan")
    assert set(document["counts"]) == set(entities())


def test_info_tells_counts_versions_and_last_steps(verb, book):
    document = verb("info", book, "--json").json
    assert document["counts"]["task"] == 3
    assert set(document["versions"]) >= {"program", "revision", "sqlite"}
    assert [step["number"] for step in document["steps"]] == [2, 1]
    told = verb("info", book).out
    assert "督办事项: 3" in told
    assert "\x1b" not in told


@pytest.mark.parametrize("entity", list(entities()))
def test_every_entity_is_listed_for_people_for_programs_and_as_csv(verb, book, entity):
    document = verb("list", book, entity, "--json").json
    assert (document["entity"], document["as_of"]) == (entity, "2026-11-23")
    names = {"id", *entities()[entity].by_name}
    assert all(names <= set(row) for row in document["rows"])
    told = verb("list", book, entity)
    assert told.status == 0
    assert CHINESE.search(told.out.splitlines()[0])
    assert str(len(document["rows"])) in told.out.splitlines()[-1]
    lines = list(csv.reader(io.StringIO(verb("list", book, entity, "--csv").out)))
    assert names <= set(lines[0])
    assert len(lines) == len(document["rows"]) + 1


def test_a_listed_task_has_its_values_as_the_design_says(verb, book):
    rows = {row["id"]: row for row in verb("list", book, "task", "--json").json["rows"]}
    late = rows["late"]
    assert late["due"] == "2026-09-30"
    assert late["amount"] == 1_234_500
    assert late["district"] == "东城区"
    assert late["state"] == "in_progress"
    assert (late["light"], late["computed_light"], late["overdue_days"]) == ("red", "red", 54)
    assert CHINESE.search(late["light_cause"])
    assert rows["soon"]["state"] == "in_progress"
    assert rows["soon"]["support"] == [rows["late"]["lead"]]
    assert rows["nasty"]["title"] == NASTY


def test_a_list_for_people_says_lights_states_and_money_as_they_do(verb, book):
    told = verb("list", book, "task", "--filter", "政务云").out
    assert "红灯" in told
    assert "东城区" in told
    assert not re.search(r"red|in_progress|None", told)


def test_a_list_as_of_another_day_has_other_lights(verb, book):
    rows = verb("list", book, "task", "--as-of", "2026-01-15", "--json").json["rows"]
    assert {row["id"]: row["overdue_days"] for row in rows} == {"late": 0, "soon": 0, "nasty": 0}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("政务云", {"late"}),
        ("政务 迁移", {"late"}),
        ("东城区 平台", {"soon"}),
        ("2026-09-30", {"late"}),
        ("hyperlink", {"nasty"}),
        ("DROP TABLE task;--", {"nasty"}),
        ("{x} %s", {"nasty"}),
        ("%", {"nasty", "soon"}),
        ("_", set()),
        ("*", set()),
        ('"', {"nasty"}),
        ("' OR 1=1", set()),
        ("没有这样的", set()),
        ("", {"late", "soon", "nasty"}),
        ("   ", {"late", "soon", "nasty"}),
        ("云" * 60_000, set()),
    ],
)
def test_a_filter_is_taken_literally(verb, book, words, ids):
    rows = verb("list", book, "task", "--filter=" + words, "--json").json["rows"]
    assert {row["id"] for row in rows} == ids


def test_csv_holds_no_formula_and_gives_the_text_back(verb, book):
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(verb("list", book, "task", "--csv").out))}
    nasty = rows["nasty"]
    assert (nasty["title"], nasty["code"], nasty["note"]) == ("'" + NASTY, "'@SUM(A1)", "'-2+3")
    assert rows["late"]["title"] == "政务云迁移"
    assert rows["late"]["progress"] == ""


def test_figures_count_every_matter_once(verb, book):
    document = verb("figures", book, "--json").json
    assert document["total"] == 3
    for part in ("by_state", "by_light"):
        assert sum(document[part].values()) == 3
    for part in ("by_district", "by_group", "by_lead", "by_category"):
        assert sum(row["total"] for row in document[part]) == 3
    assert document["money"]["planned"] == 1_234_500
    told = verb("figures", book).out
    assert "红灯 2" in told
    assert not re.search(r"red|in_progress|None", told)


def test_reports_are_named_without_a_book(verb):
    document = verb("report", "--list", "--json").json
    assert {"name", "title", "formats"} <= set(document["reports"][0])
    assert "monthly-briefing" in {report["name"] for report in document["reports"]}
    assert "monthly-briefing" in verb("report", "--list").out


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_report_is_written_and_the_file_named(verb, book, tmp_path, format):
    file = tmp_path / f"简报.{format}"
    document = verb("report", book, "monthly-briefing", "--format", format, "--out", file, "--json").json
    assert document["file"] == str(file)
    assert file.stat().st_size > 5_000


def test_import_commits_and_a_second_import_changes_nothing(verb, book):
    first = verb("import", book, LEDGER, "--json").json
    (entry,) = first["files"]
    assert set(entry) >= {"file", "sha256", "refused", "step", "sheets"}
    assert entry["refused"] is None
    assert entry["step"]
    keys = {"sheet", "entity", "skipped", "header_rows", "columns", "rows", "insert", "update", "unchanged", "problems"}
    assert all(keys <= set(sheet) for sheet in entry["sheets"])
    assert sum(sheet["insert"] for sheet in entry["sheets"]) > 10
    assert verb("history", book, "--json").json["steps"][0]["id"] == entry["step"]
    second = verb("import", book, LEDGER, "--json").json["files"][0]
    assert second["step"] is None
    assert sum(sheet["insert"] + sheet["update"] for sheet in second["sheets"]) == 0


def test_an_import_tells_people_in_chinese_which_sheets_it_left_out_and_why(verb, book):
    told = verb("import", book, resources("samples", "02-各区任务台账.xlsx"), "--dry-run").out
    assert "汇总：" in told
    assert not re.search("summary|empty|no_header|error|warning|task", told)


def test_a_dry_run_says_the_same_and_writes_nothing(verb, book):
    before = book.read_bytes()
    answer = verb("import", book, LEDGER, "--dry-run", "--json")
    assert answer.json["files"][0]["step"] is None
    assert sum(sheet["insert"] for sheet in answer.json["files"][0]["sheets"]) > 10
    assert verb("import", book, LEDGER, "--dry-run").status == 0
    assert book.read_bytes() == before
    assert len(verb("history", book, "--json").json["steps"]) == 2


def test_of_several_files_the_refused_ones_are_named_and_the_others_committed(verb, book, tmp_path):
    broken, empty, missing = (tmp_path / name for name in ("坏.xlsx", "空.xlsx", "没有.xlsx"))
    broken.write_bytes(b"not a workbook {x}")
    empty.write_bytes(b"")
    answer = verb("import", book, broken, LEDGER, empty, missing, tmp_path, "--json")
    assert answer.status == 3
    files = answer.json["files"]
    assert [bool(entry["refused"]) for entry in files] == [True, False, True, True, True]
    assert files[1]["step"]
    assert all({"code", "message"} <= set(entry["refused"]) for entry in files if entry["refused"])
    lines = answer.err.splitlines()
    assert len(lines) == 4
    for line, name in zip(lines, (broken.name, empty.name, missing.name, tmp_path.name), strict=True):
        assert name in line
        assert CHINESE.search(line)
        assert line.endswith("。")
    assert len(verb("history", book, "--json").json["steps"]) == 3
    human = verb("import", book, broken, LEDGER)
    assert human.status == 3
    assert LEDGER.name in human.out
    assert len(human.err.splitlines()) == 1


@pytest.mark.parametrize("after", [0.5, 0.8, 1.1, 1.5])
def test_an_import_that_is_killed_is_there_whole_or_not_at_all(verb, book, after):
    command = [sys.executable, "-m", "smartplanner", "import", book, resources("samples", "02-各区任务台账.xlsx")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()
    steps = len(verb("history", book, "--json").json["steps"])
    tasks = verb("info", book, "--json").json["counts"]["task"]
    assert (steps, tasks) == (2, 3) or (steps == 3 and tasks > 100)
    assert verb("check", book).status == 0
    assert psutil.wait_procs(children, timeout=60)[1] == []
    assert verb("undo", book).status == 0


def test_a_file_that_cannot_be_committed_does_not_hold_up_the_next(verb, book, monkeypatch):
    from smartplanner.base.problems import Problem
    from smartplanner.cli import documents

    accept = documents.accept

    def refuse_the_first(office, proposal):
        monkeypatch.setattr(documents, "accept", accept)
        raise Problem(code="conflict", message="甲在此期间被改动。", remedy="请重试。")

    monkeypatch.setattr(documents, "accept", refuse_the_first)
    other = resources("samples", "05-数据共享与网络安全台账.xlsx")
    answer = verb("import", book, LEDGER, other, "--json")
    assert answer.status == 3
    first, second = answer.json["files"]
    assert first["refused"]["code"] == "conflict"
    assert LEDGER.name in first["refused"]["message"]
    assert first["step"] is None
    assert second["step"]


def test_export_writes_a_workbook_that_import_takes_back(verb, book, tmp_path):
    file = tmp_path / "出.xlsx"
    assert verb("export", book, "task", file, "--json").json == {"entity": "task", "file": str(file), "rows": 3}
    sheets = verb("import", book, file, "--dry-run", "--json").json["files"][0]["sheets"]
    assert sum(sheet["insert"] for sheet in sheets) == 0


def test_history_undo_redo_and_rollback_go_together(verb, book):
    steps = verb("history", book, "--json").json["steps"]
    assert [step["number"] for step in steps] == [2, 1]
    assert all({"id", "at", "label", "origin", "changes"} <= set(step) for step in steps)
    assert NASTY in steps[0]["label"]
    undone = verb("undo", book, "--json").json["step"]
    assert (undone["origin"], undone["undoes"], undone["changes"]) == ("undo", steps[0]["id"], 3)
    assert verb("list", book, "task", "--json").json["rows"] == []
    assert verb("redo", book).status == 0
    assert verb("rollback", book, steps[0]["number"]).status == 0
    assert verb("undo", book).status == 0
    assert len(verb("list", book, "task", "--json").json["rows"]) == 3
    told = verb("history", book)
    assert len(told.out.splitlines()) == 6
    assert "\x1b" not in told.out
    assert verb("check", book, "--json").json == {"book": str(book), "ok": True, "problems": []}


def test_check_lists_what_is_wrong_and_says_it_by_its_status(verb, book):
    import sqlcipher3

    assert verb("check", book).status == 0
    connection = sqlcipher3.connect(str(book))
    connection.execute("UPDATE task SET title = 'x' WHERE id = 'late'")
    connection.commit()
    connection.close()
    answer = verb("check", book, "--json")
    assert answer.status == 3
    assert answer.json["ok"] is False
    assert [problem["code"] for problem in answer.json["problems"]] == ["row_differs"]
    assert CHINESE.search(verb("check", book).out)


def test_backup_and_restore_bring_a_book_back(verb, book, tmp_path):
    made = verb("backup", book, "--json").json["backup"]
    verb("undo", book)
    document = verb("restore", made, book, "--json").json
    assert document["book"] == str(book)
    assert document["kept"]
    assert len(verb("list", book, "task", "--json").json["rows"]) == 3
    folder = tmp_path / "备份"
    folder.mkdir()
    assert verb("backup", book, "--out", folder).status == 0
    (copy,) = folder.iterdir()
    assert verb("restore", copy, tmp_path / "另一.splan").status == 0


def test_verbs_that_read_work_while_somebody_has_the_book_open(verb, book, tmp_path):
    from smartplanner.commands.office import open_office

    with open_office(book):
        for arguments in (
            ["info", book], ["list", book, "task"], ["figures", book], ["history", book], ["check", book],
            ["export", book, "task", tmp_path / "a.xlsx"], ["import", book, LEDGER, "--dry-run"],
            ["backup", book, "--out", tmp_path / "b.splan"],
        ):  # fmt: skip
            assert verb(*arguments).status == 0, arguments
        for arguments in (["import", book, LEDGER], ["undo", book], ["redo", book], ["rollback", book, "2"]):
            answer = verb(*arguments, "--json")
            assert answer.status == 3
            assert answer.json["refused"]["code"] == "book_in_use"


def test_the_demo_makes_the_sample_book_and_keeps_a_person_out_of_it(verb, tmp_path):
    answer = verb("demo", "--out", tmp_path / "示例", "--headless", "--json")
    assert answer.status == 0
    document = answer.json
    assert document["figures"]["total"] > 400
    assert {path.rsplit(".", 1)[1] for path in document["reports"]} == {"docx", "pdf"}
    book = tmp_path / "示例" / "demo.splan"
    assert verb("check", book).status == 0
    counts = verb("red-list", book, "--json").json["counts"]
    assert all(counts[kind] for kind in ("overdue", "behind", "due_soon", "unreported", "unsigned", "extension"))
    before = len(verb("list", book, "task_event", "--json").json["rows"])
    assert verb("undo", book).status == 0  # the last of the months' acts: a light set by hand
    verb("demo", "--out", tmp_path / "示例", "--headless", "--keep", "--json")
    assert len(verb("list", book, "task_event", "--json").json["rows"]) < before

    from smartplanner.commands.office import open_office

    with open_office(book):
        refused = verb("demo", "--out", tmp_path / "示例", "--headless", "--json")
        assert refused.status == 3
        assert refused.json["refused"]["code"] == "book_in_use"


@pytest.mark.parametrize("arguments", ["list BOOK organisation --json", "list BOOK organisation --csv", "--help"])
def test_output_that_nobody_reads_is_no_fault(book, arguments):
    command = f'"{sys.executable}" -m smartplanner {arguments.replace("BOOK", shlex.quote(str(book)))} | true'
    answer = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_console_that_knows_no_chinese_gets_it_as_utf8(book):
    command = [sys.executable, "-m", "smartplanner", "list", str(book), "district"]
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    answer = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "东城区" in answer.stdout.decode("utf-8")


def test_json_is_one_document_on_the_real_standard_output(book):
    command = [sys.executable, "-m", "smartplanner", "list", str(book), "task", "--json"]
    answer = subprocess.run(command, capture_output=True, check=True)
    assert len(json.loads(answer.stdout)["rows"]) == 3
    assert answer.stderr == b""

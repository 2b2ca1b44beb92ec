"""The verb ``pilot`` on the sample ledger of pilots, from the first look to the report."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from smartplanner.cli.main import run
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import new_office, open_office

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "10-试点台账.xlsx"
DAY = "2026-11-23"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A book with the sample pilots, made once."""
    path = tmp_path_factory.mktemp("pilots") / "试点.splan"
    with new_office(path) as office:
        accept(office, propose_ledger(office, SAMPLE, as_of=date.fromisoformat(DAY)))
    return path


@pytest.fixture
def book(made, tmp_path):
    return Path(shutil.copy(made, tmp_path / "试点.splan"))


@pytest.fixture
def ask(book, capsys):
    """Run the verb with --json; returns the exit status and the document."""

    def asked(*words):
        status = run(["pilot", str(book), *words, "--as-of", DAY, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return asked


def test_the_sample_ledger_comes_in_completely(made):
    with open_office(made, writable=False) as office:
        counts = {name: office.reader.count(name) for name in ("pilot", "gate", "assessment", "case")}
    assert counts == {"pilot": 6, "gate": 11, "assessment": 45, "case": 2}


def test_all_pilots_are_shown_the_most_pressing_first(ask):
    status, said = ask("show")
    assert status == 0
    first = said["pilots"][0]
    assert (first["district"], first["gate"], first["due"], first["signal"]) == (
        "延庆", "遴选评审", "2026-11-18", "red",
    )  # fmt: skip
    assert first["budget"] == 24_000_000
    assert len(said["pilots"]) == 6


def test_a_pilot_goes_through_its_gate_step_by_step(ask, book):
    assert ask("decide", "金盏", "proceed")[0] == 0  # a review of a ledger has no points that could stand against it
    assert ask("show", "金盏")[1]["stage"] == "midterm"
    status, said = ask("gate", "金盏", "acceptance", "--due", "2027-06-20")
    assert status == 0
    assert said["gate"]
    assert ask("decide", "金盏", "proceed")[1]["refused"]["code"] == "not_checked"
    assert ask("check", "金盏", "0")[0] == 0
    assert ask("check", "金盏", "6", "--failed", "--remark", "责任单位未明确")[0] == 0
    assert ask("decide", "金盏", "proceed")[1]["refused"]["code"] == "points_failed"
    status, said = ask("decide", "金盏", "conditional", "--condition", "12月底前明确遗留问题责任单位")
    assert status == 0
    _status, said = ask("show", "金盏")
    assert said["stage"] == "accepted"
    assert said["next"] == "spreading"
    with open_office(book, writable=False) as office:
        (task,) = office.reader.rows("task")
    assert (task.title, task.due) == ("12月底前明确遗留问题责任单位", date(2026, 12, 31))


def test_a_pilot_that_waits_for_nothing_is_refused_a_decision(ask):
    status, said = ask("decide", "东城", "stop", "--reason", "不再实施")
    assert status == 3
    assert said["refused"]["code"] == "no_gate"


def test_a_pilot_starts_building_and_ends_with_a_reason(ask):
    assert ask("move", "东城", "running")[0] == 0
    assert ask("move", "东城", "closed")[1]["refused"]["code"] == "reason_needed"
    assert ask("move", "东城", "closed", "--reason", "并入市级项目")[0] == 0


@pytest.mark.parametrize(
    ("pilot", "total", "grade", "suggestion"),
    [("海淀", 89.77, "good", "spread"), ("通州", 86.47, "good", "spread"), ("经开区", 71.02, "passed", "mend")],
)
def test_the_assessment_is_reckoned_from_all_scores(ask, pilot, total, grade, suggestion):
    _status, said = ask("assess", pilot)
    assert (said["grade"], said["suggestion"]) == (grade, suggestion)
    assert said["total"] == pytest.approx(total, abs=0.011)
    assert round(sum(line["share"] for line in said["indicators"]), 2) == said["total"]
    assert len(said["indicators"]) == 5
    assert all(len(line["scores"]) == 3 for line in said["indicators"])


def test_a_pilot_without_scores_says_so(ask):
    assert ask("assess", "延庆")[1]["refused"]["code"] == "no_scores"


def test_a_case_is_carried_to_a_district_that_it_fits(ask):
    _status, said = ask("adopt", "海淀城市大脑")
    degrees = {match["name"]: match["degree"] for match in said["districts"]}
    assert "海淀区" not in degrees
    assert degrees["房山区"] == "not"
    assert degrees["丰台区"] != "not"
    assert ask("adopt", "海淀城市大脑", "丰台", "--due", "2027-06-30")[0] == 0
    assert ask("adopt", "海淀城市大脑", "丰台")[1]["refused"]["code"] == "adopted_already"
    assert ask("adopt", "海淀城市大脑", "石景山", "--decline", "已有同类平台")[0] == 0
    assert len(ask("adopt", "海淀城市大脑")[1]["districts"]) == len(degrees) - 2


def test_words_that_fit_no_or_several_pilots_are_refused(ask):
    assert ask("show", "没有的")[1]["refused"]["code"] == "unknown_name"
    assert ask("show", "城市大脑")[1]["refused"]["code"] == "name_ambiguous"


def test_it_speaks_to_people_too(book, capsys):
    for words in (["show"], ["show", "金盏"], ["assess", "海淀"], ["adopt", "通州"]):
        assert run(["pilot", str(book), *words, "--as-of", DAY]) == 0
    said = capsys.readouterr().out
    assert "金盏国际合作服务区智慧园区试点" in said
    assert "×25%＋" in said


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_report_is_written_for_the_pilot_that_is_named(book, tmp_path, format):
    out = tmp_path / f"评估.{format}"
    words = ["report", str(book), "pilot-assessment", "--format", format, "--out", str(out), "--as-of", DAY]
    assert run(words) == 3
    assert run([*words, "--pilot", "海淀城市大脑治理场景试点"]) == 0
    assert out.stat().st_size > 10_000
    assert run([*words, "--pilot", "延庆生态感知一张网试点"]) == 3

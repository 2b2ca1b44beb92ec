"""Minutes of a meeting (会议纪要) read into matters: the sample as its truth says, pasted text, what is accepted."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from typing import Any

import pytest

from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.changes import Label
from smartplanner.cli.main import run
from smartplanner.commands.minutes import accept_minutes, propose_minutes
from smartplanner.commands.office import Office
from smartplanner.commands.reference import reference_changes

SAMPLES = resources("samples")
TODAY = date(2026, 11, 23)
PASTED = """智慧社区专项工作组调度会议纪要
〔2026〕5号

时  间：2026年11月20日
会议听取了市民政局关于试点情况的汇报，9月底前的任务已经完成。
会议强调，由市民政局牵头梳理社区数据清单，2027年1月底前完成。
会议议定：
一、关于社区平台
（一）由市民政局牵头，市住建委配合，2027年3月底前建成社区平台。
（二）市公安局负责门禁数据接入。
责任单位：市公安局；完成时限：2027年2月底
二、原则同意试点方案。
三、各街道要高度重视。
会议指出，各单位要提高站位。
出席：市民政局、市公安局
"""


@cache
def truth() -> dict[str, Any]:
    return json.loads((SAMPLES / "generator" / "minutes-truth.json").read_text("utf-8"))


@pytest.fixture
def office(journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    with Office(journal) as made:
        yield made


def names(office: Office, ids: tuple[str, ...]) -> list[str]:
    return [office.reader.name("organisation", id) for id in ids]


def districts(office: Office) -> list[str]:
    return [row.name for row in office.reader.rows("organisation") if row.kind == "district"]


def test_the_sample_is_rebuilt_alike(tmp_path):
    subprocess.run([sys.executable, str(SAMPLES / "make_minutes.py"), "--out", str(tmp_path)], check=True)
    kept = SAMPLES / truth()["file"]
    with zipfile.ZipFile(tmp_path / kept.name) as new, zipfile.ZipFile(kept) as old:
        assert {name: new.read(name) for name in new.namelist()} == {name: old.read(name) for name in old.namelist()}
    rebuilt = tmp_path / "generator" / "minutes-truth.json"
    assert rebuilt.read_text("utf-8") == (SAMPLES / "generator" / "minutes-truth.json").read_text("utf-8")


def test_the_sample_says_that_it_is_one():
    with zipfile.ZipFile(SAMPLES / truth()["file"]) as archive:
        assert "示例数据" in archive.read("word/document.xml").decode()


def test_every_decision_of_the_sample_is_read_as_it_was_meant(office):
    found = propose_minutes(office, SAMPLES / truth()["file"], as_of=TODAY)
    assert (found.title, found.number, str(found.held_on)) == (truth()["title"], truth()["number"], truth()["held_on"])
    assert office.reader.name("group", found.group) == truth()["group"]
    assert names(office, found.present) == truth()["present"]
    assert names(office, found.absent) == truth()["absent"]
    every = districts(office)
    for item, meant in zip(found.items, truth()["decisions"], strict=True):
        support = [name for one in meant["support"] for name in (every if one == "各区" else [one])]
        assert {
            "title": item.title,
            "lead": names(office, (item.lead,))[0] if item.lead else None,
            "support": names(office, item.support),
            "due": item.due.isoformat() if item.due else None,
            "due_text": item.due_text,
            "due_precision": item.due_precision,
        } == meant | {"support": support}


def test_accepting_makes_matters_with_the_minutes_as_their_source_in_one_step(office):
    found = propose_minutes(office, SAMPLES / truth()["file"], as_of=TODAY)
    step = accept_minutes(office, found, as_of=TODAY)
    assert (step.source_file, step.source_hash, step.origin) == (found.file, found.source_hash, "import")
    (document,) = office.reader.rows("document")
    (meeting,) = office.reader.rows("meeting")
    assert (document.title, document.number, document.kind) == (truth()["title"], truth()["number"], "minutes")
    assert (meeting.title, str(meeting.held_on)) == (truth()["title"].removesuffix("纪要"), truth()["held_on"])
    tasks = office.reader.rows("task")
    assert len(tasks) == len(office.reader.rows("decision")) == len(truth()["decisions"])
    assert {task.document for task in tasks} == {document.id}
    office.journal.undo()
    assert [office.reader.count(entity) for entity in ("task", "document", "meeting", "party", "decision")] == [0] * 5


def test_items_can_be_accepted_one_by_one_and_none_twice(office):
    found = propose_minutes(office, PASTED, as_of=TODAY)
    for item in found.items[:2]:
        accept_minutes(office, found, [item], as_of=TODAY)
    assert [office.reader.count(entity) for entity in ("task", "document", "meeting")] == [2, 1, 1]
    again = propose_minutes(office, PASTED, as_of=TODAY)
    assert [item.task is not None for item in again.items] == [True, True, False, False, False]
    with pytest.raises(Problem) as refused:
        accept_minutes(office, found, found.items[:2], as_of=TODAY)
    assert refused.value.code == "already_there"


def test_pasted_minutes_give_their_decisions_and_what_is_somebodys_duty_elsewhere(office):
    found = propose_minutes(office, PASTED, as_of=TODAY)
    assert (found.title, found.number, found.held_on) == (
        "智慧社区专项工作组调度会议纪要",
        "〔2026〕5号",
        date(2026, 11, 20),
    )
    assert [(item.item, item.title) for item in found.items] == [
        ("", "梳理社区数据清单"),
        ("（一）", "建成社区平台"),
        ("（二）", "门禁数据接入"),
        ("二", "原则同意试点方案"),
        ("三", "各街道要高度重视"),
    ]
    assert found.items[2].due == date(2027, 2, 28)
    assert names(office, found.present) == ["北京市民政局", "北京市公安局"]


def test_each_item_stands_where_its_place_says(office):
    for source in (PASTED, SAMPLES / truth()["file"]):
        found = propose_minutes(office, source, as_of=TODAY)
        for item, (first, last) in zip(found.items, found.places, strict=True):
            assert item.text[:4] in found.text[first:last]


def test_text_without_any_decision_is_taken_and_said(office):
    found = propose_minutes(office, "今天天气很好。", as_of=TODAY)
    assert not found.items
    assert {problem.code for problem in found.problems} == {"minutes_no_day", "minutes_no_decision"}
    with pytest.raises(Problem):
        propose_minutes(office, " \n ", as_of=TODAY)


def test_a_paragraph_longer_than_any_decision_is_left_out_and_said(office):
    found = propose_minutes(office, "会议议定：\n一、" + "由市交通委牵头，" * 100_000, as_of=TODAY)
    assert not found.items
    assert "minutes_long_paragraph" in {problem.code for problem in found.problems}


def test_a_refused_file_leaves_the_book_alone(office, tmp_path):
    path = tmp_path / "纪要.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(Problem) as refused:
        propose_minutes(office, path, as_of=TODAY)
    assert (refused.value.code, refused.value.file) == ("word_old_format", "纪要.docx")


def test_a_person_can_stop_the_reading(office):
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose_minutes(office, PASTED, as_of=TODAY, progress=stop)


def test_the_verb_takes_all_new_decisions_once_and_says_what_it_read(office, capsys):
    book, file = str(office.path), str(SAMPLES / truth()["file"])
    office.close()
    day = ["--as-of", TODAY.isoformat(), "--json"]
    assert run(["minutes", book, file, "--dry-run", *day]) == 0
    assert json.loads(capsys.readouterr().out)["step"] is None
    assert run(["minutes", book, file, *day]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["step"]
    assert [item["title"] for item in said["decisions"]] == [item["title"] for item in truth()["decisions"]]
    assert run(["minutes", book, file, *day]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["step"] is None
    assert all(item["already"] for item in again["decisions"])


def test_the_verb_refuses_a_file_that_is_no_minutes(office, tmp_path, capsys):
    book = str(office.path)
    office.close()
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.7")
    assert run(["minutes", book, str(tmp_path / "a.docx")]) == 3
    assert "a.docx" in capsys.readouterr().err


def test_more_text_than_minutes_have_is_refused(office):
    with pytest.raises(Problem) as refused:
        propose_minutes(office, "由市交通委牵头\n" * 300_000, as_of=TODAY)
    assert refused.value.code == "word_too_much_text"


def test_a_masthead_without_a_name_takes_the_meeting_from_the_sentence_about_it(office):
    text = (
        "会议纪要\n第12期\n2026年11月10日上午，副市长主持召开智慧医疗专项工作组2026年第四次会议，研究下一步工作。\n"
        "会议要求，市卫生健康委要牵头制定清单，12月底前印发；市医保局要同步完善结算政策；市政务和数据局要积极配合。\n"
        "会议议定：\n1.由市城管委牵头，\n市水务局配合，2027年5月底前完成防汛准备。"
    )
    found = propose_minutes(office, text, as_of=TODAY)
    assert (found.title, found.number, found.chair) == ("智慧医疗专项工作组2026年第四次会议纪要", "第12期", "副市长")
    assert office.reader.name("group", found.group) == "智慧医疗专项工作组"
    assert [(item.title, names(office, (item.lead,)), names(office, item.support)) for item in found.items] == [
        ("制定清单，印发", ["北京市卫生健康委员会"], []),
        ("同步完善结算政策", ["北京市医疗保障局"], ["北京市政务服务和数据管理局"]),
        ("防汛准备", ["北京市城市管理委员会"], ["北京市水务局"]),
    ]


def test_more_decisions_than_are_read_are_said(office):
    lines = [f"{number}. 由市交通委牵头，12月底前完成路口{number}改造。" for number in range(1, 1010)]
    found = propose_minutes(office, "会议议定以下事项：\n" + "\n".join(lines), as_of=date(2026, 11, 23))
    assert len(found.items) == 1000
    assert "minutes_too_many" in {problem.code for problem in found.problems}

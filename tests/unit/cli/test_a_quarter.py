"""One quarter of the office, played through the verbs: ledgers and minutes in, matters through their life, papers out.

Read it from the bottom: the test is the story, the functions above it are its chapters.
"""

import re
import zipfile
from pathlib import Path

import pytest

from smartplanner.base.paths import resources

TRAFFIC, POLICE, PLANNING = "市交通委", "市公安局", "市规划自然资源委"
SIGNALS = "中心城区信号灯联网控制改造"
CATALOGUE = "交通数据目录编制"
BRIDGES = "抓紧推进下凹桥区积水监测"
PARKING_LAND = "梳理停车设施用地台账，报专项工作组办公室"
UPKEEP = "落实2027年运维经费"
PATROL = "路侧停车电子收费设备巡检"
MEETING = "智慧交通专项工作组第四次调度会"
DECISION = "由市交通委牵头，市公安局配合，2027年3月底前完成学校周边信号灯配时优化"
LAST_DAY = "2026-12-30"


class Quarter:
    """The book of the quarter and the verbs on it."""

    def __init__(self, verb, folder: Path):
        self.book, self.folder, self._verb = folder / "四季度.splan", folder, verb

    def do(self, name, *words):
        """Call a verb that has to succeed; returns its JSON document."""
        answer = self._verb(name, self.book, *words, "--json")
        assert answer.status == 0, f"{name} {words}: {answer.err}"
        return answer.json

    def is_refused(self, name, *words):
        """Call a verb that has to be refused; returns the refusal."""
        answer = self._verb(name, self.book, *words, "--json")
        assert answer.status == 3, f"{name} {words}"
        return answer.json["refused"]

    def act(self, act, *words, on):
        return self.do("act", act, *words, "--on", on)["tasks"][0]

    def matter(self, title, *, as_of=LAST_DAY):
        (found,) = [row for row in self.do("list", "task", "--as-of", as_of)["rows"] if row["title"] == title]
        return found

    def red(self, kind, *, as_of=LAST_DAY):
        """Return the titles that the red list holds of a kind."""
        groups = self.do("red-list", "--as-of", as_of)["groups"]
        return [item["title"] for group in groups for item in group["items"] if item["kind"] == kind]

    def write(self, report, file, *words):
        """Write a report as DOCX and as PDF; returns the text of the first."""
        for format in ("docx", "pdf"):
            path = self.folder / f"{file}.{format}"
            self.do("report", report, "--as-of", LAST_DAY, "--format", format, "--out", path, *words)
            assert path.stat().st_size > 3_000
        assert (self.folder / f"{file}.pdf").read_bytes().startswith(b"%PDF-")
        return text_of(self.folder / f"{file}.docx")


def text_of(docx):
    with zipfile.ZipFile(docx) as package:
        return re.sub(r"<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))


@pytest.fixture
def quarter(verb, tmp_path):
    made = Quarter(verb, tmp_path)
    made.do("new")
    return made


def ledgers_come_in(quarter):
    ledgers = sorted(path for path in resources("samples").iterdir() if path.suffix in (".xlsx", ".xls"))
    quarter.do("import", *ledgers, "--as-of", "2026-11-17")
    assert quarter.do("info")["counts"]["task"] > 400


def minutes_come_in(quarter):
    before = quarter.do("info")["counts"]["task"]
    told = quarter.do("minutes", resources("samples", "08-会议纪要.docx"), "--as-of", "2026-11-18")
    assert quarter.do("info")["counts"]["task"] == before + len(told["decisions"])
    assert quarter.matter(SIGNALS)["state"] == "signing"


def a_matter_is_divided_and_assigned(quarter):
    """The signals are too much for one step: the lead unit and the police take a part each."""
    refused = quarter.is_refused("divide", SIGNALS, f"路口改造|{POLICE}|2028-03-31", "--on", "2026-11-20")
    assert refused["code"] == "later_than_parent"
    quarter.do("divide", SIGNALS, f"信号灯点位普查|{TRAFFIC}|2026-12-25", f"路口改造|{POLICE}|2027-06-30",
               "--on", "2026-11-20")  # fmt: skip
    assert quarter.act("交办", "信号灯点位普查", "路口改造", on="2026-11-20")["state"] == "signing"


def the_units_sign(quarter):
    for title in (SIGNALS, CATALOGUE, BRIDGES, PARKING_LAND, UPKEEP, PATROL, "信号灯点位普查"):
        told = quarter.do("sign", title, "--on", "2026-11-23", "--person", "联络员")
        assert told["tasks"][0]["state"] == "in_progress"
    quarter.do("sign", SIGNALS, "--unit", POLICE, "--on", "2026-11-24")
    assert quarter.is_refused("sign", SIGNALS, "--unit", POLICE, "--on", "2026-11-25")["code"] == "signed_already"
    assert "路口改造" in quarter.red("unsigned")
    assert SIGNALS not in quarter.red("unsigned")


def the_units_report(quarter):
    quarter.do("progress", SIGNALS, "--progress", "20%", "--text", "完成方案评审", "--on", "2026-11-27")
    quarter.do("progress", SIGNALS, "--unit", POLICE, "--text", "提供点位数据", "--on", "2026-11-27")
    quarter.do("progress", CATALOGUE, "--progress", "80%", "--text", "目录初稿已征求意见", "--on", "2026-11-30")
    quarter.do("progress", BRIDGES, "--progress", "50%", "--text", "设备安装过半", "--on", "2026-11-30")
    assert quarter.matter(SIGNALS)["progress"] == 20  # that of the lead unit


def one_unit_is_urged_more_and_more_sharply(quarter):
    for day in ("2026-12-07", "2026-12-10", "2026-12-17", "2026-12-28", "2026-12-30"):
        quarter.act("催办", PARKING_LAND, on=day)
    events = quarter.do("list", "task_event")["rows"]
    urged = [row for row in events if row["act"] == "urge" and row["task"] == PARKING_LAND]
    grades = [row["grade"] for row in sorted(urged, key=lambda row: row["happened_on"])]
    assert grades == ["reminder", "blue", "yellow", "red", "red"]


def one_extension_is_granted_and_one_comes_too_late(quarter):
    asked = ("--to", "2027-01-29", "--reason", "汛期设备到货推迟", "--progress", "已完成五成")
    quarter.do("extend", BRIDGES, *asked, "--on", "2026-12-14")
    assert quarter.red("extension", as_of="2026-12-15") == [BRIDGES]
    told = quarter.do("decide", BRIDGES, "--grant", "--answer", "同意", "--by", "分管领导", "--on", "2026-12-16")
    assert told["tasks"][0]["due"] == "2027-01-29"
    assert (told["tasks"][0]["original_due"], told["tasks"][0]["extensions"]) == ("2026-12-31", 1)
    refused = quarter.is_refused("extend", PARKING_LAND, *asked, "--on", "2026-12-14")
    assert refused["code"] == "expired"
    assert "2026-12-09" in refused["message"]


def one_matter_is_overdue_and_red(quarter):
    late = quarter.matter(PARKING_LAND)
    assert (late["light"], late["overdue_days"], late["state"]) == ("red", 21, "in_progress")
    assert PARKING_LAND in quarter.red("overdue")
    assert PARKING_LAND not in quarter.red("overdue", as_of="2026-12-09")


def one_is_returned_and_one_is_closed(quarter):
    quarter.act("finish", UPKEEP, on="2026-12-18")
    assert quarter.act("return", UPKEEP, "--reason", "未附经费批复", on="2026-12-21")["state"] == "returned"
    assert quarter.act("finish", CATALOGUE, on="2026-12-14")["state"] == "done"
    assert quarter.is_refused("act", "close", CATALOGUE, "--on", "2026-12-15")["code"] == "evidence_needed"
    closed = quarter.act("close", CATALOGUE, "--evidence", "目录已发布，附发文", on="2026-12-15")
    assert (closed["state"], closed["progress"]) == ("closed", 100)
    assert quarter.is_refused("act", "finish", CATALOGUE, "--on", "2026-12-16")["code"] == "illegal_move"


def the_group_meets(quarter):
    quarter.do("extend", PATROL, "--to", "2027-02-26", "--reason", "巡检车辆不足", "--progress", "完成七成",
               "--on", "2026-12-24")  # fmt: skip
    day = ("--as-of", "2026-12-25")
    quarter.do("meeting", "open", "--title", MEETING, "--group", "智慧交通", "--chair", "召集人", *day)
    agenda = quarter.do("meeting", "show", *day)["agenda"]
    numbers = {line["title"]: str(line["number"]) for line in agenda}
    assert agenda[0]["light"] == "red"  # the worst comes first
    quarter.do("meeting", "note", numbers[PARKING_LAND], "一周内补报，逾期通报", *day)
    quarter.do("meeting", "grant", numbers[PATROL], "下不为例", *day)
    quarter.do("meeting", "decide", numbers[PARKING_LAND], DECISION, *day)
    quarter.do("meeting", "close", *day)
    assert quarter.is_refused("meeting", "note", "1", "x", "--meeting", MEETING, *day)["code"] == "meeting_ended"
    decided = quarter.matter("学校周边信号灯配时优化")
    assert (decided["lead"], decided["due"], decided["state"]) == ("北京市交通委员会", "2027-03-31", "signing")
    assert quarter.matter(PATROL)["due"] == "2027-02-26"


def the_minutes_say_what_the_meeting_did(quarter):
    text = quarter.write("meeting-minutes", "会议纪要", "--meeting", MEETING)
    for words in (MEETING, "一周内补报，逾期通报", DECISION, f"同意“{PATROL}”延期至2027年2月26日"):
        assert words in text
    assert BRIDGES not in text.split("出席")[0].split("会议听取情况")[1]  # nobody went through it


def each_unit_gets_one_reminder(quarter):
    folder = quarter.folder / "催办单"
    quarter.do("report", "urging-notice", "--as-of", LAST_DAY, "--out", folder, "--format", "docx", "--record")
    papers = sorted(path.stem for path in folder.iterdir())
    late = {row["lead"] for row in quarter.do("list", "task", "--as-of", LAST_DAY)["rows"] if row["overdue_days"]}
    assert len(papers) > len(late - {None})  # one for each unit, and one with all
    whole = quarter.write("urging-notice", "催办单（汇总）")
    assert all(title in whole for title in quarter.red("overdue"))


def the_other_papers_are_written(quarter):
    assert SIGNALS in quarter.write("supervision-notice", "督办通知单", "--task", SIGNALS)
    overdue = len(quarter.red("overdue"))
    assert f"{overdue}项" in quarter.write("supervision-circular", "督查通报")
    assert "办理中" in quarter.write("board-page", "督办看板")
    quarter.do("score", "--take-rules", "--period", "2026-Q4", "--as-of", LAST_DAY)
    assert "考核" in quarter.write("scoring-table", "考核情况表", "--period", "2026-Q4")


def each_point_is_explained(quarter):
    scored = quarter.do("score", "--period", "2026-Q4", "--as-of", LAST_DAY, "--unit", PLANNING)
    told = str(scored)
    assert PARKING_LAND in told


def all_figures_agree(quarter):
    rows = quarter.do("list", "task", "--as-of", LAST_DAY)["rows"]
    figures = quarter.do("figures", "--as-of", LAST_DAY)
    counts = quarter.do("red-list", "--as-of", LAST_DAY)["counts"]
    late = [row["title"] for row in rows if row["overdue_days"]]
    assert figures["total"] == len(rows) == quarter.do("info")["counts"]["task"]
    assert figures["overdue"] == len(late) == counts["overdue"]
    assert sorted(late) == sorted(quarter.red("overdue"))
    lights = {light: sum(row["light"] == light for row in rows) for light in ("red", "yellow", "green", "blue")}
    assert {light: figures["by_light"].get(light, 0) for light in lights} == lights
    assert sum(figures["by_state"].values()) == len(rows)


def test_a_quarter_of_the_office(quarter):
    ledgers_come_in(quarter)
    minutes_come_in(quarter)
    a_matter_is_divided_and_assigned(quarter)
    the_units_sign(quarter)
    the_units_report(quarter)
    one_unit_is_urged_more_and_more_sharply(quarter)
    one_extension_is_granted_and_one_comes_too_late(quarter)
    one_matter_is_overdue_and_red(quarter)
    one_is_returned_and_one_is_closed(quarter)
    the_group_meets(quarter)
    the_minutes_say_what_the_meeting_did(quarter)
    all_figures_agree(quarter)
    each_unit_gets_one_reminder(quarter)
    the_other_papers_are_written(quarter)
    each_point_is_explained(quarter)
    all_figures_agree(quarter)
    assert quarter.do("check")["problems"] == []

"""Sentences of a meeting as a 督查室 person would type them, and what each means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smartplanner.fields.sentence import SentenceReader
from smartplanner.fields.units import Directory, Unit

HELD = date(2026, 11, 23)  # a Monday
UNITS = [
    Unit("交通", "北京市交通委员会", ("市交通委", "交通委"), "department", 1),
    Unit("公安", "北京市公安局", ("市公安局", "公安局"), "department", 2),
    Unit("经信", "北京市经济和信息化局", ("市经信局", "经信局"), "department", 3),
    Unit("政数", "北京市政务服务和数据管理局", ("市政务服务局", "市政务和数据局"), "department", 4),
    Unit("发改", "北京市发展和改革委员会", ("市发改委", "市发展改革委"), "department", 5),
    Unit("规自", "北京市规划和自然资源委员会", ("市规自委", "市规划自然资源委"), "department", 6),
    Unit("水务", "北京市水务局", ("市水务局",), "department", 7),
    Unit("城管", "北京市城市管理委员会", ("市城管委",), "department", 8),
    Unit("科委", "北京市科学技术委员会、中关村科技园区管理委员会", ("市科委、中关村管委会",), "department", 9),
    Unit("海淀", "北京市海淀区人民政府", ("海淀区", "海淀区政府"), "district", 20),
    Unit("朝阳", "北京市朝阳区人民政府", ("朝阳区", "朝阳区政府"), "district", 21),
]


def add_workdays(day: date, count: int) -> date:
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5
    return day


READER = SentenceReader(Directory(UNITS), add_workdays=add_workdays)

CASES = [
    # sentence, title, lead, support, due, its words, precision
    ("由市交通委牵头，市公安局配合，2027年9月底前完成", "", "交通", ("公安",), "2027-09-30", "2027年9月底前", "month"),
    (
        "由市交通委牵头，市公安局配合，2027年9月底前完成信号灯改造",
        "信号灯改造",
        "交通",
        ("公安",),
        "2027-09-30",
        "2027年9月底前",
        "month",
    ),
    (
        "请市经信局会同市政务服务局、各区政府于12月15日前完成数据目录编制",
        "数据目录编制",
        "经信",
        ("政数", "海淀", "朝阳"),
        "2026-12-15",
        "12月15日前",
        "day",
    ),
    (
        "市发展改革委负责编制年度计划，12月30日前报市政府",
        "编制年度计划，报市政府",
        "发改",
        (),
        "2026-12-30",
        "12月30日前",
        "day",
    ),
    (
        "责成海淀区牵头，市城管委、市水务局配合，抓紧推进积水点治理，年底前见成效",
        "抓紧推进积水点治理",
        "海淀",
        ("城管", "水务"),
        "2026-12-31",
        "年底前",
        "year",
    ),
    (
        "停车资源联网（责任单位：市交通委；配合单位：市公安局；完成时限：2026年12月底）",
        "停车资源联网",
        "交通",
        ("公安",),
        "2026-12-31",
        "2026年12月底",
        "month",
    ),
    (
        "泵站自动化（市水务局牵头，市城管委配合，2026年12月底前）",
        "泵站自动化",
        "水务",
        ("城管",),
        "2026-12-31",
        "2026年12月底前",
        "month",
    ),
    ("市水务局主办，市城管委、海淀区协办，清理河道", "清理河道", "水务", ("城管", "海淀"), None, "", ""),
    (
        "市经信局牵头负责，市公安局参与，2027年三季度末实现互认",
        "实现互认",
        "经信",
        ("公安",),
        "2027-09-30",
        "2027年三季度末",
        "quarter",
    ),
    (
        "建立共享机制，由市政务和数据局牵头，会同市经信局、市公安局，12月底前报告",
        "建立共享机制，报告",
        "政数",
        ("经信", "公安"),
        "2026-12-31",
        "12月底前",
        "month",
    ),
    ("由市规划自然资源委牵头、市城管委配合，编制专项规划", "编制专项规划", "规自", ("城管",), None, "", ""),
    ("由市科委、中关村管委会牵头，市经信局配合，遴选试点", "遴选试点", "科委", ("经信",), None, "", ""),
    ("牵头单位：市交通委；配合单位：市公安局；时限：长期", "", "交通", ("公安",), None, "长期", "ongoing"),
    ("市水务局负责河道保洁，持续推进", "河道保洁", "水务", (), None, "持续推进", "ongoing"),
    ("市水务局负责河道保洁，长期坚持", "河道保洁", "水务", (), None, "长期坚持", "ongoing"),
    ("由市水务局负责河道保洁，尽快完成", "河道保洁", "水务", (), None, "尽快", "none"),
    ("由市水务局负责摸底，本周内报送", "摸底，报送", "水务", (), "2026-11-27", "本周内", "day"),
    ("由市水务局负责摸底，下周五前报送", "摸底，报送", "水务", (), "2026-12-04", "下周五前", "day"),
    ("由市水务局负责摸底，周三前报送", "摸底，报送", "水务", (), "2026-11-25", "周三前", "day"),
    ("由市水务局负责摸底，两周内完成", "摸底", "水务", (), "2026-12-07", "两周内", "day"),
    ("由市水务局负责摸底，十五个工作日内完成", "摸底", "水务", (), "2026-12-14", "十五个工作日内", "day"),
    ("会后10个工作日内，市水务局完成摸底", "完成摸底", "水务", (), "2026-12-07", "会后10个工作日内", "day"),
    ("由市水务局负责摸底，月底前完成", "摸底", "水务", (), "2026-11-30", "月底前", "month"),
    ("由市水务局负责摸底，三个月内完成", "摸底", "水务", (), "2027-02-23", "三个月内", "day"),
    (
        "由市交通委落实2026年工作要点，明年3月底前完成",
        "落实2026年工作要点",
        "交通",
        (),
        "2027-03-31",
        "明年3月底前",
        "month",
    ),
    (
        "由　市交通委　牵头，１２月１５日前完成信号灯改造",
        "信号灯改造",
        "交通",
        (),
        "2026-12-15",
        "１２月１５日前",
        "day",
    ),
]


@pytest.mark.parametrize(("sentence", "title", "lead", "support", "due", "words", "precision"), CASES)
def test_a_sentence_is_read_as_it_is_meant(sentence, title, lead, support, due, words, precision):
    found = READER.read(sentence, as_of=HELD)
    assert (found.title, found.lead, found.support) == (title, lead, support)
    assert (found.due and found.due.isoformat(), found.due_text, found.due_precision) == (due, words, precision)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_part_is_where_the_spans_say(case):
    found = READER.read(case[0], as_of=HELD)
    words = {role: [found.text[part.start : part.end] for part in found.parts if part.role == role] for role in ROLES}
    assert words["due"] == ([found.due_text] if found.due_text else [])
    assert "、".join(dict.fromkeys(words["lead"])) == found.lead_text
    assert "、".join(dict.fromkeys(words["support"])) == found.support_text
    assert all(part.start < part.end for part in found.parts)


ROLES = ("title", "lead", "support", "due")


def codes(sentence: str, field: str) -> list[str]:
    return [problem.code for problem in READER.read(sentence, as_of=HELD).problems if problem.field == field]


def test_what_is_missing_is_said():
    assert codes("加强统筹", "lead") == ["sentence_no_lead"]
    assert codes("加强统筹", "due") == ["sentence_no_due"]
    assert codes("由市水务局牵头，12月底前完成", "title") == ["sentence_no_title"]
    assert codes("", "title") == ["sentence_no_title"]


def test_an_unknown_unit_is_asked_about_and_its_words_are_kept():
    found = READER.read("由市水文局牵头，治理积水点", as_of=HELD)
    assert (found.lead_text, found.title) == ("市水文局", "治理积水点")
    assert codes("由某某区教委负责校园网建设", "lead") == ["unit_unknown"]
    assert codes("由海淀区教委负责校园网建设", "lead") == ["unit_unknown"]


def test_whoever_is_entrusted_is_asked_about_where_nobody_knows_him():
    found = READER.read("由办公室负责，12月底前完成汇总", as_of=HELD)
    assert (found.lead_text, found.title) == ("办公室", "汇总")
    assert READER.read("由经信、公安等部门负责", as_of=HELD).lead_text == "经信、公安等部门"


def test_a_festival_that_is_over_is_the_next_one():
    found = READER.read("市公安局牵头开展检查，春节前完成", as_of=HELD)
    assert (found.due_text, found.due and found.due.year, found.title) == ("春节前", None, "开展检查")
    found = READER.read("市公安局牵头开展检查，国庆节前完成", as_of=HELD)
    assert (found.due_text, found.due) == ("国庆节前", date(2027, 9, 30))


def test_several_leads_and_all_districts_are_never_taken_silently():
    assert codes("市交通委、市公安局按职责分工负责道路感知设备整合", "lead") == ["units_split"]
    found = READER.read("各区负责网格化管理", as_of=HELD)
    assert (found.lead, found.support) == (None, ("海淀", "朝阳"))
    assert "sentence_group_leads" in codes("各区负责网格化管理", "lead")


def test_a_day_that_is_over_this_year_is_read_as_next_year_and_said():
    found = READER.read("由市水务局牵头治理，9月底前完成", as_of=HELD)
    assert found.due == date(2027, 9, 30)
    assert codes("由市水务局牵头治理，9月底前完成", "due") == ["date_next_year"]


def test_of_several_deadlines_the_last_is_read_and_said():
    found = READER.read("由市水务局牵头，2027年6月底前完成方案，2027年12月底前建成", as_of=HELD)
    assert found.due == date(2027, 12, 31)
    assert "sentence_deadlines" in [problem.code for problem in found.problems]


def test_workdays_without_a_calendar_name_no_day():
    found = SentenceReader(Directory(UNITS)).read("由市水务局牵头，十个工作日内完成", as_of=HELD)
    assert (found.due, found.due_precision) == (None, "none")


def test_each_sentence_with_its_own_lead_is_a_matter_and_the_others_stay_with_it():
    text = "原则同意方案。由市水务局牵头治理积水点，2027年6月底前完成。要加强统筹。市交通委负责监测；市公安局配合。"
    assert READER.split(text) == (
        "原则同意方案。由市水务局牵头治理积水点，2027年6月底前完成。要加强统筹。",
        "市交通委负责监测；市公安局配合。",
    )


def test_prose_that_only_mentions_units_and_days_is_no_duty():
    for prose in (
        "会议认为，今年以来各单位密切配合，9月底前的阶段任务基本完成",
        "会议听取了市交通委关于2026年建设进展的汇报",
        "全面贯彻落实2026年政府工作报告",
    ):
        found = READER.read(prose, as_of=HELD)
        assert found.lead is None


@pytest.mark.parametrize(
    "piece", ["由市交通委牵头，", "（责任单位：", "9月底前", "市交通委、", "牵头单位：市交通委；", "(", "一"]
)
def test_a_hundred_thousand_characters_are_read_to_the_end(piece):
    # A grammar that looks back over all that was read would take minutes here.
    text = (piece * 100_000)[:100_000]
    assert sum(len(found.text) for found in READER.read_all(text, as_of=HELD)) == len(text.strip())

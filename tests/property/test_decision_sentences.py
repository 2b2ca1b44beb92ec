"""Sentences put together from random parts are read back as those parts; nothing that is typed raises."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartplanner.fields.sentence import SentenceReader
from smartplanner.fields.units import Directory, Unit

HELD = date(2026, 11, 23)
NAMES = {
    "交通": ("北京市交通委员会", "市交通委"),
    "公安": ("北京市公安局", "市公安局"),
    "规自": ("北京市规划和自然资源委员会", "市规划和自然资源委"),
    "科委": ("北京市科学技术委员会、中关村科技园区管理委员会", "市科委、中关村管委会"),
    "人社": ("北京市人力资源和社会保障局", "市人力资源和社会保障局"),
    "海淀": ("北京市海淀区人民政府", "海淀区"),
    "中心": ("北京市大数据中心", "市大数据中心"),
}
UNITS = [Unit(key, name, (alias,)) for key, (name, alias) in NAMES.items()]
READER = SentenceReader(Directory(UNITS), add_workdays=lambda day, count: day + timedelta(count))

TITLES = st.sampled_from(
    [
        "推进公共停车资源联网",
        "编制数据目录",
        "落实2026年工作要点",
        "建设“一网通办”平台",
        "开展下凹桥区积水监测",
        "优化12345热线派单",
        "梳理路侧设施台账（含杆体）",
    ]
)
DAYS = st.dates(date(2026, 11, 24), date(2029, 12, 31))
TEMPLATES = (
    "由{lead}牵头，{support}配合，{title}，{day}前完成",
    "由{lead}牵头、{support}配合，{day}前完成{title}",
    "请{lead}会同{support}于{day}前完成{title}。",
    "责成{lead}牵头，会同{support}，{title}，{day}前完成",
    "{lead}负责{title}，{support}协办，{day}前办结",
    "{title}（责任单位：{lead}；配合单位：{support}；完成时限：{day}）",
    "{title}。牵头单位：{lead}，配合单位：{support}，完成时限：{day}。",
    "{title}（{lead}牵头，{support}配合，{day}前完成）",
    "会议要求，{title}由{lead}主办，{support}参与，{day}前落实到位",
)
# fmt: off
PIECES = st.sampled_from([
    "由", "市交通委", "牵头", "配合", "，", "。", "；", "、", "（", "）", "：", "9月底前", "2026年", "完成", "请",
    "会同", "于", "各区", "责任单位", "完成时限", "本周", "内", "十", "个工作日", "下周五", "长期坚持", "尽快", "前",
    "第", "月", "日", "13月40日", "一、", "\n", " ", "\u3000", "\ud800", "𠀀", "\x00", "市某某局", "和", "等部门",
    "(", "[", "〔", "％",
])
# fmt: on


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(TEMPLATES),
    st.sampled_from(sorted(NAMES)),
    st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3, unique=True),
    TITLES,
    DAYS,
    st.booleans(),
)
def test_what_was_put_into_a_sentence_is_read_out_of_it(template, lead, support, title, day, full_names):
    helpers = [unit for unit in support if unit != lead]
    if not helpers:
        return
    said = {unit: NAMES[unit][0 if full_names else 1] for unit in (lead, *helpers)}
    words = f"{day.year}年{day.month}月{day.day}日"
    sentence = template.format(
        lead=said[lead], support="、".join(said[unit] for unit in helpers), title=title, day=words
    )
    found = READER.read(sentence, as_of=HELD)
    assert (found.lead, found.support, found.due) == (lead, tuple(helpers), day), sentence
    assert found.title == title, sentence
    assert found.due_text.startswith(words)
    assert [one.text for one in READER.read_all(sentence, as_of=HELD)] in ([sentence], [sentence.strip()])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80), st.dates(date(1, 1, 1), date(9999, 12, 31)))
@example("由" * 3000, HELD)
@example("（" * 3000, HELD)
@example("本周内", date(9999, 12, 31))
@example("下周五前", date.max)
@example("九百个工作日内", date.max)
@example("三年内完成", date(9999, 12, 31))
def test_no_text_raises_and_every_part_is_in_it(given_text, as_of):
    for found in (READER.read(given_text, as_of=as_of), *READER.read_all(given_text, as_of=as_of)):
        assert all(0 <= part.start < part.end <= len(found.text) for part in found.parts)
        assert found.lead is None or found.lead in NAMES
        assert set(found.support) <= set(NAMES)
        assert found.lead not in found.support
        assert not (found.due and not found.due_text)
        assert all(problem.sentence() for problem in found.problems)

"""The papers of supervision, gathered from a real book: reminders, minutes, notices, circulars, material, scores."""

from datetime import date

import pytest
from made_papers import tables, words

from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.reports.document.blocks import Paragraph, ParagraphStyle
from smartplanner.reports.registry import find_report

UNITS = [
    ("jt", "北京市交通委员会", "市交通委", "department"),
    ("ga", "北京市公安局", "市公安局", "department"),
    ("dc", "北京市东城区人民政府", "东城区", "district"),
]


@pytest.fixture
def commit(journal):
    """Put units into the book; add more rows as (entity, id, values)."""
    changes = []
    for order, (id, name, short, kind) in enumerate(UNITS):
        changes.append(insert("organisation", id, {"name": name, "kind": kind, "order": order}))
        changes.append(insert("alias", f"alias-{id}", {"organisation": id, "name": short}))
    journal.commit(Label("Units"), changes)
    return lambda *rows: journal.commit(Label("Rows"), [insert(entity, id, values) for entity, id, values in rows])


def task(id="t", **values):
    return ("task", id, {"title": "智慧停车", "state": "in_progress", "lead": "jt"} | values)


def test_each_unit_is_reminded_of_its_part_in_each_late_matter(commit, gather):
    commit(
        task(due=date(2026, 11, 20), support=("ga",)),
        task("u", title="路灯改造", due=date(2026, 11, 26)),
        task("v", title="已经办结", due=date(2026, 11, 1), state="closed"),
        task("w", title="还早", due=date(2027, 3, 1)),
    )
    found = gather("urging-notice")
    said = {
        notice.short: [(m.title, m.role, m.reasons, m.grade_label) for m in notice.matters] for notice in found.notices
    }
    assert said == {
        "市交通委": [
            ("智慧停车", "牵头", ("逾期3日",), "蓝单"),
            ("路灯改造", "牵头", ("3日后到期",), "提醒"),
        ],
        "市公安局": [("智慧停车", "配合", ("逾期3日",), "蓝单")],
    }
    assert found.answer_by == date(2026, 11, 26)


def test_missing_reports_signatures_and_requests_are_urged_as_well(commit, gather):
    commit(
        task(cycle="monthly", start=date(2026, 9, 1), due=date(2027, 3, 1), state="signing"),
        ("party", "p", {"task": "t", "organisation": "jt", "role": "lead"}),
        ("extension", "e", {"task": "t", "state": "requested", "requested_on": date(2026, 11, 20), "reason": "雨"}),
    )
    (notice,) = gather("urging-notice").notices
    (matter,) = notice.matters
    assert matter.reasons == ("未报10月进展（连续2期）", "尚未签收", "延期申请待批")
    assert notice.counts == (("应报未报", 1), ("尚未签收", 1), ("延期申请待批", 1))


def test_nobody_is_urged_to_sign_where_no_signatures_are_kept_or_on_the_day_of_assignment(commit, gather):
    commit(task(due=date(2027, 3, 1)), ("party", "p", {"task": "t", "organisation": "jt", "role": "lead"}))
    assert gather("urging-notice").notices == ()
    given = {"task": "u", "act": "assign", "happened_on": date(2026, 11, 23)}
    commit(task("u", due=date(2027, 3, 1), state="signing"), ("task_event", "g", given))
    assert gather("urging-notice").notices == ()


def test_a_unit_that_did_its_own_part_is_left_in_peace(commit, gather):
    commit(
        task(due=date(2026, 11, 20), support=("ga",)),
        ("party", "p", {"task": "t", "organisation": "ga", "role": "support", "done_on": date(2026, 11, 1)}),
    )
    assert [notice.short for notice in gather("urging-notice").notices] == ["市交通委"]


def test_the_reminders_stand_on_a_page_each_and_part_into_files(commit, gather, paper):
    commit(task(due=date(2026, 11, 20), support=("ga", "dc")))
    document = paper("urging-notice")
    titles = [b for b in document.blocks if isinstance(b, Paragraph) and b.style is ParagraphStyle.TITLE]
    assert (document.title, len(titles)) == ("督办事项催办单", 2)
    parts = list(find_report("urging-notice").split(gather("urging-notice")))
    assert [(stem, len(part.notices)) for stem, part in parts] == [("市交通委", 1), ("市公安局", 1), ("东城区", 1)]


def test_without_late_matters_the_reminder_says_so(commit, paper):
    commit(task(due=date(2027, 3, 1)))
    assert "无需催办的事项" in words(paper("urging-notice"))


def meeting(**values):
    return ("meeting", "m", {"title": "智慧交通工作组第三次会议", "held_on": date(2026, 11, 20)} | values)


def test_minutes_say_who_leads_who_helps_and_until_when(commit, paper):
    commit(
        meeting(chair="分管副市长", present=("jt", "ga"), absent=("dc",)),
        task(),
        ("agenda_item", "i", {"meeting": "m", "order": 1, "title": "智慧停车", "kind": "red", "task": "t",
                              "remark": "要加快进度。"}),
        ("decision", "d2", {"meeting": "m", "order": 2, "text": "由市公安局牵头，12月底前完成共享；", "lead": "ga",
                            "due": date(2026, 12, 31), "due_text": "12月底前"}),
        ("decision", "d1", {"meeting": "m", "order": 1, "text": "完成信号灯联网", "lead": "jt", "support": ("ga",),
                            "due": date(2026, 12, 20)}),
    )  # fmt: skip
    text = words(paper("meeting-minutes", meeting="m"))
    assert "1.完成信号灯联网，由市交通委牵头，市公安局配合，于12月20日前完成。" in text
    assert "2.由市公安局牵头，12月底前完成共享。" in text
    assert "会议听取了市交通委关于“智慧停车”有关情况的汇报。会议指出，要加快进度。" in text
    assert "出席：市交通委、市公安局。" in text
    assert "请假：东城区。" in text
    assert "列席" not in text, "those are named only where there are any (GB/T 9704 §10.3)"


@pytest.mark.parametrize("words_of_it", ["市财政局负责落实经费", "请市公安局会同各区", "责任单位：市交通委；平台接入"])
def test_minutes_do_not_say_again_whose_a_decision_is(commit, paper, words_of_it):
    commit(meeting(), ("decision", "d", {"meeting": "m", "order": 1, "text": words_of_it, "lead": "jt"}))
    assert "牵头" not in words(paper("meeting-minutes", meeting="m")).split("会议要求")[0]


def test_minutes_of_a_meeting_without_anything_are_still_a_paper(commit, paper):
    commit(meeting(title="碰头"))
    text = words(paper("meeting-minutes", meeting="m"))
    assert "召开碰头会议" in text
    assert "一、会议议定事项\n无。\n二、会议要求\n无。\n出席：无。" in text
    assert "会议听取情况" not in text


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("智慧停车专题会", "专题会议纪要"),
        ("市智慧城市建设领导小组第三次全体会议", "领导小组会议纪要"),
        ("领导小组办公室第五次主任办公会", "主任办公会议纪要"),
        ("市智慧城市建设领导小组办公室会议", "会议纪要"),
        ("领导小组数据共享专题协调会", "协调会议纪要"),
        ("碰头会", "会议纪要"),
    ],
)
def test_the_head_of_minutes_says_the_kind_of_meeting(commit, paper, title, mark):
    commit(meeting(title=title))
    assert paper("meeting-minutes", meeting="m").masthead.name == mark


def test_minutes_without_a_meeting_are_refused(gather):
    with pytest.raises(Problem) as refused:
        gather("meeting-minutes")
    assert refused.value.code == "no_meeting"


def test_a_notice_tells_a_unit_all_it_has_to_know(commit, paper):
    commit(
        ("document", "doc", {"title": "第五次全体会议纪要", "kind": "minutes", "number": "京纪〔2026〕5号",
                             "issued_on": date(2026, 9, 1)}),
        task(code="DB-7", goal="建成一期", due=date(2026, 12, 31), due_precision="month", support=("ga",),
             document="doc", cycle="monthly", priority="urgent"),
    )  # fmt: skip
    (table,) = tables(paper("supervision-notice", tasks=("t",)))
    assert table.head == ()
    said = dict(table.rows)
    assert said["编　　号"].startswith("DB-7（")
    assert said["事项来源"] == "会议：《第五次全体会议纪要》（京纪〔2026〕5号），2026年9月1日"
    assert (said["主办单位"], said["协办单位"], said["完成时限"]) == ("市交通委", "市公安局", "2026年12月底前")
    assert said["反馈要求"].startswith("每月底前")


def test_a_notice_is_made_for_each_matter_in_the_order_asked_for(commit, gather):
    commit(task(), task("u", title="路灯改造"))
    assert [matter.title for matter in gather("supervision-notice", tasks=("u", "t")).matters] == [
        "路灯改造",
        "智慧停车",
    ]


def test_the_shares_of_a_circular_add_up(commit, gather):
    commit(*(task(f"t{n}", title=f"事项{n}", state=state) for n, state in enumerate(
        ["closed", "done", "in_progress", "in_progress", "terminated", "in_progress"]
    )))  # fmt: skip
    found = gather("supervision-circular")
    assert (found.total, found.done, found.under_way, found.ended) == (6, 2, 3, 1)
    assert round(sum(share for _label, _count, share in found.parts), 1) == 100.0
    assert sum(count for _label, count, _share in found.shown_classes) == 6


def test_a_circular_names_units_and_the_numbers_of_their_matters(commit, paper):
    commit(
        task("a", title="甲", due=date(2026, 11, 1)),
        task("b", title="乙", due=date(2026, 11, 10)),
        task("c", title="丙", due=date(2026, 11, 20), lead="ga"),
    )
    document = paper("supervision-circular")
    text = words(document)
    assert "共3项，涉及市交通委2项（第1—2项）、市公安局1项（第3项），项号见附件。" in text
    (annex,) = document.annexes
    assert [row[:3] for row in annex.blocks[0].rows] == [
        ("1", "甲", "市交通委"), ("2", "乙", "市交通委"), ("3", "丙", "市公安局"),
    ]  # fmt: skip


def test_a_circular_names_its_annexes_after_its_classes_as_the_briefing_calls_fewer_matters_behind(commit, paper):
    whole_year = {"due": date(2026, 12, 31), "start": date(2026, 1, 1)}
    commit(task("a", title="甲", progress=40.0, **whole_year), task("b", title="乙", progress=90.0, **whole_year))
    document = paper("supervision-circular")
    assert [annex.title for annex in document.annexes] == ["欠进度事项清单", "达进度和超进度事项清单"]
    assert "进度滞后" not in words(document)
    assert "慢于序时进度，共1项" in words(document)


def test_a_circular_about_nothing_says_none_under_each_heading(paper):
    text = words(paper("supervision-circular"))
    assert "尚未确定督办事项" in text
    assert text.count("无。") == 2


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"state": "closed", "due": date(2026, 12, 1), "done_on": date(2026, 11, 1)}, "提前完成"),
        ({"state": "closed", "due": date(2026, 12, 1), "done_on": date(2026, 12, 1)}, "已完成"),
        ({"state": "closed"}, "已完成"),
        ({"due": date(2026, 11, 1), "progress": 99.0}, "欠进度"),
        ({"due": date(2026, 12, 31), "start": date(2026, 1, 1), "progress": 100.0}, "超进度"),
        ({"due": date(2026, 12, 31), "start": date(2026, 1, 1), "progress": 90.0}, "达进度"),
        ({"due": date(2026, 12, 31), "start": date(2026, 1, 1), "progress": 40.0}, "欠进度"),
        ({"due": date(2026, 12, 31)}, "其他"),
        ({"state": "terminated"}, "其他"),
    ],
)
def test_each_matter_is_in_one_counting_class(commit, gather, values, kind):
    commit(task(**values))
    assert [(count.label, count.count) for count in gather("supervision-circular").classes if count.count] == [
        (kind, 1)
    ]


def test_the_material_of_a_meeting_is_about_its_group_and_shows_what_is_to_decide(commit, gather, paper):
    commit(
        ("group", "g", {"name": "智慧交通专项工作组"}),
        meeting(group="g", held_on=date(2026, 11, 24)),
        ("meeting", "before", {"title": "第二次会议", "held_on": date(2026, 10, 24), "group": "g"}),
        task(group="g", due=date(2026, 11, 20)),
        ("decision", "d", {"meeting": "before", "text": "完成联网。", "lead": "jt", "task": "t"}),
        task("u", title="别组的事", due=date(2026, 11, 20)),
        ("extension", "e", {"task": "t", "state": "requested", "new_due": date(2026, 12, 20), "reason": "缺货"}),
    )
    found = gather("meeting-material", meeting="m")
    assert [item.title for item in found.late] == ["智慧停车"]
    assert [(item.before, item.after, item.reason) for item in found.extensions] == [("11月20日", "12月20日", "缺货")]
    assert [(item.text, item.state) for item in found.earlier] == [("完成联网", "办理中")]
    assert "第二次会议议定事项1项" in words(paper("meeting-material", meeting="m"))


def test_the_material_of_a_group_counts_what_is_in_its_field_and_of_no_group_as_the_agenda_does(commit, gather):
    commit(
        ("group", "g", {"name": "智慧交通专项工作组", "field": "智慧交通"}),
        ("group", "h", {"name": "智慧医疗专项工作组", "field": "医疗"}),
        task(category="智慧交通", due=date(2026, 11, 20)),
        task("u", title="别组的事", category="智慧交通", group="h", due=date(2026, 11, 20)),
    )
    assert [item.title for item in gather("meeting-material", group="g").late] == ["智慧停车"]


def test_the_table_of_scores_explains_every_point(commit, paper):
    commit(
        ("score_rule", "b", {"title": "基础分", "condition": "base", "points": 100.0}),
        ("score_rule", "o", {"title": "逾期未办结", "condition": "overdue", "points": -1.0}),
        task(due=date(2026, 11, 1)),
    )
    use_language("en")
    document = paper("scoring-table")
    department, explained = tables(document)
    assert department.rows == (("1", "市交通委", "100", "-1", "0", "99", "1"),)
    assert explained.rows == (("市交通委", "逾期未办结", "智慧停车（逾期22天）", "牵头", "2026.11.1", "-1"),)


def test_scores_without_rules_are_refused_with_the_remedy(gather):
    with pytest.raises(Problem) as refused:
        gather("scoring-table")
    assert "--take-rules" in refused.value.remedy

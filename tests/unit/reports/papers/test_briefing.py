import re
from pathlib import Path

import pytest
from briefing_samples import sample_figures
from made_papers import words
from markup_strings import MARKUP

from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import Heading, Table
from smartplanner.reports.papers.periodic.briefing import Changes, Circulation, DueItem, LateItem, build_briefing
from smartplanner.reports.pdf.writer import write_pdf
from smartplanner.reports.registry import REPORTS, find_report
from smartplanner.reports.word.writer import write_docx
from smartplanner.reports.writing import formats, write_report

EMPTY = dict.fromkeys(
    ("lights", "fields", "districts", "worst_units", "done_this_month", "overdue_this_month", "late",
     "due_next_month", "problems"), (),
) | {
    "changes": Changes(), "circulation": Circulation(), "planned_fen": None, "with_amount": 0,
    "completion_before": None,
}  # fmt: skip


def test_the_briefing_has_its_four_parts_head_annex_and_tail():
    document = build_briefing(sample_figures())
    parts = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == ["一、总体进展", "二、重点任务进展", "三、存在的主要问题", "四、下月工作安排"]
    assert document.masthead.issue == "9"
    assert document.annexes[0].title == "逾期和滞后事项清单"
    assert document.annexes[0].landscape
    assert document.tail.lines[0].startswith("报：市委")


def test_the_prose_says_the_figures_as_an_office_does():
    text = words(build_briefing(sample_figures()))
    assert "共督办重点任务86项" in text
    assert "办结率（含销号）47.7%，慢于序时进度27.3个百分点（序时进度为75.0%），较上期提高2.3个百分点。" in text
    assert "计划投资共12.35亿元" in text
    shares = [float(share) for share in re.findall(r"项，占([\d.]+)%", text)]
    assert round(sum(shares), 1) == 100.0


def test_states_without_tasks_are_not_mentioned():
    text = words(build_briefing(sample_figures()))
    assert "0.0%" not in text
    assert "已终止" not in text


def test_an_empty_month_says_none_and_has_no_annex():
    document = build_briefing(sample_figures(**EMPTY))
    text = words(document)
    assert document.annexes == ()
    assert document.tail is None
    assert text.count("无。") == 4
    assert "10月无到期事项。" in text
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert "0项" not in text.replace("10项", "")


def test_a_book_begun_in_the_month_compares_with_nothing():
    unknown = {"first_issue": True, "completion_before": None, "done_this_month": ()}
    assert "台账未载明" not in words(build_briefing(sample_figures(**unknown, done_without_day=0)))
    text = words(build_briefing(sample_figures(**unknown, done_without_day=3)))
    assert "台账自本月建立，暂无上期数据可比。" in text
    assert "台账未载明本月办结日期" in text
    assert "较上期提高" not in text


def test_many_tasks_due_next_month_are_counted_in_the_text_and_listed_in_an_annex():
    due = tuple(DueItem(f"任务{number}", "某局", f"10月{number + 1}日", rank=9 - number) for number in range(9))
    document = build_briefing(sample_figures(due_next_month=due))
    text = words(document)
    assert "10月应办结9项（详见附件2），其中重点抓好：任务8（某局牵头，10月9日前完成）；任务7" in text
    assert "任务2（" not in text
    annex = document.annexes[1]
    assert (annex.label, annex.title, annex.landscape) == ("附件2", "下月（10月）应办结事项清单", False)
    assert annex.blocks[0].rows[8] == ("9", "任务8", "某局", "10月9日")
    assert document.annex_list == (("1.", "逾期和滞后事项清单"), ("2.", "下月（10月）应办结事项清单"))


def test_a_single_annex_has_no_number():
    document = build_briefing(sample_figures())
    assert document.annex_list == (("", "逾期和滞后事项清单"),)
    assert document.annexes[0].label == "附件"
    assert "详见附件。" in words(document)
    due = tuple(DueItem(f"任务{number}", "", "10月底前") for number in range(9))
    document = build_briefing(sample_figures(late=(), problems=(), due_next_month=due))
    assert [annex.label for annex in document.annexes] == ["附件"]
    assert "10月应办结9项（详见附件）" in words(document)


def test_prose_tables_and_annexes_say_the_same_numbers():
    figures = sample_figures()
    document = build_briefing(figures)
    text = words(document)
    by_field, by_district = (block.rows for block in document.blocks if isinstance(block, Table))
    for rows in (by_field, by_district):
        sums = [sum(int(row[column]) for row in rows[:-1]) for column in range(1, 6)]
        assert rows[-1][0] == "合计"
        assert [int(cell) for cell in rows[-1][1:6]] == sums
        assert sums[0] == sum(sums[1:])
    total, done, _on_track, behind, overdue = (int(cell) for cell in by_field[-1][1:6])
    assert f"重点任务{total}项" in text
    assert f"未办结的{total - done}项中" in text
    assert by_field[-1][6] == "47.7%"
    overdue_list, behind_list = document.annexes[0].blocks
    assert (overdue, behind) == (len(overdue_list.rows), len(behind_list.rows))
    assert (overdue_list.caption, behind_list.caption) == (f"逾期事项（{overdue}项）", f"滞后事项（{behind}项）")
    assert f"逾期{overdue}项" in text
    assert f"进度滞后{behind}项" in text


def test_an_empty_book_divides_by_nothing():
    text = words(build_briefing(sample_figures(**EMPTY, states=(), done=0)))
    assert "尚无督办任务" in text


def test_december_is_followed_by_january():
    assert "1月无到期事项。" in words(build_briefing(sample_figures(**EMPTY, month=12)))


def test_markup_in_the_data_comes_out_literally_everywhere():
    late = tuple(LateItem(text, text, (text,), "9月底前", 3, text, text) for text in MARKUP)
    figures = sample_figures(late=late, done_this_month=MARKUP, problems=MARKUP[:1])
    document = build_briefing(figures)
    assert [row[1] for row in document.annexes[0].blocks[0].rows] == list(MARKUP)
    assert [row[6] for row in document.annexes[0].blocks[0].rows] == [f"{text}。下步：{text}" for text in MARKUP]
    assert "；".join(MARKUP[:12]) + "等。" in words(document)
    assert MARKUP[0] in words(document)
    write_docx(document)
    write_pdf(document)


def test_a_line_feed_in_a_cell_stays_a_line_break():
    late = (LateItem("甲\n乙", "某局", (), "9月底前", 1, "一行\r\n二行", ""),)
    row = build_briefing(sample_figures(late=late)).annexes[0].blocks[0].rows[0]
    assert row[1] == "甲\n乙"


def test_an_office_can_change_the_wording():
    own = {"monthly_briefing.md.j2": "# 自定\n\n共{{ figures.total }}项。\n"}
    document = build_briefing(sample_figures(), wordings=own)
    assert (document.title, words(document)) == ("自定", "共86项。")


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_report_is_written_to_a_file(tmp_path: Path, format: str):
    path = tmp_path / f"简报.{format}"
    written = write_report(
        find_report("monthly-briefing"), sample_figures(office="办\x00公室"), format=format, path=path
    )
    assert path.stat().st_size > 5000
    assert written.replaced_characters > 0
    assert written.missing_characters == ""


def test_a_format_can_be_handed_in(tmp_path: Path):
    extra = {"xlsx": lambda document: document.title.encode()}
    write_report(REPORTS[0], sample_figures(), format="xlsx", path=tmp_path / "a.xlsx", extra=extra)
    assert (tmp_path / "a.xlsx").read_bytes().startswith("2026年9月".encode())
    assert formats(extra) == ("docx", "pdf", "xlsx")


def test_unknown_names_and_formats_are_problems(tmp_path: Path):
    with pytest.raises(Problem):
        find_report("nothing")
    with pytest.raises(Problem):
        write_report(REPORTS[0], sample_figures(), format="txt", path=tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []

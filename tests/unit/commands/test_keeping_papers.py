"""Papers that are kept: edits, issues that read word by word the same, numbers, comparison, what is wrong."""

import json
from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.papers import (
    Numbers,
    compare,
    issue_paper,
    issues_of,
    mend,
    newest_issue,
    pdf_of,
    prepare,
    reopen,
    suggested_numbers,
    write_paper,
)
from smartplanner.reports.document.blocks import Document, Paragraph
from smartplanner.reports.document.frozen import text_of

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
BRIEFING = "monthly-briefing"


@pytest.fixture
def office(journal, monkeypatch):
    """Six matters of two districts, begun in September."""
    monkeypatch.setattr(clock, "now", lambda: "2026-09-10T01:00:00Z")
    rows = [
        insert("organisation", "traffic", {"name": "市交通委", "kind": "department"}),
        insert("district", "east", {"name": "东城区", "order": 1}),
        insert("district", "west", {"name": "西城区", "order": 2}),
    ]
    rows += [
        insert("task", f"t{number}", {
            "title": f"事项{number}", "state": "in_progress", "lead": "traffic", "due_precision": "day",
            "district": "east" if number < 4 else "west", "due": date(2026, 12 if number else 10, 15),
        })
        for number in range(6)
    ]  # fmt: skip
    journal.commit(Label("Import"), rows)
    monkeypatch.setattr(clock, "now", lambda: "2026-11-10T01:00:00Z")
    return Office(journal)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def sentence(paper, words: str):
    return next(one for one in paper.sentences if words in one.text)


def finish(office, id: str) -> None:
    change = update("task", id, {"state": "in_progress"}, {"state": "done"})
    office.journal.commit(Label("Edit"), [change])


def issued(office, as_of, **numbers):
    paper = prepare(office, BRIEFING, as_of=as_of)
    issue_paper(office, paper, Numbers(**numbers), issued_on=as_of)
    return newest_issue(office, paper)


# -- edits


def test_preparing_a_paper_writes_nothing(office):
    before = office.journal.steps(limit=1)[0].number
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    assert paper.issue is None
    assert paper.title == "2026年11月智慧城市建设重点任务进展情况"
    assert (1, "一、总体进展") in paper.headings
    assert office.journal.steps(limit=1)[0].number == before


def test_an_edit_is_kept_and_put_on_each_time(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    old = sentence(paper, "共督办")
    paper = mend(office, paper, old.before, "我办共督办六项。")
    again = prepare(office, BRIEFING, as_of=NOVEMBER)
    assert again.issue == paper.issue
    assert "我办共督办六项。" in texts(again.document)
    assert old.text not in texts(again.document)
    assert sentence(again, "六项").edited
    assert sentence(again, "六项").before == old.before


def test_an_edit_of_one_scope_is_not_that_of_another(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER, district="东城区")
    mend(office, paper, sentence(paper, "共督办").before, "东城区四项。")
    assert prepare(office, BRIEFING, as_of=NOVEMBER).issue is None
    assert "东城区四项。" in texts(prepare(office, BRIEFING, as_of=NOVEMBER, district="east").document)


def test_the_computed_words_take_an_edit_back(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    old = sentence(paper, "共督办")
    paper = mend(office, paper, old.before, "另一句。")
    paper = mend(office, paper, old.before, old.before)
    assert paper.edits == ()
    assert paper.document == paper.computed


def test_each_edit_is_one_step_that_can_be_taken_back(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    mend(office, paper, sentence(paper, "共督办").before, "另一句。")
    office.journal.undo()
    assert issues_of(office) == []
    assert prepare(office, BRIEFING, as_of=NOVEMBER).document == paper.document


def test_two_windows_do_not_lose_each_others_edits(office):
    one = prepare(office, BRIEFING, as_of=NOVEMBER)
    other = prepare(office, BRIEFING, as_of=NOVEMBER)
    mend(office, one, sentence(one, "共督办").before, "第一句。")
    both = mend(office, other, "一、总体进展", "一、总体情况")
    assert len(both.edits) == 2
    assert len(issues_of(office)) == 1


def test_text_is_text_and_a_new_line_begins_a_paragraph(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    paper = mend(office, paper, sentence(paper, "共督办").before, "# 不是标题 **不加粗** {{ 7 * 7 }}\n=1+1")
    assert "# 不是标题 **不加粗** {{ 7 * 7 }}" in texts(paper.document)
    assert "=1+1" in texts(paper.document)


def test_titles_and_headings_are_mended_too_but_not_struck_out(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    title = paper.sentences[0]
    paper = mend(office, paper, title.before, "关于\n进展的简报")
    assert paper.document.title == "关于\n进展的简报"
    assert paper.title == paper.document.meta.title == "关于进展的简报"
    with pytest.raises(Problem) as refused:
        mend(office, paper, "一、总体进展", " ")
    assert refused.value.code == "empty_heading"


def test_words_are_found_without_their_line_breaks(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    assert mend(office, paper, paper.title, "简报").title == "简报"


def test_an_empty_text_strikes_a_paragraph_out(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    old = sentence(paper, "共督办")
    paper = mend(office, paper, old.before, "")
    assert old.text not in texts(paper.document)
    assert any(one.before == old.before and one.text == "" for one in paper.sentences)


def test_words_that_repeat_are_told_apart_by_their_heading(office):
    paper = prepare(office, "supervision-circular", as_of=date(2026, 9, 30))
    same = [one for one in paper.sentences if one.text == "无。"]
    if len(same) < 2:
        paper = prepare(office, BRIEFING, as_of=date(2026, 9, 30), district="西城区")
        same = [one for one in paper.sentences if one.text == "无。"]
    assert len({one.before for one in same}) == len(same) > 1
    paper = mend(office, paper, same[0].before, "暂无。")
    assert texts(paper.document).count("暂无。") == 1
    with pytest.raises(Problem) as refused:
        mend(office, paper, "没有这句话。", "别的")
    assert refused.value.code == "no_sentence"


def test_an_edit_whose_sentence_moved_on_is_kept_and_reported(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    mend(office, paper, sentence(paper, "共督办").before, "手写的总体情况。")
    finish(office, "t1")
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    assert "手写的总体情况。" not in texts(paper.document)
    (lost,) = [problem for problem in paper.problems if problem.code == "edit_lost"]
    assert "手写的总体情况。" in lost.remedy
    assert len(paper.edits) == 1
    office.journal.undo()  # the figures come back, and so does the edit
    assert "手写的总体情况。" in texts(prepare(office, BRIEFING, as_of=NOVEMBER).document)


# -- issues


def test_an_issued_paper_reads_word_by_word_the_same_whatever_happens(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    paper = mend(office, paper, sentence(paper, "共督办").before, "手写的总体情况。")
    issue_paper(office, paper, Numbers(number=11, total_number=35), issued_on=NOVEMBER)
    first = reopen(office, paper.issue)
    pdf = pdf_of(first)
    finish(office, "t1")
    office.journal.commit(Label("Edit"), [delete("task", office.reader.row("task", "t2"))])
    wording = {"template": "monthly_briefing.md.j2", "text": "# 全新的写法\n", "active": True}
    office.journal.commit(Label("Edit"), [insert("wording", "w", wording)])
    again = reopen(office, paper.issue)
    assert again.document == first.document
    assert again.sentences == first.sentences
    assert pdf_of(again) == pdf
    assert again.document.masthead.number == "第11期（总第35期）"
    assert "手写的总体情况。" in texts(again.document)
    assert sentence(again, "手写的").edited
    assert prepare(office, BRIEFING, as_of=NOVEMBER).document.title == "全新的写法"


def test_issuing_keeps_the_position_in_the_journal_and_can_be_taken_back(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    position = office.journal.steps(limit=1)[0].number
    issue_paper(office, paper, Numbers(number=11, document_number=" 京智办〔2026〕3号 "), issued_on=NOVEMBER)
    (row,) = issues_of(office, BRIEFING)
    assert (row.position, row.state, row.document_number) == (position, "issued", "京智办〔2026〕3号")
    office.journal.undo()
    assert issues_of(office) == []


def test_what_is_issued_is_neither_mended_nor_issued_again(office):
    paper = issued(office, NOVEMBER, number=11)
    for forbidden in (
        lambda: mend(office, paper, paper.sentences[0].before, "别的"),
        lambda: issue_paper(office, paper, issued_on=NOVEMBER),
    ):
        with pytest.raises(Problem) as refused:
            forbidden()
        assert refused.value.code == "issued_already"


def test_a_paper_that_would_read_otherwise_by_now_is_not_issued(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    finish(office, "t1")
    with pytest.raises(Problem) as refused:
        issue_paper(office, paper, Numbers(number=11), issued_on=NOVEMBER)
    assert refused.value.code == "paper_moved_on"
    assert issues_of(office) == []


def test_a_change_that_the_paper_does_not_say_does_not_hold_up_its_issue(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    office.journal.commit(Label("Edit"), [insert("organisation", "x", {"name": "无关单位"})])
    assert issue_paper(office, paper, Numbers(number=11), issued_on=NOVEMBER).size == 1


def test_a_damaged_issue_is_a_problem(office):
    paper = issued(office, NOVEMBER, number=11)
    row = office.reader.row("issue", paper.issue)
    for text in ("{", "[]", '{"version": 1}', row.document.replace('"blocks"', '"blokes"'),
                 row.document.replace('"version":1', '"version":99')):  # fmt: skip
        change = update("issue", paper.issue, {"document": office.reader.row("issue", paper.issue).document},
                        {"document": text})  # fmt: skip
        office.journal.commit(Label("Edit"), [change])
        with pytest.raises(Problem) as refused:
            reopen(office, paper.issue)
        assert refused.value.code == "frozen_unreadable"


def test_numbers_follow_the_last_issue_and_are_not_given_twice(office):
    assert suggested_numbers(office, BRIEFING, NOVEMBER) == (11, None)
    issued(office, OCTOBER, number=7, total_number=30)
    assert suggested_numbers(office, BRIEFING, NOVEMBER) == (8, 31)
    assert suggested_numbers(office, BRIEFING, date(2027, 1, 31)) == (1, 31)
    assert suggested_numbers(office, "supervision-circular", NOVEMBER) == (11, None)
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    for taken in (Numbers(number=7), Numbers(number=8, total_number=30)):
        with pytest.raises(Problem) as refused:
            issue_paper(office, paper, taken, issued_on=NOVEMBER)
        assert refused.value.code == "number_taken"


def test_the_number_of_the_month_stands_where_none_is_given(office):
    assert prepare(office, BRIEFING, as_of=NOVEMBER).document.masthead.number == "第11期"
    numbered = prepare(office, BRIEFING, as_of=NOVEMBER, numbers=Numbers(number=8, total_number=31))
    assert numbered.document.masthead.number == "第8期（总第31期）"


def test_issues_are_listed_the_newest_first(office):
    issued(office, OCTOBER, number=10)
    issued(office, NOVEMBER, number=11)
    assert [row.number for row in issues_of(office)] == [11, 10]
    assert issues_of(office, "supervision-circular") == []


def test_every_format_is_written_and_another_refused(office, tmp_path):
    paper = issued(office, NOVEMBER, number=11)
    for format in ("docx", "pdf", "xlsx"):
        assert write_paper(office, paper, format=format, path=tmp_path / f"x.{format}").path.stat().st_size > 1000
    with pytest.raises(Problem):
        write_paper(office, paper, format="odt", path=tmp_path / "x.odt")


# -- comparison


def test_two_issues_are_compared_in_words_numbers_and_rows(office):
    one = issued(office, OCTOBER, number=10)
    finish(office, "t4")
    office.journal.commit(
        Label("Edit"),
        [insert("task", "late", {"title": "新逾期事项", "state": "in_progress", "due": date(2026, 11, 3)})],
    )
    other = issued(office, NOVEMBER, number=11)
    found = compare(office, other.issue, one.issue)
    assert (found.one.as_of, found.other.as_of) == (OCTOBER, NOVEMBER)
    said = {(number.name, number.before, number.after, number.difference) for number in found.numbers}
    assert ("逾期", "1项", "2项", "增加1项") in said
    assert ("西城区·已办结", "0", "1", "增加1项") in said
    assert ("西城区·办结率", "0.0%", "50.0%", "提高50.0个百分点") in said
    assert [row.row[1] for row in found.rows if row.added and "逾期" in row.table] == ["新逾期事项"]
    assert any(pair.place == "（二）较上期变化" for pair in found.paragraphs)
    assert compare(office, one.issue, one.issue).same


# -- what is wrong


def codes(paper) -> set[str]:
    return {problem.code for problem in paper.problems}


def test_gaps_and_lengths_are_reported(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    assert paper.limit == 5000
    assert 300 < paper.letters < 1500
    assert codes(paper) == {"figures_missing"}
    title, text = paper.sentences[0].before, sentence(paper, "共督办").before
    paper = mend(office, paper, title, "长" * 51)
    paper = mend(office, paper, text, f"请于XX日前报送。{'字' * 5000}")
    assert codes(paper) == {
        "figures_missing", "title_too_long", "placeholder_left", "paper_too_long", "paragraph_too_long",
    }  # fmt: skip
    assert all(problem.remedy for problem in paper.problems)


def test_a_paper_without_number_says_so_until_it_has_one(office):
    paper = prepare(office, "supervision-circular", as_of=NOVEMBER)
    assert paper.limit == 4000
    assert "no_document_number" in codes(paper)
    numbers = Numbers(document_number="京智办发〔2026〕12号")
    paper = prepare(office, "supervision-circular", as_of=NOVEMBER, numbers=numbers)
    assert "no_document_number" not in codes(paper)


def test_an_own_template_that_is_wrong_is_a_problem_and_an_unused_one_is_not(office):
    wording = {"template": "monthly_briefing.md.j2", "text": "# {{ f.nothing }}", "active": True}
    office.journal.commit(Label("Edit"), [insert("wording", "w", wording)])
    with pytest.raises(Problem) as refused:
        prepare(office, BRIEFING, as_of=NOVEMBER)
    assert refused.value.code == "bad_template"
    office.journal.commit(Label("Edit"), [update("wording", "w", {"active": True}, {"active": False})])
    assert prepare(office, BRIEFING, as_of=NOVEMBER).title


def test_kept_figures_are_plain_json(office):
    paper = issued(office, NOVEMBER, number=11)
    row = office.reader.row("issue", paper.issue)
    figures = json.loads(row.figures)["figures"]
    assert figures["opening"]["now"]["total"] == 6
    assert text_of(paper.document) == row.document


def test_a_scoped_briefing_names_its_scope(office):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER, district="东城区")
    assert paper.title == "2026年11月东城区智慧城市建设重点任务进展情况"
    assert "共督办东城区重点任务4项" in sentence(paper, "共督办").text


def test_papers_of_two_kinds_are_not_compared(office):
    one = issued(office, NOVEMBER, number=11)
    circular = prepare(office, "supervision-circular", as_of=NOVEMBER)
    issue_paper(office, circular, issued_on=NOVEMBER)
    with pytest.raises(Problem) as refused:
        compare(office, one.issue, newest_issue(office, circular).issue)
    assert refused.value.code == "two_kinds"


@pytest.mark.parametrize("text", ["{", "7", "[7]", '[{"place": ""}]'])
def test_damaged_edits_are_a_problem(office, text):
    paper = prepare(office, BRIEFING, as_of=NOVEMBER)
    paper = mend(office, paper, "一、总体进展", "一、总体情况")
    row = office.reader.row("issue", paper.issue)
    office.journal.commit(Label("Edit"), [update("issue", row.id, {"edits": row.edits}, {"edits": text})])
    with pytest.raises(Problem) as refused:
        prepare(office, BRIEFING, as_of=NOVEMBER)
    assert refused.value.code == "edits_unreadable"


def test_matters_without_unit_or_deadline_are_named(office):
    rows = [
        insert("task", "x", {"title": "无主事项", "state": "in_progress", "due_precision": "ongoing"}),
        insert("task", "y", {"title": "无期事项", "state": "in_progress", "lead": "traffic", "district": "west"}),
        insert("task", "z", {"title": "已办结", "state": "done"}),
    ]
    office.journal.commit(Label("Import"), rows)
    said = {problem.code: problem.message for problem in prepare(office, BRIEFING, as_of=NOVEMBER).problems}
    assert "无主事项" in said["matters_without_lead"]
    assert "无期事项" in said["matters_without_due"]
    west = codes(prepare(office, BRIEFING, as_of=NOVEMBER, district="西城区"))
    assert "matters_without_due" in west
    assert "matters_without_lead" not in west

"""Papers from the command line: issue, list, print again, compare, mend, and many in one go."""

import zipfile
from datetime import date

import pytest
from docx import Document

from smartplanner.changes import Label, update
from smartplanner.commands.office import open_office

BRIEFING = "monthly-briefing"


@pytest.fixture
def issued(verb, book, tmp_path):
    """Issue the briefings of October and November; returns their ids, the earlier first."""

    def issue():
        for day in ("2026-10-31", "2026-11-30"):
            verb("report", book, BRIEFING, "--as-of", day, "--freeze", "--out", tmp_path / f"{day}.docx")
        return [one["id"] for one in reversed(verb("issues", book, "--json").json["issues"])]

    return issue


def test_issues_are_listed_with_their_numbers(verb, book, tmp_path):
    out = tmp_path / "x.docx"
    answer = verb("report", book, BRIEFING, "--as-of", "2026-10-31", "--number", 4, "--total", 40, "--freeze",
                  "--out", out, "--json")  # fmt: skip
    assert answer.json["state"] == "issued"
    (one,) = verb("issues", book, "--json").json["issues"]
    assert (one["id"], one["number"], one["total_number"]) == (answer.json["issue"], 4, 40)
    assert (one["report"], one["as_of"], one["issued_on"]) == (BRIEFING, "2026-10-31", "2026-11-23")
    assert one["title"] in verb("issues", book).out
    assert verb("issues", book, "supervision-circular", "--json").json == {"issues": []}


def test_the_next_issue_gets_the_next_numbers(verb, book, tmp_path):
    verb("report", book, BRIEFING, "--as-of", "2026-10-31", "--number", 4, "--total", 40, "--freeze", "--out",
         tmp_path / "x.docx")  # fmt: skip
    verb("report", book, BRIEFING, "--as-of", "2026-11-30", "--freeze", "--out", tmp_path / "y.docx")
    newest = verb("issues", book, "--json").json["issues"][0]
    assert (newest["number"], newest["total_number"]) == (5, 41)


def test_an_issue_is_printed_again_word_by_word(verb, book, tmp_path, issued):
    issue = issued()[1]
    with open_office(book) as office:
        change = update("task", "late", {"state": "in_progress"}, {"state": "done"})
        office.journal.commit(Label("Edit"), [change])
    answer = verb("report", book, "--issue", issue[-8:], "--format", "docx", "--out", tmp_path / "again.docx")
    assert answer.status == 0
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "2026-11-30.docx").read_bytes()


def test_a_report_that_an_issue_is_not_is_refused(verb, book, tmp_path, issued):
    issue = issued()[0]
    answer = verb("report", book, "supervision-circular", "--issue", issue, "--out", tmp_path / "x.docx")
    assert answer.status == 2
    assert verb("report", book, "--issue", "nothing", "--out", tmp_path / "x.docx").status == 3
    for number in ("0", "-1", "x", "100000"):
        assert verb("report", book, BRIEFING, f"--number={number}", "--out", tmp_path / "x.docx").status == 2


def test_two_issues_are_compared(verb, book, issued):
    one, other = issued()
    found = verb("compare-issues", book, other, one, "--json").json
    assert (found["one"]["as_of"], found["other"]["as_of"]) == ("2026-10-31", "2026-11-30")
    assert any(number["name"] == "序时进度为" and "提高" in number["difference"] for number in found["numbers"])
    assert found["paragraphs"]
    assert "序时进度为：83.3% → 91.7%，提高8.4个百分点" in verb("compare-issues", book, one, other).out


def test_a_sentence_of_a_draft_is_mended_and_taken_back(verb, book, tmp_path):
    from smartplanner.commands.papers import mend, prepare, reopen

    with open_office(book) as office:
        paper = prepare(office, BRIEFING, as_of=date(2026, 11, 30))
        paper = mend(office, paper, "一、总体进展", "一、总体情况")
    answer = verb("mend", book, paper.issue, "--before", "三、存在的主要问题", "--after", "三、主要问题", "--json")
    assert answer.json == {"issue": paper.issue, "edits": 2}
    verb("mend", book, paper.issue, "--before", "三、存在的主要问题", "--after", "三、存在的主要问题")
    with open_office(book) as office:
        assert [heading for level, heading in reopen(office, paper.issue).headings if level == 1][:3] == [
            "一、总体情况", "二、重点任务进展", "三、存在的主要问题",
        ]  # fmt: skip
    written = verb("report", book, BRIEFING, "--as-of", "2026-11-30", "--out", tmp_path / "x.docx", "--json").json
    assert written["issue"] == paper.issue


def test_the_first_mended_sentence_of_a_report_begins_its_draft(verb, book, tmp_path):
    day = ("--as-of", "2026-11-30")
    first = verb("mend", book, BRIEFING, "--before", "一、总体进展", "--after", "一、总体情况", *day, "--json").json
    again = verb("mend", book, BRIEFING, "--before", "三、存在的主要问题", "--after", "三、问题", *day, "--json").json
    assert again == {"issue": first["issue"], "edits": 2}
    written = verb("report", book, BRIEFING, *day, "--out", tmp_path / "x.docx", "--json").json
    assert written["issue"] == first["issue"]
    assert "三、问题" in [paragraph.text for paragraph in Document(tmp_path / "x.docx").paragraphs]


def test_a_batch_goes_into_a_zip_and_says_how_far_it_is(verb, book, tmp_path):
    answer = verb("batch", book, "supervision-circular", "--over", "unit", "--out", tmp_path / "x.zip",
                  "--as-of", "2026-11-30", "--format", "docx", "--format", "xlsx", "--json")  # fmt: skip
    assert len(answer.json["files"]) == 2
    assert answer.err.splitlines()[-1] == "1/1"
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert all(name.endswith(("（2026年11月）.docx", "（2026年11月）.xlsx")) for name in archive.namelist())
    assert verb("batch", book, BRIEFING, "--over", "contract", "--out", tmp_path / "y").status == 3
    assert not (tmp_path / "y").exists()


def test_every_report_that_needs_nothing_is_issued_and_printed_again(verb, book, tmp_path):
    from smartplanner.commands.papers import issue_paper, newest_issue, prepare
    from smartplanner.reports.registry import REPORTS

    day = date(2026, 11, 30)
    with open_office(book) as office:
        for report in REPORTS:
            if report.needs or report.name in ("plan-progress", "request", "letter"):
                continue
            paper = prepare(office, report.name, as_of=day)
            issue_paper(office, paper, issued_on=day)
            assert newest_issue(office, paper).document == paper.document, report.name

"""Plans go to MS Project XML and come back; what a file cannot say is said, and a hostile one is refused."""

from datetime import date

import pytest
from lxml import etree

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.project_export import export_project
from smartplanner.commands.project_import import accept_project, propose_project
from smartplanner.commands.reference import reference_changes

NAMES = {"p": "http://schemas.microsoft.com/project"}


@pytest.fixture
def office(journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    office = Office(journal)
    district = office.reader.rows("district")[0].id
    start = {"start": date(2026, 11, 2), "due": date(2026, 11, 13), "duration": 10, "progress": 40.0}
    rows = [
        insert("plan", "plan", {"title": "北区计划", "district": district}),
        insert("plan", "empty", {"title": "新计划", "district": district}),
        insert("milestone", "whole", {"title": "总体建设", "plan": "plan"}),
        insert("milestone", "base", {"title": "底座 <交付> & 验收", "plan": "plan", "due": date(2026, 10, 31)}),
        insert(
            "milestone", "build", {"title": "平台建设", "plan": "plan", "parent": "whole", "after": ("base",), **start}
        ),
        insert("milestone", "late", {"title": "开通", "plan": "plan", "parent": "whole", "duration": 3}),
        insert("milestone", "done", {"title": "立项", "plan": "plan", "done_on": date(2026, 2, 6)}),
        insert(
            "milestone",
            "limit",
            {"title": "限期", "plan": "plan", "constraint": "not_after", "constraint_on": date(2026, 12, 31)}
            | {"due": date(2026, 12, 18), "evidence": "验收\n报告"},
        ),
        insert(
            "milestone",
            "fixed",
            {"title": "大会", "plan": "plan", "constraint": "fixed", "constraint_on": date(2026, 12, 7)},
        ),
        insert("dependency", "d1", {"before": "build", "after": "late", "kind": "start_start", "lag": 4}),
        insert("dependency", "d2", {"before": "late", "after": "limit", "kind": "finish_finish", "lag": -2}),
    ]
    baseline = {"plan": "plan", "title": "批复版", "kind": "approved", "taken_on": date(2026, 1, 5)}
    item = {"baseline": "b", "what": "milestone", "of": "build", "start": date(2026, 10, 9), "due": date(2026, 10, 23)}
    rows += [insert("baseline", "b", baseline), insert("baseline_item", "i", item)]
    journal.commit(Label("plan"), rows)
    return office


@pytest.fixture
def file(office, tmp_path):
    path = tmp_path / "计划.xml"
    export_project(office, "plan", path)
    return path


def task(file, name):
    tree = etree.parse(file)
    return next(node for node in tree.iterfind(".//p:Task", NAMES) if node.findtext("p:Name", "", NAMES) == name)


def text(node, path):
    return node.findtext("/".join(f"p:{part}" for part in path.split("/")), None, NAMES)


def test_an_export_says_outline_durations_links_constraints_and_the_approved_version(file):
    build = task(file, "平台建设")
    assert text(build, "OutlineLevel") == "2"
    assert text(build, "Duration") == "PT80H0M0S"
    assert text(build, "Start") == "2026-11-02T08:00:00"
    assert text(build, "Finish") == "2026-11-13T17:00:00"
    assert text(build, "PercentComplete") == "40"
    assert text(build, "PredecessorLink/Type") == "1"
    assert text(build, "Baseline/Finish") == "2026-10-23T17:00:00"
    late = task(file, "开通")
    assert text(late, "PredecessorLink/Type") == "3"
    assert text(late, "PredecessorLink/LinkLag") == str(4 * 8 * 60 * 10)
    assert text(late, "ConstraintType") == "0"
    assert text(task(file, "大会"), "ConstraintType") == "3"
    assert text(task(file, "限期"), "Deadline") == "2026-12-31T17:00:00"
    assert text(task(file, "立项"), "ActualFinish") == "2026-02-06T17:00:00"
    base = task(file, "底座 <交付> & 验收")
    assert (text(base, "Milestone"), text(base, "Duration"), text(base, "ConstraintType")) == ("1", "PT0H0M0S", "6")


def test_the_calendar_of_the_file_has_the_exchanged_days_as_exceptions(file):
    days = {}
    for node in etree.parse(file).iterfind(".//p:WeekDay", NAMES):
        if text(node, "DayType") == "0":
            days[text(node, "TimePeriod/FromDate")[:10]] = text(node, "DayWorking")
    assert days["2026-10-01"] == "0"
    assert days["2026-02-14"] == "1"


def test_a_file_that_comes_back_as_it_went_changes_nothing(office, file):
    proposal = propose_project(office, file, "plan")
    assert proposal.changes == ()
    assert (proposal.new, proposal.changed, proposal.unchanged) == (0, 0, 7)
    assert accept_project(office, proposal) is None
    assert [problem.message for problem in proposal.problems] == []


def test_two_exports_are_the_same_bytes(office, file, tmp_path):
    again = tmp_path / "again.xml"
    export_project(office, "plan", again)
    assert again.read_bytes() == file.read_bytes()


def test_what_was_changed_in_the_other_program_comes_in_as_one_step(office, file):
    words = file.read_text("utf-8")
    words = words.replace("<Name>平台建设</Name>", "<Name>平台建设（一期）</Name>")
    words = words.replace("<Finish>2026-11-13T17:00:00</Finish>", "<Finish>2026-11-16T17:00:00</Finish>")
    words = words.replace("PT80H0M0S", "PT88H0M0S")
    file.write_text(words, "utf-8")
    proposal = propose_project(office, file, "plan")
    step = accept_project(office, proposal)
    row = office.reader.row("milestone", "build")
    assert (row.title, row.due, row.duration) == ("平台建设（一期）", date(2026, 11, 16), 11)
    assert row.after == ("base",)
    assert step.origin == "import"
    office.journal.undo()
    assert office.reader.row("milestone", "build").title == "平台建设"


def test_a_link_changed_or_removed_in_the_other_program_is_so_here(office, file):
    words = file.read_text("utf-8").replace("<LinkLag>19200</LinkLag>", "<LinkLag>4800</LinkLag>")
    tree = etree.fromstring(words.encode())
    build = next(one for one in tree.iterfind(".//p:Task", NAMES) if text(one, "Name") == "平台建设")
    build.remove(build.find("p:PredecessorLink", NAMES))
    file.write_bytes(etree.tostring(tree))
    accept_project(office, propose_project(office, file, "plan"))
    assert office.reader.row("milestone", "build").after == ()
    lags = {(row.before, row.after): row.lag for row in office.reader.rows("dependency")}
    assert lags == {("build", "late"): 1, ("late", "limit"): -2}


def test_a_plan_taken_into_another_plan_goes_out_again_as_it_came(office, file, tmp_path):
    accept_project(office, propose_project(office, file, "empty"))
    again = tmp_path / "again.xml"
    assert export_project(office, "empty", again)[0] == 7

    def facts(path):
        found = {}
        for node in etree.parse(path).iterfind(".//p:Task", NAMES):
            names = "OutlineLevel Start Finish Duration Milestone Summary PercentComplete ActualFinish ConstraintType"
            names += " ConstraintDate Deadline Notes PredecessorLink/Type PredecessorLink/LinkLag Critical"
            found[text(node, "Name")] = [text(node, name) for name in names.split()]
        return found

    assert facts(again) == facts(file)
    assert office.reader.rows("milestone", ["whole"])[0].plan == "plan"


HEAD = '<Project xmlns="http://schemas.microsoft.com/project"><MinutesPerDay>480</MinutesPerDay><Tasks>'


def foreign(tmp_path, tasks):
    path = tmp_path / "foreign.xml"
    path.write_text(f"{HEAD}{tasks}</Tasks></Project>", "utf-8")
    return path


def one(uid, name, rest=""):
    return f"<Task><UID>{uid}</UID><Name>{name}</Name><OutlineLevel>1</OutlineLevel>{rest}</Task>"


@pytest.mark.parametrize(
    ("kind", "constraint", "day"),
    [
        (0, None, None),
        (1, None, None),
        (2, "fixed", date(2026, 3, 4)),
        (3, "fixed", date(2026, 3, 9)),
        (4, "not_before", date(2026, 3, 4)),
        (5, "not_after", date(2026, 3, 6)),
        (7, "not_after", date(2026, 3, 4)),
    ],
)
def test_each_constraint_of_ms_project_has_its_meaning_here(office, tmp_path, kind, constraint, day):
    rest = "<Start>2026-03-09T08:00:00</Start><Finish>2026-03-11T17:00:00</Finish><Duration>PT24H0M0S</Duration>"
    rest += f"<ConstraintType>{kind}</ConstraintType><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>"
    proposal = propose_project(office, foreign(tmp_path, one(1, "工作", rest)), "empty")
    values = proposal.changes[0].after
    assert (values.get("constraint"), values.get("constraint_on")) == (constraint, day)
    assert (values["start"], values["due"]) == (date(2026, 3, 9), date(2026, 3, 11))
    assert bool(proposal.problems) == (kind in (1, 5))


def test_what_a_file_says_and_the_book_cannot_hold_is_said_by_name(office, tmp_path):
    tasks = one(1, "甲", "<Start>2026-03-04T08:00:00</Start><Duration>PT12H0M0S</Duration><Baseline><Number>0</Number>"
                "<Start>2026-03-04T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish></Baseline>")  # fmt: skip
    tasks += one(2, "乙", "<PredecessorLink><PredecessorUID>77</PredecessorUID></PredecessorLink>")
    tasks += one(2, "丙") + one(4, "丁", "<Start>9999-99-99T00:00:00</Start><Finish>0001-01-01T00:00:00</Finish>")
    tasks += one(5, "戊", "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>50</LinkLag>"
                 "<LagFormat>19</LagFormat></PredecessorLink>")  # fmt: skip
    proposal = propose_project(office, foreign(tmp_path, tasks), "empty")
    said = "\n".join(problem.message for problem in proposal.problems)
    for name in "甲乙丙丁戊":
        assert f"“{name}”" in said
    assert proposal.new == 4
    accept_project(office, proposal)


def test_a_ring_that_a_file_closes_by_way_of_another_plan_is_refused_by_its_names(office, tmp_path):
    rows = [
        insert("milestone", "e1", {"title": "甲", "plan": "empty"}),
        insert("milestone", "e2", {"title": "乙", "plan": "empty"}),
        insert("dependency", "d3", {"before": "e2", "after": "fixed", "kind": "finish_start"}),
        insert("dependency", "d4", {"before": "fixed", "after": "e1", "kind": "finish_start"}),
    ]
    office.journal.commit(Label("joined"), rows)
    link = "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>"
    path = foreign(tmp_path, one(1, "甲") + one(2, "乙", link))
    with pytest.raises(Problem) as caught:
        propose_project(office, path, "empty")
    assert caught.value.code == "schedule_loop"
    assert "大会" in caught.value.message


def test_a_name_that_is_too_long_is_shortened_and_said(office, tmp_path):
    proposal = propose_project(office, foreign(tmp_path, one(1, "长" * 501)), "empty")
    assert any("501" in problem.message for problem in proposal.problems)
    accept_project(office, proposal)
    (row,) = office.reader.rows_naming("milestone", "plan", ["empty"])
    assert len(row.title) == 500


def test_a_ring_in_a_file_is_refused_by_its_names(office, tmp_path):
    link = "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type></PredecessorLink>"
    path = foreign(tmp_path, one(1, "甲", link.format(2)) + one(2, "乙", link.format(1)))
    with pytest.raises(Problem) as refused:
        propose_project(office, path, "empty")
    assert refused.value.code == "schedule_loop"
    assert "甲 → 乙" in refused.value.message


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<!DOCTYPE p [<!ENTITY a "aaaa">]><Project>&a;</Project>', "file_has_doctype"),
        ('<!DOCTYPE p SYSTEM "http://localhost/p.dtd"><p/>', "file_has_doctype"),
        ("<Project/>", "not_a_project"),
        ("<html></html>", "not_a_project"),
        ("<Project", "file_damaged"),
        ("", "file_damaged"),
        ("PK\x03\x04", "file_damaged"),
        ("<a>" * 5000 + "</a>" * 5000, "file_damaged"),
    ],
)  # fmt: skip
def test_a_hostile_or_foreign_file_is_refused_with_a_reason(office, tmp_path, content, code):
    path = tmp_path / "hostile.xml"
    path.write_text(content, "utf-8")
    with pytest.raises(Problem) as refused:
        propose_project(office, path, "plan")
    assert refused.value.code == code
    assert refused.value.file == "hostile.xml"
    assert refused.value.remedy


def test_a_file_without_tasks_changes_nothing(office, tmp_path):
    proposal = propose_project(office, foreign(tmp_path, ""), "empty")
    assert proposal.changes == ()

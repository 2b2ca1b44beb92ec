"""What is written has the elements of the published schema (mspdi_pj12.xsd), in its order, with its types.

The order and the types are those of Microsoft's "Project XML Data Interchange Schema Reference"; the schema file itself
may not be passed on, so what of it concerns us is written down here.
"""

import re
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smartplanner.base.problems import Problem
from smartplanner.excel.project import Constraint, Predecessor, Project, ProjectTask, read_project, write_project

ORDER = {
    "Project": "SaveVersion UID Name Title Subject Category Company Manager Author CreationDate Revision LastSaved"
    " ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode"
    " CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth"
    " DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate DurationFormat WorkFormat"
    " EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary MultipleCriticalPaths"
    " Calendars Tasks",
    "Task": "UID ID Name Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority Start Finish"
    " Duration DurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone"
    " Summary Critical IsSubproject IsSubprojectReadOnly SubprojectName ExternalTask ExternalTaskProject EarlyStart"
    " EarlyFinish LateStart LateFinish StartVariance FinishVariance WorkVariance FreeSlack TotalSlack FixedCost"
    " FixedCostAccrual PercentComplete PercentWorkComplete Cost OvertimeCost OvertimeWork ActualStart ActualFinish"
    " ActualDuration ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments LevelingCanSplit Hyperlink"
    " IgnoreResourceCalendar Notes HideBar Rollup EarnedValueMethod PredecessorLink ExtendedAttribute Baseline",
    "PredecessorLink": "PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat",
    "Baseline": "TimephasedData Number Interim Start Finish Duration DurationFormat",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks",
    "WeekDay": "DayType DayWorking TimePeriod WorkingTimes",
    "TimePeriod": "FromDate ToDate",
    "WorkingTime": "FromTime ToTime",
}
MOMENT, DURATION = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", r"PT\d+H\d+M\d+S"
TYPES = {
    **dict.fromkeys(
        ["UID", "ID", "OutlineLevel", "PercentComplete", "LinkLag", "MinutesPerDay", "BaseCalendarUID", "Number"],
        r"-?\d+",
    ),
    **dict.fromkeys(["Milestone", "Summary", "Critical", "Estimated", "IsNull", "CrossProject", "DayWorking"], "[01]"),
    **dict.fromkeys(["StartDate", "FinishDate", "ActualStart", "ActualFinish", "ConstraintDate", "Deadline"], MOMENT),
    **dict.fromkeys(["Start", "Finish", "FromDate", "ToDate"], MOMENT),
    **dict.fromkeys(["DefaultStartTime", "DefaultFinishTime", "FromTime", "ToTime"], r"\d\d:\d\d:\d\d"),
    "Duration": DURATION,
    "ConstraintType": "[0-7]",
    "DayType": "[0-7]",
    "DurationFormat": "7",
    "LagFormat": "7",
    "CurrencyCode": "[A-Z]{3}",
    "Name": "(?s).{0,512}",
}
REQUIRED = {"Project": ("SaveVersion", "CurrencyCode"), "Task": ("UID",), "Calendar": ("UID",), "WeekDay": ("DayType",)}

words = st.text(max_size=40) | st.sampled_from(["<b>&amp;", "]]>", "平台建设"])
days = st.integers(0, 2000).map(lambda offset: date(2024, 1, 1) + timedelta(offset))


@st.composite
def tasks(draw, uid):
    duration = draw(st.none() | st.integers(0, 300))
    constraint = draw(st.sampled_from(list(Constraint)))
    start = draw(days)
    name = " ".join(re.sub("[^\u0020-\ud7ff\ue000-\ufffd]", "", draw(words)).split()) or "任务"
    return ProjectTask(
        uid=uid,
        name=name,
        start=start,
        finish=start + timedelta(draw(st.integers(0, 90))) if duration else start,
        duration=duration,
        is_milestone=duration == 0,
        percent=draw(st.none() | st.integers(0, 100)),
        done_on=draw(st.none() | days),
        constraint=constraint,
        constraint_on=draw(days),
        deadline=draw(st.none() | days),
        predecessors=tuple(
            Predecessor(other, kind, lag)
            for other, kind, lag in draw(
                st.lists(
                    st.tuples(
                        st.integers(1, 5),
                        st.sampled_from(["finish_start", "start_start", "finish_finish", "start_finish"]),
                        st.integers(-900, 900),
                    ),
                    max_size=3,
                )
            )
        ),
        baseline=draw(st.none() | st.just((start, start + timedelta(3)))),
    )


@st.composite
def projects(draw):
    made = tuple(draw(tasks(uid)) for uid in range(1, draw(st.integers(1, 5))))
    return Project(title="计划", tasks=made, start=draw(st.none() | days), holidays=frozenset({date(2026, 10, 1)}))


@given(projects())
def test_a_plan_that_is_written_reads_as_it_was(project):
    read, problems = read_project(write_project(project))
    assert problems == []
    assert read.tasks == project.tasks
    assert (read.title, read.start) == (project.title, project.start)


@given(projects())
def test_every_element_stands_where_the_schema_has_it_and_has_its_type(project):
    for node in etree.fromstring(write_project(project)).iter():
        name = etree.QName(node).localname
        names = [etree.QName(child).localname for child in node]
        if name in ORDER:
            places = [ORDER[name].split().index(child) for child in names]
            assert places == sorted(places)
            assert set(REQUIRED.get(name, ())) <= set(names)
        if not names and name in TYPES:
            assert re.fullmatch(TYPES[name], node.text or "")


@given(st.text(max_size=600), st.text(max_size=300))
def test_any_text_can_be_a_name_or_a_note(name, note):
    task = ProjectTask(uid=1, name=name, notes=note)
    read, _problems = read_project(write_project(Project(title=name, tasks=(task,))))
    assert len(read.tasks) == 1
    assert read.tasks[0].name


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<Project xmlns='x'>{text}</Project>".encode())
)
def test_no_bytes_make_the_reader_fail_other_than_with_a_problem(data):
    with suppress(Problem):
        read_project(data)


GANTTPROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion><Title>示例</Title>
<StartDate>2026-01-29T00:00:00</StartDate><MinutesPerDay>1440</MinutesPerDay><ExtendedAttributes/><Tasks>
<Task><UID>0</UID><ID>0</ID><OutlineLevel>0</OutlineLevel><Duration>PT24H0M0S</Duration></Task>
<Task><UID>1</UID><ID>1</ID><Name>总体</Name><OutlineLevel>1</OutlineLevel><Start>2026-01-29T00:00:00</Start>
<Finish>2026-01-31T00:00:00</Finish><Duration>PT48H0M0S</Duration><Summary>1</Summary></Task>
<Task><UID>2</UID><ID>2</ID><Name>建设</Name><OutlineLevel>2</OutlineLevel><Start>2026-01-29T00:00:00</Start>
<Finish>2026-01-31T00:00:00</Finish><Duration>PT48H0M0S</Duration><DurationFormat>7</DurationFormat><Milestone>0</Milestone>
<ConstraintType>0</ConstraintType><Manual>1</Manual></Task>
<Task><UID>3</UID><ID>3</ID><Name>交付</Name><OutlineLevel>2</OutlineLevel><Start>2026-01-31T00:00:00</Start>
<Finish>2026-01-31T00:00:00</Finish><Duration>PT0H0M0S</Duration><Milestone>1</Milestone>
<PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>14400</LinkLag><LagFormat>7</LagFormat>
</PredecessorLink></Task></Tasks><Resources/><Assignments/></Project>"""


def test_days_of_24_hours_that_end_at_midnight_are_read_as_ganttproject_means_them():
    project, problems = read_project(GANTTPROJECT.encode())
    assert problems == []
    whole, build, hand_over = project.tasks
    assert (whole.level, whole.is_summary, build.level) == (1, True, 2)
    assert (build.start, build.finish, build.duration) == (date(2026, 1, 29), date(2026, 1, 30), 2)
    assert hand_over.is_milestone
    assert hand_over.predecessors == (Predecessor(2, "finish_start", 1),)


def test_an_outside_entity_is_never_fetched():
    secret = Path(tempfile.mkdtemp()) / "secret.txt"
    secret.write_text("geheim", "utf-8")
    data = f'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>&x;</p>'.encode()
    with pytest.raises(Problem) as refused:
        read_project(data)
    assert refused.value.code == "file_has_doctype"

"""The reports that exist: what each is called, what reads its figures, what builds it, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.reports.document.blocks import Document
from smartplanner.reports.papers.assessing.pilot_assessment import build_pilot_assessment
from smartplanner.reports.papers.assessing.pilot_assessment_figures import gather_pilot_assessment
from smartplanner.reports.papers.assessing.score_table import build_score_table
from smartplanner.reports.papers.assessing.score_table_figures import gather_score_table
from smartplanner.reports.papers.districts.plan_progress import build_plan_progress
from smartplanner.reports.papers.districts.plan_progress_figures import gather_plan_progress
from smartplanner.reports.papers.districts.tier_overview import build_tier_overview
from smartplanner.reports.papers.districts.tier_overview_figures import gather_tier_overview
from smartplanner.reports.papers.letters.extension_request import build_extension_request
from smartplanner.reports.papers.letters.extension_request_figures import gather_extension_request
from smartplanner.reports.papers.letters.letter import build_letter
from smartplanner.reports.papers.letters.letter_figures import gather_letter
from smartplanner.reports.papers.letters.report_up import build_report_up
from smartplanner.reports.papers.letters.report_up_figures import gather_report_up
from smartplanner.reports.papers.meetings.material import build_material
from smartplanner.reports.papers.meetings.material_figures import gather_material
from smartplanner.reports.papers.meetings.minutes import build_minutes
from smartplanner.reports.papers.meetings.minutes_figures import gather_minutes
from smartplanner.reports.papers.operation.contract_execution import build_contract_execution
from smartplanner.reports.papers.operation.contract_execution_figures import gather_contract_execution
from smartplanner.reports.papers.operation.operator_year import build_operator_year
from smartplanner.reports.papers.operation.operator_year_figures import gather_operator_year
from smartplanner.reports.papers.operation.payment_advice import build_payment_advice
from smartplanner.reports.papers.operation.payment_advice_figures import gather_payment_advice
from smartplanner.reports.papers.periodic.briefing import build_briefing
from smartplanner.reports.papers.periodic.briefing_figures import gather_briefing
from smartplanner.reports.papers.periodic.year_summary import build_year_summary
from smartplanner.reports.papers.periodic.year_summary_figures import gather_year_summary
from smartplanner.reports.papers.sheets.board_page import build_board
from smartplanner.reports.papers.sheets.board_page_figures import gather_board
from smartplanner.reports.papers.sheets.one_page import build_one_page
from smartplanner.reports.papers.sheets.one_page_figures import gather_one_page
from smartplanner.reports.papers.supervision.circular import build_circular
from smartplanner.reports.papers.supervision.circular_figures import gather_circular
from smartplanner.reports.papers.supervision.notice import build_notice
from smartplanner.reports.papers.supervision.notice_figures import gather_notice
from smartplanner.reports.papers.supervision.urging import build_urging, split_urging
from smartplanner.reports.papers.supervision.urging_figures import gather_urging
from smartplanner.reports.request import (
    BY,
    CONTRACT,
    DISTRICT,
    GROUP,
    MEETING,
    OPERATOR,
    PAYMENT,
    PERIOD,
    PILOT,
    PLAN,
    TASKS,
    UNIT,
    Request,
)
from smartplanner.reports.templates.filling import OURS, Wordings

Gather = Callable[[Reader, Journal, Request], Any]
"""Reads the figures of a report from the book; a Problem where what was asked for is not there."""


class Build(Protocol):
    """Makes the paper of figures, in the words of templates; a Problem where an office's own one is wrong."""

    def __call__(self, figures: Any, /, *, wordings: Wordings = OURS) -> Document:
        """Return the paper."""


Split = Callable[[Any], Iterable[tuple[str, Any]]]
"""Parts figures into those of single files, each with the stem of its name (a unit's, say)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: its name for scripts, its title (a msgid), what reads its figures and makes a document of them."""

    name: str
    title: str
    gather: Gather
    build: Build
    file_name: str
    """The usual name of its file; {year}, {month} and {day} stand for those of the day asked for."""
    options: tuple[str, ...] = (DISTRICT, GROUP)
    """The options that it takes; ``needs`` are those without which it says nothing."""
    needs: tuple[str, ...] = ()
    split: Split | None = None
    """What parts it into one file for each unit beside the combined one, if it is sent out so."""
    filed_as: str = ""
    """What a file about one district or unit is called after its name; empty: as ``file_name`` says."""

    def file_of(self, name: str, as_of: date) -> str:
        """Return the stem of the file about one district, unit and so on: 海淀区…进展报告（2026年11月）."""
        words, _dash, day = self.file_name.partition("-")
        stem = f"{name}{self.filed_as or words + '（' + day + '）'}" if day else f"{name}{self.filed_as or words}"
        return stem.format(year=as_of.year, month=as_of.month, day=as_of.day)


REPORTS: tuple[Report, ...] = (
    Report(
        name="monthly-briefing",
        title=N_("Monthly briefing"),
        gather=gather_briefing,
        build=build_briefing,
        file_name="智慧城市建设工作简报-{year}年{month}月",
    ),
    Report(
        name="urging-notice",
        title=N_("Reminders to the units"),
        gather=gather_urging,
        build=build_urging,
        file_name="催办单-{year}年{month}月{day}日",
        options=(DISTRICT, GROUP, UNIT),
        split=split_urging,
    ),
    Report(
        name="meeting-minutes",
        title=N_("Meeting minutes"),
        gather=gather_minutes,
        build=build_minutes,
        file_name="会议纪要-{year}年{month}月{day}日",
        options=(MEETING,),
        needs=(MEETING,),
    ),
    Report(
        name="meeting-material",
        title=N_("Material for a meeting"),
        gather=gather_material,
        build=build_material,
        file_name="会议材料-{year}年{month}月{day}日",
        options=(MEETING, GROUP),
    ),
    Report(
        name="supervision-notice",
        title=N_("Supervision notice"),
        gather=gather_notice,
        build=build_notice,
        file_name="督办通知单-{year}年{month}月{day}日",
        options=(TASKS,),
        needs=(TASKS,),
    ),
    Report(
        name="supervision-circular",
        title=N_("Supervision circular"),
        gather=gather_circular,
        build=build_circular,
        file_name="督查通报-{year}年{month}月",
        options=(DISTRICT, GROUP, UNIT),
    ),
    Report(
        name="report-up",
        title=N_("Report to the leading group"),
        gather=gather_report_up,
        build=build_report_up,
        file_name="进展情况报告-{year}年{month}月",
        options=(DISTRICT, GROUP, UNIT),
    ),
    Report(
        name="request",
        title=N_("Request to extend a deadline"),
        gather=gather_extension_request,
        build=build_extension_request,
        file_name="延期请示-{year}年{month}月{day}日",
        options=(TASKS, DISTRICT, GROUP),
    ),
    Report(
        name="letter",
        title=N_("Letter to a unit"),
        gather=gather_letter,
        build=build_letter,
        file_name="商请函-{year}年{month}月{day}日",
        options=(UNIT, TASKS),
        needs=(UNIT,),
    ),
    Report(
        name="board-page",
        title=N_("Board on one page"),
        gather=gather_board,
        build=build_board,
        file_name="督办看板-{year}年{month}月{day}日",
        options=(DISTRICT, GROUP, UNIT, BY),
    ),
    Report(
        name="scoring-table",
        title=N_("Scores of the units"),
        gather=gather_score_table,
        build=build_score_table,
        file_name="考核情况表-{year}年{month}月{day}日",
        options=(PERIOD, UNIT),
    ),
    Report(
        name="pilot-assessment",
        title=N_("Assessment of a pilot"),
        gather=gather_pilot_assessment,
        build=build_pilot_assessment,
        file_name="试点评估报告-{year}年{month}月{day}日",
        options=(PILOT,),
        needs=(PILOT,),
    ),
    Report(
        name="payment-advice",
        title=N_("Payment advice"),
        gather=gather_payment_advice,
        build=build_payment_advice,
        file_name="付款建议书-{year}年{month}月{day}日",
        options=(CONTRACT, PAYMENT),
        needs=(PAYMENT,),
    ),
    Report(
        name="contract-execution",
        title=N_("How contracts were carried out"),
        gather=gather_contract_execution,
        build=build_contract_execution,
        file_name="运营合同执行情况-{year}年{month}月{day}日",
        options=(PERIOD, DISTRICT, OPERATOR),
    ),
    Report(
        name="operator-year",
        title=N_("An operator's year of service"),
        gather=gather_operator_year,
        build=build_operator_year,
        file_name="运营商年度服务情况-{year}年",
        options=(OPERATOR, PERIOD),
        needs=(OPERATOR,),
    ),
    Report(
        name="plan-progress",
        title=N_("Progress of a district plan"),
        gather=gather_plan_progress,
        build=build_plan_progress,
        file_name="建设计划进展报告-{year}年{month}月{day}日",
        filed_as="智慧城市建设计划进展报告（{year}年{month}月）",
        options=(PLAN, DISTRICT),
    ),
    Report(
        name="tier-overview",
        title=N_("Districts by class and tier"),
        gather=gather_tier_overview,
        build=build_tier_overview,
        file_name="全市分类分级建设情况-{year}年{month}月",
        options=(),
    ),
    Report(
        name="one-page",
        title=N_("One page for a leader"),
        gather=gather_one_page,
        build=build_one_page,
        file_name="智慧城市建设一页纸-{year}年{month}月{day}日",
        options=(DISTRICT,),
    ),
    Report(
        name="year-summary",
        title=N_("Summary of the year"),
        gather=gather_year_summary,
        build=build_year_summary,
        file_name="智慧城市建设年度总结-{year}年",
        options=(PERIOD,),
    ),
)


def find_report(name: str) -> Report:
    """Return the report of that name; raises ``Problem`` when there is none."""
    for report in REPORTS:
        if report.name == name:
            return report
    raise Problem(
        code="unknown_report",
        message=_("There is no report “{name}”.", name=name),
        remedy=_("Reports: {names}.", names=", ".join(report.name for report in REPORTS)),
    )

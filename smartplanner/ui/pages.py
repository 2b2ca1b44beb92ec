"""Makes the pages and forms of the window by name: those made by hand, else those from a description.

Each is imported when it is first wanted, so that opening the window does not wait for all of them.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.model import entities
from smartplanner.ui.navigation import (
    BOARD,
    GANTT,
    HISTORY,
    HOME,
    LIGHT_RULES,
    OPERATION,
    PAPERS,
    PORTFOLIO,
    RED_LIST,
    SCORES,
    TASKS,
)
from smartplanner.ui.session import Session

PILOTS, CASES, UNITS = "pilot", "case", "organisation"
_PART_OF = {
    HOME: "overview", BOARD: "board", PAPERS: "papers", HISTORY: "history", TASKS: "tasks", GANTT: "gantt",
    PORTFOLIO: "portfolio", SCORES: "scoring", RED_LIST: "red_list", LIGHT_RULES: "light_rules",
    OPERATION: "operation.page", PILOTS: "pilots", UNITS: "organisations",
}  # fmt: skip
_OF_ANY_PAGE = ("smartplanner.ui.views", "smartplanner.ui.dropping", "smartplanner.ui.grid.marking")


def modules_of(name: str) -> tuple[str, ...]:
    """Return the modules that making the page *name* loads."""
    return (*_OF_ANY_PAGE, f"smartplanner.ui.{_PART_OF.get(name, 'records')}")


def make_page(session: Session, name: str, parent: QWidget | None = None) -> Any:
    """Return the page *name* with its saved views, taking dropped files; the shell connects what it asks for.

    A page that is made in its *parent* need not be styled anew when it is put there.
    """
    from smartplanner.ui.dropping import accept_files
    from smartplanner.ui.views import add_view_bar

    page = make_bare_page(session, name, parent)
    add_view_bar(session, page, name)
    accept_files(session, page, name)
    if name in entities() and hasattr(page, "view_state"):
        from smartplanner.ui.grid.marking import GridMarks

        GridMarks(session, page.model, name)
    return page


def make_bare_page(session: Session, name: str, parent: QWidget | None = None) -> Any:
    """Return the page *name* by itself."""
    if name == HOME:
        from smartplanner.ui.overview import OverviewPage

        return OverviewPage(session)
    if name == BOARD:
        from smartplanner.ui.board import BoardPage

        return BoardPage(session)
    if name == PAPERS:
        from smartplanner.ui.papers import PapersPage

        return PapersPage(session, parent)
    if name == HISTORY:
        from smartplanner.ui.history import HistoryPage

        return HistoryPage(session, parent)
    if name == TASKS:
        from smartplanner.ui.tasks import TasksPage

        return TasksPage(session)
    if name == GANTT:
        from smartplanner.ui.gantt import GanttPage

        return GanttPage(session)
    if name == PORTFOLIO:
        from smartplanner.ui.portfolio import PortfolioPage

        return PortfolioPage(session)
    if name == SCORES:
        from smartplanner.ui.scoring import ScorePage

        return ScorePage(session)
    if name == RED_LIST:
        from smartplanner.ui.red_list import RedListPage

        return RedListPage(session, parent)
    if name == LIGHT_RULES:
        from smartplanner.ui.light_rules import LightRulesPage

        return LightRulesPage(session)
    if name == OPERATION:
        from smartplanner.ui.operation.page import OperationPage

        return OperationPage(session, parent)
    if name == PILOTS:
        from smartplanner.ui.pilots import PilotsPage

        return PilotsPage(session)
    if name == UNITS:
        from smartplanner.ui.organisations import OrganisationPage

        return OrganisationPage(session)
    from smartplanner.ui.records import RecordPage

    return RecordPage(session, name)


def make_form(session: Session, entity: str, id: str, parent: QWidget | None) -> Any:
    """Return the form of a record of *entity*; an empty *id* makes a new one."""
    if entity == TASKS:
        from smartplanner.ui.task_form import TaskForm

        return TaskForm(session, id, parent)
    if entity == "contract":
        from smartplanner.ui.contract_form.form import ContractForm

        return ContractForm(session, id, parent)
    if entity == "operator":
        from smartplanner.ui.operator_form.form import OperatorForm

        return OperatorForm(session, id, parent)
    if entity == PILOTS:
        from smartplanner.ui.pilots import PilotForm

        return PilotForm(session, id, parent)
    if entity == CASES:
        from smartplanner.ui.pilots import CaseForm

        return CaseForm(session, id, parent)
    if entity == "plan":
        from smartplanner.ui.plan_form import PlanForm

        return PlanForm(session, id, parent)
    from smartplanner.ui.record_form import Form

    return Form(session, entity, id, parent)


def make_form_to_look(session: Session, entity: str, id: str, parent: QWidget | None) -> Any:
    """Return the form that shows a record where it is at home: a review of a pilot stands in the pilot's form."""
    gate = session.office.reader.row("gate", id) if entity == "gate" and id else None
    if gate is not None and gate.pilot:
        form = make_form(session, PILOTS, gate.pilot, parent)
        form.show_gate(id)
        return form
    return make_form(session, entity, id, parent)

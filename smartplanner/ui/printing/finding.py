"""How the page in view is printed: its list, its board, its chart, its paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.printing import record_sheet
from smartplanner.commands.reference import city
from smartplanner.reports.printed import SheetTexts
from smartplanner.ui.navigation import BOARD, GANTT, HOME, PAPERS, PORTFOLIO
from smartplanner.ui.printing.charts import gantt_source, portfolio_source
from smartplanner.ui.printing.dialog import SheetDialog
from smartplanner.ui.printing.documents import board_source, overview_source
from smartplanner.ui.printing.gathering import gather_table, gather_view, selected_rows
from smartplanner.ui.printing.notes import notes_of
from smartplanner.ui.printing.source import Source, listed
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.table import Table

OWN: Mapping[str, Callable[[Session, Any], Source | None]] = {
    HOME: overview_source,
    BOARD: board_source,
    GANTT: gantt_source,
    PORTFOLIO: portfolio_source,
}
"""Pages that are not printed as a list, by name."""


def print_page(session: Session, name: str, page: QWidget, window: QWidget) -> None:
    """Show the page *name* as it would be printed; a paper goes straight to the question for the printer."""
    if name == PAPERS:
        pane: Any = getattr(page, "pane", None)
        if pane is not None:
            pane.outgoing.print()
        return
    try:
        source = source_of(session, name, page)
    except Problem as problem:
        show_problem(problem, window)
        return
    dialog = SheetDialog(session, source, window)
    dialog.exec()
    dialog.deleteLater()


def print_record(session: Session, entity: str, id: str, window: QWidget) -> None:
    """Show the sheet of a record as it would be printed: as it is kept, not as it is being edited."""
    dialog = SheetDialog(session, record_source(session, entity, id), window)
    dialog.exec()
    dialog.deleteLater()


def record_source(session: Session, entity: str, id: str) -> Source:
    """Return how a record is printed."""
    office, as_of = session.office, session.as_of
    title = office.reader.name(entity, id)
    return listed(f"record.{entity}", title, lambda _choice: record_sheet(office, entity, id, as_of=as_of))


def source_of(session: Session, name: str, page: QWidget) -> Source:
    """Return how a page is printed; a Problem where it shows nothing that can be."""
    own = OWN.get(name)
    source = own(session, page) if own is not None else None
    view = list_of(page) if source is None else None
    if source is None and view is not None:
        source = list_source(session, name, page, view)
    if source is None:
        raise Problem(
            code="nothing_to_print",
            message=_("There is nothing to print on this page."),
            remedy=_("Show a list, a board or a chart, then print."),
        )
    return source


def list_source(session: Session, name: str, page: QWidget, view: QAbstractItemView) -> Source:
    """Return how a list on a page is printed, with its filters in words."""
    title = _title_of(page) or name
    texts = SheetTexts(title=title, as_of=session.as_of, office=city().office, notes=notes_of(page))
    gather = gather_table(view, texts) if isinstance(view, Table) else gather_view(view, texts)
    return listed(name or "list", title, gather, selectable=selected_rows(view) > 0)


def list_of(page: QWidget) -> QAbstractItemView | None:
    """Return the list that a page shows: the one with the focus, else its own, else the largest in view."""
    views = [view for view in page.findChildren(QAbstractItemView) if _counts(view, page)]
    focused = next((view for view in views if view.hasFocus()), None)
    own = getattr(page, "table", None)
    if focused is not None:
        return focused
    if own in views:
        return own  # type: ignore[no-any-return]
    return max(views, key=lambda view: view.width() * view.height(), default=None)


def _counts(view: QAbstractItemView, page: QWidget) -> bool:
    """Whether a list is one of the page, not the frozen columns of another or the list of a box."""
    parent = view.parentWidget()
    inside = isinstance(parent, QAbstractItemView) or (
        parent is not None and parent.inherits("QComboBoxPrivateContainer")
    )
    model = view.model()
    return view.isVisibleTo(page) and not inside and model is not None and model.rowCount() > 0


def _title_of(page: QWidget) -> str:
    headings = (label for label in page.findChildren(QLabel) if label.objectName() == "heading")
    return next((label.text() for label in headings if label.text()), "")

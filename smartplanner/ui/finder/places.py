"""Ways from the palette to where a thing is at home: its form, its list, a list filtered, the pages of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartplanner.model import entities
from smartplanner.ui.finder.finding import PAGE
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.navigation import PAPERS

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def has_list(entity: str) -> bool:
    """Whether the records of *entity* have a list of their own."""
    return entity in entities() and bool(entities()[entity].section)


def open_place(shell: Shell, entity: str, id: str) -> None:
    """Open a record in its form, or a page."""
    if entity == PAGE:
        shell.go_to(id)
    elif entity == "issue":
        _open_issue(shell, id)
    else:
        shell.open_record(entity, id)


def show_in_list(shell: Shell, entity: str, id: str) -> None:
    """Go to the list of a record and put the cursor on it; a filter that would hide it is taken away."""
    page = filter_list(shell, entity, "")
    table = getattr(page, "table", None)
    if table is not None and hasattr(table, "select"):
        table.select(id)
        table.setFocus()


def filter_list(shell: Shell, entity: str, text: str) -> Any:
    """Go to the list of *entity* with just the rows that hold *text*, and no other filter; returns the page."""
    page: Any = shell.go_to(entity)
    if hasattr(page, "clear_filters"):
        page.clear_filters()
    search = getattr(page, "search", None)
    if search is not None and hasattr(search, "setText"):
        search.setText(text)
        if hasattr(page, "apply_filter"):
            page.apply_filter()
    return page


def filter_by(shell: Shell, entity: str, of: str, name: str) -> Any:
    """Go to the list of *entity* with the rows of the district or group *name*, as many as other pages count there.

    Of a list that does not show them, and of a unit, which may lead or support, the rows that hold the name.
    """
    page: Any = shell.go_to(entity)
    model: Any = getattr(page, "model", None)
    if of not in _COLUMNS or not hasattr(model, "column_of") or model.column_of(of) < 0:
        return filter_list(shell, entity, name)
    page.clear_filters()
    model.set_filters([ColumnFilter(of, values=frozenset({name}))])
    page.apply_filter()
    return page


_COLUMNS = ("district", "group")


def write_paper(shell: Shell, name: str) -> None:
    """Go to the papers and show that kind, to be looked at and written."""
    page: Any = shell.go_to(PAPERS)
    page.show_report(name)


def open_view(shell: Shell, page: str, id: str) -> None:
    """Go to a page and set it up as the view *id* says."""
    shown: Any = shell.go_to(page)
    if hasattr(shown, "view_bar"):
        shown.view_bar.open(id)


def _open_issue(shell: Shell, id: str) -> None:
    """Show one issue of a paper among the papers."""
    row = shell.session.office.reader.row("issue", id) if shell.session is not None else None
    if row is not None:
        page: Any = shell.go_to(PAPERS)
        page.show_report(row.report)
        page.pane.show_issue(row.report, id)

"""The verbs that bring something out of the book: the list in view, a paper, what is printed, the check of a paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from smartplanner.base.i18n import _
from smartplanner.base.settings import papers_folder
from smartplanner.model import entities
from smartplanner.ui.navigation import PAPERS
from smartplanner.ui.progress import LongWork

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

Writer = Callable[[Path, Callable[[float], object]], int]
"""Writes a workbook, tells how far it is, and says how many rows it wrote."""


def export_list(shell: Shell) -> None:
    """Write the list in view to a workbook."""
    write = _writer(shell)
    if shell.session is None or write is None:
        return
    suggested = papers_folder(shell.session.office.path) / f"{_(_exported_as(shell))}.xlsx"
    path, _filter = QFileDialog.getSaveFileName(
        shell, _("Export to Excel"), str(suggested), _("Workbook (*.xlsx)")
    )  # fmt: skip
    if not path:
        return
    target = Path(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")

    def say(count: int) -> None:
        shell.statusBar().showMessage(_("Wrote {count} row(s) to {file}.", count=count, file=target), 8000)

    LongWork(
        shell.session,
        _("The list is being written"),
        lambda progress, _cancelled: write(target, progress),
        say,
        window=shell,
    )


def show_papers(shell: Shell) -> None:
    """Go to the papers, where reports are looked at, mended and written."""
    if shell.session is not None:
        shell.go_to(PAPERS)


def check_paper(shell: Shell) -> None:
    """Check a paper against the standard."""
    from smartplanner.ui.document_check import check_a_document

    check_a_document(shell)


def show_wording(shell: Shell) -> None:
    """Show the templates and the office's own wording."""
    from smartplanner.ui.wording import show_templates

    show_templates(shell)


def print_view(shell: Shell) -> None:
    """Print the page in view."""
    page = shell.stack.currentWidget()
    if shell.session is not None and page is not None:
        from smartplanner.ui.printing import print_page

        print_page(shell.session, shell.page_name(), page, shell)


def _exported_as(shell: Shell) -> str:
    """Return the name of what is exported, to be translated; empty where the page in view has no list."""
    name = shell.page_name()
    if name in entities():
        return entities()[name].plural
    return str(getattr(shell.stack.currentWidget(), "exported_as", ""))


def _writer(shell: Shell) -> Writer | None:
    page: Any = shell.stack.currentWidget()
    if shell.session is None or not _exported_as(shell):
        return None
    if shell.page_name() in entities():
        from smartplanner.ui.list_export import writer_of

        return writer_of(shell.session, shell.page_name(), page=page, window=shell)
    export: Callable[[Path], int] = page.export
    return lambda path, _tell: export(path)

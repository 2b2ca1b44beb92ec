"""Loads what later pages, forms and papers need while the window stands idle, so that opening one waits for nothing.

Loading a page's modules for the first time takes up to half a second, most of it for the libraries that write
workbooks and papers.  Those are loaded off the window's thread: they know nothing of our modules.  Our own are
loaded on the window's thread, a little at a time: two threads that load parts of one package could wait for each
other.  A book that is opened meanwhile needs its part at once and nothing else (``hurry``).
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from smartplanner.commands.office import prepare

AFTER = 200
"""Milliseconds after the window began to take input."""
_PAUSE = 15
"""Milliseconds between two modules, for what a person does."""
LIBRARIES = (
    "rapidfuzz.fuzz", "PIL.Image", "openpyxl", "python_calamine", "pypdfium2", "jinja2", "markdown_it", "docx",
    "reportlab.lib", "reportlab.pdfbase.ttfonts", "reportlab.pdfgen.canvas",
)  # fmt: skip
FIRST = (
    "sqlalchemy.dialects.sqlite",
    "smartplanner.queries.contracts",
    "smartplanner.queries.red_items",
    "smartplanner.rules.urging",
    "smartplanner.queries.overview.situation",
    "smartplanner.ui.charts",
    "smartplanner.ui.grid.state",
    "smartplanner.ui.operation.listing",
    "smartplanner.ui.overview",
    "smartplanner.ui.views",
)
"""What opening a book and the first page need: parts before what is made of them, so that each takes a moment."""
OWN = (
    "smartplanner.fields.units",
    "smartplanner.fields.date_ranges",
    "smartplanner.fields.payment_parts",
    "smartplanner.excel.grammar.cell",
    "smartplanner.ui.life.acts",
    "smartplanner.queries.board",
    "smartplanner.ui.board.details",
    "smartplanner.ui.preview.view",
    "smartplanner.ui.record_form",
    "smartplanner.commands.cells",
    "smartplanner.excel.clipboard",
    "smartplanner.ui.records",
    "smartplanner.ui.tasks",
    "smartplanner.ui.red_list",
    "smartplanner.ui.portfolio",
    "smartplanner.rules.schedule",
    "smartplanner.ui.gantt.view",
    "smartplanner.ui.scoring",
    "smartplanner.ui.light_rules",
    "smartplanner.ui.operation.page",
    "smartplanner.commands.minutes",
    "smartplanner.commands.piloting",
    "smartplanner.ui.pilots",
    "smartplanner.ui.organisations",
    "smartplanner.ui.task_form",
    "smartplanner.ui.contract_form.form",
    "smartplanner.ui.operator_form.form",
    "smartplanner.commands.planning",
    "smartplanner.ui.plan_form",
    "smartplanner.reports.document.blocks",
    "smartplanner.reports.templates.filling",
    "smartplanner.reports.papers.periodic.briefing",
    "smartplanner.reports.pdf.charts",
    "smartplanner.reports.word.writer",
    "smartplanner.reports.papers.meetings.material_figures",
    "smartplanner.reports.pdf.writer",
    "smartplanner.reports.papers.districts.plan_progress_figures",
    "smartplanner.reports.registry",
    "smartplanner.reports.writing",
    "smartplanner.commands.papers",
    "smartplanner.ui.papers.pane",
    "smartplanner.ui.importing",
)
"""What the other pages, forms and papers are made of, in the same order."""


class Ahead(QObject):
    """Loads ahead for as long as the window *parent* lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter((*FIRST, *OWN))
        self._next: str | None = None
        self._thread: threading.Thread | None = None
        self._libraries_begun = False
        self._only_first = False
        self._lacking: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._step)
        # From the first turn of the event loop: a book that the program starts with is opened before it.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(AFTER, self, self.go_on))

    @property
    def is_ready(self) -> bool:
        """Whether all is loaded that opening a book and its first page need."""
        return all(name in sys.modules or name in self._lacking for name in FIRST)

    @property
    def is_done(self) -> bool:
        """Whether all is loaded that is loaded ahead."""
        return all(name in sys.modules or name in self._lacking for name in (*FIRST, *OWN))

    def hurry(self) -> None:
        """Load what the first page needs without pauses, and nothing more until ``go_on``."""
        self._only_first = True
        self._timer.start(0)

    def go_on(self) -> None:
        """Load on, with pauses."""
        self._only_first = False
        if self._thread is None:  # it loads no modules, so that ours can be loaded meanwhile
            self._begin(prepare)
        self._timer.start(_PAUSE)

    def _step(self) -> None:
        """Load the next module that is not there yet; before those that need the libraries wait for them."""
        if self._next is None:
            self._next = next((name for name in self._left if name not in sys.modules), None)
        if self._next is None or (self._only_first and self._next not in FIRST):
            self._timer.stop()
        elif self._next in FIRST or self._is_done_beside():
            try:
                import_module(self._next)
            except ImportError:  # whoever needs it says so
                self._lacking.add(self._next)
            self._next = None

    def _is_done_beside(self) -> bool:
        """Whether all is done that is done off the window's thread; if not, the next of it is under way."""
        if self._thread is not None and self._thread.is_alive():
            return False
        if not self._libraries_begun:
            self._libraries_begun = True
            self._begin(lambda: _load(LIBRARIES))
            return False
        return True

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=work, name="ahead")
        self._thread.start()  # no daemon: a program that ends at once waits for it


def _load(names: Sequence[str]) -> None:
    for name in names:
        with contextlib.suppress(ImportError):  # whoever needs it says so
            import_module(name)

"""Loads what later pages, forms and papers need while the window stands idle, so that opening one waits for nothing.

Loading a page's modules for the first time takes up to half a second, most of it for the libraries that write
workbooks and papers.  Those are loaded off the window's thread: they know nothing of our modules.  Our own are
loaded on the window's thread, a little at a time: two threads that load parts of one package could wait for each
other.  A book that is opened meanwhile needs its part at once and nothing else (``hurry``); a page that somebody goes
to comes before the others (``load``).
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from smartplanner.commands.office import prepare
from smartplanner.ui.parts import in_loading_order

AFTER = 200
"""Milliseconds after the window began to take input."""
_PAUSE = 15
"""Milliseconds between two turns of loading, for what a person does."""
_SHORT_PAUSE = 2
"""The same while somebody waits."""
_TURN = 0.008
"""Seconds after which a turn begins no further module."""
LIBRARIES = (
    "rapidfuzz.fuzz", "PIL.Image", "openpyxl", "python_calamine", "pypdfium2", "jinja2", "markdown_it", "docx",
    "reportlab.lib", "reportlab.pdfbase.ttfonts", "reportlab.pdfgen.canvas", "pypinyin",
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
"""What opening a book and the first page need."""
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
"""What the other pages, forms and papers are made of."""


class Ahead(QObject):
    """Loads ahead for as long as the window *parent* lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._own = in_loading_order(FIRST), in_loading_order(OWN)
        self._libraries: Iterator[str] = iter(LIBRARIES)
        self._wish: _Wish | None = None
        self._thread: threading.Thread | None = None
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
        return self._has(FIRST)

    @property
    def is_done(self) -> bool:
        """Whether all is loaded that is loaded ahead."""
        return self._has((*FIRST, *OWN))

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

    def load(self, names: Sequence[str], then: Callable[[], object]) -> None:
        """Call *then* when the modules *names* are loaded, at once if they are; a later wish takes the place of it."""
        self._wish = None
        if self._has(names):
            then()
        else:
            self._wish = _Wish(in_loading_order(names), then)
            self._timer.start(_SHORT_PAUSE)

    def _has(self, names: Sequence[str]) -> bool:
        return all(name in sys.modules or name in self._lacking for name in names)

    def _step(self) -> None:
        """Load for a moment; what needs the libraries waits for them."""
        end = time.monotonic() + _TURN
        while time.monotonic() < end:
            left = self._left()
            if left is None:
                return
            name = next(left, None)
            if name is None:
                self._end(left)
                return
            self._import(name)

    def _left(self) -> Iterator[str] | None:
        """Return the modules that are loaded now; None while there are none."""
        if not self._has(FIRST):
            return self._first
        if self._only_first:
            self._timer.stop()
            return None
        if not self._is_done_beside():
            return None
        return self._wish.parts if self._wish is not None else self._own

    def _end(self, left: Iterator[str]) -> None:
        """Nothing is left of *left*."""
        wish = self._wish
        if wish is not None and left is wish.parts:
            self._wish = None
            self._timer.start(_PAUSE)
            wish.then()
        elif left is self._own:
            self._timer.stop()

    def _import(self, name: str) -> None:
        try:
            import_module(name)
        except ImportError:  # whoever needs it says so
            self._lacking.add(name)

    def _is_done_beside(self) -> bool:
        """Whether all is done that is done off the window's thread; if not, the next of it is under way."""
        if self._thread is not None and self._thread.is_alive():
            return False
        library = next(self._libraries, None)
        if library is not None:
            self._begin(lambda: _load(library))
        return library is None

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=work, name="ahead")
        self._thread.start()  # no daemon: a program that ends at once waits for it


class _Wish(NamedTuple):
    """What somebody waits for, and what to do then."""

    parts: Iterator[str]
    then: Callable[[], object]


def _load(name: str) -> None:
    with contextlib.suppress(ImportError):  # whoever needs it says so
        import_module(name)

"""One paper: said at the top what it is asked for with, its pages in the middle, what can be mended at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.papers import Paper, mend
from smartplanner.reports.printed import Stopped, Work
from smartplanner.ui.making import room_of
from smartplanner.ui.papers.asked import Asked, Made, make
from smartplanner.ui.papers.checks import CheckPane
from smartplanner.ui.papers.lines import TextLine, TextLines
from smartplanner.ui.papers.outgoing import OutgoingBar
from smartplanner.ui.papers.sentences import SentencePane
from smartplanner.ui.preview.bar import PreviewBar
from smartplanner.ui.preview.letters import bare
from smartplanner.ui.preview.place import PagePlace
from smartplanner.ui.preview.view import PageView
from smartplanner.ui.report_options import OptionFields
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE, set_tone

DELAY = 300
"""Milliseconds after the last change before a paper is made."""
_SIDE, _LEAST = 290, 180
LOW = 300
"""Pixels up to which each line above the pages counts."""
_SMALL = 720
"""Pixels below which what stands beside the pages is as narrow as it may be."""
_MATTERS = ("task", "contract", "plan", "pilot", "meeting")
"""A book that holds none of these has nothing to report."""


class PaperPane(QWidget):
    """Makes the paper that is asked for whenever that changes or the book does, and keeps the old pages until then."""

    shown = Signal()
    """A paper, or what is wrong with the asking, is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.paper: Paper | None = None
        self.problem: Problem | None = None
        self.request = OptionFields(session, self)
        self.standing = QLabel()
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self.view = PageView()
        self.place = PagePlace(self.view)
        self.bar = PreviewBar(self.view, self)
        self._lay_out_pages()
        self.tabs = QTabWidget(self._split)
        room = room_of(self.tabs)
        self.headings = TextLines(room)
        self.headings.setAccessibleName(_("Headings"))
        self.sentences = SentencePane(room)
        self.checks = CheckPane(room)
        self.outgoing = OutgoingBar(session, self)
        self._asked: Asked | None = None
        self._making: Asked | None = None
        self._work = Work()
        self._stale = True
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY)
        self._narrow = False
        self._lay_out()
        self._connect()

    # -- what is asked for

    def show_report(self, report: str, options: Mapping[str, Any] | None = None) -> None:
        """Show a paper of this kind as of the day in view."""
        if self._asked is not None and self._asked.issue:
            self.request.set_day(self.session.as_of)  # that of the issue means nothing to another paper
        self.request.offer(report)
        self.request.choose(options or {})
        self._ask(Asked(report, self.request.chosen_day(), self.request.chosen()))

    def show_issue(self, report: str, issue: str) -> None:
        """Show one of the kept issues of a kind."""
        self.request.offer(report)
        self._ask(Asked(report, self.request.chosen_day(), issue=issue))

    @property
    def report(self) -> str:
        """The kind of paper in view."""
        return self._asked.report if self._asked is not None else ""

    @property
    def busy(self) -> bool:
        """Whether a paper is being made, or about to be."""
        return self._making is not None or self._delay.isActive()

    def load(self) -> None:
        """Make the paper anew."""
        self._delay.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if self._asked is None:
            return
        if self._making is not None:
            self._stop()  # once that has come to its end, what is wanted is made, from the book as it is by then
            return
        if (why := self._nothing_to_make()) is not None:
            self._forget()
            self.place.say(*why)
            self.shown.emit()
            return
        asked, office = self._asked, self.session.office
        self._making = asked
        work = self._work = Work()
        self.place.wait(_("Making the pages …"))
        self.standing.setText(_("Making the pages …"))
        self.session.in_background(lambda: make(office, asked, work), self._take, self._fail, asker=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a small or enlarged screen to the pages."""
        super().resizeEvent(event)
        narrow = self.width() < _SMALL
        if narrow != self._narrow:
            self._narrow = narrow
            side = _LEAST if narrow else _SIDE
            self._split.setSizes([self.width() - side, side])
        self.bar.save_height(on=self.height() < LOW)

    def showEvent(self, event: QShowEvent) -> None:
        """Make what has changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._delay.start(0)

    def _ask(self, asked: Asked) -> None:
        self.outgoing.say("")
        if self._asked is None or (asked.report, asked.issue) != (self._asked.report, self._asked.issue):
            self._forget()
        if asked != self._asked:
            self._stop()
        self._asked = asked
        self.outgoing.show_asked(asked)
        self._delay.start()

    def _ask_anew(self) -> None:
        """Ask for what the fields say now: from here on it is no kept issue."""
        if self._asked is not None:
            self._ask(Asked(self._asked.report, self.request.chosen_day(), self.request.chosen()))

    def _nothing_to_make(self) -> tuple[str, str] | None:
        """Return head and text of what stands in the place of the pages when there is nothing to ask for."""
        reader = self.session.office.reader
        if not any(reader.count(entity) for entity in _MATTERS):
            return _("There is nothing to report yet."), _(
                "Import the ledgers (Ctrl+I) or enter a matter (Ctrl+T); the paper is then made by itself."
            )
        missing = self.request.missing() if self._asked is not None and not self._asked.issue else None
        if missing is not None:
            return _("Choose: {option}.", option=missing), _("The paper is about one of them; choose it above.")
        return None

    # -- what comes back

    def _take(self, made: Made) -> None:
        self._making = None
        if made.asked != self._asked or self._work.stopped:
            self.load()
            return
        self.paper, self.problem = made.paper, None
        if made.asked.issue:
            self.request.set_day(made.paper.as_of)
            self.request.choose(made.paper.options)
            self.outgoing.show_asked(Asked(made.paper.report, made.paper.as_of, made.paper.options))
        self._show_paper(made.pdf)
        self.view.show_pdf(made.pdf)
        self.shown.emit()

    def _fail(self, error: BaseException) -> None:
        asked, self._making = self._making, None
        if isinstance(error, Stopped):
            self.load()
            return
        if not isinstance(error, Problem):
            raise error
        if asked != self._asked or self._work.stopped:
            self.load()
            return
        self._forget()
        self.problem = error
        self.place.complain(error)
        self.shown.emit()

    def _stop(self) -> None:
        """Nobody waits any more for what is being made: a long paper takes half a minute."""
        self._work.stopped = True

    def _forget(self) -> None:
        self.paper = self.problem = None
        self.view.clear()
        self._show_paper()

    def _show_paper(self, pdf: bytes | None = None) -> None:
        paper = self.paper
        self.sentences.show_paper(paper, why_not=self.why_not())
        self.checks.show_paper(paper)
        found = paper.headings if paper is not None else ()
        self.headings.show_lines([TextLine(text, heading=level == 1, indent=level - 1) for level, text in found])
        mended = sum(one.edited for one in paper.sentences) if paper is not None else 0
        problems = len(paper.problems) if paper is not None else 0
        self.tabs.setTabText(1, _("Sentences ({count} mended)", count=mended) if mended else _("Sentences"))
        self.tabs.setTabText(2, _("To settle ({count})", count=problems) if problems else _("To settle"))
        self.outgoing.show_paper(paper, pdf, why_not=self.why_not())
        self._show_standing()

    def why_not(self) -> str:
        """Return why the paper in view cannot be mended or issued; empty if it can."""
        if not self.session.office.writable:
            return _("The book is open to read only: a paper can be looked at and written, not mended or issued.")
        if self.paper is not None and self.paper.issued:
            return _("This paper is issued; what is issued stays as it is.")
        return ""

    def _show_standing(self) -> None:
        """Say what stands in view: an issued paper, a draft, a paper with edits."""
        row = None
        if self.paper is not None and self.paper.issue:
            row = self.session.office.reader.row("issue", self.paper.issue)
        text = ""
        if row is not None and self.paper is not None and self.paper.issued:
            day = row.issued_on.isoformat() if row.issued_on else ""
            number = row.document_number or (_("Issue no. {number}", number=row.number) if row.number else "")
            text = " · ".join(filter(None, (_("Issued"), number, day)))
        elif row is not None:
            text = _("Draft of the paper")
        self.standing.setText(text)
        set_tone(self.standing, "muted")

    # -- what a person does

    def _mend(self, before: str, text: str) -> None:
        paper, office = self.paper, self.session.office
        if paper is None:
            return
        mended = self.session.perform(lambda: mend(office, paper, before, text), window=self)
        if mended is not None:
            self.paper = mended
            self._show_paper()
            self._delay.start()

    def _go_to_heading(self, row: int) -> None:
        if self.paper is None or not 0 <= row < len(self.paper.headings):
            return
        wanted = bare(self.paper.headings[row][1])
        # An annex is listed as "附件1  title" beside its bookmark "title".
        same = [mark for mark in self.view.bookmarks if bare(mark.title) == wanted]
        alike = same or [mark for mark in self.view.bookmarks if wanted.endswith(bare(mark.title))]
        often = [one for one in self.paper.headings[:row] if bare(one[1]) == wanted]
        if alike:
            mark = alike[min(len(often), len(alike) - 1)]
            self.view.go_to(mark.page + 1, mark.top)
        else:
            self.view.show_text(self.paper.headings[row][1])

    def _show_words(self, words: str) -> None:
        if not self.view.show_text(words):
            self.view.show_text(words[:20])

    def _show_problem_place(self, words: str) -> None:
        self._show_words(words)
        if self.sentences.show_sentence(words):
            self.tabs.setCurrentWidget(self.sentences)

    def _book_changed(self, rows: Mapping[str, set[str]]) -> None:
        if set(rows) <= {"memo", "link", "saved_view", "attachment"}:
            return
        self.request.refill()
        if self.paper is not None and self.paper.issued and self.paper.issue not in rows.get("issue", ()):
            return  # what is issued does not follow the book
        self._delay.start()

    # -- inside

    def _connect(self) -> None:
        self._delay.timeout.connect(self.load)
        self.request.changed.connect(self._ask_anew)
        self.headings.clicked.connect(lambda index: self._go_to_heading(index.row()))
        self.headings.activated.connect(lambda index: self._go_to_heading(index.row()))
        self.sentences.mended.connect(self._mend)
        self.sentences.picked.connect(self._show_words)
        self.checks.picked.connect(self._show_problem_place)
        self.view.clicked.connect(self._pick_clicked)
        self.outgoing.wanted_anew.connect(self._delay.start)
        self.outgoing.issued.connect(lambda issue: self.show_issue(self.report, issue))
        self.session.changed.connect(self._book_changed)
        self.session.closing.connect(self._stop)

    def _pick_clicked(self, around: str) -> None:
        """Choose the sentence that was clicked in the pages: by the letters around, then by fewer of them."""
        middle = len(around) // 2
        for reach in (len(around), 8, 5):
            if self.sentences.show_sentence(around[max(0, middle - reach) : middle + reach]):
                self.tabs.setCurrentWidget(self.sentences)
                return

    def _lay_out_pages(self) -> None:
        middle = QWidget(self._split)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.place, 1)
        self._split.addWidget(middle)

    def _lay_out(self) -> None:
        self.tabs.addTab(self.headings, _("Contents"))
        self.tabs.addTab(self.sentences, _("Sentences"))
        self.tabs.addTab(self.checks, _("To settle"))
        self.tabs.setDocumentMode(True)
        split = self._split
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 1)
        split.setSizes([10 * _SIDE, _SIDE])
        split.setChildrenCollapsible(False)
        self.tabs.setMinimumWidth(_LEAST)
        self.standing.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        top = QHBoxLayout()
        top.addWidget(self.request, 1)
        top.addWidget(self.standing)
        layout.addLayout(top)
        layout.addWidget(self.bar)
        layout.addWidget(split, 1)
        layout.addWidget(self.outgoing)

"""One table of one file on its three pages: the sheet as it looks, its columns, what would become of the book.

What a person chooses there is noted with the file, which is then to be read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget

from smartplanner.base.i18n import _
from smartplanner.excel.choices import TableChoice
from smartplanner.excel.proposal import SKIPPED, SheetReading
from smartplanner.ui.importing.columns_page import ColumnsPage
from smartplanner.ui.importing.marks import NO_TABLE
from smartplanner.ui.importing.preview_page import PreviewPage, problem_place
from smartplanner.ui.importing.problem_list import Remark
from smartplanner.ui.importing.questions import Question, answer_text, answered, options_for, questions
from smartplanner.ui.importing.sheet_page import SheetPage
from smartplanner.ui.importing.sources import source_of
from smartplanner.ui.importing.work import FileWork, all_problems, first_table
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

SHEET, COLUMNS, PREVIEW = range(3)


class TablePages(QStackedWidget):
    """The table in view; in place of its pages a sentence where the file has none to show.

    ``chosen`` tells a file about which something was chosen, ``wanted`` a file and a table that are to be looked at.
    """

    chosen = Signal(object)
    wanted = Signal(object, str)

    def __init__(self, session: Session, works: Sequence[FileWork]) -> None:
        super().__init__()
        self.session = session
        self.works = works
        self.work = works[0] if works else None
        """The file in view."""
        self.table = ""
        """The name of the table in view; empty while the file is not read."""
        self.sheet_page = SheetPage()
        self.columns_page = ColumnsPage(session)
        self.preview_page = PreviewPage(session.office.reader)
        self._lay_out()
        self._connect()

    def look_at(self, work: FileWork, table: str) -> None:
        """Show another table, or the same as it is read now."""
        self.work, self.table = work, table
        self.show_anew()
        self.show_remarks()

    def sheet(self) -> SheetReading | None:
        """Return the reading of the table in view."""
        return self.work.sheet(self.table) if self.work is not None else None

    def show_anew(self) -> None:
        """Show the table in view as it is read now."""
        work = self.work
        if work is None:
            return
        if not self.table and work.proposal is not None:
            self.table = first_table(work)
        if self._has_pages(work):
            self.setCurrentWidget(self.tabs)
            self._show_pages(work)
            return
        refused = work.proposal.refused if work.proposal is not None else None
        self.message.setText(refused.sentence() if refused is not None else _("The file is not read yet."))
        self.setCurrentWidget(self.message)
        self.preview_page.show_source(None, self.message.text())

    def show_remarks(self) -> None:
        """Show what is to be said of all files; those of the table in view can be told apart."""
        sheet = self.sheet()
        remarks = [Remark(work, problem) for work, problem in all_problems(self.works)]
        self.preview_page.show_remarks(remarks, sheet.sheet if sheet is not None else self.table, self.work)

    def sender_words(self) -> str:
        """Return who sent the file in view, and whether it is read as decided last time."""
        work = self.work
        if work is None or not self._has_pages(work):
            return ""
        words = _("Sender: {name}", name=work.sender) if work.sender else ""
        return words + (_("; read as decided last time") if work.from_profile else "")

    # -- what a person chooses

    def choose_header(self, first: int, last: int) -> None:
        """Read the rows *first* to *last* (as Excel counts them) of the sheet in view as its header."""
        if self.work is not None:
            choice = self.work.table_choice(self.table)
            # Under another header the columns mean something else.
            self._choose(replace(choice, header_rows=(first, last), columns={}, take=True))

    def answer(self, question: Question, answer: str) -> None:
        """Take over what words stand for: an id or value, "+" for a new unit, empty for nothing."""
        if self.work is not None:
            answered(self.session.office, self.work, question, answer)
            self.chosen.emit(self.work)

    def mend(self, cell: str, text: str) -> None:
        """Read *text* in the place of what stands in *cell* (F12) of the sheet in view."""
        sheet = self.sheet()
        if self.work is not None and sheet is not None:
            self._mend_in(self.work, f"{sheet.sheet}!{cell}", text)

    def _choose(self, choice: TableChoice) -> None:
        if self.work is not None and self.table:
            self.work.choose_table(self.table, choice)
            self.chosen.emit(self.work)

    def _choose_hidden(self, wanted: bool) -> None:
        if self.work is not None:
            self._choose(replace(self.work.table_choice(self.table), hidden=None if wanted else False))

    def _mend_in(self, work: FileWork, place: str, text: str) -> None:
        work.choose(cells={**work.choices.cells, place: text or None})
        self.chosen.emit(work)

    def _take_row(self, remark: Remark) -> None:
        row = remark.problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        remark.work.choose(accepted=remark.work.choices.accepted | {f"{remark.problem.sheet}!{row}"})
        self.chosen.emit(remark.work)

    # -- where a person goes

    def go_to_cell(self, cell: str) -> None:
        """Show the source cell in the sheet as it looks."""
        self.tabs.setCurrentIndex(SHEET)
        self.sheet_page.go_to_cell(cell)
        self.sheet_page.table.setFocus()

    def go_to_search(self) -> None:
        """Go to the search in the preview."""
        self.tabs.setCurrentIndex(PREVIEW)
        self.preview_page.search.setFocus()

    def _go_to_remark(self, remark: Remark) -> None:
        self.wanted.emit(remark.work, remark.problem.sheet)
        if remark.problem.cell and remark.work.view(remark.problem.sheet) is not None:
            self.go_to_cell(remark.problem.cell)

    def _go_to_question(self, remark: Remark) -> None:
        self.wanted.emit(remark.work, remark.problem.sheet)
        self.tabs.setCurrentIndex(COLUMNS)
        self.columns_page.go_to_question(remark.problem.value)

    def _go_to_place(self, place: str) -> None:
        sheet, _sign, cell = place.rpartition("!")
        if self.work is not None and sheet:
            self.wanted.emit(self.work, sheet)
            self.go_to_cell(cell)

    # -- inside

    @staticmethod
    def _has_pages(work: FileWork) -> bool:
        """Whether there is a sheet to show, be it one in which nothing was recognised."""
        return work.proposal is not None and (work.proposal.refused is None or bool(work.views))

    def _show_pages(self, work: FileWork) -> None:
        sheet, choice = work.sheet(self.table), work.table_choice(self.table)
        view = work.view(sheet.sheet if sheet is not None else self.table)
        reading = sheet if sheet is not None else SheetReading(sheet=self.table)
        self.sheet_page.show_sheet(view, reading, hidden=choice.hidden is not False)
        self.preview_page.show_hidden(reading.hidden_rows, read=choice.hidden is not False)
        self.columns_page.show_table(reading, view, choice)
        self._show_questions(work)
        if sheet is None or sheet.skipped or sheet.entity is None:
            reason = SKIPPED.get(str(sheet.skipped), NO_TABLE) if sheet is not None else NO_TABLE
            self.preview_page.show_source(None, _("The sheet is left out: {reason}", reason=_(reason)))
            return
        self.preview_page.show_source(source_of(self.session, work, sheet, view))

    def _show_questions(self, work: FileWork) -> None:
        office, found = self.session.office, questions(work)
        self.columns_page.show_questions(
            found,
            lambda question: options_for(office, work, question),
            lambda question: answer_text(office, work, question),
        )
        waiting = sum(1 for question in found if not question.answer)
        self.tabs.setTabText(COLUMNS, _("2 Columns ({count} open)", count=waiting) if waiting else _("2 Columns"))

    def _connect(self) -> None:
        self.sheet_page.header_chosen.connect(self.choose_header)
        self.sheet_page.hidden_chosen.connect(self._choose_hidden)
        self.columns_page.chosen.connect(self._choose)
        self.columns_page.answered.connect(self.answer)
        self.columns_page.asked_place.connect(self._go_to_place)
        preview = self.preview_page
        preview.hidden_chosen.connect(self._choose_hidden)
        preview.mended.connect(self.mend)
        preview.mended_remark.connect(
            lambda remark, text: self._mend_in(remark.work, problem_place(remark.problem), text)
        )
        preview.row_wanted.connect(self._take_row)
        preview.answer_wanted.connect(self._go_to_question)
        preview.cell_wanted.connect(self.go_to_cell)
        preview.remark_wanted.connect(self._go_to_remark)

    def _lay_out(self) -> None:
        self.message = QLabel()
        self.message.setObjectName("panel")
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.message.setWordWrap(True)
        self.message.setMargin(SPACE * 3)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget()
        for page, title in (
            (self.sheet_page, _("1 Sheet and header")),
            (self.columns_page, _("2 Columns")),
            (self.preview_page, _("3 Preview")),
        ):
            self.tabs.addTab(page, title)
        self.tabs.setCurrentIndex(PREVIEW)
        self.addWidget(self.message)
        self.addWidget(self.tabs)

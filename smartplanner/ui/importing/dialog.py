"""Taking ledgers in: what the program understood of each file, what is new or changes, what a person must decide.

Reading runs off the window's thread; nothing is written before it is accepted, and each file is one step that can
be taken back.  A problem never closes the dialog, and what was chosen stays until it is accepted or thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level
from smartplanner.excel.choices import TableChoice
from smartplanner.excel.proposal import SKIPPED, Proposal, SheetReading
from smartplanner.ui.importing.accepting import Written, write_file
from smartplanner.ui.importing.columns_page import ColumnsPage
from smartplanner.ui.importing.file_tree import FileTree
from smartplanner.ui.importing.foot import Foot
from smartplanner.ui.importing.marks import NO_TABLE
from smartplanner.ui.importing.preview_page import PreviewPage, problem_place
from smartplanner.ui.importing.problem_list import Remark
from smartplanner.ui.importing.questions import Question, answer_text, answered, options_for, questions
from smartplanner.ui.importing.sending_back import send_back, to_return
from smartplanner.ui.importing.sheet_page import SheetPage
from smartplanner.ui.importing.sources import source_of
from smartplanner.ui.importing.work import FileWork, Reading, all_problems, first_table
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

SHEET, COLUMNS, PREVIEW = range(3)
_AT_ONCE = 300
"""Changes that are written here and now; more are written in the background."""
_SAID_AFTER = N_("Taken in: {files} file(s), {changes} change(s). “Undo” takes each file back as a whole.")
_SAID_OF_GAPS = N_(
    "Taken in: {files} file(s), {changes} change(s), but not {waiting} place(s) that need a person. "
    "“Undo” takes each file back as a whole."
)


class ImportDialog(QDialog):
    """The import of one or more workbooks."""

    def __init__(self, session: Session, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.paths = list(paths)
        self.works = [FileWork(path) for path in self.paths]
        self.reading = Reading(session, self.works, self)
        self._work = self.works[0] if self.works else None
        self._table = ""
        self._writing = False
        self.setWindowTitle(_("Import ledgers"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, 1280, 720)
        self.tree = FileTree(self.works)
        self.sheet_page = SheetPage()
        self.columns_page = ColumnsPage(session)
        self.preview_page = PreviewPage(session.office.reader)
        self.list = self.preview_page.list
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.accept_button)
        self._connect()
        self._show_progress()
        self.reading.go_on()

    @property
    def proposals(self) -> list[Proposal]:
        """What the files propose, as far as they are read."""
        return [work.proposal for work in self.works if work.proposal is not None]

    # -- reading

    def _show_read(self, work: FileWork) -> None:
        """Show a file that was read just now."""
        self.tree.show_work(work)
        if self.tree.currentItem() is None or (work is self._work and not self._table):
            self.tree.look_at(work, first_table(work))
        elif work is self._work:
            self._show_current()
        self._show_remarks()
        self._show_progress()

    def _show_progress(self) -> None:
        """Say how far the reading is, and what accepting would do."""
        busy = self.reading.busy and not self.reading.stopped
        present = self.reading.present
        waiting = [work for work in self.works if work.proposal is None]
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy or bool(waiting))
        self.stop_button.setText(_("Stop reading") if busy else _("Go on reading"))
        open_works = [work for work in self.works if work.open]
        changes = sum(len(work.proposal.changes) for work in open_works if work.proposal is not None)
        asking = sum(1 for work, problem in all_problems(open_works) if problem.level is Level.ERROR)
        if busy and present is not None and present.proposal is None:
            self.status.setText(_("Reading {file} …", file=present.path.name))
        else:
            message = N_("{changes} record(s) will be made or changed; {waiting} place(s) need a person.")
            self.status.setText(_(message, changes=changes, waiting=asking))
        # The reading of a choice just made is still to come: what is shown is not yet what would be written.
        settled = not self.reading.busy or self.reading.stopped
        usable = any(work.usable for work in self.works)
        self.accept_button.setEnabled(settled and usable and self.session.office.writable)
        self.back_button.setEnabled(settled and bool(to_return(self.works)))

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _stop_or_go_on(self) -> None:
        if self.reading.busy and not self.reading.stopped:
            self.reading.stop()
        else:
            self.reading.resume()
        self._show_progress()

    def _read_again(self, work: FileWork) -> None:
        self.reading.again(work)
        self._show_progress()

    # -- showing

    def _look_at(self, work: FileWork, table: str) -> None:
        self._work, self._table = work, table
        self._show_current()
        self._show_remarks()

    def current_sheet(self) -> SheetReading | None:
        """Return the reading of the table in view."""
        return self._work.sheet(self._table) if self._work is not None else None

    def _show_current(self) -> None:
        work = self._work
        if work is None:
            return
        if not self._table and work.proposal is not None:
            self._table = first_table(work)
        refused = work.proposal.refused if work.proposal is not None else None
        if work.proposal is None or (refused is not None and not work.views):
            self.message.setText(refused.sentence() if refused is not None else _("The file is not read yet."))
            self.profile.setText("")
            self.stack.setCurrentIndex(0)
            self.preview_page.show_source(None, self.message.text())
            return
        self.stack.setCurrentIndex(1)
        self._show_pages(work)

    def _show_pages(self, work: FileWork) -> None:
        sheet, choice = work.sheet(self._table), work.table_choice(self._table)
        view = work.view(sheet.sheet if sheet is not None else self._table)
        reading = sheet if sheet is not None else SheetReading(sheet=self._table)
        self.sheet_page.show_sheet(view, reading, hidden=choice.hidden is not False)
        self.preview_page.show_hidden(reading.hidden_rows, read=choice.hidden is not False)
        self.columns_page.show_table(reading, view, choice)
        office = self.session.office
        found = questions(work)
        self.columns_page.show_questions(
            found,
            lambda question: options_for(office, work, question),
            lambda question: answer_text(office, work, question),
        )
        waiting = sum(1 for question in found if not question.answer)
        self.tabs.setTabText(COLUMNS, _("2 Columns ({count} open)", count=waiting) if waiting else _("2 Columns"))
        self._show_profile(work)
        if sheet is None or sheet.skipped or sheet.entity is None:
            reason = SKIPPED.get(str(sheet.skipped), NO_TABLE) if sheet is not None else NO_TABLE
            self.preview_page.show_source(None, _("The sheet is left out: {reason}", reason=_(reason)))
            return
        self.preview_page.show_source(source_of(self.session, work, sheet, view))

    def _show_profile(self, work: FileWork) -> None:
        words = _("Sender: {name}", name=work.sender) if work.sender else ""
        if work.from_profile:
            words += _("; read as decided last time")
        self.profile.setText(words)

    def _show_remarks(self) -> None:
        sheet = self.current_sheet()
        remarks = [Remark(work, problem) for work, problem in all_problems(self.works)]
        self.preview_page.show_remarks(remarks, sheet.sheet if sheet is not None else self._table, self._work)

    # -- choosing

    def _choose(self, choice: TableChoice) -> None:
        if self._work is not None and self._table:
            self._work.choose_table(self._table, choice)
            self._read_again(self._work)

    def choose_header(self, first: int, last: int) -> None:
        """Read the rows *first* to *last* (as Excel counts them) of the sheet in view as its header."""
        if self._work is not None:
            choice = self._work.table_choice(self._table)
            # Under another header the columns mean something else.
            self._choose(replace(choice, header_rows=(first, last), columns={}, take=True))

    def _choose_hidden(self, wanted: bool) -> None:
        if self._work is not None:
            self._choose(replace(self._work.table_choice(self._table), hidden=None if wanted else False))

    def _tick(self, work: FileWork, table: str, wanted: bool) -> None:
        if not table:
            work.left_out = not wanted
            self.tree.show_work(work)
            self._show_progress()
            return
        work.choose_table(table, replace(work.table_choice(table), take=wanted))
        self._read_again(work)

    def answer(self, question: Question, answer: str) -> None:
        """Take over what words stand for: an id or value, "+" for a new unit, empty for nothing."""
        if self._work is not None:
            answered(self.session.office, self._work, question, answer)
            self._read_again(self._work)

    def mend(self, cell: str, text: str) -> None:
        """Read *text* in the place of what stands in *cell* (F12) of the sheet in view."""
        sheet = self.current_sheet()
        if self._work is not None and sheet is not None:
            self._mend_in(self._work, f"{sheet.sheet}!{cell}", text)

    def _mend_in(self, work: FileWork, place: str, text: str) -> None:
        work.choose(cells={**work.choices.cells, place: text or None})
        self._read_again(work)

    def _take_row(self, remark: Remark) -> None:
        row = remark.problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        remark.work.choose(accepted=remark.work.choices.accepted | {f"{remark.problem.sheet}!{row}"})
        self._read_again(remark.work)

    def _go_to_remark(self, remark: Remark) -> None:
        self.tree.look_at(remark.work, remark.problem.sheet)
        if remark.problem.cell and remark.work.view(remark.problem.sheet) is not None:
            self.go_to_cell(remark.problem.cell)

    def _go_to_question(self, remark: Remark) -> None:
        self.tree.look_at(remark.work, remark.problem.sheet)
        self.tabs.setCurrentIndex(COLUMNS)
        self.columns_page.go_to_question(remark.problem.value)

    def go_to_cell(self, cell: str) -> None:
        """Show the source cell in the sheet as it looks."""
        self.tabs.setCurrentIndex(SHEET)
        self.sheet_page.go_to_cell(cell)
        self.sheet_page.table.setFocus()

    def _go_to_place(self, place: str) -> None:
        sheet, _sign, cell = place.rpartition("!")
        if self._work is not None and sheet:
            self.tree.look_at(self._work, sheet)
            self.go_to_cell(cell)

    # -- accepting

    def _accept_all(self) -> None:
        """Write each file as one step; a file that is refused now leaves the others as they are."""
        accepting = [(work, work.proposal, work.review()) for work in self.works if work.usable and work.proposal]
        office, today = self.session.office, self.session.as_of

        def write() -> list[Written]:
            return [write_file(office, work, proposal, review, today) for work, proposal, review in accepting]

        if sum(len(proposal.changes) for _work, proposal, _review in accepting) <= _AT_ONCE:
            self._accepted(write())
            return
        self._show_writing(busy=True)
        self.session.in_background(write, self._accepted, self._not_written)

    def _accepted(self, written: Sequence[Written]) -> None:
        """Say what was written, and close unless a file is left that was refused."""
        self._show_writing(busy=False)
        for each in written:
            each.work.taken = each.problem is None
            if each.problem is not None:
                show_problem(each.problem, self)
        taken = [each for each in written if each.problem is None]
        if taken:
            changes = sum(each.size for each in taken)
            found = all_problems([each.work for each in taken])
            waiting = sum(1 for _work, problem in found if problem.level is Level.ERROR)
            message = _SAID_OF_GAPS if waiting else _SAID_AFTER
            self.session.said.emit(_(message, files=len(taken), changes=changes, waiting=waiting))
        if not any(work.usable for work in self.works):
            self.accept()
            return
        # The book has changed since they were read: they are read again, with all that was chosen.
        for work in self.works:
            self.tree.show_work(work)
            if work.usable:
                work.asked += 1
                self._read_again(work)

    def _not_written(self, error: BaseException) -> None:
        self._show_writing(busy=False)
        raise error

    def _show_writing(self, *, busy: bool) -> None:
        self._writing = busy
        for part in (self.tree, self.stack, self.accept_button, self.cancel_button):
            part.setEnabled(not busy)
        self.bar.setVisible(busy)
        if busy:
            self.bar.setRange(0, 0)
            self.status.setText(_("Writing …"))

    def reject(self) -> None:
        """Stop reading and close, after a question if choices would be lost; nothing was written."""
        if self._writing:
            return
        if any(work.touched and work.open for work in self.works) and not self._may_close():
            return
        self.reading.stop()
        super().reject()

    def _may_close(self) -> bool:
        buttons = QMessageBox.StandardButton
        question = _("Close without taking the files in? What you chose about them is lost.")
        return QMessageBox.question(self, _("Import ledgers"), question, buttons.Yes | buttons.No) == buttons.Yes

    # -- laying out

    def _connect(self) -> None:
        self.reading.read.connect(self._show_read)
        self.reading.moved.connect(self._advance)
        self.reading.rested.connect(self._show_progress)
        self.tree.looked_at.connect(self._look_at)
        self.tree.ticked.connect(self._tick)
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
        self.stop_button.clicked.connect(self._stop_or_go_on)
        self.accept_button.clicked.connect(self._accept_all)
        self.back_button.clicked.connect(lambda: send_back(self.session, to_return(self.works), self))
        for number in (SHEET, COLUMNS, PREVIEW):
            self._add_shortcut(f"Ctrl+{number + 1}", lambda page=number: self.tabs.setCurrentIndex(page))
        self._add_shortcut("Ctrl+F", self._find)

    def _find(self) -> None:
        self.tabs.setCurrentIndex(PREVIEW)
        self.preview_page.search.setFocus()

    def _add_shortcut(self, keys: str, action: object) -> None:
        made = QAction(self)
        made.setShortcut(QKeySequence(keys))
        made.triggered.connect(action)
        self.addAction(made)

    def _lay_out(self) -> None:
        foot = Foot()
        self.status, self.profile, self.bar, self.stop_button = foot.status, foot.profile, foot.bar, foot.stop_button
        self.back_button, self.accept_button = foot.back_button, foot.accept_button
        self.cancel_button = foot.cancel_button
        foot.buttons.rejected.connect(self.reject)
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
        self.stack = QStackedWidget()
        self.stack.addWidget(self.message)
        self.stack.addWidget(self.tabs)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self.stack)
        split.setSizes([310, 970])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

"""Taking ledgers in: what the program understood of each file, what is new or changes, what a person must decide.

Reading runs off the window's thread; nothing is written before it is accepted, and each file is one step that can
be taken back.  A problem never closes the dialog, and what was chosen stays until it is accepted or thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level
from smartplanner.excel.proposal import Proposal
from smartplanner.ui.importing.accepting import Written, write_file
from smartplanner.ui.importing.file_tree import FileTree
from smartplanner.ui.importing.foot import Foot
from smartplanner.ui.importing.sending_back import send_back, to_return
from smartplanner.ui.importing.table_pages import COLUMNS, PREVIEW, SHEET, TablePages
from smartplanner.ui.importing.work import FileWork, Reading, all_problems, first_table
from smartplanner.ui.page_keys import WINDOW, add_key
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

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
        self._writing = False
        self.setWindowTitle(_("Import ledgers"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, 1280, 720)
        self.tree = FileTree(self.works)
        self.pages = TablePages(session, self.works)
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
        if self.tree.currentItem() is None or (work is self.pages.work and not self.pages.table):
            self.tree.look_at(work, first_table(work))
        elif work is self.pages.work:
            self.pages.show_anew()
            self.profile.setText(self.pages.sender_words())
        self.pages.show_remarks()
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

    def _look_at(self, work: FileWork, table: str) -> None:
        self.pages.look_at(work, table)
        self.profile.setText(self.pages.sender_words())

    def _tick(self, work: FileWork, table: str, wanted: bool) -> None:
        if not table:
            work.left_out = not wanted
            self.tree.show_work(work)
            self._show_progress()
            return
        work.choose_table(table, replace(work.table_choice(table), take=wanted))
        self._read_again(work)

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
        for part in (self.tree, self.pages, self.accept_button, self.cancel_button):
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
        self.pages.chosen.connect(self._read_again)
        self.pages.wanted.connect(self.tree.look_at)
        self.stop_button.clicked.connect(self._stop_or_go_on)
        self.accept_button.clicked.connect(self._accept_all)
        self.back_button.clicked.connect(lambda: send_back(self.session, to_return(self.works), self))
        for number in (SHEET, COLUMNS, PREVIEW):
            add_key(self, f"Ctrl+{number + 1}", partial(self.pages.tabs.setCurrentIndex, number), where=WINDOW)
        add_key(self, "Ctrl+F", self.pages.go_to_search, where=WINDOW)

    def _lay_out(self) -> None:
        foot = Foot()
        self.status, self.profile, self.bar, self.stop_button = foot.status, foot.profile, foot.bar, foot.stop_button
        self.back_button, self.accept_button = foot.back_button, foot.accept_button
        self.cancel_button = foot.cancel_button
        foot.buttons.rejected.connect(self.reject)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self.pages)
        split.setSizes([min(310, self.width() // 4), 970])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

"""Many papers in one go: one for each district, unit and so on, into a folder or a zip."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.settings import remember
from smartplanner.commands.papers import batch_choices, write_batch
from smartplanner.commands.reporting import OPTION_LABELS, Options, safe_stem, suggested_name
from smartplanner.commands.urging import URGING, note_reminders
from smartplanner.reports.request import UNIT
from smartplanner.reports.writing import Written
from smartplanner.ui.folder_field import FolderField
from smartplanner.ui.papers.asked import Asked
from smartplanner.ui.papers.outgoing import folder_of_papers
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

FOLDER = "papers.batch_folder"
"""The key under which the folder of last time is remembered."""
_LABELS = {
    "district": N_("each district"), "unit": N_("each unit"), "group": N_("each working group"),
    "plan": N_("each district plan"), "contract": N_("each contract"), "operator": N_("each operator"),
    "pilot": N_("each pilot"),
}  # fmt: skip


class BatchDialog(QDialog):
    """What the papers are made for, in which formats, where to; then how far it is, and a button to stop."""

    progressed = Signal(int, int, str)

    def __init__(self, session: Session, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Many papers at once"))
        self.session, self.asked = session, asked
        self.over = QComboBox()
        for over in batch_choices(asked.report):
            msgid = _LABELS.get(over, OPTION_LABELS[over])
            self.over.addItem(_(msgid), over)
        if asked.report == URGING:
            self.over.setCurrentIndex(self.over.findData(UNIT))  # who is urged, wherever it sits
        self.formats = {"docx": QCheckBox(_("Word")), "pdf": QCheckBox(_("PDF")), "xlsx": QCheckBox(_("Excel"))}
        for name in ("docx", "pdf"):
            self.formats[name].setChecked(True)
        self.archive = QCheckBox(_("One zip instead of a folder"))
        self.folder = FolderField(folder_of_papers(session, FOLDER))
        self.record = QCheckBox(_("Note with each matter that its units were urged"))
        self.bar = QProgressBar()
        self.bar.hide()  # until something is written
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.start_button, self.stop_button = QPushButton(_("Write them")), QPushButton(_("Stop writing"))
        self.close_button = QPushButton(_("Close"))
        self._stopped = threading.Event()
        self._began = 0.0
        self._lay_out()
        self._set_running(running=False)
        self.progressed.connect(self._show_progress)

    def start(self) -> None:
        """Write the papers off the window's thread."""
        formats = [name for name, box in self.formats.items() if box.isChecked()]
        if not formats:
            self.status.setText(_("Choose at least one format."))
            return
        office, asked, over, target = self.session.office, self.asked, str(self.over.currentData()), self.target()
        common = {name: value for name, value in asked.options.items() if name != over}
        options: Options = common  # type: ignore[assignment]
        remember(FOLDER, str(self.folder.path()))
        self._stopped.clear()
        self._began = time.monotonic()
        self._set_running(running=True)
        tell, stopped = self.progressed.emit, self._stopped.is_set

        def work() -> list[Written]:
            return write_batch(
                office, asked.report, over=over, as_of=asked.as_of, formats=formats, target=target,
                progress=lambda done, total, name: tell(done, total, name), cancelled=stopped, **options,
            )  # fmt: skip

        self.status.setText(_("Reading the book …"))
        self.session.in_background(work, self._finish, self._fail)

    def stop(self) -> None:
        """Stop after the paper that is being made; nothing is left behind."""
        self._stopped.set()
        self.stop_button.setEnabled(False)
        self.status.setText(_("Stopping …"))

    def target(self) -> Path:
        """Return the folder, or the zip in it, that the papers go to: named as the paper is."""
        stem = safe_stem(Path(suggested_name(self.asked.report, self.asked.as_of, "pdf")).stem)
        folder = self.folder.path()
        return folder / f"{stem}.zip" if self.archive.isChecked() else folder / stem

    def reject(self) -> None:
        """Close; while papers are written, stop first."""
        if self.stop_button.isVisible():
            self.stop()
        else:
            super().reject()

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if self._stopped.is_set():
            return
        spent = time.monotonic() - self._began
        text = _("{done} of {total}: {name}", done=done, total=total, name=name)
        if done:
            left = max(1, round(spent / done * (total - done)))
            text += " · " + _("about {seconds} s left", seconds=left)
        self.status.setText(text)

    def _finish(self, written: list[Written]) -> None:
        self._set_running(running=False)
        if not written:
            self.bar.reset()
            self.status.setText(_("Stopped; nothing was written."))
            return
        self.bar.setValue(self.bar.maximum())
        text = _("{count} file(s) written: {place}", count=len(written), place=str(self.target()))
        self.status.setText(text)
        self.session.said.emit(text)
        self._note_reminders()

    def _fail(self, error: BaseException) -> None:
        self._set_running(running=False)
        self.bar.reset()
        self.status.setText("")
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _note_reminders(self) -> None:
        asked, office = self.asked, self.session.office
        if self.record.isVisible() and self.record.isChecked():
            self.session.perform(lambda: note_reminders(office, as_of=asked.as_of, options=asked.options), window=self)

    def _set_running(self, *, running: bool) -> None:
        for widget in (self.over, self.folder, self.archive, *self.formats.values(), self.start_button):
            widget.setEnabled(not running)
        self.stop_button.setVisible(running)
        self.bar.setVisible(running)
        self.stop_button.setEnabled(running)
        self.close_button.setVisible(not running)

    def _lay_out(self) -> None:
        formats = QHBoxLayout()
        for box in self.formats.values():
            formats.addWidget(box)
        formats.addStretch(1)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("One paper for"), self.over)
        form.addRow(_("Formats"), formats)
        form.addRow(_("Folder"), self.folder)
        form.addRow("", self.archive)
        form.addRow("", self.record)
        self.record.setVisible(self.asked.report == URGING and self.session.office.writable)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.stop_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.status)
        layout.addStretch(1)
        layout.addWidget(buttons)
        resize_within_screen(self, 560, 300)
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        buttons.rejected.connect(self.reject)

"""Writing a report: which, as of which day, about what, in which formats, where to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.reporting import Options, parted, report_titles, suggested_name, write_into
from smartplanner.commands.urging import URGING, note_reminders
from smartplanner.ui.report_options import OptionFields
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.theme import SPACE


class ReportDialog(QDialog):
    """The few things to say before a report is written; ``name`` is the report that is offered first."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, name: str = "", **options: str) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Write a report"))
        self.resize(640, 360)
        self.report_box = QComboBox()
        for report, title in report_titles().items():
            self.report_box.addItem(title, report)
        self.day = QDateEdit(QDate(session.as_of.year, session.as_of.month, session.as_of.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.options = OptionFields(session)
        self.word, self.pdf = QCheckBox(_("Word (to go on editing)")), QCheckBox(_("PDF (to print)"))
        self.excel = QCheckBox(_("Excel (the tables)"))
        self.word.setChecked(True)
        self.pdf.setChecked(True)
        self.record = QCheckBox(_("Note with each matter that its units were urged"))
        self.folder = QLineEdit(str(session.office.path.parent))
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.report_box.currentIndexChanged.connect(self._offer_options)
        self.report_box.setCurrentIndex(max(0, self.report_box.findData(name)))
        self._offer_options()
        self.options.choose(options)

    def chosen_day(self) -> date:
        """Return the day that all figures are true for."""
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day())

    def chosen_formats(self) -> list[str]:
        """Return the formats to write."""
        boxes = (("docx", self.word), ("pdf", self.pdf), ("xlsx", self.excel))
        return [format for format, box in boxes if box.isChecked()]

    def write(self) -> None:
        """Write the chosen formats in the background."""
        name, formats = str(self.report_box.currentData()), self.chosen_formats()
        if not formats:
            self.status.setText(_("Choose at least one format."))
            return
        if (missing := self.options.missing()) is not None:
            self.status.setText(_("Choose: {option}.", option=missing))
            return
        noting = self.record.isVisible() and self.record.isChecked()
        folder, day, office = Path(self.folder.text()), self.chosen_day(), self.session.office
        if parted(name):
            # A file for each unit: they get a folder of their own.
            folder /= Path(suggested_name(name, day, formats[0])).stem
        said: Options = self.options.chosen()
        self.write_button.setEnabled(False)
        self.status.setText(_("Writing …"))

        def work() -> list[Path]:
            written = []
            for format in formats:
                written += write_into(office, name, as_of=day, format=format, folder=folder, **said)
            return [one.path for one in written]

        def written(paths: list[Path]) -> None:
            if noting:
                self.session.perform(lambda: note_reminders(office, as_of=day, options=said), window=self)
            self._written(paths)

        self.session.in_background(work, written, self._failed)

    def reject(self) -> None:
        """Close, but not while a report is being written: what became of it could not be told any more."""
        if self.write_button.isEnabled():
            super().reject()

    def _offer_options(self) -> None:
        name = str(self.report_box.currentData())
        self.options.offer(name)
        self.record.setVisible(name == URGING and self.session.office.writable)
        self.status.setText("")

    def _written(self, paths: list[Path]) -> None:
        self.write_button.setEnabled(True)
        named = "、".join(path.name for path in paths[:_NAMED])
        more = _(" and {count} more", count=len(paths) - _NAMED) if len(paths) > _NAMED else ""
        self.status.setText(_("Written: {files}", files=named + more))
        self.session.said.emit(self.status.text())
        self._show_button.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        self.write_button.setEnabled(True)
        self.status.setText("")
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def _lay_out(self) -> None:
        choosing = QPushButton(_("Choose…"))
        choosing.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.addWidget(self.folder)
        place.addWidget(choosing)
        formats = QHBoxLayout()
        for box in (self.word, self.pdf, self.excel):
            formats.addWidget(box)
        formats.addStretch()
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("Report"), self.report_box)
        form.addRow(_("As of"), self.day)
        self.options.add_to(form)
        form.addRow(_("Formats"), formats)
        form.addRow(_("Folder"), place)
        form.addRow("", self.record)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.write_button = buttons.addButton(_("Write"), QDialogButtonBox.ButtonRole.ApplyRole)
        self._show_button = buttons.addButton(_("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self._show_button.setEnabled(False)
        self.write_button.clicked.connect(self.write)
        choosing.setAutoDefault(False)
        self._show_button.clicked.connect(self._show_folder)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.status)
        layout.addStretch()
        layout.addWidget(buttons)
        self.write_button.setDefault(True)  # only now has it a dialog to be the default of


_NAMED = 4
"""How many files the dialog names."""

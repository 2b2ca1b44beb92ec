"""Writing a report: which, as of which day, in which format, where to."""

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
from smartplanner.commands.reporting import report_titles, suggested_name, write
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.theme import SPACE


class ReportDialog(QDialog):
    """The few things to say before a report is written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Write the briefing"))
        self.resize(620, 260)
        self.report_box = QComboBox()
        for name, title in report_titles().items():
            self.report_box.addItem(title, name)
        self.day = QDateEdit(QDate(session.as_of.year, session.as_of.month, session.as_of.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.word, self.pdf = QCheckBox(_("Word (to go on editing)")), QCheckBox(_("PDF (to print)"))
        self.word.setChecked(True)
        self.pdf.setChecked(True)
        self.folder = QLineEdit(str(session.office.path.parent))
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()

    def chosen_day(self) -> date:
        """Return the day that all figures are true for."""
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day())

    def write(self) -> None:
        """Write the chosen formats in the background."""
        name = str(self.report_box.currentData())
        formats = [format for format, box in (("docx", self.word), ("pdf", self.pdf)) if box.isChecked()]
        if not formats:
            self.status.setText(_("Choose at least one format."))
            return
        folder, day, office = Path(self.folder.text()), self.chosen_day(), self.session.office
        self.write_button.setEnabled(False)
        self.status.setText(_("Writing …"))

        def work() -> list[Path]:
            targets = [folder / suggested_name(name, day, format) for format in formats]
            for format, target in zip(formats, targets, strict=True):
                write(office, name, as_of=day, format=format, path=target)
            return targets

        self.session.in_background(work, self._written, self._failed)

    def reject(self) -> None:
        """Close, but not while a report is being written: what became of it could not be told any more."""
        if self.write_button.isEnabled():
            super().reject()

    def _written(self, paths: list[Path]) -> None:
        self.write_button.setEnabled(True)
        self.status.setText(_("Written: {files}", files="、".join(path.name for path in paths)))
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
        formats.addWidget(self.word)
        formats.addWidget(self.pdf)
        formats.addStretch()
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("Report"), self.report_box)
        form.addRow(_("As of"), self.day)
        form.addRow(_("Formats"), formats)
        form.addRow(_("Folder"), place)
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

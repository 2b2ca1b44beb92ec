"""Issuing a paper: its numbers, who signs it off, the day; from then on it is printed again word by word."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.papers import Numbers, Paper, issue_ready, issues_of, ready_to_issue, suggested_numbers
from smartplanner.commands.papers.keeping import Ready
from smartplanner.ui.day import open_calendar
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE, set_tone

_LARGEST = 9_999


class IssueDialog(QDialog):
    """Asks for the few things that an issue is told by; the numbers that would follow are there already."""

    def __init__(self, session: Session, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issue the paper"))
        self.session, self.paper = session, paper
        self.issued = ""
        """The id of the issue, once it is issued."""
        self.busy = False
        """Whether the paper is being computed."""
        self.moved_on = False
        """Whether the book has changed since the paper was made, so that it was not issued."""
        office = session.office
        number, total = suggested_numbers(office, paper.report, paper.as_of)
        row = office.reader.row("issue", paper.issue) if paper.issue else None
        self.number, self.total = _count((row and row.number) or number), _count((row and row.total_number) or total)
        self.document_number = QLineEdit((row and row.document_number) or "")
        self.document_number.setPlaceholderText(_last_document_number(session, paper.report))
        self.signer = QLineEdit((row and row.signer) or "")
        today = clock.today()
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        open_calendar(self.day)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.issue_button = QPushButton(_("Issue"))
        self._lay_out()

    def issue(self) -> None:
        """Compute and freeze the paper; what keeps it from being issued is said here, and the dialog stays."""
        if self.busy:
            return
        picked, office, paper = self.day.date(), self.session.office, self.paper
        numbers = Numbers(
            number=_number(self.number), total_number=_number(self.total),
            document_number=self.document_number.text(), signer=self.signer.text(),
        )  # fmt: skip
        issued_on = date(picked.year(), picked.month(), picked.day())
        self._show_busy(busy=True)
        self.session.in_background(
            lambda: ready_to_issue(office, paper, numbers, issued_on=issued_on), self._keep, self._fail
        )

    def reject(self) -> None:
        """Close; not while the paper is being computed, which takes a second."""
        if not self.busy:
            super().reject()

    def _keep(self, ready: Ready) -> None:
        """Write what was computed: one row, here and now."""
        self._show_busy(busy=False)
        try:
            issue_ready(self.session.office, ready)
        except Problem as problem:
            self._fail(problem)
            return
        self.issued = ready.issue
        self.session.said.emit(_("Issued: {title}", title=self.paper.title))
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self._show_busy(busy=False)
        if not isinstance(error, Problem):
            raise error
        self.moved_on = error.code == "paper_moved_on"
        self.status.setText(error.sentence())
        set_tone(self.status, "error")
        self.issue_button.setEnabled(not self.moved_on)

    def _show_busy(self, *, busy: bool) -> None:
        self.busy = busy
        for part in (self.number, self.total, self.document_number, self.signer, self.day, self.issue_button):
            part.setEnabled(not busy)
        self.cancel_button.setEnabled(not busy)
        self.status.setText(_("Computing the paper with its numbers …") if busy else "")
        set_tone(self.status, "muted")

    def _lay_out(self) -> None:
        title = QLabel(self.paper.title)
        title.setObjectName("subheading")
        title.setWordWrap(True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("Issue in the year"), self.number)
        form.addRow(_("Issue since the first"), self.total)
        form.addRow(_("Document number"), self.document_number)
        form.addRow(_("Signed off by"), self.signer)
        form.addRow(_("Issued on"), self.day)
        hint = QLabel(
            _("The paper is kept as it reads now, and printed again word by word whatever the book says by then.")
        )
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        problems = len(self.paper.problems)
        if problems:
            self.status.setText(_("{count} remark(s) under “To settle” have not been settled.", count=problems))
            set_tone(self.status, "warning")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.issue_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(self.status)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
        self.issue_button.setDefault(True)
        self.issue_button.clicked.connect(self.issue)
        buttons.rejected.connect(self.reject)


def _count(number: int | None) -> QLineEdit:
    """Return a field for a number of an issue; empty is none."""
    made = QLineEdit(str(number) if number else "")
    made.setValidator(QIntValidator(1, _LARGEST, made))
    made.setPlaceholderText(_("Without"))
    return made


def _number(field: QLineEdit) -> int | None:
    text = field.text().strip()
    return int(text) if text.isdecimal() and int(text) else None


def _last_document_number(session: Session, report: str) -> str:
    """Return the document number of the last issue, which shows how this office writes them."""
    found = (row.document_number for row in issues_of(session.office, report) if row.document_number)
    last = next(found, "")
    return _("last time: {number}", number=last) if last else ""

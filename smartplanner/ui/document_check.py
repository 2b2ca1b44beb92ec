"""A Word document beside the standard: what deviates, as a list that can be copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.commands.document_check import DocumentCheck, check_document
from smartplanner.ui.finding_table import FindingTable
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_HEADS = (N_("Where in the document"), N_("What there is"), N_("What the standard says"), N_("Clause"))


def check_a_document(shell: Shell) -> None:
    """Ask for a Word document and show what deviates in it."""
    if shell.session is None:
        return
    name, _filter = QFileDialog.getOpenFileName(
        shell, _("Check a document"), "", _("Word documents ({patterns})", patterns="*.docx")
    )
    if name:
        dialog = DocumentCheckDialog(shell.session, Path(name), shell)
        dialog.exec()
        dialog.deleteLater()


class DocumentCheckDialog(QDialog):
    """The findings of one document; it is measured in the reading process while the window answers."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.path = session, path
        self.check: DocumentCheck | None = None
        self.setWindowTitle(_("Check a document"))
        resize_within_screen(self, 960, 600)
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        heads = [_(head) for head in _HEADS]
        self.list = FindingTable(heads, name=_("What deviates from the standard"), narrow={len(heads) - 1})
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(_("Copy all"), QDialogButtonBox.ButtonRole.ActionRole)
        self._other = buttons.addButton(_("Another document…"), QDialogButtonBox.ButtonRole.ActionRole)
        self._again = buttons.addButton(_("Check again"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self.list.copy_all)
        self._other.clicked.connect(self._choose)
        self._again.clicked.connect(self.measure)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.status)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.measure()

    def measure(self) -> None:
        """Measure the document, anew after it was mended."""
        self.list.show_findings((), ())
        self._enable(on=False)
        self.status.setText(_("Measuring {file} …", file=self.path.name))
        path, worker = self.path, self.session.office.worker
        self.session.in_background(lambda: check_document(path, worker=worker), self._measured, self._failed)

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Check a document"), str(self.path.parent), _("Word documents ({patterns})", patterns="*.docx")
        )
        if name:
            self.path = Path(name)
            self.measure()

    def _measured(self, check: DocumentCheck) -> None:
        self.check = check
        self._enable(on=True)
        self.copy_button.setEnabled(bool(check.findings))
        self.status.setText(_summary(check))
        rows = [
            [_whole_measures(text) for text in (finding.place, finding.said, finding.wanted, finding.clause)]
            for finding in check.findings
        ]
        self.list.show_findings(rows, [finding.sentence for finding in check.findings])

    def _failed(self, error: BaseException) -> None:
        self._enable(on=True)
        self.copy_button.setEnabled(False)
        self.status.setText("")
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _enable(self, *, on: bool) -> None:
        for button in (self.copy_button, self._other, self._again):
            button.setEnabled(on)


def _whole_measures(text: str) -> str:
    """Keep numbers and their units on one line: Qt cuts a line short that ends with the blank between them."""
    return text.replace(" mm", "\N{NO-BREAK SPACE}mm").replace(" pt", "\N{NO-BREAK SPACE}pt")


def _summary(check: DocumentCheck) -> str:
    count = len(check.findings)
    said = (
        _("{file}: {count} deviation(s) from GB/T 9704-2012", file=check.path.name, count=count)
        if count
        else _("{file}: nothing deviates from GB/T 9704-2012.", file=check.path.name)
    )
    sheet = _("One sheet on its side: margins and page numbers were not measured.")
    return f"{said}\n{sheet}" if check.sheet else said

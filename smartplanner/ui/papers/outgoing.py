"""What leaves the office: the paper as Word, PDF, workbook or print, its issuing, and many papers in one go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.settings import papers_folder, remember, remembered
from smartplanner.commands.office import Office
from smartplanner.commands.papers import Paper, batch_choices, write_paper
from smartplanner.commands.reporting import safe_stem, suggested_name
from smartplanner.commands.urging import URGING, note_reminders
from smartplanner.reports.writing import Written
from smartplanner.ui.folder_field import ask_folder, open_folder
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.icons import dress
from smartplanner.ui.papers.asked import Asked
from smartplanner.ui.papers.issuing import IssueDialog
from smartplanner.ui.preview.dialog import ask_printer
from smartplanner.ui.preview.pdf import Pages
from smartplanner.ui.preview.printing import print_pages
from smartplanner.ui.session import Session, literally, show_problem
from smartplanner.ui.theme import SPACE

FOLDER = "papers.folder"
"""The key under which the folder of last time is remembered."""
_FORMATS = {"docx": N_("Word"), "pdf": N_("PDF"), "xlsx": N_("Excel")}
_KINDS = {"docx": N_("Word document"), "pdf": N_("PDF document"), "xlsx": N_("Workbook")}
_ABOUT = {
    "payment": "payment", "contract": "contract", "operator": "operator", "pilot": "pilot", "plan": "plan",
    "meeting": "meeting", "unit": "organisation", "group": "group", "district": "district",
}  # fmt: skip
"""The options of which one is named in the file's name, the narrowest first, and their entities."""
_NAMED = 4
"""How many files are named when all are written."""


class OutgoingBar(QWidget):
    """The buttons below a paper, and the line that says what became of it."""

    wanted_anew = Signal()
    """The paper is to be made anew: the book has moved on."""
    issued = Signal(str)
    """The paper was issued: the id of the issue."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.paper: Paper | None = None
        self._busy = False
        self._asked: Asked | None = None
        self._pdf: bytes | None = None
        self._why_not = ""
        self._folder_written: Path | None = None
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.record = QCheckBox(_("Note with each matter that its units were urged"))
        self.format_buttons = {name: QPushButton(_(label)) for name, label in _FORMATS.items()}
        self.all_button = QPushButton(_("All formats…"))
        self.print_button = QPushButton(_("Print…"))
        self.batch_button = QPushButton(_("Many at once…"))
        self.issue_button = QPushButton(_("Issue…"))
        self.show_button = QPushButton(_("Open the folder"))
        self.show_button.hide()
        self._lay_out()
        self._enable()

    def show_paper(self, paper: Paper | None, pdf: bytes | None, *, why_not: str) -> None:
        """Offer what can be done with a paper; *why_not* says why it cannot be issued, empty if it can.

        *pdf* is None while its pages are still being made.
        """
        self.paper, self._pdf, self._why_not = paper, pdf, why_not
        self.issue_button.setToolTip(literally(why_not))
        self.record.setVisible(paper is not None and paper.report == URGING and self.session.office.writable)
        self._enable()

    def show_asked(self, asked: Asked) -> None:
        """Offer what can be done with a kind of paper, whether or not one can be shown."""
        self._asked = asked
        self._enable()

    def say(self, text: str) -> None:
        """Show a line; without words it takes no room."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.status.setToolTip(literally(text))

    # -- writing

    def export(self, format: str) -> None:
        """Ask for a file and write the paper in one format."""
        paper = self.paper
        if paper is None:
            return
        start = str(self.folder() / self._file_name(paper, format))
        msgid = _KINDS[format]
        name, _kind = QFileDialog.getSaveFileName(self, _("Write the paper"), start, f"{_(msgid)} (*.{format})")
        if name:
            path = Path(name if name.lower().endswith(f".{format}") else f"{name}.{format}")
            self.write({format: path})

    def export_all(self) -> None:
        """Ask for a folder and write the paper in all formats."""
        paper = self.paper
        if paper is None:
            return
        folder = ask_folder(self, self.folder())
        if folder is not None:
            self.write({format: folder / self._file_name(paper, format) for format in _FORMATS})

    def write(self, targets: dict[str, Path]) -> None:
        """Write the paper to files by their format, off the window's thread."""
        paper, office = self.paper, self.session.office
        if paper is None:
            return
        remember(FOLDER, str(next(iter(targets.values())).parent))
        self._begin(_("Writing …"))
        self.session.in_background(lambda: _write(office, paper, targets), self._say_written, self._say_failed)

    def print(self) -> None:
        """Ask for a printer and print the paper."""
        paper, pdf = self.paper, self._pdf
        if paper is None or pdf is None:
            return
        pages = Pages(pdf)
        printer = ask_printer(pages, paper.title, self)
        if printer is None:
            pages.close()
            return
        self._begin(_("Printing …"))
        self.session.in_background(lambda: _print(pages, printer), self._say_printed, self._say_failed)

    def issue(self) -> None:
        """Ask for the numbers and freeze the paper."""
        if self.paper is not None:
            dialog = IssueDialog(self.session, self.paper, self.window())
            dialog.exec()
            if dialog.issued:
                self.issued.emit(dialog.issued)
            elif dialog.moved_on:
                self.wanted_anew.emit()
            dialog.deleteLater()

    def batch(self) -> None:
        """Write this kind of paper for all districts, units and so on; none of them need be in view."""
        if self._asked is not None:
            from smartplanner.ui.papers.batch import BatchDialog

            dialog = BatchDialog(self.session, self._asked, self.window())
            dialog.exec()
            dialog.deleteLater()

    def folder(self) -> Path:
        """Return the folder that papers go to: the person's own, that of last time, or that of the book."""
        return folder_of_papers(self.session, FOLDER)

    # -- inside

    def _file_name(self, paper: Paper, format: str) -> str:
        """Return the usual name of the file; what the paper is about stands behind it."""
        usual = Path(suggested_name(paper.report, paper.as_of, format))
        about = _about(self.session.office, paper)
        return f"{safe_stem(f'{usual.stem}-{about}')}{usual.suffix}" if about else usual.name

    def _begin(self, text: str) -> None:
        self._busy = True
        self.say(text)
        self._enable()

    def _say_written(self, written: Sequence[Written]) -> None:
        self._busy = False
        self._folder_written = written[0].path.parent
        names = "、".join(one.path.name for one in written[:_NAMED])
        remarks = [_("Written: {files}", files=names)]
        missing = "".join(sorted({letter for one in written for letter in one.missing_characters}))
        if missing:
            remarks.append(_("No font has: {letters}", letters=missing))
        self.say(" · ".join(remarks))
        self.session.said.emit(self.status.text())
        self._enable()
        self._note_reminders()

    def _say_printed(self, count: int) -> None:
        self._busy = False
        self.say(_("{count} page(s) sent to the printer.", count=count))
        self._enable()
        self._note_reminders()

    def _say_failed(self, error: BaseException) -> None:
        self._busy = False
        self.say("")
        self._enable()
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self.window())

    def _note_reminders(self) -> None:
        """Note that units were urged, once the paper is out and the person has said so."""
        paper, office = self.paper, self.session.office
        if paper is not None and paper.report == URGING and office.writable and self.record.isChecked():
            self.session.perform(
                lambda: note_reminders(office, as_of=paper.as_of, options=paper.options), window=self.window()
            )

    def _enable(self) -> None:
        ready = self.paper is not None and not self._busy
        for button in (*self.format_buttons.values(), self.all_button):
            button.setEnabled(ready)
        self.print_button.setEnabled(ready and self._pdf is not None)
        self.issue_button.setEnabled(ready and not self._why_not)
        many = self._asked is not None and bool(batch_choices(self._asked.report))
        self.batch_button.setEnabled(many and not self._busy)
        self.show_button.setVisible(self._folder_written is not None and bool(self.status.text()))

    def _show_folder(self) -> None:
        if self._folder_written is not None:
            open_folder(self._folder_written)

    def _lay_out(self) -> None:
        row = FoldingRow(self)
        label = QLabel(_("Export"))
        row.line.addWidget(label)
        for button in (*self.format_buttons.values(), self.all_button, self.print_button, self.batch_button,
                       self.issue_button):  # fmt: skip
            row.line.addWidget(button)
        row.line.addStretch()
        row.fold(label, self.all_button, self.format_buttons["xlsx"], self.batch_button, self.print_button)
        dressed = {
            "export": self.all_button, "print": self.print_button, "papers": self.batch_button,
            "flag": self.issue_button, "folder": self.show_button,
        }  # fmt: skip
        for picture, button in dressed.items():
            dress(button, picture)
        said = QHBoxLayout()
        said.addWidget(self.status, 1)
        self.status.hide()
        said.addWidget(self.show_button)
        said.addWidget(self.record)
        said.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(row)
        column.addLayout(said)
        for name, button in self.format_buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.export(name))
        self.all_button.clicked.connect(self.export_all)
        self.print_button.clicked.connect(self.print)
        self.batch_button.clicked.connect(self.batch)
        self.issue_button.clicked.connect(self.issue)
        self.show_button.clicked.connect(self._show_folder)
        for button in (*self.format_buttons.values(), self.all_button, self.print_button, self.batch_button,
                       self.issue_button, self.show_button):  # fmt: skip
            button.setAutoDefault(False)


def folder_of_papers(session: Session, key: str) -> Path:
    """Return the folder that a person set for papers; where none is set, that kept under *key*, or the book's."""
    book = session.office.path
    own, last = papers_folder(book), remembered(key)
    if own == book.parent and isinstance(last, str) and last and Path(last).is_dir():
        return Path(last)
    return own


def _about(office: Office, paper: Paper) -> str:
    """Return the name of what a paper is about, of the narrowest thing that was asked for; empty: of everything."""
    for option, entity in _ABOUT.items():
        id = paper.options.get(option)
        if isinstance(id, str) and id:
            return office.reader.name(entity, id)
    return ""


def _print(pages: Pages, printer: QPrinter) -> int:
    try:
        return print_pages(pages, printer)
    finally:
        pages.close()


def _write(office: Office, paper: Paper, targets: dict[str, Path]) -> list[Written]:
    return [write_paper(office, paper, format=format, path=path) for format, path in targets.items()]

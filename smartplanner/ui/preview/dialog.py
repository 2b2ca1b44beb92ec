"""A dialog that makes a PDF, shows its pages, prints and saves them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.reports.files import replace_file
from smartplanner.ui.preview.bar import PreviewBar
from smartplanner.ui.preview.pdf import Pages
from smartplanner.ui.preview.place import PagePlace
from smartplanner.ui.preview.printing import make_printer, print_pages
from smartplanner.ui.preview.view import PageView
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class PreviewDialog(QDialog):
    """Pages that *make* returns as a PDF; it runs off the window's thread.  *suggested* is where they would be saved.

    A Problem that *make* raises stands in the place of the pages.
    """

    def __init__(
        self,
        session: Session,
        title: str,
        make: Callable[[], bytes],
        suggested: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.session = session
        self._title, self._make, self._suggested = title, make, suggested
        self.view = PageView()
        self.place = PagePlace(self.view)
        self.bar = PreviewBar(self.view, self)
        self.status = QLabel()
        self.status.setObjectName("muted")
        self.print_button, self.save_button = QPushButton(_("Print…")), QPushButton(_("Save as PDF…"))
        self.close_button = QPushButton(_("Close"))
        self._lay_out()
        resize_within_screen(self, 980, 760)
        self.load()

    def load(self) -> None:
        """Make the pages, or make them anew."""
        self._allow(ready=False)
        self.place.wait(_("Making the pages …"))
        self.session.in_background(self._make, self.view.show_pdf, self._fail)

    def print(self) -> None:
        """Ask for printer, pages and copies, and print."""
        pages = self.view.pages
        if pages is None:
            return
        printer = ask_printer(pages, self._title, self)
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on *printer* off the window's thread, and say when it is done."""
        pages = self.view.pages
        assert pages is not None
        self._allow(ready=False)
        self.status.setText(_("Printing …"))
        self.session.in_background(lambda: print_pages(pages, printer), self._say_printed, self._say_failed)

    def save(self) -> None:
        """Ask for a file and write the PDF."""
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), str(self._suggested), _("PDF (*.pdf)"))
        if name:
            self.save_to(Path(name if name.lower().endswith(".pdf") else f"{name}.pdf"))

    def save_to(self, path: Path) -> None:
        """Write the PDF to *path* off the window's thread."""
        pages = self.view.pages
        if pages is None:
            return
        self._allow(ready=False)
        self.session.in_background(lambda: _write(path, pages.data), self._say_saved, self._say_failed)

    def reject(self) -> None:
        """Close, but not while pages go to a printer or a file: what became of them could not be told any more."""
        if self.save_button.isEnabled() or self.view.pages is None:
            super().reject()

    def _say_printed(self, count: int) -> None:
        self._say(_("{count} page(s) sent to the printer.", count=count))

    def _say_saved(self, path: Path) -> None:
        self._say(_("Written: {file}", file=path))

    def _say(self, text: str) -> None:
        self._allow(ready=True)
        self.status.setText(text)
        self.session.said.emit(text)

    def _say_failed(self, error: BaseException) -> None:
        self._allow(ready=True)
        self.status.setText("")
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        self.place.complain(error)

    def _show(self) -> None:
        self._allow(ready=True)
        self.view.setFocus()

    def _allow(self, *, ready: bool) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(ready)

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        for button in (self.print_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.place, 1)
        layout.addLayout(bottom)
        self.print_button.setShortcut(QKeySequence.StandardKey.Print)
        self.save_button.setShortcut(QKeySequence.StandardKey.Save)
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.view.opened.connect(self._show)


def ask_printer(pages: Pages, title: str, window: QWidget) -> QPrinter | None:
    """Ask for printer, pages and copies; None if the person thinks better of it."""
    printer = make_printer(pages, title)
    dialog = QPrintDialog(printer, window)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages.sizes))
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def _write(path: Path, data: bytes) -> Path:
    replace_file(path, data)
    return path

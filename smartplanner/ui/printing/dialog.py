"""The pages of anything in view, with what can be chosen about them; made off the window's thread, and stoppable."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.settings import papers_folder, remember, remembered
from smartplanner.commands.reporting import safe_stem
from smartplanner.reports.printed import PaperChoice, Stopped, Work
from smartplanner.ui.preview import PreviewDialog
from smartplanner.ui.printing.options import PaperOptions
from smartplanner.ui.printing.source import Made, Source
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.slices import Sliced, Slices
from smartplanner.ui.theme import SPACE

MANY = 200
_PARTS = 1_000
"""Of pages that are painted: how finely it is told how far they are."""
_TOLD = 150
"""Milliseconds between two words about how far the work is."""


class _Answer(NamedTuple):
    """What came of one turn of work: pages laid out, a PDF, or what went wrong."""

    turn: int
    found: Made | bytes | BaseException


class SheetDialog(PreviewDialog):
    """Shows, prints and saves the pages of a *source*; what is chosen about them is remembered for it."""

    many = MANY
    """Pages above which a person is asked first."""
    _ready = False

    def __init__(self, session: Session, source: Source, parent: QWidget | None = None) -> None:
        folder = papers_folder(session.office.path)
        super().__init__(session, source.title, bytes, folder / f"{safe_stem(source.title)}.pdf", parent)
        self.setWindowTitle(_("Print: {title}", title=source.title))
        self.source = source
        self._turn, self._work = 0, Work()
        self._painting: Slices[bytes] | None = None
        kept = PaperChoice.from_json(remembered(self._memory))
        self.options = PaperOptions(source, kept, self)
        self.stop_button = QPushButton(_("Stop making pages"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.setVisible(False)
        self._telling = QTimer(self)
        self._telling.setInterval(_TOLD)
        self._put_options()
        self.options.changed.connect(self._choose)
        self.stop_button.clicked.connect(self.stop)
        self._telling.timeout.connect(self._tell)
        resize_within_screen(self, 1180, 780)
        self._ready = True
        self.load()

    @property
    def busy(self) -> bool:
        """Whether pages are being made."""
        return self._telling.isActive()

    def load(self) -> None:
        """Make the pages as they are chosen now; what was under way stops."""
        if not self._ready:
            return
        self._stop_work()
        work = self._work = Work()
        turn, choice, source = self._turn, self.options.choice(), self.source
        self._allow(ready=False)
        self.place.wait(_("Making the pages …"))
        self._show_work(on=True)
        if source.painted:
            self._take(_Answer(turn, _attempt(lambda: source.make(choice, work))))
            return
        self.session.in_background(lambda: _Answer(turn, _attempt(lambda: source.make(choice, work))), self._take)

    def stop(self) -> None:
        """Stop making pages; nothing half-done is left."""
        self._stop_work()
        self._show_work(on=False)
        if self.view.pages is None:
            self.place.say(_("Stopped."), _("Change a choice at the left to begin anew."))
        else:
            self._allow(ready=True)

    def reject(self) -> None:
        """Stop what is under way and close."""
        if self.busy:
            self.stop()
        super().reject()

    def _choose(self) -> None:
        remember(self._memory, self.options.choice().to_json())
        self.load()

    @property
    def _memory(self) -> str:
        return f"print.{self.source.key}"

    def _take(self, answer: _Answer) -> None:
        """Go on with what came of a turn, unless another has begun meanwhile."""
        if answer.turn != self._turn:
            return
        found = answer.found
        if isinstance(found, Made):
            self._go_on(found)
            return
        self._show_work(on=False)
        if isinstance(found, bytes):
            self.view.show_pdf(found)
        elif not isinstance(found, Stopped):
            self._fail(found)

    def _go_on(self, made: Made) -> None:
        if made.count > self.many and not self.agrees(made.count):
            self.stop()
            return
        work, turn = self._work, self._turn
        if made.painted is not None:
            self._paint(made.painted())
        elif (write := made.write) is not None:
            self.session.in_background(lambda: _Answer(turn, _attempt(lambda: write(work))), self._take)

    def _paint(self, pages: Sliced[bytes]) -> None:
        """Have *pages* painted here, a few at a time."""
        work, turn = self._work, self._turn
        work.begin(_PARTS)

        def tell(part: float) -> None:
            work.done = round(part * _PARTS)

        def take(found: bytes | Exception) -> None:
            self._painting = None
            self._take(_Answer(turn, found))

        self._painting = Slices(pages, take, failed=take, told=tell, parent=self)

    def _stop_work(self) -> None:
        """Stop what is under way; its answer is not wanted any more."""
        self._work.stopped = True
        self._turn += 1
        if self._painting is not None:
            self._painting.stop()
            self._painting = None

    def agrees(self, count: int) -> bool:
        """Ask whether so many pages are wanted."""
        question = _("This makes {count} pages. Go on?", count=count)
        hint = _("A filter above the list, smaller letters or larger paper make fewer.")
        buttons = QMessageBox.StandardButton
        asked = QMessageBox.question(self, _("Print"), f"{question}\n{hint}", buttons.Yes | buttons.No, buttons.No)
        return asked == buttons.Yes

    def _show(self) -> None:
        self._allow(ready=True)  # the person stays in the field at the left

    def _tell(self) -> None:
        work = self._work
        if work.total:
            self.status.setText(_("Making the pages … {percent}%", percent=100 * work.done // work.total))

    def _show_work(self, *, on: bool) -> None:
        self.stop_button.setVisible(on)
        if on:
            self._telling.start()
        else:
            self._telling.stop()
            self.status.setText("")

    def _put_options(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        place = layout.indexOf(self.place)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.options)
        row.addWidget(self.place, 1)
        layout.insertLayout(place, row, 1)
        last = layout.itemAt(layout.count() - 1)
        bottom = last.layout() if last is not None else None
        assert isinstance(bottom, QHBoxLayout)
        bottom.insertWidget(1, self.stop_button)


def _attempt(do: object) -> Made | bytes | BaseException:
    """Return what *do* gives, or what it fails with: which turn it was must not be lost."""
    assert callable(do)
    try:
        answer: Made | bytes = do()
    except Exception as error:
        return error
    return answer

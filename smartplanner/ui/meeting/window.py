"""The screen of a meeting and its keys: one item at a time, the agenda beside it, a line to type into below.

Everything is saved as it is done, so leaving asks nothing.  A Problem is said in the band below, never in a
dialog: nobody at a meeting should have to look for a button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.history import step_name
from smartplanner.commands.meetings import close_meeting, pass_item
from smartplanner.queries.agenda import agenda_of
from smartplanner.queries.agenda_lines import AgendaLine
from smartplanner.queries.proceedings import Proceedings, proceedings
from smartplanner.ui.meeting import entries
from smartplanner.ui.meeting.bands import Foot, Heading, Place
from smartplanner.ui.meeting.cover import Cover
from smartplanner.ui.meeting.lettering import Scale
from smartplanner.ui.meeting.outcome import Outcome
from smartplanner.ui.meeting.sheet import Sheet
from smartplanner.ui.meeting.side import Side
from smartplanner.ui.meeting.stopwatch import Stopwatch
from smartplanner.ui.meeting.strip import Entry, Strip
from smartplanner.ui.papers import PaperDialog
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen

MINUTES = "meeting-minutes"
"""The name of the paper that says what was decided."""
_TICK = 5000
"""Milliseconds after which the clock is looked at."""
SHOWN_ENTITIES = frozenset(
    {"meeting", "agenda_item", "decision", "task", "extension", "gate", "progress_report", "organisation", "light_rule"}
)
"""What the screen shows something of."""
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up)


class MeetingWindow(QDialog):
    """The full screen of one opened meeting."""

    def __init__(self, session: Session, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        resize_within_screen(self, 1280, 720)  # where it is taken back from the full screen
        self.session = session
        self.meeting = meeting
        self.lines: list[AgendaLine] = []
        self.place = 0
        self.outcome = Proceedings()
        self._typed = ""
        self._stopwatch = Stopwatch()
        self._first_step = self._last_number()
        self.heading, self.side, self.sheet, self.foot = Heading(), Side(), Sheet(), Foot()
        self.strip, self.summary = Strip(), Outcome()
        self._lay_out()
        self.cover = Cover(self)
        self.strip.done.connect(self._did)
        self.strip.left.connect(lambda: self._listen())
        session.changed.connect(self._follow)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK)
        self.load()
        self.place = next((number for number, line in enumerate(self.lines) if not line.handled), 0)
        self.show_item()

    # -- what is shown

    @property
    def line(self) -> AgendaLine | None:
        """The item in view."""
        return self.lines[self.place] if self.lines else None

    def load(self) -> None:
        """Read agenda and outcome; the item in view stays in view."""
        here = self.line.item if self.line is not None else ""
        reader = self.session.office.reader
        self.lines = agenda_of(reader, self.meeting, as_of=self.session.as_of)
        self.outcome = proceedings(reader, self.meeting)
        self.place = next((number for number, line in enumerate(self.lines) if line.item == here), 0)

    def show_item(self) -> None:
        """Show the item in view and all around it."""
        scale = Scale.of(self.width(), self.height())
        self.sheet.show_line(self.line, scale)
        self.side.show_lines(self.lines, self.place, self.outcome, scale)
        self.summary.show_outcome(self.outcome, self.lines, scale)
        self.foot.rescale(scale)
        self.strip.rescale(scale)
        self._show_place()
        self.setWindowTitle(self.outcome.title)

    def go(self, place: int) -> None:
        """Show the item at *place*; behind the last one stands the outcome."""
        self._count_time()
        if place >= len(self.lines):
            self.show_outcome()
            return
        self.place = max(0, place)
        self.stack.setCurrentWidget(self.desk)
        self.foot.say("")
        self.show_item()

    def show_outcome(self) -> None:
        """Show what the meeting came to."""
        self.summary.first = 0
        self.stack.setCurrentWidget(self.summary)
        self.foot.say(_("Enter closes the meeting  ·  M writes the minutes  ·  ← back to the items  ·  Esc leaves"))

    @property
    def at_outcome(self) -> bool:
        """Whether the outcome is in view."""
        return self.stack.currentWidget() is self.summary

    # -- what is done

    def begin(self, make: Callable[[], Entry]) -> None:
        """Open the typing line; a Problem with the present item is said instead."""
        if not self._may_write():
            return
        try:
            entry = make()
        except Problem as problem:
            self.foot.say(problem.sentence(), wrong=True)
            return
        self.foot.say("")
        self.strip.begin(entry, Scale.of(self.width(), self.height()))

    def pass_on(self) -> None:
        """Mark the item as gone through and show the next one."""
        if self.line is not None and self._may_write():
            item = self.line.item
            self.attempt(lambda: pass_item(self.session.office, item))
            self.go(self.place + 1)

    def undo(self) -> None:
        """Take back the last step, but none from before this meeting was on the screen."""
        journal = self.session.office.journal
        step = journal.to_undo()
        if step is None or step.number <= self._first_step:
            self.foot.say(_("Nothing was done in this meeting that could be undone."))
            return
        self.attempt(journal.undo)

    def redo(self) -> None:
        """Do again what was taken back here."""
        journal = self.session.office.journal
        step = journal.to_redo()
        if step is None or step.number <= self._first_step:
            self.foot.say(_("There is nothing to do again."))
            return
        self.attempt(journal.redo)

    def close_meeting(self) -> None:
        """Mark the meeting as ended."""
        if self._may_write():
            self.attempt(lambda: close_meeting(self.session.office, self.meeting))

    def write_minutes(self) -> PaperDialog:
        """Open the minutes, to be looked at, mended and written."""
        dialog = PaperDialog(self.session, self, name=MINUTES, meeting=self.meeting)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def attempt(self, action: Callable[[], Step | None]) -> None:
        """Do something and say what was done, or why it cannot be."""
        try:
            step = action()
        except Problem as problem:
            self.foot.say(problem.sentence(), wrong=True)
        else:
            self._did(step)

    def _did(self, step: Step | None) -> None:
        if step is not None:
            self.foot.say(step_name(self.session.office, step))
        self._listen()

    def _may_write(self) -> bool:
        if not self.session.office.writable:
            self.foot.say(_("The book is open to read only."), wrong=True)
            return False
        return True

    # -- what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        event.accept()
        if self.cover.isVisible():
            self.cover.hide()
        elif self._jumping(key, event.text()):
            self._show_place()
        elif control:
            self._with_control(key)
        elif key == Qt.Key.Key_Escape:
            self.reject()
        elif event.text() in ("?", "？") or key == Qt.Key.Key_F1:
            self.cover.lay_over(Scale.of(self.width(), self.height()))
        elif self.at_outcome:
            self._at_outcome(key)
        else:
            self._at_item(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters follow the height of the window."""
        super().resizeEvent(event)
        self.show_item()
        if self.cover.isVisible():
            self.cover.lay_over(Scale.of(self.width(), self.height()))

    # -- inside

    def _with_control(self, key: int) -> None:
        if key == Qt.Key.Key_Z:
            self.undo()
        elif key == Qt.Key.Key_Y:
            self.redo()

    def _jumping(self, key: int, text: str) -> bool:
        """Gather the digits of an item's number; Enter goes there.  Returns whether the key was for that."""
        if text.isdecimal() and len(text) == 1 and not self.at_outcome:
            self._typed = (self._typed + str(int(text)))[-3:]
            self.foot.say(_("To item {number}: Enter", number=self._typed))
            return True
        typed, self._typed = self._typed, ""
        if not typed:
            return False
        self.foot.say("")
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump(int(typed))
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _jump(self, number: int) -> None:
        if 1 <= number <= len(self.lines):
            self.go(number - 1)
        else:
            self.foot.say(_("There is no item {number}; the last is {count}.", number=number, count=len(self.lines)))

    def _at_outcome(self, key: int) -> None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_meeting()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_S, Qt.Key.Key_Home):
            self.go(0 if key == Qt.Key.Key_Home else self.place)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.summary.turn(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self.summary.turn(-1)
        elif key == Qt.Key.Key_M:
            self.write_minutes()
        elif key == Qt.Key.Key_U:
            self.undo()
        elif key == Qt.Key.Key_F11:
            self._switch_full_screen()

    def _at_item(self, key: int) -> None:
        if key in _NEXT:
            self.go(self.place + 1)
        elif key in _BEFORE:
            self.go(self.place - 1)
        elif key == Qt.Key.Key_End:
            self.go(len(self.lines) - 1)
        elif action := self._actions().get(key):
            action()

    def _actions(self) -> dict[Any, Callable[[], object]]:
        session, meeting, line = self.session, self.meeting, self.line
        general: dict[Any, Callable[[], object]] = {
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_D: lambda: self.begin(lambda: entries.decision_entry(session, meeting, line)),
            Qt.Key.Key_A: lambda: self.begin(lambda: entries.item_entry(session, meeting)),
            Qt.Key.Key_U: self.undo,
            Qt.Key.Key_S: self.show_outcome,
            Qt.Key.Key_M: self.write_minutes,
            Qt.Key.Key_F11: self._switch_full_screen,
        }
        if line is None:
            return general
        return general | {
            Qt.Key.Key_Space: self.pass_on,
            Qt.Key.Key_N: lambda: self.begin(lambda: entries.note_entry(session, line)),
            Qt.Key.Key_E: lambda: self.begin(lambda: entries.extension_entry(session, line)),
            Qt.Key.Key_G: lambda: self.begin(lambda: entries.gate_entry(session, line)),
            Qt.Key.Key_L: lambda: self.begin(lambda: entries.light_entry(session, line)),
        }

    def _switch_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _listen(self) -> None:
        """Take the keys again after something was typed."""
        self.setFocus()

    def _follow(self, touched: dict[str, set[str]]) -> None:
        if SHOWN_ENTITIES & touched.keys():
            self.load()
            self.show_item()

    def _tick(self) -> None:
        self._count_time()
        self._show_place()

    def _count_time(self) -> None:
        self._stopwatch.look(self.line.item if self.line is not None else "")

    def _show_place(self) -> None:
        place = Place(
            title=self.outcome.title,
            number=self.place + 1,
            count=len(self.lines),
            clock=clock.local(clock.now())[-5:],
            minutes=self._stopwatch.minutes,
            item_minutes=self._stopwatch.minutes_of(self.line.item if self.line is not None else ""),
        )
        self.heading.show_place(place, Scale.of(self.width(), self.height()))

    def _last_number(self) -> int:
        steps = self.session.office.journal.steps(limit=1)
        return steps[0].number if steps else 0

    def _lay_out(self) -> None:
        self.desk = QWidget()
        row = QHBoxLayout(self.desk)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.side)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        self.stack.addWidget(self.summary)
        column = QVBoxLayout(self)
        for widget, stretch in ((self.heading, 0), (self.stack, 1), (self.strip, 0), (self.foot, 0)):
            column.addWidget(widget, stretch)
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

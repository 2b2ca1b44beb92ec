"""The first steps with a new book, above its pages: ticked from the state of the book, gone when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.base.settings import remember, remembered
from smartplanner.ui.icons import icon
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

KEY = "first_steps"
"""What is remembered: the book that the steps are shown for, and the pages of it that were looked at."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step: what it is called, and where it is done (a verb, or a page)."""

    id: str
    label: str
    verb: str = ""
    page: str = ""


STEPS = (
    FirstStep("import", N_("Take ledgers in"), verb="import"),
    FirstStep("units", N_("Look through the units"), page="organisation"),
    FirstStep("red", N_("Look at the red list"), page="red_list"),
    FirstStep("paper", N_("Write the first briefing"), page="papers"),
)


class Checklist(QFrame):
    """``doing`` asks for a verb, ``going`` for a page.  Hidden unless the open book is the one that was just made."""

    doing = Signal(str)
    going = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session: Session | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.title = QLabel()
        self.title.setObjectName("subheading")
        chips = QWidget()
        flow = FlowLayout(chips, gap=SPACE)  # with large letters the steps are wider than a screen
        flow.addWidget(self.title)
        for step in STEPS:
            button = self.buttons[step.id] = QPushButton()
            button.setProperty("chip", True)
            button.clicked.connect(self._goes(step))
            flow.addWidget(button)
        self.closing = QToolButton()
        self.closing.setIcon(icon("close"))
        self.closing.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(chips, 1)
        row.addWidget(self.closing, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def begin(self, session: Session) -> None:
        """The book of *session* was just made: show its first steps from now on."""
        remember(KEY, {"book": str(session.office.path), "seen": []})
        self.watch(session)

    def watch(self, session: Session | None) -> None:
        """Show the steps of the book that is open now, if they are under way."""
        self._session = session
        if session is not None and self._is_under_way():
            session.changed.connect(lambda _rows: self.show_state())
        self.show_state()

    def note_page(self, page: str) -> None:
        """Note that a page was looked at."""
        if self._session is None or not self._is_under_way() or page not in {step.page for step in STEPS}:
            return
        if not self._has_matters():
            return  # an empty page has shown nothing yet
        kept = remembered(KEY)
        if page not in kept["seen"]:
            remember(KEY, {**kept, "seen": [*kept["seen"], page]})
        self.show_state()

    def dismiss(self) -> None:
        """Show the steps no more."""
        remember(KEY, None)
        self.hide()

    def done(self) -> set[str]:
        """Return the ids of the steps that are done."""
        kept = remembered(KEY)
        seen = kept["seen"] if _is_state(kept) else ()
        return {step.id for step in STEPS if (step.page in seen if step.page else self._has_matters())}

    def show_state(self) -> None:
        """Bring the ticks in line with the book."""
        shown = self._is_under_way()
        self.setVisible(shown)
        if not shown:
            return
        done = self.done()
        all_done = len(done) == len(STEPS)
        self.title.setText(_("All first steps are done") if all_done else _("First steps"))
        self.closing.setAccessibleName(_("Show the first steps no more"))
        self.closing.setToolTip(self.closing.accessibleName())
        for number, step in enumerate(STEPS, 1):
            label = step.label
            self.buttons[step.id].setText(f"{'✓' if step.id in done else number} {_(label)}")
        self.title.setMinimumHeight(self.buttons[STEPS[0].id].sizeHint().height())

    def _goes(self, step: FirstStep) -> Callable[[], None]:
        return lambda: self.doing.emit(step.verb) if step.verb else self.going.emit(step.page)

    def _is_under_way(self) -> bool:
        kept = remembered(KEY)
        return self._session is not None and _is_state(kept) and kept["book"] == str(self._session.office.path)

    def _has_matters(self) -> bool:
        return self._session is not None and bool(self._session.office.reader.count("task"))


def _is_state(kept: object) -> bool:
    """Whether what is remembered is as it was kept: a person may have written into the file."""
    return isinstance(kept, dict) and isinstance(kept.get("seen"), list) and "book" in kept

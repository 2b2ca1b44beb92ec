"""案例与推广: a case in words, the districts that it fits and why, and how far its adoption has come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.fields.values import choice_label
from smartplanner.model import entity as described_entity
from smartplanner.queries.cases import AdoptionLine, Match, adoptions_of, cases_of, matching_districts
from smartplanner.rules.lights import say_cause
from smartplanner.rules.pilots import FINISHED
from smartplanner.ui.pilots.dialogs import adopt_dialog, case_dialog, decline_dialog, run
from smartplanner.ui.pilots.panes import Pane, button, plain
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import scrolled as scrolled_area
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

_DEGREES = {"good": N_("Fits well"), "partly": N_("Fits partly"), "not": N_("Does not fit")}

_WORDS = 200
"""The least width of a case in words, in device-independent pixels."""


class AdoptionPanel(QSplitter):
    """The districts that a case goes with above, those that decided on it below."""

    def __init__(self, session: Session) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.session = session
        self.case: Any | None = None
        self.matches = Pane(session, _("Districts it fits"), _match_columns(), lambda match: str(match.district))
        self.adopt_button = self.matches.add_button(_("Adopt…"), self._adopt)
        self.decline_button = self.matches.add_button(_("Does not adopt…"), self._decline)
        self.matches.tools.addStretch()
        self.adoptions = Pane(session, _("Adoption"), _adoption_columns(), lambda line: str(line.row.id))
        self.open_button = self.adoptions.add_button(_("Open its matter"), self._open)
        self.adoptions.tools.addStretch()
        for pane, share in ((self.matches, 3), (self.adoptions, 2)):
            self.addWidget(pane)
            self.setStretchFactor(self.count() - 1, share)
        self.setChildrenCollapsible(False)
        self.matches.table.opened.connect(lambda _id: self._adopt())
        self.adoptions.table.opened.connect(lambda _id: self._open())

    def show_case(self, case: Any | None) -> None:
        """Show the districts of a case; None empties the panel."""
        self.case = case
        reader = self.session.office.reader
        found = matching_districts(reader, case) if case is not None else []
        self.matches.show_rows(found, _("Every district has decided on this case.") if case is not None else "")
        adopted = adoptions_of(reader, case.id, as_of=self.session.as_of) if case is not None else []
        self.adoptions.show_rows(adopted, _("No district has taken this case over yet."))
        writable = self.session.office.writable
        for one in (self.adopt_button, self.decline_button):
            one.setEnabled(writable and bool(found))
        self.open_button.setEnabled(any(line.task for line in adopted))

    def _adopt(self) -> None:
        match = self.matches.chosen()
        if match is not None and self.case is not None and self.session.office.writable:
            run(adopt_dialog(self.session, self.case.id, match.district, self.window()))

    def _decline(self) -> None:
        match = self.matches.chosen()
        if match is not None and self.case is not None:
            run(decline_dialog(self.session, self.case.id, match.district, self.window()))

    def _open(self) -> None:
        line = self.adoptions.chosen()
        if line is not None and line.task is not None:
            self.session.asked.emit("task", line.task.id)


class CasesTab(QWidget):
    """The cases of one pilot; one is shown at a time."""

    def __init__(self, session: Session, pilot: str) -> None:
        super().__init__()
        self.session, self.pilot = session, pilot
        self.cases: list[Any] = []
        self.row: Any | None = None
        self.box = QComboBox()
        self.box.currentIndexChanged.connect(lambda _place: self._show())
        self.write_button = button(session, _("Write a case…"), self._write)
        self.edit_button = button(session, _("Change its words…"), self._edit)
        self.words = plain("")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.panel = AdoptionPanel(session)
        self._lay_out()

    def show_pilot(self, row: Any) -> None:
        """Show the cases of the pilot as they are now."""
        self.row = row
        kept = self.box.currentData()
        self.cases = cases_of(self.session.office.reader, self.pilot)
        with QSignalBlocker(self.box):
            self.box.clear()
            for case in self.cases:
                self.box.addItem(case.title, case.id)
            self.box.setCurrentIndex(max(0, self.box.findData(kept)) if self.cases else -1)
        self.box.setVisible(len(self.cases) > 1)
        finished = row.stage in FINISHED
        self.write_button.setEnabled(self.session.office.writable and finished)
        self._show()

    def case(self) -> Any | None:
        """Return the case that is shown."""
        return next((case for case in self.cases if case.id == self.box.currentData()), None)

    def _show(self) -> None:
        case = self.case()
        self.edit_button.setVisible(case is not None)
        self.panel.setVisible(case is not None)
        self.panel.show_case(case)
        if case is None:
            finished = self.row is not None and self.row.stage in FINISHED
            self.words.setObjectName("muted")
            self.words.setText(
                _("No case yet. “Write a case” notes what all can copy and what is particular.")
                if finished
                else _("A case is written when the pilot has been accepted.")
            )
            return
        self.words.setText(say_case(case))

    def _write(self) -> None:
        if self.row is not None:
            run(case_dialog(self.session, self.row, self.window()))

    def _edit(self) -> None:
        case = self.case()
        if case is not None:
            self.session.asked.emit("case", case.id)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for widget in (self.box, self.write_button, self.edit_button):
            tools.addWidget(widget)
        tools.addStretch()
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setMinimumWidth(_WORDS)
        scrolled.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.addWidget(self.words)
        inner.addStretch()
        scrolled.setWidget(inside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scrolled)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addLayout(tools)
        both = QVBoxLayout()
        both.addWidget(split)
        layout.addWidget(scrolled_area(both), 1)


def say_case(case: Any) -> str:
    """Return a case in words: its title, what all can copy, what is particular, what came of it."""
    described = described_entity("case")
    parts = [case.title]
    for name in ("common", "extension", "result"):
        text = (getattr(case, name) or "").strip()
        if text:
            points = "\n".join(f"· {point.strip()}" for point in text.replace("；", "\n").splitlines() if point.strip())
            parts.append(f"{_(described[name].note.label)}\n{points}")
    return "\n\n".join(parts)


def _match_columns() -> list[Column]:
    return [
        Column("name", _("District"), 12, lambda match: str(match.name)),
        Column("degree", _("Fit"), 9, lambda match: _(_DEGREES[match.degree])),
        Column("why", _("Why"), 40, _say_match, tip=_say_gaps),
    ]


def _say_match(match: Match) -> str:
    return "；".join((*match.reasons, *match.against))


def _say_gaps(match: Match) -> str:
    return "\n".join((_say_match(match), *(f"· {gap}" for gap in match.gaps)))


def _adoption_columns() -> list[Column]:
    state = described_entity("adoption")["state"]

    def day(line: AdoptionLine) -> str:
        return line.task.due.isoformat() if line.task and line.task.due else ""

    return [
        Column(
            "light", _("Light"), 6, lambda line: say_cause(line.task.signal) if line.task else "",
            light=lambda line: str(line.task.signal.light) if line.task else "grey",
        ),
        Column("district", _("District"), 12, lambda line: str(line.district)),
        Column("state", _("State"), 9, lambda line: choice_label(state, line.state)),
        Column("due", _("Due"), 11, day),
        Column("words", _("Matter or reason"), 34, _say_adoption),
    ]  # fmt: skip


def _say_adoption(line: AdoptionLine) -> str:
    return "；".join(filter(None, (line.task.title if line.task else "", line.row.remark or "")))

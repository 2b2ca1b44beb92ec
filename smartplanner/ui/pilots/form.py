"""The form of one pilot: its way and its own fields, reviews, assessment, cases, matters and history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.queries.pilots import SOURCES, PilotView, pilot_view
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.editors import Editor
from smartplanner.ui.pilots.cases import CasesTab
from smartplanner.ui.pilots.dialogs import move_dialog, plan_dialog, run
from smartplanner.ui.pilots.panes import Pane, button, plain
from smartplanner.ui.pilots.reviews import ReviewsTab
from smartplanner.ui.pilots.scores import ScoresTab
from smartplanner.ui.pilots.strip import StageStrip, say_next
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

_LEFT = ("name", "district", "theme", "lead", "operator")
_RIGHT = ("start", "end", "budget", "scope")
_FIRST_STAGE = "proposed"


class PilotForm(Form):
    """The form of one pilot, or of a new one.  The stage of a pilot in the book changes by its reviews."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        self.strip: StageStrip | None = None
        super().__init__(session, "pilot", id, parent)
        resize_within_screen(self, *((1080, 720) if self.row is not None else (860, 420)))
        session.changed.connect(self._follow)

    def lay_out(self, body: QWidget) -> None:
        """Put the fields on *body*; of a pilot in the book also its way, and tabs about its life."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        if self.row is None:
            layout.addLayout(self._fields(("stage",)))
            return
        layout.addWidget(self._make_way())
        self.tabs = QTabWidget()
        self._overview = QWidget()
        inside = QVBoxLayout(self._overview)
        inside.addLayout(self._fields(()))
        inside.addStretch()
        self.reviews, self.scores = ReviewsTab(self.session, self.id), ScoresTab(self.session, self.id)
        self.cases = CasesTab(self.session, self.id)
        self.matters = Pane(self.session, "", _matter_columns(self.session), lambda line: str(line.id))
        self.matters.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.matters.table.opened.connect(lambda id: self.session.asked.emit("task", id))
        for page, title in (
            (self._overview, _("Particulars")),
            (self.reviews, _("Reviews")),
            (self.scores, _("Assessment of the pilot")),
            (self.cases, _("Cases and adoption")),
            (self.matters, _("Tasks")),
        ):
            self.tabs.addTab(page, title)
        self.add_beside(self.tabs)
        layout.addWidget(self.tabs, 1)
        self._load()

    def fill(self) -> None:
        """Show the row's values; a new pilot has been proposed."""
        super().fill()
        if self.row is None:
            self.editors["stage"].set_value(_FIRST_STAGE)

    def show_gate(self, id: str) -> None:
        """Bring a review (by id) with its checklist in sight."""
        if self.row is not None:
            self.tabs.setCurrentWidget(self.reviews)
            self.reviews.gates.table.select(id)

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.row is not None:
            self.tabs.setCurrentWidget(self._overview)
        super().show_editor(editor)

    def _make_way(self) -> QFrame:
        """Return the panel with the stages, what comes next, and what the office can do about it."""
        panel = QFrame()
        panel.setObjectName("panel")
        self.strip = StageStrip()
        self.following = plain("")
        self.following.setWordWrap(True)
        self.plan_button = button(self.session, _("Plan a review…"), self._plan)
        self.start_button = button(self.session, _("Start building…"), lambda: self._move("running"))
        self.end_button = button(self.session, _("End the pilot…"), lambda: self._move("closed"))
        line = QHBoxLayout()
        line.addWidget(self.following, 1)
        for one in (self.plan_button, self.start_button, self.end_button):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(panel)
        layout.addWidget(self.strip)
        layout.addLayout(line)
        return panel

    def _fields(self, more: tuple[str, ...]) -> QHBoxLayout:
        columns = QHBoxLayout()
        columns.setSpacing(SPACE * 3)
        for names in (_LEFT, (*more, *_RIGHT)):
            form = QFormLayout()
            form.setSpacing(SPACE)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            for name in names:
                form.addRow(self.label(self.described[name]), self.editor(name))
            columns.addLayout(form, 1)
        return columns

    def _load(self) -> None:
        """Show the pilot as it is now."""
        view = pilot_view(self.session.office.reader, self.id, as_of=self.session.as_of)
        if view is None or self.strip is None:
            return
        self.strip.show_stops(view.stops)
        self.following.setText(say_next(view))
        self.plan_button.setVisible(_unplanned(view))
        self.start_button.setVisible(view.row.stage == "approved")
        self.end_button.setVisible(view.row.stage != "closed")
        self._following_kind = view.following
        self.reviews.show_view(view)
        self.scores.load()
        self.cases.show_pilot(view.row)
        nothing = _("No matter belongs to this pilot yet. Conditions of a review become matters here.")
        self.matters.show_rows(view.tasks, nothing)

    def _plan(self) -> None:
        run(plan_dialog(self.session, self.id, self._following_kind, self))

    def _move(self, stage: str) -> None:
        run(move_dialog(self.session, self.id, stage, self))

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what a review, or a hand elsewhere, changed; what the person is typing stays."""
        if self.strip is None or SOURCES.isdisjoint(rows):
            return
        row = self.session.office.reader.row("pilot", self.id)
        if row is None:
            return
        self._load()
        if self.id in rows.get("pilot", ()):
            self.row = row
            self.refill()


def _unplanned(view: PilotView) -> bool:
    """Whether the next review has no day yet."""
    return view.following is not None and not any(gate.row.decision is None for gate in view.gates)


def _matter_columns(session: Session) -> list[Column]:
    task, name = described_entity("task"), session.office.reader.name

    def column(field: str, width: int) -> Column:
        return Column(
            field, _(task[field].note.label), width, lambda line: show(task[field], getattr(line, field), name)
        )

    light: Any = Column(
        "light", _("Light"), 6, lambda line: _(Light.of(line.signal.light).label),
        light=lambda line: str(line.signal.light), tip=lambda line: say_cause(line.signal),
    )  # fmt: skip
    return [light, *(column(*each) for each in (("title", 34), ("lead", 20), ("due", 11), ("state", 10)))]

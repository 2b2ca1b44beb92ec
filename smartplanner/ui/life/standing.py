"""Where a matter stands: its light and why, its state, its deadline with the original one, and what can be done now."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import shorten
from smartplanner.queries.life import extensions_of, original_due, times_extended
from smartplanner.queries.tasks import TaskLine, task_lines_of
from smartplanner.rules import life
from smartplanner.rules.lights import Light, say_cause, say_reason
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.life.batch import RARE, ask
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

MOST_BUTTONS = 5
LONGEST = 42
"""Characters of one fact; a longer reason is whole in its tooltip."""


class StandingPanel(QFrame):
    """One matter's standing, which follows the book; its buttons ask for what the act needs."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        self._id = id
        self.buttons: dict[str, QPushButton] = {}
        self.more = QPushButton(_("More acts"))
        self.more.setAutoDefault(False)
        self._facts, self._acts = QHBoxLayout(), QHBoxLayout()
        for row in (self._facts, self._acts):
            row.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(self._facts)
        layout.addLayout(self._acts)
        self.load()

    def load(self) -> None:
        """Show the matter as it stands now."""
        reader = self._session.office.reader
        row = reader.row("task", self._id)
        _empty(self._facts)
        _empty(self._acts, keep=self.more)
        if row is None:
            self._facts.addWidget(_plain(_("The record has been removed meanwhile.")))
            self.more.hide()
            return
        self._show_facts(row)
        self._show_acts(row)

    def _show_facts(self, row: Any) -> None:
        session = self._session
        line = task_lines_of(session.office.reader, [row.id], as_of=session.as_of)[0]
        self._facts.addWidget(Lamp(line.signal.light))
        cause, state = say_cause(line.signal), life.state_label(row.state)
        for text, look in (
            (_(Light.of(line.signal.light).label), "subheading"),
            (cause if cause != state else "", ""),
            (_computed(line), "muted"),
            (state, "subheading"),
            (self._deadline(row), ""),
        ):
            if not text:
                continue
            label = _plain(shorten(text, LONGEST))
            if len(text) > LONGEST:
                label.setToolTip(literally(text))
            label.setObjectName(look)
            self._facts.addWidget(label)
            self._facts.addSpacing(SPACE)
        self._facts.addStretch()
        as_of = _plain(_("as of {day}", day=session.as_of.isoformat()))
        as_of.setObjectName("muted")
        self._facts.addWidget(as_of)

    def _deadline(self, row: Any) -> str:
        extensions = extensions_of(self._session.office.reader, row.id)
        times = times_extended(extensions)
        due = row.due.isoformat() if row.due else row.due_text or _("no deadline given")
        if not times:
            return _("due {day}", day=due)
        first = original_due(row.due, extensions)
        return _(
            "due {day} (originally {first}, extended {times} time(s))",
            day=due,
            first=first.isoformat() if first else _("no deadline given"),
            times=times,
        )

    def _show_acts(self, row: Any) -> None:
        acts = life.legal_acts(row.state)
        usual = [act for act in acts if act not in RARE][:MOST_BUTTONS] or acts[:1]
        self.buttons = {}
        for act in usual:
            button = QPushButton(life.label_of(act))
            button.setAutoDefault(False)  # Enter in a field of the form saves; it does not start an act
            button.setEnabled(self._session.office.writable)
            button.clicked.connect(lambda _on=False, act=act: self.ask(act))
            self._acts.addWidget(button)
            self.buttons[act] = button
        menu = QMenu(self.more)
        for act in acts:
            if act not in usual:
                menu.addAction(life.label_of(act)).triggered.connect(lambda _on=False, act=act: self.ask(act))
        old = self.more.menu()
        self.more.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self.more.setEnabled(self._session.office.writable)
        self.more.setVisible(not menu.isEmpty())
        self._acts.addWidget(self.more)
        self._acts.addStretch()

    def ask(self, act: str) -> bool:
        """Ask for what *act* needs and perform it."""
        return ask(self._session, act, [self._id], self.window())


def _computed(line: TaskLine) -> str:
    """Return the computed light of a matter and its reason where a person set another; else nothing."""
    if line.signal is line.computed:
        return ""
    light = _(Light.of(line.computed.light).label)
    return _("computed: {light}, {cause}", light=light, cause=say_reason(line.computed))


def _empty(layout: QHBoxLayout, keep: QWidget | None = None) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None and widget is not keep:
            widget.hide()
            widget.deleteLater()


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

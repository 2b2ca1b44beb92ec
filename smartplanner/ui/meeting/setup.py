"""Before a meeting: which group, day, title and chair, and the agenda that is proposed, to be put in order by keys."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.commands.meetings import open_meeting
from smartplanner.model.agenda_item import AgendaKind
from smartplanner.queries.agenda import LIMIT, USUAL_KINDS, meetings_under_way, propose_agenda
from smartplanner.queries.agenda_lines import AgendaLine
from smartplanner.ui.day import open_calendar
from smartplanner.ui.importing.number_box import NumberBox
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen, scrolled
from smartplanner.ui.theme import NOTHING, SPACE, draw_light, worn

MOST = 200
"""Red and yellow matters at most on one agenda."""
LABELS = {"other": N_("Left over from the last meeting")}
"""What a kind is called while an agenda is proposed, where that is more exact."""
_ROLE = Qt.ItemDataRole.UserRole


class SetupDialog(QDialog):
    """Asks what meeting it is; ``meeting`` holds its id once it is opened or gone on with."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.meeting = ""
        self.setWindowTitle(_("Meeting mode"))
        resize_within_screen(self, 1060, 620)
        self._groups = {row.id: row for row in session.office.reader.rows("group")}
        self._given_title = self._given_chair = ""
        self.group, self.title, self.chair, self.room = QComboBox(), QLineEdit(), QLineEdit(), QLineEdit()
        self.group.addItem(_("All working groups"), None)
        for id, row in self._groups.items():
            self.group.addItem(row.name, id)
        self.day = QDateEdit(QDate(session.as_of.year, session.as_of.month, session.as_of.day))
        open_calendar(self.day)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.limit = NumberBox(1, MOST)
        self.limit.set_value(LIMIT)
        self.kinds = {str(kind): QCheckBox(_(LABELS.get(str(kind), kind.label))) for kind in AgendaKind}
        for kind, box in self.kinds.items():
            box.setChecked(kind in USUAL_KINDS)
            box.toggled.connect(self.propose)
        self.agenda = AgendaEditor()
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self.status.setObjectName("muted")
        self.group.currentIndexChanged.connect(self.choose_group)
        self.limit.chosen.connect(self.propose)
        self.agenda.changed.connect(self._count)
        self._lay_out()
        self.choose_group()

    # -- what is asked

    def chosen_group(self) -> str | None:
        """Return the id of the group; None for all."""
        found: str | None = self.group.currentData()
        return found

    def chosen_day(self) -> date:
        """Return the day of the meeting."""
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day())

    def choose_group(self) -> None:
        """Take over title and chair from the group, unless a person typed their own; propose its agenda."""
        row = self._groups.get(self.chosen_group() or "")
        title = _("{group} dispatch meeting", group=row.name) if row else _("Dispatch meeting of the leading group")
        chair = (row.convener or row.convener_title or "") if row else ""
        if self.title.text() == self._given_title:
            self.title.setText(title)
        if self.chair.text() == self._given_chair:
            self.chair.setText(chair)
        self._given_title, self._given_chair = title, chair
        self.propose()

    def propose(self) -> None:
        """List what such a meeting should go through."""
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        self.agenda.show_lines(
            propose_agenda(
                self.session.office.reader,
                as_of=self.session.as_of,
                group=self.chosen_group(),
                kinds=kinds,
                limit=self.limit.value() or LIMIT,
            )
        )

    # -- what is done

    def accept(self) -> None:
        """Open the meeting with the agenda as it stands there; a Problem is said and the dialog stays."""
        try:
            opened = open_meeting(
                self.session.office,
                title=self.title.text(),
                held_on=self.chosen_day(),
                group=self.chosen_group(),
                chair=self.chair.text(),
                place=self.room.text(),
                items=self.agenda.lines(),
            )
        except Problem as problem:
            self.status.setText(problem.sentence())
            return
        self.meeting = opened.meeting
        super().accept()

    def resume(self) -> None:
        """Go on with the meeting that is chosen among those not closed."""
        self.meeting = str(self.running.currentData() or "")
        if self.meeting:
            super().accept()

    # -- inside

    def _count(self) -> None:
        self.status.setText(
            _("{count} item(s). Alt+↑ and Alt+↓ move one, Delete leaves one out.", count=self.agenda.count())
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("Working group"), self.group)
        form.addRow(_("Held on"), self.day)
        form.addRow(_("Meeting title"), self.title)
        form.addRow(_("Chair"), self.chair)
        form.addRow(_("Meeting place"), self.room)
        boxes = QGridLayout()
        for number, box in enumerate(self.kinds.values()):
            boxes.addWidget(box, number // 2, number % 2)
        form.addRow(_("On the agenda"), boxes)
        form.addRow(_("Red and yellow at most"), self.limit)
        left = QVBoxLayout()
        if running := meetings_under_way(self.session.office.reader):
            left.addLayout(self._resuming(running))
        left.addLayout(form)
        left.addStretch()
        questions = scrolled(left)
        right = QVBoxLayout()
        right.addWidget(self.agenda, 1)
        right.addWidget(self.status)
        row = QHBoxLayout()
        row.addWidget(questions, 4)
        row.addLayout(right, 7)
        row.setSpacing(2 * SPACE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = buttons.addButton(_("Open the meeting"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(buttons)
        self.open_button.setDefault(True)

    def _resuming(self, running: Sequence[object]) -> QVBoxLayout:
        """Return the choice among the meetings that are not closed yet."""
        self.running = QComboBox()
        for row in running:
            day = getattr(row, "held_on", None)
            self.running.addItem(
                f"{day.isoformat() if day else ''} {getattr(row, 'title', '')}", getattr(row, "id", "")
            )
        heading = QLabel(_("Not closed yet"))
        heading.setObjectName("subheading")
        going_on = QPushButton(_("Go on with this meeting"))
        going_on.setAutoDefault(False)
        going_on.clicked.connect(self.resume)
        column = QVBoxLayout()
        for widget in (heading, self.running, going_on):
            column.addWidget(widget)
        column.addSpacing(2 * SPACE)
        return column


@functools.cache
def _icon(light: str, _look: str) -> QIcon:
    """Return a light as the icon of a row; drawn large, so that an enlarged display has enough of it."""
    picture = QPixmap(48, 48)
    picture.fill(NOTHING)
    painter = QPainter(picture)
    draw_light(painter, light, picture.rect().toRectF().adjusted(2, 2, -2, -2))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # or else it is drawn faded where the row is chosen
    return icon


class AgendaEditor(QListWidget):
    """The proposed items in their order; keys move and leave out.  ``changed`` tells that there are more or fewer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(18, 18))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Agenda of the meeting"))

    def show_lines(self, lines: Sequence[AgendaLine]) -> None:
        """List these items."""
        with QSignalBlocker(self):
            self.clear()
            for line in lines:
                item = QListWidgetItem(self)
                item.setData(_ROLE, line)
            self._number()
            self.setCurrentRow(0)
        self.changed.emit()

    def lines(self) -> list[AgendaLine]:
        """Return the items in their order."""
        return [self.item(row).data(_ROLE) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the item with Alt and an arrow, leave it out with Delete."""
        row, alt = self.currentRow(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(row, row + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.takeItem(row)
            self._number()
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, to: int) -> None:
        if row < 0 or not 0 <= to < self.count():
            return
        self.insertItem(to, self.takeItem(row))
        self.setCurrentRow(to)
        self._number()

    def _number(self) -> None:
        for row in range(self.count()):
            line: AgendaLine = self.item(row).data(_ROLE)
            said = "，".join(filter(None, (line.lead, line.cause)))
            kind = "" if line.kind in ("red", "yellow") else f"[{_(AgendaKind.of(line.kind).label)}] "
            text = f"{row + 1}. {kind}{line.title}"
            self.item(row).setText(f"{text}（{said}）" if said else text)
            if line.light:
                self.item(row).setIcon(_icon(line.light, worn()))

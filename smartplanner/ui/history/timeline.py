"""The timeline: the steps of the book by day, narrowed by person, kind, record and text; what the chosen one did."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.changes import Step
from smartplanner.commands.history import step_name
from smartplanner.commands.history.words import known_names
from smartplanner.model import entities
from smartplanner.model import entity as described_entity
from smartplanner.queries.history.steps import KINDS, Wanted, marks, persons, touched_entities
from smartplanner.ui import icons
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.history.changes import ChangesView
from smartplanner.ui.history.step_delegate import StepDelegate
from smartplanner.ui.history.taking_back import ask_and_take_back
from smartplanner.ui.history.timeline_model import TimelineModel
from smartplanner.ui.history.times import full_time
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_LETTERS, _LOW = 7, 260
"""Letters of a choice that are in sight; pixels up to which a window is low, where what is said twice is left out."""
_TYPING = 250
"""Milliseconds after the last key before what was typed is looked for."""


class Timeline(QWidget):
    """All steps, newest first.  ``looking`` asks for the book as it was after a step, ``comparing`` to compare it."""

    looking = Signal(object)
    comparing = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._left, self._right = QWidget(self._split), QWidget(self._split)
        self.search = QLineEdit(self._left)
        self.kind_box, self.person_box, self.entity_box = (QComboBox(self._left) for _box in range(3))
        self.clear_button = QPushButton(self._left)
        self._record: tuple[str, str] | None = None
        self._newest = 0
        self.model = TimelineModel(session.office, clock.today)
        self.steps = _Steps(self._left)
        self.steps.setModel(self.model)
        self.steps.setItemDelegate(StepDelegate(self.steps))
        self.steps.setUniformItemSizes(True)
        self.steps.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setAccessibleName(_("Steps"))
        self.steps.selectionModel().currentChanged.connect(lambda *_both: self._show_chosen())
        self.search.setPlaceholderText(_("Search names, files and values"))
        self.search.setAccessibleName(_("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.clear_button.clicked.connect(lambda: self.narrow_to_record("", ""))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING)
        self._wait.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.look_button = QPushButton(_("Look back"), self._right)
        self.compare_button = QPushButton(_("Compare"), self._right)
        self.rollback_button = QPushButton(_("Take back…"), self._right)
        self.details = ChangesView(session, self._right)
        self.details.narrowing.connect(self.narrow_to_record)
        self.title = QLabel()
        self.title.setObjectName("subheading")
        self.about = QLabel()
        self.about.setObjectName("muted")
        for label in (self.title, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.nothing = QLabel(_("No step is like that. Clear the search or choose another filter."))
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for picture, button in {"clock": self.look_button, "undo": self.rollback_button}.items():
            icons.dress(button, picture)
        self.look_button.clicked.connect(self.look)
        self.compare_button.clicked.connect(self.compare)
        self.rollback_button.clicked.connect(self.rollback)
        self._fill_boxes()
        for box in (self.person_box, self.kind_box, self.entity_box):
            box.currentIndexChanged.connect(lambda _place: self.load())
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a low window to what the step did."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.about.setVisible(not low)
        self.details.save_height(on=low)

    def load(self) -> None:
        """Read which steps there are; a new one is chosen, else the chosen one stays so where it is still shown."""
        self._wait.stop()
        before = self.chosen()
        self._fill_persons()
        if self.entity_box.count() == 1:
            self.offer_entities(touched_entities(self.session.office.journal))
        found = marks(self.session.office.journal, self.wanted())
        self.model.show_marks(found)
        self.nothing.setVisible(not found)
        self.steps.setVisible(bool(found))
        newest = found[0].number if found else 0
        is_new, self._newest = newest > self._newest, max(newest, self._newest)
        kept = self.model.row_of(before.number) if before is not None and not is_new else None
        self._choose_row(kept if kept is not None else 1)

    def offer_entities(self, touched: set[str]) -> None:
        """Let a person choose one of the kinds of records that the history speaks of."""
        with QSignalBlocker(self.entity_box):
            for name, described in entities().items():
                if name in touched and self.entity_box.findData(name) < 0:
                    self.entity_box.addItem(_(described.label), name)

    def say_reading(self) -> None:
        """Say that the steps are on their way."""
        if not self.model.rowCount():
            self.nothing.hide()
            self.title.setText(_("Reading …"))

    def wanted(self) -> Wanted:
        """Return what the timeline is narrowed to."""
        return Wanted(
            person=self.person_box.currentData() or "",
            kind=self.kind_box.currentData() or "",
            entity=self.entity_box.currentData() or "",
            text=self.search.text(),
            record=self._record[1] if self._record else "",
        )

    def choose(self, number: int) -> None:
        """Choose the step *number*, if it is shown."""
        row = self.model.row_of(number)
        if row is not None:
            self._choose_row(row)

    def chosen(self) -> Step | None:
        """Return the chosen step; None if none is."""
        index = self.steps.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return None
        shown = self.model.step(index.row())
        return shown.step if shown is not None else None

    def narrow_to_record(self, entity: str, id: str) -> None:
        """Show just the steps of one record; of all with empty names."""
        self._record = (entity, id) if id else None
        self.clear_button.setVisible(bool(id))
        if id:
            name = known_names(self.session.office)(entity, id)
            short = name if len(name) <= 16 else name[:15] + "…"
            about = _("{entity} “{title}”", entity=_(described_entity(entity).label), title=short)
            self.clear_button.setText(f"× {about}".replace("&", "&&"))
        self.load()

    def rollback(self) -> None:
        """Take back the chosen step after asking; where later changes stand in the way, each has a choice."""
        step = self.chosen()
        if step is not None:
            ask_and_take_back(self.session, step, self)

    def look(self) -> None:
        """Ask for the book as it was after the chosen step."""
        if step := self.chosen():
            self.looking.emit(step)

    def compare(self) -> None:
        """Ask to compare the book as it was after the chosen step with now."""
        if step := self.chosen():
            self.comparing.emit(step.number)

    def _choose_row(self, row: int) -> None:
        other = self.model.rowCount() > row != self.steps.currentIndex().row()
        if self.model.rowCount() > row:
            flags = QItemSelectionModel.SelectionFlag
            self.steps.selectionModel().setCurrentIndex(self.model.index(row), flags.ClearAndSelect)
            self.steps.scrollTo(self.model.index(row))
        if not other:  # else the selection has told so already
            self._show_chosen()

    def _show_chosen(self) -> None:
        step = self.chosen()
        self.details.show_step(step)
        self.title.setText(" ".join(step_name(self.session.office, step).split()) if step else "")
        words = [_("No. {number}", number=step.number), full_time(step.at), step.person] if step else []
        if step is not None and step.source_file:
            words.append(step.source_file)
        self.about.setText("   ".join(words))
        self.look_button.setEnabled(step is not None)
        self.compare_button.setEnabled(step is not None)
        can_take_back = step is not None and step.origin != "create" and self.session.office.writable
        self.rollback_button.setEnabled(can_take_back)

    def _fill_boxes(self) -> None:
        for box, name in (
            (self.person_box, _("Person")),
            (self.kind_box, _("Kind of step")),
            (self.entity_box, _("Kind of record")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LETTERS)
        self.kind_box.addItem(_("All kinds"), "")
        for kind, label in KINDS.items():
            self.kind_box.addItem(_(label), kind)
        self.entity_box.addItem(_("All records"), "")
        self.person_box.addItem(_("All persons"), "")

    def _fill_persons(self) -> None:
        with QSignalBlocker(self.person_box):
            for person in persons(self.session.office.journal):
                if self.person_box.findData(person) < 0:
                    self.person_box.addItem(person, person)

    def _lay_out(self) -> None:
        filters = FoldingRow(self._left)
        for box in (self.kind_box, self.person_box, self.entity_box):
            filters.line.addWidget(box)
        filters.fold(self.entity_box, self.person_box)
        filters.line.addStretch()
        self.clear_button.hide()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.addWidget(self.search)
        column.addWidget(filters)
        column.addWidget(self.clear_button)
        column.addWidget(self.steps, 1)
        column.addWidget(self.nothing, 1)
        buttons = FoldingRow(self._right)
        for button in (self.look_button, self.compare_button, self.rollback_button):
            buttons.line.addWidget(button)
        buttons.fold(self.compare_button, self.look_button)
        buttons.line.addStretch()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(SPACE, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(buttons)
        column.addWidget(self.details, 1)
        split = self._split
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([600, 560])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(split)


class _Steps(QListView):
    """The list of steps, in which Home goes to the newest step and not to the line of its day."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return where a key leads."""
        if action == QAbstractItemView.CursorAction.MoveHome and self.model().rowCount() > 1:
            return self.model().index(1, 0)
        return super().moveCursor(action, modifiers)

"""The dialog: paste or open minutes, look through the matters found, correct, accept the ticked ones as one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.base.stopping import Stopped
from smartplanner.commands.minutes import MinutesProposal, accept_minutes, propose_minutes
from smartplanner.queries.ranks import ordered_names
from smartplanner.queries.units import short_unit_names
from smartplanner.ui.minutes.form import ItemForm
from smartplanner.ui.minutes.items import Entry, ItemDelegate, ItemModel, tick_width, worst
from smartplanner.ui.minutes.marks import mark, show_place
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import RoomyArea, resize_within_screen
from smartplanner.ui.theme import SPACE

FILES = (".docx", ".docm", ".doc", ".txt")
PATIENCE = 400
"""Milliseconds after the last change of the text before it is read."""


class MinutesDialog(QDialog):
    """Minutes at the left, proposed matters at the right."""

    def __init__(self, session: Session, path: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.proposal: MinutesProposal | None = None
        self._turn = 0
        """Counts the readings: an answer that a newer one has overtaken is thrown away."""
        self._reading = False
        self.setWindowTitle(_("Matters from the minutes of a meeting"))
        self.setAcceptDrops(True)
        resize_within_screen(self, 1180, 740)
        names = short_unit_names(session.office.reader)
        self.model = ItemModel(lambda id: names.get(id, ""))
        self._make_parts()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE)
        self._wait.timeout.connect(self._read_pasted)
        self._connect()
        self._show_state()
        if path is not None:
            self.open_file(path)

    # -- what a person does

    def open_file(self, path: Path) -> None:
        """Read a file."""
        self._wait.stop()
        self.text.setReadOnly(True)
        self._start(path)

    def accept_ticked(self) -> None:
        """Make matters of the ticked items, as one step that can be undone."""
        chosen = [entry for entry in self.model.entries if entry.ticked and entry.open]
        proposal = self.proposal
        if proposal is None or not chosen:
            return
        if (problem := self.form.wrong()) is not None:
            show_problem(problem, self)
            return
        office, day = self.session.office, self.session.as_of
        tasks = [entry.task for entry in chosen]
        step = self.session.perform(lambda: accept_minutes(office, proposal, tasks, as_of=day), window=self)
        if step is None:
            return
        for entry in chosen:
            entry.taken, entry.ticked = True, False
        self.model.refresh(0, len(self.model.entries) - 1)
        said = _("{count} matter(s) taken in; Ctrl+Z takes them back.", count=len(chosen))
        self.status.setText(said)
        self.session.said.emit(said)
        self._show_chosen()

    def stop(self) -> None:
        """Give up the reading under way."""
        self._turn += 1
        self.session.office.worker.cancel()
        self._end(_("Reading was cancelled; nothing was taken in."))

    def clear(self) -> None:
        """Begin anew with an empty text."""
        self._turn += 1
        self._end("")
        self.text.setReadOnly(False)
        self.text.clear()
        self._show_proposal(None)
        self.text.setFocus()

    def reject(self) -> None:
        """Close; a reading under way is given up."""
        if self._reading:
            self.stop()
        self._wait.stop()
        super().reject()

    # -- reading

    def _read_pasted(self) -> None:
        words = self.text.toPlainText()
        if words.strip() and not self.text.isReadOnly():
            self._start(words)

    def _start(self, source: Path | str) -> None:
        self._turn += 1
        turn, office, day = self._turn, self.session.office, self.session.as_of
        self._reading = True
        self.status.setText(_("Reading …"))
        self._show_state()

        def watch(_done: int, _total: int) -> None:
            if turn != self._turn:
                raise Stopped

        def work() -> MinutesProposal:
            return propose_minutes(office, source, as_of=day, progress=watch)

        self.session.in_background(
            work,
            lambda proposal: self._take(proposal, turn),
            lambda error: self._failed(error, turn),
            asker=self,
        )

    def _take(self, proposal: MinutesProposal, turn: int) -> None:
        if turn != self._turn:
            return
        self._end("")
        if self.text.isReadOnly():
            self.text.setPlainText(proposal.text)
        else:
            proposal = _placed(proposal, self.text.toPlainText())
        self._show_proposal(proposal)

    def _failed(self, error: BaseException, turn: int) -> None:
        if isinstance(error, Stopped) or turn != self._turn:
            return
        self._end("")
        if not isinstance(error, Problem):
            raise error
        if self.proposal is None and not self.text.toPlainText():
            self.text.setReadOnly(False)
        show_problem(error, self)

    def _end(self, said: str) -> None:
        self._reading = False
        self.status.setText(said)
        self._show_state()

    # -- showing

    def _show_proposal(self, proposal: MinutesProposal | None) -> None:
        self.proposal = proposal
        items = zip(proposal.items, proposal.places, strict=True) if proposal is not None else ()
        entries = [Entry(task, place) for task, place in items]
        for entry in entries:
            entry.ticked = entry.open and worst(entry.task) is not Level.ERROR and bool(entry.task.lead_text)
        self.model.show(entries)
        self.heading.setText(_heading(proposal))
        self.notes.setText("\n".join(problem.sentence() for problem in proposal.problems) if proposal else "")
        self.notes.setVisible(bool(self.notes.text()))
        if entries:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()
        self._show_chosen()
        self._show_state()

    def _chosen(self) -> Entry | None:
        row = self.list.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def _show_chosen(self) -> None:
        entry = self._chosen()
        self.form.show_task(entry.task if entry else None, open=entry.open if entry else False)
        mark(self.text, self.model.entries, entry)
        if entry is not None:
            show_place(self.text, entry)

    def _correct(self, values: dict[str, object]) -> None:
        entry = self._chosen()
        if entry is None or not entry.open:
            return
        entry.task = entry.task.corrected(**values)
        self.form.show_problems(entry.task)
        self.model.refresh(self.list.currentIndex().row())

    def _show_state(self) -> None:
        self.stopping.setVisible(self._reading)
        self.opening.setEnabled(not self._reading)
        self.clearing.setEnabled(not self._reading and bool(self.text.toPlainText()))
        self._count(sum(entry.ticked and entry.open for entry in self.model.entries))

    def _count(self, ticked: int) -> None:
        self.accepting.setText(_("Accept {count} chosen", count=ticked))
        self.accepting.setEnabled(ticked > 0 and not self._reading and self.session.office.writable)

    # -- keyboard, mouse, drop

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks, Enter goes to the next item, a click on the tick ticks."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.list.currentIndex().row()
            if event.key() == Qt.Key.Key_Space:
                self.model.tick(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.accept_ticked()
                elif row + 1 < len(self.model.entries):
                    self.list.setCurrentIndex(self.model.index(row + 1))
                return True
        if watched is self.list.viewport() and isinstance(event, QMouseEvent):
            index = self.list.indexAt(event.position().toPoint())
            on_tick = event.position().x() < tick_width() and index.isValid()
            if on_tick and event.type() == QEvent.Type.MouseButtonRelease:
                self.model.tick(index.row())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes back to the list: only the button itself, or Ctrl+Enter, accepts."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.accepting.hasFocus():
            self.accept_ticked()
        else:
            self.list.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files of minutes."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read a dropped file."""
        path = _dropped(event)
        if path is not None:
            QTimer.singleShot(0, self, lambda: self.open_file(path))

    # -- inside

    def _make_parts(self) -> None:
        self.heading = _label("subheading")
        self.notes = _label("muted")
        self.status = _label("muted")
        self.text = QPlainTextEdit()
        self.text.setAcceptDrops(False)  # so that a file dropped here is read, not its name typed
        self.text.setPlaceholderText(_("Paste the text of the minutes here, or open or drop a .docx file."))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ItemDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.form = ItemForm(partial(ordered_names, self.session.office.reader), self.session.as_of)
        self.opening = QPushButton(_("Open a file…"))
        self.clearing = QPushButton(_("Clear"))
        self.stopping = QPushButton(_("Stop reading"))
        self.all, self.none = QPushButton(_("Tick all")), QPushButton(_("Tick none"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.accepting = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)

    def _connect(self) -> None:
        actions: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.opening, self._choose_file), (self.clearing, self.clear), (self.stopping, self.stop),
            (self.all, lambda: self.model.tick_all(ticked=True)),
            (self.none, lambda: self.model.tick_all(ticked=False)),
            (self.accepting, self.accept_ticked),
        )  # fmt: skip
        for button, action in actions:
            button.clicked.connect(lambda _checked=False, action=action: action())
        self.buttons.rejected.connect(self.reject)
        self.model.ticks.connect(self._count)
        self.form.corrected.connect(self._correct)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.text.textChanged.connect(self._typed)

    def _moved(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self._show_chosen()

    def _typed(self) -> None:
        if not self.text.isReadOnly():
            self._wait.start()
        self.clearing.setEnabled(bool(self.text.toPlainText()))

    def _choose_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in FILES)
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Open minutes"), "", _("Minutes ({patterns})", patterns=patterns)
        )
        if name:
            self.open_file(Path(name))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.opening)
        top.addWidget(self.clearing)
        top.addWidget(self.stopping)
        top.addWidget(self.heading, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        ticking = QHBoxLayout()
        hint = _label("muted")
        hint.setText(_("Space ticks, Enter goes to the next"))
        ticking.addWidget(hint, 1)
        ticking.addWidget(self.all)
        ticking.addWidget(self.none)
        column.addLayout(ticking)
        column.addWidget(self.list, 1)
        column.addWidget(RoomyArea(self.form))
        split = QSplitter()
        split.addWidget(self.text)
        split.addWidget(right)
        split.setSizes([520, 640])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        bottom.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.notes)
        layout.addWidget(split, 1)
        layout.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.accepting.setDefault(True)


def _label(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


def _heading(proposal: MinutesProposal | None) -> str:
    if proposal is None:
        return ""
    day = proposal.held_on.isoformat() if proposal.held_on else ""
    return "  ".join(part for part in (proposal.title, proposal.number, day) if part)


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
    return next((path for path in paths if path.suffix.lower() in FILES), None)


def _placed(proposal: MinutesProposal, shown: str) -> MinutesProposal:
    """Return the proposal with places in the text as a person pasted it, blank lines and all."""
    places, position = [], 0
    for first, last in proposal.places:
        words = proposal.text[first:last]
        at = shown.find(words, position)
        if at >= 0:
            position = at
        places.append((at, at + len(words)) if at >= 0 else (0, 0))
    return replace(proposal, places=tuple(places), text=shown)

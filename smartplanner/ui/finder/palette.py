"""The palette (Ctrl+K): a field, and below it what answers while a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QLineEdit, QVBoxLayout

from smartplanner.base.i18n import _
from smartplanner.queries.finder.contexts import contexts
from smartplanner.ui.finder.answers import Answers, Shown, with_contexts
from smartplanner.ui.finder.entries import Entry
from smartplanner.ui.finder.finding import Finding
from smartplanner.ui.finder.view import LinesView
from smartplanner.ui.theme import EDGE, SPACE

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_WIDTH, _HEIGHT = 720, 520
CONTEXT_DELAY = 60
"""Milliseconds after the last key before the second lines are read."""
_PAGE = 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}


class FinderPalette(QDialog):
    """Finds anything.  After it closed, ``picked`` is what to do (None: nothing)."""

    def __init__(self, shell: Shell, finding: Finding | None) -> None:
        super().__init__(shell, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._shell = shell
        self._finding = finding
        self._answers = Answers(shell, finding)
        self.picked: Entry | None = None
        self.in_list = False
        self.setWindowTitle(_("Find anything"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Matter, contract, unit, command, page: words, pinyin, first letters or code"))
        self.field.setAccessibleName(_("Find anything"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.list = LinesView(self)
        self.empty, self.status = QLabel(), QLabel()
        self._lay_out()
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(CONTEXT_DELAY)
        self._reading.timeout.connect(self.read_contexts)
        self.field.textChanged.connect(lambda _text: self.search())
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        if finding is not None:
            finding.ready.connect(self._ready)
            finding.prepare()
        self.search()

    def search(self) -> None:
        """Show what answers what is typed."""
        shown = self._answers.answer(self.field.text())
        self.list.lines.show_lines(shown.lines)
        self.list.step(0)
        self._say(shown)
        self._reading.start()

    def read_contexts(self) -> None:
        """Say below the records who leads them and until when, now that nobody types."""
        session = self._shell.session
        places = [line.place for line in self.list.lines.lines if isinstance(line, Entry) and line.place is not None]
        if session is not None and places:
            found = contexts(session.office.reader, places, as_of=session.as_of)
            self.list.lines.complete(with_contexts(self.list.lines.lines, found))

    def pick(self, *, in_list: bool = False) -> None:
        """Take the entry under the cursor and close; what cannot be done now stays."""
        entry = self.list.current_entry()
        if entry is not None and not entry.reason:
            self.picked, self.in_list = entry, in_list
            self.accept()

    def run_picked(self) -> None:
        """Do what was picked; called after the palette is gone, since it may open a dialog."""
        if self.picked is not None:
            in_list = self.picked.in_list if self.in_list else None
            (in_list or self.picked.run)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and their companions of the field move and choose in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge: there is no frame of the system around this window."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), EDGE)
        painter.end()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            self.list.step(_STEPS[Qt.Key(key)])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pick(in_list=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        return False

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.pick()

    def _ready(self) -> None:
        self.search()

    def _say(self, shown: Shown) -> None:
        typed = bool(self.field.text().strip())
        nothing = not shown.entries
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if nothing and typed:
            self.empty.setText(
                _(
                    "Nothing found.\n\nTry fewer words, the first letters of the pinyin (hdqdsx), "
                    "or a part of the code. All words must stand in one record, in any order."
                )
            )
        elif nothing:
            self.empty.setText(
                _(
                    "Type what you remember: a part of the title, pinyin or first letters, a code, a unit.\n\n"
                    "> commands only    @ units only    # codes only\n\n"
                    "“海淀区的督办事项” opens the list of the matters of that district."
                )
            )
        hints = _("↑ ↓ choose    Enter open    Ctrl+Enter show in its list    > commands    @ units    # codes")
        building = _("The index is still being made; searched is what is there already.")
        self.status.setText(hints if shown.whole else building)

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setObjectName("panel")
        for label in (self.empty, self.status):
            label.setObjectName("muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        self.status.setContentsMargins(SPACE, 0, SPACE, 0)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        inner.setSpacing(SPACE)
        inner.addWidget(self.field)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.empty, 1)
        inner.addWidget(self.status)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(panel)
        window = self._shell
        self.resize(min(_WIDTH, window.width() - SPACE * 8), min(_HEIGHT, window.height() - SPACE * 12))
        corner = window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 9))
        self.move(corner)


def find(shell: Shell) -> None:
    """Open the palette and do what was picked in it."""
    dialog = FinderPalette(shell, shell.finding)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
    dialog.run_picked()

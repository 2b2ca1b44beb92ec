"""Memos of a record: written quickly (Ctrl+Enter), the newest on top, pinned ones before them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.memos import may_rewrite, pin_memo, remove_memo, rewrite_memo, write_memo
from smartplanner.queries.beside import memos_of
from smartplanner.ui.beside.memo_list import MemoDelegate, MemoModel
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_LINES = 3
"""Lines of the field for a new memo."""


class MemosTab(QWidget):
    """The memos of the record *id* of *entity*, with a field for a new one above them."""

    def __init__(self, session: Session, entity: str, id: str) -> None:
        super().__init__()
        self.session, self.entity, self.id = session, entity, id
        self._rewritten = ""
        self.text = _Entry(self)
        self.text.setPlaceholderText(_("Write a memo; Ctrl+Enter keeps it"))
        self.text.setAccessibleName(_("New memo"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 14)
        self.write_button = QPushButton(_("Keep the memo"))
        self.leave_button = QPushButton(_("Leave as it was"))
        self.pin_button = QPushButton(_("Keep on top"))
        self.rewrite_button = QPushButton(_("Rewrite"))
        self.remove_button = QPushButton(_("Remove"))
        self.model = MemoModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(MemoDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Memos"))
        self.empty = plain_label(
            _("Nothing is noted here yet. What was said on the telephone, agreed or promised can be kept above."),
            "muted",
        )
        self.empty.setWordWrap(True)
        self._connect()
        self._lay_out()
        self.load()

    def load(self) -> None:
        """Read the memos anew; the chosen one stays chosen."""
        chosen = self.chosen()
        rows = memos_of(self.session.office.reader, self.entity, self.id)
        self.model.show_memos(rows)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if chosen is not None:
            self.choose(chosen.id)
        self._enable()

    def chosen(self) -> Any | None:
        """Return the memo that is chosen."""
        index = self.list.currentIndex()
        return self.model.memo(index.row()) if index.isValid() else None

    def choose(self, id: str) -> None:
        """Choose a memo by its id."""
        place = self.model.place(id)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def keep(self) -> None:
        """Keep what is typed: as a new memo, or in the place of the one that is being rewritten."""
        office, text = self.session.office, self.text.toPlainText()
        if not office.writable or not text.strip():
            return
        rewritten = self._rewritten

        def work() -> bool:
            if rewritten:
                rewrite_memo(office, rewritten, text)
            else:
                write_memo(office, self.entity, self.id, text)
            return True

        if self.session.perform(work, window=self.window()):
            self.leave()

    def leave(self) -> None:
        """Stop rewriting, or empty the field."""
        self._rewritten = ""
        self.text.clear()
        self._enable()
        self.text.setFocus()

    def rewrite(self) -> None:
        """Put the chosen memo into the field, to be kept anew from there."""
        memo = self.chosen()
        if memo is not None and may_rewrite(self.session.office, memo.written_by):
            self._rewritten = memo.id
            self.text.setPlainText(memo.text)
            self._enable()
            self.text.setFocus()

    def pin(self) -> None:
        """Keep the chosen memo on top, or no longer."""
        if (memo := self.chosen()) is not None:
            office = self.session.office
            self.session.perform(lambda: pin_memo(office, memo.id, pinned=not memo.pinned), window=self.window())

    def remove(self) -> None:
        """Take the chosen memo away; undo brings it back, so nothing is asked."""
        if (memo := self.chosen()) is not None and self.session.office.writable:
            self.session.perform(lambda: remove_memo(self.session.office, memo.id), window=self.window())

    def _enable(self) -> None:
        memo, writable = self.chosen(), self.session.office.writable
        self.text.setReadOnly(not writable)
        self.write_button.setEnabled(writable and bool(self.text.toPlainText().strip()))
        self.leave_button.setVisible(bool(self._rewritten))
        self.pin_button.setEnabled(memo is not None and writable)
        self.pin_button.setText(_("No longer on top") if memo is not None and memo.pinned else _("Keep on top"))
        self.rewrite_button.setEnabled(memo is not None and may_rewrite(self.session.office, memo.written_by))
        self.remove_button.setEnabled(memo is not None and writable)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._enable)
        for button, action in (
            (self.write_button, self.keep), (self.leave_button, self.leave), (self.pin_button, self.pin),
            (self.rewrite_button, self.rewrite), (self.remove_button, self.remove),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, action=action: action())
        self.list.selectionModel().currentChanged.connect(lambda *_both: self._enable())
        self.list.activated.connect(lambda _index: self.rewrite())
        removing = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        removing.setContext(Qt.ShortcutContext.WidgetShortcut)
        removing.activated.connect(self.remove)
        self.session.changed.connect(self._follow)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if "memo" in rows:
            self.load()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.write_button)
        side.addWidget(self.leave_button)
        side.addStretch()
        above = QHBoxLayout()
        above.addWidget(self.text, 1)
        above.addLayout(side)
        below = QHBoxLayout()
        for button in (self.pin_button, self.rewrite_button, self.remove_button):
            below.addWidget(button)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(above)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)


class _Entry(QPlainTextEdit):
    """The field of a memo: Ctrl+Enter keeps it, also where the form would take that key."""

    def __init__(self, tab: MemosTab) -> None:
        super().__init__()
        self._tab = tab

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter and Escape before the form does: the first keeps, the second leaves a rewriting."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _keeps(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the memo with Ctrl+Enter."""
        if _keeps(event):
            self._tab.keep()
            return
        super().keyPressEvent(event)


def _keeps(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

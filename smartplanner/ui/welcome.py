"""The page without a book: make one, open one, look at the sample, or go on with a recent one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.ui.icons import icon
from smartplanner.ui.sizes import scrolled
from smartplanner.ui.theme import MUTED, SPACE

_PATH = Qt.ItemDataRole.UserRole
_MISSING = Qt.ItemDataRole.UserRole + 1
_WIDEST = 860
_PICTURE = 28


class WelcomePage(QWidget):
    """``making`` asks for a new book, ``opening`` for the book of a path (empty: ask which), ``sampling`` for the
    sample, ``forgetting`` for a book to be taken from the list.
    """

    making = Signal()
    opening = Signal(str)
    sampling = Signal()
    forgetting = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        heading = QLabel(_("SmartPlanner"))
        heading.setObjectName("heading")
        hint = QLabel(_("Take your ledgers in as they are, see what is late and why, write the briefing."))
        hint.setObjectName("muted")
        self.making_button = _Card("new", _("Make a new book"), _("One file that holds all matters, plans, contracts"))
        self.opening_button = _Card("open", _("Open a book"), _("A .splan file of yours or of a colleague"))
        self.sampling_button = _Card("view", _("Look at the sample"), _("A made-up city to try everything with"))
        self.making_button.clicked.connect(self.making)
        self.opening_button.clicked.connect(lambda: self.opening.emit(""))
        self.sampling_button.clicked.connect(self.sampling)
        cards = QHBoxLayout()
        cards.setSpacing(SPACE * 2)
        for card in (self.making_button, self.opening_button, self.sampling_button):
            cards.addWidget(card, 1)
        drop = QLabel(_("Or drop Excel ledgers here: a book is made for them at once."))
        drop.setObjectName("muted")
        self._title = QLabel(_("Opened lately"))
        self._title.setObjectName("subheading")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Opened lately"))
        self.list.setMaximumHeight(260)
        self.list.itemActivated.connect(self._open)
        self.list.currentItemChanged.connect(lambda *_items: self._show_chosen())
        self.removing = QPushButton(_("Take from this list"))
        self.removing.clicked.connect(self._forget)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._forget).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        below = QHBoxLayout()
        below.addWidget(self._title)
        below.addStretch(1)
        below.addWidget(self.removing)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(middle)
        column.setSpacing(SPACE * 2)
        column.addStretch(2)
        for widget in (heading, hint):
            column.addWidget(widget)
        column.addLayout(cards)
        column.addWidget(drop)
        column.addLayout(below)
        column.addWidget(self.list)
        column.addStretch(3)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 20)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(row))

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the books of last time: each with its place and the day it was last written; missing ones greyed."""
        self.list.clear()
        for path in paths:
            day = _written(path)
            aside = str(path.parent) + (f"    {day}" if day else "    " + _("(not there any more)"))
            item = QListWidgetItem(f"{path.stem}\n{aside}", self.list)
            item.setData(_PATH, str(path))
            item.setData(_MISSING, not day)
            item.setSizeHint(QSize(0, self.fontMetrics().height() * 2 + SPACE * 2))
            if not day:
                item.setForeground(MUTED)
                item.setIcon(icon("warning"))
            else:
                item.setIcon(icon("base"))
        self._title.setVisible(bool(paths))
        self.list.setVisible(bool(paths))
        self.removing.setVisible(bool(paths))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.removing.setEnabled(self.list.currentItem() is not None)

    def _open(self, item: QListWidgetItem) -> None:
        if not item.data(_MISSING):
            self.opening.emit(item.data(_PATH))

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.forgetting.emit(item.data(_PATH))


class _Card(QPushButton):
    """One way to begin: a picture, its name, and what it is."""

    def __init__(self, picture: str, title: str, words: str) -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sign, name, what = QLabel(), QLabel(title), QLabel(words)
        sign.setPixmap(icon(picture).pixmap(_PICTURE, _PICTURE))
        name.setObjectName("subheading")
        what.setObjectName("muted")
        what.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        for label in (sign, name, what):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.setMinimumHeight(_PICTURE + self.fontMetrics().height() * 4 + SPACE * 4)


def _written(path: Path) -> str:
    """Return when the book was last written; an empty text if it is not there."""
    try:
        moment = path.stat().st_mtime
    except (OSError, ValueError):
        return ""
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%d %H:%M")

"""Shortcuts: the list of all of them, and the page of the preferences on which they are changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.commands.verbs import VERBS, Verb
from smartplanner.ui.shortcuts import Key, keys_of, reset_keys, set_keys, taken_by
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE, set_tone

PAGE = N_("The page in view")


def plain(label: str) -> str:
    """Return a menu's label as words in a list."""
    return _(label).rstrip("…")


def _say_what_to_do(edit: QKeySequenceEdit) -> None:
    """Let an empty field say in our words that keys are to be pressed; Qt writes its own at each change."""
    field = edit.findChild(QLineEdit)
    if field is None:
        return

    def say() -> None:
        field.setPlaceholderText(_("Press keys"))

    edit.keySequenceChanged.connect(say)
    edit.editingFinished.connect(say)
    say()


class ShortcutsPage(QWidget):
    """A line for each verb with the keys that do it.  ``changed`` tells that keys were kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edits: dict[str, QKeySequenceEdit] = {}
        self.refusal = QLabel()
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        set_tone(self.refusal, "error")
        self.resetting = QPushButton(_("All as at first"))
        self.resetting.clicked.connect(self._reset)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setColumnStretch(0, 1)
        for row, verb in enumerate(VERBS):
            self._add(grid, row, verb)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(self.refusal, 1)
        foot.addWidget(self.resetting)
        column = QVBoxLayout(self)
        column.addWidget(scrolled, 1)
        column.addLayout(foot)

    def take(self, verb: Verb, keys: str) -> bool:
        """Let *keys* do *verb*, unless they do something else already; then say so and keep what was."""
        other = taken_by(keys, verb)
        if other is not None:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            text = _("{keys} is the shortcut of “{other}” already.", keys=shown, other=plain(other.label))
            self.refusal.setText(text)
            self.edits[verb.id].setKeySequence(QKeySequence(keys_of(verb)))
            return False
        self.refusal.clear()
        if keys != keys_of(verb):
            set_keys(verb, keys)
            self.changed.emit()
        return True

    def _add(self, grid: QGridLayout, row: int, verb: Verb) -> None:
        label = QLabel(f"{_(verb.menu)} › {plain(verb.label)}")
        edit = QKeySequenceEdit(QKeySequence(keys_of(verb)))
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.setAccessibleName(plain(verb.label))
        edit.editingFinished.connect(lambda: self.take(verb, edit.keySequence().toString()))
        edit.setFixedWidth(170)
        _say_what_to_do(edit)
        label.setBuddy(edit)
        self.edits[verb.id] = edit
        grid.addWidget(label, row, 0)
        grid.addWidget(edit, row, 1)

    def _reset(self) -> None:
        reset_keys()
        self.refusal.clear()
        for verb in VERBS:
            if verb.id in self.edits:
                self.edits[verb.id].setKeySequence(QKeySequence(verb.shortcut))
        self.changed.emit()


class ShortcutsDialog(QDialog):
    """All shortcuts that hold now: those of the menus, and those of the page in view.

    ``changing`` asks for the preferences, where they are changed.
    """

    changing = Signal()

    def __init__(self, page: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Shortcuts"))
        self.list = QTreeWidget()
        self.list.setHeaderLabels([_("What it does"), _("Keys")])
        self.list.setAccessibleName(_("Shortcuts"))
        self.list.setRootIsDecorated(False)
        for verb in VERBS:
            shown = QKeySequence(keys_of(verb)).toString(QKeySequence.SequenceFormat.NativeText)
            if shown:
                self._add(verb.menu, Key(shown, plain(verb.label)))
        for key in page:
            self._add(PAGE, key)
        self.list.expandAll()
        heading = self.list.topLevelItem(0)
        first = heading.child(0) if heading is not None else None
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.setColumnWidth(0, 330)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        change = buttons.addButton(_("Change…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.clicked.connect(self._change)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        resize_within_screen(self, 520, 560)

    def _change(self) -> None:
        self.accept()
        self.changing.emit()

    def _add(self, group: str, key: Key) -> None:
        heading = next(iter(self.list.findItems(_(group), Qt.MatchFlag.MatchExactly, 0)), None)
        if heading is None:
            heading = QTreeWidgetItem(self.list, [_(group)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
        QTreeWidgetItem(heading, [key.does, key.keys])

"""The sentences of a paper: one is chosen, mended below the list, or put back as it was computed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.papers import Paper, Sentence
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.papers.lines import TextLine, TextLines
from smartplanner.ui.preview.letters import bare
from smartplanner.ui.theme import SPACE

_EDIT_HEIGHT, _EDIT_LEAST = 132, 56


class SentencePane(QWidget):
    """The list and the field to mend in.  ``mended`` tells the key of a sentence and its new words."""

    mended = Signal(str, str)
    picked = Signal(str)
    """The words of the sentence that a person looks at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = TextLines(self)
        self.list.setAccessibleName(_("Sentences"))
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(_("Words of the sentence"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(_EDIT_LEAST)
        self.edit.setMaximumHeight(_EDIT_HEIGHT)
        self.save_button = QPushButton(_("Take these words"))
        self.save_button.setToolTip(_("Put these words in the place of the computed ones (Ctrl+Enter)"))
        self.back_button = QPushButton(_("As computed"))
        self.back_button.setToolTip(_("Put the sentence back as it was computed"))
        self.reason = QLabel()
        self.reason.setObjectName("muted")
        self.reason.setWordWrap(True)
        self._sentences: tuple[Sentence, ...] = ()
        self._why_not = ""
        self._lay_out()
        self._enable()

    def show_paper(self, paper: Paper | None, *, why_not: str) -> None:
        """Show the sentences of a paper; *why_not* says why they cannot be mended, empty if they can."""
        key = self._key()
        typed = self.edit.toPlainText() if self.is_edited else None
        self._sentences = paper.sentences if paper is not None else ()
        self._why_not = why_not
        self.reason.setText(why_not)
        self.reason.setVisible(bool(why_not))
        headings = {text for _level, text in paper.headings} if paper is not None else set()
        self.list.show_lines([_line(one, heading=not one.place or one.text in headings) for one in self._sentences])
        rows = [row for row, one in enumerate(self._sentences) if one.before == key]
        if rows:
            self.list.go_to(rows[0])
        self._show_current()
        if typed is not None and rows:
            self.edit.setPlainText(typed)  # what a person is typing outlives a new computation

    @property
    def is_edited(self) -> bool:
        """Whether something is typed that is not taken yet."""
        one = self.current
        return one is not None and not self.edit.isReadOnly() and self.edit.toPlainText() != one.text

    @property
    def current(self) -> Sentence | None:
        """The sentence that is looked at."""
        row = self.list.currentIndex().row()
        return self._sentences[row] if 0 <= row < len(self._sentences) else None

    def show_sentence(self, words: str) -> bool:
        """Go to the sentence that holds *words* (spaces aside); False if there is none."""
        wanted = bare(words)
        for row, one in enumerate(self._sentences):
            if wanted and (wanted in bare(one.text) or wanted in bare(one.before)):
                self.list.go_to(row)
                return True
        return False

    def take(self) -> None:
        """Tell that the sentence is to read as typed."""
        if self.is_edited and self.current is not None:
            self.mended.emit(self.current.before, self.edit.toPlainText())

    def put_back(self) -> None:
        """Tell that the sentence is to read as computed."""
        if self.current is not None and self.current.edited:
            self.mended.emit(self.current.before, self.current.before)

    def _key(self) -> str:
        return self.current.before if self.current is not None else ""

    def _show_current(self) -> None:
        one = self.current
        self.edit.setPlainText(one.text if one is not None else "")
        self._enable()

    def _pick(self) -> None:
        self._show_current()
        if self.current is not None:
            self.picked.emit(self.current.text)

    def _enable(self) -> None:
        can = self.current is not None and not self._why_not
        self.edit.setReadOnly(not can)
        self.save_button.setEnabled(can and self.is_edited)
        self.back_button.setEnabled(can and self.current is not None and self.current.edited)

    def _lay_out(self) -> None:
        band = QWidget(self)
        buttons = FlowLayout(band, gap=SPACE)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self.list.setMinimumHeight(_EDIT_LEAST)
        column.addWidget(self.list, 1)
        column.addWidget(self.reason)
        column.addWidget(self.edit)
        column.addWidget(band)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._pick())
        self.list.doubleClicked.connect(lambda _index: self.edit.setFocus(Qt.FocusReason.OtherFocusReason))
        self.edit.textChanged.connect(self._enable)
        self.save_button.clicked.connect(self.take)
        self.back_button.clicked.connect(self.put_back)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.edit)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.take)


def _line(sentence: Sentence, *, heading: bool) -> TextLine:
    mark = ""
    if sentence.edited:
        mark = _("Mended") if sentence.text else _("Struck out")
    return TextLine(sentence.text or sentence.before, mark=mark, heading=heading)

"""What is to be looked at before a paper goes out: its problems, and how long it is against how long it may be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.papers import Paper
from smartplanner.ui.papers.lines import TextLine, TextLines
from smartplanner.ui.theme import ACCENT, ERROR, SPACE, TRACK, set_tone

LEVEL_WORDS = {Level.ERROR: N_("Must be mended"), Level.WARNING: N_("Please check"), Level.NOTE: N_("Hint")}
"""How much a problem weighs, in a word."""


class LetterCount(QWidget):
    """字数 as words and as a bar, red and said so when there are too many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self.bar)

    def show_count(self, letters: int, limit: int | None) -> None:
        """Show how many letters of how many."""
        over = limit is not None and letters > limit
        if limit is None:
            text = _("The text has {count} characters.", count=f"{letters:,}")
        elif over:
            text = _(
                "The text has {count} characters, {more} more than the {limit} allowed.",
                count=f"{letters:,}", more=f"{letters - limit:,}", limit=f"{limit:,}",
            )  # fmt: skip
        else:
            text = _("The text has {count} characters of {limit} allowed.", count=f"{letters:,}", limit=f"{limit:,}")
        self.label.setText(text)
        self.label.setWordWrap(True)
        set_tone(self.label, "error" if over else "muted")
        self.bar.set_share(min(1.0, letters / limit) if limit else 0.0, over=over)
        self.bar.setVisible(limit is not None)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(6)
        self._share, self._over = 0.0, False

    def set_share(self, share: float, *, over: bool) -> None:
        self._share, self._over = share, over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, colour in ((1.0, TRACK), (self._share, ERROR if self._over else ACCENT)):
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 3, 3)
        painter.end()


class CheckPane(QWidget):
    """The count and the problems.  ``picked`` tells the words that a problem is about."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = LetterCount(self)
        self.list = TextLines(self)
        self.list.setAccessibleName(_("Problems of the paper"))
        self.nothing = QLabel(_("Nothing to complain of."))
        self.nothing.setObjectName("muted")
        self._problems: tuple[Problem, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.count)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now.row()))
        self.list.clicked.connect(lambda index: self._tell(index.row()))

    def show_paper(self, paper: Paper | None) -> None:
        """Show what is wrong with a paper."""
        self._problems = paper.problems if paper is not None else ()
        self.count.setVisible(paper is not None)
        if paper is not None:
            self.count.show_count(paper.letters, paper.limit)
        self.nothing.setVisible(paper is not None and not self._problems)
        self.list.setVisible(bool(self._problems))
        self.list.show_lines([_line(problem) for problem in self._problems])

    def _tell(self, row: int) -> None:
        if 0 <= row < len(self._problems) and self._problems[row].value:
            self.picked.emit(self._problems[row].value)


def _line(problem: Problem) -> TextLine:
    text = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
    msgid = LEVEL_WORDS[problem.level]
    return TextLine(text, mark=_(msgid), warning=problem.level is not Level.NOTE)

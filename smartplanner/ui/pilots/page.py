"""试点: all pilots as a board by stages with their lights, or as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.queries.pilots import SOURCES, PilotLine, pilot_lines
from smartplanner.rules.pilots import STAGES, stage_label
from smartplanner.ui.enlarging import enlarged
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.icons import dress
from smartplanner.ui.page_keys import WINDOW, add_key
from smartplanner.ui.pilots.column import StageColumn
from smartplanner.ui.records import RecordPage
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.seen_page import SeenPage
from smartplanner.ui.session import Session
from smartplanner.ui.theme import COLUMN, SPACE, as_switch

_WIDE, _NARROW = 168, 94
"""The least width of a stage with and without pilots, in device-independent pixels."""


_LOWEST = 160
"""Pixels that board and list keep in a low window; both scroll."""


class PilotsPage(SeenPage):
    """The board and the list behind it.  ``exporting`` asks the shell to write the entity to a workbook."""

    reads = SOURCES

    exporting = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: list[PilotLine] = []
        self.search = SearchField(_("Filter (Ctrl+F)"), least=120, most=220)
        self.count, self.empty = QLabel(), QLabel()
        for label in (self.count, self.empty):
            label.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.list = RecordPage(session, "pilot")
        self.columns: dict[str, StageColumn] = {}
        self._heads: dict[str, QLabel] = {}
        self._frames: dict[str, QFrame] = {}
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Read all pilots anew."""
        self.stale = False
        self.lines = pilot_lines(self.session.office.reader, as_of=self.session.as_of)
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the pilots that contain what is typed."""
        words = self.search.text().casefold().split()
        shown = [line for line in self.lines if all(word in _haystack(line) for word in words)]
        kept = self.chosen()
        for place, stage in enumerate(STAGES):
            lines = [line for line in shown if line.stage == stage]
            self.columns[stage].pilots.show(lines)
            self._heads[stage].setText(f"{stage_label(stage)}　{len(lines)}")
            self._frames[stage].setMinimumWidth(enlarged(_WIDE if lines else _NARROW, self.font()))
            self._row.setStretch(place, 3 if lines else 1)
        if kept:
            self.choose(kept)
        total = len(self.lines)
        self.count.setText(
            _("{total} in all", total=total)
            if len(shown) == total
            else _("{shown} of {total}", shown=len(shown), total=total)
        )
        self.empty.setText(
            _("No pilot yet. Add one with “Add”, or take in a ledger with “File → Import ledgers”.")
            if not total
            else _("No record fits the filter.")
        )
        self.empty.setVisible(not shown)

    def chosen(self) -> str:
        """Return the pilot that is chosen, or an empty text."""
        return next((id for column in self.columns.values() if (id := column.chosen())), "")

    def choose(self, id: str) -> None:
        """Choose a pilot's card, if it is shown."""
        for column in self.columns.values():
            ids = [line.id for line in column.pilots.lines]
            if id in ids:
                column.choose(ids.index(id))

    def _go(self, stage: str, step: int) -> None:
        """Go to the next stage with pilots in it."""
        place, here = STAGES.index(stage), self.columns[stage].currentIndex().row()
        for other in STAGES[place + 1 :] if step > 0 else STAGES[:place][::-1]:
            column = self.columns[other]
            if column.pilots.lines:
                self.columns[stage].clearSelection()
                column.setFocus()
                column.choose(here)
                self._area.ensureWidgetVisible(self._frames[other])
                return

    def _keep_one(self, stage: str) -> None:
        """A pilot chosen in one stage is the only one chosen."""
        if self.columns[stage].chosen():
            for other, column in self.columns.items():
                if other != stage:
                    column.clearSelection()

    def _go_to_cards(self) -> None:
        """Go from the filter to the first card that it left."""
        for column in self.columns.values():
            if column.pilots.lines:
                column.setFocus()
                column.choose(0)
                return

    def _lay_out(self) -> None:
        heading = QLabel(_("Pilots"))
        heading.setObjectName("heading")
        as_of = QLabel(_("as of {day}", day=self.session.as_of.isoformat()))
        as_of.setObjectName("muted")
        self.board_button, self.list_button = QPushButton(_("By stages")), QPushButton(_("As a list"))
        self._views = QButtonGroup(self)
        for button in (self.board_button, self.list_button):
            button.setCheckable(True)
            as_switch(button)
            self._views.addButton(button)
        self.board_button.setChecked(True)
        self.add_button = QPushButton(_("Add"))
        dress(self.add_button, "add")
        self.add_button.setEnabled(self.session.office.writable)
        head = FoldingRow(self)
        top = head.line
        for widget in (heading, as_of, self.count, self.board_button, self.list_button):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.add_button)
        top.addWidget(self.search)
        head.fold(as_of, self.count, self.list_button)
        self.board = QWidget()
        inner = QVBoxLayout(self.board)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.empty)
        inner.addWidget(self._make_board(), 1)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_LOWEST)
        self.stack.addWidget(self.board)
        self.stack.addWidget(self.list)
        self.list.heading.hide()
        self.list.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(head)
        layout.addWidget(self.stack, 1)

    def _make_board(self) -> QScrollArea:
        body = QWidget()
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        for stage in STAGES:
            self._row.addWidget(self._make_stage(stage), 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        return self._area

    def _make_stage(self, stage: str) -> QFrame:
        frame, head = QFrame(), QLabel()
        frame.setObjectName("stage")
        frame.setStyleSheet(f"QFrame#stage {{ background: {COLUMN.name()}; border-radius: 6px; }}")
        head.setObjectName("subheading")
        column = StageColumn(stage_label(stage), frame)
        column.opened.connect(lambda id: self.session.asked.emit("pilot", id))
        column.left.connect(lambda step, stage=stage: self._go(stage, step))
        column.selectionModel().selectionChanged.connect(lambda *_change, stage=stage: self._keep_one(stage))
        self.columns[stage], self._heads[stage], self._frames[stage] = column, head, frame
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(head)
        layout.addWidget(column, 1)
        return frame

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.apply_filter())
        self.search.returnPressed.connect(self._go_to_cards)
        self.add_button.clicked.connect(lambda: self.session.asked.emit("pilot", ""))
        self.board_button.clicked.connect(lambda: self._show_view(0))
        self.list_button.clicked.connect(lambda: self._show_view(1))
        self.list.exporting.connect(self.exporting)
        self.session.changed.connect(self.outdate)
        add_key(self.board, QKeySequence.StandardKey.Find, self.search.setFocus, where=WINDOW)

    def _show_view(self, place: int) -> None:
        """Show the board or the list; each has its own filter."""
        self.stack.setCurrentIndex(place)
        for widget in (self.search, self.add_button, self.count):
            widget.setVisible(place == 0)


def _haystack(line: PilotLine) -> str:
    parts: Sequence[str] = (line.name, line.district, line.theme, line.lead, line.gate)
    return "\n".join(parts).casefold()

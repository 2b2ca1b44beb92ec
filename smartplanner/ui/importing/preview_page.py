"""The third page: what accepting would do, row by row and cell by cell, and every problem with its place and remedy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.excel.proposal import INSERT, REFUSED, UNCHANGED, UPDATE
from smartplanner.excel.reading.grid import column_number
from smartplanner.fields.description import Kind
from smartplanner.queries import Reader
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.importing.diff import FIXED, DiffModel, Source
from smartplanner.ui.importing.lists import LOWEST
from smartplanner.ui.importing.marks import LEVELS, ROW_CODES, ROWS, icon
from smartplanner.ui.importing.problem_list import ProblemList, Remark
from smartplanner.ui.importing.questions import asks_for_meaning
from smartplanner.ui.table_dress import dress_lines
from smartplanner.ui.theme import SPACE

FILTERS = (
    ("", N_("All")),
    (INSERT, N_("New")),
    (UPDATE, N_("Changed")),
    (UNCHANGED, N_("Unchanged")),
    (REFUSED, N_("Needs a person")),
)
_TYPING_PAUSE = 150
_WIDTHS = {Kind.TEXT: 190, Kind.LONG_TEXT: 210, Kind.MANY: 170, Kind.REFERENCE: 150}


class PreviewPage(QWidget):
    """The signals tell a mended cell, a row to be taken in nevertheless, a place to be shown, a question.

    ``hidden_chosen`` tells whether the hidden rows are to be read.
    """

    mended = Signal(str, str)
    mended_remark = Signal(object, str)
    row_wanted = Signal(object)
    cell_wanted = Signal(str)
    remark_wanted = Signal(object)
    answer_wanted = Signal(object)
    hidden_chosen = Signal(bool)

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.model = DiffModel(reader, self)
        self.table = _diff_table(self.model)
        self.list = ProblemList()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Filter (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(100)
        self.search.setMaximumWidth(180)
        self.buttons: dict[str, QToolButton] = {}
        self.level_box, self.scope_box = QComboBox(), QComboBox()
        self.hidden_box = QCheckBox()
        self.hidden_box.setToolTip(_("Rows that are hidden or filtered away in the workbook"))
        self.hidden_box.hide()
        self.mending = _Mending()
        self.empty = QLabel()
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.empty.hide()
        self._remarks: Sequence[Remark] = ()
        self._here: tuple[str, object] = ("", None)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._lay_out()
        self._connect()

    def show_source(self, source: Source | None, reason: str = "") -> None:
        """Show the diff of a table; *reason* says why there is none."""
        at = self.table.currentIndex()
        keep = (self.model.row_number(at.row()), at.column()) if at.isValid() else None
        scroll = self.table.verticalScrollBar().value()
        self.model.show_source(source)
        rows = source.reading.rows if source is not None else ()
        counts = {kind: sum(1 for row in rows if row.kind == kind) for kind, _label in FILTERS if kind}
        counts[""] = len(rows)
        for kind, label in FILTERS:
            self.buttons[kind].setText(f"{_(label)} {counts[kind]}")
        self.empty.setText(reason)
        self._set_widths()
        self._show_emptiness()
        if keep is not None and (place := self.model.place_of(keep[0])) >= 0:
            self.table.setCurrentIndex(self.model.index(place, min(keep[1], self.model.columnCount() - 1)))
        self.table.verticalScrollBar().setValue(scroll)

    def show_hidden(self, count: int, *, read: bool) -> None:
        """Say how many rows of data are hidden in the workbook, and whether they are read; nothing without any."""
        self.hidden_box.setText(_("Read the {count} hidden row(s) too", count=count))
        self.hidden_box.setChecked(read)
        self.hidden_box.setVisible(count > 0)

    def show_remarks(self, remarks: Sequence[Remark], sheet: str, work: object) -> None:
        """Show the remarks of all files; *sheet* of *work* is the one in view."""
        self._remarks, self._here = remarks, (sheet, work)
        self._filter_remarks()

    # -- inside

    def _filter(self) -> None:
        kind = next((kind for kind, button in self.buttons.items() if button.isChecked()), "")
        self.model.filter(kind, self.search.text().strip())
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        shown = self.model.rowCount() > 0
        self.table.setVisible(shown)
        self.empty.setVisible(not shown)
        if not shown and not self.empty.text():
            self.empty.setText(_("No row fits the filter."))

    def _filter_remarks(self) -> None:
        level, everywhere = self.level_box.currentData(), self.scope_box.currentData()
        sheet, work = self._here
        self.list.show_remarks(
            [
                remark
                for remark in self._remarks
                if (not level or remark.problem.level == level)
                and (everywhere or (remark.work is work and remark.problem.sheet in ("", sheet)))
            ]
        )

    def _look_at_cell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.mending.show_cell(self.model, index)

    def _look_at_remark(self, remark: Remark) -> None:
        self.mending.show_remark(remark)

    def _mend(self) -> None:
        text = self.mending.line.text().strip()
        if self.mending.remark is not None:
            self.mended_remark.emit(self.mending.remark, text)
        elif self.mending.cell:
            self.mended.emit(self.mending.cell, text)

    def _show_place(self) -> None:
        if self.mending.remark is not None:
            self.remark_wanted.emit(self.mending.remark)
        elif self.mending.cell:
            self.cell_wanted.emit(self.mending.cell)

    def _set_widths(self) -> None:
        self.table.setColumnWidth(0, 100)
        metrics = self.table.fontMetrics()
        for column, field in enumerate(self.model.fields, FIXED):
            title = metrics.horizontalAdvance(str(self.model.headerData(column, Qt.Orientation.Horizontal))) + 26
            self.table.setColumnWidth(column, max(title, _WIDTHS.get(field.kind, 112)))

    def _connect(self) -> None:
        self._typing.timeout.connect(self._filter)
        self.hidden_box.clicked.connect(self.hidden_chosen)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.model.mended.connect(self.mended)
        self.table.selectionModel().currentChanged.connect(lambda index, _old: self._look_at_cell(index))
        self.table.doubleClicked.connect(lambda index: self.cell_wanted.emit(self.model.cell_of(index)))
        self.list.picked.connect(self._look_at_remark)
        self.list.opened.connect(self.remark_wanted)
        self.level_box.currentIndexChanged.connect(lambda _place: self._filter_remarks())
        self.scope_box.currentIndexChanged.connect(lambda _place: self._filter_remarks())
        self.mending.use_button.clicked.connect(self._mend)
        self.mending.line.returnPressed.connect(self._mend)
        self.mending.show_button.clicked.connect(self._show_place)
        self.mending.take_button.clicked.connect(lambda: self._emit_remark(self.row_wanted))
        self.mending.answer_button.clicked.connect(lambda: self._emit_remark(self.answer_wanted))

    def _emit_remark(self, signal: SignalInstance) -> None:
        if self.mending.remark is not None:
            signal.emit(self.mending.remark)

    def _lay_out(self) -> None:
        chips = FoldingRow(gap=SPACE // 2)
        top = chips.line
        group = QButtonGroup(self)
        for kind, label in FILTERS:
            button = QToolButton()
            button.setText(_(label))
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(False)
            if kind:
                button.setIcon(icon(ROWS[kind]))
            button.clicked.connect(self._filter)
            group.addButton(button)
            self.buttons[kind] = button
            top.addWidget(button)
        self.buttons[""].setChecked(True)
        top.addSpacing(SPACE // 2)
        top.addWidget(self.hidden_box)
        top.addStretch()
        top.addWidget(self.search)
        chips.fold(self.hidden_box, *(self.buttons[kind] for kind in (UNCHANGED, UPDATE, INSERT)))
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignCenter)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(upper)
        split.addWidget(self._lower())
        split.setSizes([360, 200])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(split, 1)
        layout.addWidget(self.mending)

    def _lower(self) -> QWidget:
        self.level_box.addItem(_("All remarks"), "")
        for level, mark in LEVELS.items():
            self.level_box.addItem(icon(mark), _(mark.word), level)
        self.scope_box.addItem(_("All files"), True)
        self.scope_box.addItem(_("This sheet"), False)
        head = FoldingRow()
        row = head.line
        title = QLabel(_("Remarks with their place in the workbook"))
        title.setObjectName("muted")
        row.addWidget(title)
        row.addStretch()
        row.addWidget(self.level_box)
        row.addWidget(self.scope_box)
        head.fold(title, self.scope_box)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        return lower


class _Mending(QFrame):
    """The strip below: what is said about the cell or remark in view, and its value to be mended by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.cell = ""
        self.remark: Remark | None = None
        self.words = QLabel(_("Choose a cell or a remark to see more about it, and to mend it here."))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line = QLineEdit()
        self.use_button = QPushButton(_("Use this value"))
        self.show_button = QPushButton(_("Show in the sheet"))
        self.take_button = QPushButton(_("Take the row in"))
        self.answer_button = QPushButton(_("Say what it stands for"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self.words, 1)
        self.line.setFixedWidth(220)
        for widget in (self.line, self.use_button, self.take_button, self.answer_button, self.show_button):
            widget.hide()
            row.addWidget(widget)

    def show_cell(self, model: DiffModel, index: QModelIndex) -> None:
        """Show the cell of the diff at *index*."""
        self.remark, self.cell = None, model.cell_of(index)
        problem = model.problem_of(index)
        title = str(model.headerData(index.column(), Qt.Orientation.Horizontal))
        said = f"{problem.message} {problem.remedy}".strip() if problem else str(model.data(index))
        if problem and problem.cell != self.cell:
            said = f"{model.data(index)}　{problem.cell}：{said}"  # another cell keeps the row out
        self._show(f"{self.cell} {title.partition(' ')[2] or title}：{said}")
        editable = bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable)
        self._offer(str(model.data(index, int(Qt.ItemDataRole.EditRole))), mending=editable, row=False)

    def show_remark(self, remark: Remark) -> None:
        """Show a problem of any file."""
        self.remark, self.cell = remark, remark.problem.cell
        self._show(remark.problem.sentence())
        is_row = remark.problem.code in ROW_CODES
        self._offer(_as_written(remark), mending=bool(self.cell and remark.problem.field and not is_row), row=is_row)
        self.answer_button.setVisible(asks_for_meaning(remark.problem))

    def _show(self, words: str) -> None:
        line = " ".join(words.split())
        self.words.setText(line if len(line) <= 220 else line[:219] + "…")
        self.words.setToolTip(words)

    def _offer(self, value: str, *, mending: bool, row: bool) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(value.replace("\n", " "))
            self.line.setCursorPosition(0)
        self.line.setVisible(mending)
        self.use_button.setVisible(mending)
        self.take_button.setVisible(row)
        self.answer_button.hide()
        self.show_button.setVisible(bool(self.cell))


def _as_written(remark: Remark) -> str:
    """Return the whole cell of a remark: its value may be one name among several."""
    problem = remark.problem
    view = remark.work.view(problem.sheet)
    if view is None or not problem.cell:
        return problem.value
    letters = problem.cell.rstrip("0123456789")
    return view.text(int(problem.cell[len(letters) :]) - 1, column_number(letters) - 1) or problem.value


def _diff_table(model: DiffModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setMinimumHeight(LOWEST)
    dress_lines(table)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
    )  # a double click shows the source cell
    rows = table.verticalHeader()
    rows.setMinimumWidth(72)
    rows.setHighlightSections(False)
    return table


def problem_place(problem: Problem) -> str:
    """Return the key under which a choice speaks about a problem's cell: ``sheet!F12``."""
    return f"{problem.sheet}!{problem.cell}"

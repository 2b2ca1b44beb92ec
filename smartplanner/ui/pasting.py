"""Rows from Excel into a list: a copied block with its heads, matched with the rows that there are, in a preview.

What a pasted block means is shown before anything is written: per column the field, per row whether it is new,
changes something or cannot be taken.  All of it is one step that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Step
from smartplanner.commands.pasting import accept_paste, propose_paste, propose_rows
from smartplanner.excel.clipboard import has_header, parse_block
from smartplanner.excel.proposal import INSERT, REFUSED, UNCHANGED, UPDATE, Proposal
from smartplanner.excel.reading.grid import cell_name, column_letters
from smartplanner.model import entities
from smartplanner.ui import theme
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_SHOWN_ROWS = 300
_KINDS = {INSERT: N_("new"), UPDATE: N_("changed"), UNCHANGED: N_("unchanged"), REFUSED: N_("not taken in")}


def paste_rows(session: Session, entity: str, columns: Sequence[str], window: QWidget) -> PasteDialog | None:
    """Open the preview of what is on the clipboard; None (and a word to the person) if there are no cells on it."""
    try:
        rows = parse_block(QGuiApplication.clipboard().text())
        if not rows:
            message = _("There are no cells on the clipboard.")
            raise Problem(code="no_rows", message=message, remedy=_("Copy cells in Excel or WPS first."))
    except Problem as problem:
        show_problem(problem, window)
        return None
    dialog = PasteDialog(session, entity, QGuiApplication.clipboard().text(), columns, window)
    dialog.open()
    return dialog


class PasteDialog(QDialog):
    """The preview of one pasted block; ``proposal`` is None while it is being read."""

    def __init__(
        self, session: Session, entity: str, block: str, columns: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.entity, self.block = session, entity, block
        self.proposal: Proposal | None = None
        self._rows = parse_block(block)
        self._columns = list(columns)
        self._asked = 0
        self._boxes: list[QComboBox] = []
        self.setWindowTitle(_("Paste into “{entity}”", entity=_(entities()[entity].plural)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 1000, 560)
        self._lay_out()
        self.header_box.setChecked(has_header(self._rows, entity))
        self.header_box.toggled.connect(lambda _on: self._read_as_chosen())
        self._fill()
        self._read_first()

    # -- reading

    def _read_first(self) -> None:
        office, entity, as_of = self.session.office, self.entity, self.session.as_of
        block, columns = self.block, self._columns
        self._read(lambda: propose_paste(office, block, entity=entity, as_of=as_of, columns=columns))

    def _read_as_chosen(self) -> None:
        """Read again with the fields that the boxes above the columns say."""
        office, entity, as_of = self.session.office, self.entity, self.session.as_of
        rows, header = self._rows, self.header_box.isChecked()
        columns = [str(box.currentData() or "") for box in self._boxes]
        self._read(lambda: propose_rows(office, rows, entity=entity, as_of=as_of, columns=columns, header=header))

    def _read(self, work: Callable[[], Proposal]) -> None:
        self._asked += 1
        number = self._asked
        self.proposal = None
        self.accept_button.setEnabled(False)
        self.status.setText(_("Reading …"))
        self.session.in_background(lambda: (number, work()), self._take)

    def _take(self, answer: tuple[int, Proposal]) -> None:
        number, proposal = answer
        if number != self._asked:
            return  # a later choice is being read
        self.proposal = proposal
        self._show()

    # -- showing

    def _show(self) -> None:
        proposal = self.proposal
        assert proposal is not None
        sheet = proposal.sheets[0] if proposal.sheets else None
        if sheet is not None and proposal.refused is None:
            self._show_columns(dict(sheet.columns))
        kinds = {row.row: row.kind for row in sheet.rows} if sheet is not None else {}
        problems: dict[str, list[Problem]] = {}
        for problem in proposal.problems:
            problems.setdefault(problem.cell, []).append(problem)
        for place in range(min(len(self._rows), _SHOWN_ROWS)):
            self._show_row(place, kinds.get(place + 1, ""), problems)
        self._say(proposal)

    def _show_columns(self, columns: dict[str, str]) -> None:
        for index, box in enumerate(self._boxes):
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(columns.get(column_letters(index + 1), "")), 0))

    def _show_row(self, place: int, kind: str, problems: dict[str, list[Problem]]) -> None:
        is_head = self.header_box.isChecked() and place == 0
        words = _("header") if is_head else _(_KINDS[kind]) if kind else _("left out")
        state = self._item(place + 1, 0)
        state.setText(words)
        state.setForeground(theme.ERROR if kind == REFUSED else theme.MUTED if kind != INSERT else theme.GOOD)
        for index in range(len(self._boxes)):
            item = self._item(place + 1, index + 1)
            found = problems.get(cell_name(place, index), [])
            levels = {str(problem.level) for problem in found}
            tints = {"error": theme.ERROR_TINT, "warning": theme.WARNING_TINT}
            tint = next((tint for level, tint in tints.items() if level in levels), None)
            item.setData(Qt.ItemDataRole.BackgroundRole, tint)
            item.setToolTip(
                "\n".join([self._rows[place][index], *(problem.message + problem.remedy for problem in found)])
            )

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self._cells.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self._cells.setItem(row, column, item)
        return item

    def _say(self, proposal: Proposal) -> None:
        if proposal.refused is not None:
            self.status.setText(proposal.refused.message + proposal.refused.remedy)
            self.remarks.setText("")
            return
        count = {kind: sum(sheet.count(kind) for sheet in proposal.sheets) for kind in _KINDS}
        self.status.setText(
            _(
                "{insert} new, {update} changed, {unchanged} unchanged, {refused} not taken in",
                insert=count[INSERT], update=count[UPDATE], unchanged=count[UNCHANGED], refused=count[REFUSED],
            )
        )  # fmt: skip
        told = sorted(
            (problem for problem in proposal.problems if problem.level is not Level.NOTE),
            key=lambda problem: problem.level is not Level.ERROR,
        )
        lines = [f"{problem.cell}  {problem.message}{problem.remedy}" for problem in told[:4]]
        if len(told) > 4:
            lines.append(_("… and {count} more; the coloured cells say why.", count=len(told) - 4))
        self.remarks.setText("\n".join(lines))
        self.accept_button.setEnabled(bool(proposal.changes) and self.session.office.writable)

    # -- accepting

    def accept(self) -> None:
        """Write what is shown, as one step, and close."""
        proposal = self.proposal
        if proposal is None or not proposal.changes:
            return
        office, entity = self.session.office, self.entity
        carry_out(
            self.session,
            _("The records are being pasted"),
            lambda tell: accept_paste(office, proposal, entity=entity, tell=tell),
            self._say_written,
            window=self,
            large=len(proposal.changes) >= LARGE,
        )

    def _say_written(self, step: Step | None) -> None:
        if step is not None:
            self.session.said.emit(_("Pasted: {count} record(s).", count=step.size))
            super().accept()

    def done(self, result: int) -> None:
        """Close; an answer that is still on its way is not waited for."""
        self._asked += 1
        super().done(result)

    # -- making

    def _lay_out(self) -> None:
        self.status, self.remarks = QLabel(), QLabel()
        for label in (self.status, self.remarks):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.status.setObjectName("subheading")
        self.header_box = QCheckBox(_("The first row names the columns"))
        self._cells = QTableWidget()
        self._cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._cells.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._cells.setWordWrap(False)
        self._cells.verticalHeader().hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(_("Paste"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for part in (self.status, self.header_box):
            layout.addWidget(part)
        layout.addWidget(self._cells, 1)
        layout.addWidget(self.remarks)
        layout.addWidget(buttons)

    def _fill(self) -> None:
        """Show the block as it is, below a row of boxes that say what each column means."""
        width, shown = len(self._rows[0]), self._rows[:_SHOWN_ROWS]
        self._cells.setRowCount(len(shown) + 1)
        self._cells.setColumnCount(width + 1)
        self._cells.setHorizontalHeaderLabels(["", *(column_letters(number + 1) for number in range(width))])
        self._cells.setColumnWidth(0, 80)
        self._cells.setItem(0, 0, QTableWidgetItem(_("means")))
        for index in range(width):
            self._boxes.append(self._box())
            self._cells.setCellWidget(0, index + 1, self._boxes[-1])
            longest = max((len(row[index]) for row in shown), default=0)
            self._cells.setColumnWidth(index + 1, max(120, min(14 * longest + 24, 260)))
        for place, row in enumerate(shown, start=1):
            self._cells.setItem(place, 0, QTableWidgetItem())
            for index, cell in enumerate(row, start=1):
                self._cells.setItem(place, index, QTableWidgetItem(" ".join(cell.split())))
        if len(self._rows) > _SHOWN_ROWS:
            self.header_box.setToolTip(_("The first {count} rows are shown.", count=_SHOWN_ROWS))

    def _box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(_("— leave the column out —"), "")
        for field in entities()[self.entity].fields:
            box.addItem(_(field.note.label), field.name)
        box.currentIndexChanged.connect(lambda _place: self._read_as_chosen())
        return box

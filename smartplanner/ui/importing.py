"""Taking ledgers in: what the program understood of each file, what is new or changes, what a person must decide.

Reading runs off the window's thread; nothing is written before it is accepted, and each file is one step
that can be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.excel.proposal import INSERT, UNCHANGED, UPDATE, Proposal
from smartplanner.model import entities
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_LEVELS = {"error": N_("not taken in"), "warning": N_("taken in, please check"), "note": N_("note")}
SKIPPED = {
    "empty": N_("empty sheet"),
    "no_header": N_("no table found"),
    "summary": N_("summary table"),
    "form": N_("form, not a table"),
    "hidden": N_("hidden sheet"),
    "no_rows": N_("header without rows"),
}
_COLOURS = {"error": QColor("#C62828"), "warning": QColor("#9A6A00"), "note": QColor("#667385")}


class ImportDialog(QDialog):
    """The preview of one or more workbooks."""

    def __init__(self, session: Session, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.paths = list(paths)
        self.proposals: list[Proposal] = []
        self.setWindowTitle(_("Import ledgers"))
        self.resize(1080, 640)
        self._cancelled = False
        self._lay_out()
        self._read_next()

    # -- reading

    def _read_next(self) -> None:
        number = len(self.proposals)
        if number == len(self.paths) or self._cancelled:
            self._finish_reading()
            return
        path = self.paths[number]
        self.status.setText(_("Reading {file} …", file=path.name))
        self.bar.setRange(0, len(self.paths))
        self.bar.setValue(number)
        office, as_of = self.session.office, self.session.as_of
        self.session.in_background(lambda: propose_ledger(office, path, as_of=as_of), self._take, self._failed)

    def _take(self, proposal: Proposal) -> None:
        if self._cancelled:
            return
        self.proposals.append(proposal)
        self._show_file(proposal)
        self._read_next()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Problem):
            self._take(Proposal(file=error.file or self.paths[len(self.proposals)].name, sha256="", refused=error))
            return
        raise error

    def _finish_reading(self) -> None:
        self.bar.hide()
        changes = sum(len(proposal.changes) for proposal in self.proposals)
        waiting = sum(1 for _file, problem in self._problems() if problem.level is Level.ERROR)
        message = N_("{changes} record(s) will be made or changed; {waiting} place(s) need a person.")
        text = _(message, changes=changes, waiting=waiting)
        self.status.setText(text)
        self.accept_button.setEnabled(changes > 0)
        self._show_problems()

    # -- showing

    def _show_file(self, proposal: Proposal) -> None:
        top = QTreeWidgetItem([proposal.file])
        self.tree.addTopLevelItem(top)
        top.setExpanded(True)
        if proposal.refused is not None:
            top.setText(1, _("refused"))
            top.setText(6, proposal.refused.message)
            top.setForeground(6, _COLOURS["error"])
            return
        for sheet in proposal.sheets:
            skipped = sheet.skipped or sheet.entity is None
            reason = _(SKIPPED.get(str(sheet.skipped), "no table found"))
            kind = _("left out: {reason}", reason=reason) if skipped else _(entities()[str(sheet.entity)].plural)
            counts = ["", "", "", ""] if skipped else [str(sheet.count(kind)) for kind in (INSERT, UPDATE, UNCHANGED)]
            errors = sum(1 for problem in sheet.problems if problem.level is Level.ERROR)
            item = QTreeWidgetItem([sheet.sheet, kind, *counts[:3], str(errors) if errors else ""])
            if errors:
                item.setForeground(5, _COLOURS["error"])
            if skipped:
                item.setForeground(0, _COLOURS["note"])
                item.setForeground(1, _COLOURS["note"])
            top.addChild(item)

    def _problems(self) -> list[tuple[str, Problem]]:
        found = []
        for proposal in self.proposals:
            if proposal.refused is not None:
                found.append((proposal.file, proposal.refused))
            for sheet in proposal.sheets:
                found += [(proposal.file, problem) for problem in sheet.problems]
        return found

    def _show_problems(self) -> None:
        wanted = self.level_box.currentData()
        shown = [pair for pair in self._problems() if not wanted or pair[1].level == wanted]
        shown.sort(key=lambda pair: list(_LEVELS).index(str(pair[1].level)))  # what needs a person comes first
        self.list.setRowCount(len(shown))
        for row, (file, problem) in enumerate(shown):
            level = str(problem.level)
            place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
            text = problem.message + problem.remedy
            for column, cell in enumerate((_(_LEVELS[level]), file, place, problem.value, text)):
                item = QTableWidgetItem(" ".join(cell.split()))
                item.setToolTip(cell)
                if column == 0:
                    item.setForeground(_COLOURS[level])
                self.list.setItem(row, column, item)

    # -- accepting

    def _accept_all(self) -> None:
        """Write each file as one step; a file that is refused now leaves the others as they are."""
        for proposal in self.proposals:
            if proposal.refused is None and proposal.changes:
                self._accept_one(proposal)
        self.accept()

    def _accept_one(self, proposal: Proposal) -> None:
        step = self.session.perform(lambda: accept(self.session.office, proposal), window=self)
        if step is not None:
            self.session.said.emit(_("Imported “{file}”: {count} change(s).", file=proposal.file, count=step.size))

    def reject(self) -> None:
        """Stop reading and close; nothing was written."""
        self._cancelled = True
        super().reject()

    def _lay_out(self) -> None:
        self.status = QLabel()
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(260)
        top = QHBoxLayout()
        top.addWidget(self.status, 1)
        top.addWidget(self.bar)
        self.tree = QTreeWidget()
        titles = [_("File and sheet"), _("Understood as"), _("new"), _("changed"), _("unchanged"), _("to decide"), ""]
        self.tree.setHeaderLabels(titles)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.level_box = QComboBox()
        self.level_box.addItem(_("All remarks"), "")
        for level, label in _LEVELS.items():
            self.level_box.addItem(_(label), level)
        self.level_box.currentIndexChanged.connect(lambda _place: self._show_problems())
        self.list = _problem_list()
        below: Any = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(QLabel(_("Remarks with their place in the workbook")))
        row.addStretch()
        row.addWidget(self.level_box)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(below)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(_("Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setEnabled(False)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept_all)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)


def _problem_list() -> QTableWidget:
    table = QTableWidget(0, 5)
    table.setHorizontalHeaderLabels(
        [_("What happens"), _("File"), _("Place"), _("Value as given"), _("Why, and what to do")]
    )
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate((120, 200, 130, 170)):
        table.setColumnWidth(column, width)
    header.setStretchLastSection(True)
    return table

"""The list at the left: files and their sheets, each with a tick for "take it in", its state, and how many rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.excel.proposal import INSERT, SKIPPED, UNCHANGED, UPDATE, SheetReading
from smartplanner.model import entities
from smartplanner.ui.importing.marks import (
    ASKING,
    LEFT_OUT,
    NO_TABLE,
    READY,
    REFUSED,
    WAITING,
    Mark,
    icon,
)
from smartplanner.ui.importing.work import FileWork, table_name

_WORK = int(Qt.ItemDataRole.UserRole)
_TABLE = _WORK + 1
UNSURE_WORDS = SKIPPED["unsure"]


_LEAST = 170
"""Pixels that name and state of a file need."""
_MOST = 0.55
"""The part of the width that states take at most."""


class FileTree(QTreeWidget):
    """``looked_at`` tells the file and table in view; ``ticked`` a file or table that is wanted or not."""

    looked_at = Signal(object, str)
    ticked = Signal(object, str, bool)

    def __init__(self, works: Sequence[FileWork], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._works = list(works)
        self.setHeaderLabels([_("File and sheet"), _("State")])
        self.setRootIsDecorated(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setMinimumWidth(_LEAST)
        for work in self._works:
            item = QTreeWidgetItem(self, [work.path.name, _(WAITING.word)])
            item.setIcon(1, icon(WAITING))
            item.setData(0, _WORK, work)
            item.setToolTip(0, str(work.path))
        self.currentItemChanged.connect(lambda item, _old: self._tell(item))
        self.itemChanged.connect(self._note_tick)

    def show_work(self, work: FileWork) -> None:
        """Bring the file's lines up to date."""
        item = self.topLevelItem(self._works.index(work))
        assert item is not None
        with QSignalBlocker(self):
            mark, words = file_state(work)
            item.setText(1, words)
            item.setIcon(1, icon(mark))
            item.setToolTip(1, words)
            if work.usable or work.left_out:
                item.setCheckState(0, Qt.CheckState.Unchecked if work.left_out else Qt.CheckState.Checked)
            sheets = work.proposal.sheets if work.proposal is not None else ()
            names = [table_name(sheet) for sheet in sheets] or [view.name for view in work.views]
            self._fit_children(item, work, names)
            for number, name in enumerate(names):
                child = item.child(number)
                assert child is not None
                _show_sheet(child, sheets[number] if sheets else None, name)
            if not item.isExpanded() and len(self._works) <= 12:
                item.setExpanded(True)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the state what it needs, as it asks for a person; but never so much that no name can be read."""
        wanted = max(self.sizeHintForColumn(1), self.header().sectionSizeHint(1))
        self.header().resizeSection(1, min(wanted, round(self.viewport().width() * _MOST)))

    def look_at(self, work: FileWork, table: str) -> None:
        """Choose a file, or one of its tables."""
        item = self.topLevelItem(self._works.index(work))
        assert item is not None
        for number in range(item.childCount()):
            child = item.child(number)
            if table and child is not None and child.data(0, _TABLE) == table:
                item = child
                break
        if self.currentItem() is item:
            self._tell(item)
        else:
            self.setCurrentItem(item)

    def _fit_children(self, item: QTreeWidgetItem, work: FileWork, names: Sequence[str]) -> None:
        while item.childCount() > len(names):
            item.takeChild(item.childCount() - 1)
        for number, name in enumerate(names):
            child = item.child(number) or QTreeWidgetItem(item)
            child.setData(0, _WORK, work)
            child.setData(0, _TABLE, name)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(item.data(0, _WORK), item.data(0, _TABLE) or "")

    def _note_tick(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            wanted = item.checkState(0) == Qt.CheckState.Checked
            self.ticked.emit(item.data(0, _WORK), item.data(0, _TABLE) or "", wanted)


def file_state(work: FileWork) -> tuple[Mark, str]:
    """Return the mark and the words for the state of a file."""
    if work.proposal is None:
        return WAITING, _(WAITING.word)
    if work.taken:
        return READY, _("taken in")
    if work.proposal.refused is not None:
        return REFUSED, _(REFUSED.word)
    if work.left_out:
        return LEFT_OUT, _("left out")
    if errors := work.errors():
        return ASKING, _("{count} to decide", count=errors)
    if any(sheet.skipped == "unsure" for sheet in work.proposal.sheets):
        return ASKING, _(UNSURE_WORDS)
    if not work.proposal.changes:
        return LEFT_OUT, _("nothing new")
    return READY, _("ready, {count} change(s)", count=len(work.proposal.changes))


def sheet_state(sheet: SheetReading) -> tuple[Mark, str]:
    """Return the mark and the words for the state of a table."""
    if sheet.skipped == "unsure":
        return ASKING, _(UNSURE_WORDS)
    if sheet.skipped or sheet.entity is None:
        return LEFT_OUT, _(SKIPPED.get(str(sheet.skipped), NO_TABLE))
    errors = sum(1 for problem in sheet.problems if problem.level is Level.ERROR)
    if errors:
        return ASKING, _("{count} to decide", count=errors)
    new, changed = sheet.count(INSERT), sheet.count(UPDATE)
    parts = [_("{count} new", count=new)] * bool(new) + [_("{count} changed", count=changed)] * bool(changed)
    return READY, _(" ").join(parts) if parts else _("{count} unchanged", count=sheet.count(UNCHANGED))


def _show_sheet(item: QTreeWidgetItem, sheet: SheetReading | None, name: str) -> None:
    base, _sign, number = name.rpartition("#")
    several = sheet is not None and sheet.sheet == base
    item.setText(0, _("{sheet} (table {number})", sheet=base, number=number) if several else name)
    if sheet is None:
        item.setText(1, _(NO_TABLE))
        item.setIcon(1, icon(LEFT_OUT))
        return
    mark, words = sheet_state(sheet)
    item.setText(1, words)
    item.setIcon(1, icon(mark))
    kind = _(entities()[sheet.entity].plural) if sheet.entity else ""
    item.setToolTip(0, _("{name}: {kind}", name=name, kind=kind) if kind else name)
    item.setToolTip(1, words)
    if sheet.skipped != "empty":
        item.setCheckState(0, Qt.CheckState.Unchecked if sheet.skipped else Qt.CheckState.Checked)

"""The files that belong to a record: added by a button or by dropping them, opened, and verified by their hash."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QSplitter, QVBoxLayout

from smartplanner.base.i18n import _
from smartplanner.commands.attachments import (
    attachments_of,
    clean_name,
    explain,
    open_path,
    save_as,
    verify_record,
)
from smartplanner.commands.editing import remove_rows
from smartplanner.ui.attaching import attach_files, choose_files
from smartplanner.ui.attachment_look import Look
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.operation.tab import PartTab
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column


class AttachmentsTab(PartTab):
    """The attachments of the record *id* of *entity*; files are taken in by dropping them here as well."""

    def __init__(self, session: Session, entity: str, id: str) -> None:
        self.entity = entity
        self._found: dict[str, str] = {}
        columns = [
            Column("name", _("File name"), 30, lambda row: row.name),
            Column("size", _("Size"), 10, lambda row: _size(row.size), key=lambda row: row.size, right=True),
            Column("added_on", _("Added on"), 12, lambda row: row.added_on.isoformat() if row.added_on else ""),
            Column("remark", _("Remark"), 18, lambda row: row.remark or "", tip=lambda row: row.remark or ""),
            Column("state", _("Verified"), 22, lambda row: self._found.get(row.id, _("not verified yet"))),
            Column("sha256", _("Fingerprint"), 18, lambda row: row.sha256[:16] + "…", tip=lambda row: row.sha256),
        ]
        super().__init__(session, id, columns, lambda row: str(row.id))
        self.add_files_button = self.add_button(_("Add files"), self.choose)
        self.open_button = self.add_button(_("Open"), self.open_chosen)
        self.save_button = self.add_button(_("Save as…"), self.save_chosen)
        self.remark_button = self.add_button(_("Remark…"), self.explain_chosen)
        self.verify_button = self.add_button(_("Verify all"), self.verify)
        self.remove_button = self.add_button(_("Remove"), self.remove_chosen)
        hint = ElidedLabel(_("Files can also be dropped here."))
        hint.setObjectName("muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tools.addWidget(hint, 1)
        self.tool_row.fold(self.verify_button, self.remark_button, self.save_button)
        self.look = Look(session)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.replaceWidget(self.listing, split)
        split.addWidget(self.listing)
        split.addWidget(self.look)
        for side, share in enumerate((3, 2)):
            split.setStretchFactor(side, share)
        split.setSizes([600, 400])
        layout.setStretchFactor(split, 1)
        self.table.opened.connect(lambda _id: self.open_chosen())
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self._choose())
        self.setAcceptDrops(session.office.writable)
        self.table.setAcceptDrops(False)  # so that a dropped file reaches this tab
        self._enable()

    def read(self) -> Sequence[Any]:
        """Return the attachments of the record."""
        return attachments_of(self.session.office, self.entity, self.id)

    def nothing(self) -> str:
        """Say how files come here."""
        return _(
            "No file is attached yet. Drop the signed contract or an acceptance report here, or choose “Add files”."
        )

    def load(self) -> None:
        """Show the attachments as they are now."""
        super().load()
        self._enable()

    def choose(self) -> None:
        """Ask for files and take them in."""
        choose_files(self.session, self.entity, self.id, window=self)

    def take(self, paths: Sequence[Path]) -> None:
        """Copy *paths* beside the book, in one step."""
        attach_files(self.session, self.entity, self.id, paths, window=self.window())

    def open_chosen(self) -> None:
        """Open the chosen file with the program that the system has for it."""
        for id in self.table.selected_ids()[:1]:
            path = self.session.perform(partial(open_path, self.session.office, id), window=self.window())
            if path is not None:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_chosen(self) -> None:
        """Ask where to, and write the chosen file there."""
        if not (chosen := self.listing.chosen()):
            return
        row = chosen[0]
        path, _filter = QFileDialog.getSaveFileName(self.window(), _("Save as…"), clean_name(row.name))
        if path:
            target = Path(path)
            self.session.perform(lambda: save_as(self.session.office, row.id, target), window=self.window())

    def explain_chosen(self) -> None:
        """Ask for the remark on the chosen file anew."""
        if not (chosen := self.listing.chosen()):
            return
        row = chosen[0]
        text, said = QInputDialog.getMultiLineText(self, _("Remark"), _("Remark"), row.remark or "")
        if said:
            self.session.perform(lambda: explain(self.session.office, row.id, text), window=self.window())

    def verify(self) -> None:
        """Compare every file with its fingerprint, off the window's thread."""
        office, entity, id = self.session.office, self.entity, self.id

        def work() -> dict[str, str]:
            found = verify_record(office, entity, id)
            return {key: _("as attached") if wrong is None else wrong.message for key, wrong in found.items()}

        self.session.in_background(work, self._verified)

    def remove_chosen(self) -> None:
        """Take the chosen attachments off the record after asking once; the files stay beside the book."""
        ids = self.table.selected_ids()
        question = _("Remove {count} record(s)? It can be undone.", count=len(ids))
        buttons = QMessageBox.StandardButton
        if ids and QMessageBox.question(self, _("Remove"), question, buttons.Yes | buttons.No) == buttons.Yes:
            self.session.perform(lambda: remove_rows(self.session.office, "attachment", ids), window=self.window())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files in."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take([path for path in paths if path.is_file()])

    def _verified(self, found: dict[str, str]) -> None:
        self._found = found
        self.load()

    def _choose(self) -> None:
        """Let the chosen file be looked at."""
        chosen = self.listing.chosen()
        self.look.show_file(chosen[0] if len(chosen) == 1 else None)
        self._enable()

    def _enable(self) -> None:
        chosen, writable = bool(self.table.selected_ids()), self.session.office.writable
        self.open_button.setEnabled(chosen)
        self.save_button.setEnabled(chosen)
        self.remark_button.setEnabled(chosen and writable)
        self.remove_button.setEnabled(chosen and writable)
        self.verify_button.setEnabled(self.model.rowCount() > 0)


def _size(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.1f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"

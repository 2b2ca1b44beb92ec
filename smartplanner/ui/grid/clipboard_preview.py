"""The preview of a pasted block where it adds rows, empties cells, or where something of it cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.telling import Tell, untold
from smartplanner.changes import Step
from smartplanner.commands.cells import PASTE, Preview, write_preview
from smartplanner.ui.grid.editing_changes import ChangesModel, ChangesTable
from smartplanner.ui.progress import LARGE, carry_out
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class Pasting:
    """What a paste would do, and remarks about the block as a whole."""

    preview: Preview
    remarks: Sequence[str]
    emptied: int
    """How many filled cells it would empty."""
    is_clean: bool
    """Whether it may be written without a look at it."""
    height: int
    width: int
    """How many rows and columns it covers."""


class Reader(Protocol):
    """Looks at the block anew; ``large``: that takes so long that it is done beside the window."""

    large: bool

    def read(self, *, blanks_stay: bool, tell: Tell = untold) -> Pasting:
        """Look at it, with blank cells left alone or not."""


class CellsPreview(QDialog):
    """Shows a paste before it is written."""

    def __init__(self, session: Session, first: Pasting, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self.pasting = first
        self.step: Step | None = None
        self.setWindowTitle(_("Paste cells"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 1120, 560)
        self.status, self.remarks = QLabel(), QLabel()
        for label in (self.status, self.remarks):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.status.setObjectName("subheading")
        self.blank_box = QCheckBox(_("Leave a cell as it is where the block is blank"))
        self.blank_box.setVisible(first.emptied > 0)
        self.blank_box.toggled.connect(self._read_again)
        self.model = ChangesModel(self)
        self.table = ChangesTable(self.model)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(_("Paste"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        for part in (self.status, self.remarks, self.blank_box):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self._show()

    def accept(self) -> None:
        """Write what is shown as one step, without what is refused, and close."""
        preview, office = self.pasting.preview, self._session.office
        carry_out(
            self._session,
            _("The cells are being pasted"),
            lambda tell: write_preview(office, preview, doing=PASTE, without_refused=True, tell=tell),
            self._say_written,
            window=self,
            large=len(preview.changes) >= LARGE,
        )

    def _say_written(self, step: Step | None) -> None:
        self.step = step
        if step is not None:
            count = len(self.pasting.preview.written)
            self._session.said.emit(_("Pasted {count} cells; Ctrl+Z takes it back.", count=count))
            super().accept()

    def _read_again(self, _on: bool) -> None:
        reader, blanks_stay = self._reader, self.blank_box.isChecked()
        carry_out(
            self._session,
            _("The cells are being read"),
            lambda tell: reader.read(blanks_stay=blanks_stay, tell=tell),
            self._take,
            window=self,
            large=reader.large,
            stopped=self._untick,
        )

    def _untick(self) -> None:
        """What is shown stays what would be written: the block was not read in the other way."""
        with QSignalBlocker(self.blank_box):
            self.blank_box.setChecked(not self.blank_box.isChecked())

    def _take(self, pasting: Pasting) -> None:
        self.pasting = pasting
        self._show()

    def _show(self) -> None:
        preview = self.pasting.preview
        refused = len(preview.problems)
        added = set(preview.added)
        written = [cell for cell in preview.written if cell.id not in added]
        made = {change.id for change in preview.changes if change.before is None and change.entity == preview.entity}
        parts = [_("{count} cells change", count=len(written))]
        if made:
            parts.append(_("{count} rows are added", count=len(made)))
        if self.pasting.emptied:
            parts.append(_("{count} filled cells are emptied", count=self.pasting.emptied))
        if refused:
            parts.append(_("{count} cells cannot be taken and are left out", count=refused))
        self.status.setText("；".join(parts))
        self.remarks.setText("\n".join(self.pasting.remarks))
        self.remarks.setVisible(bool(self.pasting.remarks))
        self.model.show_cells(preview.cells, preview.added)
        self.accept_button.setEnabled(bool(preview.changes) and self._session.office.writable)

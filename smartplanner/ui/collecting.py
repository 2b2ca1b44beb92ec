"""Asking the units: one fill-in workbook each, to be mailed out and taken back by an ordinary import."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.collecting import Collected, collect
from smartplanner.queries.ranks import ordered_names
from smartplanner.ui.folder_field import FolderField
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.theme import SPACE


class CollectDialog(QDialog):
    """The few things to say before the fill-in workbooks are written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Ask the units for their progress"))
        self.resize(620, 240)
        self.who = QComboBox()
        self.who.addItem(_("Lead units"), False)
        self.who.addItem(_("Co-operating units"), True)
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.addItem(_("All units"), "")
        for name in ordered_names(session.office.reader, "organisation").values():
            self.unit.addItem(name, name)
        self.folder = FolderField(session.office.path.parent / _("Fill-in workbooks"))
        self.status = QLabel(
            _("Each unit gets a workbook of its open matters. What comes back is taken in by “Import ledgers”.")
        )
        self.status.setObjectName("muted")
        self.status.setWordWrap(True)
        self._lay_out()

    def write(self) -> None:
        """Write the workbooks in the background."""
        office, folder, day = self.session.office, self.folder.path(), self.session.as_of
        unit, supporting = self._unit(), bool(self.who.currentData())
        self.write_button.setEnabled(False)
        self.status.setText(_("Writing …"))
        self.session.in_background(
            lambda: collect(office, folder, as_of=day, unit=unit, supporting=supporting), self._written, self._failed
        )

    def _unit(self) -> str:
        text = self.unit.currentText().strip()
        return "" if text == self.unit.itemText(0) else text

    def _written(self, found: list[Collected]) -> None:
        self.write_button.setEnabled(True)
        self._show_button.setEnabled(True)
        rows = sum(one.rows for one in found)
        self.status.setText(
            _("{count} fill-in workbook(s) with {rows} matter(s) written.", count=len(found), rows=rows)
        )
        self.session.said.emit(self.status.text())

    def _failed(self, error: BaseException) -> None:
        self.write_button.setEnabled(True)
        self.status.setText("")
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.addRow(_("Ask"), self.who)
        form.addRow(_("Unit"), self.unit)
        form.addRow(_("Folder"), self.folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.write_button = buttons.addButton(_("Write"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._show_button = buttons.addButton(_("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self._show_button.setEnabled(False)
        self.write_button.clicked.connect(self.write)
        self._show_button.clicked.connect(self.folder.open)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.status)
        layout.addStretch()
        layout.addWidget(buttons)

"""The tab 版本: the versions of a plan, and in words what the plan says now against one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.commands.planning import take_version
from smartplanner.model.baseline import Baseline, BaselineKind
from smartplanner.queries.plan_versions import differences, versions_of
from smartplanner.queries.ranks import ordered_names
from smartplanner.rules.plan_versions import NAMES, Difference
from smartplanner.ui.day import open_calendar
from smartplanner.ui.life.tabs import LifeTab
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column


class VersionLine(NamedTuple):
    """One difference with its place in the list."""

    key: str
    difference: Difference


class VersionsTab(LifeTab):
    """What changed since a version."""

    def __init__(self, session: Session, id: str) -> None:
        super().__init__(session, id, _columns(), lambda line: str(line.key))
        self.against = QComboBox()
        self.against.setAccessibleName(_("Compared with"))
        self.against.setMinimumContentsLength(18)
        self.document = QLabel()
        self.document.setObjectName("muted")
        self.document.setTextFormat(Qt.TextFormat.PlainText)
        self.table.setSortingEnabled(False)
        self.take_button = self.add_button(_("Keep as a version…"), self.take)
        self.tools.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(QLabel(_("Compared with")))
        top.addWidget(self.against)
        top.addWidget(self.document, 1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(0, top)
        self.versions: list[Baseline] = []
        self.against.currentIndexChanged.connect(lambda _place: self._compare())
        self.load()

    def read(self) -> Sequence[VersionLine]:
        """Return the differences from the chosen version."""
        chosen = self.against.currentData()
        if not chosen:
            return []
        found = differences(self.session.office.reader, self.id, str(chosen))
        return [VersionLine(str(place), one) for place, one in enumerate(found)]

    def nothing(self) -> str:
        """Say why there is no difference."""
        if not self.versions:
            return _("No version is kept yet. Keep the plan as submitted or approved: changes are then told in words.")
        return _("Nothing differs from this version.")

    def load(self) -> None:
        """Offer the versions, the newest approved one first in view, and compare."""
        chosen = self.against.currentData()
        self.versions = versions_of(self.session.office.reader, self.id)
        self.against.blockSignals(True)
        self.against.clear()
        for row in self.versions:
            self.against.addItem(row.title, row.id)
        approved = [row.id for row in self.versions if row.kind == BaselineKind.APPROVED]
        wanted = chosen or (approved[-1] if approved else self.versions[-1].id if self.versions else None)
        self.against.setCurrentIndex(self.against.findData(wanted))
        self.against.blockSignals(False)
        self.against.setEnabled(bool(self.versions))
        self._compare()

    def take(self) -> None:
        """Ask which version it is, and keep the plan as it is."""
        dialog = TakeDialog(self.session, self.id, self)
        dialog.exec()
        dialog.deleteLater()

    def _compare(self) -> None:
        super().load()
        row = next((row for row in self.versions if row.id == self.against.currentData()), None)
        title = self.session.office.reader.name("document", row.document) if row and row.document else ""
        parts = [_("approved by {document}", document=title)] if title else []
        if row is not None:
            parts.append(_("{count} difference(s)", count=len(self.model.shown_rows())))
        self.document.setText(_(", ").join(parts))


class TakeDialog(QDialog):
    """Asks for the kind of version, its day and the approving document."""

    def __init__(self, session: Session, plan: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keep as a version"))
        self._session, self._plan = session, plan
        self.kind_box, self.document_box = QComboBox(), QComboBox()
        for kind in BaselineKind:
            self.kind_box.addItem(_(kind.label), str(kind))
        self.kind_box.setCurrentIndex(1)
        day = session.as_of
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        self.day.setDisplayFormat("yyyy-MM-dd")
        open_calendar(self.day)
        self.document_box.addItem(_("none"), None)
        for id, name in ordered_names(session.office.reader, "document").items():
            self.document_box.addItem(name, id)
        self.remark = QLineEdit()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.write)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(_("Version"), self.kind_box)
        form.addRow(_("Taken on"), self.day)
        form.addRow(_("Approving document"), self.document_box)
        form.addRow(_("Remark"), self.remark)
        form.addRow(self.buttons)
        self.setMinimumWidth(420)

    def write(self) -> None:
        """Keep the version; a Problem is shown and the dialog stays."""
        picked = self.day.date()
        day = self._session.as_of.replace(year=picked.year(), month=picked.month(), day=picked.day())
        office, kind, document = self._session.office, str(self.kind_box.currentData()), self.document_box.currentData()
        remark = self.remark.text().strip() or None
        step = self._session.perform(
            lambda: take_version(office, self._plan, kind=kind, on=day, document=document, remark=remark), window=self
        )
        if step is not None:
            self.accept()


def _columns() -> list[Column]:
    return [
        Column("what", _("What"), 8, lambda line: _(NAMES[line.difference.what])),
        Column("sentence", _("Difference"), 80, lambda line: line.difference.sentence),
    ]

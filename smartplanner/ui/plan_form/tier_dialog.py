"""Asks for another class or tier, and shows what it would add, drop and change before it happens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.planning import TierProposal, change_tier, compare_tier
from smartplanner.model.district import DistrictKind
from smartplanner.rules.tiers import TIERS
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen


class TierDialog(QDialog):
    """The consequences of another class and tier of one plan or district."""

    def __init__(
        self, session: Session, entity: str, id: str, now: tuple[str | None, int | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change class and tier"))
        self._session, self._entity, self._id = session, entity, id
        self.proposal: TierProposal | None = None
        self.kind_box, self.tier_box = QComboBox(), QComboBox()
        for kind in DistrictKind:
            self.kind_box.addItem(_(kind.label), str(kind))
        for tier in TIERS:
            self.tier_box.addItem(_("Tier {tier}", tier=tier), tier)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(now[0])))
        self.tier_box.setCurrentIndex(max(0, self.tier_box.findData(now[1])))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.lines = QListWidget()
        self.lines.setWordWrap(True)
        self.lines.setAccessibleName(_("Consequences"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Apply | QDialogButtonBox.StandardButton.Cancel)
        self.apply_button = self.buttons.button(QDialogButtonBox.StandardButton.Apply)
        self.apply_button.clicked.connect(lambda _on=False: self.write())
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(_("Class"), self.kind_box)
        form.addRow(_("Tier"), self.tier_box)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.summary)
        layout.addWidget(self.lines, 1)
        layout.addWidget(self.buttons)
        for box in (self.kind_box, self.tier_box):
            box.currentIndexChanged.connect(lambda _place: self.compare())
        self.compare()
        resize_within_screen(self, 680, 560)

    def compare(self) -> None:
        """Say what the chosen class and tier would change."""
        office, kind, tier = self._session.office, str(self.kind_box.currentData()), int(self.tier_box.currentData())
        self.lines.clear()
        try:
            self.proposal = compare_tier(office, self._entity, self._id, kind=kind, tier=tier)
        except Problem as problem:
            self.proposal = None
            self.summary.setText(problem.sentence())
        else:
            self.summary.setText(_counts(self.proposal))
            self.lines.addItems(self.proposal.sentences())
        possible = self.proposal is not None and bool(self.proposal.changes) and office.writable
        self.apply_button.setEnabled(possible)
        self.apply_button.setDefault(True)  # a dialog hands it on while the button is off

    def write(self) -> None:
        """Change class and tier as proposed."""
        proposal = self.proposal
        if proposal is None:
            return
        step = self._session.perform(lambda: change_tier(self._session.office, proposal), window=self)
        if step is not None:
            self.accept()


def _counts(proposal: TierProposal) -> str:
    plans = proposal.plans
    values = {
        "added": sum(len(plan.added) for plan in plans),
        "dropped": sum(len(plan.dropped) for plan in plans),
        "kept": sum(len(plan.kept) for plan in plans),
        "changed": sum(len(plan.retargeted) for plan in plans),
    }
    if not proposal.changes:
        return _("Nothing would change.")
    return _("{added} more, {dropped} fewer, {kept} stay although not asked for, {changed} with a new target", **values)

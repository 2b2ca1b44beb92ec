"""The foot of the import: how far the reading is, who sent the file, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QProgressBar, QPushButton

from smartplanner.base.i18n import _
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.theme import SPACE


class Foot(QHBoxLayout):
    """One line of words, progress and buttons; what the buttons do is the dialog's."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.profile = ElidedLabel(), ElidedLabel()
        self.profile.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(220)
        self.stop_button = QPushButton(_("Stop reading"))
        self.stop_button.setAutoDefault(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.back_button = self.buttons.addButton(_("Back to the sender…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.back_button.setToolTip(_("Copies of the ledgers with the doubtful cells coloured and commented"))
        self.back_button.setEnabled(False)
        self.accept_button = self.buttons.addButton(_("Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setEnabled(False)
        self.accept_button.setDefault(True)
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.setIcon(QIcon())
        self.addWidget(self.status)
        self.addWidget(self.bar)
        self.addWidget(self.stop_button)
        self.addStretch()
        self.addWidget(self.profile)
        self.addSpacing(SPACE)
        self.addWidget(self.buttons)

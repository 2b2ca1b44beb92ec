"""The preferences: a page for each section of their description, and one for shortcuts; each change holds at once."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.preferences import PREFERENCES, SECTIONS, Kind, Preference
from smartplanner.base.settings import load_settings
from smartplanner.ui.preferences.controls import make_control
from smartplanner.ui.preferences.effects import change
from smartplanner.ui.preferences.keys import ShortcutsPage
from smartplanner.ui.sizes import RoomyArea, resize_within_screen
from smartplanner.ui.theme import SPACE

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


class PreferencesDialog(QDialog):
    """Asks for all preferences of the person who uses *shell*."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.shell = shell
        self.controls: dict[str, QWidget] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self._close: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Close)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self._fill()
        resize_within_screen(self, 620, 520)

    def show_shortcuts(self) -> None:
        """Turn to the page of shortcuts."""
        self.tabs.setCurrentWidget(self.shortcuts)

    def change(self, key: str, value: Any) -> None:
        """Take what a person chose."""
        change(self.shell, key, value)
        if key == "language":  # after the click is over: its own control is among what is made anew
            QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        """Make all pages, in the language in use."""
        place = max(0, self.tabs.currentIndex())
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self.controls.clear()
        self.setWindowTitle(_("Preferences"))
        self._close.setText(_("Close"))
        for section in SECTIONS:
            self.tabs.addTab(self._section(section), _(section))
        self.shortcuts = ShortcutsPage()
        self.shortcuts.changed.connect(self.shell.take_keys)
        self.tabs.addTab(self.shortcuts, _("Shortcuts"))
        self.tabs.setCurrentIndex(place)

    def _section(self, section: str) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        form.setVerticalSpacing(SPACE + 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        settings = load_settings()
        for about in (one for one in PREFERENCES if one.section == section):
            control = make_control(
                about,
                getattr(settings, about.key),
                functools.partial(self.change, about.key),
                names=self._names(about),
            )
            self.controls[about.key] = control
            field = _with_help(control, about)
            if about.kind is Kind.SWITCH:
                form.addRow("", field)
            else:
                label = QLabel(_(about.label))
                label.setBuddy(control)
                form.addRow(label, field)
        return RoomyArea(page)

    def _names(self, about: Preference) -> list[str]:
        """Return the names of the records that may be chosen, of the open book."""
        if about.kind is not Kind.RECORD or self.shell.session is None:
            return []
        return [row.name for row in self.shell.session.office.reader.rows(about.entity)]


def _with_help(control: QWidget, about: Preference) -> QWidget | QVBoxLayout:
    """Return the control with what is to be known of it below."""
    if not about.help:
        return control
    words = QLabel(_(about.help))
    words.setObjectName("muted")
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    column.addWidget(control)
    column.addWidget(words)
    return column

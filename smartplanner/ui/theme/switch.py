"""Which look is worn, and changing it while the program runs; also with the system, where a person wants that."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyleFactory

from smartplanner.ui.theme.sheet import palette, style
from smartplanner.ui.theme.tokens import CONTRAST, DARK, LIGHT, wear, worn

SYSTEM = "system"
POINTS = 10.0
"""The size of letters at 100 %."""
_WINDOWS_11 = 22_000
"""The build of Windows that the style of Windows 11 begins with."""


class LookSwitch(QObject):
    """Puts looks on one application; ``changed`` tells that what copied a colour or a size is to be made anew."""

    changed = Signal()

    def __init__(self, application: QApplication, *, own_style: bool = True) -> None:
        super().__init__(application)
        self.setObjectName("look_switch")
        self._application = application
        self._own_style = own_style
        self._wanted = SYSTEM
        self._text_size = 100
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._follow())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: self._follow())

    def put_on(self, name: str, *, text_size: int = 100) -> None:
        """Wear the look *name* (light, dark, contrast, or system) with letters of *text_size* per cent."""
        before = worn(), self._text_size
        self._tell_system(name)  # before it is wanted, so that what the system answers is not taken for its own change
        self._wanted, self._text_size = name, text_size
        self._dress()
        if (worn(), text_size) != before:
            self.changed.emit()

    def _follow(self) -> None:
        """Wear what the system changed to, if that is what the person wants."""
        if self._wanted == SYSTEM and self._system_look() != worn():
            self._dress()
            self.changed.emit()

    def _tell_system(self, name: str) -> None:
        """Ask for a title bar and dialogs that fit the look."""
        hints = self._application.styleHints()
        if name == SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Light if name == LIGHT else Qt.ColorScheme.Dark)

    def _system_look(self) -> str:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _dress(self) -> None:
        application = self._application
        wear(self._system_look() if self._wanted == SYSTEM else self._wanted)
        if self._own_style:
            scheme = application.styleHints().colorScheme()
            fits = worn() != CONTRAST and (scheme == Qt.ColorScheme.Dark) == (worn() == DARK)
            name = choose_style(QStyleFactory.keys(), windows_build=_windows_build(), fits=fits)
            if application.style().name().casefold() != name.casefold():
                application.setStyle(name)
        font = QFont(application.font())
        font.setPointSizeF(POINTS * self._text_size / 100)
        application.setFont(font)
        application.setPalette(palette())
        application.setStyleSheet(style(self._text_size))


def look_switch(application: QApplication) -> LookSwitch:
    """Return the switch of *application*, made at first."""
    found = application.findChild(LookSwitch, "look_switch")
    return found if isinstance(found, LookSwitch) else LookSwitch(application)


def apply_look(application: QApplication, name: str, *, text_size: int = 100) -> None:
    """Let *application* wear the look *name*: light, dark, contrast, or system, which follows the system."""
    look_switch(application).put_on(name, text_size=text_size)


def choose_style(styles: Sequence[str], *, windows_build: int, fits: bool) -> str:
    """Return which of the *styles* of Qt to draw controls in: the own one of Windows 11 there, elsewhere Fusion.

    *windows_build* is 0 on other systems.  *fits* tells whether the system draws the program as light or dark as our
    look is: the style of Windows 11 follows the system and not our palette, and would write white on white where the
    two differ.  The one of Windows 10 does not follow a palette at all.
    """
    native = "windows11" in styles and windows_build >= _WINDOWS_11 and fits
    return "windows11" if native else "Fusion"


def _windows_build() -> int:
    if sys.platform == "win32":
        return sys.getwindowsversion().build
    return 0

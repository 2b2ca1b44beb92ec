"""The slim strip of the verbs that are wanted most, under the menus; a person may hide it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton

from smartplanner.base.i18n import _
from smartplanner.ui.icons import icon
from smartplanner.ui.menu_text import spoken

TOOLS: tuple[tuple[str, ...], ...] = (
    ("open", "import"),
    ("undo", "redo"),
    ("add", "report", "export"),
    ("find", "print"),
    ("as_of", "refresh"),
)
"""The verbs by group; those that the window does not have are left out."""
_ASIDE = re.compile(r"\s*[（(…].*$")
"""What a menu says besides; the strip has no room for it."""
_WITHOUT_WORDS = frozenset({"undo", "redo", "refresh"})


class Tools(QToolBar):
    """Shows *actions* by the ids of their verbs."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggleViewAction().setVisible(False)
        for number, group in enumerate(TOOLS):
            known = [id for id in group if id in actions]
            if number and known:
                self.addSeparator()
            for id in known:
                self.addAction(actions[id])
                button = self.widgetForAction(actions[id])
                assert isinstance(button, QToolButton)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if id in _WITHOUT_WORDS:
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.translate()

    def translate(self) -> None:
        """Name the strip in the language in use."""
        self.setWindowTitle(_("Toolbar"))
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:  # what a narrow window has no room for
            more.setAccessibleName(_("More verbs"))
            more.setIcon(icon("more"))  # the one of Qt is black in every look
            more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for action in self.actions():
            action.setIconText(_ASIDE.sub("", spoken(action.text())))

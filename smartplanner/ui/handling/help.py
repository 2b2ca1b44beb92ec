"""The verbs of the help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from smartplanner import __version__
from smartplanner.base.i18n import _
from smartplanner.base.parts import licence_folder, third_parties
from smartplanner.ui.handling.views import choose_shortcuts

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def show_manual(shell: Shell) -> None:
    """Open the manual at the topic of the page in view."""
    from smartplanner.ui.help.opening import open_help

    open_help(shell)


def show_tour(shell: Shell) -> None:
    """Lead through the window in a few steps."""
    from smartplanner.ui.tour.guide import start_tour

    start_tour(shell)


def show_news(shell: Shell) -> None:
    """Say what each version brought."""
    from smartplanner.ui.help.news import show_news

    show_news(shell)


def show_shortcuts(shell: Shell) -> None:
    """Show all shortcuts."""
    from smartplanner.ui.preferences.keys import ShortcutsDialog
    from smartplanner.ui.shortcuts import keys_of_page

    dialog = ShortcutsDialog(keys_of_page(shell.stack.currentWidget()), shell)
    dialog.changing.connect(lambda: QTimer.singleShot(0, shell, lambda: choose_shortcuts(shell)))
    dialog.exec()
    dialog.deleteLater()


def show_about(shell: Shell) -> None:
    """Say what this is."""
    text = _("SmartPlanner {version}\nThe workbench of a smart-city leading-group office.", version=__version__)
    box = QMessageBox(QMessageBox.Icon.NoIcon, _("About SmartPlanner"), text, parent=shell)
    box.setIconPixmap(shell.windowIcon().pixmap(64, 64))
    parts = third_parties()
    if parts:
        lines = [f"{part.name} {part.version}  {part.licence}" for part in parts]
        where = _("The full texts are in {folder}", folder=licence_folder())
        box.setInformativeText(_("With {count} third-party parts; their licences are below.", count=len(parts)))
        box.setDetailedText("\n".join([*lines, "", where]))
    box.exec()
    box.deleteLater()

"""Offers the tour once, with the first book that a person opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from smartplanner.base.i18n import _
from smartplanner.base.settings import remember, remembered

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

KEY = "tour_offered"


def offer_tour(shell: Shell) -> None:
    """Ask whether the tour is wanted, unless that was asked before; beside another question not yet."""
    if remembered(KEY) or shell.session is None or QApplication.activeModalWidget() is not None:
        return
    remember(KEY, value=True)
    question = _("Shall the most important things be shown? It takes one minute; later it is under Help → Quick start.")
    buttons = QMessageBox.StandardButton
    if QMessageBox.question(shell, _("Quick start"), question, buttons.Yes | buttons.No) == buttons.Yes:
        from smartplanner.ui.tour.guide import start_tour

        start_tour(shell)

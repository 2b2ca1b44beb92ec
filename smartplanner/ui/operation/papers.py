"""The papers about what is on the screen: a payment, an operator's year, how contracts were carried out.

Each opens as any paper does: looked at, mended, then written, printed or issued.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smartplanner.ui.session import Session

if TYPE_CHECKING:
    from smartplanner.ui.papers import PaperDialog

ADVICE, EXECUTION, YEAR = "payment-advice", "contract-execution", "operator-year"
"""The names of the reports that are opened from here."""


def open_paper(session: Session, name: str, window: QWidget, **options: str) -> PaperDialog:
    """Open the paper *name* over *window*; *options* are the ids of what it is about, by option."""
    from smartplanner.ui.papers import PaperDialog  # with all writers of papers, which no page waits for

    dialog = PaperDialog(session, window, name=name, **options)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog

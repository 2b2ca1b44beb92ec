"""Removing records, after a question that names what goes with them; very many are removed beside the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.editing import remove_rows
from smartplanner.model import entities
from smartplanner.queries.beside import goes_along
from smartplanner.queries.reader import Reader
from smartplanner.ui.progress import carry_out
from smartplanner.ui.session import Session

MANY = 200
"""Records from which on they are removed beside the window, with all that goes with them."""


def remove_records(session: Session, entity: str, ids: Sequence[str], window: QWidget) -> None:
    """Remove the rows *ids* of *entity* after asking once over *window*; it can be undone."""
    office = session.office
    buttons = QMessageBox.StandardButton
    question = ask_removal(office.reader, entity, ids)
    if QMessageBox.question(window, _("Remove"), question, buttons.Yes | buttons.No) == buttons.Yes:
        carry_out(
            session,
            _("The records are being removed"),
            lambda tell: remove_rows(office, entity, ids, tell=tell),
            lambda _step: None,
            window=window,
            large=len(ids) >= MANY,
        )


def ask_removal(reader: Reader, entity: str, ids: Sequence[str]) -> str:
    """Return the question whether the rows *ids* of *entity* are to be removed, with what goes along."""
    question = _("Remove {count} record(s)? It can be undone.", count=len(ids))
    along = goes_along(reader, entity, ids)
    if not along:
        return question
    words = []
    for name, count in along:
        described = entities()[name]
        words.append(_("{count} × {entity}", count=count, entity=_(described.label)))
    return question + "\n" + _("With them go {things}; they come back with them.", things="、".join(words))

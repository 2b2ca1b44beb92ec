"""Acts on many matters of a list at once: a menu of what is legal for them, then one small dialog, one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from smartplanner.base.i18n import _
from smartplanner.rules import life
from smartplanner.ui.life.acts import SINGLE, act_dialog
from smartplanner.ui.session import Session

RARE = frozenset({"terminate", "make_routine", "instruct", "change_due"})
"""Acts that come last in a menu, and stand in a menu where others are buttons."""


def menu_of_acts(session: Session, ids: Sequence[str], parent: QWidget) -> QMenu:
    """Return the menu of the acts that are legal for at least one of the matters *ids*, the usual ones first.

    Where an act is legal for some of them only, its entry says for how many, and only those are changed.
    """
    menu = QMenu(parent)
    able = able_by_act(session, ids)
    counts = Counter({act: len(found) for act, found in able.items()})
    for act in sorted(able, key=lambda act: (act in RARE, -counts[act])):
        text = life.label_of(act)
        if counts[act] < len(ids):
            text = _("{act} ({count} of {total})", act=text, count=counts[act], total=len(ids))
        action = menu.addAction(text)
        action.setData(act)
        action.triggered.connect(lambda _on=False, act=act: ask(session, act, able[act], parent))
    if not able:
        nothing = menu.addAction(_("Nothing can be done with these matters together."))
        nothing.setEnabled(False)
    menu.setEnabled(session.office.writable)
    return menu


def able_by_act(session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return by act those of the matters *ids* for which it is legal; of several, only acts that many can share."""
    able: dict[str, list[str]] = {}
    for row in session.office.reader.rows("task", ids):
        for act in life.legal_acts(row.state):
            if len(ids) == 1 or act not in SINGLE:
                able.setdefault(act, []).append(row.id)
    return able


def ask(session: Session, act: str, ids: Sequence[str], parent: QWidget, *, unit: str = "") -> bool:
    """Ask for what *act* needs and perform it; False if it was not done."""
    dialog = session.perform(lambda: act_dialog(session, act, ids, parent, unit=unit), window=parent)
    if dialog is None:
        return False
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done

"""The page of units: the list from the description, and handing over all that one unit has to another."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton

from smartplanner.base.i18n import _
from smartplanner.commands.supervision import hand_over
from smartplanner.commands.supervision.handing_over import duties_of
from smartplanner.model import entities
from smartplanner.ui.life.asking import AskDialog, question
from smartplanner.ui.records import RecordPage
from smartplanner.ui.session import Session

UNIT = "organisation"


class OrganisationPage(RecordPage):
    """The list of units; one that still has duties is not removed before they are handed over."""

    def __init__(self, session: Session) -> None:
        self.hand_over_button = QPushButton(_("Hand over…"))
        self.hand_over_button.setToolTip(_("Let another unit take all that names this one, in one step"))
        super().__init__(session, UNIT)
        self.tools.line.insertWidget(self.tools.place_of(self.remove_button) + 1, self.hand_over_button)
        self.tools.fold(self.hand_over_button)
        self.hand_over_button.clicked.connect(self.hand_over)

    def hand_over(self) -> None:
        """Ask which unit takes all that names the selected one."""
        ids = self.table.selected_ids()
        if len(ids) == 1:
            dialog = hand_over_dialog(self.session, ids[0], self)
            dialog.exec()
            dialog.deleteLater()

    def remove(self) -> None:
        """Remove the selected units; of one that still has duties ask first who takes them."""
        ids = self.table.selected_ids()
        if len(ids) == 1 and duties_of(self.session.office, ids[0]):
            self.hand_over()
            return
        super().remove()

    def menu(self) -> QMenu:
        """Return what can be done with the selected unit."""
        made = QMenu(self)
        for button in (self.open_button, self.hand_over_button, self.remove_button):
            entry = made.addAction(button.text())
            entry.setEnabled(button.isEnabled())
            entry.triggered.connect(lambda _checked=False, button=button: button.click())
        return made

    def _add_to_menu(self, menu: QMenu, ids: list[str]) -> None:
        super()._add_to_menu(menu, ids)
        entry = menu.addAction(self.hand_over_button.text(), self.hand_over)
        entry.setEnabled(self.hand_over_button.isEnabled())

    def _enable(self) -> None:
        super()._enable()
        one = len(self.table.selected_ids()) == 1
        self.hand_over_button.setEnabled(one and self.session.office.writable)


def hand_over_dialog(session: Session, giver: str, parent: OrganisationPage | None = None) -> AskDialog:
    """Return the dialog that hands all of the unit *giver* over; it says how many records of which kind that is."""
    office = session.office
    name = office.reader.name(UNIT, giver)
    counts: dict[str, int] = {}
    for (entity, _field), count in duties_of(office, giver).items():
        label = _(entities()[entity].plural)
        counts[label] = counts.get(label, 0) + count
    named = "、".join(f"{label} {count}" for label, count in counts.items())
    hint = _("Nothing names “{unit}”.", unit=name)
    if counts:
        hint = _("“{unit}” is named by: {counts}.", unit=name, counts=named)
    others = {id: other for id, other in office.reader.names(UNIT).items() if id != giver}
    asked = [question("taker", "task.lead", needed=True, label=_("The unit that takes over"), choices=others)]
    return AskDialog(
        session, _("Hand over"), asked, lambda said: hand_over(office, giver, said["taker"]), parent,
        hint=f"{hint}\n" + _("It can be undone."),
    )  # fmt: skip

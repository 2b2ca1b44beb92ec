"""Rows that are part of another: a small table of them with add, open and remove, wholly from their description."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.editing import remove_rows
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.ui.operation.listing import wan
from smartplanner.ui.operation.tab import PartTab
from smartplanner.ui.page_keys import HERE, add_key
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column

_NUMERIC = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)


class OwnedTab(PartTab):
    """The rows of *entity* whose reference *owner* names the record *id*.

    *widths* are the shown fields with their widths in characters; *extra* further columns at the left,
    *adding* what the button for a new one does instead of opening its form.
    """

    def __init__(
        self,
        session: Session,
        id: str,
        entity: str,
        widths: Mapping[str, int],
        *,
        owner: str,
        nothing: str,
        extra: Sequence[Column] = (),
        adding: Callable[[], object] | None = None,
    ) -> None:
        self.entity, self.owner, self._nothing = entity, owner, nothing
        described = described_entity(entity)
        columns = [*extra, *(_column(session, described[name], width) for name, width in widths.items())]
        super().__init__(session, id, columns, lambda row: str(row.id))
        label = _(described.label)
        self.add = self.add_button(_("Add {entity}", entity=label), adding or (lambda: self.edit("")))
        self.open = self.add_button(_("Open"), self._open_chosen)
        self.remove = self.add_button(_("Remove"), self.remove_chosen)
        self.tools.addStretch()
        self.table.opened.connect(self.edit)
        add_key(self.table, QKeySequence.StandardKey.Delete, self.remove.click, where=HERE)
        self.table.selectionModel().selectionChanged.connect(lambda *_change: self.enable())
        self.model.modelReset.connect(self.enable)
        self.load()

    def read(self) -> Sequence[Any]:
        """Return the rows that belong to the record."""
        return self.session.office.reader.rows_naming(self.entity, self.owner, [self.id])

    def nothing(self) -> str:
        """Say what these rows are for and how they come here."""
        return self._nothing

    def enable(self) -> None:
        """Let only what is chosen be opened and removed."""
        chosen = self.table.selectionModel().hasSelection()
        self.open.setEnabled(chosen)
        self.remove.setEnabled(chosen and self.session.office.writable)

    def edit(self, id: str) -> None:
        """Open the form of a row, or of a new one that belongs to the record already."""
        edit_part(self.session, self.entity, id, owner=self.owner, of=self.id, window=self.window())

    def remove_chosen(self) -> None:
        """Remove the chosen rows after asking once; it can be undone."""
        ids = self.table.selected_ids()
        question = _("Remove {count} record(s)? It can be undone.", count=len(ids))
        buttons = QMessageBox.StandardButton
        if ids and QMessageBox.question(self, _("Remove"), question, buttons.Yes | buttons.No) == buttons.Yes:
            self.session.perform(lambda: remove_rows(self.session.office, self.entity, ids), window=self.window())

    def _open_chosen(self) -> None:
        for id in self.table.selected_ids()[:1]:
            self.edit(id)


def edit_part(session: Session, entity: str, id: str, *, owner: str, of: str, window: QWidget) -> None:
    """Open the form of a row of *entity*, or of a new one whose reference *owner* names the record *of* already."""
    form = Form(session, entity, id, window)
    if not id:
        form.editors[owner].set_value(of)
        form.editors[owner].setEnabled(False)
    form.exec()
    form.deleteLater()


def _column(session: Session, field: Field, width: int) -> Column:
    names = session.office.reader.name
    title = _(field.note.label)
    if field.note.unit:
        title = _("{label} ({unit})", label=title, unit=_(field.note.unit))
    plain = field.kind in (Kind.DATE, *_NUMERIC)
    text: Callable[[Any], str] = lambda row: show(field, getattr(row, field.name), names)  # noqa: E731
    return Column(
        field.name,
        title,
        width,
        text,
        key=(lambda row: getattr(row, field.name)) if plain else None,
        right=field.kind in _NUMERIC,
        shown=(lambda row: wan(getattr(row, field.name))) if field.kind is Kind.MONEY else None,
    )

"""What the preview of a sheet is made of, with the names of rows: some of the rows are only about to be made."""

from __future__ import annotations

from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.proposal import SheetReading
from smartplanner.fields.values import show
from smartplanner.model import entities
from smartplanner.ui.importing.diff import Source
from smartplanner.ui.importing.work import FileWork
from smartplanner.ui.session import Session


def source_of(session: Session, work: FileWork, sheet: SheetReading, view: SheetView | None) -> Source:
    """Return what the preview shows of a sheet: its rows, what they change, and what was read by hand."""
    return Source(
        reading=sheet,
        view=view,
        changes=work.changes,
        names=RowNames(session, work),
        by_hand=frozenset(place.rpartition("!")[2] for place in work.choices.cells),
    )


class RowNames:
    """The names of rows as the book, the file itself and the new units give them."""

    def __init__(self, session: Session, work: FileWork) -> None:
        self._reader = session.office.reader
        self._units = {unit.id: unit.name for unit in work.units.values()}
        self._units |= {each.id: words for words, each in work.operators.items()}
        self._changes = work.changes

    def __call__(self, entity: str, id: str) -> str:
        """Return what a row is called; empty where nobody knows."""
        if name := self._units.get(id) or self._reader.name(entity, id):
            return name
        change = self._changes.get(id)
        if change is None or change.after is None:
            return ""
        described = entities()[entity]
        return show(described[described.title], change.after.get(described.title), self)

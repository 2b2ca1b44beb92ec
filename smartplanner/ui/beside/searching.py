"""A field that finds any record of the book by words, pinyin, first letters or its code, as Ctrl+K does."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.queries.beside import BESIDE, Key
from smartplanner.queries.finder import Finder, Hit
from smartplanner.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_SHOWN = 6
"""Records of one kind that are proposed at once."""
_ROWS = 12


class RecordSearch(QLineEdit):
    """Finds a record other than the one it stands beside; ``chosen`` tells that one of the proposals was taken."""

    chosen = Signal()

    def __init__(self, session: Session, *, without: Key) -> None:
        super().__init__()
        self._session, self._without = session, without
        self._hits: list[Hit] = []
        self._found: Hit | None = None
        self._finder: Finder = session.office.reader.companion(Finder)
        self.setPlaceholderText(_("Find a record: words, pinyin, first letters, code"))
        self.setAccessibleName(_("Record to link"))
        self.setClearButtonEnabled(True)
        self._shown = QStringListModel(self)
        self.proposals = QCompleter(self._shown, self)
        self.proposals.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.proposals.setMaxVisibleItems(_ROWS)
        self.proposals.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # one of two of the name
        self.textEdited.connect(self._look)
        self.setCompleter(self.proposals)

    def found(self) -> Key | None:
        """Return the record that was taken, as entity and id; None while what is typed is none."""
        hit = self._found
        return (hit.entity, hit.id) if hit is not None and self.text() == _line(hit) else None

    def proposed(self) -> list[Key]:
        """Return the records that fit what is typed, the best first."""
        return [(hit.entity, hit.id) for hit in self._hits]

    def take(self, place: int) -> None:
        """Take one of the proposed records, as a person who chose it from the list does."""
        self._found = self._hits[place]
        self.setText(_line(self._found))
        self.chosen.emit()

    def _look(self, text: str) -> None:
        self._found = None
        if not self._finder.whole:
            self._session.in_background(self._finder.build, self._look_again, asker=self)
        answer = self._finder.search(text, shown=_SHOWN) if text.strip() else None
        hits = answer.hits if answer is not None else ()
        self._hits = [hit for hit in hits if hit.entity not in BESIDE and (hit.entity, hit.id) != self._without]
        self._shown.setStringList([_line(hit) for hit in self._hits])

    def _look_again(self, _whole: bool) -> None:
        """Propose once the index is there what was typed meanwhile."""
        if self.hasFocus() and self.text().strip() and self._found is None:
            self._look(self.text())
            if self._hits:
                self.proposals.complete()

    def _take(self, index: Index) -> None:
        if index.isValid() and index.row() < len(self._hits):
            self.take(index.row())


def _line(hit: Hit) -> str:
    described = entities()[hit.entity]
    return _("{title} ({entity})", title=" ".join(hit.title.split()), entity=_(described.label))

"""What finding needs while a book is open: its index, made beside the work, and what was opened of late."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from smartplanner.base.settings import remember, remembered
from smartplanner.queries.finder import Finder
from smartplanner.ui.session import Session

PAGE = "page"
"""Stands in the place of an entity where a page was looked at."""
START_AFTER = 1500
"""Milliseconds after opening a book before its index is made: the first page comes first."""
_KEY = "opened_lately"
_KEPT, _BOOKS = 30, 8


class Finding(QObject):
    """The index of the open book and the records and pages of late; it lives as long as the session.

    ``ready`` tells that the index has become whole.
    """

    ready = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.finder: Finder = session.office.reader.companion(Finder)
        self._building = False
        self._book = str(session.office.path)
        self._lately = _read_lately(self._book)
        start = QTimer(self)  # not ``singleShot``: that would keep the session alive until it fires
        start.setSingleShot(True)
        start.timeout.connect(self.prepare)
        start.start(START_AFTER)

    def prepare(self) -> None:
        """Make the index whole in the background, unless it is or somebody is at it."""
        if not self._building and not self.finder.whole:
            self._building = True
            self._session.in_background(self.finder.build, self._built, asker=self)

    def note(self, entity: str, id: str) -> None:
        """Note that a record (or a page, see ``PAGE``) is looked at; a page is kept when the next record is."""
        place = (entity, id)
        self._lately = [place, *(other for other in self._lately if other != place)][:_KEPT]
        if entity != PAGE:
            _write_lately(self._book, self._lately)

    @property
    def lately(self) -> list[tuple[str, str]]:
        """The records and pages of late, the last first."""
        return list(self._lately)

    def _built(self, _whole: bool) -> None:
        self._building = False
        self.ready.emit()


def _read_lately(book: str) -> list[tuple[str, str]]:
    return _places(_books().get(book))


def _write_lately(book: str, places: list[tuple[str, str]]) -> None:
    others = [(other, _places(found)) for other, found in _books().items() if other != book]
    remember(_KEY, dict([*others[-_BOOKS + 1 :], (book, places)]))


def _books() -> dict[str, object]:
    kept = remembered(_KEY, {})
    return kept if isinstance(kept, dict) else {}


def _places(kept: object) -> list[tuple[str, str]]:
    """Return what was kept, as far as it is what we keep: a person may have written into the file."""
    if not isinstance(kept, list | tuple):
        return []
    pairs = [pair for pair in kept if isinstance(pair, list | tuple) and len(pair) == 2]
    return [(entity, id) for entity, id in pairs if isinstance(entity, str) and isinstance(id, str)][:_KEPT]

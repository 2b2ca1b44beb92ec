"""The four parts beside a record, made when they are first looked at, with their counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.queries.beside import BESIDE, Counts, counts_of
from smartplanner.ui.attaching import attach_files
from smartplanner.ui.attachments import AttachmentsTab
from smartplanner.ui.beside.drop import FileDrop
from smartplanner.ui.beside.links import LinksTab
from smartplanner.ui.beside.memos import MemosTab
from smartplanner.ui.history import RecordHistory
from smartplanner.ui.making import Lazy
from smartplanner.ui.session import Session

MEMOS, ATTACHMENTS, LINKS, HISTORY = "memos", "attachments", "links", "history"
TITLES = {MEMOS: N_("Memos"), ATTACHMENTS: N_("Attachments"), LINKS: N_("Links"), HISTORY: N_("History")}


class Beside(QObject):
    """What stands beside the record *id* of *entity* in its *form*.

    The form puts ``parts`` where they belong: as tabs (``add_to``), or to be unfolded (``fold.Fold``).  Files that are
    dropped anywhere on the form become attachments.
    """

    def __init__(self, session: Session, entity: str, id: str, form: QWidget) -> None:
        super().__init__(form)
        self.session, self.entity, self.id = session, entity, id
        self._form = form
        self._listeners: list[Callable[[], object]] = []
        self._drop: FileDrop | None = None
        self.counts = counts_of(session.office.reader, entity, id)
        makers: dict[str, Callable[[], QWidget]] = {
            MEMOS: lambda: MemosTab(session, entity, id),
            ATTACHMENTS: self._make_attachments,
            LINKS: lambda: LinksTab(session, entity, id),
            HISTORY: lambda: RecordHistory(session, entity, id),
        }
        self.parts = {name: Lazy(make, self._watch) for name, make in makers.items()}
        session.changed.connect(self._follow)

    def accept_files(self) -> None:
        """From now on take files that are dropped anywhere on the form."""
        if self.session.office.writable and self._drop is None:
            self._drop = FileDrop(self._form, self.take)

    def add_to(self, tabs: QTabWidget) -> None:
        """Add the parts to the *tabs* of a form, with their counts."""
        for name, part in self.parts.items():
            tabs.addTab(part, self.title(name))
        self.when_counted(lambda: self._name_tabs(tabs))

    def title(self, name: str) -> str:
        """Return the title of a part, with the number of what is in it."""
        title = _(TITLES[name])
        count = self._count(name)
        return _("{title} ({count})", title=title, count=count) if count else title

    def when_counted(self, tell: Callable[[], object]) -> None:
        """Call *tell* whenever the counts have changed."""
        self._listeners.append(tell)

    def take(self, paths: Sequence[Path]) -> None:
        """Attach files to the record in one step; what is refused is said, and nothing was attached."""
        attach_files(self.session, self.entity, self.id, paths, window=self._form)

    def _count(self, name: str) -> int:
        counts: Counts = self.counts
        return {MEMOS: counts.memos, ATTACHMENTS: counts.attachments, LINKS: counts.links}.get(name, 0)

    def _make_attachments(self) -> QWidget:
        made = AttachmentsTab(self.session, self.entity, self.id)
        made.load()
        return made

    def _name_tabs(self, tabs: QTabWidget) -> None:
        for name, part in self.parts.items():
            tabs.setTabText(tabs.indexOf(part), self.title(name))

    def _watch(self) -> None:
        if self._drop is not None:
            self._drop.watch()

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if not rows.keys() & BESIDE.keys():
            return
        self.counts = counts_of(self.session.office.reader, self.entity, self.id)
        for tell in self._listeners:
            tell()
        part = self.parts[ATTACHMENTS].inside
        if part is not None and "attachment" in rows:
            part.load()  # type: ignore[attr-defined]

"""What is proposed while a name is typed: names that hold the words, or whose pinyin begins with these letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from smartplanner.queries.initials import Initials, matcher
from smartplanner.ui.editors.names import Names

Index = QModelIndex | QPersistentModelIndex
MOST = 100
"""Names that are proposed; who sees none that fits types on."""


class Proposals(QCompleter):
    """Proposes of *names*; ``picked`` tells the id of the one that was chosen, also of two of the same name."""

    picked = Signal(str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: list[tuple[str, str]] = []
        self._names = names
        self._initials = Initials()
        self._shown = QStringListModel(self)
        self.setModel(self._shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(10)
        self.activated[QModelIndex].connect(self._pick)  # type: ignore[index]  # one of two signals of the name
        self.highlighted[QModelIndex].connect(self._pick)  # type: ignore[index]

    def look_for(self, text: str) -> None:
        """Propose the names that fit *text*; those that begin with it first."""
        known = self._names.known()
        match = matcher(text, self._initials, lambda: (name.casefold() for _id, name in known))
        fitting = [] if match is None else [each for each in known if match(each[1].casefold())]
        begun = text.strip().casefold()
        fitting.sort(key=lambda each: not each[1].casefold().startswith(begun))
        self.found = fitting[:MOST]
        self._shown.setStringList([name for _id, name in self.found])

    def _pick(self, index: Index) -> None:
        if index.isValid() and index.row() < len(self.found):
            self.picked.emit(self.found[index.row()][0])

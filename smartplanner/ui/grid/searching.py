"""Rows that are found by words, and in Chinese also by the initials of their pinyin once the readings are loaded.

Words are looked for in the columns that a list offers, and in those of its spare ones that a person has chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from smartplanner.queries.initials import Initials
from smartplanner.ui.grid.ordering import Searched
from smartplanner.ui.table import Column, TableModel

LEARNT_AT_ONCE = 200
"""Rows whose characters are learnt at a time."""


class SearchModel(TableModel):
    """A ``TableModel`` whose filter knows initials.  ``arranged`` tells that what is shown is another than before."""

    arranged = Signal()

    def __init__(
        self, columns: Sequence[Column], identity: Callable[[Any], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(columns, identity, parent)
        self._initials: Initials | None = None
        self._unlearnt: list[str] = []
        self._asleep = {number for number, column in enumerate(columns) if column.spare}

    def is_asleep(self, column: int) -> bool:
        """Whether a column is one that nobody has chosen: it is neither searched nor summed."""
        return column in self._asleep

    def wake(self, column: int, *, awake: bool) -> None:
        """Search and sum a spare column from now on, or no longer."""
        if not self.columns[column].spare or awake != (column in self._asleep):
            return
        self._asleep ^= {column}
        self._haystacks.clear()
        self._unprepared = list(self._rows)
        if self._words:
            self.filter(" ".join(self._words), self._accepts)
        else:
            self.arranged.emit()

    def find_initials(self) -> None:
        """From now on also find Chinese by the initials of its pinyin; call it when the readings are loaded."""
        self._initials = Initials()
        self._unlearnt = list(self._haystacks.values())

    def prepare(self, seconds: float) -> bool:
        """Spend about *seconds* on making the rows ready to be searched, and their characters known by initials."""
        end = perf_counter() + seconds
        if not super().prepare(seconds):
            return False
        while self._unlearnt and self._initials is not None:
            self._initials.learn(self._unlearnt[-LEARNT_AT_ONCE:])
            del self._unlearnt[-LEARNT_AT_ONCE:]
            if perf_counter() > end:
                return not self._unlearnt
        return True

    def _holding_words(self, keys: list[str]) -> list[str]:
        """Return those of *keys* whose rows hold every word, or begin so in pinyin."""
        known, initials = self._haystacks, self._initials
        if len(known) < len(self._rows):
            for key in keys:
                self._haystack(key)
        for word in self._words:
            if initials is not None and _is_letters(word):
                begins = initials.pattern(word).search
                keys = [key for key in keys if begins(known[key])]
            else:
                keys = [key for key in keys if word in known[key]]
        return keys

    def texts_of(self, rows: Mapping[str, Any]) -> Searched:
        """Return what is searched of *rows*; it may run off the window's thread."""
        columns = self._searched()
        texts: dict[str, str] = {}
        characters: set[str] = set()
        for key, row in rows.items():
            texts[key] = text = "\n".join(column.text(row) for column in columns).casefold()
            characters.update(text)
        return Searched(tuple(column.name for column in columns), texts, "".join(characters))

    def _take_texts(self, searched: Searched | None) -> None:
        """Search these texts from now on, if they are of the columns that are still searched; else make them anew."""
        self._haystacks.clear()
        if searched is not None and searched.columns == tuple(column.name for column in self._searched()):
            self._haystacks.update(searched.texts)
            if self._initials is not None:
                self._initials.learn([searched.characters])

    def _searched(self) -> Sequence[Column]:
        return [column for number, column in enumerate(self.columns) if number not in self._asleep]

    def _haystack(self, key: str) -> str:
        if self._initials is None or key in self._haystacks:
            return super()._haystack(key)
        text = super()._haystack(key)
        self._initials.learn([text])
        return text


def _is_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()

"""The words typed above a grid: a large list is made ready to be searched bit by bit, while nobody waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from smartplanner.queries.initials import load_readings
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.session import Session

SLICE, MOST_WAITED = 0.01, 0.03
"""Seconds at a time for making a large list searchable: while nobody waits, and when somebody does."""
Verdict = Callable[[Any], bool]


class TypedFilter(QObject):
    """Narrows *model* by the words in *field* and by what *accepts* gives at that moment; *page* owns it."""

    def __init__(
        self,
        session: Session,
        page: QWidget,
        *,
        model: GridModel,
        field: QLineEdit,
        accepts: Callable[[], Verdict | None],
    ) -> None:
        super().__init__(page)
        self._session, self._model, self._field, self._accepts = session, model, field, accepts
        self._readings_asked = False
        self.is_waiting = False
        """Whether words were typed that are looked for as soon as the rows can be searched."""
        self.preparing = QTimer(self)
        self.preparing.timeout.connect(self._prepare)

    def prepare(self) -> None:
        """Make new rows ready to be searched."""
        self.preparing.start()

    def apply(self) -> None:
        """Narrow the list now, or as soon as it can be searched."""
        self.is_waiting = bool(self._field.text()) and not self._model.prepare(MOST_WAITED)
        if self.is_waiting:
            self.prepare()
        else:
            self._model.filter(self._field.text(), self._accepts())

    def use_initials(self, _loaded: None = None) -> None:
        """From now on find Chinese by the initials of its pinyin as well."""
        self._model.find_initials()
        self.prepare()

    def _prepare(self) -> None:
        """Make some more rows ready."""
        if not self._model.prepare(SLICE):
            return
        self.preparing.stop()
        if not self._readings_asked:  # last, since it would slow down all that is waited for
            self._readings_asked = True
            self._session.in_background(load_readings, self.use_initials, asker=self)
        if self.is_waiting:
            self.apply()

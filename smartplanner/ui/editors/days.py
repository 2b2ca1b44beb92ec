"""The editor of a day: typed as a date or in words, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from smartplanner.base.i18n import _
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.description import Field
from smartplanner.ui.day import make_calendar
from smartplanner.ui.editors.frame import Editor, unreadable
from smartplanner.ui.icons import icon
from smartplanner.ui.theme import SPACE


class DateEditor(Editor):
    """A day: typed as a date or in words, or picked from a calendar."""

    def __init__(self, field: Field, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._as_of = as_of
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_("2026-09-30 or words such as “end of September”"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._settle)
        letters = self.line.fontMetrics().horizontalAdvance("2026-09-30")
        self.line.setMinimumWidth(letters + SPACE * 3)  # what stands beside it gives way
        self._row.addWidget(self.line)
        self._button = QToolButton(self)
        self._button.setIcon(icon("calendar"))
        self._button.setAccessibleName(_("Calendar"))
        self._button.clicked.connect(self._pick)
        self._row.addWidget(self._button)
        self.setFocusProxy(self.line)

    def value(self) -> date | None:
        text = self.line.text().strip()
        if not text:
            return None
        role: Any = "start" if self.field.name.startswith("start") else "due"
        reading = read_date(text, DateContext(year=self._as_of.year, as_of=self._as_of, role=role))
        if reading.value is None:
            raise reading.problem or unreadable(self.field, text)
        return reading.value

    def set_value(self, value: date | None) -> None:
        self.line.setText(value.isoformat() if value else "")

    def _settle(self) -> None:
        """Show the day that the words were read as."""
        if self.check() is None and (day := self.value()):
            self.line.setText(day.isoformat())

    def _pick(self) -> None:
        menu = QMenu(self)
        current = None if self.check() else self.value()
        calendar = make_calendar(current or self._as_of, menu)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.clicked.connect(lambda picked: self._take(picked, menu))
        calendar.activated.connect(lambda picked: self._take(picked, menu))
        menu.exec(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        menu.deleteLater()

    def _take(self, picked: QDate, menu: QMenu) -> None:
        menu.close()
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        self.check()
        self.edited.emit()

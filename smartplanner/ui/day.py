"""A month to pick a day from, and asking for a day with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.date_words import FIRST_YEAR, LAST_YEAR


def make_calendar(day: date, parent: QWidget) -> QCalendarWidget:
    """Return a calendar that shows *day*, with room for six weeks."""
    calendar = QCalendarWidget(parent)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setMinimumSize(330, 270)
    return calendar


def ask_day(parent: QWidget, day: date) -> date | None:
    """Return the day that a person picks, beginning at *day*; None if they pick none."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("As of which day?"))
    calendar = make_calendar(day, dialog)
    calendar.activated.connect(dialog.accept)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(calendar)
    layout.addWidget(buttons)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    picked = calendar.selectedDate()
    dialog.deleteLater()
    if not accepted:
        return None
    return date(picked.year(), picked.month(), picked.day())

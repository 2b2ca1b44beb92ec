"""A month to pick a day from, and asking for a day with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QDialog, QDialogButtonBox, QToolButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.date_words import FIRST_YEAR, LAST_YEAR
from smartplanner.ui.icons import icon
from smartplanner.ui.theme import ERROR, INK, MUTED


def make_calendar(day: date, parent: QWidget) -> QCalendarWidget:
    """Return a calendar that shows *day*, with room for six weeks."""
    calendar = QCalendarWidget(parent)
    calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setMinimumSize(330, 270)
    return dress_calendar(calendar)


def dress_calendar(calendar: QCalendarWidget) -> QCalendarWidget:
    """Give a calendar the colours of the look: Qt has weekends in a red of its own and black arrows."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    workday, weekend, head = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    workday.setForeground(INK)
    weekend.setForeground(ERROR)
    head.setForeground(MUTED)
    for day in Qt.DayOfWeek:
        off = day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
        calendar.setWeekdayTextFormat(day, weekend if off else workday)
    calendar.setHeaderTextFormat(head)
    for name, picture in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "forward")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(picture))
    return calendar


def open_calendar(field: QDateEdit) -> None:
    """Let a field of a day open a calendar."""
    field.setCalendarPopup(True)
    dress_calendar(field.calendarWidget())


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

"""One small editor per kind of field: a widget, its value, and what it cannot read.

People type as they write in a ledger ("9月底前", "1.2亿", "八成"); the same grammars read it.  An editor
that cannot read what was typed marks itself, says why in its tooltip, and gives a Problem.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.money import read_money
from smartplanner.fields.progress import read_progress
from smartplanner.fields.values import check_value, show_plain, trim
from smartplanner.ui.day import make_calendar
from smartplanner.ui.session import literally
from smartplanner.ui.theme import SPACE

WAN = Decimal(10_000)
_ROOT = QModelIndex()
_BAD = "border: 1px solid #C62828; background: #FDF1F0;"

Options = Callable[[str], dict[str, str]]
"""Gives the names of the rows of an entity by id."""


class Editor(QWidget):
    """The base of all editors: ``value`` reads, ``set_value`` shows, ``edited`` tells of a person's change."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE // 2)

    def value(self) -> Any:
        """Return the value; raises a Problem when what was typed cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show *value*."""
        raise NotImplementedError

    def check(self) -> Problem | None:
        """Return what is wrong with what stands in the editor, and mark it; None if all is well."""
        try:
            value = self.value()
            problems = check_value(self.field, value) if value not in (None, "", ()) else []
            if value in (None, "") and self.field.required:
                message = _("“{label}” must be filled in.", label=_(self.field.note.label))
                problems = [Problem(code="required", message=message)]
        except Problem as problem:
            problems = [problem]
        self.mark(problems[0] if problems else None)
        return problems[0].at(field=self.field.name) if problems else None

    def show_beside(self, widget: QWidget) -> None:
        """Put a label or a button at the end of the editor's line."""
        self._row.addWidget(widget)

    def mark(self, problem: Problem | None) -> None:
        """Show or clear the mark of a problem."""
        self.setStyleSheet(f"QLineEdit, QPlainTextEdit, QComboBox {{ {_BAD} }}" if problem else "")
        help = _(self.field.note.help) if self.field.note.help else ""
        self.setToolTip(literally(problem.sentence() if problem else help))


class LineEditor(Editor):
    """A line of text, or a number, an amount or a percentage in the words of a ledger."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_PLACEHOLDERS.get(field.kind, lambda: "")())
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self.check)
        self._row.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Any:
        text = self.line.text().strip()
        return _READ[self.field.kind](self.field, text) if text else None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else _edit_text(self.field, value))
        self.line.setCursorPosition(0)


class DateEditor(Editor):
    """A day: typed as a date or in words, or picked from a calendar."""

    def __init__(self, field: Field, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._as_of = as_of
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("2026-09-30 or words such as “end of September”"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._settle)
        self._row.addWidget(self.line)
        self._button = QToolButton()
        self._button.setIcon(QIcon(str(resources("icons", "calendar.svg"))))
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
            raise reading.problem or _unreadable(self.field, text)
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


class TextEditor(Editor):
    """Several lines of text."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(54)
        # Without a wish of its own for height it takes what the form has left.
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.textChanged.connect(self.edited.emit)
        self._row.addWidget(self.text)
        self.setFocusProxy(self.text)

    def value(self) -> str | None:
        return self.text.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(value or "")


class StillBox(QComboBox):
    """A combo box that the wheel scrolls past: who scrolls a form must not change what it passes over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class NamesBox(StillBox):
    """An editable combo box as large as an empty one: Qt would ask all its items, fifty thousand times over."""

    def __init__(self) -> None:
        super().__init__()
        empty = QComboBox()
        empty.setMinimumContentsLength(8)
        self._size = empty.sizeHint()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._rows = QListView(self)
        self._rows.setUniformItemSizes(True)
        self._rows.setLayoutMode(QListView.LayoutMode.Batched)
        self.setView(self._rows)

    def showPopup(self) -> None:
        """Lay out all names only now, so that the present one is in sight."""
        self._rows.setLayoutMode(QListView.LayoutMode.SinglePass)
        self._rows.doItemsLayout()
        super().showPopup()

    def sizeHint(self) -> QSize:
        """Return the size of an empty box."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the size of an empty box."""
        return self._size


class ChoiceEditor(Editor):
    """One of a closed list."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = StillBox()
        assert field.choices is not None
        if not field.required:
            self.box.addItem("", None)
        for choice in field.choices:
            self.box.addItem(_(choice.label), str(choice))
        self.box.activated.connect(lambda _place: self.edited.emit())
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> str | None:
        found: str | None = self.box.currentData()
        return found

    def set_value(self, value: str | None) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(None if value is None else str(value))))


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox()
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self._row.addWidget(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))


class ReferenceEditor(Editor):
    """One row of another entity: picked or typed, found by any part of its name."""

    def __init__(self, field: Field, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = NamesBox()
        self._names = _Names(options(field.target), self)
        self.box.setModel(self._names)
        completer = QCompleter(self._names, self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)
        self.box.activated.connect(lambda _place: self.edited.emit())
        if line := self.box.lineEdit():
            line.textEdited.connect(lambda _text: self.edited.emit())
        self._row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> str | None:
        text = self.box.currentText().strip()
        if not text:
            return None
        place = self.box.currentIndex()  # of two of the same name, the one that was picked
        if self._names.name_at(place) != text:
            place = self._names.place_of_name(text)
        if place < 0:
            raise Problem(
                code="unknown_name",
                message=_("“{label}”: there is no “{text}”.", label=_(self.field.note.label), text=text),
                remedy=_("Choose a name from the list."),
            )
        return self._names.id_at(place)

    def set_value(self, value: str | None) -> None:
        self.box.setCurrentIndex(self._names.place_of_id(value))


class _Names(QAbstractListModel):
    """The rows that a reference can name, after an empty one; a list of fifty thousand costs nothing to make."""

    def __init__(self, names: dict[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str | None, str]] = [(None, ""), *names.items()]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> str | None:
        """Return a name."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self._rows[index.row()][1] if shown else None

    def id_at(self, place: int) -> str | None:
        """Return the id of a row; None of the empty one."""
        return self._rows[place][0]

    def name_at(self, place: int) -> str:
        """Return the name of a row as it would be typed; an empty text for no row."""
        return self._rows[place][1].strip() if place >= 0 else ""

    def place_of_id(self, id: str | None) -> int:
        """Return the row of an id; the empty one if there is none."""
        return next((place for place, (known, _name) in enumerate(self._rows) if known == id), 0)

    def place_of_name(self, name: str) -> int:
        """Return the first row of a name; -1 if there is none."""
        return next((place for place, (_id, known) in enumerate(self._rows) if known.strip() == name), -1)


class ManyEditor(Editor):
    """Several rows of another entity, in a meant order."""

    def __init__(self, field: Field, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._options = options
        self._ids: tuple[str, ...] = ()
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self._button = QPushButton(_("Choose…"))
        self._button.clicked.connect(self._choose)
        self._row.addWidget(self.line)
        self._row.addWidget(self._button)
        self.setFocusProxy(self._button)

    def value(self) -> tuple[str, ...]:
        return self._ids

    def set_value(self, value: Sequence[str] | None) -> None:
        self._ids = tuple(value or ())
        names = self._options(self.field.target)
        self.line.setText("、".join(names.get(id, "") for id in self._ids))
        self.line.setCursorPosition(0)

    def _choose(self) -> None:
        dialog = PickDialog(_(self.field.note.label), self._options(self.field.target), self._ids, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.picked() != self._ids:
            self.set_value(dialog.picked())
            self.edited.emit()
        dialog.deleteLater()


class PickDialog(QDialog):
    """A list to tick names in, with a filter; the ticked ones keep the order they had."""

    def __init__(self, title: str, names: dict[str, str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(420, 520)
        self._before = tuple(ticked)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Filter"))
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget()
        first = [id for id in ticked if id in names]
        for id in [*first, *(id for id in names if id not in set(first))]:
            item = QListWidgetItem(names[id], self._list)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if id in first else Qt.CheckState.Unchecked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._search, self._list, buttons):
            layout.addWidget(widget)

    def picked(self) -> tuple[str, ...]:
        """Return the ids of the ticked names."""
        items = (self._list.item(row) for row in range(self._list.count()))
        ticked = [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]
        return tuple(ticked)

    def _filter(self, text: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())


def make_editor(field: Field, options: Options, as_of: date) -> Editor:
    """Return the editor for a field, by its kind."""
    if field.kind is Kind.DATE:
        return DateEditor(field, as_of)
    if field.kind is Kind.LONG_TEXT:
        return TextEditor(field)
    if field.kind is Kind.CHOICE:
        return ChoiceEditor(field)
    if field.kind is Kind.FLAG:
        return FlagEditor(field)
    if field.kind is Kind.REFERENCE:
        return ReferenceEditor(field, options)
    if field.kind is Kind.MANY:
        return ManyEditor(field, options)
    return LineEditor(field)


def _edit_text(field: Field, value: Any) -> str:
    if field.kind is Kind.PERCENT:
        return trim(value)
    return show_plain(field, value)


def _read_text(_field: Field, text: str) -> str:
    return text


def _read_amount(field: Field, text: str) -> int:
    reading = read_money(text, header_unit=WAN)
    if reading.value is None:
        raise reading.problem or _unreadable(field, text)
    return reading.value


def _read_percent(field: Field, text: str) -> float:
    reading = read_progress(text, as_fraction=False)
    if reading.value is None:
        raise reading.problem or _unreadable(field, text)
    return reading.value


def _read_integer(field: Field, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise _unreadable(field, text) from None


def _read_decimal(field: Field, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _unreadable(field, text) from None


def _unreadable(field: Field, text: str) -> Problem:
    message = _("“{label}” cannot be read from “{text}”.", label=_(field.note.label), text=text)
    return Problem(code="unreadable", message=message)


_READ: dict[Kind, Callable[[Field, str], Any]] = {
    Kind.TEXT: _read_text,
    Kind.MONEY: _read_amount,
    Kind.PERCENT: _read_percent,
    Kind.INTEGER: _read_integer,
    Kind.NUMBER: _read_decimal,
}
_PLACEHOLDERS: dict[Kind, Callable[[], str]] = {
    Kind.MONEY: lambda: _("in 10,000 yuan, or words such as “1.2亿元”"),
    Kind.PERCENT: lambda: _("0 to 100"),
}

"""The editor of one line: text, a number, an amount or a percentage in the words of a ledger."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.money import read_money
from smartplanner.fields.progress import read_progress
from smartplanner.fields.values import show_plain, trim
from smartplanner.ui.editors.frame import Editor, unreadable

WAN = Decimal(10_000)


class LineEditor(Editor):
    """A line of text, or a number, an amount or a percentage in the words of a ledger."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit(self)
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


def _edit_text(field: Field, value: Any) -> str:
    if field.kind is Kind.PERCENT:
        return trim(value)
    return show_plain(field, value)


def _read_text(_field: Field, text: str) -> str:
    return text


def _read_amount(field: Field, text: str) -> int:
    reading = read_money(text, header_unit=WAN)
    if reading.value is None:
        raise reading.problem or unreadable(field, text)
    return reading.value


def _read_percent(field: Field, text: str) -> float:
    reading = read_progress(text, as_fraction=False)
    if reading.value is None:
        raise reading.problem or unreadable(field, text)
    return reading.value


def _read_integer(field: Field, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise unreadable(field, text) from None


def _read_decimal(field: Field, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise unreadable(field, text) from None


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

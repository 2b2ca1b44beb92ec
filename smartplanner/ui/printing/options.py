"""What a person may choose about the pages, at the left of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.reports.printed.choice import PERCENTS, SIZES, TURNS, PaperChoice
from smartplanner.ui.printing.source import Source
from smartplanner.ui.theme import SPACE

_WIDE = 224
_DELAY = 500
"""Milliseconds after the last key before the pages are made anew."""
_MARGIN_NAMES = {"normal": N_("Usual margins"), "narrow": N_("Narrow margins")}
_LONGEST = 60


class PaperOptions(QWidget):
    """The fields that mean something to what is printed.  ``changed`` tells that pages are to be made anew."""

    changed = Signal()

    def __init__(self, source: Source, choice: PaperChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._choice = source, choice
        self.size_box = _box({key: _(name) for key, name in (source.sizes or SIZES).items()}, choice.size)
        self.turn_box = _box({key: _(name) for key, name in TURNS.items()}, choice.turn)
        percents = {percent: f"{percent}%" if percent else _("Fit the width") for percent in PERCENTS}
        self.percent_box = _box(percents, choice.percent)
        self.margins_box = _box({key: _(name) for key, name in _MARGIN_NAMES.items()}, choice.margins)
        self.stretch_box = _box({key: _(name) for key, name in source.stretches.items()}, choice.stretch)
        self.head_line, self.foot_line = QLineEdit(choice.head), QLineEdit(choice.foot)
        self.grey_box = QCheckBox(_("Black and white"))
        self.grey_box.setChecked(choice.grey)
        self.selected_box = QCheckBox(_("Only the selected rows"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DELAY)
        self._typing.timeout.connect(self.changed)
        self._lay_out()
        for box in (self.size_box, self.turn_box, self.percent_box, self.margins_box, self.stretch_box):
            box.currentIndexChanged.connect(self._note)
        for check in (self.grey_box, self.selected_box):
            check.toggled.connect(self._note)
        for line in (self.head_line, self.foot_line):
            line.setMaxLength(_LONGEST)
            line.textChanged.connect(self._typing.start)

    def choice(self) -> PaperChoice:
        """Return what is chosen."""
        return replace(
            self._choice,
            size=self.size_box.currentData() or self._choice.size,
            turn=self.turn_box.currentData(),
            percent=self.percent_box.currentData(),
            margins=self.margins_box.currentData(),
            stretch=self.stretch_box.currentData() or "",
            head=self.head_line.text().strip(),
            foot=self.foot_line.text().strip(),
            grey=self.grey_box.isChecked(),
            selected=self.selected_box.isChecked(),
        )

    def _note(self, _value: object) -> None:
        self._typing.stop()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDE)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        wanted: list[tuple[str, str, QWidget]] = [
            ("size", _("Paper"), self.size_box),
            ("turn", _("Paper lies"), self.turn_box),
            ("stretch", _("What is shown"), self.stretch_box),
            ("percent", _("Scale"), self.percent_box),
            ("margins", _("Margins"), self.margins_box),
            ("head", _("At the head"), self.head_line),
            ("foot", _("At the foot"), self.foot_line),
        ]
        for name, title, widget in wanted:
            widget.setAccessibleName(title)
            widget.setParent(self)
            widget.setVisible(name in self._source.choices)
            if name in self._source.choices:
                form.addRow(title, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.addLayout(form)
        for name, check in (("grey", self.grey_box), ("selected", self.selected_box)):
            check.setParent(self)
            check.setVisible(name in self._source.choices)
            column.addWidget(check)
        if not self._source.choices:
            nothing = QLabel(_("The paper of this sheet is fixed."))
            nothing.setObjectName("muted")
            nothing.setWordWrap(True)
            column.addWidget(nothing)
        column.addStretch(1)


def _box(names: dict[Any, str], chosen: Any) -> QComboBox:
    box = QComboBox()
    for key, name in names.items():
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box

"""Which cells of a list are tinted: rules of a column, a condition and a tint, as a person wants them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.ui.grid.filters import CONDITIONS, conditions_for, say_filter
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.state import ColourRule, ColumnFilter
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

TINTS = {
    "red": N_("red tint"),
    "yellow": N_("yellow tint"),
    "green": N_("green tint"),
    "blue": N_("blue tint"),
    "grey": N_("grey tint"),
}


class ColourDialog(QDialog):
    """The rules of a grid; the first that fits a cell tints it."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rules = list(model.rules())
        self.setWindowTitle(_("Colour rules"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_screen(self, 620, 360)
        self._lay_out()
        self.column_box.currentIndexChanged.connect(lambda _place: self._offer_conditions())
        self.condition_box.currentIndexChanged.connect(lambda _place: self._show_words())
        self._offer_conditions()
        self._show_rules()

    def add(self) -> None:
        """Add the rule as it is set; what cannot be read is said."""
        rule = ColourRule(
            str(self.column_box.currentData()),
            str(self.condition_box.currentData()),
            self.first.text(),
            self.second.text(),
            str(self.tint_box.currentData()),
        )
        try:
            self._model.check_filter(ColumnFilter(rule.column, None, rule.condition, rule.first, rule.second))
        except Problem as problem:
            self.said.setText(problem.sentence())
            return
        self.said.clear()
        self.rules.append(rule)
        self._show_rules()

    def remove(self) -> None:
        """Take the chosen rule away."""
        place = self.list.currentRow()
        if place >= 0:
            del self.rules[place]
            self._show_rules()

    def accept(self) -> None:
        """Tint the list by the rules."""
        self._model.colour_by(self.rules, tinted=self._model.tinted())
        super().accept()

    def _offer_conditions(self) -> None:
        facet = self._model.facets[self._model.column_of(str(self.column_box.currentData()))]
        self.condition_box.clear()
        for code in conditions_for(facet):
            label = CONDITIONS[code].label
            self.condition_box.addItem(_(label, first="…", second="…"), code)
        self._show_words()

    def _show_words(self) -> None:
        condition = CONDITIONS.get(str(self.condition_box.currentData() or ""))
        words = condition.words if condition else 0
        self.first.setVisible(words > 0)
        self.second.setVisible(words > 1)

    def _show_rules(self) -> None:
        self.list.clear()
        for rule in self.rules:
            facet = self._model.facets[self._model.column_of(rule.column)]
            said = say_filter(ColumnFilter(rule.column, None, rule.condition, rule.first, rule.second), facet)
            tint = TINTS.get(rule.tint, "")
            self.list.addItem(f"{said} → {_(tint)}")
        self.remove_button.setEnabled(bool(self.rules))

    def _lay_out(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(_("Colour rules"))
        self.column_box, self.condition_box, self.tint_box = QComboBox(), QComboBox(), QComboBox()
        for column in self._model.columns:
            self.column_box.addItem(column.title, column.name)
        for tint, label in TINTS.items():
            self.tint_box.addItem(_(label), tint)
        boxes = {
            self.column_box: _("Column"),
            self.condition_box: _("Condition of the filter"),
            self.tint_box: _("Colour"),
        }
        for box, name in boxes.items():
            box.setAccessibleName(name)
        self.first, self.second = QLineEdit(), QLineEdit()
        self.add_button, self.remove_button = QPushButton(_("Add the rule")), QPushButton(_("Remove the rule"))
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        for widget in (self.column_box, self.condition_box, self.first, self.second, self.tint_box, self.add_button):
            row.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(row)
        layout.addWidget(self.said)
        layout.addWidget(buttons)

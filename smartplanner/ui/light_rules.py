"""The page of the light table: above its rows the tables of named places, what one would change, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.light_presets import Preset, presets
from smartplanner.commands.lights import TablePreview, apply_preset, check_table, preview_table
from smartplanner.model import entities
from smartplanner.rules.light_table import compile_rules
from smartplanner.rules.light_words import say_rule
from smartplanner.rules.lights import Light
from smartplanner.ui.grid.entity_columns import columns_of
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.list_page import ListPage
from smartplanner.ui.session import Session, literally
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

MANY = 5_000
"""Matters from which on a preview is computed beside the window's work."""


class LightRulesPage(ListPage):
    """The rows of the table as any list, with the tables that come along above it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "light_rule", _columns(session), lambda row: str(row.id))
        self.presets = PresetPanel(session)
        self.problems = QLabel()
        self.problems.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.presets)
        layout.insertWidget(2, self.problems)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)  # the order is the rule
        session.changed.connect(self._check)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        super()._follow(rows)
        if self.entity in rows:  # a changed row stays where it is in other lists; here its place is what it means
            self.model.sort_by(self.model.sorting())

    def load(self) -> None:
        """Read the rows and say what is wrong with them."""
        super().load()
        self._check({"light_rule": set()})

    def _check(self, rows: dict[str, set[str]]) -> None:
        if "light_rule" not in rows:
            return
        found = check_table(self.session.office)
        self.problems.setText("\n".join(f"⚠ {problem.sentence()}" for problem in found))
        self.problems.setVisible(bool(found))


class PresetPanel(QFrame):
    """A choice of tables, where the chosen one comes from, what it would change, and the button that takes it over."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._session = session
        self.choice = QComboBox()
        for preset in presets().values():
            self.choice.addItem(preset.name, preset.id)
        self.preview_button = QPushButton(_("Preview"))
        self.take_button = QPushButton(_("Take over this table"))
        self.source, self.effect = QLabel(), QLabel()
        self._moves = QHBoxLayout()
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _place: self._show_source())
        self.preview_button.clicked.connect(self.preview)
        self.take_button.clicked.connect(self.take)
        self._show_source()

    def preview(self) -> None:
        """Say how many matters would change their light; nothing is written."""
        office, as_of, rows = self._session.office, self._session.as_of, self._preset().rows
        if office.reader.count("task") > MANY:
            self.effect.setText(_("Computing …"))
            self._session.in_background(lambda: preview_table(office, rows, as_of=as_of), self._show_effect)
        else:
            self._show_effect(preview_table(office, rows, as_of=as_of))

    def take(self) -> None:
        """Replace the rows of the table; one step, which can be undone."""
        office, preset = self._session.office, self._preset()
        step = self._session.perform(lambda: apply_preset(office, preset.id), window=self)
        if step is not None:
            self._session.said.emit(_("The light table “{name}” is in use; it can be undone.", name=preset.name))
            self._clear()

    def _preset(self) -> Preset:
        return presets()[str(self.choice.currentData())]

    def _show_source(self) -> None:
        preset = self._preset()
        self.source.setText("\n".join(text for text in (preset.source, preset.note) if text))
        rules = [f"{number}. {say_rule(rule)}" for number, rule in enumerate(compile_rules(preset.rows).rows, 1)]
        self.choice.setToolTip(literally("\n".join(rules)))
        self.take_button.setEnabled(self._session.office.writable)
        self._clear()

    def _show_effect(self, preview: TablePreview) -> None:
        self._clear()
        text = _("{changed} of {total} matters change their light.", changed=preview.changed, total=preview.total)
        self.effect.setText(text)
        for (before, after), count in sorted(preview.moves.items(), key=lambda move: -move[1]):
            for piece in (Lamp(before, 18), QLabel("→"), Lamp(after, 18), QLabel(str(count))):
                self._moves.addWidget(piece)
            self._moves.addSpacing(SPACE)
        self._moves.addStretch()

    def _clear(self) -> None:
        self.effect.setText("")
        while (item := self._moves.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        for label in (self.source, self.effect):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setObjectName("muted")
        self.source.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(QLabel(_("Tables of named places")))
        for widget in self._tools():
            row.addWidget(widget)
        row.addStretch()
        effect = QHBoxLayout()
        effect.addWidget(self.effect)
        effect.addSpacing(SPACE)
        effect.addLayout(self._moves, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # the table has the rest
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.source)
        layout.addLayout(effect)

    def _tools(self) -> Sequence[QWidget]:
        return self.choice, self.preview_button, self.take_button


def _columns(session: Session) -> list[Column]:
    """Return the columns of the description, the light as a lamp."""
    made: list[Any] = columns_of(session, entities()["light_rule"])
    return [
        Column(column.name, column.title, column.width, _light_name, light=lambda row: str(row.light))
        if column.name == "light"
        else column
        for column in made
    ]


def _light_name(row: Any) -> str:
    return _(Light.of(str(row.light)).label)

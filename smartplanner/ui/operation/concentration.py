"""集中度: how much hangs on one company, by city, district or area, with the rule that makes a light red in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.money import format_money
from smartplanner.queries.concentration import CUT_NAMES, Cell, Concentration, OperatorShare, concentration
from smartplanner.rules.concentration import Alarm
from smartplanner.rules.lights import Light
from smartplanner.rules.sums import figure
from smartplanner.ui.operation.listing import Listing, amount_column, light_column, line_label, plain_label
from smartplanner.ui.periods import period_words
from smartplanner.ui.session import Session, literally
from smartplanner.ui.table import Column
from smartplanner.ui.theme import ROW_HEIGHT, SPACE

_MOST_WORDS = 3
_HIGHEST = 290
"""Pixels that the cells take at most at first."""


class ConcentrationPanel(QWidget):
    """The cells of a cut above; below, the operators of the chosen cell.  ``ruling`` asks for the rules."""

    ruling = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.found: Concentration | None = None
        self.cut = QComboBox(self)
        self.cut.setAccessibleName(_("Taken over"))
        for name, label in CUT_NAMES.items():
            self.cut.addItem(_(label), name)
        self.rules_button = QPushButton(_("Change the rules"), self)
        self.alarms = plain_label("")
        self.alarms.setWordWrap(True)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self.cells = Listing(
            self._cell_columns(),
            lambda cell: str(cell.id or ""),
            nothing=_("No contract is in force. Concentration is measured over contracts that are signed and run."),
            stretch=8,
            parent=self._split,
        )
        self._below = QWidget(self._split)
        self.operators = Listing(
            self._operator_columns(),
            lambda share: str(share.operator or ""),
            nothing=_("Choose a line above to see its operators."),
            opened=self._open,
            stretch=1,
            parent=self._below,
        )
        self.chosen = line_label("", "subheading")
        self.cut.currentIndexChanged.connect(lambda _place: self.load())
        self.rules_button.clicked.connect(self.ruling)
        self.cells.table.selectionModel().selectionChanged.connect(lambda *_change: self._explain())
        self._lay_out()

    def ask(self, cut: str) -> None:
        """Show another cut: city, district or area."""
        self.cut.setCurrentIndex(self.cut.findData(cut))

    def load(self) -> None:
        """Measure the chosen cut."""
        reader, as_of = self.session.office.reader, self.session.as_of
        self.show_found(concentration(reader, cut=str(self.cut.currentData()), as_of=as_of))

    def show_city(self, city: Concentration) -> None:
        """Take over what was measured of the whole city; another cut that is in view is measured anew."""
        if self.cut.currentData() == city.cut:
            self.show_found(city)
        else:
            self.load()

    def show_found(self, found: Concentration) -> None:
        """Show these cells; the first is chosen if none was."""
        self.found = found
        self.cells.show_rows(found.cells)
        above = min(_HIGHEST, (len(found.cells) + 2) * ROW_HEIGHT)
        self._split.setSizes([above, max(_HIGHEST, self._split.height() - above)])
        if found.cells and not self.cells.chosen():
            self.cells.table.selectRow(0)
        if found.alarms:
            words = [_say(alarm) for alarm in found.alarms[:_MOST_WORDS]]
            if (more := len(found.alarms) - _MOST_WORDS) > 0:
                words.append(_("and {count} more", count=more))
            self.alarms.setText("\n".join(words))
        elif not self.session.office.reader.count("concentration_rule"):
            self.alarms.setText(_("No rule says from where on it is too much; “Change the rules” takes them."))
        else:
            self.alarms.setText(_("No rule is broken."))
        self._explain()

    def _explain(self) -> None:
        chosen = self.cells.chosen()
        cell: Cell | None = chosen[0] if chosen else None
        self.operators.show_rows(cell.operators if cell is not None else ())
        if cell is None:
            self.chosen.setText("")
            return
        ending = [
            _("{operator}: {share} % of its money ends in {quarter}",
              operator=self._name(one.operator), share=figure(one.percent, places=1), quarter=period_words(one.quarter))
            for one in cell.ending[:2]
        ]  # fmt: skip
        words = _("{place}: {sum} under contract", place=cell.name, sum=format_money(cell.total))
        text = "；".join([words, *ending])
        self.chosen.setText(text)
        self.chosen.setToolTip(literally(text))

    def _open(self, share: OperatorShare) -> None:
        if share.operator:
            self.session.asked.emit("operator", share.operator)

    def _name(self, id: str | None) -> str:
        return self.session.office.reader.name("operator", id) if id else _("no operator named")

    def _cell_columns(self) -> list[Column]:
        def share(name: str, title: str, value: Any, unit: str = "%") -> Column:
            return Column(name, title, 9, lambda cell: figure(value(cell), places=1) + unit, key=value, right=True)

        return [
            light_column(lambda cell: str(cell.light), _say_alarms),
            Column("place", _("Place or area"), 14, lambda cell: cell.name),
            amount_column("total", _("Contract sums (10,000 yuan)"), lambda cell: cell.total, 14),
            Column("count", _("Number of operators"), 7, lambda cell: str(len(cell.operators)),
                   key=lambda cell: len(cell.operators), right=True),
            Column("first", _("Largest operator"), 22,
                   lambda cell: self._name(cell.operators[0].operator) if cell.operators else ""),
            share("largest", _("Largest share"), lambda cell: cell.largest),
            share("top_three", _("Three largest"), lambda cell: cell.top_three),
            share("hhi", "HHI", lambda cell: cell.hhi, ""),
            Column("rule", _("What the rules say"), 30, lambda cell: _say_alarms(cell) or _("No rule is broken.")),
        ]  # fmt: skip

    def _operator_columns(self) -> list[Column]:
        return [
            Column("share", _("Share"), 9, lambda one: figure(one.percent, places=1) + "%",
                   key=lambda one: one.percent, right=True),
            Column("operator", _("Operator"), 30, lambda one: self._name(one.operator)),
            amount_column("amount", _("Contract sums (10,000 yuan)"), lambda one: one.amount, 14),
            Column("contracts", _("Number of contracts"), 8,
                   lambda one: str(one.contracts), key=lambda one: one.contracts,
                   right=True),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.cut)
        top.addWidget(self.alarms, 1)
        top.addWidget(self.rules_button)
        inner = QVBoxLayout(self._below)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.chosen)
        inner.addWidget(self.operators, 1)
        self._split.addWidget(self.cells)
        self._split.addWidget(self._below)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._split, 1)


def _say(alarm: Alarm) -> str:
    return _("{light}: {words}", light=_(Light.of(alarm.light).label), words=alarm.words)


def _say_alarms(cell: Cell) -> str:
    return "；".join(alarm.words for alarm in cell.alarms)

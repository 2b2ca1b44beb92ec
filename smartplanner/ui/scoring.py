"""考核: the scores of the units for a period, and every point of the chosen unit explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.commands.scoring import take_score_rules
from smartplanner.model.organisation import OrganisationKind
from smartplanner.queries.scoring import Scores, UnitScore, score_period, scores
from smartplanner.rules.periods import period_before, period_of
from smartplanner.rules.scoring import Item, ScoreLine, say_detail
from smartplanner.ui.latest import Latest
from smartplanner.ui.periods import period_words
from smartplanner.ui.seen_page import SeenPage
from smartplanner.ui.session import Session, literally
from smartplanner.ui.stretching import stretch as stretch_column
from smartplanner.ui.theme import ERROR, SPACE

_SPANS = {"monthly": N_("By month"), "quarterly": N_("By quarter"), "yearly": N_("By year")}
_OFFERED = {"monthly": 18, "quarterly": 12, "yearly": 5}
"""How many periods back the chooser reaches."""
_RELEVANT = frozenset(
    {"task", "task_event", "party", "progress_report", "score_rule", "score_entry", "organisation", "alias"}
)
_UNITS_HEAD = (
    N_("Rank"), N_("Organisation"), N_("Kind of unit"), N_("Score"), N_("Deductions"), N_("Additions"), N_("Leads"),
    N_("Helps with"),
)  # fmt: skip
_POINTS_HEAD = (N_("Score item"), N_("Matter or reason"), N_("Role"), N_("Date"), N_("Points"), N_("Explanation"))
_ID = Qt.ItemDataRole.UserRole


class ScorePage(SeenPage):
    """The table of units above, the points of the chosen unit below."""

    reads = _RELEVANT

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: Scores | None = None
        self._latest = Latest(session, self)
        self.span, self.period = QComboBox(), QComboBox()
        for span, label in _SPANS.items():
            self.span.addItem(_(label), span)
        self.span.setCurrentIndex(1)
        self._offer_periods()
        self.hint = QLabel()
        self.hint.setObjectName("muted")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.take_button = QPushButton(_("Take over the usual rules"))
        self.take_button.setVisible(False)
        self.units = _table(_UNITS_HEAD, stretch=1)
        self.points = _table(_POINTS_HEAD, stretch=1)
        self.chosen = QLabel()
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self._connect()
        self._lay_out()

    def load(self) -> None:
        """Count the scores of the chosen period in the background."""
        self.stale = False
        reader, as_of = self.session.office.reader, self.session.as_of
        period = score_period(str(self.period.currentData()), as_of=as_of)
        self._latest.read(lambda: scores(reader, period, as_of=as_of), self.show_scores, beside=True)

    def show_scores(self, found: Scores) -> None:
        """Show these scores, and the points of the unit that was chosen before, if it is among them."""
        before = self.unit()
        self.found = found
        self.take_button.setVisible(not found.has_rules and self.session.office.writable)
        self.hint.setText(
            _("Counted until {day}; ranked among units of one kind.", day=found.until.isoformat())
            if found.has_rules
            else _("This book has no rules of scoring yet.")
        )
        with QSignalBlocker(self.units):
            _fill(self.units, [_unit_cells(unit) for unit in found.units])
            for row, unit in enumerate(found.units):
                _cell(self.units, row, 0).setData(_ID, unit.unit)
            ids = [unit.unit for unit in found.units]
            if ids:
                self.units.selectRow(ids.index(before.unit) if before is not None and before.unit in ids else 0)
        self._explain()

    def unit(self) -> UnitScore | None:
        """Return the unit that is chosen."""
        rows = self.units.selectionModel().selectedRows()
        if not rows or self.found is None or rows[0].row() >= len(self.found.units):
            return None
        return self.found.units[rows[0].row()]

    def choose_period(self, span: str, period: str) -> None:
        """Show another period: a span (monthly, quarterly, yearly) and the name of a period of it."""
        self.span.setCurrentIndex(self.span.findData(span))
        self.period.setCurrentIndex(max(0, self.period.findData(period)))

    def _explain(self) -> None:
        unit = self.unit()
        if unit is None:
            self.chosen.setText("")
            _fill(self.points, [])
            return
        self.chosen.setText(_("{unit}: {score} points", unit=unit.name, score=f"{unit.total:g}"))
        rows = [(line, item) for line in unit.lines for item in _items(line)]
        _fill(self.points, [_point_cells(line, item) for line, item in rows])
        for row, (_line, item) in enumerate(rows):
            _cell(self.points, row, 0).setData(_ID, item.task)
            if item.points < 0:
                _cell(self.points, row, 4).setForeground(ERROR)

    def _offer_periods(self) -> None:
        span = str(self.span.currentData())
        with QSignalBlocker(self.period):
            self.period.clear()
            for name in _names(span, self.session.as_of):
                self.period.addItem(period_words(name), name)

    def _connect(self) -> None:
        self.span.currentIndexChanged.connect(self._offer_periods)
        self.span.currentIndexChanged.connect(self.load)
        self.period.currentIndexChanged.connect(self.load)
        self.units.itemSelectionChanged.connect(self._explain)
        self.points.doubleClicked.connect(lambda index: self._open(index.row()))
        self.take_button.clicked.connect(self._take_rules)
        self.session.changed.connect(self.outdate)

    def _open(self, row: int) -> None:
        """Show the matter of a point."""
        if task := _cell(self.points, row, 0).data(_ID):
            self.session.asked.emit("task", task)

    def _take_rules(self) -> None:
        self.session.perform(lambda: take_score_rules(self.session.office), window=self)

    def _lay_out(self) -> None:
        heading = QLabel(_("Scores"))
        heading.setObjectName("heading")
        top = QHBoxLayout()
        for widget in (heading, self.span, self.period, self.hint):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.take_button)
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, SPACE, 0, 0)
        inner.addWidget(self.chosen)
        inner.addWidget(self.points)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.units)
        split.addWidget(below)
        split.setSizes([380, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.addLayout(top)
        layout.addWidget(split, 1)


def _names(span: str, as_of: date) -> list[str]:
    """Return the names of the periods to choose from, the latest first."""
    if span == "yearly":
        return [str(as_of.year - back) for back in range(_OFFERED[span])]
    period = period_of(as_of, span)
    found = [period.name]
    for _back in range(_OFFERED[span] - 1):
        period = period_before(period, span)
        found.append(period.name)
    return found


def _items(line: ScoreLine) -> Sequence[Item]:
    cut = (Item(_("limit reached"), None, line.cut),) if line.cut else ()
    return (*line.items, *cut)


def _unit_cells(unit: UnitScore) -> list[str]:
    minus = sum(line.points for line in unit.lines if line.condition != "base" and line.points < 0)
    plus = sum(line.points for line in unit.lines if line.condition != "base" and line.points > 0)
    kind = _(OrganisationKind.of(unit.kind).label)
    numbers = [f"{unit.total:g}", f"{minus:+.6g}" if minus else "", f"{plus:+.6g}" if plus else ""]
    return [str(unit.rank), unit.name, kind, *numbers, str(unit.leads), str(unit.supports)]


def _point_cells(line: ScoreLine, item: Item) -> list[str]:
    role = "" if not item.task else _("Lead") if item.lead else _("Co-operation")
    title = line.title or _("Recognised by hand")
    detail = say_detail(line.condition, item.detail)
    return [title, item.title, role, item.day.isoformat() if item.day else "", f"{item.points:+g}", detail]


def _table(titles: Sequence[str], *, stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(titles))
    table.setHorizontalHeaderLabels([_(title) for title in titles])
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().setVisible(False)
    stretch_column(table.horizontalHeader(), stretch)
    table.setAlternatingRowColors(True)
    return table


def _cell(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    item = table.item(row, column)
    assert item is not None
    return item


def _is_number(text: str) -> bool:
    """Whether a cell holds points or a count, which stand under each other at the right."""
    return text.lstrip("+-").replace(".", "", 1).isdigit()


def _fill(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(literally(text))
            if _is_number(text):
                across = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignHCenter  # the rank
                item.setTextAlignment(across | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    if rows:
        table.resizeColumnsToContents()

"""The overview: what is red and why, what is due, how the districts stand.  Every number opens its list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.fields.money import format_money
from smartplanner.fields.values import trim
from smartplanner.queries.overview import Overview, overview
from smartplanner.queries.tasks import TaskLine
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.session import Session
from smartplanner.ui.table import LIGHT_ORDER, Column, Table, TableModel
from smartplanner.ui.theme import SPACE

MANY = 5_000
"""Matters from which on the figures take longer to compute than a window may keep a person waiting."""


class OverviewPage(QWidget):
    """The first page.  ``wanted`` asks the shell for the list of a light (an empty text: all matters)."""

    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.figures: Overview | None = None
        self._cards: dict[str, FigureCard] = {}
        self._units: dict[str, str] = {}
        self.worst = _line_table(session, self, self._lead)
        self.upcoming = _line_table(session, self, self._lead)
        self._chart_place = QVBoxLayout()
        self._chart: Any = None
        self._lay_out()
        self._stale = True
        session.changed.connect(self._outdate)

    def showEvent(self, event: Any) -> None:
        """Compute the figures when the page is looked at."""
        super().showEvent(event)
        if self._stale:
            self.load()

    def load(self) -> None:
        """Compute and show the figures; those of a large book off the window's thread."""
        self._stale = False
        if self.session.office.reader.count("task") > MANY:
            self.session.in_background(self._compute, self._take)
        else:
            self._take(self._compute())

    def _compute(self) -> tuple[Overview, dict[str, str]]:
        reader = self.session.office.reader
        return overview(reader, as_of=self.session.as_of), short_unit_names(reader)

    def _take(self, computed: tuple[Overview, dict[str, str]]) -> None:
        self.figures, self._units = computed
        self._show(self.figures)
        if self.figures.total:
            # The chart's library takes a moment to load: off the window's thread, with the numbers on screen.
            self.session.in_background(_load_charts, self._show_chart)

    def _lead(self, line: TaskLine) -> str:
        return self._units.get(line.lead, "") if line.lead else ""

    def _outdate(self, _rows: dict[str, set[str]]) -> None:
        self._stale = True
        if self.isVisible():
            self.load()

    def _show(self, figures: Overview) -> None:
        for light in Light:
            self._cards[str(light)].show_figure(str(figures.by_light[str(light)]))
        self._cards["total"].show_figure(str(figures.total))
        self._cards["done"].show_figure(f"{trim(round(figures.done_share, 1))}%")
        self._cards["soon"].show_figure(str(figures.due_soon))
        self._cards["money"].show_figure(format_money(figures.amount) if figures.amount else "—")
        self.worst.model().set_rows(figures.worst)  # type: ignore[attr-defined]
        self.upcoming.model().set_rows(figures.upcoming)  # type: ignore[attr-defined]
        self._hint.setVisible(figures.total == 0)

    def _show_chart(self, chart: Any) -> None:
        if self.figures is None:
            return
        if self._chart is None:
            self._chart = chart()
            self._chart_place.addWidget(self._chart)
        rows = [row for row in self.figures.by_district if row.id]
        self._chart.show_rows(rows or [row for row in self.figures.by_category if row.id][:18])

    def _lay_out(self) -> None:
        heading = QLabel(_("Overview"))
        heading.setObjectName("heading")
        as_of = QLabel(_("as of {day}", day=self.session.as_of.isoformat()))
        as_of.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(as_of)
        top.addStretch()
        self._hint = QLabel(_("The book is empty. Take in your ledgers with “File → Import ledgers” (Ctrl+I)."))
        self._hint.setObjectName("subheading")
        self._hint.hide()
        grid = QGridLayout()
        grid.setSpacing(SPACE + SPACE // 2)
        grid.addWidget(_panel(_("Late and behind, worst first"), self.worst), 0, 0)
        grid.addWidget(_panel(_("Due within 15 days"), self.upcoming), 1, 0)
        grid.addWidget(_panel(_("Lights by district"), self._chart_place), 0, 1, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        body, area = QWidget(), QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE + SPACE // 2)
        layout.addLayout(top)
        layout.addWidget(self._hint)
        layout.addLayout(self._figure_row())
        layout.addLayout(grid, 1)

    def _figure_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        titles = {"total": _("Matters"), **{str(light): _(light.label) for light in Light}}
        titles |= {"soon": _("Due within 15 days"), "done": _("Completion rate"), "money": _("Total investment")}
        for key, title in titles.items():
            card = FigureCard(title, key if key in LIGHT_ORDER else "")
            light = key if key in (*LIGHT_ORDER, "soon") else "blue" if key == "done" else ""
            card.clicked.connect(lambda light=light: self.wanted.emit(light))
            self._cards[key] = card
            row.addWidget(card)
        return row


def _load_charts() -> Any:
    from smartplanner.ui.chart import LightChart

    return LightChart


class FigureCard(QFrame):
    """One number with its name; a click asks for what it counts."""

    clicked = Signal()

    def __init__(self, title: str, light: str = "") -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._figure = QLabel("…")
        self._figure.setObjectName("figure")
        name = QLabel(title)
        name.setObjectName("muted")
        row = QHBoxLayout()
        row.setSpacing(SPACE - 2)
        if light:
            row.addWidget(Lamp(light, 18))
        row.addWidget(name)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE + 4, SPACE, SPACE, SPACE)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self._figure)
        self.setAccessibleName(title)

    def show_figure(self, text: str) -> None:
        """Show the number."""
        self._figure.setText(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of the click."""
        super().mouseReleaseEvent(event)
        self.clicked.emit()


def _line_table(session: Session, parent: QWidget, lead: Callable[[TaskLine], str]) -> Table:
    columns = [
        Column(
            "light",
            _("Light"),
            6,
            lambda line: _(Light.of(line.signal.light).label),
            light=lambda line: str(line.signal.light),
        ),
        Column("title", _("Title of the matter"), 26, lambda line: line.title),
        Column("lead", _("Lead unit"), 14, lead),
        Column("due", _("Due"), 12, lambda line: line.due.isoformat() if line.due else ""),
        Column("cause", _("Reason for the light"), 22, lambda line: say_cause(line.signal)),
    ]
    table = Table(TableModel(columns, _id, parent), parent)
    table.setSortingEnabled(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.opened.connect(lambda id: session.asked.emit("task", id))
    table.setMinimumSize(600, 120)  # in less, nothing is left for the title: a narrow window scrolls instead
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return table


def _id(line: TaskLine) -> str:
    return line.id


def _panel(title: str, content: QWidget | QVBoxLayout) -> QFrame:
    panel = QFrame()
    panel.setObjectName("panel")
    heading = QLabel(title)
    heading.setObjectName("subheading")
    layout = QVBoxLayout(panel)
    layout.addWidget(heading, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(content, QWidget):
        layout.addWidget(content, 1)
    else:
        layout.addLayout(content, 1)
    return panel

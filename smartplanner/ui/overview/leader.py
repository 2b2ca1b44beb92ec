"""The overview of a leader: one page like the paper 一页纸: ten numbers, the red list, what to decide, one chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.office import Office
from smartplanner.queries.overview.situation import Situation
from smartplanner.ui.charts import ChartView
from smartplanner.ui.operation.tile import Tile
from smartplanner.ui.overview import ways, words
from smartplanner.ui.overview.chart import light_chart, way_to_bar
from smartplanner.ui.overview.columns import Columns
from smartplanner.ui.overview.panel import Panel, plain
from smartplanner.ui.overview.rows import enlarged
from smartplanner.ui.overview.ways import Way
from smartplanner.ui.overview.words import Names
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

if TYPE_CHECKING:
    from smartplanner.reports.papers.sheets.one_page import OnePageFigures

_NUMBERS = 10
_LINES, _LINES_TALL, _TALL = 7, 12, 900
_DECISIONS = 4
_LARGER = 1.2
_OPENS: Mapping[str, Callable[[], Way]] = {
    "督办事项": lambda: ways.light(""),
    "已办结": lambda: ways.light("blue"),
    "办结率": lambda: ways.light("blue"),
    "逾期事项": ways.overdue,
    "红灯事项": lambda: ways.light("red"),
    "黄灯事项": lambda: ways.light("yellow"),
    "逾期里程碑": ways.late_milestones,
    "建设空白点": lambda: ways.to_page("portfolio"),
    "合同已付款": lambda: ways.operation("total"),
    "受阻付款": lambda: ways.operation("blocked"),
}
"""The lists behind the numbers of the paper, by the names that it gives them."""


class LeaderView(QWidget):
    """One page in large letters.  ``going`` asks for a page with what to choose on it."""

    going = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.paper: OnePageFigures | None = None
        self.tiles = [_Number("") for _number in range(_NUMBERS)]
        self.red = Panel(_("Red list"), _("Nothing is red."))
        self.decisions = Panel(_("To decide"), _("Nothing waits for a decision."))
        self.decided = plain("")
        self.chart = Panel(_("Lights by district"), "")
        self.bars = ChartView()
        self.print_button = QPushButton(_("Print the one page"))
        self.found: Situation | None = None
        self._lay_out()
        self._connect()

    def show_paper(self, paper: OnePageFigures, found: Situation, names: Names) -> None:
        """Show the numbers of the paper and the red list behind it."""
        self.paper, self.found = paper, found
        for tile, number in zip(self.tiles, paper.numbers, strict=False):
            compared = "" if number.change == "—" else _("since last month: {change}", change=number.change)
            tile.show_number(number.name, number.value, compared)
        self.red.show_rows(words.worst_rows(found, names, most=words.IN_PANEL), count=len(found.red))
        self.bars.show_chart(light_chart(found))
        shown = paper.decisions[:_DECISIONS]
        self.decided.setText("\n".join(f"{place}. {text}" for place, text in enumerate(shown, 1)))
        self.decided.setVisible(bool(shown))
        self.decisions.show_rows(())
        self.decisions.say_all(_("details") if shown else "")
        self.decisions.empty.setVisible(not shown)

    def fit(self, height: int) -> None:
        """Show as many lines as a window of this height has room for."""
        self.red.list.show_most(_LINES_TALL if height >= _TALL else _LINES)

    def _open(self, place: int) -> None:
        if self.paper is None or place >= len(self.paper.numbers):
            return
        way = _OPENS.get(self.paper.numbers[place].name)
        if way is not None:
            self.going.emit(*way())

    def _open_bar(self, key: str) -> None:
        if self.found is not None:
            self.going.emit(*way_to_bar(key, self.found))

    def _connect(self) -> None:
        for place, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _on=False, place=place: self._open(place))
        self.red.asked.connect(lambda: self.going.emit(*ways.red_list()))
        self.bars.picked.connect(self._open_bar)
        self.red.opened.connect(self.session.asked)
        self.decisions.asked.connect(
            lambda: self.going.emit(*ways.red_list("extension", "gate", "payment", "contract", "bond"))
        )
        self.print_button.clicked.connect(lambda: self.going.emit(*ways.one_page()))

    def _lay_out(self) -> None:
        numbers = Columns(least=170, gap=SPACE, most=5, even=True)
        for tile in self.tiles:
            numbers.add(tile)
        self.red.list.enlarge(_LARGER)
        self.decided.setFont(enlarged(self.decided.font(), _LARGER))
        self.decided.setWordWrap(True)
        self.decided.setMargin(SPACE // 2)
        self.decisions.inside.insertWidget(2, self.decided)
        self.chart.inside.insertWidget(1, self.bars, 1)
        self.chart.empty.hide()
        self.chart.list.hide()
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE)
        below.addWidget(self.red)
        below.addWidget(self.decisions)
        below.addStretch()
        panels = Columns(least=440, gap=SPACE, most=2)
        panels.add(side)
        panels.add(self.chart)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(numbers)
        layout.addLayout(panels)
        layout.addStretch()


class _Number(Tile):
    """A number whose name comes with it."""

    def show_number(self, name: str, value: str, below: str) -> None:
        """Show a number of the paper."""
        self._title = name
        self._name.setText(name)
        self.show_figure(value, below)


def one_page_figures(office: Office, found: Situation) -> OnePageFigures:
    """Return the figures of the paper; those of a district where the scope is one."""
    from smartplanner.commands.reporting import figures  # takes a moment, and most never ask for it
    from smartplanner.reports.papers.sheets.one_page import OnePageFigures

    options = {"district": found.scope.district} if found.scope.district and not found.scope.group else {}
    made = figures(office, ways.ONE_PAGE, as_of=found.as_of, **options)
    assert isinstance(made, OnePageFigures)
    return made

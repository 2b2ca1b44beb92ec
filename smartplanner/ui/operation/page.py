"""运营总览: what an official asks each month of all contracts.  Every number opens its list, right below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.fields.money import format_money
from smartplanner.queries.contracts import ContractOverview, contract_overview
from smartplanner.rules.sums import figure
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.latest import Latest
from smartplanner.ui.making import room_of
from smartplanner.ui.operation.concentration import ConcentrationPanel
from smartplanner.ui.operation.due import MODES, PaymentsPanel, by_mode
from smartplanner.ui.operation.expiring import AHEAD, PAYMENT, ExpiryPanel
from smartplanner.ui.operation.listing import Tabs, plain_label
from smartplanner.ui.operation.mix import MixPanel
from smartplanner.ui.operation.money import MoneyPanel
from smartplanner.ui.operation.papers import EXECUTION, open_paper
from smartplanner.ui.operation.problems import ProblemsPanel
from smartplanner.ui.operation.tile import Tile
from smartplanner.ui.operation.timeline import show_timeline
from smartplanner.ui.overview.columns import Columns
from smartplanner.ui.page_keys import WITHIN, add_key
from smartplanner.ui.seen_page import SeenPage
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_READ = frozenset(
    {
        "contract", "payment", "amendment", "service_level", "service_score", "bond", "milestone", "funding",
        "budget_batch", "operator", "shareholder", "licence", "concentration_rule", "organisation", "district",
    }
)  # fmt: skip
"""A commit that touches one of these changes the page."""
_TILES = {
    "owed": N_("Payable by the end of the month"),
    "ready": N_("Can be paid now"),
    "blocked": N_("Blocked"),
    "late": N_("Late"),
    "deducted": N_("Deducted for service"),
    "expiring": N_("Running out within 90 days"),
    "total": N_("Contract sums"),
    "largest": N_("Largest share"),
}
"""The numbers at the top, from the most asked."""
_TILE = 150
"""Pixels of a number at the top before it is known."""
_LOWEST = 400
"""Pixels that the lists have at least."""
MANY = 1_000
"""Contracts from which on the figures are computed off the window's thread."""


class OperationPage(SeenPage):
    """The page of all contracts as of the session's day.  ``going`` asks the shell for another page by name."""

    reads = _READ

    going = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.overview: ContractOverview | None = None
        self._latest = Latest(session, self)
        # From the outside in: a widget that is put into another with all that is in it is styled anew with all of that.
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        body = self._body = QWidget(self._area.viewport())
        self.head = FoldingRow(body)
        self.view_line = self.head.line
        self.paper_button = QPushButton(_("Write how contracts were carried out"), body)
        self.timeline_button = QPushButton(_("Timeline of contracts"), body)
        self.contracts_button = QPushButton(_("All contracts"), body)
        self.operators_button = QPushButton(_("All operators"), body)
        self.empty = plain_label(
            _("There is no contract yet. Take in the ledger of operators and contracts with “File → Import ledgers” "
              "(Ctrl+I), or add a contract on the page “Contracts”."), "subheading"
        )  # fmt: skip
        self.empty.setWordWrap(True)
        self.empty.hide()
        self.tiles = {name: Tile(_(title), body) for name, title in _TILES.items()}
        self._numbers = Columns(least=_TILE, gap=SPACE, most=len(_TILES), even=True)
        self.tabs = _Lists(body)
        room = room_of(self.tabs)
        self.payments = PaymentsPanel(session, room)
        self.expiring = ExpiryPanel(session, room)
        self.money = MoneyPanel(session, room)
        self.concentration = ConcentrationPanel(session, room)
        self.mix = MixPanel(session, room)
        self.problems = ProblemsPanel(session, room)
        self._lists: dict[str, QWidget] = {
            "payments": self.payments, "expiring": self.expiring, "money": self.money,
            "concentration": self.concentration, "mix": self.mix, "problems": self.problems,
        }  # fmt: skip
        self._lay_out()
        self._connect()

    def load(self, *, at_once: bool = False) -> None:
        """Compute and show the figures; those of a large book off the window's thread, unless wanted at once."""
        self.stale = False
        reader, as_of = self.session.office.reader, self.session.as_of
        beside = not at_once and reader.count("contract") > MANY

        def work() -> ContractOverview:
            for entity in ("contract", "operator"):
                reader.names(entity)  # the lists ask for them, and reading them takes a moment
            return contract_overview(reader, as_of=as_of)

        self._latest.read(work, self._take, beside=beside)

    def ask(self, tile: str) -> None:
        """Show the list behind a number."""
        if tile in MODES:
            self.tabs.setCurrentWidget(self.payments)
            self.payments.ask(tile)
            return
        self.tabs.setCurrentWidget(self._behind[tile])
        if tile == "expiring":
            self.expiring.ask(AHEAD)  # as many as the tile says
        if tile == "largest" and self.overview is not None and self.overview.alarms:
            self.concentration.ask(self.overview.alarms[0].cut)  # where its light comes from

    def list_name(self) -> str:
        """Return the name of the list in sight, as saved views keep it."""
        shown = self.tabs.currentWidget()
        return next((name for name, panel in self._lists.items() if panel is shown), "payments")

    def show_list(self, name: str) -> None:
        """Show a list by its name; one that is not known leaves the page as it is."""
        if name in self._lists:
            self.tabs.setCurrentWidget(self._lists[name])

    def _take(self, found: ContractOverview) -> None:
        self.overview = found
        self.empty.setVisible(found.contracts == 0)
        self._show_tiles(found)
        self.payments.show_rows(by_mode(found.owed, as_of=found.as_of))
        self.expiring.show_rows(found.expiring)
        self.money.show_overview(found)
        self.concentration.show_city(found.concentration)
        self.mix.show_rows(found.mix)
        self.problems.show_overview(found)
        wrong = len(found.breaches) + len(found.findings)
        self.tabs.setTabText(self.tabs.indexOf(self.problems), _("Problems ({count})", count=wrong))

    def _show_tiles(self, found: ContractOverview) -> None:
        rows = by_mode(found.owed, as_of=found.as_of)
        for mode in ("owed", "ready", "blocked", "late"):
            sum_ = sum(one.outstanding for one in rows[mode])
            self.tiles[mode].show_figure(_money(sum_), _("{count} payment(s)", count=len(rows[mode])))
        deducted = rows["deducted"]
        self.tiles["deducted"].show_figure(_money(found.deducted), _("{count} payment(s)", count=len(deducted)))
        ending = [one for one in found.expiring if one.kind != PAYMENT]
        soon = [one for one in ending if one.left >= 0]
        past = len(ending) - len(soon)
        light = "red" if past else "yellow" if any(one.rung <= 60 for one in soon) else ""
        self.tiles["expiring"].show_figure(str(len(soon)), _("{count} past", count=past), light=light)
        paid = _("paid {share} %", share=f"{found.paid * 100 / found.total:.1f}") if found.total else ""
        self.tiles["total"].show_figure(_money(found.total), paid)
        cells = found.concentration.cells
        share = figure(cells[0].largest, places=1) + "%" if cells else "—"
        light = found.alarms[0].light if found.alarms else "green" if cells else ""
        self.tiles["largest"].show_figure(share, _("{count} alarm(s)", count=len(found.alarms)), light=light)
        self._numbers.least = max(tile.sizeHint().width() for tile in self.tiles.values())
        self._numbers.invalidate()

    def _connect(self) -> None:
        self.session.changed.connect(self.outdate)
        self.timeline_button.clicked.connect(lambda: show_timeline(self.session, self.window()))
        self.paper_button.clicked.connect(lambda: open_paper(self.session, EXECUTION, self.window()))
        self.contracts_button.clicked.connect(lambda: self.going.emit("contract"))
        self.operators_button.clicked.connect(lambda: self.going.emit("operator"))
        self.concentration.ruling.connect(lambda: self.going.emit("concentration_rule"))
        add_key(self, QKeySequence.StandardKey.Find, self._find, where=WITHIN)

    def _find(self) -> None:
        self.tabs.setCurrentWidget(self.payments)
        self.payments.search.setFocus()

    def _lay_out(self) -> None:
        top = self.view_line
        top.addWidget(plain_label(_("Operation overview"), "heading"))
        top.addWidget(plain_label(_("as of {day}", day=self.session.as_of.isoformat()), "muted"))
        top.addStretch()
        buttons = (self.paper_button, self.timeline_button, self.contracts_button, self.operators_button)
        for button in buttons:
            top.addWidget(button)
        self.head.fold(*reversed(buttons))
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, name=name: self.ask(name))
            self._numbers.add(tile)
        titles = (
            _("Payments owed"), _("Running out"), _("Planned and paid"), _("Concentration"),
            _("Built and run together"), _("Problems"),
        )  # fmt: skip
        for panel, title in zip(self._lists.values(), titles, strict=True):
            self.tabs.addTab(panel, title)
        self._behind = {"expiring": self.expiring, "total": self.money, "largest": self.concentration}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.head)
        layout.addWidget(self.empty)
        layout.addLayout(self._numbers)
        layout.addWidget(self.tabs, 1)
        self._area.setWidget(self._body)


class _Lists(Tabs):
    """The lists: as high as the window leaves them; in a low one the page scrolls rather than squeeze them."""

    def sizeHint(self) -> QSize:
        """Ask for some rows."""
        return QSize(900, _LOWEST)

    def minimumSizeHint(self) -> QSize:
        """Keep some rows in sight."""
        return QSize(super().minimumSizeHint().width(), _LOWEST)


def _money(fen: int) -> str:
    return format_money(fen) if fen else "0"

"""Planned against paid by month, and by year, source, district or area; batches and burn against the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.fields.money import format_money
from smartplanner.model.budget_batch import MoneySource
from smartplanner.queries.contracts import ContractOverview
from smartplanner.queries.operation_money import BatchUse, Burn, MoneyRow, say_burn
from smartplanner.rules.sums import figure
from smartplanner.ui.operation.listing import Listing, amount_column, light_column, line_label
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE

CUTS = {
    "by_month": N_("By month"),
    "by_year": N_("By year"),
    "by_source": N_("By source"),
    "by_district": N_("By district"),
    "by_area": N_("By area"),
    "batches": N_("Budget batches"),
    "burns": N_("Spending against the calendar"),
}
"""What the money is divided by."""
_CHARTED = 24
"""Months around the day that the chart shows."""


class MoneyPanel(QWidget):
    """The chart of months above, the table of the chosen cut below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._chart: Any = None
        self._overview: ContractOverview | None = None
        self.words = line_label()
        self.cut = QComboBox(self)
        self.cut.setAccessibleName(_("Divided by"))
        for name, label in CUTS.items():
            self.cut.addItem(_(label), name)
        nothing = _("No money is planned yet. Enter payments with their amounts and days, or import their ledger.")
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._below = QWidget(self._split)
        self.rows = Listing(_row_columns(), lambda row: str(row.key), nothing=nothing, stretch=0, parent=self._below)
        self.batches = Listing(
            _batch_columns(), lambda use: str(use.id), stretch=1,
            nothing=_("No budget batch is entered yet."), opened=self._open_batch, parent=self._below,
        )  # fmt: skip
        self.burns = Listing(
            _burn_columns(), lambda burn: str(burn.plan), stretch=1,
            nothing=_("No money is allotted for this year. Enter fundings on the page “Fundings”."),
            opened=self._open_plan, parent=self._below,
        )  # fmt: skip
        self.cut.currentIndexChanged.connect(lambda _place: self._show_cut())
        self._lay_out()

    def show_overview(self, found: ContractOverview) -> None:
        """Show the money of these contracts."""
        self._overview = found
        money = found.money
        self.words.setText(
            _("Planned in all {planned}, due so far {due}, paid {paid}.", planned=format_money(money.planned),
              due=format_money(money.due), paid=format_money(money.paid))
        )  # fmt: skip
        self.batches.show_rows(found.batches)
        self.burns.show_rows(found.burns)
        self._show_cut()
        if money.by_month:
            # The chart's library takes a moment to load: off the window's thread, with the numbers on screen.
            self.session.in_background(_load_chart, self._show_chart)

    def _show_cut(self) -> None:
        cut = str(self.cut.currentData())
        self.rows.setVisible(cut not in ("batches", "burns"))
        self.batches.setVisible(cut == "batches")
        self.burns.setVisible(cut == "burns")
        if self._overview is not None and self.rows.isVisibleTo(self):
            self.rows.show_rows(getattr(self._overview.money, cut))
            if cut == "by_month":
                self.rows.table.select(self.session.as_of.isoformat()[:7])

    def _show_chart(self, chart: Any) -> None:
        if self._overview is None:
            return
        from smartplanner.ui.operation.charts import Pair

        if self._chart is None:
            self._chart = chart()
            self._split.insertWidget(0, self._chart)
            self._split.setSizes([200, 300])
        rows = _around(self._overview.money.by_month, self.session.as_of.isoformat()[:7])
        self._chart.show_pairs([Pair(row.name[2:].replace("-", "."), row.planned, row.paid) for row in rows])

    def _open_batch(self, use: BatchUse) -> None:
        self.session.asked.emit("budget_batch", use.id)

    def _open_plan(self, burn: Burn) -> None:
        if burn.plan:
            self.session.asked.emit("plan", burn.plan)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.cut)
        top.addWidget(self.words, 1)
        inner = QVBoxLayout(self._below)
        inner.setContentsMargins(0, 0, 0, 0)
        for listing in (self.rows, self.batches, self.burns):
            inner.addWidget(listing)
        self._split.addWidget(self._below)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self._split, 1)


def _around(rows: Sequence[MoneyRow], this: str) -> list[MoneyRow]:
    """Return the months around *this* one that a chart has room for."""
    months = [row for row in rows if row.key]
    place = sum(row.key is not None and row.key < this for row in months)
    first = max(0, min(place - _CHARTED // 2, len(months) - _CHARTED))
    return months[first : first + _CHARTED]


def _row_columns() -> list[Column]:
    wan = _("10,000 yuan")
    return [
        Column("name", _("Divided by"), 20, lambda row: row.name),
        amount_column("planned", _("{label} ({unit})", label=_("Planned"), unit=wan), lambda row: row.planned, 16),
        amount_column("paid", _("{label} ({unit})", label=_("Paid"), unit=wan), lambda row: row.paid, 16),
        amount_column(
            "open", _("{label} ({unit})", label=_("Not paid"), unit=wan), lambda row: row.planned - row.paid, 16
        ),
        Column("share", _("Paid share"), 10, _paid_share, key=lambda row: row.paid / row.planned if row.planned else 0,
               right=True),
    ]  # fmt: skip


def _paid_share(row: MoneyRow) -> str:
    return f"{row.paid * 100 / row.planned:.1f}%" if row.planned else ""


def _batch_columns() -> list[Column]:
    wan = _("10,000 yuan")
    return [
        light_column(lambda use: use.light),
        Column("title", _("Budget batch"), 26, lambda use: use.title),
        Column("year", _("Year"), 7, lambda use: str(use.year)),
        Column("source", _("Source of money"), 12, lambda use: _(MoneySource.of(use.source).label)),
        amount_column("amount", _("{label} ({unit})", label=_("Amount"), unit=wan), lambda use: use.amount),
        amount_column("allocated", _("Allocated"), lambda use: use.allocated),
        amount_column("left", _("Left"), lambda use: use.left),
        amount_column("spent", _("Spent so far"), lambda use: use.spent),
        Column("users", _("Shared by"), 8, lambda use: str(use.users), key=lambda use: use.users, right=True),
    ]


def _burn_columns() -> list[Column]:
    wan = _("10,000 yuan")
    return [
        light_column(lambda burn: burn.light, say_burn),
        Column("name", _("District plan"), 30, lambda burn: burn.name),
        amount_column("amount", _("{label} ({unit})", label=_("Amount"), unit=wan), lambda burn: burn.amount),
        amount_column("spent", _("Spent so far"), lambda burn: burn.spent),
        Column("share", _("Spent"), 9, lambda burn: figure(burn.spent_share, places=1) + "%",
               key=lambda burn: burn.spent_share, right=True),
        Column("elapsed", _("Of the year"), 9, lambda burn: figure(burn.elapsed, places=1) + "%", right=True),
        Column("behind", _("Behind (points)"), 10, lambda burn: figure(burn.behind, places=1),
               key=lambda burn: burn.behind, right=True),
    ]  # fmt: skip


def _load_chart() -> Any:
    from smartplanner.ui.operation.charts import PlanAndPaid

    return PlanAndPaid

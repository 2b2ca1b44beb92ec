"""The views of 运营总览: which list is in sight, what each list is asked for, the words looked for, the orders."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox

from smartplanner.ui.operation.due import MODES
from smartplanner.ui.operation.expiring import RUNGS
from smartplanner.ui.operation.listing import Listing
from smartplanner.ui.operation.page import OperationPage
from smartplanner.ui.views.places import Content, gone, listed, worded

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class OperationPlace:
    """The overview of operation."""

    def __init__(self, page: OperationPage) -> None:
        self.page = page
        self._listings = {
            "payments": page.payments.listing,
            "expiring": page.expiring.listing,
            "money": page.money.rows,
            "concentration": page.concentration.cells,
            "mix": page.mix.rows,
            "problems": page.problems.listing,
        }

    def read(self) -> dict[str, Any]:
        """Return what is chosen."""
        page = self.page
        return {
            "kind": "operation",
            "list": page.list_name(),
            "payments": str(page.payments.mode.currentData()),
            "text": page.payments.search.text(),
            "expiring": str(page.expiring.kind.currentData()),
            "rung": page.expiring.rung,
            "money": str(page.money.cut.currentData()),
            "concentration": str(page.concentration.cut.currentData()),
            "sort": [[name, *order] for name, listing in self._listings.items() if (order := _order(listing))],
        }

    def show(self, content: Content) -> list[str]:
        """Choose it again; an order by a column that is gone is left out."""
        page, notes = self.page, []
        if page.overview is None:
            page.load()
        with QSignalBlocker(page.payments.search):
            page.payments.search.setText(worded(content.get("text")))
        for box, name in (
            (page.payments.mode, "payments"), (page.expiring.kind, "expiring"), (page.money.cut, "money"),
            (page.concentration.cut, "concentration"),
        ):  # fmt: skip
            _choose(box, worded(content.get(name)))
        rung = content.get("rung")
        page.expiring.ask(rung if type(rung) is int and rung in RUNGS else None)
        page.payments.apply()
        notes += self._show_orders(listed(content.get("sort")))
        page.show_list(worded(content.get("list")) or "payments")
        return notes

    def usual(self) -> dict[str, Any]:
        """Return the page as it is at first."""
        page = self.page
        return {
            "kind": "operation", "list": "payments", "payments": next(iter(MODES)), "text": "", "expiring": "",
            "rung": None, "money": str(page.money.cut.itemData(0)),
            "concentration": str(page.concentration.cut.itemData(0)), "sort": [],
        }  # fmt: skip

    def signals(self) -> list[Any]:
        """Return what tells of other choices."""
        page = self.page
        boxes = (page.payments.mode, page.expiring.kind, page.money.cut, page.concentration.cut)
        heads = (listing.table.horizontalHeader() for listing in self._listings.values())
        return [
            page.tabs.currentChanged,
            page.payments.search.textChanged,
            *(box.currentIndexChanged for box in boxes),
            *(button.toggled for button in page.expiring.rungs.values()),
            *(head.sortIndicatorChanged for head in heads),
        ]

    def _show_orders(self, kept: list[Any]) -> list[str]:
        """Sort the lists as *kept* says, the others as at first; returns what had to be left out."""
        wanted: dict[str, tuple[str, bool]] = {}
        for one in kept:
            match one:
                case [str(name), str(column), bool(descending)] if name in self._listings:
                    wanted[name] = (column, descending)
        notes = []
        for name, listing in self._listings.items():
            column, descending = wanted.get(name, ("", False))
            place = _place(listing, column)
            if column and place < 0:
                notes.append(gone(column))
            listing.table.sortByColumn(place, _DOWN if descending else _UP)
        return notes


def _choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(max(0, box.findData(data)))


def _order(listing: Listing) -> tuple[str, bool] | None:
    """Return the column that a list is sorted by, and whether downwards; None where it is as at first."""
    head = listing.table.horizontalHeader()
    section = head.sortIndicatorSection()
    if not 0 <= section < len(listing.model.columns):
        return None
    return listing.model.columns[section].name, head.sortIndicatorOrder() == _DOWN


def _place(listing: Listing, name: str) -> int:
    return next((place for place, column in enumerate(listing.model.columns) if column.name == name), -1)

"""Which record is where: the rows of a list, the lines of the red list, the cards of the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QMenu

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.ui.attaching import choose_files
from smartplanner.ui.dropping.rows import RowDrops, Spot
from smartplanner.ui.navigation import BOARD, RED_LIST
from smartplanner.ui.session import Session

if TYPE_CHECKING:
    from smartplanner.ui.board import BoardPage
    from smartplanner.ui.list_page import ListPage
    from smartplanner.ui.red_list import RedListPage


def accept_files(session: Session, page: Any, name: str) -> RowDrops | None:
    """Let files be dropped on the records of the page *name*.

    None for a page without such, or where nothing can be changed.
    """
    if not session.office.writable:
        return None
    if name == BOARD:
        return _accept_on_board(session, page)
    if name == RED_LIST:
        return _accept_on_red_list(session, page)
    if name in entities() and hasattr(page, "view_state"):
        return _accept_on_list(session, page)
    return None


def _accept_on_list(session: Session, page: ListPage) -> RowDrops:
    grid = page.table

    def spot_at(point: QPoint) -> Spot | None:
        place = grid.rowAt(point.y())
        if not grid.viewport().rect().contains(point) or place < 0 or not (id := page.model.id_at(place)):
            return None
        return Spot(page.entity, id, _across(grid, grid.rowViewportPosition(place), grid.rowHeight(place)))

    def offer(menu: QMenu, ids: list[str]) -> None:
        """Offer by the menu what is dropped else: who works by the keyboard cannot drag."""
        entry = menu.addAction(_("Attach files…"), lambda: choose_files(session, page.entity, ids[0], window=page))
        entry.setEnabled(len(ids) == 1)

    grid.menu_made.connect(offer)
    return RowDrops(session, grid, spot_at, _by_scroll_bar(grid))


def _accept_on_red_list(session: Session, page: RedListPage) -> RowDrops:
    view = page.view

    def spot_at(point: QPoint) -> Spot | None:
        index = view.indexAt(point)
        item = page.model.item_at(index) if view.viewport().rect().contains(point) else None
        if item is None:
            return None
        box = view.visualRect(index)
        return Spot(item.entity, item.id, _across(view, box.top(), box.height()))

    return RowDrops(session, view, spot_at, _by_scroll_bar(view))


def _accept_on_board(session: Session, page: BoardPage) -> RowDrops:
    canvas = page.canvas

    def spot_at(point: QPoint) -> Spot | None:
        id = canvas.id_at(point)
        return Spot("task", id, canvas.card_box(id).toAlignedRect()) if id else None

    return RowDrops(session, canvas, spot_at, canvas.scroll_at)


def _across(view: QAbstractItemView, top: int, height: int) -> QRect:
    return QRect(0, top, view.viewport().width(), height)


def _by_scroll_bar(view: QAbstractScrollArea) -> Callable[[QPoint, int], None]:
    bar = view.verticalScrollBar()
    return lambda _point, way: bar.setValue(bar.value() + way * bar.singleStep())

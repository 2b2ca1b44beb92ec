"""The menus of the board: of a column (its limit, folding it) and of a card (open it, move it where it may go)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from smartplanner.base.i18n import _
from smartplanner.commands.board import Place, is_possible
from smartplanner.queries.board import Board, Column
from smartplanner.queries.board_columns import can_hold_open
from smartplanner.queries.tasks import TaskLine


def column_menu(
    parent: QWidget,
    board: Board,
    column: Column,
    *,
    limit: Callable[[], None] | None,
    free: Callable[[], None],
    fold: Callable[[], None],
) -> QMenu:
    """Return the menu of a column; *limit* is None where the book cannot be written."""
    menu = QMenu(parent)
    possible = limit is not None and can_hold_open(board.field, column.key)
    limiting = menu.addAction(_("Limit the open matters…"), limit or fold)
    freeing = menu.addAction(_("Remove the limit"), free)
    limiting.setEnabled(possible)
    freeing.setEnabled(possible and column.limit is not None)
    menu.addSeparator()
    menu.addAction(_("Fold this column"), fold)
    return menu


def card_menu(
    parent: QWidget,
    board: Board,
    line: TaskLine,
    own: str | None,
    *,
    open: Callable[[], None],
    move: Callable[[Place], None],
    attach: Callable[[], None] | None,
) -> QMenu:
    """Return the menu of a card that stands in the column *own*: only the columns are in it that it may go to.

    *attach* is None where the book cannot be written.
    """
    menu = QMenu(parent)
    menu.addAction(_("Open"), open)
    menu.addAction(_("Attach files…"), attach or open).setEnabled(attach is not None)
    menu.addSeparator()
    moving = menu.addMenu(_("Move to"))
    for column in board.columns:
        place = Place(board.field, column.key)
        if column.key != own and is_possible(line.state, place):
            # A single & in a name would become an underline.
            moving.addAction(column.title.replace("&", "&&"), partial(move, place))
    moving.setEnabled(not moving.isEmpty())
    return menu

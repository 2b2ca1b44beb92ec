"""The quiet signs of a record that has memos or attachments: how they look, and what they say in words."""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from smartplanner.base.i18n import N_, _
from smartplanner.queries.marks import Mark
from smartplanner.ui.icons import keep_engine, quiet_icon
from smartplanner.ui.session import literally

MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 31
"""Gives the ``Mark`` of a record that has memos or attachments, at the cell of its name; None for any other."""
MARKED = frozenset({MARK_ROLE, int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)})
"""What the cell of a name answers otherwise where its record has memos or attachments."""
SIDE = 15
"""Pixels of one sign."""
GAP = 3
"""Pixels between two."""
BOTH, MEMOS, ATTACHMENTS = N_("with memos and attachments"), N_("with memos"), N_("with attachments")
"""What a record is said to have (msgids); a list is filtered and grouped by these."""


def kind_of(mark: Mark | None) -> str:
    """Return what a record has, in words; empty for nothing."""
    if mark is None:
        return ""
    if mark.memos and mark.attachments:
        return _(BOTH)
    return _(MEMOS) if mark.memos else _(ATTACHMENTS)


def say_mark(mark: Mark) -> str:
    """Return how many memos and attachments there are, with how the last memo begins."""
    said = []
    if mark.memos:
        said.append(_("Memos: {count}, the last one: {words}", count=mark.memos, words=mark.words))
    if mark.attachments:
        said.append(_("Attachments: {count}", count=mark.attachments))
    return "\n".join(said)


def answer_marked(mark: Mark, said: str, role: int) -> Any:
    """Return what the cell of a name that says *said* answers to a role of ``MARKED``, its record having *mark*."""
    if role == MARK_ROLE:
        return mark
    whole = f"{said}\n{say_mark(mark)}"
    return literally(whole) if role == Qt.ItemDataRole.ToolTipRole else whole


def signs_of(mark: Mark) -> tuple[str, ...]:
    """Return the names of the signs, from left to right."""
    return (*(("memo",) if mark.memos else ()), *(("clip",) if mark.attachments else ()))


def width_of(signs: tuple[str, ...]) -> int:
    """Return how many pixels signs take."""
    return len(signs) * (SIDE + GAP) - GAP if signs else 0


def draw_signs(painter: QPainter, signs: tuple[str, ...], box: QRect) -> None:
    """Draw signs beside one another from the left edge of *box*, in its middle."""
    for number, name in enumerate(signs):
        left = box.left() + number * (SIDE + GAP)
        place = QRect(left, box.center().y() - SIDE // 2, SIDE, SIDE)
        quiet_icon(name).paint(painter, place)


@functools.cache
def signs_icon(signs: tuple[str, ...]) -> QIcon:
    """Return signs as one icon, as wide as they are together."""
    return QIcon(keep_engine(_Signs(signs)))


def icon_size(signs: tuple[str, ...]) -> QSize:
    """Return the size at which such an icon is to be drawn in a cell."""
    return QSize(width_of(signs) + GAP, SIDE)  # a little room before the edge of the cell


def put_signs(option: QStyleOptionViewItem, mark: Mark) -> None:
    """Have a cell drawn with the signs at its right end; its text gives them the room."""
    signs = signs_of(mark)
    option.icon = signs_icon(signs)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
    option.decorationPosition = QStyleOptionViewItem.Position.Right
    option.decorationAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    option.decorationSize = icon_size(signs)


class _Signs(QIconEngine):
    """Draws signs beside one another, in the ink of the look at that moment."""

    def __init__(self, signs: tuple[str, ...]) -> None:
        super().__init__()
        self._signs = signs

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw them."""
        draw_signs(painter, self._signs, rect)

    def actualSize(self, _size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        """Return the size that they take, whatever is asked for."""
        return icon_size(self._signs)

    def availableSizes(self, _mode: QIcon.Mode = ..., _state: QIcon.State = ...) -> list[QSize]:  # type: ignore[assignment]
        """Return the size, so that the icon is not taken for an empty one."""
        return [icon_size(self._signs)]

    def isNull(self) -> bool:
        """Whether there is nothing to draw: never."""
        return False

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return keep_engine(_Signs(self._signs))

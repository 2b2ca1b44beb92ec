"""The pictures of pages, records and verbs: one set (Tabler), found by what they mean, drawn in the ink of the look.

``icon(name)`` never fails: a name that is not known has the picture of a list.  An icon is drawn when it is painted,
from its SVG, at the size and in the ink that are wanted then; so it is sharp at any scaling and follows the look.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from smartplanner.base.paths import resources
from smartplanner.ui.theme import DISABLED_INK, INK, MUTED, NAVIGATION_INK, NAVIGATION_SELECTED_INK, NOTHING, ON_ACCENT

ICONS: Mapping[str, str] = {
    # pages
    "overview": "dashboard",
    "history": "history",
    "board": "layout-kanban",
    "red_list": "alert-triangle",
    "task": "checklist",
    "scores": "award",
    "portfolio": "grid-dots",
    "gantt": "timeline",
    "operation": "gauge",
    "supervision": "eye-check",
    "planning": "map-2",
    "base": "database",
    # records, by the icon= of their descriptions
    "list": "list",
    "star": "star",
    "tag": "tag",
    "contract": "file-certificate",
    "score": "award",
    "clip": "paperclip",
    "flag": "flag",
    "money": "coins",
    "light": "traffic-lights",
    "clock": "clock",
    "decision": "gavel",
    "link": "link",
    "map": "map-pin",
    "document": "file-text",
    "gate": "barrier-block",
    "people": "users-group",
    "paper": "file-text",
    "papers": "file-text",
    "meeting": "presentation",
    "memo": "note",
    "company": "building-factory-2",
    "office": "building-bank",
    "person": "user",
    "plan": "clipboard-list",
    "report": "report",
    "view": "eye",
    "level": "stairs",
    "template": "template",
    # verbs
    "new": "file-plus",
    "open": "folder-open",
    "import": "file-import",
    "minutes": "file-search",
    "export": "file-export",
    "collect": "mail-forward",
    "backup": "shield-check",
    "quit": "logout",
    "undo": "arrow-back-up",
    "redo": "arrow-forward-up",
    "add": "plus",
    "remove": "trash",
    "edit": "pencil",
    "find": "search",
    "print": "printer",
    "refresh": "refresh",
    "as_of": "calendar",
    "calendar": "calendar",
    "about": "info-circle",
    "help": "help",
    "shortcuts": "keyboard",
    "preferences": "settings",
    "filter": "filter",
    "sort": "arrows-sort",
    "columns": "columns",
    "copy": "copy",
    "paste": "clipboard",
    "save": "device-floppy",
    "close": "x",
    "back": "arrow-left",
    "forward": "arrow-right",
    "up": "chevron-up",
    "down": "chevron-down",
    "narrow": "layout-sidebar-left-collapse",
    "widen": "layout-sidebar-left-expand",
    "folder": "folder",
    "chart": "chart-bar",
    "look": "contrast",
    "tour": "route",
    "news": "sparkles",
    "bin": "recycle",
    "group": "layout-list",
    "more": "dots",
    "warning": "alert-triangle",
    "question": "help-circle",
}
"""What a picture means, and which of the set it is.  ``packaging/icons_pick.py`` brings those that are named here."""
_UNKNOWN = "list"
_SIZES = (16, 20, 24, 32)


class _Drawn(QIconEngine):
    """Draws one SVG in the ink of each mode."""

    def __init__(self, source: str, inks: Mapping[QIcon.Mode, QColor]) -> None:
        super().__init__()
        self._source = source
        self._inks = inks

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the picture into the square middle of *rect*."""
        ink = self._inks.get(mode, self._inks[QIcon.Mode.Normal])
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.toRectF().center())
        _renderer(self._source, ink.name()).render(painter, box)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the picture of *size* pixels."""
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(NOTHING)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def availableSizes(self, _mode: QIcon.Mode = ..., _state: QIcon.State = ...) -> list[QSize]:  # type: ignore[assignment]
        """Return sizes, so that the icon is not taken for an empty one."""
        return [QSize(side, side) for side in _SIZES]

    def isNull(self) -> bool:
        """Whether there is nothing to draw: never."""
        return False

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return keep_engine(_Drawn(self._source, self._inks))


_alive: list[QIconEngine] = []


def keep_engine(engine: QIconEngine) -> QIconEngine:
    """Keep the Python half of *engine*: Qt owns engines without knowing of that half.  There are about a hundred."""
    _alive.append(engine)
    return engine


class Ground(enum.Enum):
    """What a picture stands on, which says its inks: the usual one, and that of a chosen row."""

    PLAIN = enum.auto()
    NAVIGATION = enum.auto()
    ACCENT = enum.auto()
    QUIET = enum.auto()


_INKS = {
    Ground.PLAIN: (INK, INK),
    Ground.NAVIGATION: (NAVIGATION_INK, NAVIGATION_SELECTED_INK),
    Ground.ACCENT: (ON_ACCENT, ON_ACCENT),
    Ground.QUIET: (MUTED, MUTED),
}


@functools.cache
def _made(source: str, ground: Ground) -> QIcon:
    normal, chosen = _INKS[ground]
    modes = QIcon.Mode
    inks = {modes.Normal: normal, modes.Active: normal, modes.Selected: chosen, modes.Disabled: DISABLED_INK}
    return QIcon(keep_engine(_Drawn(source, inks)))


@functools.lru_cache(maxsize=512)
def _renderer(source: str, ink: str) -> QSvgRenderer:
    text = resources("icons", "tabler", f"{source}.svg").read_text("utf-8").replace("currentColor", ink)
    made = QSvgRenderer(QByteArray(text.encode("utf-8")))
    made.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return made


def icon(name: str) -> QIcon:
    """Return the picture of what *name* means; that of a list where nothing is known of it."""
    return _made(ICONS.get(name, ICONS[_UNKNOWN]), Ground.PLAIN)


def navigation_icon(name: str) -> QIcon:
    """Return the picture of a page for the dark ground of the navigation."""
    return _made(ICONS.get(name, ICONS[_UNKNOWN]), Ground.NAVIGATION)


def quiet_icon(name: str) -> QIcon:
    """Return the picture of what *name* means as a sign beside a text, in the ink of what is said quietly."""
    return _made(ICONS.get(name, ICONS[_UNKNOWN]), Ground.QUIET)


def dress(button: QAbstractButton, name: str, *, on_accent: bool = False) -> None:
    """Give a button the picture of what it does; one without text needs an accessible name besides.

    *on_accent* tells that it is the default button, whose ground is the accent.
    """
    button.setIcon(_made(ICONS.get(name, ICONS[_UNKNOWN]), Ground.ACCENT) if on_accent else icon(name))
    side = max(16, button.fontMetrics().height())
    button.setIconSize(QSize(side, side))

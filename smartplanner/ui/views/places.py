"""Between a page and the content of a view: reads how a page is set up, and sets it up again.

Each kind of page has a module of its own, imported when such a page is made.  Showing a content answers with what had
to be left out of it, in words; nothing in a content can break a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.ui.navigation import BOARD, GANTT, OPERATION, PORTFOLIO, RED_LIST

Content = Mapping[str, Any]


class Place(Protocol):
    """What a view can be saved of and shown on."""

    def read(self) -> dict[str, Any]:
        """Return how the page is set up."""

    def show(self, content: Content) -> list[str]:
        """Set the page up; returns what had to be left out."""

    def usual(self) -> dict[str, Any]:
        """Return how the page is set up at first."""

    def signals(self) -> list[Any]:
        """Return what tells that it may be set up otherwise."""


def place_of(page: Any, name: str) -> Place | None:
    """Return what reads and sets up the page *name*; None for a page that has no views."""
    if name == BOARD:
        from smartplanner.ui.views.board_place import BoardPlace

        return BoardPlace(page)
    if name == RED_LIST:
        from smartplanner.ui.views.red_list_place import RedListPlace

        return RedListPlace(page)
    if name == GANTT:
        from smartplanner.ui.views.gantt_place import GanttPlace

        return GanttPlace(page)
    if name == PORTFOLIO:
        from smartplanner.ui.views.matrix_place import MatrixPlace

        return MatrixPlace(page)
    if name == OPERATION:
        from smartplanner.ui.views.operation_place import OperationPlace

        return OperationPlace(page)
    if name in entities() and hasattr(page, "show_state"):
        from smartplanner.ui.views.list_place import ListPlace

        return ListPlace(page)
    return None


def essence(content: Content) -> str:
    """Return what two settings are compared by: all but widths, which follow from letters and screens."""
    plain = dict(content)
    plain["columns"] = [
        {key: value for key, value in one.items() if key != "width"} if isinstance(one, dict) else one
        for one in listed(content.get("columns"))
    ]
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def listed(value: Any) -> list[Any]:
    """Return *value* if it is a list; else an empty one."""
    return value if isinstance(value, list) else []


def worded(value: Any) -> str:
    """Return *value* if it is a text; else an empty one."""
    return value if isinstance(value, str) else ""


def words(value: Any) -> list[str]:
    """Return the texts of a list."""
    return [one for one in listed(value) if isinstance(one, str)]


def gone_record(entity: str) -> str:
    """Return the note that the record that a view is about is no longer there."""
    known = entities().get(entity)
    kind = _(known.label) if known is not None else entity
    return _("The record ({kind}) that it shows is not there any more", kind=kind)


def gone(what: str) -> str:
    """Return the note that something of a view is no longer there."""
    return _("“{what}” is not there any more", what=what)

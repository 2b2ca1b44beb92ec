"""The page of any plain entity: a list wholly from its description."""

from __future__ import annotations

from smartplanner.model import entities
from smartplanner.ui.grid.entity_columns import columns_of
from smartplanner.ui.list_page import ListPage
from smartplanner.ui.session import Session


class RecordPage(ListPage):
    """The list of a plain entity."""

    def __init__(self, session: Session, entity: str) -> None:
        described = entities()[entity]
        super().__init__(session, entity, columns_of(session, described), lambda row: str(row.id))

"""The views of a list: filters, words, order, groups, columns, frozen ones, heights, colours."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.settings import load_settings
from smartplanner.fields.description import Kind
from smartplanner.model.task import TaskState
from smartplanner.rules.life import OPEN
from smartplanner.ui.grid import ViewState
from smartplanner.ui.grid.menus import MOST_FROZEN
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.list_page import ListPage
from smartplanner.ui.views.places import Content, gone

OPEN_STATES, OWN_GROUP, OWN_DISTRICT = "@open", "@own_group", "@own_district"
"""Words of a filter that stand for the states of what is to be done, and for the person's own group and district."""


class ListPlace:
    """A list."""

    def __init__(self, page: ListPage) -> None:
        self.page = page

    def read(self) -> dict[str, Any]:
        """Return the state of the list."""
        return _content(self.page.view_state())

    def show(self, content: Content) -> list[str]:
        """Show the state; columns that are gone, and names that nothing has any more, are left out."""
        model, notes = self.page.model, []
        wanted = ViewState.from_json(json.dumps(content))
        named = [one.name for one in wanted.columns] + [one.column for one in wanted.sort]
        named += [one.column for one in wanted.rules]
        unknown = [name for name in dict.fromkeys([*named, *wanted.group]) if model.column_of(name) < 0]
        filters = []
        for one in wanted.filters:
            if model.column_of(one.column) < 0:
                unknown.append(one.column)
                continue
            real, left_out = self._real(one)
            notes += left_out
            filters += [real] if real is not None else []
        notes += [gone(name) for name in dict.fromkeys(unknown)]
        frozen = min(wanted.frozen, max(MOST_FROZEN, len(model.columns)))
        self.page.show_state(replace(wanted, filters=tuple(filters), frozen=frozen))
        kept = {one.column for one in model.filters()}
        notes += [
            _("The filter of “{column}” cannot be read", column=model.columns[model.column_of(one.column)].title)
            for one in filters
            if one.column not in kept
        ]
        return notes

    def usual(self) -> dict[str, Any]:
        """Return the state of the list at first."""
        return _content(self.page.memory.usual)

    def signals(self) -> list[Any]:
        """Return what tells of other columns, filters or orders."""
        return [self.page.model.arranged, self.page.table.laid_out, self.page.search.textChanged]

    def _real(self, wanted: ColumnFilter) -> tuple[ColumnFilter | None, list[str]]:
        """Return a filter with real names in the place of what stands for them, and what had to be left out."""
        if wanted.values is None:
            return wanted, []
        values, notes = set(), []
        for value in wanted.values:
            if value == OPEN_STATES:
                values |= {"", *(_(state.label) for state in TaskState if state in OPEN)}
            elif value in (OWN_GROUP, OWN_DISTRICT):
                own = _own(value)
                values |= {own} if own else set()
                notes += [] if own else [_("Your own group or district is not set in the preferences")]
            elif self._is_gone(wanted.column, value):
                notes.append(gone(value))
            else:
                values.add(value)
        return (replace(wanted, values=frozenset(values)) if values else None), notes

    def _is_gone(self, column: str, value: str) -> bool:
        """Whether a column shows records of another kind and none of them is called *value*."""
        model = self.page.model
        field = model.field_at(model.column_of(column))
        if field is None or not field.target or field.kind is Kind.MANY or not value:
            return False
        return value not in self.page.session.office.reader.names(field.target).values()


def _own(word: str) -> str:
    settings = load_settings()
    return settings.own_group if word == OWN_GROUP else settings.own_district


def _content(state: ViewState) -> dict[str, Any]:
    return {"kind": "list", **json.loads(state.to_json())}

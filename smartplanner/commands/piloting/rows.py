"""Rows of the open book that must be there, and pilots by what people call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Change
from smartplanner.commands.office import Office
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.model import entity as described_entity


def existing(office: Office, entity: str, id: str) -> Any:
    """Return the row; a Problem if it is gone."""
    row = office.reader.row(entity, id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return row


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Return *changes* with the new rows first, for old rows may come to name them."""
    return sorted(changes, key=lambda change: change.before is not None)


def named(office: Office, entity: str, words: str) -> str:
    """Return the id of the row that *words* mean: its id, name, or a part of its name that no other has."""
    names, wanted = office.reader.names(entity), comparable(words)
    if words in names:
        return words
    exact = [id for id, name in names.items() if comparable(name) == wanted]
    ids = exact or [id for id, name in names.items() if wanted and wanted in comparable(name)]
    if len(ids) == 1:
        return ids[0]
    label = _(described_entity(entity).label)
    if ids:
        known = "、".join(shorten(names[id]) for id in ids[:_SHOWN])
        message = _("{label}: {count} fit “{words}”: {names}", label=label, count=len(ids), words=words, names=known)
        raise Problem(code="name_ambiguous", message=message, remedy=_("Give the whole name."))
    message = _("{label}: there is no “{text}”.", label=label, text=shorten(words))
    listed = "、".join(shorten(name) for name in list(names.values())[:_SHOWN])
    raise Problem(code="unknown_name", message=message, remedy=_("Possible are: {choices}.", choices=listed))


_SHOWN = 8

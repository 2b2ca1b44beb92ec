"""The question before records are removed: it names what goes with them."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.queries.beside import goes_along
from smartplanner.queries.reader import Reader


def ask_removal(reader: Reader, entity: str, ids: Sequence[str]) -> str:
    """Return the question whether the rows *ids* of *entity* are to be removed, with what goes along."""
    question = _("Remove {count} record(s)? It can be undone.", count=len(ids))
    along = goes_along(reader, entity, ids)
    if not along:
        return question
    words = []
    for name, count in along:
        described = entities()[name]
        words.append(_("{count} × {entity}", count=count, entity=_(described.label)))
    return question + "\n" + _("With them go {things}; they come back with them.", things="、".join(words))

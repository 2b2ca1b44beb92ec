"""The entities, one file each, and the list of them.

An entity here is a description: a frozen dataclass with notes.  Its table, form, list, filter, import,
export, history and place in the navigation derive from it.  A new one costs its file, its line below, a
migration and its translations.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from smartplanner.fields.description import Entity, describe
from smartplanner.model.alias import Alias
from smartplanner.model.district import District
from smartplanner.model.document import Document
from smartplanner.model.extension import Extension
from smartplanner.model.group import Group
from smartplanner.model.organisation import Organisation
from smartplanner.model.party import Party
from smartplanner.model.progress_report import ProgressReport
from smartplanner.model.task import Task

ENTITIES = (
    District,
    Organisation,
    Alias,
    Group,
    Document,
    Task,
    Party,
    ProgressReport,
    Extension,
)


@functools.cache
def entities() -> Mapping[str, Entity]:
    """Return every entity's description by name, parents before children."""
    return {entity.name: entity for entity in map(describe, ENTITIES)}


def entity(name: str) -> Entity:
    """Return the description of the entity *name*; an unknown name is a KeyError."""
    return entities()[name]

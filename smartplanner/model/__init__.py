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
from smartplanner.model.amendment import Amendment
from smartplanner.model.assessment import Assessment
from smartplanner.model.bond import Bond
from smartplanner.model.contract import Contract
from smartplanner.model.decision import Decision
from smartplanner.model.district import District
from smartplanner.model.document import Document
from smartplanner.model.extension import Extension
from smartplanner.model.gate import Gate
from smartplanner.model.group import Group
from smartplanner.model.import_profile import ImportProfile
from smartplanner.model.meeting import Meeting
from smartplanner.model.milestone import Milestone
from smartplanner.model.operator import Operator
from smartplanner.model.organisation import Organisation
from smartplanner.model.party import Party
from smartplanner.model.payment import Payment
from smartplanner.model.pilot import Pilot
from smartplanner.model.plan import Plan
from smartplanner.model.progress_report import ProgressReport
from smartplanner.model.requirement import Requirement
from smartplanner.model.service_level import ServiceLevel
from smartplanner.model.service_score import ServiceScore
from smartplanner.model.task import Task

ENTITIES = (
    District,
    Organisation,
    Alias,
    Group,
    Document,
    Plan,
    Requirement,
    Operator,
    Pilot,
    Contract,
    Milestone,
    Gate,
    Assessment,
    Payment,
    Amendment,
    ServiceLevel,
    ServiceScore,
    Bond,
    Task,
    Party,
    ProgressReport,
    Extension,
    Meeting,
    Decision,
    ImportProfile,
)


@functools.cache
def entities() -> Mapping[str, Entity]:
    """Return every entity's description by name, parents before children."""
    return {entity.name: entity for entity in map(describe, ENTITIES)}


def entity(name: str) -> Entity:
    """Return the description of the entity *name*; an unknown name is a KeyError."""
    return entities()[name]

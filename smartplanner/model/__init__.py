"""The entities, one file each, and the list of them.

An entity here is a description: a frozen dataclass with notes.  Its table, form, list, filter, import,
export, history and place in the navigation derive from it.  A new one costs its file, its line below, a
migration and its translations.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Mapping

from smartplanner.fields.description import Entity, describe
from smartplanner.model.adoption import Adoption
from smartplanner.model.agenda_item import AgendaItem
from smartplanner.model.alias import Alias
from smartplanner.model.amendment import Amendment
from smartplanner.model.assessment import Assessment
from smartplanner.model.attachment import Attachment
from smartplanner.model.baseline import Baseline
from smartplanner.model.baseline_item import BaselineItem
from smartplanner.model.board_limit import BoardLimit
from smartplanner.model.bond import Bond
from smartplanner.model.budget_batch import BudgetBatch
from smartplanner.model.case import Case
from smartplanner.model.commitment import Commitment
from smartplanner.model.concentration_rule import ConcentrationRule
from smartplanner.model.contract import Contract
from smartplanner.model.deadline_rule import DeadlineRule
from smartplanner.model.decision import Decision
from smartplanner.model.dependency import Dependency
from smartplanner.model.district import District
from smartplanner.model.document import Document
from smartplanner.model.extension import Extension
from smartplanner.model.funding import Funding
from smartplanner.model.gate import Gate
from smartplanner.model.gate_check import GateCheck
from smartplanner.model.group import Group
from smartplanner.model.holiday import Holiday
from smartplanner.model.import_profile import ImportProfile
from smartplanner.model.issue import Issue
from smartplanner.model.licence import Licence
from smartplanner.model.light_rule import LightRule
from smartplanner.model.link import Link
from smartplanner.model.meeting import Meeting
from smartplanner.model.memo import Memo
from smartplanner.model.milestone import Milestone
from smartplanner.model.operator import Operator
from smartplanner.model.organisation import Organisation
from smartplanner.model.party import Party
from smartplanner.model.payment import Payment
from smartplanner.model.pilot import Pilot
from smartplanner.model.plan import Plan
from smartplanner.model.progress_report import ProgressReport
from smartplanner.model.requirement import Requirement
from smartplanner.model.saved_view import SavedView
from smartplanner.model.score_entry import ScoreEntry
from smartplanner.model.score_rule import ScoreRule
from smartplanner.model.service_level import ServiceLevel
from smartplanner.model.service_score import ServiceScore
from smartplanner.model.shareholder import Shareholder
from smartplanner.model.task import Task
from smartplanner.model.task_event import TaskEvent
from smartplanner.model.wording import Wording

ENTITIES = (
    District,
    Organisation,
    Alias,
    Group,
    Document,
    DeadlineRule,
    Holiday,
    LightRule,
    ScoreRule,
    ConcentrationRule,
    BoardLimit,
    Plan,
    Requirement,
    Operator,
    Shareholder,
    Licence,
    Pilot,
    Contract,
    Milestone,
    Dependency,
    Gate,
    Assessment,
    Payment,
    Amendment,
    ServiceLevel,
    ServiceScore,
    Bond,
    BudgetBatch,
    Funding,
    Baseline,
    BaselineItem,
    Task,
    Party,
    ProgressReport,
    Extension,
    Meeting,
    TaskEvent,
    AgendaItem,
    Decision,
    ScoreEntry,
    Commitment,
    GateCheck,
    Case,
    Adoption,
    Attachment,
    Memo,
    Link,
    Issue,
    Wording,
    SavedView,
    ImportProfile,
)
_MAKING = threading.Lock()


@functools.cache
def entities() -> Mapping[str, Entity]:
    """Return every entity's description by name, parents before children; made once, whichever thread asks first."""
    with _MAKING:
        return _described()


@functools.cache
def _described() -> Mapping[str, Entity]:
    return {entity.name: entity for entity in map(describe, ENTITIES)}


def entity(name: str) -> Entity:
    """Return the description of the entity *name*; an unknown name is a KeyError."""
    return entities()[name]

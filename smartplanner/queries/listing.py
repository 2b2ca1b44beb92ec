"""Any entity as a list: stored fields beside derived ones, filtered by what a person types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.fields.description import Entity, Field
from smartplanner.fields.values import present, show
from smartplanner.model import entity as described_entity
from smartplanner.model.task import Task
from smartplanner.queries.city_calendar import calendar
from smartplanner.queries.contract_fields import CONTRACT_FIELDS, OPERATOR_FIELDS, PAYMENT_FIELDS
from smartplanner.queries.contract_fields import contracts as _contracts
from smartplanner.queries.contract_fields import operators as _operators
from smartplanner.queries.contract_fields import payments as _payments
from smartplanner.queries.portfolio_coverage import all_coverage
from smartplanner.queries.reader import Reader
from smartplanner.queries.schedule import DERIVED as MILESTONE_FIELDS
from smartplanner.queries.schedule import milestone_fields, read_schedule
from smartplanner.queries.tasks import task_lines
from smartplanner.rules.lights import Light, say_reason
from smartplanner.rules.tiers import say_why

Compute = Callable[[Any], Mapping[str, Any]]
"""Gives the derived fields of one row."""


def list_rows(reader: Reader, entity: str, *, as_of: date, containing: str = "") -> list[dict[str, Any]]:
    """Return rows as ``list --json`` prints them: ISO days, 元, names for references, and the derived fields.

    *containing* keeps the rows in which each of its words stands in some shown value (letters of either case).
    """
    described = described_entity(entity)
    compute = _derived(reader, entity, as_of=as_of)
    return [{**_present(reader, described, row), **compute(row)} for row in _matching(reader, described, containing)]


def list_texts(
    reader: Reader, entity: str, fields: Sequence[Field], *, as_of: date, containing: str = ""
) -> list[list[str]]:
    """Return the same rows as people read them: the light in words, where there is one, then these *fields*."""
    described = described_entity(entity)
    compute = _derived(reader, entity, as_of=as_of)
    made = []
    for row in _matching(reader, described, containing):
        derived = compute(row)
        values = (derived.get(field.name, getattr(row, field.name)) for field in fields)
        texts = [show(field, value, reader.name) for field, value in zip(fields, values, strict=True)]
        made.append([_(Light.of(derived["light"]).label), *texts] if "light" in derived else texts)
    return made


def derived_names(entity: str) -> tuple[str, ...]:
    """Return the names of the derived fields that stand beside the stored ones of *entity*."""
    return _DERIVED.get(entity, ())


def _matching(reader: Reader, described: Entity, containing: str) -> Iterator[Any]:
    words = containing.casefold().split()
    for row in reader.rows(described.name):
        if not words or _contains(described, row, words, reader):
            yield row


def present_row(reader: Reader, entity: str, row: Any, *, as_of: date) -> dict[str, Any]:
    """Return one row with its derived fields in the form of ``list_rows``."""
    return _present(reader, described_entity(entity), row) | dict(_derived(reader, entity, as_of=as_of)(row))


def _present(reader: Reader, described: Entity, row: Any) -> dict[str, Any]:
    values = {"id": row.id}
    return values | {field.name: present(field, getattr(row, field.name), reader.name) for field in described.fields}


def _contains(described: Entity, row: Any, words: Iterable[str], reader: Reader) -> bool:
    text = "\n".join(show(field, getattr(row, field.name), reader.name) for field in described.fields).casefold()
    return all(word in text for word in words)


def _derived(reader: Reader, entity: str, *, as_of: date) -> Compute:
    prepare = _PREPARE.get(entity)
    return prepare(reader, as_of) if prepare else lambda _row: {}


def _tasks(reader: Reader, as_of: date) -> Compute:
    lines = {line.id: line for line in task_lines(reader, as_of=as_of)}

    def compute(row: Task) -> Mapping[str, Any]:
        line = lines[row.id]
        return {
            "light": line.signal.light,
            "computed_light": line.computed.light,
            "light_cause": say_reason(line.signal),
            "overdue_days": line.overdue_days,
            "state": row.state or "in_progress",
        }

    return compute


def _organisations(reader: Reader, _as_of: date) -> Compute:
    aliases: dict[str, list[str]] = {}
    for organisation, name in reader.columns("alias", ["organisation", "name"]):
        aliases.setdefault(organisation, []).append(name)
    return lambda row: {"aliases": aliases.get(row.id, [])}


def _milestones(reader: Reader, _as_of: date) -> Compute:
    schedule = read_schedule(reader, calendar(reader))
    return lambda row: milestone_fields(schedule, row.id)


def _commitments(reader: Reader, as_of: date) -> Compute:
    found = all_coverage(reader, as_of=as_of)

    def compute(row: Any) -> Mapping[str, Any]:
        signal, titles = found[row.id]
        return {"light": signal.light, "light_cause": say_why(signal), "covered_by": list(titles)}

    return compute


_DERIVED = {
    "commitment": ("light", "light_cause", "covered_by"),
    "task": ("light", "computed_light", "light_cause", "overdue_days"),
    "organisation": ("aliases",),
    "milestone": MILESTONE_FIELDS,
    "payment": PAYMENT_FIELDS,
    "contract": CONTRACT_FIELDS,
    "operator": OPERATOR_FIELDS,
}
_PREPARE: Mapping[str, Callable[[Reader, date], Compute]] = {
    "task": _tasks,
    "commitment": _commitments,
    "organisation": _organisations,
    "milestone": _milestones,
    "payment": _payments,
    "contract": _contracts,
    "operator": _operators,
}

"""What the fields of one row must not say against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Entity

IN_ORDER = (("start", "due"), ("start", "end"), ("period_start", "period_end"))
"""Pairs of days of which the first may not come after the second."""


DOUBTS = frozenset({"dates_in_wrong_order", "later_than_parent", "earlier_than_parts", "payments_total"})
"""Codes of what contradicts itself but can be so in a real book: a person who was told may keep it."""


def doubts_of(problem: Problem) -> tuple[Problem, ...]:
    """Return the doubts that a refusal consists of; nothing if it says anything that cannot be kept."""
    said = problem.details or (problem,)
    return said if all(one.code in DOUBTS for one in said) else ()


def contradictions(entity: Entity, values: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the *values* of a whole row taken together; each field by itself is sound."""
    problems = []
    for first, last in IN_ORDER:
        if first not in entity.by_name or last not in entity.by_name:
            continue
        begin, end = values.get(first), values.get(last)
        if begin is not None and end is not None and begin > end:
            message = _(
                "“{first}” ({begin}) comes after “{last}” ({end}).",
                first=_(entity[first].note.label),
                begin=begin.isoformat(),
                last=_(entity[last].note.label),
                end=end.isoformat(),
            )
            remedy = _("Check which of the two is right.")
            problems.append(Problem(code="dates_in_wrong_order", message=message, remedy=remedy, field=last))
    return problems

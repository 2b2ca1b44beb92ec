"""What the fields of one row must not say against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Entity

IN_ORDER = (("start", "due"), ("start", "end"), ("period_start", "period_end"))
"""Pairs of days of which the first may not come after the second."""


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

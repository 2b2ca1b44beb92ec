"""The versions of a plan: what each held, what the plan says now, and how the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Kind
from smartplanner.model import entity as described_entity
from smartplanner.model.baseline import Baseline, BaselineKind
from smartplanner.model.budget_batch import MoneySource
from smartplanner.queries.city_calendar import calendar
from smartplanner.queries.reader import Reader
from smartplanner.rules.plan_versions import Difference, Held, compare_versions

_LONGEST_TITLE = 40
"""Characters of a commitment's words that name it."""


def versions_of(reader: Reader, plan: str) -> list[Baseline]:
    """Return the versions of a plan, the oldest first."""
    return sorted(reader.rows_naming("baseline", "plan", [plan]), key=lambda row: (row.taken_on, row.id))


def find_version(reader: Reader, plan: str, words: str = "") -> Baseline:
    """Return the newest version of a plan whose kind, title or id *words* name; of all, where they are empty.

    Raises a Problem where the plan has none such.
    """
    known = versions_of(reader, plan)
    found = [row for row in known if not words or words in _names(row)]
    if found:
        return found[-1]
    if not known:
        message = _("The plan has no version to compare with yet.")
        raise Problem(code="no_version", message=message, remedy=_("Take the approved version first."))
    message = _("The plan has no version “{name}”.", name=words)
    names = "、".join(f"{_(BaselineKind.of(str(row.kind)).label)} {row.taken_on}" for row in known)
    raise Problem(code="no_version", message=message, remedy=_("There are: {names}.", names=names))


def held_now(reader: Reader, plan: str) -> list[Held]:
    """Return what a version of the plan would hold if it were taken now; nothing if the plan is gone."""
    row = reader.row("plan", plan)
    if row is None:
        return []
    made = [Held("plan", plan, row.title, row.period_start, row.period_end, row.budget)]
    made += [
        Held("milestone", one.id, one.title, one.start, one.due)
        for one in reader.rows_naming("milestone", "plan", [plan])
    ]
    made += [
        Held("funding", one.id, _("{year}, {source}", year=one.year, source=_source(one.source)), amount=one.amount)
        for one in reader.rows_naming("funding", "plan", [plan])
    ]
    made += [
        Held("commitment", one.id, _short(one.text), indicator=one.indicator, target=one.target, text=one.text)
        for one in reader.rows_naming("commitment", "plan", [plan])
    ]
    return made


def held_in(reader: Reader, baseline: str) -> list[Held]:
    """Return what a version holds."""
    return [
        Held(
            str(one.what), one.of, one.title or "", one.start, one.due, one.amount, one.indicator, one.target, one.text
        )
        for one in reader.rows_naming("baseline_item", "baseline", [baseline])
    ]


def differences(reader: Reader, plan: str, baseline: str) -> list[Difference]:
    """Return what the plan says now against what a version (by id) held, the weightiest first."""
    return compare_versions(held_in(reader, baseline), held_now(reader, plan), calendar(reader))


def held_values(items: Iterable[Held], baseline: str) -> list[dict[str, Any]]:
    """Return the rows of ``baseline_item`` that hold *items*."""
    names = [field.name for field in described_entity("baseline_item").fields if field.kind is not Kind.REFERENCE]
    return [{"baseline": baseline, **{name: getattr(item, name) for name in names}} for item in items]


def _names(row: Baseline) -> set[str]:
    kind = BaselineKind.of(str(row.kind))
    return {row.id, row.title, str(kind), _(kind.label), *kind.heads}


def _source(source: str) -> str:
    return _(MoneySource.of(str(source)).label)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"

"""What a district of a class and tier is asked to do, and what another class or tier would add, drop or change.

A set is the requirements of one class and tier; a requirement without class or without tier belongs to every one.
Where a ledger of a later year stands beside an earlier one, the newest set by its name applies; a requirement that
names no set belongs to each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.model.district import DistrictKind
from smartplanner.model.light import Light
from smartplanner.model.requirement import Requirement
from smartplanner.rules.light_words import say_cause
from smartplanner.rules.signal import Signal

TIERS = (1, 2, 3, 4)
_NUMBERS = re.compile(r"[0-9]{1,9}")
_WORST_FIRST = {str(light): place for place, light in enumerate(Light)}
NOT_COVERED, NOT_ADOPTED, WAIVED = "not_covered", "not_adopted", "waived"
"""Causes of a grey light of a commitment or a requirement, beside those of what covers it."""


def requirements_for(rows: Iterable[Requirement], kind: str | None, tier: int | None) -> list[Requirement]:
    """Return the requirements of the newest set of a class and tier in their order; none where either is not set."""
    fitting = _fitting(rows, kind, tier)
    newest = max((row.set for row in fitting if row.set), key=_age, default=None)
    fitting = [row for row in fitting if not row.set or row.set == newest]
    return sorted(fitting, key=lambda row: (row.order is None, row.order or 0, row.text))


def set_names(rows: Iterable[Requirement], kind: str | None, tier: int | None) -> list[str]:
    """Return the names of the sets of a class and tier, the one that applies first."""
    return sorted({row.set for row in _fitting(rows, kind, tier) if row.set}, key=_age, reverse=True)


def say_set(rows: Iterable[Requirement], kind: str | None, tier: int | None) -> str:
    """Return in words which of several sets applies; "" where there is only one."""
    names = set_names(rows, kind, tier)
    if len(names) < 2:
        return ""
    others = "、".join(_("“{name}”", name=name) for name in names[1:])
    return _("The requirement set “{name}” applies, no longer {others}.", name=names[0], others=others)


def _fitting(rows: Iterable[Requirement], kind: str | None, tier: int | None) -> list[Requirement]:
    if kind is None or tier is None:
        return []
    return [row for row in rows if row.kind in (None, kind) and row.tier in (None, tier)]


def _age(name: str) -> tuple[tuple[int, ...], str]:
    """Return what sets are put in order by: the numbers in the name (year, then version), then the name."""
    return tuple(map(int, _NUMBERS.findall(name))), name


def name_class(kind: str | None, tier: int | None) -> str:
    """Return a class and tier as people say them."""
    said = _(DistrictKind.of(kind).label) if kind else _("no class")
    return _("{kind}, tier {tier}", kind=said, tier=tier) if tier else _("{kind}, no tier", kind=said)


def require_set(rows: Iterable[Requirement], kind: str | None, tier: int | None) -> list[Requirement]:
    """Return the requirements of a class and tier; raises a Problem where there are none."""
    if kind is None or tier is None:
        message = _("Without a class and a tier there are no requirements.")
        raise Problem(code="no_class", message=message, remedy=_("Choose the class and the tier first."), field="tier")
    found = requirements_for(rows, kind, tier)
    if not found:
        message = _("There is no requirement set for “{name}”.", name=name_class(kind, tier))
        remedy = _("Add requirements of this class and tier under “Requirements”, or import a ledger of them.")
        raise Problem(code="no_requirement_set", message=message, remedy=remedy, field="tier", value=str(tier))
    return found


class Retargeted(NamedTuple):
    """A requirement that both sets have; where the target differs, ``before`` and ``after`` say how."""

    before: Requirement
    after: Requirement

    @property
    def differs(self) -> bool:
        """Whether the sets ask for different things."""
        return (self.before.target, self.before.text) != (self.after.target, self.after.text)


class SetDifference(NamedTuple):
    """What another set asks beside, no more, and again."""

    added: tuple[Requirement, ...]
    dropped: tuple[Requirement, ...]
    kept: tuple[Retargeted, ...]


def compare_sets(before: Sequence[Requirement], after: Sequence[Requirement]) -> SetDifference:
    """Compare two sets.  The same requirement is the same words, else the same indicator, in the same area."""
    rest = list(before)
    kept: dict[str, Retargeted] = {}
    for same in (_words, _indicator):
        for row in after:
            found = next((one for one in rest if same(one) == same(row) and same(row) is not None), None)
            if row.id not in kept and found is not None:
                kept[row.id] = Retargeted(found, row)
                rest.remove(found)
    added = tuple(row for row in after if row.id not in kept)
    return SetDifference(added, tuple(rest), tuple(kept[row.id] for row in after if row.id in kept))


def _words(row: Requirement) -> tuple[str, str] | None:
    return (row.area or "", row.text)


def _indicator(row: Requirement) -> tuple[str, str] | None:
    return (row.area or "", row.indicator) if row.indicator else None


def commitment_signal(covers: Iterable[tuple[str, Signal]], waived: str | None) -> Signal:
    """Return the light of a commitment: the worst of what covers it (title and light of each), and why.

    Grey where it is waived, with the reason, and where nothing covers it.
    """
    if waived:
        return Signal("grey", WAIVED, words=waived)
    found = min(covers, key=lambda cover: _WORST_FIRST[cover[1].light], default=None)
    if found is None:
        return Signal("grey", NOT_COVERED)
    title, signal = found
    return signal._replace(words=signal.words or title)


_REASONS = {
    NOT_COVERED: N_("nothing works on it"),
    NOT_ADOPTED: N_("asked for, not in any plan"),
    WAIVED: N_("does not apply: {words}"),
}


def say_why(signal: Signal) -> str:
    """Return the reason for a light of a commitment or of what covers it, in the language in use."""
    if signal.cause in _REASONS:
        return _(_REASONS[signal.cause], words=signal.words)
    return say_cause(signal)

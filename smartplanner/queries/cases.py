"""Cases, the districts that they fit, and how far their adoption has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.i18n import _
from smartplanner.fields.values import choice_label
from smartplanner.model import entity as described_entity
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, task_lines_of
from smartplanner.rules.lights import ENDED, FINISHED

_DEGREES = ("good", "partly", "not")


class Match(NamedTuple):
    """How one district goes with a case: what speaks for it and against, which gaps it would fill."""

    district: str
    name: str
    degree: str
    """How well it goes together: good, partly or not."""
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    gaps: tuple[str, ...]
    """Requirements and commitments of the case's area that nothing in the district works on."""

    @property
    def fits(self) -> bool:
        """Whether it fits at all."""
        return self.degree != "not"


class AdoptionLine(NamedTuple):
    """One district's adoption; ``state`` follows the matter: adopted when that is done."""

    row: Any
    district: str
    state: str
    task: TaskLine | None


def tiers_of(case: Any) -> tuple[int, ...]:
    """Return the tiers that a case fits; empty: any."""
    words = (case.tiers or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(int(word) for word in map(str.strip, words) if word.isdecimal())


def cases_of(reader: Reader, pilot: str) -> list[Any]:
    """Return the cases written of a pilot."""
    return reader.rows_naming("case", "pilot", [pilot])


def matching_districts(reader: Reader, case: Any) -> list[Match]:
    """Return how each other district goes with *case* (a row), those that fit first, then by how many gaps it fills.

    It fits by class and tier as the case says.  Where the case does not say, the district it comes from is held
    beside: one that is like it neither by class nor by tier does not fit.  Districts that decided already are left out.
    """
    decided = {row.district for row in reader.rows_naming("adoption", "case", [case.id])}
    origin = _origin(reader, case)
    gaps = _Gaps(reader, case.area)
    found = []
    for district in reader.rows("district"):
        if district.id in decided or (origin is not None and district.id == origin.id):
            continue
        reasons, against = _compare(case, origin, district)
        unlike = _refused(case, district) or (bool(against) and not reasons)
        lacking = gaps.of(district)
        if lacking:
            reasons.append(_("{count} gap(s) in “{area}”", count=len(lacking), area=case.area))
        elif gaps.known:
            against.append(_("no gap in “{area}”", area=case.area))
        degree = "not" if unlike else "partly" if against else "good"
        found.append(Match(district.id, district.name, degree, tuple(reasons), tuple(against), tuple(lacking)))
    return sorted(found, key=lambda match: (_DEGREES.index(match.degree), -len(match.reasons), -len(match.gaps)))


def adoptions_of(reader: Reader, case: str, *, as_of: date) -> list[AdoptionLine]:
    """Return the adoptions of a case with the state that follows from their matters."""
    rows = reader.rows_naming("adoption", "case", [case])
    lines = {line.id: line for line in task_lines_of(reader, [row.task for row in rows if row.task], as_of=as_of)}
    names = reader.names("district")
    return [
        AdoptionLine(row, names.get(row.district, ""), adoption_state(row, lines.get(row.task)), lines.get(row.task))
        for row in rows
    ]


def adoption_state(row: Any, task: TaskLine | None) -> str:
    """Return how far an adoption has come: as its matter stands, else as its row says."""
    if task is None or row.state == "declined":
        return str(row.state)
    if task.state in FINISHED or task.state == "routine":
        return "adopted"
    return "declined" if task.state in ENDED else "adopting"


def _origin(reader: Reader, case: Any) -> Any | None:
    pilot = reader.row("pilot", case.pilot) if case.pilot else None
    district = case.district or (pilot.district if pilot is not None else None)
    return reader.row("district", district) if district else None


def _refused(case: Any, district: Any) -> bool:
    tiers = tiers_of(case)
    return bool((case.kind and district.kind != case.kind) or (tiers and district.tier not in tiers))


def _compare(case: Any, origin: Any | None, district: Any) -> tuple[list[str], list[str]]:
    """Return what speaks for and against by class and tier."""
    kinds = described_entity("district")["kind"]
    reasons, against = [], []
    wanted = case.kind or (origin.kind if origin is not None else None)
    if wanted and district.kind:
        label = choice_label(kinds, district.kind)
        if district.kind == wanted:
            reasons.append(_("same class: {kind}", kind=label))
        else:
            against.append(_("another class: {kind}", kind=label))
    tiers = tiers_of(case) or ((origin.tier,) if origin is not None and origin.tier else ())
    if tiers and district.tier:
        if district.tier in tiers:
            reasons.append(_("fits by tier: {tier}", tier=district.tier))
        else:
            against.append(_("another tier: {tier}", tier=district.tier))
    return reasons, against


class _Gaps:
    """What districts lack in one area: requirements of their class and tier, and commitments, that nothing covers."""

    def __init__(self, reader: Reader, area: str | None) -> None:
        self._area = area
        self._required: dict[tuple[str | None, int | None], list[Any]] = defaultdict(list)
        self._committed: dict[str, list[Any]] = defaultdict(list)
        if not area:
            return
        for row in reader.rows("requirement"):
            if row.area == area:
                self._required[row.kind, row.tier].append(row)
        plans = dict(reader.columns("plan", ("id", "district")))
        areas = dict(reader.columns("requirement", ("id", "area")))
        for row in reader.rows("commitment"):
            if area in (row.area, areas.get(row.requirement)):
                self._committed[plans[row.plan]].append(row)

    @property
    def known(self) -> bool:
        """Whether the book asks for anything in this area."""
        return bool(self._required or self._committed)

    def of(self, district: Any) -> list[str]:
        """Return the texts of what *district* lacks, each once."""
        committed = self._committed.get(district.id, [])
        handled = {row.requirement for row in committed}
        lacking = [row.text for row in committed if not _covered(row)]
        asked: Iterable[Any] = self._required.get((district.kind, district.tier), [])
        lacking += [row.text for row in asked if row.id not in handled]
        return list(dict.fromkeys(lacking))


def _covered(row: Any) -> bool:
    return bool(row.tasks or row.milestones or row.pilot or row.waived)

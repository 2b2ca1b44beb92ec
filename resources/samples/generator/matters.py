"""Matters to be put into ledgers: what, who, and how far it has come on the day of the ledgers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.names import district_name, full_name, written_district

HERE = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 23)

OUTCOMES = {
    # name: (weight, first due day, last due day, lowest progress, highest progress)
    "done": (33, date(2026, 3, 1), date(2026, 12, 31), 100, 100),
    "closed": (10, date(2026, 3, 1), date(2026, 10, 31), 100, 100),
    "late": (13, date(2026, 6, 1), date(2026, 11, 22), 20, 90),
    "soon": (11, date(2026, 11, 24), date(2026, 12, 10), 70, 95),
    "going": (24, date(2026, 12, 11), date(2027, 6, 30), 25, 85),
    "waiting": (5, date(2026, 12, 20), date(2027, 9, 30), 0, 0),
    "routine": (2.5, AS_OF, AS_OF, 50, 90),
    "terminated": (1.5, date(2026, 5, 1), date(2026, 12, 31), 10, 40),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter.  Units stand as ledgers write them; ``district`` is the written short form or empty."""

    title: str
    subject: str
    lead: str
    support: tuple[str, ...]
    district: str = ""
    outcome: str = ""
    percent: int = 0

    @property
    def first_due(self) -> date:
        """The first day that its deadline may be."""
        return OUTCOMES[self.outcome][1]

    @property
    def last_due(self) -> date:
        """The last day that its deadline may be."""
        return OUTCOMES[self.outcome][2]

    def expected(self) -> dict[str, object]:
        """Return what a reader must find, as far as it does not depend on the wording of a cell."""
        return {
            "title": self.title,
            "lead": full_name(self.lead),
            "support": [full_name(unit) for unit in self.support],
            "district": district_name(self.district.removesuffix("区")) if self.district else None,
        }


def city_matters(draw: random.Random) -> dict[str, list[Matter]]:
    """Return the city's matters by subject, in the order of ``subjects.txt``."""
    matters: dict[str, list[Matter]] = {}
    lead, support = "", []
    for line in _lines("subjects.txt"):
        if line.startswith("# "):
            subject = line[2:]
            matters[subject] = []
        elif line.startswith("@"):
            lead, units = line[1:].split("|")
            support = units.split()
        else:
            chosen = sorted(draw.sample(support, draw.randint(1, min(3, len(support)))), key=support.index)
            matters[subject].append(_with_outcome(draw, Matter(line, subject, lead, tuple(chosen))))
    for each in matters.values():
        draw.shuffle(each)
    return matters


def district_matters(draw: random.Random) -> dict[str, list[Matter]]:
    """Return every district's matters: each of its templates once, in an order of its own."""
    lines = list(_lines("districts.txt"))
    split = lines.index("# tasks")
    templates = [line.split("|") for line in lines[split + 1 :]]
    found = {}
    for line in lines[1:split]:
        short, places = line.split("|")
        name = written_district(short)
        order = draw.sample(templates, len(templates))
        around = _around(draw, places.split())
        found[name] = [
            _with_outcome(
                draw,
                Matter(text.format(p=next(around), d=name), subject, name, tuple(units.split()), name),
            )
            for subject, units, text in order
        ]
    return found


def _around(draw: random.Random, places: list[str]) -> Iterator[str]:
    while True:
        yield from draw.sample(places, len(places))


def _with_outcome(draw: random.Random, matter: Matter) -> Matter:
    name = draw.choices(list(OUTCOMES), [each[0] for each in OUTCOMES.values()])[0]
    low, high = OUTCOMES[name][3:]
    return replace(matter, outcome=name, percent=draw.randint(low // 5, high // 5) * 5)


def _lines(name: str) -> Iterator[str]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.strip()


def take(matters: list[Matter], count: int) -> Iterator[Matter]:
    """Take the next *count* matters off the list, so that none is used twice."""
    assert len(matters) >= count, (len(matters), count)
    taken, matters[:] = matters[:count], matters[count:]
    return iter(taken)

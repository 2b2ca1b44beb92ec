"""The units that a cell names: one name resolved to an organisation, or a whole cell split into lead and support.

Names are matched against the known ones first and split second, because 规划和自然资源委员会 and
科学技术委员会、中关村科技园区管理委员会 hold the very signs at which other cells are split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartplanner.base.i18n import _, language
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import text, unit_cells
from smartplanner.fields.reading import Reading

_ACCEPTED = 85
"""Similarity (0 to 100) from which a misspelt name is taken for a known one; measured on the city's units."""
_CORE_ACCEPTED = 75
"""The same without the endings that many units share: 朝晖区人民政府 is not 朝阳区人民政府."""
_NEAREST = 40
"""Similarity from which a name is worth showing to a person who must choose."""
_LIKELY = 24
"""So many names are compared more closely; a unit has several."""
_CLOSE = 5
"""Two names nearer to each other than this are asked about."""
_ENDINGS = re.compile(
    r"(?:人民政府|政府|委员会|管理局|办公室|管理处|中心|有限责任公司|股份有限公司|有限公司|集团|公司|局|委|办|厅)$"
)
_CACHE_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that cells may name.  ``kind`` is as in the organisation (``district`` for a district's government)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class UnitsReading:
    """What one cell says about units.

    ``lead`` and ``support`` are ids in the order given; without any word such as 牵头 all are in ``lead``.
    ``contacts`` are persons and numbers that stood beside a unit.
    """

    lead: tuple[str, ...]
    support: tuple[str, ...]
    contacts: tuple[str, ...]
    words: str
    problems: tuple[Problem, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All units, the lead first."""
        return self.lead + self.support


class Directory:
    """The known units, indexed for matching; answers are remembered, as ledgers repeat their cells."""

    def __init__(
        self,
        units: Iterable[Unit],
        prefixes: Sequence[str] = ("北京市", "市"),
        answers: Mapping[str, str] | None = None,
    ) -> None:
        """Index *units*; *prefixes* are what names of the city's units may begin with, the longest first.

        *answers* are the ids that a person gave for words; they go before everything else.
        """
        self._answers = {matching_key(words): id for words, id in (answers or {}).items()}
        self.units = tuple(sorted(units, key=lambda unit: (unit.order, unit.name)))
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        self._names: dict[str, list[Unit]] = {}
        self._aliases: dict[str, list[Unit]] = {}
        self._bare: dict[str, list[Unit]] = {}
        for unit in self.units:
            _index(self._names, matching_key(unit.name), unit)
            for alias in unit.aliases:
                _index(self._aliases, matching_key(alias), unit)
            for name in (unit.name, *unit.aliases):
                _index(self._bare, self._without_prefix(matching_key(name)), unit)
        self._bare_names = tuple((unit, self._without_prefix(matching_key(unit.name))) for unit in self.units)
        self._keys = unit_cells.KeyIndex(self._all_keys())
        self._resolved: dict[tuple[str, str], Reading[str]] = {}
        self._cells: dict[tuple[str, str], UnitsReading] = {}

    def resolve(self, name: str) -> Reading[str]:
        """Return the id of the unit that *name* means.

        The precision says how it was found: ``exact``, ``alias``, ``prefix`` (北京市 or 市 left out or added),
        ``subsequence`` (规自委), ``fuzzy`` (a likely misspelling, with the warning ``unit_guessed``) or
        ``ask`` (an error that names the nearest units).
        """
        cached = (name, language())
        if cached not in self._resolved:
            if len(self._resolved) > _CACHE_LIMIT:
                self._resolved.clear()
            self._resolved[cached] = self._resolve(text.words(name), matching_key(name))
        return self._resolved[cached]

    def read_many(self, raw: object) -> UnitsReading:
        """Read a cell that may name several units, their roles and their contacts.

        A unit that is not known gives an error and is left out; the others are still read.
        """
        given = text.words(raw)
        cached = (given, language())
        if cached not in self._cells:
            if len(self._cells) > _CACHE_LIMIT:
                self._cells.clear()
            self._cells[cached] = self._read_cell(given)
        return self._cells[cached]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the ids of all units of one kind, in their order."""
        return tuple(unit.id for unit in self.units if unit.kind == kind)

    def _read_cell(self, given: str) -> UnitsReading:
        if text.is_empty(given):
            return UnitsReading((), (), (), given, ())
        found = unit_cells.read_cell(given, self._keys, self.resolve)
        districts = self.of_kind("district")
        lead = _flatten(found.lead, districts)
        problems = found.problems
        if None in found.lead + found.support:
            message = _("All districts were read: {count} units.", count=len(districts))
            problems += (_problem("units_group", given, message, Level.NOTE),)
        support = [unit for unit in _flatten(found.support, districts) if unit not in set(lead)]
        return UnitsReading(tuple(lead), tuple(support), found.contacts, given, problems)

    def _resolve(self, given: str, key: str) -> Reading[str]:
        if not key:
            return self._unknown(given, key)
        if key in self._answers:
            return Reading(self._answers[key], given, "exact")
        bare = self._without_prefix(key)
        for how, units in (
            ("exact", self._names.get(key)),
            ("alias", self._aliases.get(key)),
            ("prefix", self._bare.get(bare)),
        ):
            if units:
                return Reading(units[0].id, given, how) if len(units) == 1 else self._ask(given, units)
        return self._by_subsequence(given, bare) or self._by_likeness(given, bare) or self._unknown(given, bare)

    def _by_subsequence(self, given: str, bare: str) -> Reading[str] | None:
        """规自委 is made of characters of 规划和自然资源委员会, in their order; no other name may hold them."""
        if len(bare) < 3:
            return None
        units = self._holding(bare)
        if len(units) != 1:
            return None
        unit = units[0]
        begins = any(name[0] == bare[0] for other, name in self._bare_names if other is unit)
        message = _("“{words}” was read as {unit}.", words=given, unit=unit.name)
        problem = _problem("unit_guessed", given, message, Level.NOTE if begins else Level.WARNING)
        return Reading(unit.id, given, "subsequence", problem)

    def _holding(self, bare: str) -> list[Unit]:
        """Return the units whose name holds the characters of *bare* in their order and ends alike."""
        return [unit for unit, name in self._bare_names if _abbreviates(bare, name)]

    def _by_likeness(self, given: str, bare: str) -> Reading[str] | None:
        if len(bare) < 4:
            return None
        ranked = self._ranked(bare)
        if not ranked or ranked[0][0] < _ACCEPTED:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLOSE:
            return self._ask(given, [unit for _score, unit, _name in ranked[:3]])
        _score, unit, name = ranked[0]
        if _likeness(_core(bare), _core(name)) < _CORE_ACCEPTED:
            return None
        message = _("“{words}” is not known; {unit} was taken as the likeliest.", words=given, unit=unit.name)
        remedy = _("Check it, and correct the name if it is wrong.")
        problem = _problem("unit_guessed", given, message, Level.WARNING, remedy)
        return Reading(unit.id, given, "fuzzy", problem)

    def _ranked(self, bare: str) -> list[tuple[float, Unit, str]]:
        """Return the likeliest units, each once with its best likeness, the likeliest first."""
        # Imported late: most cells never need it.
        from rapidfuzz import fuzz, process

        best: dict[str, tuple[float, Unit, str]] = {}
        likely = process.extract(bare, self._bare.keys(), scorer=fuzz.ratio, limit=_LIKELY, score_cutoff=_NEAREST)
        for name, score, _number in likely:
            for unit in self._bare[name]:
                best.setdefault(unit.id, (score, unit, name))
        return sorted(best.values(), key=lambda entry: (-entry[0], entry[1].order, entry[1].name))

    def _unknown(self, given: str, bare: str) -> Reading[str]:
        nearest = self._holding(bare)[:3] if len(bare) > 1 else []
        nearest += [unit for _score, unit, _name in self._ranked(bare)[:3] if unit not in nearest]
        message = _("The unit “{words}” is not known.", words=given)
        if nearest:
            names = "、".join(unit.name for unit in nearest[:3])
            message = _("The unit “{words}” is not known; nearest are {names}.", words=given, names=names)
        remedy = _("Choose the unit that is meant, or add it as a new one.")
        return Reading(None, given, "ask", _problem("unit_unknown", given, message, Level.ERROR, remedy))

    def _ask(self, given: str, units: Sequence[Unit]) -> Reading[str]:
        names = "、".join(unit.name for unit in units)
        message = _("“{words}” can mean several units: {names}.", words=given, names=names)
        remedy = _("Choose the unit that is meant.")
        return Reading(None, given, "ask", _problem("unit_ambiguous", given, message, Level.ERROR, remedy))

    def _without_prefix(self, key: str) -> str:
        for prefix in self._prefixes:
            if key.startswith(prefix) and len(key) > len(prefix) + 1:
                return key[len(prefix) :]
        return key

    def _all_keys(self) -> set[str]:
        keys = set(self._names) | set(self._aliases) | set(self._bare) | set(self._answers)
        return keys | {prefix + bare for bare in self._bare for prefix in self._prefixes}


def matching_key(name: str) -> str:
    """Return *name* as it is compared: half-width, without blanks and line breaks."""
    return text.squeeze(name)


def _index(index: dict[str, list[Unit]], key: str, unit: Unit) -> None:
    units = index.setdefault(key, [])
    if unit not in units:
        units.append(unit)


def _abbreviates(short: str, name: str) -> bool:
    """Return whether *short* is an ordered subsequence of *name* and names the same sort of unit (局, 委, 办 …)."""
    if len(short) >= len(name):
        return False
    if short[-1] != name[-1] and not (short[-1] == "委" and name.endswith("委员会")):
        return False
    rest = iter(name)
    return all(character in rest for character in short)


def _core(name: str) -> str:
    return _ENDINGS.sub("", name) or name


def _likeness(left: str, right: str) -> float:
    # Imported late: most cells never need it.
    from rapidfuzz import fuzz

    return fuzz.ratio(left, right)


def _flatten(found: Iterable[str | None], districts: Sequence[str]) -> list[str]:
    """Return the ids without repetition; None stands for 各区, all districts."""
    ids: dict[str, None] = {}
    for item in found:
        ids.update(dict.fromkeys(districts if item is None else (item,)))
    return list(ids)


def _problem(code: str, given: str, message: str, level: Level, remedy: str = "") -> Problem:
    return Problem(code=code, message=message, remedy=remedy, level=level, value=given)

"""The short forms of units on cards, in lists and on paper: 市政务和数据局, 平谷区.

A unit has several short forms, because ledgers use them all; people want the one that is short and still
proper: 市发展改革委 rather than 发改委, 市政务和数据局 rather than 市政数局 or the older 市政务服务局.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from smartplanner.queries.reader import Reader

_CITY_BODY = re.compile(r"^(?:中共|国家税务总局)?.{2,4}?市")
_PARTY_BODY = re.compile(r"^中共.{2,4}?市委")
_PARTS = re.compile(r"[和与、]")
EVERY_DISTRICT = "各区"
_SHORTEST = 3
"""Characters of an alias that may stand for a unit without a proper short form: 经信局, but not 经信."""


def short_unit_names(reader: Reader) -> dict[str, str]:
    """Return the short name of every unit by id."""
    aliases: dict[str, list[str]] = {}
    for owner, alias in reader.columns("alias", ["organisation", "name"]):
        aliases.setdefault(owner, []).append(alias)
    return {
        id: short_name(name, aliases.get(id, ()), kind=kind or "")
        for id, name, kind in reader.columns("organisation", ["id", "name", "kind"])
    }


def short_name(name: str, aliases: Iterable[str], *, kind: str = "") -> str:
    """Return what a unit is called: its proper short form, else its shortest usable alias, else its name."""
    known = list(aliases)
    proper = short_form(name, known, kind=kind)
    if proper != name:
        return proper
    return min([*(alias for alias in known if len(alias) >= _SHORTEST), name], key=len)


def short_districts(reader: Reader) -> Mapping[str, str]:
    """Return the names of the districts by id, as a table prints them: 东城区, 经开区."""
    return {
        id: _shortest([form for form in (name, short) if form and form.endswith("区")]) or name
        for id, name, short in reader.columns("district", ["id", "name", "short_name"])
    }


def short_form(name: str, forms: Iterable[str], *, kind: str = "") -> str:
    """Return the shortest of *forms* that is proper for a unit called *name* and of that *kind*; else *name*."""
    forms = sorted(set(forms), key=lambda form: (len(form), form))
    if kind == "district":
        return next((form for form in forms if form.endswith("区")), name)
    if kind == "company" or not _CITY_BODY.match(name):
        return next((form for form in forms if form[-2:] == name[-2:]), name)
    if _PARTY_BODY.match(name):
        return next((form for form in forms if form.startswith("市委")), name)
    of_city = [form for form in forms if form.startswith("市")]
    return next((form for form in of_city if _says_all(form, name)), None) or next(iter(of_city), name)


def _says_all(form: str, name: str) -> bool:
    """Whether *form* keeps the first two characters of each of the things that the unit is for."""
    parts = _PARTS.split(_CITY_BODY.sub("", name))
    return all(part[:2] in form[1:] for part in parts if part)


def join_units(ids: Sequence[str], names: Mapping[str, str], districts: frozenset[str]) -> tuple[str, ...]:
    """Return the short forms of *ids*; when all *districts* are among them, they are said as 各区."""
    everyone = len(districts) > 1 and districts <= set(ids)
    found = [names.get(id, "") for id in ids if not (everyone and id in districts)]
    return (*filter(None, found), *((EVERY_DISTRICT,) if everyone else ()))


def _shortest(forms: Sequence[str]) -> str:
    return min(forms, key=len, default="")


def every_district(reader: Reader) -> frozenset[str]:
    """Return the ids of the governments of the districts: those that 各区 stands for."""
    kinds = reader.columns("organisation", ["id", "kind"])
    return frozenset(id for id, kind in kinds if kind == "district")

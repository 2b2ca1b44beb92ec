"""Import profiles: what was decided about one ledger, remembered for the next of the same sender and layout.

A profile keeps what stays true for the next ledger: columns, key, amount unit, district, meanings of words.
It forgets what was true of one ledger only: single cells, single rows, and the year.  Short forms of units are
kept as aliases instead, where every ledger of every sender profits from them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.changes import Change, Step, insert, update
from smartplanner.commands.choices_text import read_choices, write_choices
from smartplanner.commands.ledgers import accept
from smartplanner.commands.office import Office
from smartplanner.excel.choices import NO_CHOICES, Choices, TableChoice
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.excel.headers.heads import normal
from smartplanner.excel.proposal import Proposal
from smartplanner.fields import text

_NUMBERS = re.compile(r"[\d０-９]+|[一二三四五六七八九十〇]+(?=[季月年期批])")
_SIGNS = re.compile(r"[\s_\-—–()（）【】\[\].,，。·+]+")
_FORGOTTEN = ("(副本)", "副本", "年", "月", "日", "季度", "定稿", "终稿", "最终版")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that a person makes while importing: its id-to-be, full name and kind (empty: not said)."""

    id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NewOperator:
    """An operator that a person makes while importing: its id-to-be, and the unit that it is."""

    id: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person adds to the changes of a file before taking it in.

    ``units`` and ``operators`` are made with it; ``aliases`` gives the id of the unit that words stand for from now on;
    ``choices`` are remembered in the profile of *sender* and *layout* if both are known.
    """

    units: Sequence[NewUnit] = ()
    operators: Sequence[NewOperator] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    choices: Choices = NO_CHOICES
    sender: str = ""
    layout: str = ""


def fingerprint(proposal: Proposal) -> str:
    """Return what tells one layout from another: the heads with their columns, by sheet; empty if there are none.

    Numbers in names of sheets and in heads (months, years) do not count, as they change with each ledger.
    """
    parts = []
    for sheet in proposal.sheets:
        if not sheet.heads:
            continue
        heads = ";".join(
            f"{letters}={_NUMBERS.sub('#', normal(head))}" for letters, head in sorted(sheet.heads.items())
        )
        parts.append(f"{pattern(sheet.sheet)}|{sheet.header_rows}|{heads}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32] if parts else ""


def pattern(name: str) -> str:
    """Return a sheet's name without its numbers: 2026年9月 and 2026年10月 are the same sheet of two ledgers."""
    return _NUMBERS.sub("#", text.squeeze(name))


def sender_of(file: str, reporters: Iterable[str] = ()) -> str:
    """Return who sent a ledger: the first 填报单位 of *reporters*, else the file's name without numbers and dates."""
    for reporter in reporters:
        if named := " ".join(reporter.split()):
            return named[:_LONGEST_NAME]
    name = _NUMBERS.sub("", Path(file).stem)
    for word in _FORGOTTEN:
        name = name.replace(word, "")
    return _SIGNS.sub("", name)[:_LONGEST_NAME]


def find_profile(office: Office, sender: str, layout: str) -> Any | None:
    """Return the profile of *sender* and *layout*, or None."""
    if not sender or not layout:
        return None
    rows = office.reader.rows("import_profile")
    return next((row for row in rows if row.layout == layout and comparable(row.sender) == comparable(sender)), None)


def remembered(office: Office, proposal: Proposal, sender: str) -> Choices | None:
    """Return the choices of the profile of *sender* and of the layout of *proposal*, for its sheets as now called.

    *proposal* is the reading without any choices; None if nothing was remembered.
    """
    found = find_profile(office, sender, fingerprint(proposal))
    if found is None:
        return None
    kept = read_choices(found.content)
    sheets = [sheet.sheet for sheet in proposal.sheets]
    tables = {_renamed(name, sheets): _living(office, table) for name, table in kept.tables.items()}
    meant = {key: id for key, id in kept.names.items() if office.reader.name(key[0], id)}
    return replace(kept, tables=tables, names=meant)


def worth_keeping(choices: Choices) -> Choices:
    """Return what of *choices* is true for the next ledger as well."""
    tables = {}
    for name, table in choices.tables.items():
        kept = replace(table, year=None)
        if kept != TableChoice():
            tables[name] = kept
    names = {key: id for key, id in choices.names.items() if key[0] != "organisation"}
    return replace(choices, tables=tables, names=names, cells={}, accepted=frozenset())


def take_in(office: Office, proposal: Proposal, review: Review, *, today: date) -> Step | None:
    """Write a reviewed file as one step: new units, new short forms, its rows, and the profile.

    None if the file changes nothing.  Raises a Problem when the book has changed since; then nothing is written.
    """
    operators = [insert("operator", each.id, {"organisation": each.unit}) for each in review.operators]
    before = [*_units(review.units), *_aliases(office, review), *operators]
    if not proposal.changes and not before:
        return None
    after = _profile(office, review, today)
    changes = (*before, *proposal.changes, *([after] if after is not None else []))
    return accept(office, replace(proposal, changes=changes))


def _renamed(name: str, sheets: Sequence[str]) -> str:
    """Return what the table *name* of an earlier ledger is called in one with these *sheets*."""
    base, sign, number = name.rpartition("#")
    if name in sheets or not (sign and number.isdecimal()):
        base, sign, number = name, "", ""
    if base in sheets:
        return name
    alike = [sheet for sheet in sheets if pattern(sheet) == pattern(base)]
    return f"{alike[0]}{sign}{number}" if len(alike) == 1 else name


def _living(office: Office, table: TableChoice) -> TableChoice:
    if table.district is not None and not office.reader.name("district", table.district):
        return replace(table, district=None)
    return table


def _units(units: Iterable[NewUnit]) -> list[Change]:
    return [insert("organisation", unit.id, {"name": unit.name, "kind": unit.kind or None}) for unit in units]


def _aliases(office: Office, review: Review) -> list[Change]:
    """Return the new short forms; one that the book knows already, or that is a unit's own name, adds nothing."""
    known = {comparable(name) for (name,) in office.reader.columns("alias", ("name",))}
    known |= {comparable(name) for (name,) in office.reader.columns("organisation", ("name",))}
    known |= {comparable(unit.name) for unit in review.units}
    changes = []
    for words, unit in review.aliases.items():
        if (key := comparable(words)) and key not in known:
            known.add(key)
            changes.append(insert("alias", new_id(), {"organisation": unit, "name": " ".join(words.split())}))
    return changes


def _profile(office: Office, review: Review, today: date) -> Change | None:
    """Return the change that remembers the choices, or marks the profile as used; None if there is nothing to keep."""
    found = find_profile(office, review.sender, review.layout)
    kept = worth_keeping(review.choices)
    if not review.sender or not review.layout or (found is None and kept == NO_CHOICES):
        return None
    values = {"content": write_choices(kept), "used_on": today}
    if found is not None:
        return update("import_profile", found.id, {name: getattr(found, name) for name in values}, values)
    named = {"name": review.sender, "sender": review.sender, "layout": review.layout}
    return insert("import_profile", new_id(), named | values)

"""Cells that name other rows: one or several, by name, title or code; units with their roles.

An unknown name keeps its row out where it is needed, or where no field takes its words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import EMPTY, Cell, CellContext, CellReader, as_remark
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Field, Kind

_LIST_SIGNS = re.compile(r"[、;；,，\n/]")


def reference_reader(entity: Entity, described: Field, context: CellContext) -> CellReader:
    """Return the function that reads cells which name one row."""
    if described.target == "organisation":
        return _units(entity, described, context)

    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        words = text.words(raw)
        found = _find(described, words, context)
        if len(found) == 1:
            kept = described.note.words
            values: dict[str, Any] = {described.name: found[0]}
            if kept and kept not in context.given:
                values[kept] = words
            return Cell(values)
        return _not_found(entity, described, words, found, context)

    return read


def _find(described: Field, words: str, context: CellContext) -> list[str]:
    surroundings = context.surroundings
    if found := surroundings.find(described.target, words):
        return found
    if described.target == "district":
        district = surroundings.district_in(words)
        return [district] if district else []
    if described.target == "group":
        plain = comparable(words).removesuffix("专项工作组").removesuffix("工作组").removesuffix("专班")
        return [
            id
            for id, name in surroundings.names.get("group", {}).items()
            if comparable(name).removesuffix("专项工作组").removesuffix("工作组") == plain
        ]
    return []


def _not_found(entity: Entity, described: Field, words: str, found: list[str], context: CellContext) -> Cell:
    """Keep the words of an unknown name if a field takes them; where none does, a person must decide."""
    label = _(described.note.label)
    message = _("“{words}” is not known as {label}.", words=words, label=label)
    code = "reference_unknown"
    if len(found) > 1:
        code, message = "reference_ambiguous", _("“{words}” means several rows of {label}.", words=words, label=label)
    problem = Problem(code=code, message=message, value=words, remedy=_("Enter the full name, or add the row first."))
    if described.required:
        return Cell({}, (problem,))
    kept = described.note.words
    if kept:
        values = {} if kept in context.given else {kept: words}
        return Cell(values, (replace(problem, level=Level.NOTE, remedy=""),))
    if remark := as_remark(entity, described, words):
        return Cell(remark, (replace(problem, level=Level.WARNING),))
    return Cell({}, (problem,))


def _units(entity: Entity, described: Field, context: CellContext) -> CellReader:
    """Read a cell of units.  Roles and further units go to the entity's other fields of units where it has them."""
    directory = context.surroundings.directory
    many = described.kind is Kind.MANY
    kept = described.note.words
    has_support = described.name == "lead" and "support" in entity.by_name

    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        answer = context.surroundings.answers.get(("organisation", comparable(text.words(raw))))
        if answer is not None:
            # A person said what the whole cell means.
            words = {kept: text.words(raw)} if kept and kept not in context.given else {}
            return Cell({described.name: (answer,) if many else answer} | words)
        reading = directory.read_many(raw)
        problems = reading.problems
        values: dict[str, Any] = {kept: reading.words} if kept and kept not in context.given else {}
        if any(problem.level is Level.ERROR for problem in problems):
            return Cell({}, problems)
        if many:
            values[described.name] = reading.ids
            return Cell(values, problems, contacts=reading.contacts)
        if not reading.ids:
            return Cell(values, problems, contacts=reading.contacts)
        first, *others = reading.ids
        values[described.name] = first
        if others and has_support:
            values["support"] = tuple(others)
            if not reading.support:
                message = _("Several units stand in the cell; the first leads, the others co-operate.")
                problems += (Problem(code="units_split", message=message, level=Level.NOTE, value=reading.words),)
        elif others and len(reading.lead) == 1 and reading.support:
            # The words say who leads; who co-operates has no field here.
            message = _("Only the leading unit was read; no field takes the others.")
            problems += (Problem(code="units_led", message=message, level=Level.WARNING, value=reading.words),)
            values |= as_remark(entity, described, reading.words)
        elif others:
            message = _("Several units stand in the cell; only one is possible here.")
            return Cell({}, (Problem(code="units_several", message=message, value=reading.words),))
        return Cell(values, problems, contacts=reading.contacts)

    return read


def many_reader(entity: Entity, described: Field, context: CellContext) -> CellReader:
    """Return the function that reads cells which name several rows."""
    if described.target == "organisation":
        return _units(entity, described, context)

    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        words = text.words(raw)
        found: list[str] = []
        for part in [words] if _find(described, words, context) else _LIST_SIGNS.split(words):
            if not part.strip():
                continue
            ids = _find(described, part, context)
            if len(ids) != 1:
                return _not_found(entity, described, part.strip(), ids, context)
            found += ids
        return Cell({described.name: tuple(dict.fromkeys(found))})

    return read

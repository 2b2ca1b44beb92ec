"""Reads rows of one open book, and knows the names that people call them by."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce

from smartplanner.base.stopping import go_on
from smartplanner.changes import Change, Step
from smartplanner.fields.description import Entity, Kind, Row
from smartplanner.fields.values import show
from smartplanner.journal import Journal
from smartplanner.model import entities
from smartplanner.store.tables import table

R = TypeVar("R", bound=Row)
C = TypeVar("C", bound="Companion")
_CHUNK = 20_000
"""Keys per statement: below SQLite's limit of 32,766 variables."""
_BLOCK = 200
"""Rows that are read between two looks at whether they are still wanted: some milliseconds."""
_FEW = 20
"""Rows of which what names them is looked up one by one: all lists of a large book take longer."""
_WORDS = (Kind.TEXT, Kind.LONG_TEXT)


class Companion(Protocol):
    """What is kept for an open book and follows its commits."""

    def follow(self, changes: Sequence[Change]) -> None:
        """Take note of a commit; quick, since the writer waits."""


class Reader:
    """The reading side of one open book, for any thread.  Names are cached and follow the journal's commits."""

    def __init__(self, journal: Journal) -> None:
        self._book = journal.book
        self._names: dict[str, dict[str, str]] = {}
        self._turn = 0
        self._keeping = threading.Lock()
        self._companions: dict[Any, Companion] = {}
        self._making = threading.RLock()
        journal.subscribe(self._follow)

    def rows(self, entity: str, ids: Iterable[str] | None = None) -> list[Any]:
        """Return the rows of *entity* (all, or those of *ids*) as its dataclass, in the entity's usual order."""
        described, target = entities()[entity], table(entity)
        many = [field.name for field in described.fields if field.kind is Kind.MANY]
        names = ["id", *(field.name for field in described.fields)]
        order = [target.c[name] for name in described.sort] + [target.c.id]
        made = []
        for chunk in _chunks(ids):
            query = select(*(target.c[name] for name in names)).order_by(*order)
            if chunk is not None:
                query = query.where(target.c.id.in_(chunk))
            with self._book.read() as connection:
                for block in connection.execute(query).partitions(_BLOCK):
                    go_on()
                    for record in block:
                        # Twice as fast as a mapping of SQLAlchemy, whose names are other strings than our fields'.
                        values = dict(zip(names, record, strict=True))
                        for name in many:
                            values[name] = tuple(values[name] or ())
                        made.append(described.row(**values))
        return made

    def row(self, entity: str, id: str) -> Any | None:
        """Return one row, or None if it is gone."""
        found = self.rows(entity, [id])
        return found[0] if found else None

    def rows_naming(self, entity: str, field: str, ids: Iterable[str]) -> list[Any]:
        """Return the rows of *entity* whose reference *field* names one of *ids*, in the entity's usual order."""
        target = table(entity)
        found: list[str] = []
        for chunk in _chunks(ids):
            query = select(target.c.id).where(target.c[field].in_(chunk or ()))
            with self._book.read() as connection:
                found += connection.execute(query).scalars()
        return self.rows(entity, found)

    def columns(self, entity: str, fields: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return just these *fields* (``id`` among them if wanted) of all rows, as tuples: the fast way for lists."""
        target = table(entity)
        with self._book.read() as connection:
            return [tuple(row) for row in connection.execute(select(*(target.c[name] for name in fields)))]

    def raw_columns(
        self, entity: str, fields: Sequence[str], ids: Iterable[str] | None = None, *, by: str = "id", empty: str = ""
    ) -> list[tuple[Any, ...]]:
        """Return *fields* as the driver gives them (a day as ISO text, a list as JSON text).

        *ids* keeps the rows whose field *by* is among them, *empty* those where that field is empty.  A third of the
        time of ``columns``: for what reads a whole large book.
        """
        target = table(entity)
        found: list[tuple[Any, ...]] = []
        for chunk in _chunks(ids):
            query = select(*(target.c[name] for name in fields))
            if chunk is not None:
                query = query.where(target.c[by].in_(chunk))
            if empty:
                query = query.where(target.c[empty].is_(None))
            found += self._fetch(query)
        return found

    def _fetch(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        with self._book.read() as connection:
            compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
            given = compiled.params  # made anew at each asking
            values = tuple(given[name] for name in compiled.positiontup or ())
            cursor = connection.exec_driver_sql(str(compiled), values).cursor
            assert cursor is not None
            return list(cursor.fetchall())

    def written(self, entity: str, ids: Iterable[str]) -> list[tuple[str, str, str | None, str | None]]:
        """Return what the journal wrote about these rows, the oldest first: id, moment, before, after (JSON text)."""
        steps, rows = table("journal_step"), table("journal_change")
        wanted = select(rows.c.row, steps.c.at, rows.c.before, rows.c.after)
        wanted = wanted.join(steps, steps.c.number == rows.c.step).where(rows.c.entity == entity)
        found: list[Any] = []
        for chunk in _chunks(ids):
            found += self._fetch(wanted.where(rows.c.row.in_(chunk or ())).order_by(rows.c.step, rows.c.position))
        return found

    def formerly(self, entity: str, field: str) -> list[tuple[str, str]]:
        """Return what the reference *field* of rows held before it was changed, or before they went: (row, value)."""
        rows = table("journal_change")
        query = select(rows.c.row, rows.c.before).where(rows.c.entity == entity, rows.c.before.is_not(None))
        found = self._fetch(query.where(func.instr(type_coerce(rows.c.before, String), json.dumps(field)) > 0))
        values = ((id, json.loads(before).get(field)) for id, before in found)
        return [(id, str(value)) for id, value in values if value]

    def begun(self) -> str | None:
        """Return the moment of the first step of the book; None when there is none."""
        steps = table("journal_step")
        with self._book.read() as connection:
            return connection.execute(select(steps.c.at).order_by(steps.c.number).limit(1)).scalar()

    def last_moment(self) -> str | None:
        """Return the moment of the newest step, as the clock stood then; None when there is none."""
        steps = table("journal_step")
        with self._book.read() as connection:
            return connection.execute(select(steps.c.at).order_by(steps.c.number.desc()).limit(1)).scalar()

    def updated_since(self, entity: str, moment: str) -> set[str]:
        """Return the ids of the rows that were changed, not made or removed, since a moment (as the journal has it)."""
        rows = table("journal_change")
        return self._written_since(entity, moment, rows.c.before.is_not(None) & rows.c.after.is_not(None))

    def made_since(self, entity: str, moment: str) -> set[str]:
        """Return the ids of the rows that were made, or brought back, since a moment (as the journal has it)."""
        return self._written_since(entity, moment, table("journal_change").c.before.is_(None))

    def _written_since(self, entity: str, moment: str, how: ColumnElement[bool]) -> set[str]:
        steps, rows = table("journal_step"), table("journal_change")
        # By number from the first such step on: a clock that was set back writes later steps with earlier moments.
        first = select(func.min(steps.c.number)).where(steps.c.at >= moment).scalar_subquery()
        query = select(rows.c.row).where(rows.c.entity == entity, how, rows.c.step >= first)
        return {id for (id,) in self._fetch(query)}

    def count(self, entity: str) -> int:
        """Return how many rows there are."""
        with self._book.read() as connection:
            return int(connection.execute(select(func.count()).select_from(table(entity))).scalar_one())

    def imported_files(self) -> set[str]:
        """Return the names of the files that were imported."""
        steps = table("journal_step")
        wanted = (steps.c.origin == "import") & steps.c.source_file.is_not(None)
        with self._book.read() as connection:
            return set(connection.execute(select(steps.c.source_file).where(wanted).distinct()).scalars())

    def imported(self, entity: str, files: Iterable[str]) -> set[str]:
        """Return the ids of the rows of *entity* that imports of *files* made or changed; some may be gone."""
        steps, rows = table("journal_step"), table("journal_change")
        query = (
            select(rows.c.row)
            .join(steps, steps.c.number == rows.c.step)
            .where(steps.c.origin == "import", steps.c.source_file.in_(list(files)), rows.c.entity == entity)
        )
        with self._book.read() as connection:
            return set(connection.execute(query.distinct()).scalars())

    def referring(self, entity: str, id: str) -> dict[tuple[str, str], list[str]]:
        """Return the ids of the rows that name this one, by (entity, field)."""
        found: dict[tuple[str, str], list[str]] = {}
        for other in entities().values():
            for field in other.fields:
                if field.target == entity and (ids := self._naming(other, field.name, field.kind, id)):
                    found[other.name, field.name] = ids
        return found

    def all_referring(self, entity: str, ids: Sequence[str]) -> dict[str, dict[tuple[str, str], list[str]]]:
        """Return what ``referring`` says of each of *ids*, for very many of them; what nothing names is left out."""
        if len(ids) <= _FEW:
            return {id: by for id in ids if (by := self.referring(entity, id))}
        found: dict[str, dict[tuple[str, str], list[str]]] = {}
        wanted = set(ids)
        for other in entities().values():
            for field in other.fields:
                if field.target == entity:
                    for named, naming in self._pairs(other.name, field.name, field.kind, ids):
                        if named in wanted:
                            found.setdefault(named, {}).setdefault((other.name, field.name), []).append(naming)
        return found

    def _pairs(self, other: str, field: str, kind: Kind, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield pairs of a row that is named and one that names it by *field*; of a list all pairs that there are."""
        target = table(other)
        with self._book.read() as connection:
            if kind is Kind.REFERENCE:
                for chunk in _chunks(ids):
                    query = select(target.c[field], target.c.id).where(target.c[field].in_(chunk or ()))
                    yield from ((named, naming) for named, naming in connection.execute(query))
                return
            for naming, members in connection.execute(select(target.c.id, target.c[field])):
                yield from ((named, naming) for named in dict.fromkeys(members or ()))

    def _naming(self, other: Entity, field: str, kind: Kind, id: str) -> list[str]:
        target = table(other.name)
        with self._book.read() as connection:
            if kind is Kind.REFERENCE:
                return list(connection.execute(select(target.c.id).where(target.c[field] == id)).scalars())
            # The text of the list is searched first: to read the lists of 50,000 rows takes ten times as long.
            holding = func.instr(type_coerce(target.c[field], String), json.dumps(id, ensure_ascii=False)) > 0
            lists = connection.execute(select(target.c.id, target.c[field]).where(holding))
            return [row for row, members in lists if id in members]

    def name(self, entity: str, id: str) -> str:
        """Return the name by which people know a row; an empty text if it is gone."""
        return self.names(entity).get(id, "")

    def names(self, entity: str) -> dict[str, str]:
        """Return the names of all rows of *entity* by id.  Do not change the answer."""
        known = self._names.get(entity)
        if known is None:
            turn = self._turn
            known = self._read_names(entity)
            with self._keeping:
                if turn == self._turn:  # else they may be those of before a commit of another thread
                    self._names[entity] = known
        return known

    def _read_names(self, entity: str) -> dict[str, str]:
        described = entities()[entity]
        title = described[described.title]
        if title.kind in _WORDS:
            return {id: text or "" for id, text in self.raw_columns(entity, ["id", described.title])}
        pairs = self.columns(entity, ["id", described.title])
        if title.kind is Kind.REFERENCE:
            names = self.names(title.target)
            return {id: names.get(value, "") for id, value in pairs}
        return {id: show(title, value, self.name) for id, value in pairs}

    def companion(self, kind: Callable[[Reader], C]) -> C:
        """Return the one *kind* of this open book, made with this reader when it is first asked for.

        It is told of each commit (``follow``), on the thread that commits: a cache that keeps up with the book.
        """
        with self._making:
            found = self._companions.get(kind)
            if found is None:
                found = self._companions[kind] = kind(self)
            return cast("C", found)

    def forget(self) -> None:
        """Let go of all that was read, at the end: companions know their reader, and would stay until searched for."""
        self._companions.clear()
        self._names.clear()

    def _follow(self, _step: Step, changes: Sequence[Change]) -> None:
        for companion in list(self._companions.values()):
            companion.follow(changes)
        touched = {
            change.entity
            for change in changes
            if change.before is None or change.after is None or entities()[change.entity].title in change.fields
        }
        with self._keeping:
            self._turn += 1
            for described in entities().values():
                title = described[described.title]
                known = self._names.get(described.name)
                if known is None:
                    continue
                if described.name in touched and title.kind in _WORDS:
                    own = (change for change in changes if change.entity == described.name)
                    self._names[described.name] = _renamed(known, own, title.name)
                elif described.name in touched or title.target in touched:
                    del self._names[described.name]


def _renamed(known: dict[str, str], changes: Iterable[Change], title: str) -> dict[str, str]:
    """Return the names after *changes*: to read those of a large book again would hold up whoever asks next."""
    names = dict(known)  # whoever asked before keeps what they were given
    for change in changes:
        if change.after is None:
            names.pop(change.id, None)
        elif change.before is None or title in change.after:
            names[change.id] = change.after.get(title) or ""
    return names


def _chunks(ids: Iterable[str] | None) -> Iterable[list[str] | None]:
    if ids is None:
        yield None
        return
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        yield wanted[start : start + _CHUNK]

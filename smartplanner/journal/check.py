"""Is the book whole?  The file, its references, the chain of its history, and every row against its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.fields.description import Entity, Kind
from smartplanner.fields.values import encode
from smartplanner.journal.encoding import CHAIN_START, chain, change_of
from smartplanner.model import entities
from smartplanner.store.book import Book
from smartplanner.store.tables import table

State = dict[tuple[str, str], dict[str, Any]]
Tell = Callable[[float, str], object]
"""Told the part of the check that is done, and what is looked at (in words); may raise to stop it."""
_SHARES = {
    "file": (0.0, N_("The file is looked through")),
    "references": (0.15, N_("References are followed")),
    "history": (0.25, N_("The chain of the history is followed")),
    "rows": (0.6, N_("Records are compared with their history")),
}
"""Where each part of the check begins, and what it does (msgids)."""
_TOLD_EVERY = 500
"""Changes between two reports."""


def check(book: Book, *, tell: Tell = lambda _part, _words: None) -> list[Problem]:
    """Return everything that is wrong with *book*; an empty list means that it is whole."""
    with book.read() as connection:
        _begin("file", tell)
        if problems := _check_file(connection):
            return problems  # of a file whose pages are broken nothing else can be said
        _begin("references", tell)
        problems += _tried(_check_references, connection)
        problems += _tried(partial(_check_history, tell=_begin("history", tell)), connection)
        problems += _tried(partial(_check_rows, tell=_begin("rows", tell)), connection)
        return problems


def _begin(part: str, tell: Tell) -> Callable[[float], object]:
    """Tell that a part of the check begins; returns what it tells how far it is itself."""
    begins, label = _SHARES[part]
    ends = next((other for other, _label in _SHARES.values() if other > begins), 1.0)
    words = _(label)
    tell(begins, words)
    return lambda done: tell(begins + (ends - begins) * done, words)


def _tried(part: Callable[[Connection], list[Problem]], connection: Connection) -> list[Problem]:
    """Return what *part* finds; a stored value that cannot even be read is a finding, not a fault of the check."""
    try:
        return part(connection)
    except (ValueError, KeyError, TypeError, AttributeError, OperationalError) as error:
        message = _("The book holds a value that the program would never write.")
        remedy = _("It was changed from outside the program, or the file is damaged. Restore a backup.")
        return [Problem(code="value_unreadable", message=message, remedy=remedy, value=str(error))]


def check_quickly(book: Book) -> list[Problem]:
    """Return the damage of the file that a quick look finds; for every opening, beside the work."""
    with book.read() as connection:
        return _damages(connection.execute(text("PRAGMA quick_check(5)")).scalars().all())


def replay(changes: Iterator[Change]) -> State:
    """Return the rows that a run of changes leads to, encoded, by entity and id; empty fields left out."""
    state: State = {}
    for change in changes:
        key = (change.entity, change.id)
        if change.after is None:
            state.pop(key, None)
            continue
        row = state.setdefault(key, {})
        described = entities()[change.entity]
        for name, value in change.after.items():
            if value in (None, "", ()):
                row.pop(name, None)
            else:
                row[name] = encode(described[name], value)
    return state


def stored_rows(connection: Connection) -> State:
    """Return the rows as the tables hold them, in the form of ``replay``."""
    state: State = {}
    for described in entities().values():
        for row in connection.execute(select(table(described.name))).mappings():
            values = {field.name: encode(field, row[field.name]) for field in described.fields}
            state[described.name, row["id"]] = {name: value for name, value in values.items() if value is not None}
    return state


def journal_changes(connection: Connection) -> Iterator[Change]:
    """Yield every change of the journal in order."""
    rows = table("journal_change")
    for row in connection.execute(select(rows).order_by(rows.c.step, rows.c.position)).mappings():
        yield change_of(dict(row))


def _check_file(connection: Connection) -> list[Problem]:
    return _damages(connection.execute(text("PRAGMA integrity_check(20)")).scalars().all())


def _damages(answers: Sequence[str]) -> list[Problem]:
    remedy = _("Restore the book from a backup.")
    return [
        Problem(code="file_damaged", message=_("The file is damaged: {reason}.", reason=answer), remedy=remedy)
        for answer in answers
        if answer != "ok"
    ]


def _check_references(connection: Connection) -> list[Problem]:
    problems = [
        Problem(
            code="reference_broken", message=_("A record of “{table}” names one that is gone.", table=_called(row[0]))
        )
        for row in connection.execute(text("PRAGMA foreign_key_check"))
    ]
    for described in entities().values():
        problems += _check_lists(connection, described)
    return problems


def _check_lists(connection: Connection, described: Entity) -> list[Problem]:
    problems = []
    for field in described.fields:
        if field.kind is not Kind.MANY:
            continue
        known = set(connection.execute(select(table(field.target).c.id)).scalars())
        column = table(described.name).c[field.name]
        for members in connection.execute(select(column).where(column.is_not(None))).scalars():
            if not known.issuperset(members):
                message = _("A record of “{table}” names one that is gone.", table=_called(described.name))
                problems.append(Problem(code="reference_broken", message=message, field=field.name))
    return problems


def _called(name: str) -> str:
    """Return what the records of a table are called; its name where no record stands in it."""
    described = entities().get(name)
    return _(described.label) if described is not None else name


def _check_history(connection: Connection, *, tell: Callable[[float], object]) -> list[Problem]:
    steps, rows = table("journal_step"), table("journal_change")
    previous, expected = CHAIN_START, 1
    count = _count(connection, "journal_step")
    for step in connection.execute(select(steps).order_by(steps.c.number)).mappings():
        tell(min(1.0, expected / count))
        entries = connection.execute(select(rows).where(rows.c.step == step["number"]).order_by(rows.c.position))
        found = [dict(entry) for entry in entries.mappings()]
        if step["number"] != expected or chain(previous, dict(step), found) != step["chain"]:
            message = _("The history was changed from outside at step {number}.", number=step["number"])
            return [Problem(code="history_broken", message=message, remedy=_("Restore the book from a backup."))]
        previous, expected = step["chain"], expected + 1
    return []


def _count(connection: Connection, name: str) -> int:
    return max(1, int(connection.execute(select(func.count()).select_from(table(name))).scalar_one()))


def _told(changes: Iterator[Change], count: int, tell: Callable[[float], object]) -> Iterator[Change]:
    for number, change in enumerate(changes):
        if number % _TOLD_EVERY == 0:
            tell(number / count)
        yield change


def _check_rows(connection: Connection, *, tell: Callable[[float], object]) -> list[Problem]:
    changes = _told(journal_changes(connection), _count(connection, "journal_change"), tell)
    written, stored = replay(changes), stored_rows(connection)
    # Taken out one by one: to sort all rows, or to let go of them at once, would hold every thread for a moment.
    differing = [key for key in list(stored) if written.pop(key, None) != stored.pop(key)]
    differing += written  # records that the tables do not have
    return [
        Problem(
            code="row_differs",
            message=_(
                "A record of “{table}” is not as the history left it (key {key}).", table=_called(key[0]), key=key[1]
            ),
            remedy=_("It was changed from outside the program, or the file is damaged. Restore a backup."),
        )
        for key in sorted(differing)
    ]

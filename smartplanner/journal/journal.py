"""The journal of one open book: commit, undo, redo, rollback, and the history they leave.

Nothing that was written is ever changed or removed here: undo, redo and rollback are new steps that point
at the one they mirror.  Steps are ordered by their number; the wall clock is information only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.person import user_name
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, told, untold, within
from smartplanner.changes import Change, Label, Step, mirrored
from smartplanner.journal.apply import BATCH, apply
from smartplanner.journal.encoding import CHAIN_START, chain, change_of, to_json
from smartplanner.journal.turn import Turn
from smartplanner.journal.twins import refuse_twins
from smartplanner.store import migrations
from smartplanner.store.book import Book
from smartplanner.store.book import create_book as _create
from smartplanner.store.book import open_book as _open
from smartplanner.store.tables import table

Listener = Callable[[Step, Sequence[Change]], None]
_APPLIED = 0.5
"""The part of the writing after which the rows are as they are to be; the rest is their history."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that an import read: its name and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """What history says of a step beside its changes."""

    label: Label
    origin: str
    source: Source | None = None
    undoes: str | None = None


class Journal:
    """The single writer of one open book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._listeners: list[Listener] = []
        self._stacks: _Stacks | None = None
        self._turn = Turn()

    # -- writing

    def commit(
        self,
        label: Label,
        changes: Sequence[Change],
        *,
        origin: str = "user",
        source: Source | None = None,
        tell: Tell = untold,
    ) -> Step | None:
        """Write *changes* and their history in one transaction and tell the listeners.

        Returns None, and writes nothing, when there is no change.  Raises a Problem when a row is not as the
        changes expect, or when another thread is writing a large step; then nothing is written.  *tell* hears how far
        it is; where it raises, nothing is written either.
        """
        return self._commit(_Entry(label, origin, source), changes, tell=tell)

    def undo(self, *, tell: Tell = untold) -> Step:
        """Take back the newest step not taken back yet; a Problem if there is none.  *tell* as in ``commit``."""
        step = self.to_undo()
        if step is None:
            raise _nothing(_("There is nothing to undo."))
        return self._mirror(step, "undo", tell=tell)

    def redo(self, *, tell: Tell = untold) -> Step:
        """Do again what the last undo took back; a Problem if there is nothing.  *tell* as in ``commit``."""
        step = self.to_redo()
        if step is None:
            raise _nothing(_("There is nothing to redo."))
        return self._mirror(step, "redo", tell=tell)

    def rollback(self, step_id: str) -> Step:
        """Take back one step by its id or number, however old; a Problem names the rows changed since."""
        step = self.step(step_id)
        if step.origin == "create":
            message = _("The making of the book cannot be taken back.")
            raise Problem(code="not_possible", message=message)
        return self._mirror(step, "rollback")

    def take_back(
        self, label: Label, changes: Sequence[Change], *, undoes: str | None = None, tell: Tell = untold
    ) -> Step | None:
        """Write *changes* that bring back earlier values, as one step; *undoes* names the step that they take back.

        Like ``commit``, but of origin ``rollback``: what would stand twice afterwards is refused.  None if there is
        no change.
        """
        return self._commit(_Entry(label, "rollback", undoes=undoes), changes, tell=tell)

    def _mirror(self, step: Step, origin: str, *, tell: Tell = untold) -> Step:
        label = Label(
            _UNDO_LABELS[origin], {"label": _(step.label.message, **step.label.values), "number": str(step.number)}
        )
        if origin in ("undo", "redo"):
            label = self._original(step).label
        made = self._commit(_Entry(label, origin, undoes=step.id), mirrored(self.changes(step)), tell=tell)
        assert made is not None
        return made

    def _original(self, step: Step) -> Step:
        """Return the step that a chain of undos and redos goes back to: its label is what people read."""
        while step.origin in ("undo", "redo") and step.undoes:
            step = self.step(step.undoes)
        return step

    def _commit(self, entry: _Entry, changes: Sequence[Change], *, tell: Tell) -> Step | None:
        if not changes:
            return None
        with self._turn.taken(len(changes)):
            with self.book.write() as connection:
                apply(connection, changes, tell=within(tell, 0.0, _APPLIED))
                if entry.origin == "rollback":
                    refuse_twins(connection, changes)
                step = _write(connection, entry, changes, tell=within(tell, _APPLIED, 1.0))
            self._note(step)
            for listener in list(self._listeners):
                listener(step, changes)
        return step

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have *listener* called after each commit with the step and its changes; returns how to stop that.

        The changes are the writer's, who may let go of them afterwards: a listener notes what it needs of them.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- reading

    def to_undo(self) -> Step | None:
        """Return the step that ``undo`` would take back."""
        return self._top(self._known().done)

    def to_redo(self) -> Step | None:
        """Return the (undo) step that ``redo`` would take back."""
        return self._top(self._known().undone)

    def label_to_undo(self) -> str:
        """Return what ``undo`` would take back, in words; empty if nothing."""
        step = self.to_undo()
        return say(self._original(step).label) if step else ""

    def label_to_redo(self) -> str:
        """Return what ``redo`` would do again, in words; empty if nothing."""
        step = self.to_redo()
        return say(self._original(step).label) if step else ""

    def step(self, step_id: str) -> Step:
        """Return one step by id or number; a Problem if there is none."""
        steps = table("journal_step")
        wanted = steps.c.number == int(step_id) if step_id.isdecimal() and len(step_id) < 10 else steps.c.id == step_id
        with self.book.read() as connection:
            row = connection.execute(select(steps).where(wanted)).mappings().one_or_none()
        if row is None:
            message = _("There is no step “{step}” in the history.", step=step_id)
            raise Problem(code="no_step", message=message, remedy=_("The verb “history” lists the steps."))
        return step_of(dict(row))

    def steps(self, *, limit: int | None = None, after: int = 0) -> list[Step]:
        """Return the steps, newest first; *after* leaves out those up to that number."""
        steps = table("journal_step")
        query = select(steps).where(steps.c.number > after).order_by(steps.c.number.desc()).limit(limit)
        with self.book.read() as connection:
            return [step_of(dict(row)) for row in connection.execute(query).mappings()]

    def changes(self, step: Step, *, limit: int | None = None, offset: int = 0) -> list[Change]:
        """Return the changes of one step in their order: all, or a page of *limit* of them after the first *offset*."""
        rows = table("journal_change")
        query = select(rows).where(rows.c.step == step.number).order_by(rows.c.position).limit(limit)
        if offset:
            query = query.where(rows.c.position >= offset)
        with self.book.read() as connection:
            return [change_of(dict(row)) for row in connection.execute(query).mappings()]

    def history(self, row_id: str) -> list[tuple[Step, Change]]:
        """Return what happened to one row, newest first."""
        steps, rows = table("journal_step"), table("journal_change")
        query = (
            select(steps, rows.c.entity, rows.c.row, rows.c.before, rows.c.after)
            .join(rows, rows.c.step == steps.c.number)
            .where(rows.c.row == row_id)
            .order_by(steps.c.number.desc(), rows.c.position.desc())
        )
        with self.book.read() as connection:
            return [(step_of(dict(row)), change_of(dict(row))) for row in connection.execute(query).mappings()]

    def close(self) -> None:
        """Close the book."""
        self.book.close()

    # -- the two stacks of undo and redo

    def _known(self) -> _Stacks:
        if self._stacks is None:
            self._stacks = _Stacks()
            steps = table("journal_step")
            query = select(steps.c.number, steps.c.id, steps.c.origin).order_by(steps.c.number)
            with self.book.read() as connection:
                for number, _id, origin in connection.execute(query):
                    self._stacks.add(number, origin)
        return self._stacks

    def _note(self, step: Step) -> None:
        if self._stacks is not None:
            self._stacks.add(step.number, step.origin)

    def _top(self, stack: list[int]) -> Step | None:
        return self.step(str(stack[-1])) if stack else None


class _Stacks:
    """Which steps can be undone and redone, as their numbers; derived from the origins in order."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.undone: list[int] = []

    def add(self, number: int, origin: str) -> None:
        if origin == "undo":
            self.done.pop()
            self.undone.append(number)
        elif origin == "redo":
            self.undone.pop()
            self.done.append(number)
        elif origin != "create":
            self.done.append(number)
            self.undone.clear()


_UNDO_LABELS = {"undo": "", "redo": "", "rollback": N_("Roll back step {number}: {label}")}


def say(label: Label) -> str:
    """Return a step's name in the language in use."""
    return _(label.message, **label.values)


def create_book(path: Path) -> Journal:
    """Make an empty book and return its journal; a Problem if it cannot be made there."""
    return Journal(_create(path))


def open_book(path: Path, *, writable: bool = True) -> Journal:
    """Open a book and return its journal; a Problem if it is no book, too new, damaged or held by another."""
    return Journal(_open(path, writable=writable))


def _nothing(message: str) -> Problem:
    return Problem(code="nothing_to_do", message=message)


def _write(connection: Connection, entry: _Entry, changes: Sequence[Change], *, tell: Tell) -> Step:
    steps, rows = table("journal_step"), table("journal_change")
    number = (connection.execute(select(func.max(steps.c.number))).scalar() or 0) + 1
    previous = connection.execute(select(steps.c.chain).where(steps.c.number == number - 1)).scalar() or CHAIN_START
    label, source = entry.label, entry.source
    record: dict[str, Any] = {
        "number": number,
        "id": new_id(),
        "at": clock.now(),
        "person": user_name(),
        "site": _site(connection),
        "label": label.message,
        "label_values": {name: _storable(value) for name, value in label.values.items()},
        "origin": entry.origin,
        "undoes": entry.undoes,
        "source_file": _storable(source.file) if source else None,
        "source_hash": source.sha256 if source else None,
        "revision": migrations.latest(),
        "size": len(changes),
    }
    entries = [
        {
            "step": number,
            "position": position,
            "entity": change.entity,
            "row": change.id,
            "before": to_json(change.entity, change.before),
            "after": to_json(change.entity, change.after),
        }
        for position, change in enumerate(told(changes, within(tell, 0.0, 0.5)))
    ]
    record["chain"] = chain(previous, record, entries)
    connection.execute(steps.insert(), record)
    for start in range(0, len(entries), BATCH):
        tell(0.5 + 0.5 * start / len(entries))
        connection.execute(rows.insert(), entries[start : start + BATCH])
    return step_of(record)


def _storable(text: str) -> str:
    """Return *text* without lone surrogates: a file name may hold bytes that are no text, a book may not."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _site(connection: Connection) -> str:
    book = table("book")
    return str(connection.execute(select(book.c.value).where(book.c.key == "site")).scalar_one())


def step_of(record: dict[str, Any]) -> Step:
    """Return the step of a row of ``journal_step``."""
    return Step(
        number=record["number"],
        id=record["id"],
        at=record["at"],
        person=record["person"],
        label=Label(record["label"], record["label_values"]),
        origin=record["origin"],
        size=record["size"],
        undoes=record["undoes"],
        source_file=record["source_file"],
        source_hash=record["source_hash"],
    )

"""What writing texts into cells would do: per cell before, after and what stands against it; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.memory import let_go
from smartplanner.base.problems import Level, Problem
from smartplanner.base.telling import Tell, told, untold, within
from smartplanner.changes import Change, insert, update
from smartplanner.commands.cells.checking import check_rows
from smartplanner.commands.cells.permits import refusal
from smartplanner.commands.cells.reading import CellTexts, Picked, Read
from smartplanner.commands.cells.shown import cell_text, value_text
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.commands.party_rows import with_party_rows
from smartplanner.fields.description import Entity, Field
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.rules.consistency import contradictions

Key = tuple[str, str]
"""One cell: the id of its row and the name of its field."""
Text = str | Picked
"""What is to stand in a cell: as it would be typed, or a value that was picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that would change, or cannot: its place in words, its text before and after, and what is said of it.

    A *problem* of level error keeps the cell out; one of another level is worth a look.
    """

    id: str
    field: str
    title: str
    column: str
    old: str
    new: str
    problem: Problem | None = None

    @property
    def refused(self) -> bool:
        """Whether the cell cannot be written so."""
        return self.problem is not None and self.problem.level is Level.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a step would write.  *cells* are those that change or are refused; *added* the ids of new rows among them.

    *changes* leaves the refused cells out.  What was written, or is only to be shown, is let go: ``forget``.
    """

    entity: str
    cells: list[CellChange] = field(default_factory=list)
    added: tuple[str, ...] = ()
    changes: list[Change] = field(default_factory=list)

    @property
    def written(self) -> list[CellChange]:
        """The cells that would be written."""
        return [cell for cell in self.cells if not cell.refused]

    @property
    def problems(self) -> list[Problem]:
        """What keeps cells out, each with its place in words."""
        return [_placed(cell) for cell in self.cells if cell.refused]

    def forget(self) -> None:
        """Let go of all cells and changes, without holding up the window where they are many."""
        let_go(self.cells, self.changes)


def preview_cells(
    office: Office,
    entity: str,
    cells: Mapping[Key, Text],
    *,
    as_of: date,
    added: Sequence[Mapping[str, str]] = (),
    exactly: bool = False,
    tell: Tell = untold,
) -> Preview:
    """Say what writing these texts would do, and *added* rows with texts by field; nothing is written.

    A cell whose text is the one that it shows is left alone, even where its value holds more than the text.
    *exactly* takes names of records only as they are.  *tell* hears how far it is.
    """
    return _Making(office, entity, cells, as_of=as_of, added=added, exactly=exactly).preview(tell)


@dataclass(slots=True)
class _Row:
    """One row on the way: what was read for it, and what stands against it."""

    row: Any
    reads: dict[str, Read] = field(default_factory=dict)
    old: dict[str, str] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


class _Making:
    def __init__(
        self,
        office: Office,
        entity: str,
        cells: Mapping[Key, Text],
        *,
        as_of: date,
        added: Sequence[Mapping[str, str]],
        exactly: bool,
    ) -> None:
        self._office = office
        self._described: Entity = described_entity(entity)
        self._as_of = as_of
        self._cells: dict[str, dict[str, Text]] = defaultdict(dict)
        for (id, name), text in cells.items():
            self._cells[id][name] = text
        self._added = [(new_id(), texts) for texts in added]
        given = frozenset(name for texts in (*self._cells.values(), *added) for name in texts)
        self._texts = CellTexts(office, self._described, as_of=as_of, given=given, exactly=exactly)
        self._refusals = {name: refusal(entity, name) for name in given}

    def preview(self, tell: Tell) -> Preview:
        tell(0.0)
        rows = {row.id: row for row in self._office.reader.rows(self._described.name, self._cells)}
        reading = told(self._cells.items(), within(tell, 0.1, 0.5))
        made = {id: self._read_row(id, rows.get(id), texts) for id, texts in reading}
        changed = {id: one for id, one in made.items() if one.after}
        afters = {id: one.after for id, one in changed.items()}
        for id, problems in check_rows(self._office, self._described, rows, afters).items():
            self._refuse_row(made[id], problems)
        changes = [change for id, one in changed.items() if one.after and (change := self._update(id, one))]
        if self._described.name == "task":
            changes = with_party_rows(self._office, changes)
        shown = [cell for id, one in told(made.items(), within(tell, 0.6, 0.8)) for cell in self._told(id, one)]
        fresh = {id: self._read_added(texts) for id, texts in told(self._added, within(tell, 0.8, 1.0))}
        for id, one in fresh.items():
            changes += self._inserts(id, one)
            shown += self._told(id, one)
        let_go(changed, afters, made, rows)
        return Preview(entity=self._described.name, cells=shown, added=tuple(fresh), changes=changes)

    # -- rows that are there

    def _read_row(self, id: str, row: Any, texts: Mapping[str, Text]) -> _Row:
        made = _Row(row)
        names = self._office.reader.name
        for name, text in texts.items():
            described = self._described[name]
            made.texts[name] = text if isinstance(text, str) else value_text(described, text.value, names)
            if row is None:
                made.problems[name] = _gone()
                continue
            made.old[name] = cell_text(described, row, names)
            if _same(text, made.old[name], getattr(row, name)):
                del made.texts[name]
                continue
            self._read_cell(made, described, text, getattr(row, name))
        if made.reads:
            made.after = self._after(made)
        return made

    def _read_cell(self, made: _Row, described: Field, text: Text, current: Any) -> None:
        refused = self._refusals[described.name]
        try:
            if refused is not None and made.row is not None:
                raise refused
            made.reads[described.name] = self._texts.read(described, text, current=current)
        except Problem as problem:
            made.problems[described.name] = problem

    def _after(self, made: _Row) -> dict[str, Any]:
        """Return the values that the row will have; what a cell says of its own field goes before what others say."""
        values: dict[str, Any] = {}
        for read in made.reads.values():
            values |= read.values
        for name, read in made.reads.items():
            values[name] = read.values[name]
        before = {name: getattr(made.row, name) for name in values}
        values = with_cleared_words(self._described.name, before, values, made.row)
        return {name: value for name, value in values.items() if getattr(made.row, name) != value}

    def _refuse_row(self, made: _Row, problems: Sequence[Problem]) -> None:
        """Take what was read for a row out again: its values do not go together."""
        for problem in problems:
            name = problem.field if problem.field in made.reads else next(iter(made.reads))
            made.problems.setdefault(name, problem)
        for name in made.reads:
            made.problems.setdefault(name, problems[0])
        made.reads.clear()
        made.after = {}

    def _update(self, id: str, made: _Row) -> Change | None:
        before = {name: getattr(made.row, name) for name in made.after}
        return update(self._described.name, id, before, made.after)

    # -- rows to be made

    def _read_added(self, texts: Mapping[str, str]) -> _Row:
        made = _Row(None)
        for name, text in texts.items():
            if text.strip():
                made.texts[name] = text
                self._read_cell(made, self._described[name], text, None)
        full = {described.name: described.default for described in self._described.fields}
        for read in made.reads.values():
            full |= read.values
        if self._described.name == "task":
            full["state"] = full["state"] or "registered"
        wrong = [*validate(self._described, full), *contradictions(self._described, full)]
        wrong = [problem for problem in wrong if problem.level is Level.ERROR]
        for problem in wrong:  # a cell that cannot be read stays empty; a row that may not be so is not made
            made.problems.setdefault(problem.field or self._described.title, problem)
            for name in made.reads:
                made.problems.setdefault(name, problem)
        made.after = {} if wrong else full
        return made

    def _inserts(self, id: str, made: _Row) -> list[Change]:
        if not made.after:
            return []
        changes = [insert(self._described.name, id, made.after)]
        if self._described.name == "task":
            event = {"task": id, "act": "register", "happened_on": self._as_of, "after": made.after["state"]}
            changes.append(insert("task_event", new_id(), event))
        return changes

    # -- telling

    def _told(self, id: str, made: _Row) -> list[CellChange]:
        names = self._office.reader.name
        after = replace(made.row, **made.after) if made.row is not None and made.after else made.row
        title = self._title(made)
        found = []
        for name in dict.fromkeys([*made.texts, *made.problems]):
            described = self._described[name]
            problem = made.problems.get(name)
            read = made.reads.get(name)
            if problem is None and read is not None and made.row is not None and not _differs(made, read):
                continue
            new = made.texts.get(name, "")
            if problem is None and after is not None:
                new = cell_text(described, after, names)
            cell = CellChange(
                id=id,
                field=name,
                title=title,
                column=_(described.note.label),
                old=made.old.get(name, ""),
                new=new,
                problem=problem or (read.remark if read is not None else None),
            )
            found.append(cell)
        return found

    def _title(self, made: _Row) -> str:
        if made.row is not None:
            return self._office.reader.name(self._described.name, made.row.id)
        return made.texts.get(self._described.title, "") or _("new row")


def _same(text: Text, shown: str, value: Any) -> bool:
    if isinstance(text, Picked):
        return bool(text.value == value)
    return text == shown or text.replace("\r\n", "\n").strip() == shown.strip()


def _differs(made: _Row, read: Read) -> bool:
    return any(name in made.after for name in read.values)


def _gone() -> Problem:
    message = _("The record has been removed meanwhile.")
    return Problem(code="row_gone", message=message, remedy=_("Refresh the view."))


def _placed(cell: CellChange) -> Problem:
    assert cell.problem is not None
    return cell.problem.at(cell=_("“{column}” of “{title}”", column=cell.column, title=cell.title), field=cell.field)

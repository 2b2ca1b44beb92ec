"""Decisions into matters: a sentence is read against the book, and what a person accepts is written in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Change, Label, Step, insert
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar, city
from smartplanner.fields import text
from smartplanner.fields.sentence import Part, SentenceReader, SentenceReading
from smartplanner.fields.units import Directory, Unit
from smartplanner.journal import Source
from smartplanner.rules.deadlines import deadline, fitting_rule

_SHOWN = 40
"""Characters of a title in the name of a step."""
_SETTLED = frozenset({"done", "closed", "archived", "terminated", "routine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedTask:
    """One matter as it was read from ``text``, the original words; nothing is written yet.

    ``lead`` and ``support`` are ids; ``spans`` tell where each part stands in ``text``.  ``problems`` name their
    part in ``field`` (title, lead, support, due).  ``task`` is the open matter of the same document that has this
    title already; then nothing is made.  ``item`` is the number of the decision in the minutes.
    """

    text: str
    title: str
    lead: str | None = None
    lead_text: str = ""
    support: tuple[str, ...] = ()
    support_text: str = ""
    due: date | None = None
    due_text: str = ""
    due_precision: str = ""
    problems: tuple[Problem, ...] = ()
    spans: tuple[Part, ...] = ()
    task: str | None = None
    item: str = ""

    def corrected(self, **values: Any) -> ProposedTask:
        """Return the task as a person corrected it; the problems of the corrected parts are settled.

        Words that spoke for another value go, as they would contradict it.
        """
        changed = {name: value for name, value in values.items() if getattr(self, name) != value}
        settled = tuple(problem for problem in self.problems if problem.field not in changed)
        for name in ("lead", "support", "due"):
            if name in changed:
                changed.setdefault(f"{name}_text", "")
        if "due" in changed:
            changed.setdefault("due_precision", "day" if changed["due"] else "")
        return replace(self, **{**changed, "problems": settled})


def sentence_reader(office: Office) -> SentenceReader:
    """Return a reader of sentences that knows the units of the book and the workdays of the city."""
    reader = office.reader
    aliases: dict[str, list[str]] = {}
    for owner, name in reader.columns("alias", ("organisation", "name")):
        aliases.setdefault(owner, []).append(name)
    units = [
        Unit(id, name, tuple(aliases.get(id, ())), kind or "", order or 0)
        for id, name, kind, order in reader.columns("organisation", ("id", "name", "kind", "order"))
    ]
    prefixes = city().prefixes
    return SentenceReader(Directory(units, prefixes), prefixes=prefixes, add_workdays=calendar(reader).add)


def understand_decision(office: Office, text: str, *, as_of: date) -> ProposedTask:
    """Read one sentence as one matter; *as_of* is the day of the meeting.  Never raises: see its problems."""
    return proposed(sentence_reader(office).read(text, as_of=as_of))


def understand_decisions(office: Office, text: str, *, as_of: date) -> tuple[ProposedTask, ...]:
    """Read a text as one or more matters: each sentence with a leading unit of its own begins one."""
    return tuple(proposed(reading) for reading in sentence_reader(office).read_all(text, as_of=as_of))


def proposed(reading: SentenceReading, *, item: str = "") -> ProposedTask:
    """Return what was read as a matter to be accepted."""
    return ProposedTask(
        text=reading.text,
        title=reading.title,
        lead=reading.lead,
        lead_text=reading.lead_text,
        support=reading.support,
        support_text=reading.support_text,
        due=reading.due,
        due_text=reading.due_text,
        due_precision=reading.due_precision,
        problems=reading.problems,
        spans=reading.parts,
        item=item,
    )


def take_decisions(
    office: Office,
    proposed: Sequence[ProposedTask],
    *,
    meeting: str | None = None,
    document: Mapping[str, Any] | None = None,
    group: str | None = None,
    agenda_item: str | None = None,
    as_of: date,
) -> Step:
    """Make matters of decisions, all in one step: the document, each matter with its parts and the decision itself.

    *meeting* is the id of the meeting that decided; *document* the values of the source (``title`` at least; one of
    the same title and number is used again); *group* the working group, without it that of the meeting.  A matter
    without a deadline gets the one of the deadline rules.  Raises a Problem if nothing new is among them.
    """
    taking = Taking(office, as_of=as_of)
    row = office.reader.row("meeting", meeting) if meeting else None
    if row is not None:
        taking.meeting, taking.group = row.id, group or row.group
        taking.source = row.title
    else:
        taking.group = group
    taking.agenda_item = agenda_item
    if document is not None:
        taking.take_document(document)
    for one in proposed:
        taking.take(one)
    return taking.commit()


class Taking:
    """The changes of one step that makes matters of decisions."""

    def __init__(self, office: Office, *, as_of: date) -> None:
        self.meeting: str | None = None
        self.group: str | None = None
        self.agenda_item: str | None = None
        self.document: str | None = None
        self.source = ""
        self._kind: str = "minutes"
        self._office, self._as_of = office, as_of
        self._changes: list[Change] = []
        self._titles: list[str] = []
        self._known: dict[str, str] | None = None
        self._rules = office.reader.rows("deadline_rule")
        self._order: int | None = None

    def add(self, entity: str, values: Mapping[str, Any]) -> str:
        """Make a row of *entity*; returns its id."""
        id = new_id()
        self._changes.append(insert(entity, id, values))
        return id

    def take_document(self, values: Mapping[str, Any]) -> None:
        """Make the source document, or use the one of the same title and number."""
        self._kind = str(values.get("kind") or "minutes")
        self.source = str(values["title"])
        self.document = known_document(self._office, values)
        if self.document is None:
            self.document = self.add("document", {"kind": "minutes"} | dict(values))

    def take(self, one: ProposedTask) -> None:
        """Add one matter with its event, the units' parts and the decision; skip what is there already."""
        title = one.title.strip() or self._agenda_title() or shorten(one.text, _SHOWN)
        if one.task is not None or self._is_known(title):
            return
        task = self.add("task", self._task(one, title))
        first = "registered" if one.lead else "assigning"
        self._event(task, "register", after=first, reason=one.text)
        if one.lead:
            self._event(task, "assign", organisation=one.lead, before=first, after="signing")
            self.add("party", {"task": task, "organisation": one.lead, "role": "lead"})
        for unit in one.support:
            self.add("party", {"task": task, "organisation": unit, "role": "support"})
        if self.meeting is not None:
            self._decision(one, task)
        self._titles.append(title)

    def commit(self, label: Label | None = None, *, source: Source | None = None) -> Step:
        """Write everything; a Problem if nothing is to be made."""
        if not self._titles:
            message = _("Nothing new is among the decisions; the matters are in the book already.")
            raise Problem(code="already_there", message=message)
        if label is None and len(self._titles) == 1:
            label = Label(N_("Take the decision “{title}”"), {"title": shorten(self._titles[0], _SHOWN)})
        elif label is None:
            label = Label(N_("Take {count} decisions"), {"count": str(len(self._titles))})
        origin = "import" if source is not None else "user"
        step = self._office.journal.commit(label, self._changes, origin=origin, source=source)
        assert step is not None
        return step

    def _task(self, one: ProposedTask, title: str) -> dict[str, Any]:
        values: dict[str, Any] = {
            "title": title,
            "goal": one.text if one.text != title else None,
            "lead": one.lead,
            "lead_text": one.lead_text or None,
            "support": one.support,
            "support_text": one.support_text or None,
            "group": self.group,
            "due": one.due,
            "due_text": one.due_text or None,
            "due_precision": one.due_precision or None,
            "state": "signing" if one.lead else "assigning",
            "document": self.document,
            "source_text": f"{self.source}{f'（{one.item}）' if one.item else ''}" or None,
        }
        rule = fitting_rule(self._rules, self._kind, None)
        if rule is not None and rule.cycle:
            values["cycle"] = rule.cycle
        asked = any(problem.field == "due" and problem.level == "error" for problem in one.problems)
        if one.due is None and one.due_precision != "ongoing" and not asked:
            found = deadline(self._rules, self._kind, None, self._as_of, calendar(self._office.reader))
            if found is not None:
                values |= {"due": found.due, "due_precision": "day"}
        return values

    def _decision(self, one: ProposedTask, task: str) -> None:
        self._order = (self._last_order() if self._order is None else self._order) + 1
        self.add(
            "decision",
            {
                "meeting": self.meeting, "text": one.text, "lead": one.lead, "support": one.support, "due": one.due,
                "due_text": one.due_text or None, "task": task, "order": self._order, "agenda_item": self.agenda_item,
            },
        )  # fmt: skip

    def _last_order(self) -> int:
        """Return the place of the last decision that the meeting has made already."""
        made = self._office.reader.rows_naming("decision", "meeting", [self.meeting or ""])
        return max((row.order or 0 for row in made), default=0)

    def _event(self, task: str, act: str, **more: Any) -> None:
        values = {"task": task, "act": act, "happened_on": self._as_of, "meeting": self.meeting, **more}
        self.add("task_event", values)

    def _agenda_title(self) -> str:
        item = self._office.reader.row("agenda_item", self.agenda_item) if self.agenda_item else None
        return str(item.title) if item is not None else ""

    def _is_known(self, title: str) -> bool:
        """Return whether the same document has an open matter of this title; remembers *title*."""
        if self._known is None:
            self._known = open_titles(self._office, self.document)
        key = text.squeeze(title)
        known = key in self._known
        self._known.setdefault(key, "")
        return known


def known_document(office: Office, values: Mapping[str, Any]) -> str | None:
    """Return the id of the document with the same title and number, or without a number of the same day, or None."""
    names = ("title", "number") if values.get("number") else ("title", "number", "issued_on")
    wanted = tuple(values.get(name) for name in names)
    for id, *found in office.reader.columns("document", ("id", *names)):
        if tuple(found) == wanted:
            return str(id)
    return None


def open_titles(office: Office, document: str | None) -> dict[str, str]:
    """Return the ids of the open matters of *document* by their titles without blanks; none without a document."""
    if document is None:
        return {}
    rows = office.reader.columns("task", ("id", "title", "document", "state"))
    return {
        text.squeeze(title): id for id, title, source, state in rows if source == document and state not in _SETTLED
    }

"""Minutes of a meeting (会议纪要) read into proposed matters, and what a person accepts of them in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.changes import Label, Step
from smartplanner.commands.minutes.decisions import (
    ProposedTask,
    Taking,
    known_document,
    open_titles,
    proposed,
    sentence_reader,
)
from smartplanner.commands.minutes.outline import Outline, Paragraph, outline
from smartplanner.commands.office import Office
from smartplanner.excel.word import WordLine, read_text_file
from smartplanner.excel.word.body import MOST_CHARACTERS
from smartplanner.excel.word.reasons import too_much_text
from smartplanner.fields import text
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.sentence import SentenceReader, SentenceReading
from smartplanner.journal import Source

LONGEST_PARAGRAPH = 5_000
"""Characters; a longer paragraph is not read for decisions, and a note says so."""
MOST_ITEMS = 1_000
_TEXT_NAMES = (".txt", ".md")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesProposal:
    """What was found in minutes; nothing is written yet.

    ``text`` is what was read, line by line; ``places`` tell where each item stands in it.  ``held_on`` is the
    day from which 本周内 counts.  ``present``, ``attending`` and ``absent`` are ids of units, ``group`` the working
    group that the title names.  ``file`` is empty for pasted text.
    """

    title: str
    number: str = ""
    held_on: date | None = None
    chair: str = ""
    place: str = ""
    topic: str = ""
    group: str | None = None
    present: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    items: tuple[ProposedTask, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    text: str = ""
    problems: tuple[Problem, ...] = ()
    file: str = ""
    source_hash: str = ""

    @property
    def new_items(self) -> tuple[ProposedTask, ...]:
        """The items that no open matter of the same document is made of."""
        return tuple(item for item in self.items if item.task is None)


def propose_minutes(
    office: Office, source: Path | str, *, as_of: date, progress: Progress | None = None
) -> MinutesProposal:
    """Read minutes from a .docx or .txt file (a ``Path``) or from pasted text (a ``str``); nothing is written.

    A file is read in the process for foreign files; ``office.worker.cancel()`` stops that from any thread.
    *progress* is told how many paragraphs are done and of how many, and may raise to stop.  Raises the Problem that
    refuses a file.
    """
    notes: tuple[Problem, ...] = ()
    if isinstance(source, Path):
        is_text = source.suffix.lower() in _TEXT_NAMES
        document = read_text_file(source) if is_text else office.worker.read_word(source)
        lines, notes, file, sha256 = document.lines, document.notes, document.file, document.sha256
    else:
        if len(source) > MOST_CHARACTERS:
            raise too_much_text(MOST_CHARACTERS)
        kept = source.replace("\r\n", "\n").replace("\r", "\n")
        lines = tuple(_pasted(line) for line in kept.split("\n") if line.strip())
        file, sha256 = "", hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()
    if not lines:
        message, remedy = (
            _("There is no text in it."),
            _("Open the minutes in Word or WPS, copy the text and paste it."),
        )
        raise Problem(code="minutes_empty", message=message, remedy=remedy, file=file)
    found = outline(lines)
    day = read_date(found.facts.get("held", ""), DateContext(year=as_of.year, as_of=as_of, role="day")).value
    reading = _Reading(sentence_reader(office), lines, day or as_of)
    reading.read(found.paragraphs, progress)
    proposal = MinutesProposal(
        title=found.title or next((shorten(line.text, 60) for line in lines if not line.cells), "会议纪要"),
        number=found.number,
        held_on=day,
        chair=found.facts.get("chair", ""),
        place=found.facts.get("place", ""),
        topic=found.facts.get("topic", ""),
        group=_group(office, found),
        present=reading.units(found.facts.get("present", "")),
        attending=reading.units(found.facts.get("attending", "")),
        absent=reading.units(found.facts.get("absent", "")),
        items=tuple(reading.items),
        places=tuple(reading.places),
        text=reading.text,
        problems=(*notes, *reading.notes, *_missing(found, day, reading.items)),
        file=file,
        source_hash=sha256,
    )
    return _with_known(office, proposal)


def accept_minutes(
    office: Office, proposal: MinutesProposal, chosen: Sequence[ProposedTask] | None = None, *, as_of: date
) -> Step:
    """Make matters of the items *chosen* (all new ones without it), in one step with the minutes as their source.

    The document and the meeting are made with the first of them and used again by the next.  Raises a Problem if
    nothing new is among them.
    """
    taking = Taking(office, as_of=proposal.held_on or as_of)
    taking.take_document(_document(proposal))
    if proposal.number:
        taking.source = f"{proposal.title}（{proposal.number}）"
    taking.group = proposal.group
    taking.meeting = _meeting(office, taking, proposal)
    taken = proposal.new_items if chosen is None else chosen
    for item in taken:
        taking.take(item)
    title = shorten(proposal.title, 40)
    source = Source(proposal.file, proposal.source_hash) if proposal.file else None
    return taking.commit(Label(N_("Take decisions of “{title}”"), {"title": title}), source=source)


class _Reading:
    """Reads the paragraphs of minutes one after the other."""

    def __init__(self, reader: SentenceReader, lines: Sequence[WordLine], as_of: date) -> None:
        self.items: list[ProposedTask] = []
        self.places: list[tuple[int, int]] = []
        self.notes: list[Problem] = []
        self._reader, self._as_of = reader, as_of
        self._starts: list[int] = []
        position = 0
        for line in lines:
            self._starts.append(position)
            position += len(line.whole) + 1
        self._ends = [start + len(line.whole) for start, line in zip(self._starts, lines, strict=True)]
        self.text = "\n".join(line.whole for line in lines)

    def read(self, paragraphs: Sequence[Paragraph], progress: Progress | None) -> None:
        """Read all; outside of 议定事项 only what is clearly somebody's duty."""
        for done, paragraph in enumerate(paragraphs):
            if progress is not None:
                progress(done, len(paragraphs))
            if len(self.items) >= MOST_ITEMS:
                message = _("Only the first {count} decisions were read.", count=MOST_ITEMS)
                remedy = _("Split the text and read the rest by itself.")
                self.notes.append(Problem(code="minutes_too_many", message=message, remedy=remedy, level=Level.WARNING))
                break
            if len(paragraph.text) > LONGEST_PARAGRAPH:
                message = _("A paragraph of {count} characters was not read.", count=len(paragraph.text))
                problem = Problem(code="minutes_long_paragraph", message=message, level=Level.WARNING)
                self.notes.append(problem.at(value=shorten(paragraph.text)))
                continue
            self._read(paragraph)

    def units(self, words: str) -> tuple[str, ...]:
        """Return the units that a line such as 出席 names; persons are not kept."""
        return self._reader.units_in(words) if words else ()

    def _read(self, paragraph: Paragraph) -> None:
        first, last = self._starts[paragraph.first], self._ends[paragraph.last]
        position = first
        for reading in self._reader.read_all(paragraph.text, as_of=self._as_of):
            if not _is_decision(reading, paragraph):
                continue
            self.items.append(proposed(reading, item=paragraph.number))
            at = self.text.find(reading.text, position, last)
            if at >= 0:
                position = at + len(reading.text)
                self.places.append((at, position))
            else:
                self.places.append((first, last))


def _is_decision(reading: SentenceReading, paragraph: Paragraph) -> bool:
    """Return whether a sentence is proposed: every numbered decision, elsewhere what names who does it."""
    if paragraph.decided and (paragraph.number or reading.lead_text or reading.due):
        return bool(reading.title or reading.has_duty)
    marked = any(words in reading.text for words in ("牵头", "负责", "责任单位", "主办", "承办", "会同", "责成"))
    return bool(reading.lead_text) and (marked or bool(reading.due))


def _pasted(line: str) -> WordLine:
    """Return a pasted line; one copied from a table has tabs between its cells."""
    cells = tuple(cell.strip() for cell in line.split("\t"))
    if len([cell for cell in cells if cell]) >= 3:
        return WordLine("  ".join(cell for cell in cells if cell), cells=cells, table=1)
    return WordLine(line.strip())


def _group(office: Office, found: Outline) -> str | None:
    """Return the working group that the title or the topic names; None if none or several."""
    words = text.squeeze(f"{found.title}{found.facts.get('topic', '')}")
    groups = [
        group.id
        for group in office.reader.rows("group")
        if text.squeeze(group.name).removesuffix("专项工作组").removesuffix("工作组") in words
    ]
    return groups[0] if len(groups) == 1 else None


def _missing(found: Outline, day: date | None, items: Sequence[ProposedTask]) -> tuple[Problem, ...]:
    problems = []
    if day is None:
        message = _("The day of the meeting was not found; deadlines count from the day of the program.")
        problems.append(Problem(code="minutes_no_day", message=message, level=Level.WARNING))
    if not items:
        message, remedy = (
            _("No decision was found."),
            _("Look whether the text holds 议定事项 with units and deadlines."),
        )
        problems.append(Problem(code="minutes_no_decision", message=message, remedy=remedy, level=Level.WARNING))
    return tuple(problems)


def _with_known(office: Office, proposal: MinutesProposal) -> MinutesProposal:
    """Mark the items that an open matter of the same document is made of."""
    document = known_document(office, _document(proposal))
    known = open_titles(office, document)
    items = tuple(replace(item, task=known.get(text.squeeze(item.title))) for item in proposal.items)
    return replace(proposal, items=items)


def _document(proposal: MinutesProposal) -> dict[str, Any]:
    number = proposal.number or None
    return {"kind": "minutes", "title": proposal.title, "number": number, "issued_on": proposal.held_on}


def _meeting(office: Office, taking: Taking, proposal: MinutesProposal) -> str:
    """Return the id of the meeting that the minutes are of; made where the book has none of this title and day."""
    title = proposal.title.removesuffix("纪要") or proposal.title
    for id, known, held_on in office.reader.columns("meeting", ("id", "title", "held_on")):
        if known in (title, proposal.title) and held_on == proposal.held_on:
            return str(id)
    return taking.add(
        "meeting",
        {
            "title": title, "held_on": proposal.held_on, "chair": proposal.chair or None, "group": proposal.group,
            "place": proposal.place or None, "agenda": proposal.topic or None, "present": proposal.present,
            "attending": proposal.attending, "absent": proposal.absent, "number": proposal.number or None,
            "ended": True,
        },
    )  # fmt: skip

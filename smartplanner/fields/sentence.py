"""One sentence of a meeting read into a matter: what is to be done, who leads, who helps, by when.

"由市交通委牵头，市公安局配合，9月底前完成信号灯联网" is read into a title, units and a deadline, each with its place
in the sentence.  Nothing raises: what is missing or can mean two things is a ``Problem`` beside what was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import text
from smartplanner.fields.sentence_dates import AddWorkdays, Deadline, find_deadline
from smartplanner.fields.sentence_names import with_names_apart
from smartplanner.fields.sentence_text import Plain, plain, without
from smartplanner.fields.sentence_units import LABEL, Duty, DutyFinder
from smartplanner.fields.unit_cells import LEAD, SUPPORT
from smartplanner.fields.units import Directory, UnitsReading

TITLE, DUE = "title", "due"
_LONGEST_LIST = 2_000
"""Characters of a list of units."""
_CHARGED = ("要", "应", "须", "需")
"""市医保局要同步完善 charges a unit of its own, though no 牵头 says so."""
_ONLY_DONE = re.compile(r"(?:全部|基本|抓紧|尽快)?(?:完成|办结|落实|落实到位|到位)")
"""What is left of 9月底前由市交通委完成, which does not say what."""
_OPENING, _CLOSING = "（([【", "）)]】"


@dataclass(frozen=True, slots=True)
class Part:
    """Where one part stands in the sentence: ``role`` is title, lead, support or due; ``end`` is behind it."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What one sentence says.  ``text`` and the ``_text`` fields are the words as given.

    ``lead`` and ``support`` are ids of units.  A problem names what it is about in its ``field``: title, lead,
    support or due; a unit or a day that must be chosen is an error there, and its value is empty.
    """

    text: str
    title: str
    lead: str | None
    lead_text: str
    support: tuple[str, ...]
    support_text: str
    due: date | None
    due_text: str
    due_precision: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    @property
    def has_duty(self) -> bool:
        """Whether anybody is told to do something, or a day is set for it."""
        return bool(self.lead_text or self.support_text or self.due_text)


class SentenceReader:
    """Reads sentences against the known units."""

    def __init__(
        self,
        directory: Directory,
        *,
        prefixes: Sequence[str] = ("北京市", "市"),
        add_workdays: AddWorkdays | None = None,
    ) -> None:
        """Take the units from *directory*; without *add_workdays* 十个工作日内 names no day."""
        self._directory = directory
        self._duties = DutyFinder(directory, prefixes)
        self._add_workdays = add_workdays

    def read(self, given: str, *, as_of: date) -> SentenceReading:
        """Read *given* as one matter; *as_of* is the day of the meeting."""
        kept = text.words(given)
        prepared = self._prepared(kept)
        duties = self._duties.find(prepared.line)
        taken = bytearray(len(prepared.line))
        for duty in duties:
            taken[duty.start : duty.end] = b"\1" * (duty.end - duty.start)
        deadline, notes = find_deadline(prepared.line, taken, as_of=as_of, add_workdays=self._add_workdays)
        return self._put_together(prepared, duties, deadline, notes)

    def read_all(self, given: str, *, as_of: date) -> tuple[SentenceReading, ...]:
        """Read *given* as one or more matters: each sentence that names a leading unit of its own begins one."""
        return tuple(self.read(part, as_of=as_of) for part in self.split(given))

    def units_in(self, words: str) -> tuple[str, ...]:
        """Return the ids of the units that a list such as 出席单位 names; what is no known unit is left out."""
        return self._directory.read_many(words[:_LONGEST_LIST]).ids

    def split(self, given: str) -> tuple[str, ...]:
        """Return the parts of *given* that are one matter each; a part without a leading unit stays with the others."""
        parts: list[tuple[str, bool]] = []
        for sentence in _sentences(given):
            line = self._prepared(sentence).line
            # 责任单位：… by itself says who does what stands before it.
            leads = not LABEL.match(line) and any(
                duty.role == LEAD and (not duty.weak or line[duty.last : duty.last + 1] in _CHARGED)
                for duty in self._duties.find(line)
            )
            if parts and (not leads or not parts[-1][1]):
                parts[-1] = (parts[-1][0] + sentence, parts[-1][1] or leads)
            else:
                parts.append((sentence, leads))
        return tuple(part.strip() for part, _leads in parts if part.strip())

    def _prepared(self, given: str) -> Plain:
        return with_names_apart(plain(given), self._duties)

    def _put_together(
        self, prepared: Plain, duties: Sequence[Duty], deadline: Deadline | None, notes: tuple[Problem, ...]
    ) -> SentenceReading:
        lead, support, unit_problems = self._units(prepared, duties)
        removed = [prepared.span(duty.start, duty.end) for duty in duties]
        parts = [Part(duty.role, *prepared.span(duty.first, duty.last)) for duty in duties]
        if deadline is not None:
            if deadline.end > deadline.start:
                removed.append(prepared.span(deadline.start, deadline.end))
            parts.append(Part(DUE, *prepared.span(deadline.first, deadline.last)))
        title, rest = _title(prepared, duties, removed)
        parts += [Part(TITLE, start, end) for start, end in rest]
        reading = deadline.reading if deadline is not None else None
        due_text = prepared.given[slice(*prepared.span(deadline.first, deadline.last))] if deadline is not None else ""
        problems = (*unit_problems, *(problem.at(field=DUE) for problem in notes))
        missing = _missing(title, lead, deadline, {problem.field for problem in problems})
        return SentenceReading(
            text=prepared.given,
            title=title,
            lead=lead,
            lead_text=_words_of(prepared, duties, LEAD),
            support=support,
            support_text=_words_of(prepared, duties, SUPPORT),
            due=reading.value if reading is not None else None,
            due_text=due_text,
            due_precision=reading.precision if reading is not None else "",
            parts=tuple(sorted(parts, key=lambda part: part.start)),
            problems=problems + missing,
        )

    def _units(
        self, prepared: Plain, duties: Sequence[Duty]
    ) -> tuple[str | None, tuple[str, ...], tuple[Problem, ...]]:
        leading, helping = self._read_units(prepared, duties, LEAD), self._read_units(prepared, duties, SUPPORT)
        leads = list(dict.fromkeys(id for reading in leading for id in reading.ids))
        supports = [id for reading in helping for id in reading.ids]
        problems = [problem.at(field=LEAD) for reading in leading for problem in reading.problems]
        problems += [problem.at(field=SUPPORT) for reading in helping for problem in reading.problems]
        group = any(problem.code == "units_group" for problem in problems if problem.field == LEAD)
        lead = leads[0] if leads and not group else None
        if group:
            message = _("All districts lead; no single unit does.")
            remedy = _("Choose who leads, or divide the matter by district.")
            problems.append(Problem(code="sentence_group_leads", message=message, remedy=remedy, field=LEAD))
        elif len(leads) > 1:
            message = _("Several units lead; the first was taken, the others co-operate.")
            problems.append(Problem(code="units_split", message=message, level=Level.WARNING, field=LEAD))
        others = leads if group else leads[1:]
        support = tuple(id for id in dict.fromkeys((*others, *supports)) if id != lead)
        return lead, support, tuple(problems)

    def _read_units(self, prepared: Plain, duties: Sequence[Duty], role: str) -> list[UnitsReading]:
        found = [prepared.line[duty.first : duty.last] for duty in duties if duty.role == role]
        return [self._directory.read_many(words) for words in found]


def _sentences(given: str) -> list[str]:
    """Return the sentences of *given*; what stands in brackets is not parted."""
    found: list[str] = []
    start, depth = 0, 0
    for at, sign in enumerate(given):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign == "\n" or (sign in "。！？!?；;" and depth == 0):
            found.append(given[start : at + 1])
            start, depth = at + 1, 0
    if start < len(given):
        found.append(given[start:])
    return found


def _title(
    prepared: Plain, duties: Sequence[Duty], removed: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what is to be done and where it stands: in the sentence of the leading unit, or else in the first one."""
    leads = [prepared.span(duty.start, duty.end)[0] for duty in duties if duty.role == LEAD]
    sentences: list[tuple[int, int]] = []
    start = 0
    for sentence in _sentences(prepared.given):
        sentences.append((start, start + len(sentence)))
        start += len(sentence)
    led = [place for place in sentences if any(place[0] <= lead < place[1] for lead in leads)]
    for first, last in (*led, *sentences):
        inside = [(max(a, first) - first, min(b, last) - first) for a, b in removed if a < last and b > first]
        title, spans = without(prepared.given[first:last], inside)
        if title and not _ONLY_DONE.fullmatch(title):
            return title, tuple((a + first, b + first) for a, b in spans)
    return "", ()


def _words_of(prepared: Plain, duties: Sequence[Duty], role: str) -> str:
    found = [prepared.given[slice(*prepared.span(duty.first, duty.last))] for duty in duties if duty.role == role]
    return "、".join(dict.fromkeys(found))


def _missing(title: str, lead: str | None, deadline: Deadline | None, named: set[str]) -> tuple[Problem, ...]:
    """Return a problem for each part that the sentence does not name at all."""
    found = []
    if not title:
        message, remedy = _("The sentence does not say what is to be done."), _("Enter the title of the matter.")
        found.append(
            Problem(code="sentence_no_title", message=message, remedy=remedy, level=Level.WARNING, field=TITLE)
        )
    if lead is None and LEAD not in named:
        message, remedy = _("The sentence names no leading unit."), _("Choose the unit that leads.")
        found.append(Problem(code="sentence_no_lead", message=message, remedy=remedy, level=Level.WARNING, field=LEAD))
    if deadline is None:
        message, remedy = _("The sentence names no deadline."), _("Enter a day, or leave it to the deadline rules.")
        found.append(Problem(code="sentence_no_due", message=message, remedy=remedy, level=Level.WARNING, field=DUE))
    return tuple(found)

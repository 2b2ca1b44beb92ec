"""What can be typed during a meeting, each as an ``Entry``: a note, a decision, what becomes of an extension or review.

A choice is typed as its number, with words behind it where they are wanted: ``2 先完成数据核验``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands import meetings
from smartplanner.commands.minutes import ProposedTask
from smartplanner.commands.office import Office
from smartplanner.model.gate import GateDecision
from smartplanner.queries.agenda_lines import AgendaLine, day_words
from smartplanner.rules.lights import Light
from smartplanner.ui.meeting.strip import Entry, Part
from smartplanner.ui.session import Session


@dataclass(frozen=True, slots=True)
class Option:
    """One numbered choice, and what the words behind its number are."""

    value: str
    label: str
    words: str


ANSWERS = (
    Option("grant", N_("grant it"), N_("Answer")),
    Option("refuse", N_("refuse it"), N_("Answer")),
)
REVIEWS = tuple(Option(str(one), one.label, N_("Conditions")) for one in GateDecision)
COLOURS = tuple(Option(str(one), one.label, N_("Reason given")) for one in Light)


def note_entry(session: Session, line: AgendaLine) -> Entry:
    """Return the entry for what the chair says of an item."""
    return Entry(
        _("Instruction on “{title}”", title=line.title),
        _("Type what was said; Enter notes it"),
        lambda _text: [Part(_("Noted so far"), " / ".join(line.said.splitlines()))] if line.said else [],
        lambda text: meetings.note(session.office, line.item, text),
    )


def decision_entry(session: Session, meeting: str, line: AgendaLine | None) -> Entry:
    """Return the entry for a decision: its parts are shown as they are understood."""
    office, day = session.office, session.as_of
    item = line.item if line is not None else None
    understand = meetings.sentences(office, item, as_of=day)

    def read(text: str) -> Sequence[Part]:
        return decision_parts(office, understand(text)) if text.strip() else []

    return Entry(
        _("Decision"),
        _("What is to be done, led by whom, with whom, until when; Enter makes the matter"),
        read,
        lambda text: meetings.decide(office, meeting, item, text, as_of=day),
    )


def decision_parts(office: Office, proposed: ProposedTask) -> list[Part]:
    """Return what was understood of a sentence: matter, units in full, day; and in words what was not."""
    names = office.reader.names("organisation")
    until = day_words(proposed.due) if proposed.due else ""
    if proposed.due_text and proposed.due_text != until:
        until = f"{until}（{proposed.due_text}）" if until else proposed.due_text
    lead = names.get(proposed.lead or "", "")
    if lead and not proposed.lead_text:
        lead = _("{unit} (leads this item)", unit=lead)
    parts = [
        Part(_("Matter"), proposed.title),
        Part(_("Unit that leads"), lead or "—"),
        Part(_("Units that co-operate"), "、".join(names[unit] for unit in proposed.support if unit in names)),
        Part(_("Due"), until or "—"),
    ]
    found = [part for part in parts if part.text]
    return found + [Part("！", problem.sentence(), wrong=True) for problem in proposed.problems]


def extension_entry(session: Session, line: AgendaLine) -> Entry:
    """Return the entry that grants or refuses an extension; a Problem if the item asks for none."""
    if not line.waiting:
        message = _("No extension waits for a decision on this item.")
        raise Problem(code="no_extension", message=message, remedy=_("D takes a new deadline as a decision."))

    def submit(option: Option, words: str) -> Step:
        grant = option.value == "grant"
        return meetings.decide_item_extension(session.office, line.item, grant=grant, answer=words)

    title = _("Extension: {asked}", asked=line.asked)
    return _choice(title, ANSWERS, submit)


def gate_entry(session: Session, line: AgendaLine) -> Entry:
    """Return the entry that decides a review; a Problem if the item is none."""
    if not line.gate:
        raise Problem(code="no_gate", message=_("This item is no review."), remedy=_("D notes a decision instead."))

    def submit(option: Option, words: str) -> Step:
        return meetings.decide_item_gate(session.office, line.item, option.value, conditions=words)

    return _choice(_("Review: {title}", title=line.title), REVIEWS, submit)


def light_entry(session: Session, line: AgendaLine) -> Entry:
    """Return the entry that sets a light by hand, with its reason; a Problem if the item has no matter."""
    if not line.task:
        raise Problem(code="no_matter", message=_("This item has no matter whose light could be set."))

    def submit(option: Option, words: str) -> Step:
        return meetings.set_item_light(session.office, line.item, option.value, reason=words)

    return _choice(_("Light of “{title}”", title=line.title), COLOURS, submit)


def item_entry(session: Session, meeting: str) -> Entry:
    """Return the entry for another item at the end of the agenda."""
    return Entry(
        _("Another item"),
        _("Type its title; Enter puts it at the end of the agenda"),
        lambda _text: [],
        lambda text: meetings.add_item(session.office, meeting, text),
    )


def _choice(title: str, options: Sequence[Option], submit: Callable[[Option, str], Step]) -> Entry:
    """Return an entry for one of *options*, each typed as its number with words behind it."""
    numbered: Mapping[str, Option] = {str(number): option for number, option in enumerate(options, 1)}

    def read(text: str) -> Sequence[Part]:
        option, words = _split(numbered, text)
        if option is None:
            offers = "    ".join(f"{number} {_(one.label)}" for number, one in numbered.items())
            return [Part(_("Type a number"), offers)]
        return [Part(_("Decision taken"), _(option.label)), *([Part(_(option.words), words)] if words else [])]

    def take(text: str) -> Step:
        option, words = _split(numbered, text)
        if option is None:
            numbers = "、".join(f"{number} {_(one.label)}" for number, one in numbered.items())
            raise Problem(
                code="no_choice",
                message=_("Begin with the number of the choice."),
                remedy=_("Possible are: {choices}.", choices=numbers),
            )
        return submit(option, words)

    return Entry(title, _("A number, and words behind it where they are wanted"), read, take)


def _split(numbered: Mapping[str, Option], text: str) -> tuple[Option | None, str]:
    """Return the option that a line begins with the number of, and the words behind; full-width digits count."""
    line = text.strip()
    first = str(int(line[0])) if line[:1].isdecimal() else ""
    return numbered.get(first), line[1:].strip(" \u3000，,、.．")

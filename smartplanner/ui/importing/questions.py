"""What the words of a ledger leave open: names that nobody in the book has, values that no list knows.

A question is asked once for all its cells.  Its answer is a choice of the file: an id for a name, a value for the
words of a closed list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.office import Office
from smartplanner.commands.profiles import NewOperator, NewUnit
from smartplanner.excel.proposal import SheetReading
from smartplanner.fields.description import Kind
from smartplanner.model import entities
from smartplanner.queries.ranks import ordered_ids
from smartplanner.ui.importing.picking import Option
from smartplanner.ui.importing.work import FileWork

_UNIT_CODES = ("unit_unknown", "unit_ambiguous", "unit_guessed")
_NAME_CODES = ("reference_unknown", "reference_ambiguous")
_VALUE_CODES = ("unknown_choice", "state_unknown", "state_guessed")
LEAVE, CREATE = "", "+"
"""Answers that are no id: leave the words open; make a unit of them."""
_SUGGESTED, _LIKELY = 4, 40


@dataclass(frozen=True, slots=True)
class Question:
    """Words that were not understood: what sort of thing they should name, in how many places, the answer so far.

    ``owner`` is an entity for a name, ``entity.field`` for a value of a closed list; ``label`` says it in words.
    """

    owner: str
    words: str
    label: str
    places: int
    answer: str = LEAVE
    first: str = ""
    """The first place, as ``sheet!F12``."""

    @property
    def is_name(self) -> bool:
        """Whether the words name a row of the book."""
        return "." not in self.owner


def questions(work: FileWork) -> list[Question]:
    """Return what the file leaves open, and what a person answered already, the open ones first."""
    found: dict[tuple[str, str], Question] = {}
    for sheet in work.proposal.sheets if work.proposal is not None else ():
        for problem in sheet.problems:
            owner = _owner(sheet, problem)
            if not owner or not problem.value:
                continue
            known = found.get((owner, problem.value))
            places = known.places + 1 if known else 1
            first = known.first if known else f"{problem.sheet}!{problem.cell}"
            found[owner, problem.value] = Question(owner, problem.value, _label(owner), places, first=first)
    for (owner, words), answer in (*work.choices.names.items(), *work.choices.values.items()):
        known = found.get((owner, words))
        places, first = (known.places, known.first) if known else (0, "")
        found[owner, words] = Question(owner, words, _label(owner), places, str(answer), first)
    return sorted(found.values(), key=lambda each: (bool(each.answer), -each.places))


def answered(office: Office, work: FileWork, question: Question, answer: str) -> None:
    """Take over the answer to a question; an empty one leaves the words open again."""
    if not question.is_name:
        values = {key: value for key, value in work.choices.values.items() if key != (question.owner, question.words)}
        work.choose(values=values | ({(question.owner, question.words): answer} if answer else {}))
        return
    if answer == CREATE:
        answer = _made(office, work, question)
    names = {key: id for key, id in work.choices.names.items() if key != (question.owner, question.words)}
    work.choose(names=names | ({(question.owner, question.words): answer} if answer else {}))


def _made(office: Office, work: FileWork, question: Question) -> str:
    """Return the id of the unit or operator that is made for the words of a question."""
    words = question.words
    if question.owner == "organisation":
        return work.units.setdefault(words, new_unit(words)).id
    known = {name: id for id, name in office.reader.names("organisation").items()} | _short_forms(
        office, "organisation"
    )
    unit = work.choices.names.get(("organisation", words)) or known.get(words)
    if unit is None:
        unit = work.units.setdefault(words, new_unit(words)).id
    return work.operators.setdefault(words, NewOperator(new_id(), unit)).id


def new_unit(words: str) -> NewUnit:
    """Return a unit called *words*, of the kind that its ending tells."""
    name = "".join(words.split())
    kinds = (("district", ("区人民政府", "区政府")), ("company", ("公司", "集团")), ("institute", ("大学", "研究院")))
    kind = next((kind for kind, endings in kinds if name.endswith(endings)), "")
    return NewUnit(
        new_id(), name, kind or ("department" if name.endswith(("局", "委", "办", "委员会", "办公室")) else "")
    )


def options_for(office: Office, work: FileWork, question: Question) -> list[Option]:
    """Return what the words can stand for: the nearest names first, then all."""
    leave = Option(LEAVE, _("leave open"))
    if not question.is_name:
        return [leave, *_choices(question.owner)]
    names = dict(office.reader.names(question.owner))
    made = []
    if question.owner == "organisation":
        names |= {unit.id: unit.name for unit in work.units.values()}
        if question.words not in work.units:
            made = [Option(CREATE, _("＋ Add “{words}” as a new unit", words=question.words))]
    elif question.owner == "operator":
        names |= {each.id: words for words, each in work.operators.items()}
        if question.words not in work.operators:
            made = [Option(CREATE, _("＋ Add “{words}” as a new operator", words=question.words))]
    near = nearest(names, _short_forms(office, question.owner), question.words)
    rest = ordered_ids(office.reader, question.owner, (id for id in names if id not in near), names)
    return [leave, *(Option(id, names[id]) for id in near), *made, *(Option(id, names[id]) for id in rest)]


def answer_text(office: Office, work: FileWork, question: Question) -> str:
    """Return the answer to a question as a person reads it."""
    if not question.answer:
        return _("leave open")
    if not question.is_name:
        return next((each.text for each in _choices(question.owner) if each.value == question.answer), question.answer)
    made = next((unit.name for unit in work.units.values() if unit.id == question.answer), "")
    made = made or next((words for words, each in work.operators.items() if each.id == question.answer), "")
    return _("{name} (new)", name=made) if made else office.reader.name(question.owner, question.answer)


def nearest(names: Mapping[str, str], short_forms: Mapping[str, str], words: str) -> list[str]:
    """Return the ids of the names (by id) that are likest to *words*, by their *short_forms* (id by form) as well."""
    forms = {**short_forms, **{name: id for id, name in names.items()}}
    ranked = process.extract(words, forms.keys(), scorer=fuzz.WRatio, limit=3 * _SUGGESTED, score_cutoff=_LIKELY)
    ids = dict.fromkeys(forms[form] for form, _score, _place in ranked if forms[form] in names)
    return list(ids)[:_SUGGESTED]


def _choices(owner: str) -> list[Option]:
    entity, _point, name = owner.partition(".")
    field = entities()[entity][name]
    if field.kind is Kind.FLAG:
        return [Option("True", _("yes")), Option("False", _("no"))]
    assert field.choices is not None
    return [Option(str(choice), _(choice.label)) for choice in field.choices]


def _short_forms(office: Office, entity: str) -> dict[str, str]:
    if entity != "organisation":
        return {}
    return {name: id for id, name in office.reader.columns("alias", ("organisation", "name"))}


def asks_for_meaning(problem: Problem) -> bool:
    """Return whether a problem is answered by saying what its words stand for."""
    return problem.level is not Level.NOTE and problem.code in (*_UNIT_CODES, *_NAME_CODES, *_VALUE_CODES)


def _owner(sheet: SheetReading, problem: Problem) -> str:
    if problem.level is Level.NOTE or sheet.entity is None:
        return ""
    if problem.code in _UNIT_CODES:
        return "organisation"
    field = entities()[sheet.entity].by_name.get(problem.field)
    if field is None:
        return ""
    if problem.code in _NAME_CODES and field.target:
        return field.target
    return f"{sheet.entity}.{field.name}" if problem.code in _VALUE_CODES and field.choices is not None else ""


def _label(owner: str) -> str:
    entity, _point, name = owner.partition(".")
    described = entities()[entity]
    return _(described[name].note.label) if name else _(described.label)

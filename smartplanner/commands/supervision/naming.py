"""What people type for a matter, a unit, an act or a grade, found in the open book."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem, shorten
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.commands.supervision.dividing import Child
from smartplanner.excel.grammar.surroundings import Surroundings, comparable
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.description import Choice
from smartplanner.model.task_event import TaskAct, UrgeGrade
from smartplanner.rules.life import ACT_LABELS

_SHOWN = 5


def task_named(office: Office, words: str) -> Any:
    """Return the matter that *words* mean: its id, code, title, or a part of its title that no other has.

    Raises a Problem when there is none or more than one.
    """
    wanted = comparable(words)
    known = office.reader.columns("task", ["id", "code", "title"])
    exact = [
        id for id, code, title in known if words in (id, code) or wanted in (comparable(code or ""), comparable(title))
    ]
    ids = exact or [id for id, _code, title in known if wanted and wanted in comparable(title)]
    if len(ids) == 1:
        return office.reader.row("task", ids[0])
    if not ids:
        message = _("No matter has the code or title “{words}”.", words=shorten(words))
        raise Problem(code="task_unknown", message=message, remedy=_("“list BOOK task” shows codes and titles."))
    rows = office.reader.rows("task", ids[:_SHOWN])
    names = "；".join(f"{row.code or row.id} {shorten(row.title)}" for row in rows)
    message = _("{count} matters fit “{words}”: {names}", count=len(ids), words=shorten(words), names=names)
    raise Problem(code="task_ambiguous", message=message, remedy=_("Give the code or the whole title."))


def unit_named(office: Office, words: str) -> str:
    """Return the id of the unit that *words* mean, by name or short name; a Problem if there is none or several."""
    known = Surroundings.of(office.reader, prefixes=city().prefixes)
    reading = known.directory.resolve(words)
    if reading.value is None or reading.problem is not None:
        message = _("No unit is called “{name}”.", name=words)
        raise Problem(code="unit_unknown", message=message, remedy=_("Enter the full name of the unit."))
    return str(reading.value)


def act_named(words: str) -> str:
    """Return the act that *words* mean: its English name, or how people call it (催办); a Problem if none."""
    return _choice(TaskAct, words, code="unknown_act", labels=ACT_LABELS)


def grade_named(words: str) -> str:
    """Return the grade of a reminder that *words* mean (blue, 蓝单); a Problem if none."""
    return _choice(UrgeGrade, words, code="unknown_grade", labels={})


def _choice(choices: type[Choice], words: str, *, code: str, labels: dict[str, str]) -> str:
    for choice in choices:
        spoken = {str(choice), _(choice.label), *choice.heads}
        if str(choice) in labels:
            spoken.add(_(labels[str(choice)]))
        if words.strip() in spoken:
            return str(choice)
    possible = "、".join(f"{choice}（{_(choice.label)}）" for choice in choices)
    message = _("“{words}” is not known here.", words=shorten(words))
    raise Problem(code=code, message=message, remedy=_("Possible: {names}", names=possible))


def parts_in(office: Office, text: str, *, reason: str, on: date) -> list[Child]:
    """Return the parts that the lines of *text* name, each ``title | lead unit | deadline`` or just the title.

    Raises a Problem where a unit or a day cannot be read.
    """
    parts = []
    for line in text.splitlines():
        title, lead, due = [*(word.strip() for word in line.replace("｜", "|").split("|")), "", ""][:3]
        if title:
            unit = unit_named(office, lead) if lead else None
            parts.append(Child(title=title, lead=unit, due=day_in(due, on) if due else None, reason=reason))
    return parts


def day_in(text: str, as_of: date) -> date:
    """Return the day that *text* names, told from *as_of*; a Problem if it names none."""
    reading = read_date(text, DateContext(year=as_of.year, as_of=as_of))
    if reading.value is not None and (reading.problem is None or reading.problem.level != "error"):
        return reading.value
    message = _("“{text}” is not a day; write it like 2026-11-30.", text=text)
    raise reading.problem or Problem(code="bad_date", message=message)

"""Holding a meeting: open it with its agenda, note what is said, decide, close it.  Each is one step to take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Change, Label, Step, insert, update
from smartplanner.commands.minutes import ProposedTask, take_decisions
from smartplanner.commands.minutes.decisions import proposed, sentence_reader
from smartplanner.commands.office import Office
from smartplanner.commands.supervision import decide_extension
from smartplanner.commands.supervision.gathering import checked
from smartplanner.fields.description import Choice
from smartplanner.model.gate import GateDecision
from smartplanner.model.light import Light
from smartplanner.queries.agenda_lines import AgendaLine

_SHOWN = 40
"""Characters of a title in the name of a step."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A meeting that was opened: its id and the step."""

    meeting: str
    step: Step


def open_meeting(
    office: Office,
    *,
    title: str,
    held_on: date,
    group: str | None = None,
    chair: str | None = None,
    place: str | None = None,
    items: Sequence[AgendaLine] = (),
) -> Opened:
    """Make a meeting with its agenda in one step.

    Raises a Problem for a meeting without a title, or one that is in the book already.
    """
    title = title.strip()
    if not title:
        message, remedy = (
            _("A meeting needs a title."),
            _("Give it one, such as “{example}”.", example="专项工作组调度会"),
        )
        raise Problem(code="no_title", message=message, remedy=remedy, field="title")
    if (title, held_on) in office.reader.columns("meeting", ["title", "held_on"]):
        raise Problem(
            code="meeting_exists",
            message=_("The meeting “{title}” of {day} is in the book already.", title=title, day=held_on.isoformat()),
            remedy=_("Go on with it, or give this one another title."),
            field="title",
        )
    meeting = new_id()
    values = {
        "title": title,
        "held_on": held_on,
        "group": group,
        "chair": (chair or "").strip() or None,
        "place": (place or "").strip() or None,
        "ended": False,
    }
    changes = [insert("meeting", meeting, values)]
    changes += [_item(meeting, number, line) for number, line in enumerate(items, 1)]
    return Opened(meeting, _commit(office, Label(N_("Open the meeting “{title}”"), {"title": title}), changes))


def _item(meeting: str, number: int, line: AgendaLine) -> Change:
    values = {
        "meeting": meeting,
        "order": number,
        "title": line.title,
        "kind": line.kind,
        "task": line.task,
        "extension": line.extension,
        "gate": line.gate,
    }
    return insert("agenda_item", new_id(), values)


def add_item(office: Office, meeting: str, title: str, *, task: str | None = None) -> Step:
    """Put another matter at the end of the agenda; a Problem without a title."""
    title = title.strip()
    if not title:
        raise Problem(code="no_title", message=_("An item needs a title."), field="title")
    under_way(office, meeting)
    orders = [row.order or 0 for row in office.reader.rows_naming("agenda_item", "meeting", [meeting])]
    line = AgendaLine(kind="other", title=title, task=task)
    label = Label(N_("Put “{title}” on the agenda"), {"title": shorten(title, _SHOWN)})
    return _commit(office, label, [_item(meeting, max(orders, default=0) + 1, line)])


def note(office: Office, item: str, text: str) -> Step:
    """Note what the chair said (批示) on an item, and on its matter; what was noted before stays."""
    text = text.strip()
    if not text:
        message, remedy = _("There is nothing to note."), _("Type what was said.")
        raise Problem(code="nothing_said", message=message, remedy=remedy, field="remark")
    row, meeting = _item_of(office, item)
    remark = f"{row.remark}\n{text}" if row.remark else text
    changes = [_changed("agenda_item", row, {"remark": remark})]
    if row.task:
        event = {
            "task": row.task,
            "act": "instruct",
            "happened_on": meeting.held_on,
            "person": meeting.chair,
            "reason": text,
            "meeting": meeting.id,
        }
        changes.append(insert("task_event", new_id(), event))
    return _commit(office, Label(N_("Note on “{title}”"), {"title": shorten(row.title, _SHOWN)}), changes)


def pass_item(office: Office, item: str) -> Step | None:
    """Mark that the meeting is through with an item; None if it is marked already."""
    row, _meeting = _item_of(office, item)
    if row.passed:
        return None
    label = Label(N_("Gone through “{title}”"), {"title": shorten(row.title, _SHOWN)})
    return _commit(office, label, [_changed("agenda_item", row, {"passed": True})])


def decide_item_extension(office: Office, item: str, *, grant: bool, answer: str = "") -> Step:
    """Grant or refuse the extension that an item asks for, as of the day of the meeting.

    Raises a Problem when the item asks for none, or it is decided already.
    """
    row, meeting = _item_of(office, item)
    if not row.extension:
        message = _("No extension is asked for on this item.")
        remedy = _("Note a new deadline as a decision instead.")
        raise Problem(code="no_extension", message=message, remedy=remedy)
    return decide_extension(
        office, row.extension, granted=grant, on=meeting.held_on, decided_by=meeting.chair, answer=answer,
        meeting=meeting.id,
    )  # fmt: skip


def decide_item_gate(office: Office, item: str, decision: str, *, conditions: str = "") -> Step:
    """Set what an item's review decides (proceed, conditional, stop), held in this meeting.

    Raises a Problem when the item is no review, or a pass on conditions names none.
    """
    row, meeting = _item_of(office, item)
    gate = office.reader.row("gate", row.gate) if row.gate else None
    if gate is None:
        raise Problem(code="no_gate", message=_("This item is no review."), remedy=_("Note a decision instead."))
    _check(GateDecision, decision)
    conditions = conditions.strip()
    if decision == "conditional" and not conditions:
        raise Problem(
            code="no_conditions",
            message=_("A pass on conditions has to say them."),
            remedy=_("Type them behind the number."),
            field="conditions",
        )
    values = {
        "decision": str(GateDecision.of(decision)),
        "conditions": conditions or gate.conditions,
        "held_on": meeting.held_on,
        "meeting": meeting.id,
    }
    label = Label(
        N_("Review of “{title}”: {decision}"),
        {"title": shorten(row.title, _SHOWN), "decision": _(GateDecision.of(decision).label)},
    )
    changes = [_changed("gate", gate, values), _changed("agenda_item", row, {"passed": True})]
    return _commit(office, label, [change for change in changes if change is not None])


def set_item_light(office: Office, item: str, light: str, *, reason: str) -> Step:
    """Set the light of an item's matter by hand; the computed one stays beside it.

    Raises a Problem when the item has no matter, or no reason is given.
    """
    row, meeting = _item_of(office, item)
    task = office.reader.row("task", row.task) if row.task else None
    if task is None:
        raise Problem(code="no_matter", message=_("This item has no matter whose light could be set."))
    _check(Light, light)
    reason = reason.strip()
    if not reason:
        message, remedy = _("A light set by hand needs its reason."), _("Type it behind the number.")
        raise Problem(code="reason_needed", message=message, remedy=remedy, field="set_light_reason")
    label = _(Light.of(light).label)
    values = {"set_light": str(Light.of(light)), "set_light_reason": reason, "set_light_on": meeting.held_on}
    event = {
        "task": task.id,
        "act": "set_light",
        "happened_on": meeting.held_on,
        "person": meeting.chair,
        "reason": f"{label}：{reason}",
        "meeting": meeting.id,
    }
    changes = [_changed("task", task, values), insert("task_event", new_id(), event)]
    step_label = Label(
        N_("Set the light of “{title}”: {light}"), {"title": shorten(task.title, _SHOWN), "light": label}
    )
    return _commit(office, step_label, changes)


def sentences(office: Office, item: str | None, *, as_of: date) -> Callable[[str], ProposedTask]:
    """Return what reads a typed decision without making it: units, deadline, and what is unclear.

    Where the sentence names no leading unit, the one that leads the matter of *item* goes on to lead; that none was
    named is still said, since a name may stand in it that the book does not know.  The units are those of the book
    as of now; it is quick enough to be asked with every key.
    """
    reader = sentence_reader(office)
    lead = _lead_of(office, item)

    def read(sentence: str) -> ProposedTask:
        one = proposed(reader.read(sentence, as_of=as_of))
        return replace(one, lead=lead) if lead and one.lead is None else one

    return read


def _lead_of(office: Office, item: str | None) -> str | None:
    row = office.reader.row("agenda_item", item) if item else None
    task = office.reader.row("task", row.task) if row is not None and row.task else None
    return task.lead if task is not None else None


def decide(office: Office, meeting: str, item: str | None, sentence: str, *, as_of: date) -> Step:
    """Make a decision and its matter of one typed sentence: 由…牵头，…配合，9月底前完成.

    What is unclear in it does not hold it up: a matter without a leading unit waits to be assigned.  Raises a
    Problem when nothing is said.
    """
    if not sentence.strip():
        message, remedy = _("There is nothing to decide."), _("Type the decision as one sentence.")
        raise Problem(code="nothing_said", message=message, remedy=remedy)
    row = under_way(office, meeting)
    one = sentences(office, item, as_of=as_of)(sentence)
    for problem in one.problems:
        if problem.level == "error":
            raise problem
    return take_decisions(office, [one], meeting=meeting, group=row.group, agenda_item=item, as_of=as_of)


def close_meeting(office: Office, meeting: str) -> Step | None:
    """Mark a meeting as ended; None if it is already."""
    row = _meeting(office, meeting)
    if row.ended:
        return None
    label = Label(N_("Close the meeting “{title}”"), {"title": shorten(row.title, _SHOWN)})
    return _commit(office, label, [_changed("meeting", row, {"ended": True})])


def under_way(office: Office, meeting: str) -> Any:
    """Return a meeting that has not ended; a Problem if it has, or is gone."""
    row = _meeting(office, meeting)
    if row.ended:
        raise Problem(
            code="meeting_ended",
            message=_("The meeting “{title}” has ended.", title=row.title),
            remedy=_("Take back its end, or open another meeting."),
        )
    return row


def _meeting(office: Office, meeting: str) -> Any:
    row = office.reader.row("meeting", meeting)
    if row is None:
        raise _gone()
    return row


def _item_of(office: Office, item: str) -> tuple[Any, Any]:
    row = office.reader.row("agenda_item", item)
    if row is None:
        raise _gone()
    return row, under_way(office, row.meeting)


def _check(choices: type[Choice], value: str) -> None:
    """Raise a Problem when *value* is none of *choices*."""
    known = [str(one) for one in choices]
    if value not in known:
        message = _("“{text}” is not possible here.", text=value)
        raise Problem(
            code="unknown_choice", message=message, remedy=_("Possible are: {choices}.", choices=", ".join(known))
        )


def _gone() -> Problem:
    return Problem(code="row_gone", message=_("The record has been removed meanwhile."), remedy=_("Refresh the view."))


def _changed(entity: str, row: Any, values: dict[str, Any]) -> Change | None:
    return update(entity, row.id, {name: getattr(row, name) for name in values}, values)


def _commit(office: Office, label: Label, changes: Sequence[Change | None]) -> Step:
    step = office.journal.commit(label, checked([change for change in changes if change is not None]))
    assert step is not None
    return step

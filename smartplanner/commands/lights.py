"""Lights in a person's hands: take over a whole table, see first what it would change, set one light with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Label, Step, delete, insert, update
from smartplanner.commands.light_presets import preset_changes, presets
from smartplanner.commands.office import Office
from smartplanner.model.light import Light
from smartplanner.queries.tasks import lines_under, task_lines
from smartplanner.rules.light_table import RuleRow, compile_rules, table_problems


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What a table would do: of how many matters how many change their light, and from which light to which."""

    total: int
    changed: int
    moves: Mapping[tuple[str, str], int]


def apply_preset(office: Office, name: str) -> Step | None:
    """Replace all rows of the light table by those of a preset in one step; a Problem if there is none such."""
    if name not in presets():
        known = "、".join(presets())
        message = _("There is no light table “{name}”.", name=name)
        raise Problem(code="no_preset", message=message, remedy=_("There are: {names}.", names=known))
    removed = [delete("light_rule", row) for row in office.reader.rows("light_rule")]
    label = Label(N_("Take over the light table “{name}”"), {"name": presets()[name].name})
    return office.journal.commit(label, [*removed, *preset_changes(name)])


def preview_table(office: Office, rows: Sequence[RuleRow], *, as_of: date) -> TablePreview:
    """Return how the lights of the book would change under another table; nothing is written."""
    now = task_lines(office.reader, as_of=as_of)
    then = lines_under(office.reader, compile_rules(rows), as_of=as_of)
    moves = Counter(
        (line.signal.light, then[line.id].signal.light)
        for line in now
        if line.id in then and line.signal.light != then[line.id].signal.light
    )
    return TablePreview(len(now), moves.total(), dict(moves))


def check_table(office: Office) -> list[Problem]:
    """Return what is wrong with the light table of the book, errors first; a book without rows has the default."""
    rows = office.reader.rows("light_rule")
    found = table_problems(rows) if rows else []
    return sorted(found, key=lambda problem: problem.level != Level.ERROR)


def set_light(office: Office, id: str, light: str | None, *, reason: str, on: date) -> Step | None:
    """Set the light of a matter beside the computed one, or take it back (*light* None); None if nothing differs.

    The reason and the day stay with the matter and in its events.  Raises a Problem without a reason, for a light
    that does not exist and for a matter that is gone.
    """
    row = office.reader.row("task", id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    said = " ".join(reason.split())
    _refuse(light, said)
    after = {
        "set_light": light,
        "set_light_reason": said if light else None,
        "set_light_on": on if light else None,
    }
    change = update("task", id, {name: getattr(row, name) for name in after}, after)
    if change is None:
        return None
    event = {"task": id, "act": "set_light", "happened_on": on, "organisation": row.lead, "reason": _told(light, said)}
    if light is None:
        label = Label(N_("Take back the light set by hand of “{title}”"), {"title": row.title})
    else:
        name = _(Light.of(light).label)
        label = Label(N_("Set the light of “{title}” to {light}"), {"title": row.title, "light": name})
    return office.journal.commit(label, [change, insert("task_event", new_id(), event)])


def _refuse(light: str | None, reason: str) -> None:
    if light is not None and light not in {str(one) for one in Light}:
        names = ", ".join(str(one) for one in Light)
        message = _("There is no light “{light}”.", light=light)
        raise Problem(code="no_light", message=message, remedy=_("There are: {names}.", names=names), field="set_light")
    if light is not None and not reason:
        raise Problem(
            code="reason_needed",
            message=_("A light set by hand needs a reason."),
            remedy=_("Say why; it is shown beside the computed light."),
            field="set_light_reason",
        )


def _told(light: str | None, reason: str) -> str:
    if light is None:
        return reason or _("back to the computed light")
    return _("{light}: {reason}", light=_(Light.of(light).label), reason=reason)

"""Handing over: everything that names one unit names another afterwards, in one step (units are merged or renamed)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, delete, update
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.fields.description import Kind
from smartplanner.model import entities


def hand_over(office: Office, giver: str, taker: str) -> Step:
    """Let everything that names the unit *giver* name the unit *taker*; its short names stay with it.

    Where the taker has its own part in a matter already, the giver's row goes; where both reported for the same period,
    one report keeps the words of both.  Raises a Problem when the two are the
    same, one is gone, or there is nothing to hand over.
    """
    names = [office.reader.name("organisation", unit) for unit in (giver, taker)]
    if giver == taker or not all(names):
        message = _("Handing over needs two different units of this book.")
        raise Problem(code="same_unit", message=message, remedy=_("Choose another unit."))
    changes = _changes(office, giver, taker)
    if not changes:
        message = _("Nothing names “{unit}”.", unit=names[0])
        raise Problem(code="nothing_to_do", message=message, remedy=_("It can be removed as it is."))
    label = Label(N_("Hand over all of “{giver}” to “{taker}”"), {"giver": names[0], "taker": names[1]})
    step = office.journal.commit(label, changes)
    assert step is not None
    return step


def duties_of(office: Office, unit: str) -> Counter[tuple[str, str]]:
    """Return how many rows name *unit*, by (entity, field); its short names do not count."""
    return Counter(
        {
            (entity, field): len(ids)
            for (entity, field), ids in office.reader.referring("organisation", unit).items()
            if not entities()[entity][field].note.part_of
        }
    )


def _changes(office: Office, giver: str, taker: str) -> list[Change]:
    fields: dict[str, dict[str, list[str]]] = {}
    for (entity, field), ids in office.reader.referring("organisation", giver).items():
        if entities()[entity][field].note.part_of:
            continue
        for id in ids:
            fields.setdefault(entity, {}).setdefault(id, []).append(field)
    changes: list[Change] = []
    joined = _join_reports(office, list(fields.pop("progress_report", {})), giver, taker)
    for entity, rows in fields.items():
        for row in office.reader.rows(entity, rows):
            if entity == "party" and (twin := _twin(office, row, taker)) is not None:
                # Of two parts of one unit the leading one stays.
                if row.role == "lead" and twin.role != "lead":
                    changes.append(delete("party", twin))
                else:
                    changes.append(delete("party", row))
                    continue
            after = {name: _swapped(getattr(row, name), giver, taker, entity, name) for name in rows[row.id]}
            if entity == "task":
                lead = after.get("lead", row.lead)
                support = after.get("support", row.support)
                after["support"] = tuple(unit for unit in support if unit != lead)
            after = with_cleared_words(entity, {name: getattr(row, name) for name in after}, after, row)
            if change := update(entity, row.id, {name: getattr(row, name) for name in after}, after):
                changes.append(change)
    return changes + joined


_WORDS = ("text", "problems", "next_steps")


def _join_reports(office: Office, ids: list[str], giver: str, taker: str) -> list[Change]:
    """Return what becomes of the giver's reports: the taker's, or part of the one it has for the same period itself."""
    given = office.reader.rows("progress_report", ids)
    tasks = list({row.task for row in given})
    own = {
        (row.task, row.period): row
        for row in office.reader.rows_naming("progress_report", "task", tasks)
        if row.organisation == taker and row.period
    }
    names = office.reader.names("organisation")
    joined: dict[str, dict[str, Any]] = {}
    changes = []
    for row in given:
        twin = own.get((row.task, row.period))
        if twin is None:
            if change := update("progress_report", row.id, {"organisation": giver}, {"organisation": taker}):
                changes.append(change)
            continue
        known = joined.setdefault(twin.id, {name: getattr(twin, name) for name in (*_WORDS, "progress", "reported_on")})
        for name in _WORDS:
            known[name] = _both(names.get(taker, ""), known[name], names.get(giver, ""), getattr(row, name))
        for name in ("progress", "reported_on"):
            known[name] = getattr(row, name) if known[name] is None else known[name]
        changes.append(delete("progress_report", row))
    for twin in own.values():
        if values := joined.get(twin.id):
            before = {name: getattr(twin, name) for name in values}
            if change := update("progress_report", twin.id, before, values):
                changes.append(change)
    return changes


def _both(own_name: str, own: str | None, other_name: str, other: str | None) -> str | None:
    """Return what two units said, each under its name; where one said nothing, what the other said under its name."""
    if not other or other == own:
        return own
    said = f"{other_name}：{other}"
    return f"{own_name}：{own}\n{said}" if own else said


def _twin(office: Office, row: Any, taker: str) -> Any | None:
    parties = office.reader.rows_naming("party", "task", [row.task])
    return next((other for other in parties if other.organisation == taker), None)


def _swapped(value: Any, giver: str, taker: str, entity: str, field: str) -> Any:
    if entities()[entity][field].kind is Kind.MANY:
        return tuple(dict.fromkeys(taker if unit == giver else unit for unit in value))
    return taker

"""Refuses a project file whose links close a ring, among its tasks or by way of what the book has already."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.commands.office import Office
from smartplanner.queries.schedule import PlanData, read_plan_data
from smartplanner.rules.schedule import Activity, Link, make_schedule

_FINISH_START = "finish_start"


def refuse_new_rings(office: Office, changes: Sequence[Change]) -> None:
    """Raise the Problem of the first ring that *changes* to milestones and links would close; nothing is written.

    A ring that the book has already is no fault of the file.
    """
    if not any(change.entity == "dependency" or "parent" in change.fields for change in changes):
        return
    present = read_plan_data(office.reader)
    known = {problem.message for problem in _rings(present)}
    for problem in _rings(_changed(present, changes)):
        if problem.message not in known:
            raise problem


def _rings(data: PlanData) -> list[Problem]:
    """Return the rings of links and parents; days play no part in them."""
    bare = [Activity(one.id, one.title, None, parent=one.parent) for one in data.activities]
    found = make_schedule(bare, data.links, data.calendar).problems
    return [problem for problem in found if problem.code in ("schedule_loop", "parts_go_round")]


def _changed(data: PlanData, changes: Sequence[Change]) -> PlanData:
    """Return the milestones and links of the book as they would be after *changes*."""
    activities = {one.id: one for one in data.activities}
    gone: set[Link] = set()
    added: list[Link] = []
    for change in changes:
        before, after = change.before or {}, change.after or {}
        if change.entity == "dependency":
            values = after or before
            link = Link(values["before"], values["after"], values.get("kind") or _FINISH_START, values.get("lag") or 0)
            if change.after is None:
                gone.add(link)
            else:
                added.append(link)
            continue
        known = activities.get(change.id)
        if known is None:
            activities[change.id] = Activity(change.id, after.get("title") or "", None, parent=after.get("parent"))
        elif "parent" in after:
            activities[change.id] = known._replace(parent=after["parent"])
        lost = set(before.get("after") or ()) - set(after.get("after") or ())
        gone |= {Link(one, change.id, _FINISH_START, 0) for one in lost}
    links = [link for link in data.links if link not in gone]
    return PlanData(list(activities.values()), [*links, *added], data.begins, data.calendar)

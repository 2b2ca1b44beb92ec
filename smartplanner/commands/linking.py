"""Links between milestones: made and taken away in one step each, never into a ring."""

from __future__ import annotations

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.model.dependency import DependencyKind
from smartplanner.queries.schedule import PlanData, read_plan_data
from smartplanner.rules.schedule import Link, Schedule, make_schedule

_REFUSED = ("schedule_loop", "link_of_whole")


def link(
    office: Office, before: str, after: str, *, kind: str = DependencyKind.FINISH_START, lag: int = 0
) -> Step | None:
    """Let *after* wait for *before* (ids); an existing link of the two gets the kind and lag.  None if it has them.

    Raises a Problem that names the ring which the link would close, or says which link does not count.
    """
    title, follower = (office.reader.name("milestone", id) for id in (before, after))
    if before == after:
        raise Problem(code="ring", message=_("“{title}” cannot wait for itself.", title=title))
    if not title or not follower:
        raise Problem(code="row_gone", message=_("The record has been removed meanwhile."))
    rows = [row for row in office.reader.rows("dependency") if (row.before, row.after) == (before, after)]
    data = read_plan_data(office.reader)
    _refuse_ring(data, Link(before, after, str(kind), lag), replaces=bool(rows))
    label = Label(N_("Let “{after}” wait for “{before}”"), {"before": title, "after": follower})
    changes = _merged(office, before, after, kind=str(kind), lag=lag)
    return office.journal.commit(label, changes)


def unlink(office: Office, before: str, after: str) -> Step:
    """Take every link from *before* to *after* away; a Problem if there is none."""
    changes: list[Change] = [
        delete("dependency", row)
        for row in office.reader.rows("dependency")
        if (row.before, row.after) == (before, after)
    ]
    row = office.reader.row("milestone", after)
    title, follower = (office.reader.name("milestone", id) for id in (before, after))
    if row is not None and before in row.after:
        rest = tuple(id for id in row.after if id != before)
        changes += filter(None, [update("milestone", after, {"after": row.after}, {"after": rest})])
    label = Label(N_("Let “{after}” no longer wait for “{before}”"), {"before": title, "after": follower})
    step = office.journal.commit(label, changes)
    if step is None:
        message = _("“{after}” does not wait for “{before}”.", before=title, after=follower)
        raise Problem(code="no_link", message=message)
    return step


def _merged(office: Office, before: str, after: str, *, kind: str, lag: int) -> list[Change]:
    """Return what makes the one link of the two be of this kind and lag, whichever way it is kept so far."""
    rows = [row for row in office.reader.rows("dependency") if (row.before, row.after) == (before, after)]
    milestone = office.reader.row("milestone", after)
    waits = tuple(milestone.after) if milestone is not None else ()
    listed = before in waits
    plain = kind == DependencyKind.FINISH_START and not lag
    changes: list[Change | None] = []
    if listed and not plain:
        rest = tuple(id for id in waits if id != before)
        changes.append(update("milestone", after, {"after": waits}, {"after": rest}))
    if rows:
        old = {"kind": str(rows[0].kind), "lag": rows[0].lag}
        changes.append(update("dependency", rows[0].id, old, {"kind": kind, "lag": lag or None}))
        changes += [delete("dependency", row) for row in rows[1:]]
    elif not (listed and plain):
        values = {"before": before, "after": after, "kind": kind, "lag": lag or None}
        changes.append(insert("dependency", new_id(), values))
    return [change for change in changes if change is not None]


def _refuse_ring(data: PlanData, wanted: Link, *, replaces: bool) -> None:
    links = data.links
    if replaces:
        links = [one for one in links if (one.before, one.after) != (wanted.before, wanted.after)]
    known = {problem.message for problem in _schedule(data, links).problems}
    for problem in _schedule(data, [*links, wanted]).problems:
        if problem.code in _REFUSED and problem.message not in known:
            raise problem


def _schedule(data: PlanData, links: list[Link]) -> Schedule:
    return make_schedule(data.activities, links, data.calendar, begin=data.begins)

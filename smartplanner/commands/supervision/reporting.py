"""A unit's report on a matter for one period."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.supervision.acts import Said, gather_act
from smartplanner.commands.supervision.gathering import Gathering, matters
from smartplanner.commands.supervision.parties import part_of
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.rules import life
from smartplanner.rules.periods import CYCLES, period_named, period_of


def report_progress(
    office: Office,
    task: str,
    organisation: str | None = None,
    *,
    on: date,
    period: str | None = None,
    progress: float | None = None,
    text: str = "",
    problems: str = "",
    next_steps: str = "",
    blocked_by: str = "",
) -> Step:
    """Take in what a unit (without one: the lead) reports on a matter for a *period* (without one: that of *on*).

    The lead unit's report also becomes the progress of the matter; an empty *blocked_by* says that nothing holds the
    unit up any more.  A second report for the same period replaces the first.  Raises a Problem where the unit has no
    part, nothing is said, no period is called so, or the matter is at an end.
    """
    row = matters(office, [task])[0]
    part = part_of(office, row, organisation)
    if progress is None and not (text.strip() or problems.strip() or next_steps.strip() or blocked_by.strip()):
        raise Problem(
            code="nothing_said", message=_("The report is empty."), remedy=_("Say at least what the progress is.")
        )
    named = _period(period, on) if period else period_of(on, row.cycle if row.cycle in CYCLES else "monthly").name
    values = {
        "task": row.id, "organisation": part.organisation, "period": named, "progress": progress,
        "text": text.strip() or None, "problems": problems.strip() or None, "next_steps": next_steps.strip() or None,
        "reported_on": on,
    }  # fmt: skip
    if wrong := validate(described_entity("progress_report"), values):
        raise wrong[0]
    gathering = Gathering(office)
    same = [
        report
        for report in office.reader.rows_naming("progress_report", "task", [row.id])
        if report.organisation == part.organisation and report.period == named
    ]
    if same:
        gathering.set("progress_report", same[-1], values)
    else:
        gathering.add("progress_report", values)
    said = Said(on=on, organisation=part.organisation, reason=text.strip())
    if life.line_of("report", row.state) is None:
        raise life.refuse_act("report", row.state, title=row.title)
    if part.role != "lead":  # what a co-operating unit reports does not move the matter itself
        gathering.event(row, "report", on, organisation=part.organisation, reason=said.reason)
    elif problem := gather_act(gathering, row, "report", said):
        raise problem
    if part.role == "lead":
        told = {"progress": progress, "progress_text": values["text"], "problems": values["problems"],
                "next_steps": values["next_steps"]}  # fmt: skip
        gathering.set("task", row, {name: value for name, value in told.items() if value is not None})
    gathering.party(row.id, part, {"reported_on": on, "blocked_by": blocked_by.strip() or None})
    unit = office.reader.name("organisation", part.organisation)
    label = Label(N_("{unit} reports on “{title}” ({period})"), {"unit": unit, "title": row.title, "period": named})
    step = office.journal.commit(label, gathering.changes())
    assert step is not None
    return step


def _period(words: str, on: date) -> str:
    """Return the name that the periods of reports are told apart by."""
    named = period_named(words, as_of=on)
    if named is None:
        raise Problem(
            code="bad_period",
            message=_("“{words}” names no period of reports.", words=shorten(words)),
            remedy=_("Write it like 2026-11, 2026-Q4 or 2026-W47."),
            field="period",
        )
    return named.name

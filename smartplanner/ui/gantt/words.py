"""What a row of the chart says to those who hover and those who listen."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.queries.gantt import GanttRow
from smartplanner.rules.lights import Light, say_cause
from smartplanner.ui.gantt.look import short_day


def full_words(row: GanttRow) -> str:
    """Return all about a row, a line each."""
    lines = [row.title]
    if row.lead:
        lines.append(_("Lead: {lead}", lead=row.lead))
    if row.start or row.due:
        lines.append(_("Days: {start} to {due}", start=short_day(row.start) or "…", due=short_day(row.due) or "…"))
    if row.done_on:
        lines.append(_("Done on {day}", day=short_day(row.done_on)))
    if row.planned_due:
        lines.append(_planned(row))
    if row.progress is not None:
        lines.append(_("Progress: {progress} %", progress=f"{row.progress:.0f}"))
    if row.signal is not None:
        light = _(Light.of(row.signal.light).label)
        lines.append(_("Light: {light} ({cause})", light=light, cause=row.because or say_cause(row.signal)))
    if row.due and row.early_finish and row.early_finish > row.due and not row.done_on:
        lines.append(_("What comes before allows {day} at the earliest", day=short_day(row.early_finish)))
    if row.slack is not None:
        lines.append(_slack(row))
    return "\n".join(lines)


def _planned(row: GanttRow) -> str:
    start, due = short_day(row.planned_start) or short_day(row.planned_due), short_day(row.planned_due)
    slip = (row.due - row.planned_due).days if row.due and row.planned_due else 0
    words = _("Compared version: {start} to {due}", start=start, due=due)
    if slip > 0:
        return words + _(", now {count} days later", count=slip)
    return words + (_(", now {count} days earlier", count=-slip) if slip else "")


def _slack(row: GanttRow) -> str:
    words = _("Slack: {count} workdays", count=row.slack)
    if row.critical:
        words += _(" (critical: every day of delay moves the end)")
    if row.late_finish:
        words += _("; to be finished by {day} at the latest", day=short_day(row.late_finish))
    return words

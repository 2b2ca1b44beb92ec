"""What the overview says of a situation, in words: the first line, and the lines of its panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.fields.money import format_money
from smartplanner.queries.overview.situation import Situation
from smartplanner.queries.red_items import RedItem, say_item
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.lights import say_cause
from smartplanner.rules.payments import PaymentStatus
from smartplanner.rules.sums import figure
from smartplanner.ui.overview.rows import Row

IN_PANEL = 20
"""Lines that are made for a panel, which has room for fewer: a large book has thousands."""


@dataclass(frozen=True, slots=True)
class Names:
    """The short names of units and the names of districts by id."""

    units: Mapping[str, str]
    districts: Mapping[str, str]


def first_line(found: Situation) -> str:
    """Return what presses, in one sentence."""
    figures = found.figures
    if not figures.total:
        return ""
    parts = []
    if figures.overdue:
        parts.append(_("{count} matters overdue", count=figures.overdue))
    if found.changed.known and found.changed.reddened:
        parts.append(_("{count} newly red", count=len(found.changed.reddened)))
    if found.due_week:
        parts.append(_("{count} due this week", count=len(found.due_week)))
    if found.silent:
        parts.append(_("{count} units have not reported", count=len(found.silent)))
    if late := sum(item.light == "red" for item in found.gates):
        parts.append(_("{count} reviews overdue", count=late))
    if found.blocked:
        parts.append(_("{count} payments blocked", count=len(found.blocked)))
    if not parts:
        return _("Nothing presses today.")
    return _("What presses today: {words}.", words=_("; ").join(parts))


def worst_rows(found: Situation, names: Names, *, most: int | None = None) -> list[Row]:
    """Return the red entries (the first *most*) with their reason and whose turn it is, the worst first."""
    return [
        Row(item.light, item.title, f"{say_item(item)} · {turn(item, names)}", item.entity, item.id)
        for item in found.worst()[:most]
    ]


def red_rows(found: Situation, names: Names) -> list[Row]:
    """Return every entry of the red list, as many as the panel says."""
    return [
        Row(item.light, item.title, f"{say_item(item)} · {turn(item, names)}", item.entity, item.id)
        for item in found.red
    ]


def turn(item: RedItem, names: Names) -> str:
    """Return who has to act next."""
    if item.at_the_office:
        return _("the office")
    return names.units.get(item.unit or "", "") or _("no unit named")


def matter_rows(lines: Iterable[TaskLine], names: Names, *, as_of: date | None = None) -> list[Row]:
    """Return matters with their unit and deadline; without *as_of* with the reason for the light instead."""
    made = []
    for line in lines:
        said = _day(line.due, as_of) if as_of is not None else say_cause(line.signal)
        unit = names.units.get(line.lead or "", "")
        made.append(Row(str(line.signal.light), line.title, " · ".join(filter(None, (said, unit))), "task", line.id))
    return made


def silent_rows(found: Situation, names: Names) -> list[Row]:
    """Return the units that owe reports."""
    made = []
    for one in found.silent:
        note = _("{matters} matters, {reports} reports owed", matters=len(one.matters), reports=one.reports)
        unit = names.units.get(one.unit or "", "") or _("no unit named")
        made.append(Row(one.light, unit, note, "organisation" if one.unit else "", one.unit or ""))
    return made


def changed_rows(found: Situation, names: Names) -> list[Row]:
    """Return what changed: what turned red first, then what was put off, done and added."""
    changed = found.changed
    made: list[Row] = []
    for lines, said in (
        (changed.reddened, _("turned red")),
        (changed.put_off, _("put off")),
        (changed.finished, _("done")),
        (changed.added, _("new")),
    ):
        for line in lines:
            unit = names.units.get(line.lead or "", "")
            note = " · ".join(filter(None, (said, unit)))
            made.append(Row(str(line.signal.light), line.title, note, "task", line.id))
    return made


def gate_rows(found: Situation) -> list[Row]:
    """Return the reviews that are late or near."""
    return [Row(item.light, item.title, say_item(item), item.entity, item.id) for item in found.gates]


def contract_rows(found: Situation) -> list[Row]:
    """Return blocked payments and what runs out, by their day."""
    lines: list[tuple[date, Row]] = [(_payment_day(one), _payment_row(one, found)) for one in found.blocked]
    lines += [(one.day, _expiry_row(one)) for one in found.expiring]
    return [row for _day, row in sorted(lines, key=lambda pair: pair[0])]


def blocked_rows(found: Situation) -> list[Row]:
    """Return the payments that lack something."""
    return [_payment_row(one, found) for one in found.blocked]


def running_rows(found: Situation) -> list[Row]:
    """Return what runs out within 90 days and has not yet."""
    return [_expiry_row(one) for one in still_running(found)]


def _expiry_row(one: Expiry) -> Row:
    return Row(one.light, one.title, one.words, one.entity, one.id)


def still_running(found: Situation) -> list[Expiry]:
    """Return what runs out within 90 days and has not yet, as the page of contracts counts it."""
    return [one for one in found.expiring if one.left >= 0]


def alarm_rows(found: Situation) -> list[Row]:
    """Return the alarms about concentration."""
    return [Row(one.light, one.words, "") for one in found.alarms]


def meeting_rows(found: Situation) -> list[Row]:
    """Return the meetings that are under way or near."""
    made = []
    for one in found.meetings:
        note = _("under way") if one.under_way else _day(one.held_on, found.as_of)
        made.append(Row("", one.title, note, "meeting", one.id))
    return made


def money_words(found: Situation) -> str:
    """Return how the money of the year stands, in one line."""
    money = found.money
    if not money.planned and not money.paid:
        return ""
    share = figure(money.paid_share, places=1) if money.paid_share is not None else "—"
    return _(
        "Planned {planned}, approved {approved}, paid {paid} ({share} %); the schedule is {elapsed} %",
        planned=_money(money.planned), approved=_money(money.approved), paid=_money(money.paid), share=share,
        elapsed=figure(money.elapsed, places=1),
    )  # fmt: skip


def _payment_day(one: PaymentStatus) -> date:
    return one.due or date.max


def _payment_row(one: PaymentStatus, found: Situation) -> Row:
    missing = _("; ").join(item.words for item in one.missing)
    title = f"{found.contracts.get(one.contract, '')}：{one.title}"
    note = _("{amount} blocked: {words}", amount=_money(one.outstanding), words=missing)
    return Row(str(one.light.light), title, note, "payment", one.id)


def _money(fen: int) -> str:
    return format_money(fen) if fen else "0"


def _day(day: date | None, as_of: date | None) -> str:
    """Return a day near another one: how many days are left."""
    if day is None or as_of is None:
        return ""
    left = (day - as_of).days
    if left == 0:
        return _("today")
    if left == 1:
        return _("tomorrow")
    return _("in {days} days", days=left)

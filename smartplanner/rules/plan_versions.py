"""What a plan version held against what the plan says now, as a list in words, the weightiest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.fields.money import format_money
from smartplanner.rules.workdays import Calendar


class Held(NamedTuple):
    """One thing as a version holds it or as it is now: ``what`` is a value of ``HeldKind``, ``of`` the row's id.

    Money is in 分.
    """

    what: str
    of: str
    title: str = ""
    start: date | None = None
    due: date | None = None
    amount: int | None = None
    indicator: str | None = None
    target: str | None = None
    text: str | None = None


class Difference(NamedTuple):
    """One difference: its code, what differs, and the sentence; ``weight`` is large for what weighs much.

    ``shift`` is in workdays, 0 where no day moved; ``better`` says that it is no cause for worry.
    """

    code: str
    what: str
    of: str
    title: str
    sentence: str
    weight: float
    shift: int = 0
    better: bool = False


NAMES = {
    "plan": N_("Plan"),
    "milestone": N_("Milestone"),
    "funding": N_("Money"),
    "commitment": N_("Commitment"),
}
_GONE, _ADDED = 900.0, 100.0
_LOWERED, _LATER, _LESS, _TEXT = 1000.0, 500.0, 400.0, 50.0


def compare_versions(before: Iterable[Held], after: Iterable[Held], calendar: Calendar) -> list[Difference]:
    """Return what differs from *before* to *after*, the weightiest first."""
    old = {(item.what, item.of): item for item in before}
    new = {(item.what, item.of): item for item in after}
    found: list[Difference] = []
    for key, item in old.items():
        if key not in new:
            found.append(_gone(item))
        else:
            for compare in (_days, _money, _target, _words):
                found += compare(item, new[key], calendar)
    found += [_added(item) for key, item in new.items() if key not in old]
    return sorted(found, key=lambda one: (-one.weight, one.what, one.title))


def chinese_day(day: date) -> str:
    """Return a day as papers write it, in the language in use."""
    return _("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)


def _name(item: Held) -> str:
    return _("{what} “{title}”", what=_(NAMES[item.what]), title=item.title)


def _gone(item: Held) -> Difference:
    return Difference("gone", item.what, item.of, item.title, _("{name} is gone", name=_name(item)), _GONE)


def _added(item: Held) -> Difference:
    more = []
    if item.due and item.what == "milestone":
        more.append(_("due {day}", day=chinese_day(item.due)))
    if item.amount:
        more.append(format_money(item.amount))
    if item.target:
        more.append(_("target {target}", target=item.target))
    words = _("{name} is new", name=_name(item))
    said = _("{words} ({more})", words=words, more=_(", ").join(more)) if more else words
    return Difference("added", item.what, item.of, item.title, said, _ADDED, better=True)


_DAY_WORDS = {
    "start": (
        N_("{name}: begin moved from {old} back to {new} ({shift})"),
        N_("{name}: begin moved from {old} forward to {new} ({shift})"),
    ),
    "due": (
        N_("{name}: due day moved from {old} back to {new} ({shift})"),
        N_("{name}: due day moved from {old} forward to {new} ({shift})"),
    ),
}
"""Later, earlier."""


def _days(old: Held, new: Held, calendar: Calendar) -> list[Difference]:
    found = []
    for field, share in (("start", 0.5), ("due", 1.0)):
        before: date | None = getattr(old, field)
        after: date | None = getattr(new, field)
        if before == after or (field == "start" and _moved_whole(old, new, calendar)):
            continue
        if before is None or after is None:
            found.append(_day_set(old, new, field, before or after))
            continue
        shift = calendar.between(before, after)
        sign = _("{count} workdays", count=f"{shift:+d}") if shift else _("within days off")
        words = _DAY_WORDS[field][0 if after > before else 1]
        said = _(words, name=_name(new), old=chinese_day(before), new=chinese_day(after), shift=sign)
        weight = (_LATER + shift) * share if after > before else _TEXT + 1
        code = f"{field}_{'later' if after > before else 'earlier'}"
        found.append(Difference(code, new.what, new.of, new.title, said, weight, shift, better=after < before))
    return found


def _moved_whole(old: Held, new: Held, calendar: Calendar) -> bool:
    """Whether begin and due day moved by as much: the due day says it all."""
    if old.start is None or new.start is None or old.due is None or new.due is None or old.due == new.due:
        return False
    return calendar.between(old.start, new.start) == calendar.between(old.due, new.due)


def _day_set(old: Held, new: Held, field: str, day: date | None) -> Difference:
    assert day is not None
    values = {"name": _name(new), "day": chinese_day(day)}
    if getattr(new, field) is not None:
        words = (
            _("{name}: begin set to {day}", **values) if field == "start" else _("{name}: due set to {day}", **values)
        )
        return Difference(f"{field}_set", new.what, new.of, new.title, words, _TEXT + 2)
    if field == "start":
        words = _("{name}: the begin {day} is taken away", **values)
    else:
        words = _("{name}: the due day {day} is taken away", **values)
    return Difference(f"{field}_taken", new.what, new.of, new.title, words, _LATER)


def _money(old: Held, new: Held, _calendar: Calendar) -> list[Difference]:
    if (old.amount or 0) == (new.amount or 0):
        return []
    more = (new.amount or 0) - (old.amount or 0)
    values = {"name": _name(new), "old": format_money(old.amount or 0), "new": format_money(new.amount or 0)}
    values["change"] = format_money(abs(more))
    if more > 0:
        said, code = _("{name}: raised from {old} to {new} (+{change})", **values), "more_money"
    else:
        said, code = _("{name}: cut from {old} to {new} (-{change})", **values), "less_money"
    share = abs(more) / max(1, old.amount or abs(more))
    weight = (_LESS if more < 0 else _LESS / 2) + 99 * min(1.0, share)
    return [Difference(code, new.what, new.of, new.title, said, weight, better=more > 0)]


def _target(old: Held, new: Held, _calendar: Calendar) -> list[Difference]:
    if (old.target or "") == (new.target or ""):
        return []
    name = _name(new) if not new.indicator else _("{name}, {indicator}", name=_name(new), indicator=new.indicator)
    values = {"name": name, "old": old.target or _("nothing"), "new": new.target or _("nothing")}
    way = _direction(old.target, new.target)
    if way == "lowered":
        said = _("{name}: target lowered from {old} to {new}", **values)
    elif way == "raised":
        said = _("{name}: target raised from {old} to {new}", **values)
    else:
        said = _("{name}: target changed from {old} to {new}", **values)
    weight = {"lowered": _LOWERED, "raised": _TEXT + 5}.get(way, _LESS - 1)
    return [Difference(f"target_{way}", new.what, new.of, new.title, said, weight, better=way == "raised")]


_LESS_IS_MORE = re.compile(r"[≤<＜]|不超过|不高于|以内|小于|低于")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def _direction(old: str | None, new: str | None) -> str:
    """Return lowered, raised or changed: a target is lowered when less is asked, also where less is better."""
    if not new:
        return "lowered"
    if not old:
        return "raised"
    first, second = _NUMBER.findall(old), _NUMBER.findall(new)
    if len(first) != 1 or len(second) != 1 or _NUMBER.sub("", old) != _NUMBER.sub("", new):
        return "changed"
    grows = float(second[0]) > float(first[0])
    return "lowered" if grows == bool(_LESS_IS_MORE.search(new)) else "raised"


def _words(old: Held, new: Held, _calendar: Calendar) -> list[Difference]:
    found = []
    if old.title != new.title and old.what != "funding":
        said = _("{what} “{old}” is now called “{new}”", what=_(NAMES[new.what]), old=old.title, new=new.title)
        found.append(Difference("renamed", new.what, new.of, new.title, said, _TEXT))
    if (old.text or "") != (new.text or "") and (old.text or "") != old.title:
        said = _(
            "{name}: words changed, “{old}” became “{new}”", name=_name(new), old=old.text or "", new=new.text or ""
        )
        found.append(Difference("text_changed", new.what, new.of, new.title, said, _TEXT + 3))
    if (old.indicator or "") != (new.indicator or ""):
        values = {"name": _name(new), "old": old.indicator or _("nothing"), "new": new.indicator or _("nothing")}
        said = _("{name}: indicator changed from “{old}” to “{new}”", **values)
        found.append(Difference("indicator_changed", new.what, new.of, new.title, said, _TEXT + 4))
    return found

"""Turns a plan and a person's choices into the changes of one step; what must follow from a choice is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.telling import Tell, untold, within
from smartplanner.changes import Change, Label, Step
from smartplanner.commands.history.ordering import Key, in_order, references
from smartplanner.commands.history.plan import Fields, Plan, RowPlan, Standing, users_of, values_of
from smartplanner.commands.history.words import known_names
from smartplanner.commands.office import Office
from smartplanner.fields.description import Kind
from smartplanner.journal.journal import say
from smartplanner.model import entity


class Choice(StrEnum):
    """What a person wants of a conflict."""

    KEEP = "keep"
    RESTORE = "restore"


Choices = Mapping[tuple[str, str, str], Choice]
"""By the key of a conflict; what is not there is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The changes that a plan comes to, and in words what follows from the choices without having been chosen."""

    changes: tuple[Change, ...]
    follows: tuple[str, ...]


def same_choice(plan: Plan, choice: Choice) -> dict[tuple[str, str, str], Choice]:
    """Return one choice for all conflicts of *plan*; what cannot be restored is kept."""
    return {conflict.key: choice if conflict.can_restore else Choice.KEEP for conflict in plan.conflicts}


def resolve(office: Office, plan: Plan, choices: Choices) -> Outcome:
    """Return the changes of *plan* under *choices*; nothing is written."""
    return _Resolution(office, plan, choices).outcome()


def take_back(office: Office, plan: Plan, choices: Choices, *, tell: Tell = untold) -> Step:
    """Take back a step as *plan* and *choices* say, in one step; a Problem if nothing is left to do.

    A Problem also names what was changed since the plan was made; then nothing is written, nor where *tell*, which
    hears how far it is, raises.
    """
    tell(0.0)
    outcome = resolve(office, plan, choices)
    whole = not plan.conflicts
    message = N_("Roll back step {number}: {label}") if whole else N_("Roll back part of step {number}: {label}")
    label = Label(message, {"label": say(plan.step.label), "number": str(plan.step.number)})
    step = office.journal.take_back(label, outcome.changes, undoes=plan.step.id, tell=within(tell, 0.2, 1.0))
    if step is None:
        text = _("Nothing would change: all of it is kept, or is as before the step already.")
        raise Problem(code="nothing_to_do", message=text)
    return step


class _Resolution:
    """Gathers what is made, changed and removed until nothing names what is not there."""

    def __init__(self, office: Office, plan: Plan, choices: Choices) -> None:
        self._office, self._plan, self._choices = office, plan, choices
        self._names = known_names(office)
        self._rows = {row.key: row for row in plan.rows}
        self._refused: set[Key] = set()
        """Records that were to be removed and cannot be: with them stays what would have gone along."""
        self._reasons: dict[str, None] = {}
        self._begin()

    def _begin(self) -> None:
        self._made: dict[Key, Fields] = {}
        self._changed: dict[Key, tuple[Fields, Fields]] = {}
        self._removed: dict[Key, Fields] = {}
        self._users = dict(self._plan.users)
        self._follows: list[str] = []

    def outcome(self) -> Outcome:
        known = -1
        while len(self._refused) > known:
            known = len(self._refused)
            self._begin()
            self._gather()
        changes = in_order(made=self._made, changed=self._changed, removed=self._removed)
        return Outcome(changes=tuple(changes), follows=(*self._reasons, *dict.fromkeys(self._follows)))

    def _gather(self) -> None:
        for row in self._plan.rows:
            self._take(row)
        for key in [key for key in self._removed if self._rows[key].conflicts]:
            self._take_along(key)
        while self._keep_what_is_named() or self._leave_what_names_nothing():
            pass

    def _take(self, row: RowPlan) -> None:
        restored = [one for one in row.conflicts if one.can_restore and self._wants(one.key)]
        if row.change.before is None:
            if row.key not in self._refused and (not row.conflicts or restored):
                assert row.now is not None
                self._removed[row.key] = row.now
        elif row.now is None:
            if not row.conflicts or restored:
                values = row.last if row.last is not None else dict(row.change.before)
                self._made[row.key] = self._without_gone(row, values)
        else:
            names = [*row.clean, *(name for one in restored for name in one.fields)]
            if names:
                before = {name: row.now[name] for name in names}
                self._changed[row.key] = (before, {name: row.change.before[name] for name in names})

    def _wants(self, key: tuple[str, str, str]) -> bool:
        return self._choices.get(key, Choice.KEEP) == Choice.RESTORE

    def _without_gone(self, row: RowPlan, values: Fields) -> Fields:
        """Return the values of a row that comes back, without naming what its conflict said is gone."""
        if not any(one.standing is Standing.NAMES_GONE for one in row.conflicts):
            return values
        described, left = entity(row.change.entity), dict(values)
        back = {key for key, one in self._rows.items() if one.change.after is None and one.now is None}
        for name, key in references(described.name, values):
            if self._names.is_gone(*key) and key not in back:
                many = described[name].kind is Kind.MANY
                left[name] = tuple(member for member in left[name] if member != key[1]) if many else None
        return left

    def _take_along(self, key: Key) -> None:
        """Remove with a record what belongs to it and was added since, and empty what else names it."""
        for user, field in self._users.get(key, ()):
            if user in self._removed or user in self._rows:
                continue
            row = self._office.reader.row(*user)
            if row is None:
                continue
            described = entity(user[0])[field]
            if described.note.part_of:
                self._removed[user] = values_of(row)
                self._follows.append(_("{record} goes with it.", record=self._named(user)))
                self._users.update(users_of(self._office, [user]))
                self._take_along(user)
            elif not described.required:
                self._untie(user, field, key, getattr(row, field))

    def _untie(self, user: Key, field: str, key: Key, value: object) -> None:
        before, after = self._changed.setdefault(user, ({}, {}))
        held = after.get(field, value)
        before.setdefault(field, value)
        after[field] = tuple(one for one in held if one != key[1]) if isinstance(held, tuple) else None
        self._follows.append(
            _("{record}: “{field}” is emptied.", record=self._named(user), field=_(entity(user[0])[field].note.label))
        )

    def _keep_what_is_named(self) -> bool:
        """Keep the rows that would be removed and that a row which stays names; returns whether there were any."""
        kept = {key: user for key in self._removed if (user := self._staying_user(key)) is not None}
        for key, user in kept.items():
            del self._removed[key]
            text = _("{record} stays, because {other} names it.", record=self._named(key), other=self._named(user))
            self._reasons[text] = None
            self._refused.add(key)
        return bool(kept)

    def _staying_user(self, key: Key) -> Key | None:
        for user, field in self._users.get(key, ()):
            if user in self._removed:
                continue
            _before, after = self._changed.get(user, ({}, {}))
            if field not in after or key[1] in (after[field] if isinstance(after[field], tuple) else (after[field],)):
                return user
        return None

    def _leave_what_names_nothing(self) -> bool:
        """Leave out what would name a row that is not there; returns whether there was any."""
        left = False
        for key, values in list(self._made.items()):
            if missing := self._missing(key[0], values):
                del self._made[key]
                text = _("{record} stays removed, because {other} is gone.", record=self._named(key), other=missing)
                self._follows.append(text)
                left = True
        for key, (before, after) in self._changed.items():
            for name in list(after):
                if missing := self._missing(key[0], {name: after[name]}):
                    del before[name], after[name]
                    self._follows.append(self._unchanged(key, name, missing))
                    left = True
        return left

    def _unchanged(self, key: Key, name: str, missing: str) -> str:
        label = _(entity(key[0])[name].note.label)
        text = N_("{record}: “{field}” stays as it is, because {other} is gone.")
        return _(text, record=self._named(key), field=label, other=missing)

    def _missing(self, name: str, values: Fields) -> str:
        for _field, key in references(name, values):
            there = key in self._made or (not self._names.is_gone(*key) and key not in self._removed)
            if not there:
                return self._named(key)
        return ""

    def _named(self, key: Key) -> str:
        return _("{entity} “{title}”", entity=_(entity(key[0]).label), title=self._names(*key))

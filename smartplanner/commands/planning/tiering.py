"""Another class or tier for a plan, or for a district with its plans: what it would change, then the change itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.changes import Change, Label, Step, delete, update
from smartplanner.commands.office import Office
from smartplanner.commands.planning.adopting import commitment_of
from smartplanner.commands.planning.finding import class_of, find_row
from smartplanner.model.requirement import Requirement
from smartplanner.rules.tiers import Retargeted, compare_sets, name_class, require_set, requirements_for, say_set


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTier:
    """What another class or tier means for one plan.

    ``added`` become commitments; ``dropped`` are commitments that go; ``kept`` are commitments that would go but are
    covered or waived already and stay; ``retargeted`` get another target; ``own_targets`` would, but the plan set one
    of its own, which stays.
    """

    plan: str
    title: str
    added: tuple[Requirement, ...]
    dropped: tuple[Any, ...]
    kept: tuple[Any, ...]
    retargeted: tuple[Retargeted, ...]
    own_targets: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TierProposal:
    """What another class or tier would change; nothing is written yet."""

    entity: str
    id: str
    title: str
    before: str
    after: str
    plans: tuple[PlanTier, ...]
    changes: tuple[Change, ...]
    set_words: str = ""
    """Which of several requirement sets applies; "" where there is one."""

    def sentences(self) -> list[str]:
        """Return the consequences in words, one line each."""
        said = [self.set_words] if self.set_words else []
        for plan in self.plans:
            if len(self.plans) > 1 or self.entity == "district":
                said.append(_("{plan}:", plan=plan.title))
            said += [_("+ {text}{target}", text=one.text, target=_target(one.target)) for one in plan.added]
            said += [_("- {text}", text=one.text) for one in plan.dropped]
            said += [_("stays, since it is covered or waived already: {text}", text=one.text) for one in plan.kept]
            said += [
                _(
                    "target {old} → {new}: {text}",
                    old=pair.before.target or "—",
                    new=pair.after.target or "—",
                    text=pair.after.text,
                )
                for pair in plan.retargeted
            ]
            said += [
                _("its own target {target} stays: {text}", target=one.target or "—", text=one.text)
                for one in plan.own_targets
            ]
        return said


def compare_tier(office: Office, entity: str, id: str, *, kind: str | None, tier: int | None) -> TierProposal:
    """Say what another class and tier would add, drop and change for a plan or a district; nothing is written.

    A district takes its plans along that are built by its own class and tier and are not completed.  Raises a Problem
    for a class and tier without a requirement set.
    """
    row = find_row(office, entity, id)
    rows = office.reader.rows("requirement")
    wanted = require_set(rows, kind, tier)
    now = class_of(office, row) if entity == "plan" else (str(row.kind) if row.kind else None, row.tier)
    plans = [row] if entity == "plan" else [one for one in _plans(office, id) if class_of(office, one) == now]
    compared = []
    changes: list[Change] = []
    if classed := update(entity, id, {"kind": row.kind, "tier": row.tier}, {"kind": kind, "tier": tier}):
        changes.append(classed)
    present = requirements_for(rows, *now)
    for plan in plans:
        found, of_plan = _compare_plan(office, plan, present, wanted)
        compared.append(found)
        if entity == "district" and (plan.kind or plan.tier):
            before, after = {"kind": plan.kind, "tier": plan.tier}, {"kind": kind, "tier": tier}
            if classed := update("plan", plan.id, before, after):
                changes.append(classed)
        changes += of_plan
    title = row.title if entity == "plan" else row.name
    names = name_class(*now), name_class(kind, tier)
    plans_compared = tuple(compared)
    return TierProposal(
        entity=entity,
        id=id,
        title=title,
        before=names[0],
        after=names[1],
        plans=plans_compared,
        changes=tuple(changes),
        set_words=say_set(rows, kind, tier),
    )


def change_tier(office: Office, proposal: TierProposal) -> Step | None:
    """Write a proposal as one step; None if it changes nothing.  A Problem if a row changed since it was made."""
    if not proposal.changes:
        return None
    values = {"title": proposal.title, "before": proposal.before, "after": proposal.after}
    return office.journal.commit(Label(N_("“{title}”: from {before} to {after}"), values), proposal.changes)


def _plans(office: Office, district: str) -> list[Any]:
    return [row for row in office.reader.rows_naming("plan", "district", [district]) if row.state != "completed"]


def _compare_plan(
    office: Office, plan: Any, present: list[Requirement], wanted: list[Requirement]
) -> tuple[PlanTier, list[Change]]:
    """Return what becomes of one plan's commitments, in words and as changes."""
    known = {row.id: row for row in office.reader.rows("requirement")}
    commitments = office.reader.rows_naming("commitment", "plan", [plan.id])
    held = [known[one.requirement] for one in commitments if one.requirement in known]
    difference = compare_sets(held, wanted)
    by_requirement = {one.requirement: one for one in commitments if one.requirement}
    said = {(one.area or "", one.text) for one in commitments}
    before = {row.id for row in present}
    # What the plan left out of its present set on purpose is not brought in by another tier that asks the same.
    left_out = {pair.after.id for pair in compare_sets(present, wanted).kept} - {p.after.id for p in difference.kept}
    took_part = any(one.id in before for one in held)
    added = tuple(
        one
        for one in difference.added
        if (one.area or "", one.text) not in said and not (took_part and one.id in left_out)
    )
    dropped = [by_requirement[one.id] for one in difference.dropped]
    going = tuple(one for one in dropped if not _is_settled(one))
    changes = [delete("commitment", one) for one in going]
    retargeted, own = [], []
    for pair in difference.kept:
        change, is_own = _follow(by_requirement[pair.before.id], pair)
        changes += [change] if change else []
        if is_own:
            own.append(by_requirement[pair.before.id])
        elif pair.differs:
            retargeted.append(pair)
    changes += [commitment_of(plan.id, one) for one in added]
    found = PlanTier(
        plan=plan.id,
        title=plan.title,
        added=added,
        dropped=going,
        kept=tuple(one for one in dropped if _is_settled(one)),
        retargeted=tuple(retargeted),
        own_targets=tuple(own),
    )
    return found, changes


def _follow(commitment: Any, pair: Retargeted) -> tuple[Change | None, bool]:
    """Return the change by which a commitment follows its requirement, and whether its own target stays."""
    after: dict[str, Any] = {"requirement": pair.after.id}
    is_own = pair.before.target != pair.after.target and commitment.target != pair.before.target
    for name in ("text", "indicator", "target"):
        if getattr(commitment, name) == getattr(pair.before, name):
            after[name] = getattr(pair.after, name)
    before = {name: getattr(commitment, name) for name in after}
    return update("commitment", commitment.id, before, after), is_own


def _is_settled(commitment: Any) -> bool:
    return bool(commitment.tasks or commitment.milestones or commitment.pilot or commitment.waived)


def _target(target: str | None) -> str:
    return _(" (target {target})", target=target) if target else ""

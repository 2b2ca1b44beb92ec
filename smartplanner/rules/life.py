"""The life of a matter as one table: which act leads from which states to which, what it needs and who does it.

The order of the table counts: the first line that fits is the usual one.  A matter that came from a ledger enters
at any state; one without a state counts as in progress.  办结 (``finish``, the unit says so) and 销号 (``close``,
the office confirms with evidence) are two acts.  Lines with ``by_hand`` are what a person may do with a card to
set a state right; lines with ``apart`` have a command of their own and are never guessed from two states.
"""

from __future__ import annotations

from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.model.task import TaskState

USUAL_STATE = "in_progress"
"""What a matter without a state counts as, and where a reopened one goes."""
BEGUN = ("in_progress", "not_started", "returned", "extension", "review")
"""States in which a unit has the matter in hand."""
HANDED = ("signing", *BEGUN)
OPEN = frozenset(("registered", "assigning", *HANDED))
"""States before the unit says that it is done."""
ENDED = frozenset({"terminated", "routine"})
SETTLED = frozenset({"closed", "archived", *ENDED})
"""States that a matter leaves only by being reopened, or into the archive."""
EVERY = tuple(str(state) for state in TaskState)
OPEN_OR_DONE = tuple(state for state in EVERY if state in OPEN or state == "done")


class Line(NamedTuple):
    """One line of the table.  *target* None: the state stays.  *needs*: of reason, evidence, unit, date."""

    act: str
    doer: str
    before: tuple[str, ...]
    target: str | None
    needs: tuple[str, ...] = ()
    by_hand: bool = False
    apart: bool = False


LINES = (
    Line("divide", "office", ("registered",), "assigning"),
    Line("assign", "office", ("registered", "assigning", "returned"), "signing", ("unit",)),
    Line("sign", "unit", ("signing", "assigning"), "in_progress"),
    Line("sign", "unit", ("signing", "assigning"), "not_started", by_hand=True),
    Line("report", "unit", ("not_started",), "in_progress"),
    Line("report", "unit", ("signing", "in_progress", "returned", "extension", "review"), None),
    Line("submit", "unit", ("in_progress", "not_started", "returned", "extension"), "review"),
    Line("finish", "unit", ("in_progress", "review", "returned", "not_started", "extension", "signing"), "done"),
    Line("close", "office", ("done",), "closed", ("evidence",)),
    Line("archive", "office", ("closed", "terminated", "routine"), "archived"),
    Line("return", "office", ("review", "done"), "returned", ("reason",)),
    Line("return", "unit", ("signing",), "assigning", ("reason",)),
    Line("return", "office", ("in_progress", "not_started", "extension"), "returned", ("reason",), by_hand=True),
    Line("urge", "office", tuple(state for state in EVERY if state in OPEN), None),
    Line(
        "request", "unit", ("in_progress", "not_started", "returned", "review"), "extension",
        ("reason", "date"), apart=True,
    ),
    Line(
        "request", "unit", ("in_progress", "not_started", "returned", "review"), "extension", ("reason",), by_hand=True
    ),
    Line("grant", "office", ("extension",), "in_progress", apart=True),
    Line("refuse", "office", ("extension",), "in_progress", ("reason",), apart=True),
    Line("reopen", "office", ("done", "closed", "archived", "terminated", "routine"), "in_progress", ("reason",)),
    Line("terminate", "office", OPEN_OR_DONE, "terminated", ("reason",)),
    Line("make_routine", "office", OPEN_OR_DONE, "routine", ("reason",)),
    Line("report", "unit", ("returned", "extension", "review"), "in_progress", by_hand=True),
    Line("report", "unit", ("in_progress", "returned", "extension", "review"), "not_started", by_hand=True),
    Line("instruct", "office", EVERY, None, ("reason",)),
    Line("change_due", "office", OPEN_OR_DONE, None, ("reason", "date"), apart=True),
)  # fmt: skip

ACT_LABELS = {
    "register": N_("Register the matter"),
    "divide": N_("Divide into matters"),
    "assign": N_("Assign to the units"),
    "sign": N_("Sign for it"),
    "report": N_("Report progress"),
    "urge": N_("Urge the unit"),
    "request": N_("Ask for an extension"),
    "grant": N_("Grant the extension"),
    "refuse": N_("Refuse the extension"),
    "submit": N_("Submit for review"),
    "finish": N_("Report as done"),
    "return": N_("Return for rework"),
    "close": N_("Close with evidence"),
    "archive": N_("Put into the archive"),
    "terminate": N_("Terminate the matter"),
    "make_routine": N_("Turn into routine work"),
    "reopen": N_("Reopen the matter"),
    "instruct": N_("Note an instruction"),
    "set_light": N_("Set the light by hand"),
    "change_due": N_("Change the deadline"),
}
"""What the buttons of the acts say."""


def label_of(act: str) -> str:
    """Return what the button of *act* says, in the language in use."""
    return _(ACT_LABELS[act])


def state_label(state: str | None) -> str:
    """Return the name of a state in the language in use."""
    return _(TaskState.of(state or USUAL_STATE).label)


def legal_lines(state: str | None) -> list[Line]:
    """Return the usual line of each act that is legal in *state*, in the order of the table."""
    found: dict[str, Line] = {}
    for line in LINES:
        if (state or USUAL_STATE) in line.before and not line.by_hand:
            found.setdefault(line.act, line)
    return list(found.values())


def legal_acts(state: str | None) -> list[str]:
    """Return the acts that are legal in *state*, the usual next ones first."""
    return [line.act for line in legal_lines(state)]


def line_of(act: str, before: str | None, target: str | None = None) -> Line | None:
    """Return the line of *act* from the state *before* (to *target*, where one is meant); None if it is not legal."""
    state = before or USUAL_STATE
    for line in LINES:
        if line.act != act or state not in line.before:
            continue
        if line.by_hand if target is None else line.apart:
            continue
        if target is None or target == (line.target or state):
            return line
    return None


def line_between(before: str | None, after: str) -> Line | None:
    """Return the line that leads from one state to another, or None if no act does."""
    state = before or USUAL_STATE
    fitting = (line for line in LINES if state in line.before and line.target == after and not line.apart)
    return next(fitting, None)


def act_between(before: str | None, after: str) -> str | None:
    """Return the act that leads from one state to another, or None if no act does."""
    line = line_between(before, after)
    return line.act if line else None


def reachable(state: str | None) -> list[str]:
    """Return the states to which an act leads from *state*, in the order of the table."""
    acts = (line.target for line in LINES if (state or USUAL_STATE) in line.before)
    return list(dict.fromkeys(target for target in acts if target and target != (state or USUAL_STATE)))


def refuse_act(act: str, before: str | None, *, title: str = "") -> Problem:
    """Return the refusal of an act that is not legal in the state *before*, naming what is."""
    return Problem(
        code="illegal_move",
        message=_(
            "“{title}” is “{state}”; “{act}” is not possible now.",
            title=title or _("The matter"),
            state=state_label(before),
            act=label_of(act) if act in ACT_LABELS else act,
        ),
        remedy=_possible(before),
    )


def refuse_move(before: str | None, after: str, *, title: str = "") -> Problem:
    """Return the refusal of a move between two states that no act joins, naming what is possible."""
    return Problem(
        code="illegal_move",
        message=_(
            "“{title}” cannot go from “{before}” to “{after}”.",
            title=title or _("The matter"),
            before=state_label(before),
            after=state_label(after),
        ),
        remedy=_possible(before),
    )


def missing(line: Line, *, reason: str, evidence: str, unit: bool = True, day: bool = True) -> Problem | None:
    """Return the Problem that asks for what the act of *line* still needs; None if it has all."""
    if "evidence" in line.needs and not evidence.strip():
        message = _("“{act}” needs the evidence.", act=label_of(line.act))
        remedy = _("Say which papers, pictures or links show the result.")
        return Problem(code="evidence_needed", message=message, remedy=remedy, field="evidence")
    if "reason" in line.needs and not reason.strip():
        message = _("“{act}” needs a reason.", act=label_of(line.act))
        return Problem(code="reason_needed", message=message, remedy=_("Say why."), field="reason")
    if "unit" in line.needs and not unit:
        message = _("“{act}” needs a lead unit.", act=label_of(line.act))
        return Problem(code="unit_needed", message=message, remedy=_("Fill in the lead unit first."), field="lead")
    if "date" in line.needs and not day:
        message = _("“{act}” needs a day.", act=label_of(line.act))
        return Problem(code="date_needed", message=message, remedy=_("Say until when."), field="due")
    return None


def _possible(before: str | None) -> str:
    acts = "、".join(label_of(act) for act in legal_acts(before) if act not in ("instruct", "urge"))
    return _("Possible now: {acts}.", acts=acts)

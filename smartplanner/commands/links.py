"""Links between any two records that belong together for a reason which no field says; seen from both sides."""

from __future__ import annotations

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.memos import record_title
from smartplanner.commands.office import Office
from smartplanner.model import entities
from smartplanner.queries.beside import BESIDE, Key, links_of

NOT_LINKED = frozenset(BESIDE)
"""What stands beside a record is found there; a link to it would say nothing more."""


def relate(office: Office, one: Key, other: Key, *, remark: str = "") -> Step:
    """Link two records, each given as entity and id, in one step.

    Raises a Problem when one of them is gone, both are the same, or they are linked already, from whichever side.
    """
    title, linked = (record_title(office, *key) for key in (one, other))
    if one == other:
        message = _("“{title}” cannot be linked with itself.", title=title)
        raise Problem(code="link_to_itself", message=message, remedy=_("Choose another record."))
    for kind, _id in (one, other):
        if kind in NOT_LINKED:
            described = entities()[kind]
            message = _("A record of the kind “{entity}” is not linked.", entity=_(described.label))
            raise Problem(code="not_linked", message=message, remedy=_("Link the record that it belongs to."))
    if any((link.entity, link.id) == other for link in links_of(office.reader, *one)):
        message = _("“{title}” and “{other}” are linked already.", title=title, other=linked)
        raise Problem(code="linked_already", message=message, remedy=_("Change the reason of that link instead."))
    values = {"entity": one[0], "of": one[1], "other_entity": other[0], "other": other[1]}
    label = Label(N_("Link “{title}” with “{other}”"), {"title": title, "other": linked})
    step = office.journal.commit(label, [insert("link", new_id(), values | {"remark": remark.strip() or None})])
    assert step is not None
    return step


def explain_link(office: Office, id: str, remark: str) -> Step | None:
    """Say anew why two records are linked; None if it says so already."""
    return set_fields(office, "link", [id], {"remark": remark.strip() or None})


def part(office: Office, ids: list[str]) -> Step | None:
    """Take links away; the records stay, and the bin keeps the links."""
    return remove_rows(office, "link", ids)

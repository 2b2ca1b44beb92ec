"""Which fields a person may set straight in a cell, and what to do instead where an act changes them."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Field
from smartplanner.model import entity as described_entity

_BY_LIGHT = N_("Use “Set the light by hand” in the matter's form.")
_BY_PAYMENT = N_("Use the buttons beside the payment in the contract's form.")
_BY_EXTENSION = N_("Decide on the extension in the matter's form.")
_ACTS: Mapping[tuple[str, str], str] = {
    ("task", "state"): N_("Select the matter and use “Act” (Ctrl+J), which asks for what the step needs."),
    ("task", "set_light"): _BY_LIGHT,
    ("task", "set_light_reason"): _BY_LIGHT,
    ("task", "set_light_on"): _BY_LIGHT,
    ("contract", "state"): N_("Use the buttons of the contract's form."),
    ("pilot", "stage"): N_("Hold a review, or use the buttons of the pilot's form."),
    ("gate", "decision"): N_("Decide on the review in the pilot's form."),
    ("payment", "approved_no"): _BY_PAYMENT,
    ("payment", "paid_on"): _BY_PAYMENT,
    ("payment", "paid"): _BY_PAYMENT,
    ("extension", "state"): _BY_EXTENSION,
    ("extension", "new_due"): _BY_EXTENSION,
    ("extension", "original_due"): _BY_EXTENSION,
    ("extension", "decided_by"): _BY_EXTENSION,
    ("extension", "decided_on"): _BY_EXTENSION,
    ("link", "entity"): N_("Remove the link and make another one."),
    ("link", "of"): N_("Remove the link and make another one."),
    ("link", "other_entity"): N_("Remove the link and make another one."),
    ("link", "other"): N_("Remove the link and make another one."),
    ("memo", "entity"): N_("Write the memo at the other record."),
    ("memo", "of"): N_("Write the memo at the other record."),
}
"""By entity and field: what a person does instead of writing into the cell."""
_RECORDS: Mapping[str, str] = {
    "task_event": N_("The record of acts is kept as it was; a new act adds to it."),
    "baseline": N_("A version of a plan is kept as it was; take a new version."),
    "baseline_item": N_("A version of a plan is kept as it was; take a new version."),
    "issue": N_("A paper is kept as it was issued; open it among the issued papers."),
    "attachment": N_("An attachment is kept as it was; attach the other file."),
    "wording": N_("Change the wording in the page of wordings."),
    "saved_view": N_("Change the view where it is shown, and save it again."),
}
"""Entities whose rows are evidence or settings; of these only remarks are written by hand."""
_REMARKS = frozenset({"remark", "note"})


@functools.cache
def _owners(entity: str) -> Mapping[str, Field]:
    """Return the field that each field of words, or of how exact a day is, speaks for."""
    described = described_entity(entity)
    found = {field.note.words: field for field in described.fields if field.note.words}
    for field in described.fields:
        if (precision := f"{field.name}_precision") in described.by_name:
            found[precision] = field
    return found


def may_edit(entity: str, field: str) -> bool:
    """Return whether a cell of this field can be written into."""
    return refusal(entity, field) is None


def refusal(entity: str, field: str) -> Problem | None:
    """Return why a field is not written into in a list, with what to do instead; None if it may be."""
    described = described_entity(entity)
    label = _(described[field].note.label)
    message = _("“{label}” is not written into in a list.", label=label)
    if remedy := _ACTS.get((entity, field)):
        return Problem(code="by_act_only", message=message, remedy=_(remedy), field=field)
    if entity in _RECORDS and field not in _REMARKS:
        return Problem(code="kept_as_it_was", message=message, remedy=_(_RECORDS[entity]), field=field)
    if owner := _owners(entity).get(field):
        message = _("“{label}” keeps what a ledger said.", label=label)
        remedy = _("Change “{label}” instead.", label=_(owner.note.label))
        return Problem(code="kept_as_it_was", message=message, remedy=remedy, field=field)
    return None

"""Finds the plan that a person means, with the class and tier that it is built by."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office


def find_row(office: Office, entity: str, id: str) -> Any:
    """Return a row; a Problem if it is gone."""
    row = office.reader.row(entity, id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return row


def find_plan(office: Office, words: str) -> str:
    """Return the id of the plan with this id or title, or of the only plan of the district with this name.

    Raises a Problem if there is none, or several.
    """
    names = office.reader.names("plan")
    if words in names:
        return words
    found = [id for id, name in names.items() if name == words]
    if not found:
        districts = {row.id for row in office.reader.rows("district") if words in (row.name, row.short_name)}
        found = [row.id for row in office.reader.rows("plan") if row.district in districts]
    if len(found) == 1:
        return found[0]
    if not found:
        message = _("There is no plan “{name}”.", name=words)
        raise Problem(code="no_plan", message=message, remedy=_("The verb “list BOOK plan” lists the plans."))
    message = _("{count} plans are meant by “{name}”.", count=len(found), name=words)
    raise Problem(code="several_plans", message=message, remedy=_("Give the id: {ids}.", ids="、".join(found)))


def class_of(office: Office, plan: Any) -> tuple[str | None, int | None]:
    """Return the class and tier of a plan; what it does not say is that of its district."""
    district = office.reader.row("district", plan.district)
    kind = plan.kind or (district.kind if district else None)
    tier = plan.tier or (district.tier if district else None)
    return (str(kind) if kind else None), tier


def find_district(office: Office, words: str) -> str:
    """Return the id of the district with this id, name or short name; a Problem if there is none."""
    for row in office.reader.rows("district"):
        if words in (row.id, row.name, row.short_name):
            return str(row.id)
    message = _("There is no district “{name}”.", name=words)
    raise Problem(code="no_district", message=message, remedy=_("The verb “list BOOK district” lists them."))


def find_document(office: Office, words: str) -> str:
    """Return the id of the document with this id, title or number; a Problem if there is none."""
    for row in office.reader.rows("document"):
        if words in (row.id, row.title, row.number):
            return str(row.id)
    message = _("There is no document “{name}”.", name=words)
    raise Problem(code="no_document", message=message, remedy=_("The verb “list BOOK document” lists them."))

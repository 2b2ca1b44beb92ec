"""Memos: what somebody writes down about a record, with the day and the person; each call is one step."""

from __future__ import annotations

from datetime import date

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.person import user_name
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.office import Office
from smartplanner.model import entities
from smartplanner.queries.beside import titles_of

LONGEST = 20_000
"""Characters of one memo: ten pages."""


def write_memo(
    office: Office, entity: str, id: str, text: str, *, pinned: bool = False, on: date | None = None
) -> tuple[str, Step]:
    """Write a memo beside a record; returns its id and the step.

    Raises a Problem when there is nothing to write, too much, or the record is gone.
    """
    written = _checked(text)
    title = record_title(office, entity, id)
    key = new_id()
    values = {
        "entity": entity, "of": id, "text": written, "written_on": on or clock.today(), "written_by": user_name(),
        "pinned": pinned or None,
    }  # fmt: skip
    step = office.journal.commit(
        Label(N_("Write a memo on “{title}”"), {"title": title}), [insert("memo", key, values)]
    )
    assert step is not None
    return key, step


def rewrite_memo(office: Office, id: str, text: str) -> Step | None:
    """Put *text* in the place of what a memo says; who wrote it and when stays.  None if it says so already."""
    _own(office, id)
    return set_fields(office, "memo", [id], {"text": _checked(text)})


def pin_memo(office: Office, id: str, *, pinned: bool) -> Step | None:
    """Keep a memo on top of the others, or no longer."""
    return set_fields(office, "memo", [id], {"pinned": pinned or None})


def remove_memo(office: Office, id: str) -> Step | None:
    """Take a memo away; the bin keeps it."""
    return remove_rows(office, "memo", [id])


def may_rewrite(office: Office, written_by: str | None) -> bool:
    """Whether this person may rewrite a memo of *written_by*: their own, or one that names nobody."""
    return office.writable and written_by in (None, "", user_name())


def record_title(office: Office, entity: str, id: str) -> str:
    """Return the name of a record; a Problem if it is gone or there is no such kind."""
    title = titles_of(office.reader, [(entity, id)]).get((entity, id)) if entity in entities() else None
    if title is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return title


def _checked(text: str) -> str:
    written = text.strip()
    if not written:
        raise Problem(code="empty_memo", message=_("The memo says nothing."), remedy=_("Write what is to be kept."))
    if len(written) > LONGEST:
        message = _("A memo has room for {count} characters.", count=LONGEST)
        raise Problem(code="long_memo", message=message, remedy=_("Attach the text as a document instead."))
    return written


def _own(office: Office, id: str) -> None:
    row = office.reader.row("memo", id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    if office.writable and not may_rewrite(office, row.written_by):
        message = _("This memo was written by {person}.", person=row.written_by)
        raise Problem(code="not_own_memo", message=message, remedy=_("Write a memo of your own beside it."))

"""附件: a file kept beside the book under its hash, and the record that it belongs to."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from smartplanner.base.i18n import N_
from smartplanner.fields.description import Kind, Row, entity, note


@entity(
    N_("Attachment"), N_("Attachments"), key=("name", "of", "sha256"), title="name", sort=("added_on",), icon="clip"
)
class Attachment(Row):
    """One file: ``entity`` and ``of`` name the record; the bytes lie in the book's folder under ``sha256``."""

    entity: Annotated[str, note(N_("Kind of record"), column=12)]
    of: Annotated[str, note(N_("Record"), column=12)]
    name: Annotated[str, note(N_("File name"), column=40)]
    sha256: Annotated[str, note(N_("Fingerprint"), longest=64)]
    size: Annotated[int, note(N_("Size (bytes)"), minimum=0)]
    added_on: Annotated[date | None, note(N_("Added on"), column=12)] = None
    remark: Annotated[str | None, note(N_("Remark"), kind=Kind.LONG_TEXT, column=24)] = None

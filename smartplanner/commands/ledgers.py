"""Taking ledgers in and writing them out: propose, accept as one step, export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import N_
from smartplanner.changes import Label, Step
from smartplanner.commands.contract_warnings import with_contract_warnings
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.excel import Proposal, export_entity
from smartplanner.excel.choices import NO_CHOICES, Choices
from smartplanner.journal import Source

Progress = Callable[[int, int], None]


def propose_ledger(
    office: Office,
    path: Path,
    *,
    as_of: date,
    entity: str | None = None,
    choices: Choices = NO_CHOICES,
    progress: Progress | None = None,
) -> Proposal:
    """Read a workbook and say what taking it in would change; nothing is written.

    The file is read in a process of its own (``office.worker``), against the book as it is on disk.  *choices*
    is what a person decided about the file; *progress* is told on the calling thread how many rows are done
    and of how many, and may raise to stop.  ``office.worker.cancel()`` stops from any thread.  A file that
    cannot be read at all comes back with ``refused`` set, whatever it did to the process that read it.
    """
    proposal = office.worker.propose(
        path,
        book=office.path,
        as_of=as_of,
        entity=entity,
        choices=choices,
        prefixes=city().prefixes,
        progress=progress,
    )
    return with_contract_warnings(office.reader, proposal)


def accept(office: Office, proposal: Proposal) -> Step | None:
    """Write what a proposal would change, as one step; None if it changes nothing.

    Raises the Problem of a refused file, or of a book that changed since the proposal was made.
    """
    if proposal.refused is not None:
        raise proposal.refused
    label = Label(N_("Import “{file}”"), {"file": proposal.file})
    source = Source(proposal.file, proposal.sha256)
    return office.journal.commit(label, proposal.changes, origin="import", source=source)


def export(office: Office, entity: str, path: Path, *, progress: Callable[[float], object] = lambda _part: None) -> int:
    """Write all rows of *entity* to a workbook that an import takes back; returns how many.

    *progress* is told the part done and may raise to stop; nothing is written then.
    """
    return export_entity(office.reader, entity, path, progress=progress)

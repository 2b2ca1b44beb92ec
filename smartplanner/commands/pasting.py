"""A block of cells from the clipboard into a list: propose, and accept as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.telling import Tell, untold
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.excel.clipboard import propose_block, read_block
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.proposal import Proposal
from smartplanner.model import entities


def propose_paste(
    office: Office, block: str, *, entity: str, as_of: date, columns: Sequence[str] | None = None
) -> Proposal:
    """Say what pasting *block* into the list of *entity* would do; nothing is written.

    *columns* are the fields of the list in their order, for a block without a header.
    """
    known = Surroundings.of(office.reader, prefixes=city().prefixes)
    return propose_block(block, office.reader, entity=entity, as_of=as_of, columns=columns, surroundings=known)


def propose_rows(
    office: Office,
    rows: Sequence[Sequence[str]],
    *,
    entity: str,
    as_of: date,
    columns: Sequence[str] | None,
    header: bool,
) -> Proposal:
    """Say the same of a block whose columns a person has named; *header*: its first row is no data."""
    known = Surroundings.of(office.reader, prefixes=city().prefixes)
    return read_block(
        rows, office.reader, entity=entity, as_of=as_of, columns=columns, header=header, surroundings=known
    )


def accept_paste(office: Office, proposal: Proposal, *, entity: str, tell: Tell = untold) -> Step | None:
    """Write what was proposed, as one step; None if it changes nothing.

    Raises the Problem of a block that cannot be read, or of a book that changed since.  *tell* hears how far it is;
    where it raises, nothing is written.
    """
    if proposal.refused is not None:
        raise proposal.refused
    values = {"count": str(len(proposal.changes)), "entity": _(entities()[entity].plural)}
    return office.journal.commit(Label(N_("Paste {count} × {entity}"), values), proposal.changes, tell=tell)

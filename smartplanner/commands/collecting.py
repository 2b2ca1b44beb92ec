"""Ledgers on their way to and from the units: a ledger with remarks back to its sender."""

from __future__ import annotations

from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.excel.annotate import Annotation, annotate
from smartplanner.excel.proposal import Proposal


def needs_return(proposal: Proposal) -> bool:
    """Return whether a ledger holds places that its sender should mend or check."""
    return proposal.refused is None and any(problem.level is not Level.NOTE for problem in proposal.problems)


def return_name(path: Path) -> str:
    """Return the name of the file in which a ledger goes back to its sender."""
    return f"{path.stem}{_('-remarks')}.xlsx"


def return_to_sender(office: Office, path: Path, proposal: Proposal, target: Path) -> Annotation:
    """Write the sender's workbook *path* to *target* with the problems of its *proposal* marked.

    Raises a Problem where the workbook cannot be read or written, and where *target* is the original or the book.
    """
    if target.resolve() in (path.resolve(), office.path.resolve()):
        message = _("The remarks would be written over the original.")
        raise Problem(code="would_overwrite", message=message, remedy=_("Choose another place."), file=target.name)
    return annotate(path, proposal, target, author=city().office)


def return_into(office: Office, path: Path, proposal: Proposal, folder: Path) -> tuple[Path, Annotation]:
    """Write the workbook *path* with its remarks into *folder*, which is made if need be; returns where and what.

    A file that came from elsewhere under a name that is taken gets a number.  Raises a Problem as
    ``return_to_sender`` does.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message, remedy = _("The folder cannot be made."), _("Choose another place.")
        raise Problem(code="no_folder", file=str(folder), message=message, remedy=remedy) from error
    target = free_path(folder / return_name(path))
    return target, return_to_sender(office, path, proposal, target)


def free_path(path: Path) -> Path:
    """Return *path*, or the first of its numbered relatives at which there is no file yet."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return found

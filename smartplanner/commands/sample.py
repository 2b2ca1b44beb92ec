"""The sample book: made by importing the sample ledgers and minutes, as an office would, and by a few months' acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.base.problems import Problem
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office, new_office
from smartplanner.commands.sample_life import MINUTES, live
from smartplanner.excel import Proposal
from smartplanner.journal import remove_book

SAMPLE_DAY = date(2026, 11, 23)
"""The day that the sample ledgers are about: the sample is looked at as of this day."""
BOOK_NAME = "demo.splan"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample book with what its import said."""

    book: Path
    proposals: tuple[Proposal, ...]


def sample_ledgers() -> list[Path]:
    """Return the sample workbooks in their order."""
    return sorted(path for path in resources("samples").iterdir() if path.suffix in (".xlsx", ".xls"))


def make_sample(folder: Path, *, said: Callable[[str], None] = lambda _line: None) -> Sample:
    """Make ``demo.splan`` in *folder* from the sample ledgers and minutes; an older one is replaced.

    It is built beside the old one and takes its place only when it is whole.  *said* is told each ledger when it has
    been taken in, and may raise to stop.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message, remedy = _("The folder cannot be made."), _("Choose another place.")
        raise Problem(code="no_folder", file=str(folder), message=message, remedy=remedy) from error
    target = folder / BOOK_NAME
    building = folder / f"building-{BOOK_NAME}"
    remove_book(building)
    try:
        with new_office(building) as office:
            proposals = [_take_in(office, path, said) for path in sample_ledgers()]
            live(office, as_of=SAMPLE_DAY)
            said(MINUTES)
    except BaseException:  # stopped or failed: nothing half-done is left
        remove_book(building)
        raise
    remove_book(target)
    building.replace(target)
    return Sample(target, tuple(proposals))


def _take_in(office: Office, path: Path, said: Callable[[str], None]) -> Proposal:
    proposal = propose_ledger(office, path, as_of=SAMPLE_DAY)
    accept(office, proposal)
    said(_("{file}: {count} change(s)", file=proposal.file, count=len(proposal.changes)))
    return proposal

"""A book of the city, a worker, and what a person would see of a hostile file."""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smartplanner.base.ids import new_id
from smartplanner.changes import Label, insert
from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.proposal import INSERT, Proposal
from smartplanner.journal import create_book

AS_OF = date(2026, 11, 23)
MOST_SECONDS = 10.0
MOST_MEMORY = 512 << 20


def make_book(folder: Path) -> Path:
    """A book that knows the one unit of the crafted ledgers."""
    path = folder / "book.splan"
    journal = create_book(path)
    unit = insert("organisation", new_id(), {"name": "市经信局", "kind": "city", "order": 1})
    journal.commit(Label("unit"), [unit])
    journal.close()
    return path


@dataclass(frozen=True)
class Outcome:
    proposal: Proposal
    seconds: float
    work: float
    """Seconds of processor time: what the file costs, however busy the machine is."""
    peak: int

    @property
    def got(self) -> str | int:
        """The code of the refusal, or how many rows would be taken in."""
        if self.proposal.refused is not None:
            return self.proposal.refused.code
        return sum(sheet.count(INSERT) for sheet in self.proposal.sheets)


def read(worker: Worker, book: Path, path: Path) -> Outcome:
    started = time.perf_counter()
    proposal = worker.propose(path, book=book, as_of=AS_OF)
    return Outcome(proposal, time.perf_counter() - started, worker.work, worker.peak)

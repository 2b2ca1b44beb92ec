"""Writing the files of an import: each one step, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.profiles import Review, take_in
from smartplanner.excel.proposal import Proposal
from smartplanner.ui.importing.work import FileWork


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file: how many changes were written, or why none."""

    work: FileWork
    size: int = 0
    problem: Problem | None = None


def write_file(office: Office, work: FileWork, proposal: Proposal, review: Review, today: date) -> Written:
    """Write what a file proposes; a Problem leaves the book as it is and is told."""
    try:
        step = take_in(office, proposal, review, today=today)
    except Problem as problem:
        return Written(work, problem=problem)
    return Written(work, step.size if step is not None else 0)

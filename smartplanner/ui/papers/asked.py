"""What a paper is asked for with, and the making of it off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from smartplanner.base.stopping import unless
from smartplanner.commands.office import Office
from smartplanner.commands.papers import Paper, pdf_of, prepare, reopen
from smartplanner.commands.reporting import Options
from smartplanner.reports.printed import Work


@dataclass(frozen=True)
class Asked:
    """One asking for a paper: of which kind, as of when, about what; or which of the kept issues."""

    report: str
    as_of: date
    options: Options = field(default_factory=lambda: Options())
    issue: str = ""
    """Id of a kept issue; empty: a paper computed now."""


@dataclass(frozen=True)
class Made:
    """A paper with its pages."""

    asked: Asked
    paper: Paper
    pdf: bytes


def make(office: Office, asked: Asked, work: Work) -> Made:
    """Return the paper that is asked for; a Problem as for ``prepare`` and ``reopen``, ``Stopped`` as *work* says."""
    with unless(lambda: work.stopped):
        if asked.issue:
            paper = reopen(office, asked.issue)
        else:
            paper = prepare(office, asked.report, as_of=asked.as_of, **asked.options)
    return Made(asked, paper, pdf_of(paper, work))

"""Checking a .docx against GB/T 9704-2012; the file is measured in the reading process, never in the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.apart.worker import Worker
from smartplanner.rules.paper import Finding, check_paper


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What a check of one file came to."""

    path: Path
    findings: tuple[Finding, ...]
    sheet: bool
    """Whether it is a sheet on its side, no official paper: its margins and page numbers were not measured."""

    def as_json(self) -> dict[str, Any]:
        """Return the check for scripts."""
        return {
            "file": str(self.path),
            "sheet": self.sheet,
            "findings": [
                {
                    "code": finding.code, "level": str(finding.level), "paragraph": finding.paragraph,
                    "words": finding.words, "found": finding.found, "wanted": finding.wanted, "clause": finding.clause,
                }
                for finding in self.findings
            ],
        }  # fmt: skip


def check_document(path: Path, *, worker: Worker | None = None) -> DocumentCheck:
    """Return what deviates in the document at *path*; raises the Problem of a file that is no readable .docx.

    *worker* is the reading process to use; without one a process is started and ended again.
    """
    if worker is None:
        with Worker() as own:
            return check_document(path, worker=own)
    try:
        facts = worker.measure_word(path)
    except Problem as problem:
        raise _for_checking(problem) from problem.__cause__
    return DocumentCheck(path, check_paper(facts), facts.is_sheet)


def _for_checking(problem: Problem) -> Problem:
    """Return a refusal in words that fit: the reader of Word documents speaks of minutes, whose text can be pasted."""
    if problem.code == "word_too_much_text":
        message = _("The document is longer than any official paper.")
        return replace(problem, message=message, remedy=_("Check its parts one by one."))
    if problem.code.startswith("word_"):
        return replace(problem, remedy=_("Open it in WPS or Word, save it as .docx and check that file."))
    return problem
